"""Whose technology is taken up where: developer and adopting countries, with the papers of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product

from byline.queries import ROLES, Flow, ListedPaper
from byline.records import BylineError

MOST_DEVELOPERS, MOST_ADOPTERS = 6, 6
"""Countries that stand alone; the rest is one row."""

LEVELS = ("used", "key")
OTHER, UNKNOWN = "other", "unknown"

_Pair = tuple[str | None, str | None]
"""Developer country, or countries joined by +, and adopting country; None where unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode:
    """A country at one end of the flows; or several in one, or none that is known."""

    key: str
    """Its code, codes joined by + for joint developers, other, or unknown."""
    members: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNumber:
    """Papers of one flow; `alone` is None where no country is known."""

    papers: int
    alone: int | None
    fractional: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """From one developer to one adopter, at every level."""

    place: int
    developer: FlowNode
    adopter: FlowNode
    numbers: Mapping[str, FlowNumber]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowTable:
    """All flows, those of small countries in one row, and the papers behind each number."""

    developers: tuple[FlowNode, ...]
    adopters: tuple[FlowNode, ...]
    rows: tuple[FlowRow, ...]
    papers: Mapping[str, int]
    """By level: papers that take up anything; the fractional counts add up to them."""
    lists: Mapping[str, frozenset[str]]
    """Ids of papers by the token of their list."""

    def value(self, level: str, developer: FlowNode, adopter: FlowNode) -> float:
        """The fractional count of one flow, nothing where there is none."""
        found = (
            row.numbers[level].fractional
            for row in self.rows
            if row.developer == developer and row.adopter == adopter
        )
        return next(found, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopter:
    """A paper that takes something up: its countries, and by level the developers it draws on."""

    countries: tuple[str, ...]
    has_unknown: bool
    developers: Mapping[str, AbstractSet[str | None]]


def name_flow_list(place: int | None, level: str, *, is_alone: bool = False) -> str:
    """The token of the papers behind one number; of all rows together for None."""
    return f"{level[0]}{'' if place is None else place}{'a' if is_alone else ''}"


def find_adopters(
    papers: Iterable[ListedPaper],
    uses: Iterable[tuple[str, str, str | None]],
    unknown: AbstractSet[str],
) -> dict[str, Adopter]:
    """The papers that take up technologies; `uses` are paper, role and developer."""
    developers: dict[str, dict[str, set[str | None]]] = defaultdict(
        lambda: {level: set() for level in LEVELS}
    )
    for paper_id, role, developer in uses:
        for level in LEVELS:
            if role in ROLES[level]:
                developers[paper_id][level].add(developer)
    return {
        paper.paper_id: Adopter(
            countries=paper.countries,
            has_unknown=paper.paper_id in unknown,
            developers=developers[paper.paper_id],
        )
        for paper in papers
        if paper.paper_id in developers
    }


def build_flow_table(
    flows: Mapping[str, Sequence[Flow]], adopters: Mapping[str, Adopter]
) -> FlowTable:
    """The flows of every level as one table.

    Raises BylineError where a flow does not count as many papers as take part in it.
    """
    for level in LEVELS:
        _check_flows(flows[level], adopters, level=level)
    used = flows["used"]
    developers = _choose_nodes(_add_up(used, "developer"), most=MOST_DEVELOPERS)
    takers = _choose_nodes(_add_up(used, "country"), most=MOST_ADOPTERS)
    there = {(flow.developer, flow.country) for flow in used}
    ends = [
        (developer, adopter)
        for developer, adopter in product(developers, takers)
        if not there.isdisjoint(product(developer.members, adopter.members))
    ]
    lists = dict(_list_papers(ends, adopters))
    return FlowTable(
        developers=developers,
        adopters=takers,
        rows=tuple(
            FlowRow(
                place=place,
                developer=developer,
                adopter=adopter,
                numbers={
                    level: _count_flow(place, level, (developer, adopter), flows[level], lists)
                    for level in LEVELS
                },
            )
            for place, (developer, adopter) in enumerate(ends)
        ),
        papers={level: len(lists[name_flow_list(None, level)]) for level in LEVELS},
        lists={token: papers for token, papers in lists.items() if papers},
    )


def _list_papers(
    ends: Iterable[tuple[FlowNode, FlowNode]], adopters: Mapping[str, Adopter]
) -> Iterator[tuple[str, frozenset[str]]]:
    """The papers of every number by the token of their list."""
    for level in LEVELS:
        taking = (key for key, adopter in adopters.items() if adopter.developers[level])
        yield name_flow_list(None, level), frozenset(taking)
    for place, (developer, adopter) in enumerate(ends):
        members = frozenset(product(developer.members, adopter.members))
        for level in LEVELS:
            found = _papers_between(members, adopters, level=level)
            alone = (key for key in found if len(adopters[key].countries) == 1)
            yield name_flow_list(place, level), found
            yield (
                name_flow_list(place, level, is_alone=True),
                frozenset(() if adopter.key == UNKNOWN else alone),
            )


def _count_flow(
    place: int,
    level: str,
    ends: tuple[FlowNode, FlowNode],
    flows: Iterable[Flow],
    lists: Mapping[str, frozenset[str]],
) -> FlowNumber:
    developer, adopter = ends
    members = frozenset(product(developer.members, adopter.members))
    parts = (flow.fractional for flow in flows if (flow.developer, flow.country) in members)
    alone = len(lists[name_flow_list(place, level, is_alone=True)])
    return FlowNumber(
        papers=len(lists[name_flow_list(place, level)]),
        alone=None if adopter.key == UNKNOWN else alone,
        fractional=sum(parts),
    )


def _papers_between(
    members: AbstractSet[_Pair], adopters: Mapping[str, Adopter], *, level: str
) -> frozenset[str]:
    return frozenset(
        paper_id
        for paper_id, adopter in adopters.items()
        if not members.isdisjoint(_pairs_of(adopter, level))
    )


def _pairs_of(adopter: Adopter, level: str) -> Iterable[_Pair]:
    countries: tuple[str | None, ...] = adopter.countries
    ends = (*countries, None) if adopter.has_unknown else countries
    return ((developer, end) for developer in adopter.developers[level] for end in ends)


def _check_flows(flows: Iterable[Flow], adopters: Mapping[str, Adopter], *, level: str) -> None:
    papers: Counter[_Pair] = Counter()
    alone: Counter[_Pair] = Counter()
    for adopter in adopters.values():
        pairs = list(_pairs_of(adopter, level))
        papers.update(pairs)
        alone.update(pair for pair in pairs if len(adopter.countries) == 1)
    said = {(flow.developer, flow.country): (flow.papers, flow.alone) for flow in flows}
    listed = {pair: (number, alone[pair]) for pair, number in papers.items()}
    for pair in said.keys() | listed.keys():
        if said.get(pair) != listed.get(pair):
            raise BylineError(
                f"the report would say {said.get(pair)} papers from {pair[0]} to {pair[1]} "
                f"({level}) and list {listed.get(pair)}; please report this as a bug of Byline"
            )


def _add_up(flows: Iterable[Flow], end: str) -> dict[str | None, float]:
    totals: dict[str | None, float] = defaultdict(float)
    for flow in flows:
        totals[getattr(flow, end)] += flow.fractional
    return totals


def _choose_nodes(totals: Mapping[str | None, float], *, most: int) -> tuple[FlowNode, ...]:
    """The largest countries by themselves, the others in one, and the unknown part last."""
    known = sorted(
        (code for code in totals if code is not None), key=lambda code: (-totals[code], code)
    )
    alone, rest = (known, []) if len(known) <= most + 1 else (known[:most], known[most:])
    nodes = [FlowNode(key=code, members=(code,)) for code in alone]
    nodes += [FlowNode(key=OTHER, members=tuple(rest))] if rest else []
    nodes += [FlowNode(key=UNKNOWN, members=(None,))] if None in totals else []
    return tuple(nodes)
