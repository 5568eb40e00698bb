"""How strongly two countries write together, by the indices of docs/methods.md, section 4."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from byline.measures.intervals import Interval, draw_interval, find_ratio_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCount:
    """Papers of two countries and of both, among the papers with a known country."""

    left: str
    right: str
    joint: int
    left_papers: int
    right_papers: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index of intensity with its 95 % interval."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Intensity:
    """The indices of one pair.

    salton: joint / sqrt(left x right). jaccard: joint / papers of either. association: joint over
    what chance would give, left x right / known (affinity; 1 is chance). relative: the share of
    left's links that go to right over right's share of everybody else's links (relative intensity
    of collaboration, Fuchs et al. 2021; 1 is chance).
    """

    pair: PairCount
    salton: Index
    jaccard: Index
    association: Index
    relative: Index


def measure_intensity(pair: PairCount, *, links: Mapping[str, int]) -> Intensity:
    """The indices of a pair; `links` are each country's joint papers summed over its partners."""
    cells = _cells(pair)
    whole = pair.known or 1
    shares = [cell / whole for cell in cells]
    return Intensity(
        pair=pair,
        salton=Index(value=_salton(shares), interval=draw_interval(cells, _salton)),
        jaccard=Index(value=_jaccard(shares), interval=draw_interval(cells, _jaccard)),
        association=Index(value=_association(shares), interval=draw_interval(cells, _association)),
        relative=_relative(pair, links),
    )


def count_links(pairs: Iterable[PairCount]) -> Mapping[str, int]:
    """Joint papers of each country, summed over its partners."""
    links = Counter[str]()
    for pair in pairs:
        links[pair.left] += pair.joint
        links[pair.right] += pair.joint
    return links


def _cells(pair: PairCount) -> tuple[int, int, int, int]:
    """Papers of both, of the left alone, of the right alone, of neither."""
    left, right = pair.left_papers - pair.joint, pair.right_papers - pair.joint
    return pair.joint, left, right, pair.known - pair.joint - left - right


def _salton(shares: Sequence[float]) -> float:
    both, left, right, _ = shares
    return both / sqrt((both + left) * (both + right)) if both else 0.0


def _jaccard(shares: Sequence[float]) -> float:
    both, left, right, _ = shares
    return both / (both + left + right) if both else 0.0


def _association(shares: Sequence[float]) -> float:
    both, left, right, _ = shares
    return both / ((both + left) * (both + right)) if both else 0.0


def _relative(pair: PairCount, links: Mapping[str, int]) -> Index:
    own, others = links[pair.left], sum(links.values()) - links[pair.left]
    first, second = (pair.joint, own), (links[pair.right], others)
    value = (first[0] / first[1]) / (second[0] / second[1]) if pair.joint else 0.0
    return Index(value=value, interval=find_ratio_interval(first, second))
