"""From candidates to answers: which names are believed, which stay ambiguous."""

from collections.abc import Callable
from math import exp, log
from typing import Final, final

from byline.places.features import Feature
from byline.places.matching import Candidate
from byline.places.names import Kind

THRESHOLD: Final = 0.0
"""Least log odds of an answer."""
MARGIN: Final = 1.0
"""Log odds that the best candidate must be ahead of the next one."""
_FIRM_THRESHOLD: Final = -2.0
_DOUBTS: Final = frozenset(
    {
        Feature.SOLE,
        Feature.CAPITALS,
        Feature.RARITY_0,
        Feature.RARITY_1,
        Feature.RARITY_2,
        Feature.RARITY_3,
        Feature.GENERIC,
        Feature.PLACE_LIKE,
        Feature.UNPROVEN,
        Feature.RIVAL,
        Feature.RIVALS,
        Feature.OUTRANKED,
        Feature.DEFUNCT,
        Feature.FOREIGN,
        Feature.CROSSES,
    }
)
"""What speaks against a firm whose name is all there is."""
_ACRONYMS: Final = frozenset({Kind.INITIALS, Kind.ACRONYM})
_NAMESAKE_MARGIN: Final = 2.5
_MOST_NAMED: Final = 5
_TWO_WORDS: Final = 2
"""Two single words that mean the same may be but the same word again."""


@final
class Choice:
    """The candidates believed, in the order of the string, and the names left ambiguous."""

    __slots__ = ("ambiguous", "chosen")

    def __init__(self, chosen: list[Candidate], ambiguous: list[list[Candidate]]) -> None:
        self.chosen: Final = chosen
        self.ambiguous: Final = ambiguous


def relate(groups: list[list[Candidate]], weights: tuple[float, ...]) -> list[list[Candidate]]:
    """The groups with what the names beside them say: the parent or a child is named too."""
    groups = _without_explained(groups)
    if len(groups) <= 1:
        return [[one.also([Feature.SOLE], weights) for one in group] for group in groups]
    first = min([group[0].start for group in groups])
    last = max([group[0].start for group in groups])
    surest = max([group[0].score for group in groups])
    related: list[list[Candidate]] = []
    for group in groups:
        place = _find_place(group[0], first, last, surest)
        others: set[int] = set()
        above: set[int] = set()
        for other in groups:
            if other[0].start != group[0].start:
                for candidate in other:
                    others.add(candidate.entry)
                    above.update(candidate.facts.parents)
        again = [
            candidate.also(place + _find_kin(candidate, others, above), weights)
            for candidate in group
        ]
        if not others.isdisjoint([candidate.entry for candidate in group]):
            again = [_confirm(candidate, groups, weights) for candidate in again]
        if len(again) > 1:
            again.sort(key=lambda candidate: (-candidate.score, candidate.entry))
        related.append(again)
    return related


def _without_explained(groups: list[list[Candidate]]) -> list[list[Candidate]]:
    """Without acronyms made of the words right before them that mean nobody named so.

    One that everyone knows goes only where those words name somebody.
    """
    others = [group for group in groups if Feature.EXPLAINED not in group[0].features]
    if len(others) == len(groups):
        return groups
    named = {one.entry for group in others for one in group}
    ends = {group[0].end for group in others}
    return [
        group
        for group in groups
        if Feature.EXPLAINED not in group[0].features
        or not named.isdisjoint([one.entry for one in group])
        or (group[0].kind == Kind.INITIALS and group[0].start not in ends)
    ]


def _confirm(
    candidate: Candidate, groups: list[list[Candidate]], weights: tuple[float, ...]
) -> Candidate:
    """The candidate, surer if a name on other words may mean its entry too."""
    is_confirmed = any(
        other.entry == candidate.entry
        and not other.overlaps(candidate)
        and other.end - other.start + candidate.end - candidate.start > _TWO_WORDS
        for group in groups
        for other in group
    )
    if not is_confirmed:
        return candidate
    is_unproven = Feature.UNPROVEN in candidate.features and candidate.kind not in _ACRONYMS
    more = [int(Feature.CONFIRMED)]
    if is_unproven:
        more.append(Feature.PROVEN_BY_PARENT)
    return candidate.also(more, weights)


def choose(everything: list[list[Candidate]]) -> Choice:
    """The best candidate of each name, the surest name first; no two on the same words."""
    chosen: list[Candidate] = []
    ambiguous: list[list[Candidate]] = []
    groups = [group for group in everything if _is_named(group)]
    if len(groups) > 1:
        groups = [group for group in groups if not any(_yields(group[0], to[0]) for to in groups)]
        groups.sort(key=lambda group: (-group[0].score, group[0].start))
    for group in groups:
        best = group[0]
        if any(_excludes(other, best) for other in chosen):
            continue
        rivals = [candidate for candidate in group if _rivals(candidate, best)]
        if len(rivals) > 1:
            ambiguous.append(rivals[:_MOST_NAMED])
        elif _is_believed(best):
            chosen.append(best)
    chosen.sort(key=lambda candidate: candidate.start)
    if not chosen and not ambiguous:
        ambiguous = [group[:_MOST_NAMED] for group in everything if _is_unproven(group[0])]
    return Choice(chosen, ambiguous)


def _is_named(group: list[Candidate]) -> bool:
    """Whether one of the candidates is meant, whichever it is."""
    if len(group) == 1 or _is_believed(group[0]):
        return _is_believed(group[0])
    return weigh_together(group) >= THRESHOLD


def _is_believed(best: Candidate) -> bool:
    """Whether its odds are enough: less is asked of a firm between commas whose name is rare.

    Beside a university it has little but its name to be known by: Adobe Research, X University.
    """
    if best.score >= THRESHOLD:
        return True
    if best.score < _FIRM_THRESHOLD or not best.facts.is_company or best.kind > Kind.ALIAS:
        return False
    return Feature.OWN_SEGMENT in best.features and _DOUBTS.isdisjoint(best.features)


def weigh_together(group: list[Candidate]) -> float:
    """Log odds that one of the candidates is meant, of which at most one can be."""
    return log(sum([exp(candidate.score) for candidate in group]))


def _is_unproven(best: Candidate) -> bool:
    """Whether a generic name is the whole string: which one it is cannot be told."""
    return Feature.UNPROVEN in best.features and Feature.WHOLE_STRING in best.features


def _yields(short: Candidate, long: Candidate) -> bool:
    """Whether another name has better claims on the words of this one.

    A registered name that takes them all in has, and one that ends in the first of them:
    Heriot-Watt University Edinburgh does not name the University of Edinburgh.
    """
    if long.kind > max(Kind.ALIAS, short.kind) or not short.overlaps(long):
        return False
    if long.start <= short.start and short.end <= long.end:
        is_longer = long.end - long.start > short.end - short.start
        return is_longer and not _stands_beside(short, long)
    return long.start < short.start and Feature.CROSSES not in long.features


def _stands_beside(short: Candidate, long: Candidate) -> bool:
    """Whether a name is printed by itself inside a longer one: X Hospital, Y University."""
    return Feature.CROSSES in long.features and Feature.OWN_SEGMENT in short.features


def _excludes(chosen: Candidate, other: Candidate) -> bool:
    if chosen.entry == other.entry:
        return True
    is_apart = _stands_beside(chosen, other) or _stands_beside(other, chosen)
    return chosen.overlaps(other) and not is_apart


def settle(
    choice: Choice, *, is_owner: Callable[[int], bool], is_there: Callable[[int], bool]
) -> Choice:
    """The choice with ambiguous names decided: by a domain's owner, else by its country."""
    chosen = list(choice.chosen)
    ambiguous: list[list[Candidate]] = []
    for rivals in choice.ambiguous:
        fitting = [rival for rival in rivals if is_owner(rival.entry)]
        fitting = fitting or [rival for rival in rivals if is_there(rival.entry)]
        if len(fitting) == 1:
            chosen.append(fitting[0])
        else:
            ambiguous.append(rivals)
    chosen.sort(key=lambda candidate: candidate.start)
    return Choice(chosen, ambiguous)


def _rivals(candidate: Candidate, best: Candidate) -> bool:
    """Whether a candidate may be meant as well as the best one.

    Two organisations registered by the very name are told apart by nothing but a place.
    """
    if candidate.score > best.score - MARGIN:
        return True
    is_namesake = candidate.kind == best.kind <= Kind.LABEL
    is_placed = Feature.NOTHING_STATED not in candidate.features
    return (
        is_namesake
        and not is_placed
        and not candidate.facts.is_defunct
        and candidate.score > best.score - _NAMESAKE_MARGIN
    )


def _find_place(best: Candidate, first: int, last: int, surest: float) -> list[int]:
    features: list[int] = []
    if best.start == first:
        features.append(Feature.FIRST)
    if best.start == last:
        features.append(Feature.LAST)
    if surest > best.score + MARGIN:
        features.append(Feature.BESIDE_SURER)
        if best.kind in _ACRONYMS:
            features.append(Feature.ACRONYM_BESIDE)
    return features


def _find_kin(candidate: Candidate, others: set[int], above: set[int]) -> list[int]:
    kin: list[int] = []
    parents = candidate.facts.parents
    if parents and not others.isdisjoint(parents):
        kin.append(Feature.PARENT_NAMED)
        if Feature.UNPROVEN in candidate.features:
            kin.append(Feature.PROVEN_BY_PARENT)
    if candidate.entry in above:
        kin.append(Feature.CHILD_NAMED)
    return kin
