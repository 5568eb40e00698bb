"""The largest pairs of countries: how strongly they write together, and each year as a bar."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from byline.measures.intensity import Intensity
from byline.queries import JointCount, PairQueries, Scope
from byline.queries.matrix import CountryMatrix

MOST_PAIRS = 20
MOST_COUNTRIES = 12
"""Countries of the matrix."""

WIDTH, HEIGHT = 170.0, 52.0
_BAR_PART, _MOST_BAR = 0.76, 14.0
"""Of the room of a year, and at most."""
_LEAST_BAR = 0.7
"""A year with any joint paper shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A pair with its indices and its joint papers by year."""

    intensity: Intensity
    by_year: Mapping[int, int]

    @property
    def anchor(self) -> str:
        """Where the papers of both countries are listed."""
        return name_pair_list(self.intensity.pair.left, self.intensity.pair.right)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFacts:
    """The largest pairs, the papers with a known country of every year, and the matrix."""

    rows: tuple[PairRow, ...]
    known: Mapping[int, int]
    matrix: CountryMatrix

    @property
    def lists(self) -> Mapping[tuple[str, str], int]:
        """The pairs whose papers are listed, and how many these are."""
        cells = (((cell.left, cell.right), cell.joint) for cell in self.matrix.cells if cell.joint)
        pairs = (row.intensity.pair for row in self.rows)
        found = [*(((pair.left, pair.right), pair.joint) for pair in pairs), *cells]
        return {(min(pair), max(pair)): joint for pair, joint in found}


def name_pair_list(one: str, other: str) -> str:
    """The anchor of the papers of two countries, whichever is named first."""
    return f"papers-{min(one, other)}-{max(one, other)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairChart:
    """One pair as bars on a scale of its own; the base line is broken in years of no papers."""

    row: PairRow
    bars: str
    base: str
    years: tuple[int, int]
    peak: tuple[int, int, int]
    """Year, joint papers and known papers where the share is largest."""


def gather_pairs(queries: PairQueries, scope: Scope, rows: Iterable[JointCount]) -> PairFacts:
    """The largest pairs of a scope; `rows` are its papers by year."""
    by_year = {
        (pair.left, pair.right): pair.by_year
        for pair in queries.list_pair_years(scope, most=MOST_PAIRS)
    }
    known: Counter[int] = Counter()
    for row in rows:
        known.update({row.year: row.known} if row.year is not None else {})
    measured = queries.measure_pairs(scope, most=MOST_PAIRS)
    return PairFacts(
        rows=tuple(
            PairRow(intensity=one, by_year=by_year.get((one.pair.left, one.pair.right), {}))
            for one in measured
        ),
        known=known,
        matrix=queries.build_matrix(scope, most=MOST_COUNTRIES),
    )


def draw_pairs(found: PairFacts) -> tuple[PairChart, ...]:
    """A chart for each pair; none where there is no second year with a known paper."""
    known = {year: papers for year, papers in found.known.items() if papers}
    if len(known) < 2:  # noqa: PLR2004 (one year is no trend)
        return ()
    return tuple(_draw_pair(row, known) for row in found.rows if row.by_year)


def _draw_pair(row: PairRow, known: Mapping[int, int]) -> PairChart:
    shares = {year: row.by_year.get(year, 0) / papers for year, papers in known.items()}
    first, last = min(shares), max(shares)
    peak = max(shares, key=lambda year: shares[year])
    room = WIDTH / (last - first + 1)
    return PairChart(
        row=row,
        bars="".join(_draw_bars(shares, first=first, room=room, top=shares[peak])),
        base="".join(_draw_base(sorted(shares), first=first, room=room)),
        years=(first, last),
        peak=(peak, row.by_year.get(peak, 0), known[peak]),
    )


def _draw_bars(
    shares: Mapping[int, float], *, first: int, room: float, top: float
) -> Iterator[str]:
    width = min(room * _BAR_PART, _MOST_BAR)
    for year, share in sorted(shares.items()):
        if share:
            height = max(HEIGHT * share / top, _LEAST_BAR)
            left = (year - first) * room + (room - width) / 2
            yield f"M{left:.1f} {HEIGHT:.0f}v-{height:.1f}h{width:.1f}v{height:.1f}z"


def _draw_base(years: Sequence[int], *, first: int, room: float) -> Iterator[str]:
    for year in years:
        yield f"M{(year - first) * room:.1f} {HEIGHT:.0f}h{room:.1f}"
