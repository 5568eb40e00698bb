"""CSV and TSV as numbered records; a table without a header gets column numbers from 1."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from byline.sources.columns import is_known_header
from byline.sources.options import TableOptions
from byline.sources.record_plan import Record
from byline.sources.table_row import RowTrouble
from byline.sources.text_files import peek_lines, read_lines
from byline.sources.unescaping import squeeze

_DELIMITERS = ("\t", ",", ";", "|")
_LOOKED_AT = 30
_LONGEST_HEADER = 60
_STEADY = 0.9


def find_delimiter(head: str, options: TableOptions) -> str | None:
    """What separates the cells of a text that looks like a table; None if it does not."""
    lines = peek_lines(head, _LOOKED_AT)
    if not lines:
        return None
    for delimiter in _DELIMITERS:
        cells = next(csv.reader([lines[0]], delimiter=delimiter))
        if any(is_known_header(cell) or cell.strip() in options.columns.values() for cell in cells):
            return delimiter
    return next((each for each in _DELIMITERS if _is_steady(lines, each)), None)


def _is_steady(lines: list[str], delimiter: str) -> bool:
    """Whether nearly all lines have the same number of cells, and more than one."""
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
    width, count = widths.most_common(1)[0]
    return width > 1 and count >= _STEADY * widths.total()


def read_delimited(path: Path, delimiter: str) -> Iterator[tuple[int, Record] | RowTrouble]:
    """The rows as records by column name, numbered from 1 after the header."""
    rows = _read_rows(path, delimiter)
    first = next(rows, None)
    if first is None or isinstance(first, RowTrouble):
        return
    header = _name_columns(first)
    has_header = not _is_data(first)
    body = rows if has_header else chain([first], rows)
    for number, row in enumerate(body, start=1):
        if isinstance(row, RowTrouble):
            yield RowTrouble(row=number, kind=row.kind, message=row.message)
        elif len(row) != len(header):
            message = f"{len(row)} cells where the header has {len(header)}"
            yield RowTrouble(row=number, kind="bad_row", message=message)
        else:
            yield number, dict(zip(header, row, strict=True))


def _read_rows(path: Path, delimiter: str) -> Iterator[list[str] | RowTrouble]:
    """The rows that hold anything; a row that is no CSV is trouble, and the next one is read."""
    is_plain = delimiter == "\t" and _has_steady_tabs(path)
    lines = read_lines(path)
    if is_plain:
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield RowTrouble(row=None, kind="bad_row", message=f"no row of a table: {error}")
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield [_unquote(cell) for cell in row] if is_plain else row


def _has_steady_tabs(path: Path) -> bool:
    """Whether every line has as many tabs as the first: then quotes are part of the text."""
    counts = {line.count("\t") for line in read_lines(path) if line.strip()}
    return len(counts) == 1


def _unquote(cell: str) -> str:
    inner = cell[1:-1]
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    if is_quoted and '"' not in inner.replace('""', ""):
        return inner.replace('""', '"')
    return cell


def _is_data(row: list[str]) -> bool:
    """Whether a first row holds values rather than the names of columns."""
    if any(is_known_header(cell) for cell in row):
        return False
    return any("://" in cell or len(cell) > _LONGEST_HEADER for cell in row)


def _name_columns(row: list[str]) -> list[str]:
    """One name per column: the header's, made distinct, or numbers where there is no header."""
    if _is_data(row):
        return [str(number) for number in range(1, len(row) + 1)]
    names: list[str] = []
    for number, cell in enumerate(row, start=1):
        name = squeeze(cell) or str(number)
        names.append(f"{name} ({number})" if name in names else name)
    return names
