"""The headline under every definition: what each choice moves, and the papers behind each count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from byline.measures.intervals import Interval, find_wilson_interval
from byline.queries import PairQueries, Scope
from byline.queries.definitions import Choice, DefinedCount, Definition, DefinitionMatrix
from byline.records import BylineError

MOST_ROWS = 9
"""Counts of one choice that are shown, those of most papers first; a venue can have many tracks."""
_LEAST_KNOWN = 0.5
"""A definition that keeps less than this part of the headline's papers is about something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedRow:
    """A count under one definition, with the anchors of the papers behind its two numbers."""

    count: DefinedCount
    joint: str
    known: str

    @property
    def interval(self) -> Interval:
        """Wilson's 95 % interval of the share."""
        return find_wilson_interval(self.count.joint, self.count.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRows:
    """One choice: the headline's own option first, then what else could be chosen."""

    name: str
    spread: float
    rows: tuple[DefinedRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedList:
    """Papers that are joint, or known, under one definition."""

    definition: Definition
    is_joint: bool
    papers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """The headline under every definition; the choice that moves it most is the first."""

    headline: DefinedRow
    choices: tuple[ChoiceRows, ...]
    settled: tuple[str, ...]
    """Choices that this corpus leaves no room for."""
    lowest: DefinedRow
    highest: DefinedRow
    combinations: tuple[DefinedCount, ...]
    """All that keep enough papers to be about the same, the headline first."""
    lists: Mapping[str, DefinedList]
    """By token, the lists that the report does not have anyway."""

    @property
    def tokens(self) -> Mapping[str, str]:
        """The lists each paper stands in, as an attribute."""
        found: dict[str, list[str]] = {}
        for token, listed in self.lists.items():
            for paper_id in listed.papers:
                found.setdefault(paper_id, []).append(token)
        return {paper_id: " ".join(tokens) for paper_id, tokens in found.items()}


def gather_definitions(
    queries: PairQueries,
    scope: Scope,
    *,
    sides: tuple[str, str],
    listed: dict[str, frozenset[str]],
) -> Definitions:
    """The counts of one headline; `listed` are the lists that are there already, by anchor.

    Raises BylineError where no paper is known, or a list is not as long as its number says.
    """
    matrix = queries.count_definitions(*sides, scope)
    lists = _Lists(queries, scope, listed)
    alike = [c for c in matrix.counts if c.known >= _LEAST_KNOWN * matrix.headline.known]
    return Definitions(
        headline=lists.find(matrix.headline),
        choices=tuple(_build_choices(matrix, lists)),
        settled=tuple(choice.name for choice in matrix.choices if len(choice.counts) == 1),
        lowest=lists.find(min(alike, key=_share_of)),
        highest=lists.find(max(alike, key=_share_of)),
        combinations=tuple(alike),
        lists=lists.added,
    )


def _share_of(count: DefinedCount) -> float:
    return count.share or 0.0


def _build_choices(matrix: DefinitionMatrix, lists: "_Lists") -> Iterator[ChoiceRows]:
    for choice in matrix.choices:
        if len(choice.counts) > 1:
            shown = _choose_counts(choice)
            yield ChoiceRows(
                name=choice.name,
                spread=choice.spread,
                rows=tuple(lists.find(count) for count in shown),
                left_out=len(choice.counts) - len(shown),
            )


def _choose_counts(choice: Choice) -> Sequence[DefinedCount]:
    """The counts with most papers, in the order they had; the headline always."""
    headline, *others = choice.counts
    largest = sorted(others, key=lambda count: -count.known)[: MOST_ROWS - 1]
    return [headline, *(count for count in others if count in largest)]


class _Lists:
    """The lists behind the counts; lists of the same papers are one."""

    def __init__(
        self, queries: PairQueries, scope: Scope, listed: dict[str, frozenset[str]]
    ) -> None:
        self.added: dict[str, DefinedList] = {}
        self._queries = queries
        self._scope = scope
        self._anchors = {papers: anchor for anchor, papers in reversed(listed.items())}
        self._rows: dict[Definition, DefinedRow] = {}

    def find(self, count: DefinedCount) -> DefinedRow:
        """The row of a count."""
        definition = count.definition
        if definition not in self._rows:
            found = self._queries.list_defined(definition, self._scope)
            joint = frozenset(paper.paper_id for paper in found if paper.is_joint)
            known = frozenset(paper.paper_id for paper in found)
            _check_lists(count, joint=joint, known=known)
            self._rows[definition] = DefinedRow(
                count=count,
                joint=self._name(DefinedList(definition=definition, is_joint=True, papers=joint)),
                known=self._name(DefinedList(definition=definition, is_joint=False, papers=known)),
            )
        return self._rows[definition]

    def _name(self, found: DefinedList) -> str:
        """The anchor of a list; one of no papers needs none, since nothing leads to it."""
        if found.papers and found.papers not in self._anchors:
            token = f"d{len(self.added)}"
            self.added[token] = found
            self._anchors[found.papers] = f"papers-{token}"
        return self._anchors.get(found.papers, "")


def _check_lists(count: DefinedCount, *, joint: Iterable[str], known: Iterable[str]) -> None:
    said = (count.joint, count.known)
    listed = (len(frozenset(joint)), len(frozenset(known)))
    if said != listed:
        raise BylineError(
            f"the report would say {said} joint and known papers for {count.definition} and list "
            f"{listed}; please report this as a bug of Byline"
        )
