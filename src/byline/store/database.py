"""store.duckdb: built from the tables, handed out without full text, opened read-only."""

import contextlib
import importlib.resources
from collections.abc import Iterator
from pathlib import Path

import duckdb

from byline.records import BylineError
from byline.store.parquet import TABLES, read_schema
from byline.store.quotes import check_quotes
from byline.store.shards import find_shards, shard_path
from byline.store.study import Study

STORE_VERSION = "store@3"
_MEMORY_LIMIT = "400MB"
_TEXT_COLUMNS = {"document": "text"}
"""Left out of a store, which may be handed out; quotes stay."""
_DERIVED = ("derived.sql", "people.sql")
"""What measures start from, in the order it is built."""


def build_store(study: Study, *, stages: tuple[str, ...], key: str) -> None:
    """Build store.duckdb from the finished shards of these stages.

    Raises BylineError where a quote does not stand at its span, which would be a bug of ours.
    """
    part = study.root / ".store.duckdb.part"
    part.unlink(missing_ok=True)
    try:
        with duckdb.connect(
            str(part), config={"memory_limit": _MEMORY_LIMIT, "threads": 2}
        ) as connection:
            for table in TABLES:
                _build_table(connection, table, _find_files(study, stages, table))
            check_quotes(study, stages)
            for name in _DERIVED:
                connection.execute(read_derived(name))
            connection.execute("CREATE TABLE store_key AS SELECT ? AS key", [key])
        part.replace(study.store)
    finally:
        part.unlink(missing_ok=True)


def read_derived(name: str) -> str:
    """The SQL of one part of what a store derives from its tables."""
    return importlib.resources.files(__package__).joinpath(name).read_text("utf-8")


def _find_files(study: Study, stages: tuple[str, ...], table: str) -> list[str]:
    paths = (
        shard_path(study, stage, shard) / f"{table}.parquet"
        for stage in stages
        for shard in find_shards(study, stage)
    )
    return [str(path) for path in paths if path.is_file()]


def _build_table(connection: duckdb.DuckDBPyConnection, table: str, files: list[str]) -> None:
    hidden = _TEXT_COLUMNS.get(table)
    columns = ", ".join(f'"{name}"' for name in read_schema(table).names if name != hidden)
    empty = read_schema(table).empty_table()
    connection.register("empty_table", empty)
    connection.execute(f'CREATE TABLE "{table}" AS SELECT {columns} FROM empty_table')  # noqa: S608
    connection.unregister("empty_table")
    if files:
        connection.execute(
            f'INSERT INTO "{table}" SELECT {columns} FROM read_parquet(?)',  # noqa: S608
            [files],
        )


def read_store_key(study: Study) -> str | None:
    """The key the store was built with; None where there is no usable store."""
    if not study.store.is_file():
        return None
    try:
        with duckdb.connect(str(study.store), read_only=True) as connection:
            row = connection.execute("SELECT key FROM store_key").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None


@contextlib.contextmanager
def opened_store(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store, read-only, with no way out to the file system or the network."""
    if not path.is_file():
        raise BylineError(f"{path}: no store; `byline run` builds it")
    try:
        connection = duckdb.connect(
            str(path), read_only=True, config={"memory_limit": _MEMORY_LIMIT, "threads": 2}
        )
    except duckdb.Error as error:
        raise BylineError(
            f"{path}: the store cannot be opened ({error}); delete it and run again"
        ) from error
    with connection:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
