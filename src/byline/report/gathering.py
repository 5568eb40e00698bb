"""From a store to the facts of a report."""

from collections.abc import Iterable, Iterator

from byline.queries import ListedPaper, PaperDetail, Scope, Store
from byline.report.cards import Card, Dispute, Pair, build_card
from byline.report.defining import gather_definitions
from byline.report.facts import (
    LOST_FATES,
    LostPaper,
    ReportFacts,
    build_register,
    check_facts,
    order_cards,
    order_papers,
)
from byline.report.filters import lists_of_card
from byline.report.pair_years import gather_pairs
from byline.report.technology_gathering import gather_technologies
from byline.run.progress import ShowProgress, counted, show_nothing

_PLAIN_FATES = frozenset({"no_affiliation", "anonymous"})
"""They say all there is to say: there can be thousands, and nothing more to look up."""


def gather_facts(
    store: Store, left: str, right: str, scope: Scope, *, show: ShowProgress = show_nothing
) -> tuple[ReportFacts, tuple[PaperDetail, ...]]:
    """The facts of a report, and everything known of its joint papers in the order of its cards.

    Raises BylineError where a list does not hold as many papers as its number says.
    """
    answers = store.count_joint_beside(left, right, scope)
    pairs = tuple(Pair(left=answer.left, right=answer.right) for answer in answers)
    papers = order_papers(store.list_papers(scope))
    joint = [p for p in papers if any(pair.is_joined_by(p.countries) for pair in pairs)]
    shown = counted(joint, stage="joint papers", total=len(joint), show=show)
    details = {paper.paper_id: store.show_paper(paper) for paper in shown}
    disputes = _find_disputes(store)
    cards = order_cards(
        build_card(detail, pairs, disputes=disputes.get(paper_id, ()))
        for paper_id, detail in details.items()
    )
    register = build_register(papers, answers[0].rows, pairs)
    facts = ReportFacts(
        scope=scope,
        pairs=pairs,
        answers=answers,
        countries=store.count_countries(scope),
        cards=cards,
        lost=tuple(_find_lost(store, papers, show=show)),
        register=register,
        study=store.read_facts(),
        technologies=gather_technologies(
            store.technologies, scope, pairs[0], papers=papers, rows=answers[0].rows
        ),
        definitions=gather_definitions(
            store.pairs, scope, sides=(left, right), listed=_list_anyway(cards, papers)
        )
        if answers[0].total.known
        else None,
        broken=store.pairs.check_laws(left, right, scope),
        country_pairs=gather_pairs(store.pairs, scope, answers[0].rows),
    )
    check_facts(facts)
    return facts, tuple(details[card.paper.paper_id] for card in cards)


def _list_anyway(cards: Iterable[Card], papers: Iterable[ListedPaper]) -> dict[str, frozenset[str]]:
    """The papers of the lists that other numbers lead to, by their anchors."""
    found: dict[str, set[str]] = {}
    for card in cards:
        for name, places in lists_of_card(card).items():
            for place in places.split():
                anchor = f"joint-{place}" if name == "joint" else f"joint-{place}-{name}"
                found.setdefault(anchor, set()).add(card.paper.paper_id)
    known = {paper.paper_id for paper in papers if paper.fate not in LOST_FATES}
    return {anchor: frozenset(ids) for anchor, ids in (*found.items(), ("papers-counted", known))}


def _find_disputes(store: Store) -> dict[str, list[Dispute]]:
    disputes: dict[str, list[Dispute]] = {}
    for found in store.list_disagreements():
        dispute = Dispute(
            affiliation=found.raw_affiliation_string, kind=found.kind, reason=found.reason
        )
        disputes.setdefault(found.paper_id, []).append(dispute)
    return disputes


def _find_lost(
    store: Store, papers: Iterable[ListedPaper], *, show: ShowProgress
) -> Iterator[LostPaper]:
    lost = [paper for paper in papers if paper.fate in LOST_FATES]
    for paper in counted(lost, stage="other papers", total=len(lost), show=show):
        if paper.fate in _PLAIN_FATES:
            yield LostPaper(paper=paper, reasons=(), affiliations=())
            continue
        detail = store.show_paper(paper)
        yield LostPaper(
            paper=paper,
            reasons=detail.failures,
            affiliations=tuple(found.raw_affiliation_string for found in detail.affiliations),
        )
