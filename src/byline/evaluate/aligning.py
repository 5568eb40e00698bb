"""Affiliations of two readings of a paper laid beside each other, by the words they share."""

from collections.abc import Sequence

from byline.authorship.lexicon import fold

_LEAST_SIMILARITY = 0.45
_CONTAINED = 0.9
"""Similarity of two strings one of which holds all words of the other."""
_COMMON = frozenset(
    {
        "of", "the", "and", "for", "at", "in", "university", "institute", "department", "school",
        "college", "laboratory", "lab", "labs", "research", "center", "centre", "inc",
        "technology", "science", "sciences", "national",
    }
)  # fmt: skip
"""Words that many affiliations share and that tell none from another."""


def align_affiliations(gold: Sequence[str], ours: Sequence[str]) -> dict[int, int]:
    """For our strings, by index, the gold string each stands for: the most alike first."""
    pairs = sorted(
        (
            (-measure_similarity(wanted, found), i, j)
            for i, wanted in enumerate(gold)
            for j, found in enumerate(ours)
        ),
    )
    alike = [(i, j) for similarity, i, j in pairs if -similarity >= _LEAST_SIMILARITY]
    aligned: dict[int, int] = {}
    for i, j in alike:
        if j not in aligned and i not in aligned.values():
            aligned[j] = i
    for i, j in alike:
        aligned.setdefault(j, i)
    return aligned


def measure_similarity(one: str, other: str) -> float:
    """From 0 to 1: words two strings share, the mean over all words and over telling ones."""
    first, second = set(_split_words(one)), set(_split_words(other))
    telling = _share_words(first - _COMMON or first, second - _COMMON or second)
    return (telling + _share_words(first, second)) / 2


def _share_words(first: set[str], second: set[str]) -> float:
    """By Dice; nearly 1 where one side holds all of the other."""
    if not first or not second:
        return 0.0
    dice = 2 * len(first & second) / (len(first) + len(second))
    is_contained = first <= second or second <= first
    return max(dice, _CONTAINED + dice / 10) if is_contained else dice


def _split_words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()
