"""The one way into a source: what it is is told by its content, then its papers are listed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from zipfile import is_zipfile

from byline.sources.archive import list_archive
from byline.sources.folder import (
    has_pdfs,
    is_pdf,
    list_files,
    list_folder,
    list_path_list,
)
from byline.sources.listing import Listed, ListedFailure, SourceError
from byline.sources.options import TableOptions
from byline.sources.tables import list_table, open_table
from byline.sources.text_files import peek_lines, read_head, table_name
from byline.sources.tracks import join_tracks, read_tracks

_TABLE_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".txt"})
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of papers of which the kind is known."""

    path: Path
    name: str
    """Such as ``folder``, ``zip``, ``paperlists`` or ``csv``."""
    list_papers: Callable[[TableOptions], Iterator[Listed]]


def recognise(path: Path, options: TableOptions | None = None) -> Source:
    """What a path holds; raises SourceError for what is missing, empty or unknown."""
    if path.is_dir():
        return _recognise_folder(path)
    if not path.is_file():
        raise SourceError(f"{path}: there is no such file or folder")
    if is_pdf(path):
        return Source(path=path, name="pdf", list_papers=lambda given: list_files([path], given))
    if is_zipfile(path):
        return Source(path=path, name="zip", list_papers=lambda given: list_archive(path, given))
    if _is_path_list(path):
        return Source(path=path, name="list", list_papers=lambda given: list_path_list(path, given))
    table = open_table(path, options)
    return Source(path=path, name=table.form, list_papers=lambda given: list_table(table, given))


def list_papers(path: Path, options: TableOptions | None = None) -> Iterator[Listed]:
    """The papers of a source, and a failure for each part of it that could not be one.

    Raises SourceError at once where the source as a whole cannot be listed.
    """
    options = options or TableOptions()
    tracks = read_tracks(options.tracks) if options.tracks else None
    listed = recognise(path, options).list_papers(options)
    listed = chain(list(islice(listed, 1)), listed)
    return listed if tracks is None else join_tracks(listed, tracks)


def _recognise_folder(folder: Path) -> Source:
    if has_pdfs(folder):
        return Source(
            path=folder, name="folder", list_papers=lambda given: list_folder(folder, given)
        )
    tables = sorted(path for path in folder.iterdir() if _is_table_name(path))
    if not tables:
        raise SourceError(f"{folder}: there are no PDFs and no tables of papers in this folder")
    return Source(path=folder, name="tables", list_papers=lambda given: _list_tables(tables, given))


def _is_table_name(path: Path) -> bool:
    is_named = Path(table_name(path)).suffix.lower() in _TABLE_SUFFIXES
    return is_named and path.is_file() and not path.name.startswith(".")


def _list_tables(paths: list[Path], options: TableOptions) -> Iterator[Listed]:
    """The papers of each table; one that cannot be read is a failure, and the next is read."""
    for path in paths:
        try:
            yield from list_table(open_table(path, options), options)
        except SourceError as error:
            yield ListedFailure(
                source=f"table:{table_name(path)}",
                source_key="",
                location=str(path),
                kind="unknown_form",
                message=str(error),
            )


def _is_path_list(path: Path) -> bool:
    """Whether most lines of a text are paths of PDFs."""
    lines = [line.strip() for line in peek_lines(read_head(path), _LOOKED_AT)]
    return 2 * sum(line.lower().endswith(".pdf") for line in lines) > len(lines)
