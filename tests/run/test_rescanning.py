"""A changed catalogue: only what depends on the change is done again, to a fresh run's bytes."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from byline.documents.pool import run_isolated
from byline.records import Failure, PaperError, Row, Section, make_id
from byline.run import renewing
from byline.run.listing import run_listing
from byline.run.names import NamesTask
from byline.run.progress import show_nothing
from byline.run.renewing import Renewal, RenewalPlan, renew_stage
from byline.run.roles import RolesTask
from byline.run.settings import SourceSettings, StudySettings
from byline.run.stages import TEXT_LIMITS
from byline.run.technologies import run_technologies
from byline.sources.options import TableOptions
from byline.store.shards import MadeOf, Marker, read_marker, read_shard, write_shard
from byline.store.study import Study
from byline.technologies.catalogue import load_catalogue
from byline.technologies.tables import COLUMNS

Cells = Mapping[str, str]
Catalogue = Mapping[str, tuple[Cells, ...]]

ABSTRACTS = {
    "owls": "We introduce Zebrafinch, a model for owls. We train it on one A100 GPU.",
    "wrens": "Wombatnet-2 and Llama-2-7B are our baselines; we evaluate them on GSM8K.",
    "swifts": "We fine-tune Zebrafinch and Wombatnet on eight H100 GPUs.",
    "terns": "BERT is compared with GPT-4. A wombat sleeps.",
    **{f"gulls {n}": f"We use Llama-{n % 3 + 1} and ViT-L/14 on {n} A100 GPUs." for n in range(60)},
}
FINCH = {"name": "Zebrafinch"}
WOMBAT = {"name": "Wombat", "aliases": "Wombatnet"}
SECOND = {"technology": "Wombat", "version": "2", "released": "2024-02"}
NONE: Catalogue = {}
ONE: Catalogue = {"models.tsv": (FINCH,)}
TWO: Catalogue = {"models.tsv": (FINCH, WOMBAT)}
VERSIONED: Catalogue = {**TWO, "versions.tsv": (SECOND,)}
DERIVED: Catalogue = {"models.tsv": ({**FINCH, "derives_from": "Llama"}, WOMBAT)}
LATER: Catalogue = {"models.tsv": ({**FINCH, "released": "2026-02"}, WOMBAT)}


def write_table(path: Path, titles: Iterable[str]) -> None:
    rows = ({"title": one, "authors": ["Ada Toy"], "abstract": ABSTRACTS[one]} for one in titles)
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def list_papers(study: Study, titles: Iterable[str]) -> None:
    study.root.mkdir(exist_ok=True)
    table = study.root.parent / "papers.jsonl"
    write_table(table, titles)
    source = SourceSettings(path=str(table), options=TableOptions(venue="BDC", year=2025))
    run_listing(study, StudySettings(sources=(source,)), show=show_nothing)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Study:
    study = Study(tmp_path_factory.mktemp("listed") / "study")
    list_papers(study, ABSTRACTS)
    return study


RunWith = Callable[[Study, Catalogue], dict[str, list[str]]]


@pytest.fixture
def run_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunWith:
    """Runs both stages with further rows in the catalogue; gives what workers were asked for."""

    def run(study: Study, catalogue: Catalogue) -> dict[str, list[str]]:
        asked: dict[str, list[str]] = {"find_names": [], "judge_names": []}
        folder = tmp_path / make_id(catalogue)
        write_catalogue(folder, catalogue)
        with monkeypatch.context() as patch:
            patch.setenv("BYLINE_CATALOGUE", str(folder))
            patch.setattr(renewing, "run_isolated", noting(asked))
            run_technologies(study, workers=1, show=show_nothing)
        return asked

    return run


def noting(asked: dict[str, list[str]]) -> Callable[..., object]:
    """What runs tasks as always, and notes by task the titles of the papers it is given."""

    def noted(items: Iterable[NamesTask | RolesTask], titles: list[str]) -> Iterator[object]:
        for item in items:
            titles.append(item.reading.document.title)
            yield item

    def run(
        task: Callable[[object], object], items: Iterable[NamesTask | RolesTask], **settings: Any
    ) -> object:
        return run_isolated(task, noted(items, asked[task.__name__]), **settings)

    return run


def write_catalogue(folder: Path, catalogue: Catalogue) -> None:
    folder.mkdir(exist_ok=True)
    facts = {
        "developers": "Meta",
        "released": "2024-01-02",
        "source": next(iter(load_catalogue().sources)),
        "source_date": "2026-11-28",
    }
    for table, rows in catalogue.items():
        lines = ["\t".join(COLUMNS[table])]
        lines += ["\t".join({**facts, **row}.get(c, "") for c in COLUMNS[table]) for row in rows]
        (folder / table).write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def twins(listed: Study, tmp_path: Path) -> tuple[Study, Study]:
    """Two studies of the same papers, in which nothing was searched yet."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        shutil.copytree(listed.root, folder)
    return Study(one), Study(other)


def files_of(study: Study) -> dict[str, bytes]:
    """All shards with their markers, and what was searched for."""
    return {
        str(path.relative_to(study.root)): path.read_bytes()
        for pattern in ("tables/*/*/*", "searched/*")
        for path in study.root.glob(pattern)
    }


@pytest.mark.parametrize(
    ("catalogues", "searched", "judged"),
    [
        ((NONE, ONE), {"owls", "swifts"}, {"owls", "swifts"}),
        ((TWO, ONE), {"wrens", "swifts"}, {"wrens", "swifts"}),
        ((TWO, VERSIONED), {"wrens", "swifts"}, {"wrens"}),
        ((TWO, DERIVED), set(), {"owls", "swifts"}),
        ((DERIVED, LATER), {"owls", "swifts"}, {"owls", "swifts"}),
    ],
)
def test_a_change_asks_only_for_the_papers_it_concerns_and_gives_what_a_fresh_run_does(
    twins: tuple[Study, Study],
    run_with: RunWith,
    catalogues: tuple[Catalogue, Catalogue],
    searched: set[str],
    judged: set[str],
) -> None:
    study, fresh = twins
    run_with(study, catalogues[0])
    asked = run_with(study, catalogues[1])
    assert (set(asked["find_names"]), set(asked["judge_names"])) == (searched, judged)
    run_with(fresh, catalogues[1])
    assert files_of(study) == files_of(fresh)


def test_a_run_killed_between_two_catalogues_loses_nothing(
    twins: tuple[Study, Study], run_with: RunWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, fresh = twins
    run_with(study, ONE)
    with monkeypatch.context() as patch:
        kill_after(patch, shards=12)
        with pytest.raises(KeyboardInterrupt):
            run_with(study, VERSIONED)
    bases = {
        marker.made_of.basis
        for path in (study.tables / "names").iterdir()
        if (marker := read_marker(study, "names", path.name))
    }
    assert len(bases) == len(list((study.root / "searched").iterdir())) == 2
    run_with(study, LATER)
    run_with(fresh, LATER)
    assert files_of(study) == files_of(fresh)


def kill_after(patch: pytest.MonkeyPatch, *, shards: int) -> None:
    written = iter(range(shards))

    def write_or_die(*arguments: Any, **settings: Any) -> Marker:
        if next(written, None) is None:
            raise KeyboardInterrupt
        return write_shard(*arguments, **settings)

    patch.setattr(renewing, "write_shard", write_or_die)


@pytest.mark.parametrize(
    ("version", "again"),
    [("byline.run.names.NAMES", "find_names"), ("byline.run.roles.ROLES", "judge_names")],
)
def test_a_new_version_of_a_stage_does_all_of_it_again(
    twins: tuple[Study, Study],
    run_with: RunWith,
    monkeypatch: pytest.MonkeyPatch,
    version: str,
    again: str,
) -> None:
    study, _ = twins
    first = run_with(study, ONE)
    monkeypatch.setattr(version, "test")
    asked = run_with(study, ONE)
    assert asked == {task: first[task] if task == again else [] for task in first}


def test_a_paper_more_leaves_the_rows_of_all_others(tmp_path: Path, run_with: RunWith) -> None:
    study, fresh = Study(tmp_path / "study"), Study(tmp_path / "fresh")
    titles = list(ABSTRACTS)
    list_papers(study, titles[:-1])
    run_with(study, TWO)
    list_papers(study, titles)
    asked = run_with(study, TWO)
    assert asked["find_names"] == asked["judge_names"] == titles[-1:]
    list_papers(fresh, titles)
    run_with(fresh, TWO)
    assert files_of(study) == files_of(fresh)


def test_a_document_that_failed_is_tried_again(tmp_path: Path) -> None:
    study = Study(tmp_path)
    plan = RenewalPlan(shard="00", key="k", count=2, read=make_renewal)
    renew_stage(
        study,
        "names",
        [plan],
        task=read_or_fail,
        rows_of=rows_of,
        workers=1,
        show=show_nothing,
        limits=TEXT_LIMITS,
    )
    marker = read_marker(study, "names", "00")
    assert marker is not None
    assert marker.made_of == MadeOf(basis="b", keys={"good": "g"})
    assert [one.document_id for one in read_shard(study, "names", "00", Section)] == ["good"]
    assert [one.paper_id for one in read_shard(study, "names", "00", Failure)] == ["bad"]


def make_renewal() -> Renewal[str]:
    made_of = MadeOf(basis="b", keys={"bad": "b", "good": "g"})
    return Renewal(made_of=made_of, items={"bad": "bad", "good": "good"})


def read_or_fail(item: str) -> str:
    if item == "bad":
        raise PaperError("damaged", "no good")
    return item


def rows_of(item: str, outcome: str | PaperError) -> list[Row]:
    if isinstance(outcome, PaperError):
        failure = Failure(
            failure_id=item, paper_id=item, stage="names", kind="damaged", message="", location=""
        )
        return [failure]
    return [Section(document_id=outcome, kind="body", start=0, end=1)]
