"""How far a reading agrees with gold: what is counted, and what is shown to a reader."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives, false negatives; they add up over papers."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.hits + other.hits, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of our answers that are right; 1 where there is none."""
        return _share(self.hits, self.hits + self.extra)

    @property
    def recall(self) -> float:
        """Share of the gold that we found; 1 where there is none."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing to find."""
        return _share(2 * self.hits, 2 * self.hits + self.extra + self.missed)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def count_one(*, is_gold: bool, is_ours: bool) -> Counts:
    """One case that gold, ours, both or neither hold."""
    return Counts(is_gold and is_ours, is_ours and not is_gold, is_gold and not is_ours)


def compare_sets(wanted: Collection[object], found: Collection[object]) -> Counts:
    """The members of both sides, of ours alone and of gold alone."""
    hits = len(set(wanted) & set(found))
    return Counts(hits, len(set(found)) - hits, len(set(wanted)) - hits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One difference between gold and ours, for reading."""

    paper_id: str
    kind: str
    gold: str
    ours: str
