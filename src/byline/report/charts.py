"""The trend chart: one small drawing for each venue and track, for screen, paper and no colour.

Nothing of the papers' text goes into a drawing, only years and numbers.
"""

import importlib.util
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from byline.report.facts import Point, Series
from byline.report.naming import Naming

if TYPE_CHECKING:
    import altair as alt

_WIDTH, _HEIGHT, _COVERAGE_HEIGHT = 330, 150, 36
_FONT = "system-ui, sans-serif"
_INK = "currentColor"
_MOST_LABELS = 9
"""With more points than this only the first, the last and the highest are labelled."""
_MOST_POINTS = 15
_DOT, _SMALL_DOT = 34, 14
"""In square pixels; small ones where points are many."""
_LEAST_APART = 8
"""Pixels between two years on the axis; of years that are closer every second is left out."""
_HEADROOM = 1.2
_LEAST_TOP, _COARSE_TOP = 0.01, 0.05
_BREAK: Literal["break-paths-show-path-domains"] = "break-paths-show-path-domains"
"""A gap in the values is a gap in the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One series as a drawing."""

    name: str
    drawing: Markup


def can_draw() -> bool:
    """Whether the libraries of the extra ``charts`` are installed."""
    return all(importlib.util.find_spec(name) for name in ("altair", "vl_convert"))


def draw_charts(series: Sequence[Series], naming: Naming) -> tuple[Chart, ...]:
    """A drawing for each series of two years or more, all on the same scales.

    There is none where the libraries are missing.
    """
    drawn = [line for line in series if sum(point.count is not None for point in line.points) > 1]
    if not drawn or not can_draw():
        return ()
    values = [value_of(point, "joint") or 0.0 for line in drawn for point in line.points]
    top = max(_HEADROOM * max(values), _LEAST_TOP)
    return tuple(_draw_chart(line, naming, top=min(top, 1.0)) for line in drawn)


def value_of(point: Point, name: str) -> float | None:
    """One value of a point as a share; None in a gap, and where nothing is known."""
    count = point.count
    if count is None:
        return None
    if name == "coverage":
        return count.known / count.papers
    joint = count.joint if name == "joint" else count.joint_without_assumed
    return joint / count.known if count.known else None


def _draw_chart(line: Series, naming: Naming, *, top: float) -> Chart:
    import vl_convert  # noqa: PLC0415 (an optional extra)

    name = naming.series(venue=line.venue, track=line.track)
    svg = vl_convert.vegalite_to_svg(
        _build_spec(line, naming, top=top), format_locale=_number_format(naming)
    )
    label = Markup('<svg role="img" aria-label="{}" ').format(describe_series(line, naming))
    return Chart(name=name, drawing=Markup(svg.replace("<svg ", label, 1)))  # noqa: S704


def _number_format(naming: Naming) -> dict[str, object]:
    """The number format of the axes, as the drawing library names its parts."""
    wording = naming.wording
    return {
        "decimal": wording.plain("number.decimal"),
        "thousands": wording.plain("number.thousands"),
        "grouping": [3],
        "currency": ["", ""],
        "percent": wording.plain("number.percent", value=""),
    }


def describe_series(line: Series, naming: Naming) -> str:
    """The points of a series in words, for readers who cannot see the drawing."""
    wording = naming.wording
    points = [
        wording.plain("trend.alt_gap", year=str(point.year))
        if point.count is None
        else wording.plain(
            "trend.alt_point",
            year=str(point.year),
            share=wording.share(point.count.joint, point.count.known),
            coverage=wording.share(point.count.known, point.count.papers),
        )
        for point in line.points
    ]
    name = naming.series(venue=line.venue, track=line.track)
    return wording.plain("trend.alt", series=name, points=naming.clauses(points))


def _build_spec(line: Series, naming: Naming, *, top: float) -> dict[str, object]:
    import altair as alt  # noqa: PLC0415 (an optional extra)

    wording = naming.wording
    values = alt.InlineData(values=list(_rows(line.points, naming)))
    base = alt.Chart(values).properties(width=_WIDTH)
    year = alt.X(
        "year:O",
        title=None,
        axis=alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=_LEAST_APART),
        scale=alt.Scale(domain=[point.year for point in line.points]),
    )
    panels = (
        _share_panel(base, line, year, top=top).properties(title=wording.plain("trend.chart")),
        _coverage_panel(base, year).properties(title=wording.plain("trend.chart_coverage")),
    )
    spec: dict[str, object] = _configured(alt.vconcat(*panels, spacing=10)).to_dict()
    return spec


def _share_panel(base: "alt.Chart", line: Series, year: "alt.X", *, top: float) -> "alt.LayerChart":
    import altair as alt  # noqa: PLC0415 (an optional extra)

    axis = alt.Axis(title=None, format=".0%" if top > _COARSE_TOP else ".1%", tickCount=4)
    scale = alt.Scale(domain=[0, top], nice=False)
    dot = _DOT if len(line.points) <= _MOST_POINTS else _SMALL_DOT
    joint = base.encode(x=year, y=alt.Y("joint:Q", axis=axis, scale=scale))
    layers = [
        joint.mark_line(color=_INK, strokeWidth=1.6, invalid=_BREAK),
        joint.mark_point(color=_INK, fill=_INK, size=dot, opacity=1, invalid="filter"),
        joint.mark_text(color=_INK, dy=-11, invalid="filter").encode(text="label:N"),
    ]
    if any(value_of(point, "joint") != value_of(point, "shown") for point in line.points):
        shown = base.encode(x=year, y=alt.Y("shown:Q", axis=axis, scale=scale))
        layers += [
            shown.mark_line(color=_INK, strokeWidth=1.2, strokeDash=[4, 3], invalid=_BREAK),
            shown.mark_point(color=_INK, size=dot, opacity=1, invalid="filter"),
        ]
    return alt.LayerChart(layer=layers).properties(height=_HEIGHT)


def _coverage_panel(base: "alt.Chart", year: "alt.X") -> "alt.Chart":
    import altair as alt  # noqa: PLC0415 (an optional extra)

    axis = alt.Axis(title=None, format=".0%", values=[0, 1])
    bars = base.mark_bar(color=_INK, fillOpacity=0.28, stroke=_INK, strokeWidth=0.8)
    scale = alt.Scale(domain=[0, 1])
    panel: alt.Chart = bars.encode(x=year, y=alt.Y("coverage:Q", axis=axis, scale=scale))
    return panel.properties(height=_COVERAGE_HEIGHT)


def _configured(chart: "alt.VConcatChart") -> "alt.VConcatChart":
    configured: alt.VConcatChart = (
        chart.configure(background="transparent", aria=False, font=_FONT, padding=6)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=_INK,
            domainColor=_INK,
            tickColor=_INK,
            labelFontSize=11,
            labelFont=_FONT,
            gridColor=_INK,
            gridOpacity=0.15,
        )
        .configure_axisX(grid=False)
        .configure_title(
            anchor="start", color=_INK, font=_FONT, fontSize=11, fontWeight="normal", frame="group"
        )
        .configure_text(font=_FONT, fontSize=11)
    )
    return configured


def _rows(points: Sequence[Point], naming: Naming) -> Iterable[Mapping[str, object]]:
    labelled = _labelled(points)
    for point in points:
        joint = value_of(point, "joint")
        count = point.count
        has_label = point.year in labelled and count is not None
        yield {
            "year": point.year,
            "joint": joint,
            "shown": value_of(point, "shown"),
            "coverage": value_of(point, "coverage"),
            "label": naming.wording.share(count.joint, count.known) if has_label and count else "",
        }


def _labelled(points: Sequence[Point]) -> frozenset[int]:
    shares = {p.year: share for p in points if (share := value_of(p, "joint")) is not None}
    if len(shares) <= _MOST_LABELS:
        return frozenset(shares)
    return frozenset({min(shares), max(shares), max(shares, key=lambda year: shares[year])})
