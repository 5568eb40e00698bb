from collections.abc import Sequence

import pytest

from byline.queries import TechnologyPaper
from byline.records import BylineError
from byline.report.cards import Pair
from byline.report.uses import Count, UseList, build_use_list, write_use_rules

PAIR = Pair(left="US", right="CN")


def _paper(paper_id: str, role: str, *countries: str, year: int | None = 2023) -> TechnologyPaper:
    return TechnologyPaper(
        paper_id=paper_id,
        title=paper_id,
        venue="V",
        year=year,
        track=None,
        countries=countries,
        url=None,
        location="x",
        technology_id="model:owl",
        name="Owl",
        role=role,
        probability=0.9,
        via=None,
        page=1,
        start=0,
        end=1,
        quote="q",
    )


PAPERS = (
    _paper("a", "mentioned", "FR"),
    _paper("b", "compared", "US"),
    _paper("c", "built_on", "CN"),
    _paper("d", "built_on", "CN", "US", year=2024),
    _paper("e", "tool", "US", year=None),
)


def _build(counts: Sequence[Count], *, licence_from: str | None = None, most: int = 10) -> UseList:
    return build_use_list(
        PAPERS,
        counts,
        pair=PAIR,
        rows={paper.paper_id: 0 if paper.year == 2023 else 1 for paper in PAPERS},
        place=7,
        name="Owl",
        kind="model",
        licence_from=licence_from,
        most=most,
    )


def test_strong_roles_come_first_and_of_those_the_papers_of_both_sides() -> None:
    assert [use.paper.paper_id for use in _build([]).uses] == ["d", "c", "e", "b", "a"]


def test_a_part_has_an_anchor_and_the_tokens_of_its_papers() -> None:
    counts: list[Count] = [
        ("key", "left", None, 1),
        ("used", "all", 0, 2),
        ("cited", "all", None, 5),
    ]
    found = _build(counts)
    assert [(part.anchor, part.only) for part in found.parts] == [
        ("use-7-key-left", "key left"),
        ("use-7-used-row-0", "used row-0"),
        ("use-7-cited", ""),
    ]
    assert found.uses[0].tokens == ("key", "left", "used")
    assert write_use_rules([found]).count(":target~.entries>li:not(") == 4


def test_an_entry_carries_no_token_that_no_number_needs() -> None:
    assert {use.tokens for use in _build([("key", "all", None, 2)]).uses} == {("key",), ()}


def test_a_capped_list_says_how_many_of_a_part_it_holds() -> None:
    found = _build([("used", "all", None, 4), ("key", "all", None, 2)], most=3)
    assert (found.is_capped, len(found.uses), found.total) == (True, 3, 5)
    assert [(part.count, part.listed) for part in found.parts] == [(4, 3), (2, 2)]


@pytest.mark.parametrize("licence_from", ["2023-10-17", "2023-10"])
def test_years_stand_against_the_year_of_the_rule(licence_from: str) -> None:
    counts: list[Count] = [("same_year", "right", None, 1), ("after", "left", None, 1)]
    found = _build(counts, licence_from=licence_from)
    tokens = {use.paper.paper_id: set(use.tokens) for use in found.uses}
    assert "same_year" in tokens["c"]
    assert "after" in tokens["d"]
    assert not tokens["e"] & {"before", "same_year", "after"}


def test_a_number_without_its_papers_stops_the_report() -> None:
    with pytest.raises(BylineError, match="say 3 for Owl, key, left and list 1"):
        _build([("key", "left", None, 3)])
