"""The shape of the figure of all combinations: their shares in order, and what each chooses.

The form is the specification curve of Simonsohn, Simmons and Nelson (Nature Human Behaviour 4,
2020): above, one dot for each combination, lowest share first; below, one line for each option,
inked where the combination above it takes that option.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from byline.measures.intervals import Interval, find_wilson_interval
from byline.queries.definitions import CHOICES, DefinedCount
from byline.report.marks import find_ticks

WIDTH = 400.0
_EDGE = 16.0
_TOP, _PLOT = 14.0, 150.0
"""Height of the first tick's label and of the panel of shares."""
_TITLE, _ROW = 26.0, 25.0
_LABEL_AT, _STRIP_AT, _STRIP = 12.0, 16.0, 6.0
"""Within a row: baseline of its words, top and height of its strip."""
_HEADROOM, _LEAST_TOP = 1.08, 0.02
_WIDEST = 2.4
"""Radius of a dot where combinations are few."""
MOST_OPTIONS = 6
"""Options of one choice that have a line, those of most papers; a venue can have many tracks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One combination, at its place in the order."""

    count: DefinedCount
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One option: from where to where the combinations take it."""

    example: DefinedCount
    """A combination that takes it, for its name."""
    words_at: float
    at: float
    height: float
    runs: tuple[tuple[float, float], ...]
    """Left end and width of each run of neighbours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceStrips:
    """The options of one choice, the headline's own first."""

    name: str
    title_at: float
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """All combinations in one drawing."""

    width: float
    height: float
    plot: tuple[float, float]
    """Top and bottom of the panel of shares."""
    radius: float
    ticks: tuple[tuple[float, float], ...]
    """Share and height of each."""
    dots: tuple[Dot, ...]
    headline: Dot
    interval: tuple[float, float]
    """Of the headline: upper and lower height."""
    choices: tuple[ChoiceStrips, ...]
    middle: Interval
    """Shares between which half of the combinations lie."""


def draw_curve(counts: Sequence[DefinedCount]) -> Curve:
    """The figure of these combinations, the headline first; they differ in at least one choice."""
    ordered = sorted(counts, key=lambda count: (count.share or 0.0, -count.known))
    step = (WIDTH - 2 * _EDGE) / len(ordered)
    scale = _Scale(_find_end(counts))
    dots = tuple(
        Dot(count=count, x=_EDGE + step * (place + 0.5), y=scale.height(count.share or 0.0))
        for place, count in enumerate(ordered)
    )
    low, high = find_wilson_interval(counts[0].joint, counts[0].known)
    choices = tuple(_draw_choices(counts, ordered, step=step))
    return Curve(
        width=WIDTH,
        height=choices[-1].strips[-1].at + _ROW - _STRIP_AT if choices else scale.bottom,
        plot=(_TOP, scale.bottom),
        radius=min(_WIDEST, max(1.0, 0.8 * step)),
        ticks=tuple((tick, scale.height(tick)) for tick in find_ticks(scale.end)),
        dots=dots,
        headline=next(dot for dot in dots if dot.count is counts[0]),
        interval=(scale.height(min(high, scale.end)), scale.height(low)),
        choices=choices,
        middle=_find_middle(ordered),
    )


def _find_end(counts: Sequence[DefinedCount]) -> float:
    return min(1.0, max(_LEAST_TOP, _HEADROOM * max(count.share or 0.0 for count in counts)))


def _find_middle(ordered: Sequence[DefinedCount]) -> Interval:
    """The shares a quarter from either end of the order."""
    quarter = len(ordered) // 4
    return ordered[quarter].share or 0.0, ordered[-1 - quarter].share or 0.0


@dataclass(frozen=True, slots=True)
class _Scale:
    """Shares from nothing to `end` up the panel."""

    end: float

    @property
    def bottom(self) -> float:
        return _TOP + _PLOT

    def height(self, share: float) -> float:
        return self.bottom - _PLOT * share / self.end


def _draw_choices(
    counts: Sequence[DefinedCount], ordered: Sequence[DefinedCount], *, step: float
) -> Iterator[ChoiceStrips]:
    reached = _TOP + _PLOT
    for name, fields in CHOICES.items():
        options = _list_options(counts, fields)
        if len(options) > 1:
            strips = tuple(
                _draw_strip(option, ordered, fields, at=reached + _TITLE + _ROW * row, step=step)
                for row, option in enumerate(options)
            )
            yield ChoiceStrips(name=name, title_at=reached + _TITLE - 7, strips=strips)
            reached += _TITLE + _ROW * len(strips)


def _list_options(
    counts: Sequence[DefinedCount], fields: Sequence[str]
) -> tuple[DefinedCount, ...]:
    """One combination for each option: the headline, then those of most papers as they stood."""
    choose = _chooser(fields)
    first: dict[tuple[object, ...], DefinedCount] = {}
    for count in counts:
        first.setdefault(choose(count), count)
    headline, *others = first.values()
    largest = sorted(others, key=lambda count: -count.known)[: MOST_OPTIONS - 1]
    return (headline, *(count for count in others if count in largest))


def _chooser(fields: Sequence[str]) -> Callable[[DefinedCount], tuple[object, ...]]:
    return lambda count: tuple(getattr(count.definition, name) for name in fields)


def _draw_strip(
    option: DefinedCount,
    ordered: Sequence[DefinedCount],
    fields: Sequence[str],
    *,
    at: float,
    step: float,
) -> Strip:
    choose = _chooser(fields)
    taken = [choose(count) == choose(option) for count in ordered]
    return Strip(
        example=option,
        words_at=at + _LABEL_AT,
        at=at + _STRIP_AT,
        height=_STRIP,
        runs=tuple((_EDGE + step * first, step * length) for first, length in _find_runs(taken)),
    )


def _find_runs(taken: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First place and length of each run of neighbours that are true."""
    start: int | None = None
    for place, is_taken in enumerate((*taken, False)):
        if is_taken and start is None:
            start = place
        elif not is_taken and start is not None:
            yield start, place - start
            start = None
