"""Papers whose title changed between two listings, found by their authors."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from byline.sources.titles import share_words

Names = tuple[frozenset[str], ...]

LEAST_NAMES = 2
LEAST_SHARE = 0.5
_MOST_PAPERS = 100
"""Of one name: a name on more is a placeholder such as "Anonymous"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A pair of listings, by their places in two lists, and what they have in common."""

    left: int
    right: int
    names: int
    """Authors in both."""
    names_share: float
    words_share: float
    """Of the words of both titles."""

    @property
    def has_same_group(self) -> bool:
        """Whether at least two people and half of the longer author list are in both."""
        return self.names >= LEAST_NAMES and self.names_share >= LEAST_SHARE

    @property
    def has_close_title(self) -> bool:
        """Whether half of the words of the titles are in both."""
        return self.words_share >= LEAST_SHARE


def find_renamed(
    left: Sequence[tuple[str, Names]], right: Sequence[tuple[str, Names]]
) -> list[Renamed]:
    """The best pairs of two lists of normalised titles and names, each listing in one at most.

    Only pairs with an author in common, and with most authors or half of the title.
    """
    pairs = [
        pair for pair in _find_pairs(left, right) if pair.has_same_group or pair.has_close_title
    ]
    pairs.sort(key=lambda pair: (-pair.names_share - pair.words_share, pair.left, pair.right))
    taken: set[tuple[str, int]] = set()
    found: list[Renamed] = []
    for pair in pairs:
        sides = {("left", pair.left), ("right", pair.right)}
        if not sides & taken:
            taken |= sides
            found.append(pair)
    return sorted(found, key=lambda pair: pair.left)


def _find_pairs(
    left: Sequence[tuple[str, Names]], right: Sequence[tuple[str, Names]]
) -> Iterator[Renamed]:
    """All pairs with an author in common."""
    by_name: dict[frozenset[str], list[int]] = defaultdict(list)
    for index, (_, names) in enumerate(right):
        for name in set(names):
            by_name[name].append(index)
    for place, (title, names) in enumerate(left):
        places = (by_name.get(name, []) for name in set(names))
        shared = Counter(index for found in places if len(found) <= _MOST_PAPERS for index in found)
        for index, count in shared.items():
            other_title, other_names = right[index]
            yield Renamed(
                left=place,
                right=index,
                names=count,
                names_share=count / max(len(names), len(other_names)),
                words_share=share_words(title, other_title),
            )
