"""Tables of papers: the form is told by the content, and every form gives listed papers."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from byline.sources.author_lists import is_author_list, read_author_list, refuse_joined_list
from byline.sources.delimited import find_delimiter, read_delimited
from byline.sources.json_records import (
    find_records,
    is_json,
    is_json_lines,
    is_title_map,
    load_json,
    read_json_line_file,
)
from byline.sources.listing import Listed, ListedAuthor, ListedFailure, ListedPaper, SourceError
from byline.sources.openreview_notes import find_notes, read_openreview_notes
from byline.sources.options import TableOptions
from byline.sources.paperlists import is_paperlists, read_paperlists
from byline.sources.record_table import Numbered, read_records
from byline.sources.table_row import RowTrouble, TableItem, TableRow
from byline.sources.text_files import peek_lines, read_head, read_lines, table_name
from byline.sources.values import as_list, as_record
from byline.sources.venues import Edition, read_file_name, site_of
from byline.sources.virtual_site import is_virtual_site, read_virtual_site

KNOWN_FORMS = (
    "the programme of neurips.cc, icml.cc or iclr.cc (JSON), Paper Copilot's lists (JSON), notes "
    "of OpenReview (JSON), records as JSON or JSON Lines, a map from titles (JSON), CSV or TSV "
    "with a column of titles, lists of 'Author (Institution) · Author (Institution)' under titles"
)
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file of which the form is known."""

    path: Path
    form: str
    read: Callable[[TableOptions], Iterator[TableItem]]

    @property
    def source(self) -> str:
        """Form and file name, as in ``paperlists:nips2018.json``."""
        return f"{self.form}:{table_name(self.path)}"


def open_table(path: Path, options: TableOptions | None = None) -> Table:
    """The table in a file; raises SourceError where its content has no known form."""
    options = options or TableOptions()
    head = read_head(path)
    if is_json_lines(head):
        return _record_table(path, "json-lines", lambda: read_json_line_file(path, head))
    if is_json(head):
        return _open_json(path)
    if is_author_list(head):
        lines = read_lines(path)
        return Table(path=path, form="author-list", read=lambda _: read_author_list(lines))
    delimiter = find_delimiter(head, options)
    if delimiter is not None:
        form = "tsv" if delimiter == "\t" else "csv"
        return _record_table(path, form, lambda: read_delimited(path, delimiter))
    refuse_joined_list(head, where=str(path))
    first = next(iter(peek_lines(head, 1)), "")[:_SHOWN]
    raise SourceError(
        f"{path}: begins with {first!r} and is no list of papers in a known form. "
        f"The forms are: {KNOWN_FORMS}"
    )


def _open_json(path: Path) -> Table:
    value = load_json(path)
    values, notes = as_list(value), find_notes(value)
    if is_virtual_site(value):
        return Table(path=path, form="virtual-site", read=lambda _: read_virtual_site(value))
    if notes:
        return Table(path=path, form="openreview", read=lambda _: read_openreview_notes(notes))
    if is_paperlists(values):
        return Table(path=path, form="paperlists", read=lambda _: read_paperlists(values))
    record = as_record(value)
    form = "title-map" if record is not None and is_title_map(record) else "json"
    return _record_table(path, form, lambda: iter(find_records(value, where=str(path))))


def _record_table(
    path: Path, form: str, read: Callable[[], Iterator[Numbered | RowTrouble]]
) -> Table:
    return Table(
        path=path,
        form=form,
        read=lambda options: read_records(read(), options, where=str(path)),
    )


def list_table(table: Table, options: TableOptions) -> Iterator[Listed]:
    """The papers of a table with what the options and the file's name add to them.

    Raises SourceError at once for a table that cannot be read; damage that shows after the first
    rows is a failure.
    """
    items = table.read(options)
    first = list(islice(items, 1))
    return _list_items(table, chain(first, items), options)


def _list_items(
    table: Table, items: Iterator[TableItem], options: TableOptions
) -> Iterator[Listed]:
    gaps = options.edition.or_else(_edition_of_path(table.path))
    seen: Counter[str] = Counter()
    try:
        for item in items:
            if isinstance(item, RowTrouble):
                yield _build_failure(table, item, gaps)
            else:
                paper = _build_paper(table, item, gaps)
                _count(paper, seen)
                yield paper
    except SourceError as error:
        trouble = RowTrouble(row=None, kind="damaged", message=str(error))
        yield _build_failure(table, trouble, gaps)
    for remark in _remark(seen, options):
        yield _build_failure(table, remark, gaps)


def _edition_of_path(path: Path) -> Edition:
    """What the file's name gives away; the folder's is asked only if it names venue and year."""
    folder = read_file_name(path.absolute().parent.name)
    is_telling = folder.venue is not None and folder.year is not None
    return read_file_name(table_name(path)).or_else(folder if is_telling else Edition())


def _build_paper(table: Table, row: TableRow, gaps: Edition) -> ListedPaper:
    edition = row.edition.or_else(gaps)
    return ListedPaper(
        title=row.title,
        venue=edition.venue,
        year=edition.year,
        track=edition.track,
        status=edition.status or "accepted",
        source=table.source,
        source_key=row.key,
        location=f"{table.path}#{row.row}",
        url=row.url,
        authors=None if row.authors is None else name_sites(row.authors, edition.venue),
        affiliations=row.affiliations,
        affiliation_source=row.affiliation_source,
        abstract=row.abstract,
    )


def name_sites(authors: tuple[ListedAuthor, ...], venue: str | None) -> tuple[ListedAuthor, ...]:
    """The authors, with the site before bare user numbers: ``neurips.cc:9``."""
    site = site_of(venue)
    if site is None:
        return authors
    return tuple(
        replace(author, profile_id=f"{site}:{author.profile_id}")
        if author.profile_id is not None and author.profile_id.isdigit()
        else author
        for author in authors
    )


def _build_failure(table: Table, trouble: RowTrouble, gaps: Edition) -> ListedFailure:
    key = "" if trouble.row is None else str(trouble.row)
    return ListedFailure(
        source=table.source,
        source_key=key,
        location=f"{table.path}#{key}" if key else str(table.path),
        kind=trouble.kind,
        message=trouble.message,
        venue=gaps.venue,
        year=gaps.year,
        track=gaps.track,
        is_notice=trouble.is_notice,
    )


def _count(paper: ListedPaper, seen: Counter[str]) -> None:
    seen["papers"] += 1
    seen["untied"] += bool(paper.affiliations)
    seen["with authors"] += bool(paper.authors)
    seen["with affiliations"] += any(author.affiliations for author in paper.authors or ())


def _remark(seen: Counter[str], options: TableOptions) -> Iterator[RowTrouble]:
    if seen["untied"]:
        message = (
            f"{seen['untied']} of {seen['papers']} papers name affiliations without saying whose "
            "they are: these stay with the paper and are tied to no author"
        )
        yield RowTrouble(row=None, kind="untied_affiliations", message=message, is_notice=True)
    elif seen["papers"] and not seen["with affiliations"] and not options.ignores_affiliations:
        missing = "affiliations" if seen["with authors"] else "authors and no affiliations"
        message = f"no {missing} in this file: its {seen['papers']} papers are listed without"
        yield RowTrouble(row=None, kind="no_affiliations", message=message, is_notice=True)
