from collections.abc import Iterator
from dataclasses import replace

import pytest

from byline.queries import JointCount, Scope, Store
from byline.records import BylineError
from byline.report.facts import LOST_FATES, ReportFacts, build_series, check_facts, order_papers
from byline.report.gathering import gather_facts
from tests.toy import make_study


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportFacts]:
    study = make_study(tmp_path_factory.mktemp("toy"))
    with Store.opened(study.store) as store:
        found, _ = gather_facts(store, "US", "CN", Scope())
        yield found


def test_every_number_of_a_report_has_a_list_as_long_as_it_says(facts: ReportFacts) -> None:
    check_facts(facts)
    assert len(facts.register) == facts.total.papers == 13
    assert sum(card.is_headline for card in facts.cards) == facts.total.joint == 4
    assert sum(facts.by_fate.values()) == 13


def test_a_list_that_is_too_short_stops_the_report(facts: ReportFacts) -> None:
    with pytest.raises(BylineError, match="joint and list 3 papers"):
        check_facts(replace(facts, cards=facts.cards[1:]))


def test_papers_of_wider_groupings_come_after_those_of_the_headline(facts: ReportFacts) -> None:
    headline = [card.is_headline for card in facts.cards]
    assert headline == sorted(headline, reverse=True)
    assert len(headline) == 6


def test_every_paper_outside_the_denominator_is_listed_with_what_is_known(
    facts: ReportFacts,
) -> None:
    lost = {found.paper.title: found for found in facts.lost}
    assert {found.paper.fate for found in facts.lost} <= set(LOST_FATES)
    assert len(lost) == facts.total.papers - facts.total.known
    assert lost["Damaged"].reasons == (("not_pdf", "toy.pdf: not a PDF"),)
    assert lost["Unknown laboratory"].affiliations == ("Independent Laboratory",)


def test_papers_are_in_order_of_year_and_title(facts: ReportFacts) -> None:
    paper = facts.register[0].paper
    late, undated = replace(paper, year=2030, title="a"), replace(paper, year=None)
    early = replace(paper, year=1999, title="Z")
    assert order_papers([undated, late, early]) == (early, late, undated)


def _count(year: int | None, *, track: str = "main") -> JointCount:
    return JointCount(
        venue="V",
        year=year,
        track=track,
        papers=10,
        known=8,
        failed=0,
        without_author=0,
        without_affiliation=1,
        unknown=1,
        joint=2,
        joint_without_assumed=1,
        joint_between_people=2,
        at_most=4,
    )


def test_years_without_papers_are_gaps_and_not_zeros() -> None:
    [series] = build_series([_count(2020), _count(2022)])
    assert [(point.year, point.row) for point in series.points] == [
        (2020, 0),
        (2021, None),
        (2022, 1),
    ]
    assert series.points[1].count is None


def test_tracks_are_series_of_their_own_over_the_same_years() -> None:
    one, two = build_series([_count(2020), _count(2021), _count(2021, track="datasets")])
    assert [point.year for point in one.points] == [point.year for point in two.points]
    assert two.points[0].count is None


def test_one_year_or_none_is_no_trend() -> None:
    assert build_series([_count(2020), _count(2020, track="datasets"), _count(None)]) == ()
    assert build_series([]) == ()
