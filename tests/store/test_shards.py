from pathlib import Path

import pytest

from byline.records import BylineError, Failure, Run, Section, SectionKind, make_id
from byline.store.shards import (
    MadeOf,
    find_shards,
    read_marker,
    read_shard,
    remove_leftovers,
    shard_of,
    shard_path,
    write_shard,
)
from byline.store.study import Study, locked, write_atomically

ROWS = [Run(component="a", version="1"), Run(component="b", version="2")]


def test_a_written_shard_is_found_with_its_rows_and_key(tmp_path: Path) -> None:
    study = Study(tmp_path)
    marker = write_shard(study, "listing", "03", key="k1", rows=ROWS)
    assert read_marker(study, "listing", "03") == marker
    assert (marker.key, marker.row_counts) == ("k1", {"run": 2})
    assert list(find_shards(study, "listing")) == ["03"]
    assert read_shard(study, "listing", "03", Run) == ROWS
    assert read_shard(study, "listing", "03", Failure) == []


def test_the_digest_tells_content_apart_and_nothing_else(tmp_path: Path) -> None:
    study = Study(tmp_path)
    first = write_shard(study, "listing", "00", key="k1", rows=ROWS)
    again = write_shard(study, "listing", "01", key="k2", rows=ROWS)
    other = write_shard(study, "listing", "02", key="k1", rows=ROWS[:1])
    assert first.digest == again.digest != other.digest


def test_a_shard_whose_rows_fail_leaves_the_old_one_in_place(tmp_path: Path) -> None:
    study = Study(tmp_path)
    write_shard(study, "listing", "00", key="old", rows=ROWS)
    with pytest.raises(KeyError):
        write_shard(study, "listing", "00", key="new", rows=["no record"])
    marker = read_marker(study, "listing", "00")
    assert marker is not None
    assert marker.key == "old"
    assert not list(study.tables.glob("*/.*"))


def rows_about(document_id: str) -> list[Section | Failure]:
    failure = Failure(
        failure_id=document_id, paper_id="p", stage="s", kind="k", message="", location=""
    )
    kinds: tuple[SectionKind, ...] = ("abstract", "body")
    parts = [Section(document_id=document_id, kind=kind, start=0, end=9) for kind in kinds]
    return [failure, *parts]


def test_rows_taken_over_stand_among_new_ones_as_if_all_were_written_anew(tmp_path: Path) -> None:
    study = Study(tmp_path)
    write_shard(study, "names", "00", key="1", rows=(row for d in "zxa" for row in rows_about(d)))
    made_of = MadeOf(basis="b", keys=dict.fromkeys("xcza", "key"))
    new = [*rows_about("c"), *rows_about("a")]
    taken = write_shard(study, "names", "00", key="2", rows=new, made_of=made_of, kept={"x", "z"})
    every = (row for d in "xcza" for row in rows_about(d) if d in "ca" or isinstance(row, Section))
    fresh = write_shard(study, "names", "01", key="2", rows=every, made_of=made_of)
    assert taken == fresh == read_marker(study, "names", "00")
    sections = read_shard(study, "names", "00", Section)
    assert [one.document_id for one in sections] == list("xxcczzaa")
    assert [one.failure_id for one in read_shard(study, "names", "00", Failure)] == ["c", "a"]


def test_what_a_killed_run_left_half_written_is_neither_read_nor_kept(tmp_path: Path) -> None:
    study = Study(tmp_path)
    half = shard_path(study, "listing", ".07.99.part")
    half.mkdir(parents=True)
    (half / "shard.json").write_text("{}")
    unmarked = shard_path(study, "listing", "08")
    unmarked.mkdir()
    assert list(find_shards(study, "listing")) == []
    assert read_marker(study, "listing", "08") is None
    remove_leftovers(study)
    assert not half.exists()


def test_a_papers_shard_depends_on_its_id_alone() -> None:
    shards = {shard_of(make_id("paper", n)) for n in range(2000)}
    assert shards == {f"{n:02d}" for n in range(32)}


def test_raw_bytes_are_kept_once_under_their_hash(tmp_path: Path) -> None:
    study = Study(tmp_path)
    study.keep_raw(b"bytes", sha256="ab12")
    kept = study.raw_path("ab12").stat().st_mtime_ns
    study.keep_raw(b"bytes", sha256="ab12")
    assert study.raw_path("ab12").stat().st_mtime_ns == kept


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def fail(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_two_runs_of_one_study_do_not_mix(tmp_path: Path) -> None:
    study = Study(tmp_path)
    with locked(study), pytest.raises(BylineError, match="another run"), locked(study):
        pass
