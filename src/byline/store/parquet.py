"""Records to Parquet and back: one file holds the rows of one table of one shard."""

import types
import typing
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from byline import records

TABLES: dict[str, type] = {
    "paper": records.Paper,
    "document": records.Document,
    "page": records.Page,
    "section": records.Section,
    "line": records.Line,
    "evidence": records.Evidence,
    "author_block": records.AuthorBlock,
    "authorship": records.Authorship,
    "affiliation": records.Affiliation,
    "authorship_affiliation": records.AuthorshipAffiliation,
    "institution": records.Institution,
    "institution_match": records.InstitutionMatch,
    "country_match": records.CountryMatch,
    "technology": records.Technology,
    "technology_name": records.TechnologyName,
    "mention": records.Mention,
    "paper_technology": records.PaperTechnology,
    "accelerator_amount": records.AcceleratorAmount,
    "override": records.Override,
    "twin": records.Twin,
    "disagreement": records.Disagreement,
    "failure": records.Failure,
    "run": records.Run,
}
"""Every table by its name, which is the record's name in snake_case."""

RowType = typing.TypeVar("RowType")
Values = tuple[typing.Any, ...]
"""A row without the names of its columns."""

_TABLE_OF = {record: name for name, record in TABLES.items()}
_PLAIN: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
}


def table_of(row: object) -> str:
    """The name of the table a record belongs to; raises KeyError for anything else."""
    return _TABLE_OF[type(row)]


@cache
def read_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table, derived from its record."""
    hints = typing.get_type_hints(TABLES[table])
    return pa.schema([_field(name, hint) for name, hint in hints.items()])


def column_names(record: type) -> tuple[str, ...]:
    """The columns of a record's table, in order."""
    return tuple(read_schema(_TABLE_OF[record]).names)


def _field(name: str, hint: object) -> "pa.Field[pa.DataType]":
    is_union = typing.get_origin(hint) in {typing.Union, types.UnionType}
    members = typing.get_args(hint) if is_union else (hint,)
    is_nullable = type(None) in members
    [plain] = [member for member in members if member is not type(None)]
    return pa.field(name, _arrow_type(plain), nullable=is_nullable)


def _arrow_type(hint: object) -> pa.DataType:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(_arrow_type(args[0]))
    raise TypeError(f"no column type for {hint}")


def write_rows(path: Path, table: str, rows: Iterable[object]) -> None:
    """Write one table file; the same rows give the same bytes."""
    write_table(path, tabulate(table, rows))


def write_table(path: Path, rows: pa.Table) -> None:
    """Write rows that are in columns already, to the bytes that `write_rows` gives them."""
    pq.write_table(rows, path, compression="zstd")


def tabulate(table: str, rows: Iterable[object]) -> pa.Table:
    """The records of one table, in columns."""
    schema, rows = read_schema(table), list(rows)
    columns = [
        pa.array(map(attrgetter(name), rows), type=schema.field(name).type) for name in schema.names
    ]
    return pa.table(columns, schema=schema)


def read_rows(path: Path, record: type[RowType]) -> list[RowType]:
    """The records of one table file, in the order written."""
    freeze = {
        field.name: _freeze
        for field in read_schema(_TABLE_OF[record])
        if pa.types.is_list(field.type)
    }
    rows: list[RowType] = []
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches():
            for values in batch.to_pylist():
                values.update({name: thaw(values[name]) for name, thaw in freeze.items()})
                rows.append(record(**values))
    return rows


def read_columns(path: Path, columns: Sequence[str]) -> list[Values]:
    """Only these columns of a table file, row by row."""
    table = pq.read_table(path, columns=list(columns))
    return list(zip(*(table.column(name).to_pylist() for name in columns), strict=True))


def read_encoded(path: Path, column: str) -> list[bytes]:
    """One column of text as UTF-8, row by row; it has a value in every row."""
    texts = pq.read_table(path, columns=[column]).column(column).cast(pa.binary())
    return [text for text in texts.to_pylist() if text is not None]


def _freeze(value: object) -> object:
    return tuple(_freeze(item) for item in value) if isinstance(value, list) else value
