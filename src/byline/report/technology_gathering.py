"""From a store to what a report says about technologies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from byline.queries import (
    ROLES,
    JointCount,
    ListedPaper,
    Scope,
    Taking,
    TechnologyPaper,
    TechnologyQueries,
)
from byline.records import BylineError, TextBasis
from byline.report.cards import Pair
from byline.report.flows import LEVELS, FlowTable, build_flow_table, find_adopters
from byline.report.technologies import (
    MOST_BY_YEAR,
    AcceleratorRow,
    KindTable,
    Numbers,
    TechnologyFacts,
    TechnologyRow,
    YearRow,
)
from byline.report.technology_tables import (
    TechnologyAnswers,
    build_kind_tables,
    build_market_tables,
    build_year_rows,
)
from byline.report.uses import SIDES, Count, UseList, build_use_list

_BASES: tuple[TextBasis, ...] = ("full_text", "abstract")
_Lists = Iterator[tuple[str, frozenset[str]]]


def gather_technologies(
    queries: TechnologyQueries,
    scope: Scope,
    pair: Pair,
    *,
    papers: Sequence[ListedPaper],
    rows: Sequence[JointCount],
) -> TechnologyFacts | None:
    """The facts about technologies, None where no paper in scope names one.

    Full texts are counted where any names a technology, otherwise abstracts, never both. Raises
    BylineError where a list does not hold as many papers as its number says.
    """
    named = (basis for basis in _BASES if queries.list_technologies(scope, Taking(basis=basis)))
    basis = next(named, None)
    if basis is None:
        return None
    answers = _ask(queries, scope, pair, basis=basis)
    kinds = build_kind_tables(answers)
    markets = build_market_tables(answers, first_place=sum(len(table.rows) for table in kinds))
    models = [
        queries.count(row.technology.technology_id, scope, Taking(basis=basis)).rows
        for row in kinds[0].rows[:MOST_BY_YEAR]
    ]
    flows = _gather_flows(queries, scope, answers, basis=basis, papers=papers)
    by_year = build_year_rows(rows, models)
    facts = TechnologyFacts(
        basis=basis,
        kinds=kinds,
        markets=markets,
        by_year=by_year,
        flows=flows,
        uses=(
            *_build_role_lists(answers, kinds, by_year, pair=pair, places=_places(papers, rows)),
            *_build_report_lists(answers, markets, pair=pair, places=_places(papers, rows)),
        ),
        names={found.technology_id: found.name for found in answers.listed["all"]},
        lists=dict(flows.lists)
        | dict(_list_read(queries, scope, basis=basis, papers=papers, pair=pair))
        | dict(_list_reporting(answers, papers=papers, pair=pair)),
    )
    _check_facts(facts, answers, papers=papers, places=_places(papers, rows))
    return facts


def _places(papers: Iterable[ListedPaper], rows: Iterable[JointCount]) -> dict[str, int]:
    """The place of each paper's venue, year and track among the rows."""
    place_of = {(row.venue, row.year, row.track): place for place, row in enumerate(rows)}
    return {paper.paper_id: place_of[paper.venue, paper.year, paper.track] for paper in papers}


def _ask(
    queries: TechnologyQueries, scope: Scope, pair: Pair, *, basis: TextBasis
) -> TechnologyAnswers:
    countries = {"all": None, "left": pair.left, "right": pair.right}
    takings = {side: Taking(basis=basis, countries=countries[side]) for side in SIDES}
    uses: dict[str, list[TechnologyPaper]] = {}
    for paper in queries.list_papers(None, scope, takings["all"]):
        uses.setdefault(paper.technology_id, []).append(paper)
    has_accelerators = basis == "full_text"
    return TechnologyAnswers(
        listed={side: queries.list_technologies(scope, takings[side]) for side in SIDES},
        chips={
            side: queries.count_accelerators(scope, countries=countries[side])
            if has_accelerators
            else ()
            for side in SIDES
        },
        uses={key: tuple(found) for key, found in uses.items()},
    )


def _gather_flows(
    queries: TechnologyQueries,
    scope: Scope,
    answers: TechnologyAnswers,
    *,
    basis: TextBasis,
    papers: Sequence[ListedPaper],
) -> FlowTable:
    developers = {
        found.technology_id: "+".join(sorted(set(found.country_codes))) or None
        for found in answers.listed["all"]
        if found.kind == "model"
    }
    uses = (
        (use.paper_id, use.role, developers[technology_id])
        for technology_id in developers
        for use in answers.uses[technology_id]
        if use.role in ROLES["used"]
    )
    unknown = frozenset(found.paper_id for found in queries.list_read(scope) if found.has_unknown)
    flows = {
        level: queries.count_flows(scope, Taking(basis=basis), role=level, kind="model")
        for level in LEVELS
    }
    return build_flow_table(flows, find_adopters(papers, uses, unknown))


def _build_role_lists(
    answers: TechnologyAnswers,
    kinds: Iterable[KindTable],
    by_year: Sequence[YearRow],
    *,
    pair: Pair,
    places: Mapping[str, int],
) -> Iterator[UseList]:
    for row in (row for table in kinds for row in table.rows):
        found = row.technology
        yield build_use_list(
            answers.uses[found.technology_id],
            [*_counts(row.numbers), *_year_counts(row, by_year)],
            pair=pair,
            rows=places,
            place=row.place,
            name=found.name,
            kind=found.kind,
        )


def _build_report_lists(
    answers: TechnologyAnswers,
    markets: Mapping[str, Iterable[AcceleratorRow]],
    *,
    pair: Pair,
    places: Mapping[str, int],
) -> Iterator[UseList]:
    for row in (row for rows in markets.values() for row in rows):
        yield build_use_list(
            _reporting(answers.uses[row.chip.technology_id]),
            _counts(row.numbers),
            pair=pair,
            rows=places,
            place=row.place,
            name=row.chip.name,
            kind="accelerator",
            licence_rule=row.chip.china_licence_rule,
            licence_from=row.chip.china_licence_from,
        )


def _counts(numbers: Numbers) -> list[Count]:
    return [
        (name, side, None, count)
        for side, by_name in numbers.items()
        for name, count in by_name.items()
    ]


def _year_counts(row: TechnologyRow, by_year: Iterable[YearRow]) -> Iterator[Count]:
    for year in by_year:
        for count in year.models[row.place : row.place + 1]:
            yield "used", "all", year.row, count.used
            yield "key", "all", year.row, count.key


def _reporting(uses: Iterable[TechnologyPaper]) -> tuple[TechnologyPaper, ...]:
    """Those that ran on an accelerator, as the measure counts them."""
    return tuple(use for use in uses if use.role in ROLES["used"] and use.role != "compared")


def _list_read(
    queries: TechnologyQueries,
    scope: Scope,
    *,
    basis: TextBasis,
    papers: Iterable[ListedPaper],
    pair: Pair,
) -> _Lists:
    found = queries.list_read(scope)
    read = frozenset(paper.paper_id for paper in found if paper.basis == basis)
    yield from _by_side("read", read, papers=papers, pair=pair)
    yield "aside", frozenset(paper.paper_id for paper in found) - read


def _list_reporting(
    answers: TechnologyAnswers, *, papers: Iterable[ListedPaper], pair: Pair
) -> _Lists:
    uses = (answers.uses[chip.technology_id] for chip in answers.chips["all"])
    reporting = frozenset(use.paper_id for found in uses for use in _reporting(found))
    yield from _by_side("reporting", reporting, papers=papers, pair=pair)


def _by_side(
    name: str, found: AbstractSet[str], *, papers: Iterable[ListedPaper], pair: Pair
) -> _Lists:
    yield name, frozenset(found)
    for side, codes in (("left", pair.left_codes), ("right", pair.right_codes)):
        there = (paper.paper_id for paper in papers if not codes.isdisjoint(paper.countries))
        yield f"{name}-{side}", frozenset(there) & found


def _check_facts(
    facts: TechnologyFacts,
    answers: TechnologyAnswers,
    *,
    papers: Iterable[ListedPaper],
    places: Mapping[str, int],
) -> None:
    read = facts.lists["read"]
    for name, shown, listed in (
        *_reporting_counts(facts, answers),
        *(
            (
                f"papers read, row {row.row}",
                row.read,
                sum(p.paper_id in read and places[p.paper_id] == row.row for p in papers),
            )
            for row in facts.by_year
        ),
    ):
        if shown != listed:
            raise BylineError(
                f"the report would say {shown} for {name} and list {listed} papers; "
                "please report this as a bug of Byline"
            )


def _reporting_counts(
    facts: TechnologyFacts, answers: TechnologyAnswers
) -> Iterator[tuple[str, int, int]]:
    for side, chips in answers.chips.items():
        suffix = "" if side == "all" else f"-{side}"
        for chip in chips[:1]:
            yield f"papers read, {side}", chip.read, facts.size(f"read{suffix}")
            yield (
                f"papers that report accelerators, {side}",
                chip.reporting,
                facts.size(f"reporting{suffix}"),
            )
