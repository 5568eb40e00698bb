"""How the records of one table are to be read, decided once from its first records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from byline.sources.author_cells import split_names, split_slots
from byline.sources.columns import Columns, find_columns, is_career_union, require_title
from byline.sources.options import RowKind, TableOptions
from byline.sources.unescaping import unescape
from byline.sources.values import as_list, as_text, text_at

Record = Mapping[str, object]

SAMPLE = 200
_SEPARATORS = (";", "|", "\n", "·")
_LEAST_SHARE = 0.1
_LEAST_REPEATS = 0.2
_LEAST_AGREEMENT = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What each column holds and whose the affiliations are."""

    columns: Columns
    title: str
    row: RowKind
    author_separator: str
    affiliation_separator: str | None
    """Between the affiliations of different authors; None where a cell cannot be split."""
    within_author: str | None
    """Between the affiliations of one author."""
    is_side_by_side: bool
    """Authors and affiliations are lists of equal length in nearly all records."""
    is_career_union: bool
    ignores_affiliations: bool


def plan_reading(sample: Sequence[Record], options: TableOptions, *, where: str) -> Plan:
    """The plan for a table with these first records; raises SourceError without a title column."""
    headers = list(dict.fromkeys(header for record in sample for header in record))
    columns = find_columns(headers, given=options.columns, where=where)
    title = require_title(columns, headers, where=where)
    author_separator = options.author_separator or _find_separator(sample, columns.authors) or ","
    affiliation_separator = _find_affiliation_separator(sample, columns, author_separator, options)
    is_union = is_career_union(headers, sample)
    return Plan(
        columns=columns,
        title=title,
        row=options.row or _find_row_kind(sample, columns, title),
        author_separator=author_separator,
        affiliation_separator=affiliation_separator,
        within_author=options.affiliation_separator,
        is_side_by_side=options.author_separator is not None
        or _are_side_by_side(sample, columns, author_separator, affiliation_separator),
        is_career_union=is_union,
        ignores_affiliations=options.ignores_affiliations or is_union,
    )


def _find_row_kind(sample: Sequence[Record], columns: Columns, title: str) -> RowKind:
    """Rows are authors where one title after the other stands beside another single name."""
    authors = columns.authors
    if authors is None:
        return "paper"
    repeats = sum(
        text_at(before, title) == text_at(after, title)
        and isinstance(after.get(authors), str)
        and text_at(before, authors) != text_at(after, authors)
        for before, after in pairwise(sample)
    )
    return "author" if repeats > _LEAST_REPEATS * (len(sample) - 1) else "paper"


def _find_separator(sample: Sequence[Record], column: str | None) -> str | None:
    """The separator, other than a comma, that enough of a column's cells hold."""
    if column is None:
        return None
    cells = [unescape(cell) for record in sample if isinstance(cell := record.get(column), str)]
    filled = [cell for cell in cells if cell.strip()]
    for separator in _SEPARATORS:
        if sum(separator in cell for cell in filled) > _LEAST_SHARE * len(filled):
            return separator
    return None


def _find_affiliation_separator(
    sample: Sequence[Record], columns: Columns, author_separator: str, options: TableOptions
) -> str | None:
    if options.author_separator is not None or author_separator in _SEPARATORS:
        return author_separator
    return _find_separator(sample, columns.affiliations)


def _are_side_by_side(
    sample: Sequence[Record],
    columns: Columns,
    author_separator: str,
    affiliation_separator: str | None,
) -> bool:
    """Whether authors and affiliations run side by side, rather than as a list and a set.

    A set has as many members as there are authors in some papers, by chance; so nearly all count.
    """
    if columns.authors is None or columns.affiliations is None:
        return False
    counts = [
        (
            _count(record.get(columns.authors), author_separator),
            _count_slots(record.get(columns.affiliations), affiliation_separator),
        )
        for record in sample
    ]
    telling = [(names, slots) for names, slots in counts if names > 1 and slots > 0]
    agreeing = sum(names == slots for names, slots in telling)
    return bool(telling) and agreeing >= _LEAST_AGREEMENT * len(telling)


def _count(value: object, separator: str) -> int:
    return len(as_list(value)) or len(split_names(as_text(value), separator))


def _count_slots(value: object, separator: str | None) -> int:
    if separator is None or not isinstance(value, str):
        return len(as_list(value))
    return len(split_slots(value, separator)) if value.strip() else 0
