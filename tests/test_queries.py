from collections.abc import Iterator
from pathlib import Path

import pytest

from byline.queries import FATES, Scope, Store
from byline.records import BylineError
from tests.toy import PAPERS, make_study


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    study = make_study(tmp_path_factory.mktemp("toy"))
    with Store.opened(study.store) as store:
        yield store


def test_joint_papers_are_counted_once_and_duplicates_and_rejected_ones_not(store: Store) -> None:
    answer = store.count_joint("US", "CN", Scope())
    assert answer.total.joint == 4
    assert [(row.year, row.track, row.joint) for row in answer.rows] == [
        (2023, "main", 0),
        (2024, "datasets", 1),
        (2024, "main", 3),
    ]


def test_a_joint_paper_can_rest_on_a_head_office_or_on_one_person(store: Store) -> None:
    total = store.count_joint("US", "CN", Scope()).total
    assert total.joint_without_assumed == 3
    assert total.joint_between_people == 3


def test_every_paper_in_scope_has_one_fate_and_the_denominators_add_up(store: Store) -> None:
    total = store.count_joint("US", "CN", Scope()).total
    lost = total.failed + total.without_author + total.without_affiliation + total.unknown
    assert total.papers == total.known + lost == 13
    assert (total.failed, total.without_author, total.without_affiliation) == (1, 1, 1)


def test_the_upper_bound_takes_every_doubtful_paper_for_joint(store: Store) -> None:
    total = store.count_joint("US", "CN", Scope()).total
    unknown_unread_and_partly_known = 5
    assert total.at_most == total.joint + unknown_unread_and_partly_known


def test_china_groupings_stand_side_by_side(store: Store) -> None:
    answers = store.count_joint_beside("US", "CN", Scope())
    assert [(a.right, a.total.joint) for a in answers] == [
        ("CN", 4),
        ("CN+HK+MO", 5),
        ("CN+HK+MO+TW", 6),
    ]


def test_groupings_that_share_a_country_are_refused(store: Store) -> None:
    with pytest.raises(BylineError, match="share CN"):
        store.count_joint("CN", "CN+HK+MO", Scope())


@pytest.mark.parametrize("name", ["Atlantis", "XX", "US+", ""])
def test_an_unknown_grouping_says_which_there_are(store: Store, name: str) -> None:
    with pytest.raises(BylineError, match="groupings are CN"):
        store.count_joint(name, "US", Scope())


def test_countries_may_be_named_in_words(store: Store) -> None:
    by_name = store.count_joint("USA", "China", Scope())
    assert by_name.total == store.count_joint("US", "CN", Scope()).total


def test_an_internship_is_kept_but_not_counted(store: Store) -> None:
    [paper] = store.find_papers("An intern")
    assert paper.countries == ("US",)
    detail = store.show_paper(paper)
    assert [role for _, role in detail.authors[0].affiliations] == ["affiliation", "internship"]


def test_fractional_shares_sum_to_the_papers_that_have_authors(store: Store) -> None:
    counts = store.count_countries(Scope())
    with_authors = sum(1 for paper in store.list_papers(Scope()) if paper.author_count)
    assert sum(count.fractional for count in counts) == pytest.approx(with_authors)


def test_country_counts_worked_out_by_hand(store: Store) -> None:
    counts = {c.country_code: c for c in store.count_countries(Scope(year_from=2024, year_to=2024))}
    assert (counts["US"].papers, counts["US"].first_author_papers) == (6, 5)
    assert (counts["CN"].papers, counts["CN"].assumed_papers) == (4, 1)
    # Two people 1/2, one person with two places 1/4, a head office 1/2, a benchmark 1/2
    assert counts["CN"].fractional == pytest.approx(1.75)
    assert counts[None].papers == 3


def test_the_papers_behind_a_number_are_as_many_as_the_number(store: Store) -> None:
    joint = store.list_papers(Scope(), left="US", right="CN")
    assert len(joint) == store.count_joint("US", "CN", Scope()).total.joint
    assert {paper.title for paper in joint if "CN" in paper.assumed_countries} == {
        "Through a head office"
    }


def test_papers_are_found_by_what_became_of_them(store: Store) -> None:
    assert [p.title for p in store.list_papers(Scope(), fate="failed")] == ["Damaged"]
    assert sum(len(store.list_papers(Scope(), fate=fate)) for fate in FATES) == 13


def test_a_shown_paper_proves_its_countries_with_quotes(store: Store) -> None:
    [paper] = store.find_papers("Through a head office")
    huawei = store.show_paper(paper).affiliations[1]
    assert [quote.quote for quote in huawei.quotes] == ["Huawei Noah's Ark Lab"]
    assert (huawei.countries[0].basis, huawei.countries[0].is_assumed) == ("headquarters", True)


def test_the_facts_of_a_study_count_every_row(store: Store) -> None:
    facts = store.read_facts()
    assert (facts.papers, facts.duplicates) == (len(PAPERS), 1)
    assert sum(facts.by_fate.values()) == len(PAPERS) - 1
    assert facts.failures_by_kind == {"not_pdf": 1}
    assert facts.versions == {"registry": "toy 1"}


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BylineError, match="byline run"), Store.opened(tmp_path / "store.duckdb"):
        pass


def test_the_manifest_counts_papers_authors_and_affiliations(store: Store) -> None:
    rows = {(r.year, r.track, r.status): r for r in store.list_manifest()}
    main = rows[2024, "main", "accepted"]
    assert (main.papers, main.duplicates, main.failed) == (9, 1, 1)
    assert (main.authors, main.authors_with_affiliation) == (12, 11)
    assert rows[2024, "main", "rejected"].papers == 1


def test_failures_say_what_could_not_be_read(store: Store) -> None:
    [failure] = store.list_failures()
    assert (failure.kind, failure.message) == ("not_pdf", "toy.pdf: not a PDF")
    assert store.list_failures(kind="timeout") == ()
