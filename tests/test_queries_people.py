"""Moves and past ties on a small corpus, worked out by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from byline.queries import PeopleQueries, Scope, Store
from byline.queries.people import Move, MoveCount, TieCount, count_moves
from tests.toy import PAPERS, PEOPLE_PAPERS, ToyPaper, make_study

ALL = Scope()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    study = make_study(tmp_path_factory.mktemp("people"), PEOPLE_PAPERS)
    with Store.opened(study.store) as store:
        yield store


@pytest.fixture(scope="module")
def people(store: Store) -> PeopleQueries:
    return store.people


def names_of(moves: tuple[Move, ...]) -> set[str]:
    return {move.name for move in moves}


def test_movers_are_counted_by_what_makes_them_one_person(people: PeopleQueries) -> None:
    strongest, *_ = count_moves(people.list_moves(ALL))
    assert strongest == MoveCount(
        country_from="US",
        country_to="CN",
        people=4,
        by_profile=2,
        by_institution=0,
        by_coauthor=1,
        by_name=0,
        by_unknown_name=1,
        added=0,
    )


def test_a_place_that_is_kept_is_added_and_no_move(people: PeopleQueries) -> None:
    counts = {(c.country_from, c.country_to): c for c in count_moves(people.list_moves(ALL))}
    assert (counts["US", "GB"].people, counts["US", "GB"].added) == (1, 1)


def test_a_head_office_is_left_only_if_asked(people: PeopleQueries) -> None:
    without, included = people.list_moves(ALL), people.list_moves(ALL, with_assumed=True)
    assert names_of(included) - names_of(without) == {"Hal Weiss"}


def test_shared_and_short_names_never_move(people: PeopleQueries) -> None:
    assert not {"Yang Li", "Kim Ro", "J. Li"} & names_of(people.list_moves(ALL, with_assumed=True))


def test_moves_between_two_sides_go_both_ways(people: PeopleQueries) -> None:
    moves = people.list_moves(ALL, left="GB", right="US")
    assert {(move.name, move.country_from) for move in moves} == {
        ("Dora Gelb", "US"),
        ("Dora Gelb", "GB"),
        ("Gus Lila", "US"),
    }


def test_a_move_shows_a_paper_of_each_place(people: PeopleQueries) -> None:
    [ida] = [move for move in people.list_moves(ALL) if move.name == "Ida Gruen"]
    assert (ida.title_from, ida.title_to) == ("Listed", "Next")


def test_the_scope_is_that_of_the_new_place(people: PeopleQueries) -> None:
    moves = people.list_moves(Scope(year_from=2022))
    assert [(move.name, move.country_to) for move in moves] == [("Dora Gelb", "US")]


def test_ties_of_joint_papers_and_of_others_stand_apart(people: PeopleQueries) -> None:
    answer = people.find_ties("US", "CN", ALL)
    assert [(one.year, one.joint, one.apart) for one in answer.years] == [
        (2020, 0, 9),
        (2021, 1, 8),
        (2022, 0, 2),
    ]
    assert answer.total == TieCount(
        year=None,
        joint=1,
        renewed=1,
        together=1,
        joint_moved=1,
        apart=19,
        apart_moved=3,
        apart_coauthor=1,
    )


def test_profile_ids_alone_show_fewer_ties(people: PeopleQueries) -> None:
    strict = people.find_ties("US", "CN", ALL).by_profile
    assert (strict.joint, strict.apart) == (1, 19)
    assert (strict.renewed, strict.joint_moved, strict.apart_moved) == (0, 1, 1)


def test_ties_never_enter_the_joint_count(store: Store) -> None:
    joint = store.count_joint("US", "CN", ALL).total.joint
    assert joint == store.people.find_ties("US", "CN", ALL, with_assumed=True).total.joint == 1


def test_years_without_any_place_are_told(people: PeopleQueries, tmp_path: Path) -> None:
    assert people.list_gaps() == ()
    silent = ToyPaper("Silent", (("Ana Rossi", ()),), year=2019)
    with Store.opened(make_study(tmp_path, (*PEOPLE_PAPERS, silent)).store) as store:
        assert store.people.list_gaps() == (2019,)


def test_a_corpus_without_profiles_or_returns_has_no_rate(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    study = make_study(tmp_path_factory.mktemp("toy"), PAPERS)
    with Store.opened(study.store) as store:
        risk = store.people.read_namesakes()
    assert (risk.shared_rate, risk.returns) == (None, 0)
