import json
from collections.abc import Callable
from pathlib import Path

import pytest

from byline.authorship.finder import find_authorship
from byline.evaluate.agreement import Counts
from byline.evaluate.aligning import align_affiliations, measure_similarity
from byline.evaluate.authorship import build_roll, score_authorship
from byline.evaluate.authorship_gold import GoldPaper, Roll, read_gold_authorships
from byline.evaluate.country_sets import score_countries
from byline.records import BylineError
from tests.authorship.printing import set_page

LABEL = {
    "pid": "P1",
    "file": "P1.pdf",
    "affiliations": [{"id": 7, "raw": "KAIST"}, {"id": 9, "raw": "University of Cambridge, UK"}],
    "authors": [
        {"name": "Ada Winterbourne", "affiliations": [9], "role_note": ""},
        {"name": "Bo-ran Seok", "affiliations": [7, 9], "role_note": ""},
    ],
    "countries": ["GB", "KR"],
    "layout": "markers",
    "difficulty": "easy",
}


Gold = Callable[..., GoldPaper]


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    def read(**changes: object) -> GoldPaper:
        path = tmp_path / "gold.jsonl"
        path.write_text(json.dumps(LABEL | changes) + "\n", encoding="utf-8")
        [paper] = read_gold_authorships(path)
        return paper

    return read


def roll(names: tuple[str, ...], places: tuple[str, ...], *links: tuple[int, int]) -> Roll:
    return Roll(paper_id="P1", names=names, affiliations=places, links=frozenset(links))


def test_labels_are_read_with_their_own_numbers(gold: Gold) -> None:
    assert gold().roll.links == {(0, 1), (1, 0), (1, 1)}
    assert gold().country_codes == frozenset({"GB", "KR"})
    assert gold(countries=None).country_codes is None


def test_a_label_that_is_no_such_label_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LABEL) + "\n\n" + json.dumps({"pid": "P2"}) + "\n", "utf-8")
    with pytest.raises(BylineError, match=r"gold\.jsonl line 3: .*it has no 'affiliations'"):
        read_gold_authorships(path)


def test_a_file_without_labels_is_told(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("\n", "utf-8")
    with pytest.raises(BylineError, match="holds no label"):
        read_gold_authorships(tmp_path / "gold.jsonl")
    with pytest.raises(BylineError, match="cannot be read"):
        read_gold_authorships(tmp_path / "none.jsonl")


def test_the_right_answer_scores_one(gold: Gold) -> None:
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


def test_a_missing_paper_counts_as_read_empty(gold: Gold) -> None:
    report = score_authorship([gold()], {})
    assert report.total.authors == Counts(0, 0, 2)
    assert report.total.links == Counts(0, 0, 3)


def test_wrong_names_and_links_are_listed(gold: Gold) -> None:
    ours = roll(("Ada Winterbourne", "Editor Green"), ("KAIST",), (0, 0))
    report = score_authorship([gold()], {"P1": ours})
    assert report.total.authors == Counts(1, 1, 1)
    assert report.total.links == Counts(0, 1, 3)
    kinds = [(row.kind, bool(row.gold), bool(row.ours)) for row in report.disagreements]
    assert ("author", True, False) in kinds
    assert ("author", False, True) in kinds
    assert ("affiliation", True, False) in kinds
    assert ("link", False, True) in kinds


def test_layouts_and_difficulties_are_shown_apart(gold: Gold) -> None:
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


def test_two_people_of_one_name_are_two_people(gold: Gold) -> None:
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


def test_a_paper_that_was_not_read_has_no_ties(gold: Gold) -> None:
    report = score_authorship([gold()], {})
    assert report.total.link_f1_interval == (0.0, 0.0)


def test_countries_are_scored_as_sets_and_as_a_pair() -> None:
    wanted = {"A": {"CN", "US"}, "B": {"US"}, "C": {"CN", "US", "GB"}}
    score = score_countries(wanted, {"A": {"CN", "US"}, "B": {"CN", "US"}})
    assert (score.papers, score.exact) == (3, 1)
    assert score.flag == Counts(1, 1, 1)
    assert [row.paper_id for row in score.disagreements] == ["B", "C"]
