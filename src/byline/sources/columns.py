"""Which column of a table holds which of our fields."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import cast

from byline.sources.listing import SourceError

_NOT_IN_NAMES = re.compile(r"[\W_]+")
_SHOWN_COLUMNS = 40
_SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The table's name of the column of each field; None where it has none."""

    title: str | None = None
    authors: str | None = None
    affiliations: str | None = None
    venue: str | None = None
    year: str | None = None
    track: str | None = None
    status: str | None = None
    event: str | None = None
    key: str | None = None
    url: str | None = None
    abstract: str | None = None
    profiles: str | None = None
    position: str | None = None
    file: str | None = None


def find_columns(headers: Sequence[str], *, given: Mapping[str, str], where: str) -> Columns:
    """The columns of a table by the names it uses, or as `given`: our name to the table's.

    Raises SourceError for a given column that is not there or a field that does not exist.
    """
    found = {field: _find_given(field, given[field], headers, where=where) for field in given}
    taken = set(found.values())
    for field, names in field_names().items():
        if field not in found:
            free = [header for header in headers if header not in taken]
            header = find_header(free, names)
            if header is not None:
                found[field] = header
                taken.add(header)
    return _drop_people(Columns(**found), given)


def _find_given(field: str, header: str, headers: Sequence[str], *, where: str) -> str:
    if field not in field_names():
        raise SourceError(
            f"{where}: there is no field '{field}' to give a column to; "
            f"the fields are {', '.join(field_names())}"
        )
    if header in headers:
        return header
    if header.isascii() and header.isdigit() and 1 <= int(header) <= len(headers):
        return headers[int(header) - 1]
    raise SourceError(
        f"{where}: there is no column '{header}' for {field}; "
        f"the columns found are {name_columns(headers)}"
    )


def _drop_people(columns: Columns, given: Mapping[str, str]) -> Columns:
    """A lone column ``name`` is no title: the table lists people."""
    is_name = columns.title is not None and read_header(columns.title) == "name"
    if is_name and "title" not in given and columns.authors is None:
        return Columns()
    return columns


def require_title(columns: Columns, headers: Sequence[str], *, where: str) -> str:
    """The column of titles; raises SourceError that names the columns there are."""
    if columns.title is None:
        raise SourceError(
            f"{where}: no column of paper titles was recognised; the columns found are "
            f"{name_columns(headers)}. If one of them holds titles, name it: "
            "--column title=NAME"
        )
    return columns.title


def name_columns(headers: Sequence[str]) -> str:
    """The columns for a message, cut where they are many or long."""
    shown = [header[:_SHOWN_CHARACTERS] for header in headers[:_SHOWN_COLUMNS]]
    rest = len(headers) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def find_header(headers: Sequence[str], names: Iterable[str]) -> str | None:
    """The first header that goes by one of the names, in the order of the names."""
    by_name: dict[str, str] = {}
    for header in headers:
        by_name.setdefault(read_header(header), header)
    return next((by_name[name] for name in names if name in by_name), None)


@lru_cache(maxsize=4096)
def read_header(header: str) -> str:
    """A header in lower case, with punctuation as single spaces."""
    return _NOT_IN_NAMES.sub(" ", header).strip().lower()


def is_known_header(header: str) -> bool:
    """Whether a header goes by a name that some field has."""
    return any(read_header(header) in names for names in field_names().values())


def find_author_value(author: Mapping[str, object], field: str) -> object:
    """The value that one author's record holds for our field; None where it holds none."""
    header = _find_author_field(tuple(islice(author, _SHOWN_COLUMNS)), field)
    return None if header is None else author[header]


@lru_cache(maxsize=256)
def _find_author_field(headers: tuple[str, ...], field: str) -> str | None:
    return find_header(headers, author_names()[field])


def is_career_union(headers: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bool:
    """Whether this is a known table whose affiliations are unions over whole careers."""
    names = [read_header(header) for header in headers]
    for union in cast("list[dict[str, object]]", _data()["union"]):
        if names == union["headers"]:
            column = headers[names.index(str(union["column"]))]
            return any(str(union["words"]) in str(row.get(column, "")).lower() for row in rows)
    return False


def field_names() -> Mapping[str, list[str]]:
    """Column names by field, in the order in which fields take columns."""
    return cast("dict[str, list[str]]", _data()["fields"])


def author_names() -> Mapping[str, list[str]]:
    """Names of the fields of one author inside a record."""
    return cast("dict[str, list[str]]", _data()["author"])


@cache
def _data() -> dict[str, object]:
    return tomllib.loads(files("byline.sources").joinpath("columns.toml").read_text("utf-8"))
