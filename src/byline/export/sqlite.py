"""A study as one SQLite file with keys, as Datasette and every SQL tool open it."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from byline.export.placing import new_file
from byline.export.tables import json_list
from byline.export.text import clean
from byline.measures import read_measures
from byline.queries import Store
from byline.queries.tables import Cell, ColumnType, ExportedTable

_TYPES: dict[ColumnType, str] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "INTEGER",
    "list": "TEXT",
}


def write_sqlite(store: Store, out: Path) -> None:
    """One SQLite file: every table, the definitions of the measures, and a search over titles."""
    with new_file(out) as part, contextlib.closing(sqlite3.connect(part)) as connection:
        # the file is moved into place whole, so a journal of its own would guard nothing
        connection.execute("PRAGMA journal_mode = OFF")
        tables = {table.name: table for table in store.tables.list_tables()}
        for table in tables.values():
            connection.execute(_create(table, tables))
            _fill(connection, table, map(_sqlite_row, store.tables.read_rows(table)))
            _index(connection, table)
        _write_definitions(connection)
        _write_search(connection)
        connection.commit()


def _create(table: ExportedTable, tables: dict[str, ExportedTable]) -> str:
    lines = [f'"{column.name}" {_TYPES[column.type]}' for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f'FOREIGN KEY ("{column}") REFERENCES "{other}" ({_names(tables[other].key)})'
        for column, other in table.references.items()
    ]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _fill(
    connection: sqlite3.Connection, table: ExportedTable, rows: Iterator[tuple[object, ...]]
) -> None:
    marks = ", ".join("?" * len(table.columns))
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608


def _sqlite_row(row: tuple[Cell, ...]) -> tuple[object, ...]:
    return tuple(
        clean(cell)
        if isinstance(cell, str)
        else json_list(cell)
        if isinstance(cell, list)
        else cell
        for cell in row
    )


def _index(connection: sqlite3.Connection, table: ExportedTable) -> None:
    """An index for each column that points elsewhere, and for the evidence that rows name."""
    names = {column.name for column in table.columns}
    wanted = [*table.references, *({"evidence_id", "country_code"} & names)]
    for column in wanted:
        if table.key[:1] != (column,):
            connection.execute(
                f'CREATE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")'
            )


def _write_definitions(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE measure (name TEXT PRIMARY KEY, question TEXT, unit TEXT, counting TEXT, "
        "denominator TEXT, sql TEXT)"
    )
    connection.executemany(
        "INSERT INTO measure VALUES (?, ?, ?, ?, ?, ?)",
        (
            (m.name, m.question, m.unit, m.counting, m.denominator, m.sql)
            for m in read_measures().values()
        ),
    )


def _write_search(connection: sqlite3.Connection) -> None:
    """Full-text search over titles, where this SQLite has it."""
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("CREATE VIRTUAL TABLE paper_fts USING fts5(title, content='paper')")
        connection.execute("INSERT INTO paper_fts (paper_fts) VALUES ('rebuild')")
