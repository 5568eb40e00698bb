"""Runs over the demo conference: complete, resumable, the same bytes every time."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from byline.queries import Scope, Store
from byline.records import BylineError
from byline.run import runner
from byline.run.runner import run_study
from byline.run.settings import SourceSettings, StudySettings
from byline.sources.options import TableOptions
from byline.store.study import Study

PAPERS = Path(runner.__file__).parents[1] / "demo" / "papers"


def settings_of(*paths: Path) -> StudySettings:
    options = TableOptions(venue="BDC", year=2025)
    return StudySettings(
        sources=tuple(SourceSettings(path=str(path), options=options) for path in paths)
    )


def tables_of(study: Study) -> dict[str, str]:
    return {
        str(path.relative_to(study.tables)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(study.tables.rglob("*.parquet"))
    }


def times_of(study: Study, stage: str) -> dict[str, int]:
    return {
        str(path): path.stat().st_mtime_ns for path in (study.tables / stage).rglob("*.parquet")
    }


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Study:
    study = Study(tmp_path_factory.mktemp("finished"))
    run_study(study, settings_of(PAPERS), workers=2)
    return study


def copy_of(study: Study, folder: Path) -> Study:
    shutil.copytree(study.root, folder / "copy")
    return Study(folder / "copy")


def test_every_pdf_becomes_a_paper_and_what_cannot_be_read_a_failure(finished: Study) -> None:
    with Store.opened(finished.store) as store:
        papers = store.list_papers(Scope())
        facts = store.read_facts()
    assert len(papers) == len(list(PAPERS.glob("*.pdf")))
    assert facts.by_fate["failed"] >= 1
    assert sum(facts.by_fate.values()) == len(papers)


def test_a_second_run_writes_nothing(finished: Study, tmp_path: Path) -> None:
    study = copy_of(finished, tmp_path)
    before = {stage: times_of(study, stage) for stage in runner.STAGES}
    built = study.store.stat().st_mtime_ns
    run_study(study, settings_of(PAPERS), workers=2)
    assert {stage: times_of(study, stage) for stage in runner.STAGES} == before
    assert study.store.stat().st_mtime_ns == built


def test_a_new_version_of_a_stage_redoes_it_and_what_depends_on_it_only(
    finished: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = copy_of(finished, tmp_path)
    before = {stage: times_of(study, stage) for stage in runner.STAGES}
    monkeypatch.setattr(runner, "AUTHORSHIP", "authorship@test")
    run_study(study, settings_of(PAPERS), workers=2)
    after = {stage: times_of(study, stage) for stage in runner.STAGES}
    assert after["documents"] == before["documents"]
    assert set(after["authorship"].items()).isdisjoint(before["authorship"].items())
    # the new reading gave the same rows, so nothing after it had to be done again
    assert after["places"] == before["places"]


def test_a_paper_more_leaves_the_other_papers_rows_as_they_were(
    finished: Study, tmp_path: Path
) -> None:
    study = copy_of(finished, tmp_path)
    before = tables_of(study)
    table = tmp_path / "more.csv"
    table.write_text("title,authors,affiliations\nA row,Ada Toy,MIT\n", encoding="utf-8")
    run_study(study, settings_of(PAPERS, table), workers=2)
    changed = {name for name, digest in tables_of(study).items() if before.get(name) != digest}
    assert {name.split("/")[0] for name in changed} <= {"listing", "places", "versions"}
    with Store.opened(study.store) as store:
        assert len(store.list_papers(Scope())) == len(list(PAPERS.glob("*.pdf"))) + 1


def test_a_missing_source_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(BylineError, match="not there"):
        run_study(Study(tmp_path / "study"), settings_of(tmp_path / "nowhere"), workers=1)


def test_a_killed_run_ends_with_the_same_bytes_as_an_undisturbed_one(
    finished: Study, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "byline", "run", str(PAPERS), "--study", str(tmp_path / "s")]
    command += ["--venue", "BDC", "--year", "2025", "--workers", "2"]
    chance = random.Random(20251121)
    for _ in range(5):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(chance.uniform(0.4, 3.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert tables_of(Study(tmp_path / "s")) == tables_of(finished)
