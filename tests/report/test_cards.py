from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.queries import PaperDetail, Scope, ShownQuote, Store
from byline.report.cards import (
    Card,
    Pair,
    Side,
    build_card,
    cut_pieces,
    find_counted,
    is_between_people,
    leading_side,
    side_of,
)
from tests.toy import make_study

PAIRS = (Pair(left="US", right="CN"), Pair(left="US", right="CN+HK+MO"))
SIDES: list[Side] = ["left", "right", "beside", "other", "unknown"]


@pytest.fixture(scope="module")
def details(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, PaperDetail]]:
    study = make_study(tmp_path_factory.mktemp("toy"))
    with Store.opened(study.store) as store:
        papers = store.list_papers(Scope(status=None))
        yield {paper.title: store.show_paper(paper) for paper in papers}


def _card(details: dict[str, PaperDetail], title: str) -> Card:
    return build_card(details[title], PAIRS)


def test_a_paper_of_two_people_counts_under_every_rule(details: dict[str, PaperDetail]) -> None:
    card = _card(details, "Two people")
    assert card.joint == card.shown == card.between_people == (0, 1)
    assert not card.is_only_assumed
    assert not card.is_one_person


def test_a_head_office_and_a_single_person_are_marked(details: dict[str, PaperDetail]) -> None:
    card = _card(details, "Through a head office")
    assert card.is_only_assumed
    assert [author.countries for author in card.authors] == [
        (("US", "left", False),),
        (("CN", "right", True),),
    ]
    assert _card(details, "One person with two places").is_one_person


def test_hong_kong_counts_in_the_wider_reading_only(details: dict[str, PaperDetail]) -> None:
    card = _card(details, "With Hong Kong")
    assert card.joint == (1,)
    assert not card.is_headline
    assert [c.side for a in card.affiliations for c in a.countries] == ["left", "beside"]


def test_an_internship_is_shown_and_not_counted(details: dict[str, PaperDetail]) -> None:
    card = _card(details, "An intern")
    assert [affiliation.is_counted for affiliation in card.affiliations] == [True, False]
    assert card.authors[0].countries == (("US", "left", False),)
    assert card.joint == ()


def test_affiliations_tied_to_nobody_count_and_stand_for_one_more_person(
    details: dict[str, PaperDetail],
) -> None:
    detail = details["Two people"]
    loose = replace(
        detail, authors=tuple(replace(author, affiliations=()) for author in detail.authors)
    )
    assert find_counted(loose) == {1, 2}
    assert not is_between_people(loose, PAIRS[0])
    half = replace(detail, authors=(detail.authors[0], loose.authors[1]))
    assert is_between_people(half, PAIRS[0])


def test_parts_of_a_quote_on_one_page_are_joined(details: dict[str, PaperDetail]) -> None:
    detail = details["Only the United States"]
    quotes = tuple(
        ShownQuote(page=page, start=0, end=len(words), quote=words)
        for page, words in ((1, "MIT"), (1, "Cambridge,\nMA"), (2, "MIT,\nCambridge, MA"))
    )
    affiliation = replace(detail.affiliations[0], quotes=quotes)
    card = build_card(replace(detail, affiliations=(affiliation,)), PAIRS)
    assert [(q.page, q.quote, q.is_verbatim) for q in card.affiliations[0].quotes] == [
        (1, "MIT … Cambridge, MA", False),
        (2, "MIT, Cambridge, MA", True),
    ]


def test_the_asked_sides_come_before_the_wider_ones() -> None:
    codes = ["US", "CN", "HK", "FR", None]
    assert [side_of(code, PAIRS) for code in codes] == SIDES
    assert leading_side(["other", "right", "left"]) == "left"
    assert leading_side([]) == "unknown"


def test_words_that_decided_are_marked_in_the_string() -> None:
    pieces = cut_pieces("MIT, USA", [((5, 8), "US", "left")])
    assert [(piece.text, piece.label) for piece in pieces] == [("MIT, ", ""), ("USA", "US")]


@given(
    st.text(max_size=30),
    st.lists(
        st.tuples(
            st.tuples(st.integers(-5, 40), st.integers(-5, 40)), st.text(), st.sampled_from(SIDES)
        )
    ),
)
def test_cutting_at_any_marks_loses_no_text(
    text: str, marks: list[tuple[tuple[int, int], str, Side]]
) -> None:
    assert "".join(piece.text for piece in cut_pieces(text, marks)) == text
