"""How a share moves from year to year, with the test of each step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from byline.measures.intervals import (
    Interval,
    compare_shares,
    find_difference_interval,
    find_wilson_interval,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearShare:
    """Hits of a year among its trials; papers are all in scope, known or not."""

    year: int
    hits: int
    trials: int
    papers: int

    @property
    def share(self) -> float | None:
        """Hits over trials; None where nothing is known."""
        return self.hits / self.trials if self.trials else None

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % interval of the share."""
        return find_wilson_interval(self.hits, self.trials)

    @property
    def coverage(self) -> float:
        """Trials over all papers in scope."""
        return self.trials / self.papers if self.papers else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The difference between a year and the year before it that has any known paper."""

    before: int
    year: int
    difference: float
    interval: Interval
    z: float | None
    p: float | None

    @property
    def is_distinguishable(self) -> bool:
        """Whether the interval of the difference leaves out zero."""
        return not self.interval[0] <= 0 <= self.interval[1]


def compare_years(years: Iterable[YearShare]) -> Iterator[Step]:
    """Each year against the one before; years without any known paper are passed over."""
    told = [year for year in years if year.trials]
    for before, after in pairwise(told):
        first, second = (before.hits, before.trials), (after.hits, after.trials)
        compared = compare_shares(first, second)
        yield Step(
            before=before.year,
            year=after.year,
            difference=second[0] / second[1] - first[0] / first[1],
            interval=find_difference_interval(first, second),
            z=compared[0] if compared else None,
            p=compared[1] if compared else None,
        )
