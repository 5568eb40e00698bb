"""The shape of the figure of definitions: one line of marks for each count, around the headline.

Shapes need no colour: the headline is a filled mark, its interval a band, all others are open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10

from byline.measures.intervals import Interval
from byline.report.defining import ChoiceRows, DefinedRow, Definitions

WIDTH = 400.0
_EDGE = 16.0
_TOP = 22.0
"""Room for the labels of the axis."""
_TITLE, _ROW = 30.0, 34.0
_LABEL_AT, _MARK_AT = 13.0, 24.0
"""Within a row: baseline of its words, height of its mark."""
_HEADROOM, _LEAST_TOP = 1.25, 0.02
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One count in the figure; an end that is off the scale is drawn as an arrow."""

    row: DefinedRow
    at: float
    low: float
    high: float
    is_off: bool
    words_at: float
    mark_at: float
    is_headline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The marks of one choice, without the headline's own."""

    choice: ChoiceRows
    title_at: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What the papers without a known country leave open, as a line between two ends."""

    low: float
    high: float
    is_off: bool
    words_at: float
    mark_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """All definitions in one drawing."""

    width: float
    height: float
    top: float
    ticks: tuple[tuple[float, float], ...]
    """Share and place of each."""
    headline: Mark
    groups: tuple[Group, ...]
    bounds: Range


def draw_definitions(found: Definitions, bounds: Interval) -> Figure:
    """The figure; `bounds` are the shares if none or all of the unknown papers were joint."""
    scale = _Scale(_find_end(found))
    headline = scale.mark(found.headline, at=_TOP, is_headline=True)
    reached = _TOP + _ROW
    groups = []
    for choice in found.choices:
        groups.append(_draw_group(choice, scale, at=reached))
        reached += _TITLE + _ROW * len(groups[-1].marks)
    reached += _EDGE
    return Figure(
        width=WIDTH,
        height=reached + _ROW,
        top=_TOP,
        ticks=tuple((tick, scale.place(tick)) for tick in find_ticks(scale.end)),
        headline=headline,
        groups=tuple(groups),
        bounds=Range(
            low=scale.place(bounds[0]),
            high=scale.place(bounds[1]),
            is_off=bounds[1] > scale.end,
            words_at=reached + _LABEL_AT,
            mark_at=reached + _MARK_AT,
        ),
    )


def _draw_group(choice: ChoiceRows, scale: "_Scale", *, at: float) -> Group:
    marks = (
        scale.mark(row, at=at + _TITLE + _ROW * place, is_headline=False)
        for place, row in enumerate(choice.rows[1:])
    )
    return Group(choice=choice, title_at=at + _TITLE - 9, marks=tuple(marks))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Shares from nothing to `end` across the figure."""

    end: float

    def place(self, share: float) -> float:
        return _EDGE + (WIDTH - 2 * _EDGE) * min(share, self.end) / self.end

    def mark(self, row: DefinedRow, *, at: float, is_headline: bool) -> Mark:
        low, high = row.interval
        return Mark(
            row=row,
            at=self.place(row.count.share or 0.0),
            low=self.place(low),
            high=self.place(high),
            is_off=high > self.end,
            words_at=at + _LABEL_AT,
            mark_at=at + _MARK_AT,
            is_headline=is_headline,
        )


def _find_end(found: Definitions) -> float:
    """Where the scale ends: every share lies on it, wide intervals of few papers may not."""
    shares = [row.count.share or 0.0 for choice in found.choices for row in choice.rows]
    return min(
        1.0, max(_HEADROOM * max(shares, default=0.0), found.headline.interval[1], _LEAST_TOP)
    )


def find_ticks(end: float) -> Iterator[float]:
    """Round shares from nothing to the end of a scale, few enough to read."""
    step = _find_step(end)
    for place in range(floor(end / step + 1e-9) + 1):
        yield place * step


def _find_step(end: float) -> float:
    """The smallest round step that needs few ticks."""
    unit = 10 ** floor(log10(end / _MOST_TICKS))
    steps: Sequence[float] = [unit * times for times in (1, 2, 5, 10)]
    return next(step for step in steps if end / step <= _MOST_TICKS)
