"""The catalogue's files as rows: what columns each has, and what is wrong with a row by itself."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from byline.records import BylineError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    file: tuple(columns.split())
    for file, columns in {
        "sources.tsv": "key title location licence date",
        "organisations.tsv": "organisation aliases country_code since source source_date",
        "models.tsv": "name aliases developers released openness derives_from "
        "source source_date note",
        "versions.tsv": "technology version aliases released derives_from source source_date",
        "architectures.tsv": "name aliases developers released derives_from "
        "source source_date note",
        "datasets.tsv": "name aliases developers released source source_date note",
        "accelerators.tsv": "name aliases vendor market released tpp density bandwidth_gb_s "
        "memory_gb china_licence_from china_licence_rule is_verified source source_date note",
        "words.tsv": "key expression note",
        "ambiguous.tsv": "alias technology accept_if reject_if note",
        "examples.tsv": "alias technology verdict text",
    }.items()
}
"""Every file of the catalogue, in the order it is read in, with its columns."""

_MAY_BE_EMPTY = frozenset(
    {
        "aliases",
        "developers",
        "since",
        "released",
        "openness",
        "derives_from",
        "tpp",
        "density",
        "bandwidth_gb_s",
        "memory_gb",
        "china_licence_from",
        "china_licence_rule",
        "accept_if",
        "reject_if",
        "note",
    }
)
_VALUES: Mapping[str, frozenset[str]] = {
    "openness": frozenset({"open_source", "open_weights", "restricted_weights", "closed"}),
    "market": frozenset(
        {
            "data_centre",
            "china_variant",
            "domestic",
            "consumer",
            "workstation",
            "embedded",
            "cloud",
        }
    ),
    "is_verified": frozenset({"yes", "no"}),
    "verdict": frozenset({"match", "no_match"}),
}
_NUMBERS = frozenset({"tpp", "density", "bandwidth_gb_s", "memory_gb"})
_DATES = frozenset({"released", "since", "source_date", "date", "china_licence_from"})
_NUMBER = re.compile(r"\d+(\.\d+)?")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row of the catalogue, and what to do about it."""

    file: str
    row: int
    """Line of the file; the column names are line 1."""
    message: str

    def __str__(self) -> str:
        return f"{self.file} row {self.row}: {self.message}"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of one file, cell by cell."""

    table: str
    """The file's name without the folder, such as ``models.tsv``."""
    file: str
    row: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def parts(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds several."""
        return tuple(part for part in self.cells[column].split("|") if part)

    def problem(self, message: str) -> Problem:
        """What is wrong with this row."""
        return Problem(self.file, self.row, message)


def read_tables(folder: Path, problems: list[Problem]) -> Iterator[TableRow]:
    """All rows of a folder; a file of the catalogue that is not there has no rows.

    Raises BylineError if there is no such folder, or a file of it is no text.
    """
    if not folder.is_dir():
        raise BylineError(f"{folder}: no such folder; name one with tables of the catalogue")
    for path in sorted(folder.glob("*.tsv")):
        if path.name not in COLUMNS:
            known = ", ".join(COLUMNS)
            problems.append(Problem(str(path), 1, f"not a table of the catalogue: use {known}"))
    for name in COLUMNS:
        if (path := folder / name).is_file():
            yield from _read_table(path, problems)


def _read_table(path: Path, problems: list[Problem]) -> Iterator[TableRow]:
    columns = COLUMNS[path.name]
    header, *lines = _read_text(path).removesuffix("\n").split("\n")
    if tuple(header.split("\t")) != columns:
        problems.append(
            Problem(str(path), 1, f"the first line must name the columns {', '.join(columns)}")
        )
        return
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) == len(columns):
            named = dict(zip(columns, cells, strict=True))
            yield TableRow(path.name, str(path), number, named)
        else:
            problems.append(
                Problem(
                    str(path),
                    number,
                    f"{len(cells)} cells where there are {len(columns)} columns; "
                    "an empty cell needs its tab, and no cell holds one",
                )
            )


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BylineError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


def check_cells(row: TableRow) -> Iterator[Problem]:
    """What is wrong with the cells of a row, each looked at by itself."""
    for column, cell in row.cells.items():
        for message in _check_cell(column, cell):
            yield row.problem(f"{column}: {message}")


def _check_cell(column: str, cell: str) -> Iterator[str]:
    if not cell:
        if column not in _MAY_BE_EMPTY:
            yield "is empty; fill it in"
        return
    if cell != cell.strip():
        yield f"{cell!r} begins or ends with a space; take it away"
    if column in _VALUES and cell not in _VALUES[column]:
        yield f"{cell!r} must be one of {', '.join(sorted(_VALUES[column]))}"
    if column in _NUMBERS and not _NUMBER.fullmatch(cell):
        yield f"{cell!r} is no number such as 4992 or 6.04"
    if column in _DATES and not is_date(cell):
        yield f"{cell!r} is no date such as 2023-02-24, 2023-02 or 2023"


def is_date(cell: str) -> bool:
    """Whether a cell is a day, a month or a year that exists."""
    found = _DATE.fullmatch(cell)
    if not found:
        return False
    year, month, day = found.groups(default="01")
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
