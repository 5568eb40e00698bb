"""Shards: the rows of one stage for a fixed share of the papers, written whole or not at all."""

import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from byline.records import make_id
from byline.store.parquet import (
    TABLES,
    RowType,
    read_columns,
    read_rows,
    table_of,
    write_rows,
)
from byline.store.study import Study

SHARD_COUNT = 32
"""Fixed, so that a paper's shard never depends on the other papers of the study."""


def shard_of(paper_id: str) -> str:
    """The shard a paper belongs to, by its id."""
    return f"{int(paper_id[:4], 16) % SHARD_COUNT:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What a finished shard was made from (`key`) and what it holds (`digest`)."""

    key: str
    digest: str
    row_counts: dict[str, int]


def shard_path(study: Study, stage: str, shard: str) -> Path:
    """The folder of one shard of one stage."""
    return study.tables / stage / shard


def read_marker(study: Study, stage: str, shard: str) -> Marker | None:
    """The marker of a finished shard, None where it is missing or not whole."""
    try:
        text = (shard_path(study, stage, shard) / "shard.json").read_text(encoding="utf-8")
        return Marker(**json.loads(text))
    except (OSError, ValueError, TypeError):
        return None


def write_shard(
    study: Study, stage: str, shard: str, *, key: str, rows: Iterable[object]
) -> Marker:
    """Write the tables of one shard, then move them into place in one step."""
    target = shard_path(study, stage, shard)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{shard}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        marker = _write_tables(part, key=key, rows=rows)
        remove_shard(study, stage, shard)
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return marker


def _write_tables(folder: Path, *, key: str, rows: Iterable[object]) -> Marker:
    by_table: defaultdict[str, list[object]] = defaultdict(list)
    for row in rows:
        by_table[table_of(row)].append(row)
    hashes = []
    for table in sorted(by_table):
        path = folder / f"{table}.parquet"
        write_rows(path, table, by_table[table])
        hashes.append((table, hashlib.sha256(path.read_bytes()).hexdigest()))
    marker = Marker(
        key=key,
        digest=make_id(*(part for pair in hashes for part in pair)),
        row_counts={table: len(rows) for table, rows in sorted(by_table.items())},
    )
    text = json.dumps(
        {"key": marker.key, "digest": marker.digest, "row_counts": marker.row_counts}, indent=1
    )
    (folder / "shard.json").write_text(text, encoding="utf-8")
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
) -> list[tuple[object, ...]]:
    """Some columns of one table of one shard; empty where the shard has none."""
    path = _table_path(study, stage, shard, record)
    return read_columns(path, columns) if path.is_file() else []


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
    for pattern in ("raw/*/.*.part", "editions/.*.part", ".*.part"):
        for path in study.root.glob(pattern):
            path.unlink(missing_ok=True)
