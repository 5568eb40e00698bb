"""The table that goes with a folder or an archive of PDFs: title and edition by file name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from byline.sources.columns import Columns, find_columns, name_columns
from byline.sources.delimited import find_delimiter, read_delimited
from byline.sources.json_records import (
    find_records,
    is_json,
    is_json_lines,
    load_json,
    read_json_line_file,
)
from byline.sources.listing import SourceError
from byline.sources.options import TableOptions
from byline.sources.record_plan import Record
from byline.sources.table_row import RowTrouble
from byline.sources.text_files import read_head
from byline.sources.values import text_at
from byline.sources.venues import Edition, read_cells

INDEX_NAME = "index.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """What the table says about one PDF."""

    row: int
    file: str
    title: str
    edition: Edition
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfIndex:
    """All entries, by the file they are about."""

    path: Path | None
    entries: dict[str, IndexEntry]
    troubles: tuple[RowTrouble, ...] = ()
    """Rows that are no entries."""

    def find(self, file: str) -> IndexEntry | None:
        """The entry of a file, by its path below the folder, else by its bare name."""
        return self.entries.get(file) or self.entries.get(PurePosixPath(file).name)

    def find_missing(self, files: Iterable[str]) -> list[IndexEntry]:
        """The entries that none of these files belongs to."""
        found = {entry.row for file in files if (entry := self.find(file))}
        return [entry for entry in self.entries.values() if entry.row not in found]


EMPTY_INDEX = PdfIndex(path=None, entries={})


def read_index(path: Path, options: TableOptions) -> PdfIndex:
    """The index in a table; raises SourceError for one without a column of files."""
    items = list(_read_table(path, options))
    records = [item for item in items if not isinstance(item, RowTrouble)]
    headers = list(dict.fromkeys(header for _, record in records for header in record))
    columns = find_columns(headers, given=options.columns, where=str(path))
    if columns.file is None:
        raise SourceError(
            f"{path}: an index needs a column of file names; the columns found are "
            f"{name_columns(headers)}. Name it: --column file=NAME"
        )
    read = [_read_entry(row, record, columns) for row, record in records]
    return PdfIndex(
        path=path,
        entries={entry.file: entry for entry in read if entry.file},
        troubles=tuple(item for item in items if isinstance(item, RowTrouble)),
    )


def find_index(options: TableOptions, *, folder: Path | None = None) -> PdfIndex:
    """The index that is named, else ``index.csv`` in the folder if it names files, else none."""
    if options.index is not None:
        return read_index(options.index, options)
    own = folder / INDEX_NAME if folder is not None else None
    if own is None or not own.is_file():
        return EMPTY_INDEX
    return read_index(own, options) if options.columns else _read_if_index(own)


def _read_if_index(path: Path) -> PdfIndex:
    """The index in a table that happens to go by its name, empty if it names no files."""
    try:
        return read_index(path, TableOptions())
    except SourceError:
        return EMPTY_INDEX


def _read_table(path: Path, options: TableOptions) -> Iterator[tuple[int, Record] | RowTrouble]:
    head = read_head(path)
    if is_json_lines(head):
        return read_json_line_file(path, head)
    if is_json(head):
        return iter(find_records(load_json(path), where=str(path)))
    delimiter = find_delimiter(head, options)
    if delimiter is None:
        raise SourceError(f"{path}: an index is a CSV, TSV or JSON table with a column of files")
    return read_delimited(path, delimiter)


def _read_entry(row: int, record: Record, columns: Columns) -> IndexEntry:
    cells = {
        field: text_at(record, column) if column else ""
        for field, column in (
            ("file", columns.file),
            ("title", columns.title),
            ("url", columns.url),
        )
    }
    edition = read_cells(
        venue=text_at(record, columns.venue or ""),
        year=text_at(record, columns.year or ""),
        track=text_at(record, columns.track or ""),
        status=text_at(record, columns.status or ""),
    )
    file = cells["file"].replace("\\", "/").removeprefix("./")
    return IndexEntry(
        row=row, file=file, title=cells["title"], edition=edition, url=cells["url"] or None
    )
