import json

import pytest

from byline.authorship.finder import find_authorship
from byline.evaluate.authorship import (
    Counts,
    GoldPaper,
    Roll,
    align_affiliations,
    build_roll,
    measure_similarity,
    read_gold,
    score_authorship,
    score_countries,
)
from tests.authorship.printing import set_page

LABEL = {
    "pid": "P1",
    "affiliations": [{"id": 7, "raw": "KAIST"}, {"id": 9, "raw": "University of Cambridge, UK"}],
    "authors": [
        {"name": "Ada Winterbourne", "affiliations": [9], "role_note": ""},
        {"name": "Bo-ran Seok", "affiliations": [7, 9], "role_note": ""},
    ],
    "countries": ["GB", "KR"],
    "layout": "markers",
    "difficulty": "easy",
}


def gold(**changes: object) -> GoldPaper:
    return read_gold([json.dumps(LABEL | changes)])[0]


def roll(names: tuple[str, ...], places: tuple[str, ...], *links: tuple[int, int]) -> Roll:
    return Roll(paper_id="P1", names=names, affiliations=places, links=frozenset(links))


def test_labels_are_read_with_their_own_numbers() -> None:
    assert gold().roll.links == {(0, 1), (1, 0), (1, 1)}
    assert gold().country_codes == {"GB", "KR"}
    assert gold(countries=None).country_codes == frozenset()


def test_the_right_answer_scores_one() -> None:
    ours = roll(
        ("ADA  Winterbourne", "Boran Seok"),
        ("Cambridge University", "KAIST"),
        (0, 0),
        (1, 0),
        (1, 1),
    )
    report = score_authorship([gold()], {"P1": ours})
    assert report.total.authors.f1 == 1
    assert report.total.links.f1 == pytest.approx(1)
    assert report.total.exact_affiliations == 1
    assert report.disagreements == ()


def test_a_missing_paper_counts_as_read_empty() -> None:
    report = score_authorship([gold()], {})
    assert report.total.authors == Counts(0, 0, 2)
    assert report.total.links == Counts(0, 0, 3)


def test_wrong_names_and_links_are_listed() -> None:
    ours = roll(("Ada Winterbourne", "Editor Green"), ("KAIST",), (0, 0))
    report = score_authorship([gold()], {"P1": ours})
    assert report.total.authors == Counts(1, 1, 1)
    assert report.total.links == Counts(0, 1, 3)
    kinds = [(row.kind, bool(row.gold), bool(row.ours)) for row in report.disagreements]
    assert ("author", True, False) in kinds
    assert ("author", False, True) in kinds
    assert ("affiliation", True, False) in kinds
    assert ("link", False, True) in kinds


def test_layouts_and_difficulties_are_shown_apart() -> None:
    papers = [gold(), gold(pid="P2", layout="ieee", difficulty="hard")]
    report = score_authorship(papers, {})
    assert set(report.by_layout) == {"markers", "ieee"}
    assert {name: score.papers for name, score in report.by_difficulty.items()} == {
        "easy": 1,
        "hard": 1,
    }


def test_alike_strings_are_aligned_one_to_one_first() -> None:
    wanted = ["Microsoft Research Asia", "Microsoft Research"]
    assert align_affiliations(wanted, ["Microsoft Research", "Microsoft Research Asia"]) == {
        0: 1,
        1: 0,
    }


def test_what_is_left_over_may_stand_for_the_same_string() -> None:
    aligned = align_affiliations(["OctoML, Seattle, USA"], ["OctoML, Seattle, USA", "OctoML"])
    assert aligned == {0: 0, 1: 0}


def test_unlike_strings_are_not_aligned() -> None:
    assert align_affiliations(["University of Oxford"], ["University of Tokyo Hospital"]) == {}
    assert measure_similarity("", "KAIST") == 0


def test_two_people_of_one_name_are_two_people() -> None:
    twins = gold(
        authors=[
            {"name": "Yang Liu", "affiliations": [7]},
            {"name": "Yang Liu", "affiliations": [9]},
        ]
    )
    ours = roll(("Yang Liu", "Yang Liu"), ("KAIST", "University of Cambridge, UK"), (0, 0), (1, 1))
    assert score_authorship([twins], {"P1": ours}).total.links.f1 == 1


def test_internships_are_not_counted_as_membership() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne^{1∗}",
            "^{1}University of Cambridge",
            "// ^{∗}Work done during an internship at Google DeepMind.",
        )
    )
    assert build_roll("P1", reading).affiliations == ("University of Cambridge",)


def test_a_paper_that_was_not_read_has_no_ties() -> None:
    report = score_authorship([gold()], {})
    assert report.total.link_f1_interval == (0.0, 0.0)


def test_countries_are_scored_as_sets_and_as_a_pair() -> None:
    wanted = {"A": {"CN", "US"}, "B": {"US"}, "C": {"CN", "US", "GB"}}
    score = score_countries(wanted, {"A": {"CN", "US"}, "B": {"CN", "US"}})
    assert (score.papers, score.exact) == (3, 1)
    assert score.flag == Counts(1, 1, 1)
    assert [row.paper_id for row in score.disagreements] == ["B", "C"]
