"""The tables of a study as they leave it: no full text, no folders of this machine."""

import importlib.resources
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import duckdb
import pyarrow as pa

from byline.store.parquet import TABLES

_BATCH = 20_000

Cell = str | int | float | bool | list[object] | None
ColumnType = Literal["text", "integer", "real", "boolean", "list"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an exported table."""

    name: str
    type: ColumnType


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedTable:
    """A table that leaves a study, with its key and what its columns point to."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: Mapping[str, str]
    """Table by column; the column it points to is the key of that table."""


class TableQueries:
    """Whole tables; a part of the store."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def list_tables(self) -> tuple[ExportedTable, ...]:
        """Every table that leaves a study, those first that others point to."""
        return tuple(
            ExportedTable(
                name=name,
                about=entry.get("about") or _about(name),
                columns=self._columns(name),
                key=tuple(entry["key"]),
                references=entry["references"],
            )
            for name, entry in _read_entries().items()
        )

    def read_rows(self, table: ExportedTable) -> Iterator[tuple[Cell, ...]]:
        """The rows of a table in the order of its key."""
        cursor = self._connection.execute(_select(table.name, table.key))
        while rows := cursor.fetchmany(_BATCH):
            yield from rows

    def read_batches(self, table: ExportedTable) -> pa.RecordBatchReader:
        """The same rows for Arrow."""
        relation = self._connection.sql(_select(table.name, table.key))
        reader: pa.RecordBatchReader = relation.to_arrow_reader(_BATCH)
        return reader

    def _columns(self, name: str) -> tuple[Column, ...]:
        rows = self._connection.execute(f"DESCRIBE {_select(name, ())}").fetchall()
        return tuple(Column(name=row[0], type=_type_of(row[1])) for row in rows)


@cache
def _read_entries() -> dict[str, dict[str, Any]]:
    text = importlib.resources.files(__package__).joinpath("tables.toml").read_text("utf-8")
    return tomllib.loads(text)


def _about(name: str) -> str:
    return (TABLES[name].__doc__ or "").partition("\n")[0]


def _type_of(duckdb_type: str) -> ColumnType:
    if duckdb_type.endswith("]"):
        return "list"
    plain: dict[str, ColumnType] = {"BOOLEAN": "boolean", "DOUBLE": "real", "VARCHAR": "text"}
    return plain.get(duckdb_type, "integer")


def _select(name: str, key: tuple[str, ...]) -> str:
    source = _read_entries()[name].get("select", f'SELECT * FROM "{name}"')  # noqa: S608 (our names)
    order = ", ".join(f'"{column}"' for column in key) or "ALL"
    return f"SELECT * FROM ({source}) ORDER BY {order}"  # noqa: S608
