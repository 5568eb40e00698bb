"""Labelled names are read in both forms, and what is found is scored as the definitions say."""

import json
import lzma
from pathlib import Path

import pytest

from byline.evaluate.alarms import DatedText, find_alarms, read_dated_texts
from byline.evaluate.mention_gold import GoldPaper, Half, half_of, read_gold_papers
from byline.evaluate.mentions import NamesReport, score_names
from byline.evaluate.searching import read_plain
from byline.records import BylineError
from tests.technologies.texts import toy_scanner
from tests.technologies.toy_catalogue import toy_catalogue

SPANS: list[dict[str, object]] = [
    {"doc": "7_2301_00001", "text": "We use BERT.", "spans": [[7, 11, "MLModel"]]},
    {"doc": "7_2301_00001", "text": "GLUE is hard.", "spans": [[0, 4, "Dataset"]]},
    {"doc": "8_1901_00001", "text": "A Llama and GPT.", "spans": [[12, 15, "MLModel"]]},
]
PAPER: dict[str, object] = {
    "pid": "P1",
    "technologies": [
        {"name": "Llama", "kind": "model", "as_printed": ["LLaMA-7B"]},
        {"name": "FooNet", "kind": "model", "as_printed": ["FooNet"]},
    ],
}


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def score(papers: tuple[GoldPaper, ...], *texts: str) -> NamesReport:
    found = []
    for paper, text in zip(papers, texts, strict=True):
        reading = read_plain(text, paper_id=paper.paper_id)
        found.append((paper, toy_scanner().find_mentions(reading, year=None).mentions))
    return score_names(found, toy_scanner(), toy_catalogue())


def test_paragraphs_of_one_paper_are_put_together(tmp_path: Path) -> None:
    first, second = read_gold_papers(write(tmp_path / "spans.jsonl", SPANS))
    assert (first.text, first.year) == ("We use BERT.\nGLUE is hard.", 2023)
    assert [label.name for label in first.names] == ["BERT"]
    assert second.year == 2019


def test_names_are_scored_per_paper(tmp_path: Path) -> None:
    papers = read_gold_papers(write(tmp_path / "spans.jsonl", SPANS))
    report = score(papers, "We use BERT and BERT.", "A Llama is here.")
    counts = report.total.counts
    assert (counts.hits, counts.extra, counts.missed) == (1, 1, 1)
    assert [row.kind for row in report.disagreements] == ["model missed", "model extra"]


def test_a_derivative_counts_for_what_it_derives_from(tmp_path: Path) -> None:
    papers = read_gold_papers(write(tmp_path / "papers.jsonl", [PAPER]))
    report = score(papers, "We tune Vicuna.")
    counts = report.total.counts
    assert (counts.hits, counts.extra, counts.missed) == (1, 1, 0)
    assert report.uncatalogued == ("P1 FooNet",)


def test_every_paper_falls_into_one_half(tmp_path: Path) -> None:
    path = write(tmp_path / "spans.jsonl", SPANS)
    halves: tuple[Half, Half] = ("study", "score")
    drawn = [paper.paper_id for half in halves for paper in read_gold_papers(path, half=half)]
    assert sorted(drawn) == ["7_2301_00001", "8_1901_00001"]
    assert {half_of(str(number)) for number in range(20)} == {"study", "score"}


def test_another_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BylineError, match="not a file of labelled names"):
        read_gold_papers(write(tmp_path / "other.jsonl", [{"a": 1}]))


def test_a_name_younger_than_its_paper_is_a_false_alarm() -> None:
    text = DatedText(paper_id="A", year=2000, text="Llama and BERT and a vertebra T5")
    report = find_alarms([text], toy_scanner(), toy_catalogue())
    assert (report.papers, report.naive) == (1, 3)
    assert [alarm.technology_id for alarm in report.by_words] == ["model:bert", "model:llama"]
    assert report.by_all == ()


def test_dated_texts_are_read_from_tables_and_contexts(tmp_path: Path) -> None:
    table = tmp_path / "nips1999.json.xz"
    rows = [{"title": "A", "abstract": "B"}]
    table.write_bytes(lzma.compress(json.dumps(rows).encode()))
    (text,) = read_dated_texts(table)
    assert (text.year, text.text) == (1999, "A\nB")
    contexts = tmp_path / "soft.tsv"
    contexts.write_text("citing_ACL_id\tcite_context_paragraph\nP97-1002\tx\nP97-1002\ty\n")
    (text,) = read_dated_texts(contexts)
    assert (text.year, text.text) == (1997, "x\ny")
