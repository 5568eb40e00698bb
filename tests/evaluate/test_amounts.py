"""Labelled amounts are read, and what is found is scored number by number."""

import json
from pathlib import Path

import pytest

from byline.evaluate.amounts import Fact, GoldPaper, facts_of, read_gold_amounts, score_amounts
from byline.records import AcceleratorAmount, BylineError
from tests.technologies.texts import toy_scanner

GPU = "accelerator:a100"
ROW = {
    "paper": "P1",
    "amounts": [
        {"accelerator": "A100", "count": 8, "memory_gigabytes": 80, "quote": "8 A100 80GB"},
        {"accelerator": "A100", "count": 8, "quote": "again 8 A100"},
    ],
}


def write(path: Path, row: object) -> Path:
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def amount(*, count: int | None = None, hours: float | None = None) -> AcceleratorAmount:
    return AcceleratorAmount(
        paper_id="P1",
        document_id="D1",
        technology_id=GPU,
        count=count,
        memory_gigabytes=None,
        hours=hours,
        evidence_id="E1",
    )


def test_a_number_that_is_printed_twice_is_one_fact(tmp_path: Path) -> None:
    (paper,) = read_gold_amounts(write(tmp_path / "gold.jsonl", ROW), toy_scanner())
    assert set(paper.facts) == {Fact(GPU, "count", 8), Fact(GPU, "memory_gigabytes", 80)}
    assert facts_of([amount(count=8), amount(count=8)]) == {Fact(GPU, "count", 8)}


def test_numbers_are_scored_by_kind() -> None:
    gold = GoldPaper(paper_id="P1", facts={Fact(GPU, "count", 8): "8 A100"})
    report = score_amounts([(gold, facts_of([amount(count=8), amount(count=4, hours=12)]))])
    counts = {kind: score.counts for kind, score in report.by_kind.items()}
    assert (counts["count"].hits, counts["count"].extra, counts["count"].missed) == (1, 1, 0)
    assert counts["hours"].extra == 1
    assert report.total.counts.precision == pytest.approx(1 / 3)
    assert [row.ours for row in report.disagreements] == ["a100 4", "a100 12"]


def test_a_missed_number_is_shown_with_its_words() -> None:
    gold = GoldPaper(paper_id="P1", facts={Fact(GPU, "count", 8): "8 A100"})
    (row,) = score_amounts([(gold, frozenset())]).disagreements
    assert (row.kind, row.gold) == ("count missed", "a100 8: 8 A100")


@pytest.mark.parametrize(
    "row",
    [{"paper": "P1"}, {"paper": "P1", "amounts": [{"accelerator": "Abacus", "quote": "x"}]}],
)
def test_other_files_are_refused(row: object, tmp_path: Path) -> None:
    with pytest.raises(BylineError, match="not a file of labelled amounts"):
        read_gold_amounts(write(tmp_path / "gold.jsonl", row), toy_scanner())


def test_halves_part_the_papers(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    rows = [{"paper": f"P{number}", "amounts": []} for number in range(40)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    study, score = (
        {paper.paper_id for paper in read_gold_amounts(path, toy_scanner(), half=half)}
        for half in ("study", "score")
    )
    assert study
    assert score
    assert not study & score
    assert len(study | score) == len(rows)
