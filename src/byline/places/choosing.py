"""From candidates to answers: which names are believed, which stay ambiguous."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from byline.places.features import Feature
from byline.places.matching import Candidate

THRESHOLD = 0.0
"""Least log odds of an answer."""
MARGIN = 1.0
"""Log odds that the best candidate must be ahead of the next one."""
_MOST_NAMED = 5


class Choice(NamedTuple):
    """The candidates believed, in the order of the string, and the names left ambiguous."""

    chosen: tuple[Candidate, ...]
    ambiguous: tuple[tuple[Candidate, ...], ...]


def relate(
    groups: list[list[Candidate]], parents: Mapping[int, tuple[int, ...]], weights: Sequence[float]
) -> list[list[Candidate]]:
    """The groups with what the names beside them say: the parent or a child is named too."""
    if len(groups) == 1:
        return groups
    related: list[list[Candidate]] = []
    for group in groups:
        others = {
            candidate.entry
            for other in groups
            if other[0].start != group[0].start
            for candidate in other
        }
        above = {parent for entry in others for parent in parents.get(entry, ())}
        again = [
            candidate.also(_find_kin(candidate.entry, others, above, parents), weights)
            for candidate in group
        ]
        related.append(sorted(again, key=lambda candidate: (-candidate.score, candidate.entry)))
    return related


def choose(groups: Iterable[Sequence[Candidate]]) -> Choice:
    """The best candidate of each name, the surest name first; no two on the same words."""
    chosen: list[Candidate] = []
    ambiguous: list[tuple[Candidate, ...]] = []
    for group in sorted(groups, key=lambda group: (-group[0].score, group[0].start)):
        best = group[0]
        if best.score < THRESHOLD:
            break
        if any(best.overlaps(other) or best.entry == other.entry for other in chosen):
            continue
        rivals = tuple(_find_rivals(group))
        if len(rivals) == 1:
            chosen.append(best)
        else:
            ambiguous.append(rivals[:_MOST_NAMED])
    chosen.sort(key=lambda candidate: candidate.start)
    return Choice(tuple(chosen), tuple(ambiguous))


def settle(
    choice: Choice, *, is_owner: Callable[[int], bool], is_there: Callable[[int], bool]
) -> Choice:
    """The choice with ambiguous names decided: by a domain's owner, else by its country."""
    chosen = list(choice.chosen)
    ambiguous: list[tuple[Candidate, ...]] = []
    for rivals in choice.ambiguous:
        fitting = [rival for rival in rivals if is_owner(rival.entry)]
        fitting = fitting or [rival for rival in rivals if is_there(rival.entry)]
        if len(fitting) == 1:
            chosen.append(fitting[0])
        else:
            ambiguous.append(rivals)
    chosen.sort(key=lambda candidate: candidate.start)
    return Choice(tuple(chosen), tuple(ambiguous))


def _find_rivals(group: Sequence[Candidate]) -> Iterator[Candidate]:
    least = group[0].score - MARGIN
    return (candidate for candidate in group if candidate.score > least)


def _find_kin(
    entry: int, others: set[int], above: set[int], parents: Mapping[int, tuple[int, ...]]
) -> list[int]:
    kin: list[int] = []
    if not others.isdisjoint(parents.get(entry, ())):
        kin.append(Feature.PARENT_NAMED)
    if entry in above:
        kin.append(Feature.CHILD_NAMED)
    return kin
