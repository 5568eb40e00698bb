"""Technologies of a table's abstracts: found, judged, and searched again with a new row."""

import json
from pathlib import Path

import pytest

from byline.queries import Scope, Store, Taking
from byline.run.runner import run_study
from byline.run.settings import SourceSettings, StudySettings
from byline.sources.options import TableOptions
from byline.store.study import Study
from byline.technologies.catalogue import load_catalogue, shipped_folder

ABSTRACTS = {
    "Birds and words": "We fine-tune Llama-2-7B on notes about birds and evaluate it on GSM8K.",
    "Quiet owls": "We introduce Zebrafinch, a model for owls. We train it on one A100 GPU.",
    "No abstract": "",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "papers.jsonl"
    rows = (
        {"title": title, "authors": ["Ada Toy"], "abstract": abstract}
        for title, abstract in ABSTRACTS.items()
    )
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def run(table: Path) -> Study:
    study = Study(table.parent / "study")
    source = SourceSettings(path=str(table), options=TableOptions(venue="BDC", year=2025))
    run_study(study, StudySettings(sources=(source,)), workers=1)
    return study


def times_of(study: Study, stage: str) -> dict[str, int]:
    folder = study.tables / stage
    return {path.parent.name: path.stat().st_mtime_ns for path in folder.rglob("*.parquet")}


def test_abstracts_are_read_and_say_that_they_are(table: Path) -> None:
    with Store.opened(run(table).store) as store:
        taking = Taking(basis="abstract")
        total = store.technologies.count("Llama", Scope(), taking).total
        [paper] = store.technologies.list_papers("Llama", Scope(), taking)
        full = store.technologies.count("Llama", Scope(), Taking()).total
    assert (total.papers, total.read, total.key) == (3, 2, 1)
    assert (paper.title, paper.role) == ("Birds and words", "built_on")
    assert paper.quote == ABSTRACTS["Birds and words"]
    assert (full.read, full.cited) == (0, 0)


def test_a_new_row_of_the_catalogue_judges_only_where_it_is_found(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = run(table)
    before = {stage: times_of(study, stage) for stage in ("listing", "names", "roles")}
    monkeypatch.setenv("BYLINE_CATALOGUE", str(make_catalogue(tmp_path / "own")))
    run(table)
    after = {stage: times_of(study, stage) for stage in before}
    assert after["listing"] == before["listing"]
    assert after["names"] != before["names"]
    kept = {shard for shard, time in before["roles"].items() if after["roles"][shard] == time}
    assert len(kept) == len(before["roles"]) - 1
    with Store.opened(study.store) as store:
        [paper] = store.technologies.list_papers("Zebrafinch", Scope(), Taking(basis="abstract"))
    assert (paper.title, paper.role) == ("Quiet owls", "introduced")


def make_catalogue(folder: Path) -> Path:
    folder.mkdir()
    head = (shipped_folder() / "models.tsv").read_text("utf-8").splitlines()[0].split("\t")
    source = next(iter(load_catalogue().sources))
    cells = {
        "name": "Zebrafinch",
        "developers": "Meta",
        "released": "2024-01-02",
        "source": source,
        "source_date": "2026-11-28",
    }
    row = "\t".join(cells.get(column, "") for column in head)
    (folder / "models.tsv").write_text("\t".join(head) + f"\n{row}\n", encoding="utf-8")
    return folder
