"""Overrides as a CSV file that people edit in a spreadsheet and send to each other.

Several values in one cell are separated by bars. In the columns of answers an empty cell says
nothing and the word ``none`` says that there is none. A cell that a spreadsheet would take for a
formula is written with an apostrophe before it, which reading takes away again. There is no column
of ids: an id is made from the row's content.
"""

import csv
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from byline.places.gazetteer import read_countries
from byline.places.overrides import NONE, checked_day, make_override, sort_overrides
from byline.places.registry_records import ror_key
from byline.records import BylineError, Override

COLUMNS = (
    "affiliation",
    "paper_id",
    "ror_ids",
    "country_codes",
    "annotator",
    "date",
    "reason",
    "registry",
    "replaced_ror_ids",
    "replaced_country_codes",
)
MOST_BYTES = 2**26
_RISKY = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_GUARDED = re.compile(rf"'{_RISKY.pattern}")
_OWN_KEY = re.compile(r"byline\.[a-z0-9-]{1,100}")
Value = TypeVar("Value")


class OverrideError(BylineError):
    """A file of overrides cannot be read or written; the message says where."""


def read_overrides(path: Path) -> tuple[Override, ...]:
    """The overrides of a CSV file, sorted, each once.

    Raises OverrideError that names the file, the row as a spreadsheet counts it, and the column.
    """
    rows = _read_cells(path)
    header = next(rows, [])
    if sorted(header) != sorted(COLUMNS):
        raise OverrideError(
            f"{path}, row 1: the columns must be {', '.join(COLUMNS)}, separated by commas; "
            f"missing: {_listed(set(COLUMNS) - set(header))}; "
            f"unknown or twice: {_listed(_surplus(header))}"
        )
    return sort_overrides(
        _read_row(_Row(path=path, number=number, cells=_cells(path, number, header, cells)))
        for number, cells in enumerate(rows, start=2)
        if any(cells)
    )


def _read_cells(path: Path) -> Iterator[list[str]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise OverrideError(f"{path} is larger than any file of overrides ({MOST_BYTES} bytes)")
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for cells in csv.reader(stream, strict=True):
                yield [_unguarded(cell) for cell in cells]
    except OSError as error:
        raise OverrideError(f"cannot read {path}: {error}") from error
    except UnicodeDecodeError as error:
        raise OverrideError(f"{path} is not UTF-8: save it as CSV UTF-8 ({error})") from error
    except csv.Error as error:
        raise OverrideError(f"{path} is not CSV: {error}") from error


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _guarded(cell: str) -> str:
    return f"'{cell}" if _RISKY.match(cell) else cell


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))[:200] or "none"


def _surplus(header: list[str]) -> set[str]:
    return {name for name in header if name not in COLUMNS or header.count(name) > 1}


def _cells(path: Path, number: int, header: list[str], cells: list[str]) -> Mapping[str, str]:
    if len(cells) != len(header):
        raise OverrideError(f"{path}, row {number}: {len(cells)} cells under {len(header)} columns")
    return dict(zip(header, cells, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The cells of one row and where it stands."""

    path: Path
    number: int
    cells: Mapping[str, str]

    def read(self, column: str, read: Callable[[str], Value]) -> Value:
        try:
            return read(self.cells[column])
        except ValueError as error:
            raise OverrideError(
                f"{self.path}, row {self.number}, column {column}: {error}"
            ) from error


def _read_row(row: _Row) -> Override:
    try:
        return make_override(
            affiliation=row.read("affiliation", _required),
            paper_id=row.cells["paper_id"],
            ror_ids=row.read("ror_ids", _read_institutions),
            country_codes=row.read("country_codes", _read_countries),
            annotator=row.read("annotator", _required),
            date=row.read("date", checked_day),
            reason=row.read("reason", _required),
            registry=row.read("registry", _required),
            replaced_ror_ids=row.read("replaced_ror_ids", _parts),
            replaced_country_codes=row.read("replaced_country_codes", _parts),
        )
    except ValueError as error:
        raise OverrideError(f"{row.path}, row {row.number}: {error}") from error


def _required(cell: str) -> str:
    if not cell.strip():
        raise ValueError("is empty")
    return cell


def _parts(cell: str) -> tuple[str, ...]:
    stripped = (part.strip() for part in cell.split("|"))
    return () if cell.strip().casefold() == NONE else tuple(part for part in stripped if part)


def _read_institutions(cell: str) -> tuple[str, ...] | None:
    return tuple(_read_key(part) for part in _parts(cell)) if cell.strip() else None


def _read_key(part: str) -> str:
    key = part if _OWN_KEY.fullmatch(part) else ror_key(part)
    if key is None:
        raise ValueError(f"{part[:60]!r} is not a ROR id (or is mistyped: its last digits check)")
    return key


def _read_countries(cell: str) -> tuple[str, ...] | None:
    return tuple(_read_code(part) for part in _parts(cell)) if cell.strip() else None


def _read_code(part: str) -> str:
    if part not in {country.country_code for country in read_countries()}:
        raise ValueError(f"{part[:60]!r} is not a country code of ISO 3166-1, such as GB")
    return part


def write_overrides(path: Path, overrides: Iterable[Override]) -> None:
    """Write the CSV file whole; the same overrides give the same bytes in whatever order.

    It begins with a byte order mark, without which spreadsheets break every accent.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        part = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as stream:
                writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
                writer.writerow(COLUMNS)
                writer.writerows(_write_row(override) for override in sort_overrides(overrides))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OverrideError(f"cannot write {path}: {error}") from error


def _write_row(override: Override) -> list[str]:
    cells = {
        "affiliation": override.affiliation,
        "paper_id": override.paper_id or "",
        "ror_ids": _join(override.ror_ids),
        "country_codes": _join(override.country_codes),
        "annotator": override.annotator,
        "date": override.date,
        "reason": override.reason,
        "registry": override.registry,
        "replaced_ror_ids": "|".join(override.replaced_ror_ids),
        "replaced_country_codes": "|".join(override.replaced_country_codes),
    }
    return [_guarded(cells[column]) for column in COLUMNS]


def _join(values: tuple[str, ...] | None) -> str:
    return "" if values is None else "|".join(values) or NONE
