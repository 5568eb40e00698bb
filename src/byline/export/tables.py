"""Tables as CSV, JSON or Parquet: one file each."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from byline.export.placing import new_folder
from byline.export.text import clean, defuse
from byline.queries import Store
from byline.queries.tables import Cell, ExportedTable


def write_csv(store: Store, out: Path) -> None:
    """One CSV file per table, UTF-8; a list is JSON in its cell, no value an empty cell."""
    with new_folder(out) as folder:
        write_csv_tables(store, folder)


def write_csv_tables(store: Store, folder: Path) -> None:
    """The CSV files, into a folder that is there."""
    for table in store.tables.list_tables():
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(column.name for column in table.columns)
            for row in store.tables.read_rows(table):
                writer.writerow([_csv_cell(cell) for cell in row])


def _csv_cell(cell: Cell) -> object:
    if isinstance(cell, str):
        return defuse(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return json_list(cell) if isinstance(cell, list) else cell


def json_list(cells: list[object]) -> str:
    """A list in one cell, as JSON."""
    return json.dumps([_json_cell(cell) for cell in cells], ensure_ascii=False)


def write_json(store: Store, out: Path) -> None:
    """One JSON file per table: an array with one object per line."""
    with new_folder(out) as folder:
        for table in store.tables.list_tables():
            with (folder / f"{table.name}.json").open("w", encoding="utf-8") as file:
                file.write("[")
                file.writelines(_json_lines(store, table))
                file.write("\n]\n")


def _json_lines(store: Store, table: ExportedTable) -> Iterator[str]:
    names = [column.name for column in table.columns]
    for n, row in enumerate(store.tables.read_rows(table)):
        values = dict(zip(names, map(_json_cell, row), strict=True))
        yield ("," if n else "") + "\n" + json.dumps(values, ensure_ascii=False)


def _json_cell(cell: object) -> object:
    if isinstance(cell, list):
        return [_json_cell(item) for item in cell]
    return clean(cell) if isinstance(cell, str) else cell


def write_parquet(store: Store, out: Path) -> None:
    """One Parquet file per table, strings as they are."""
    with new_folder(out) as folder:
        for table in store.tables.list_tables():
            batches = store.tables.read_batches(table)
            path = folder / f"{table.name}.parquet"
            with pq.ParquetWriter(path, batches.schema, compression="zstd") as writer:
                for batch in batches:
                    writer.write_batch(batch)
