"""Shards: the rows of one stage for a fixed share of the papers, written whole or not at all."""

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from byline.records import make_id
from byline.store.parquet import (
    TABLES,
    RowType,
    Values,
    read_columns,
    read_encoded,
    read_rows,
    table_of,
    tabulate,
    write_table,
)
from byline.store.study import Study
from byline.store.takeover import Tables, take_over

SHARD_COUNT = 32
"""Fixed, so that a paper's shard never depends on the other papers of the study."""


def shard_of(paper_id: str) -> str:
    """The shard a paper belongs to, by its id."""
    return f"{int(paper_id[:4], 16) % SHARD_COUNT:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOf:
    """What the rows of each document of a shard were made from.

    A later run takes over the rows of a document that would be made from the same.
    """

    basis: str
    """What all were made with, such as a version of the catalogue."""
    keys: Mapping[str, str]
    """By `document_id`, in the order of the rows."""


NOTHING_KNOWN = MadeOf(basis="", keys={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What a finished shard was made from (`key`) and what it holds (`digest`)."""

    key: str
    digest: str
    row_counts: dict[str, int]
    made_of: MadeOf = NOTHING_KNOWN


def shard_path(study: Study, stage: str, shard: str) -> Path:
    """The folder of one shard of one stage."""
    return study.tables / stage / shard


def read_marker(study: Study, stage: str, shard: str) -> Marker | None:
    """The marker of a finished shard, None where it is missing or not whole."""
    try:
        text = (shard_path(study, stage, shard) / "shard.json").read_text(encoding="utf-8")
        content = json.loads(text)
        made_of = content.pop("made_of", None)
        return Marker(**content, made_of=MadeOf(**made_of) if made_of else NOTHING_KNOWN)
    except (OSError, ValueError, TypeError):
        return None


def write_shard(
    study: Study,
    stage: str,
    shard: str,
    *,
    key: str,
    rows: Iterable[object],
    made_of: MadeOf = NOTHING_KNOWN,
    kept: Collection[str] = (),
) -> Marker:
    """Write the tables of one shard, then move them into place in one step.

    The rows of the documents `kept` are those that the shard holds now; with the new ones they
    stand in the order of `made_of`.
    """
    target = shard_path(study, stage, shard)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{shard}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        tables = _tabulate_all(rows)
        if kept:
            tables = take_over(target, tables, documents=kept, order=tuple(made_of.keys))
        marker = _write_tables(part, tables, key=key, made_of=made_of)
        remove_shard(study, stage, shard)
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return marker


def _tabulate_all(rows: Iterable[object]) -> Tables:
    by_table: defaultdict[str, list[object]] = defaultdict(list)
    for row in rows:
        by_table[table_of(row)].append(row)
    return {table: tabulate(table, own) for table, own in by_table.items()}


def _write_tables(folder: Path, tables: Tables, *, key: str, made_of: MadeOf) -> Marker:
    hashes = []
    for table, rows in sorted(tables.items()):
        path = folder / f"{table}.parquet"
        write_table(path, rows)
        hashes.append((table, hashlib.sha256(path.read_bytes()).hexdigest()))
    marker = Marker(
        key=key,
        digest=make_id(*(part for pair in hashes for part in pair)),
        row_counts={table: rows.num_rows for table, rows in sorted(tables.items())},
        made_of=made_of,
    )
    content = asdict(marker)
    if made_of is NOTHING_KNOWN:
        del content["made_of"]
    (folder / "shard.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    return marker


def remove_shard(study: Study, stage: str, shard: str) -> None:
    """Take a shard away, so that no moment shows half of it."""
    target = shard_path(study, stage, shard)
    if target.exists():
        gone = target.with_name(f".{shard}.{os.getpid()}.gone")
        target.rename(gone)
        shutil.rmtree(gone)


def read_shard(study: Study, stage: str, shard: str, record: type[RowType]) -> list[RowType]:
    """The rows of one table of one shard; empty where the shard has none."""
    path = _table_path(study, stage, shard, record)
    return read_rows(path, record) if path.is_file() else []


def _table_path(study: Study, stage: str, shard: str, record: type) -> Path:
    [table] = [name for name, known in TABLES.items() if known is record]
    return shard_path(study, stage, shard) / f"{table}.parquet"


def read_shard_columns(
    study: Study, stage: str, shard: str, record: type, columns: Sequence[str]
) -> list[Values]:
    """Some columns of one table of one shard; empty where the shard has none."""
    path = _table_path(study, stage, shard, record)
    return read_columns(path, columns) if path.is_file() else []


def read_shard_text(study: Study, stage: str, shard: str, record: type, column: str) -> list[bytes]:
    """A column of text of one table of one shard, as UTF-8; empty where the shard has none."""
    path = _table_path(study, stage, shard, record)
    return read_encoded(path, column) if path.is_file() else []


def find_shards(study: Study, stage: str) -> Iterator[str]:
    """The finished shards of a stage, in order."""
    folder = study.tables / stage
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if (path / "shard.json").is_file() and not path.name.startswith("."):
                yield path.name


def remove_leftovers(study: Study) -> None:
    """Clear away what a killed run left half-written."""
    for pattern in ("tables/*/.*.part", "tables/*/.*.gone"):
        for path in study.root.glob(pattern):
            shutil.rmtree(path, ignore_errors=True)
    for pattern in ("raw/*/.*.part", "editions/.*.part", "searched/.*.part", ".*.part"):
        for path in study.root.glob(pattern):
            path.unlink(missing_ok=True)
