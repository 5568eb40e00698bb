"""The registry in Byline's own form: a head of facts about it, then one line per organisation.

The form is a table separated by tabs; several values in one cell are separated by bars. It is what
the package embeds and what an import writes, so one reader serves both, and a change of the
registry shows as changed lines.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, cast, get_args, overload

from byline.places.entry import NameKind, RegistryEntry
from byline.records import BylineError

COLUMNS = (
    "key",
    "name",
    "country_code",
    "city",
    "subdivision",
    "types",
    "status",
    "labels",
    "aliases",
    "acronyms",
    "domains",
    "parents",
    "successors",
    "seats",
    "head_office",
)
FORM = "1"
LONGEST_TEXT = 300
EntryStatus = Literal["active", "inactive", "withdrawn"]
_FURTHER_KINDS: tuple[NameKind, ...] = ("label", "alias", "acronym")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff|]+")


class RegistryError(BylineError):
    """A registry file cannot be read or imported; the message says which and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row of an imported file that gave no organisation, counted from 1, and why."""

    file: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryHead:
    """What a registry says of itself; `sha256` is of its rows, `source_sha256` of the input."""

    name: str
    version: str
    release: str
    source: str
    source_sha256: str
    sha256: str
    rejected_count: int
    rejected: tuple[RejectedRow, ...]


class RegistryRows(Sequence[RegistryEntry]):
    """The organisations of a registry in the order of its rows, each read when it is asked for.

    Not even the lines are told apart before: an index that was kept needs none of them.
    """

    def __init__(self, body: bytes) -> None:
        self._body = body

    @cached_property
    def _lines(self) -> list[str]:
        return self._body.decode("utf-8").split("\n") if self._body else []

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> RegistryEntry: ...
    @overload
    def __getitem__(self, index: slice) -> list[RegistryEntry]: ...
    def __getitem__(self, index: int | slice) -> RegistryEntry | list[RegistryEntry]:
        if isinstance(index, slice):
            return [read_row(line) for line in self._lines[index]]
        return read_row(self._lines[index])

    def __iter__(self) -> Iterator[RegistryEntry]:
        return map(read_row, self._lines)


def clean_text(text: str) -> str:
    """The text on one line in composed form, without bars and control or direction marks."""
    return " ".join(_UNSAFE.sub(" ", unicodedata.normalize("NFC", text)).split())


def write_row(entry: RegistryEntry) -> str:
    """One line of the table, without its line break."""
    names = {kind: [text for of, text in entry.names[1:] if of == kind] for kind in _FURTHER_KINDS}
    cells = (
        entry.ror_id,
        entry.names[0][1],
        entry.country_code,
        entry.city or "",
        entry.subdivision or "",
        "|".join(entry.types),
        entry.status,
        *("|".join(names[kind]) for kind in _FURTHER_KINDS),
        "|".join(entry.domains),
        "|".join(entry.parent_ids),
        "|".join(entry.successor_ids),
        "|".join(f"{country}:{city or ''}" for country, city in entry.locations),
        "1" if entry.is_head_office else "",
    )
    return "\t".join(cells).rstrip("\t")


def read_row(line: str) -> RegistryEntry:
    """The organisation of one line; raises RegistryError if the line is not of this form."""
    cells = line.split("\t")
    cells += [""] * (len(COLUMNS) - len(cells))
    if len(cells) > len(COLUMNS) or cells[6] not in get_args(EntryStatus):
        raise RegistryError(f"not a row of a registry: {line[:80]!r}")
    further = zip(_FURTHER_KINDS, cells[7:10], strict=True)
    return RegistryEntry(
        ror_id=cells[0],
        names=(("name", cells[1]), *((kind, text) for kind, c in further for text in _parts(c))),
        country_code=cells[2],
        city=cells[3] or None,
        subdivision=cells[4] or None,
        types=_parts(cells[5]),
        status=cast("EntryStatus", cells[6]),
        domains=_parts(cells[10]),
        parent_ids=_parts(cells[11]),
        successor_ids=_parts(cells[12]),
        locations=tuple(_read_seat(part) for part in _parts(cells[13])),
        is_head_office=cells[14] == "1",
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _read_seat(part: str) -> tuple[str, str | None]:
    country, _, city = part.partition(":")
    return country, city or None


def rows_sha256(lines: Iterable[str]) -> str:
    """The digest that names the content of a registry, whatever its head says."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def write_registry(head: RegistryHead, lines: Sequence[str]) -> str:
    """The whole table as text: its head, the column names, its rows."""
    facts = [
        f"# byline-registry\t{FORM}",
        *(f"# {field}\t{getattr(head, field)}" for field in _HEAD_FIELDS),
        f"# rejected_count\t{head.rejected_count}",
        *(f"# rejected\t{row.file}\t{row.row}\t{row.reason}" for row in head.rejected),
    ]
    return "\n".join([*facts, "\t".join(COLUMNS), *lines]) + "\n"


_HEAD_FIELDS = ("name", "version", "release", "source", "source_sha256", "sha256")


def read_registry(path: Path) -> tuple[RegistryHead, RegistryRows]:
    """Head and rows of a registry file.

    Raises RegistryError if it is missing, of another form, or its rows are not those of its head.
    """
    try:
        data = path.read_bytes()
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")
        head_bytes, _, body = data.partition(b"\n" + "\t".join(COLUMNS).encode() + b"\n")
        head = _read_head(head_bytes.decode("utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"cannot read the registry {path}: {error}") from error
    body = body.removesuffix(b"\n")
    if hashlib.sha256(body).hexdigest() != head.sha256:
        raise RegistryError(f"the registry {path} is damaged: import it again")
    return head, RegistryRows(body)


def _read_head(head_text: str, path: Path) -> RegistryHead:
    facts = [line.removeprefix("# ").split("\t") for line in head_text.split("\n")]
    if facts[0] != ["byline-registry", FORM]:
        raise RegistryError(f"{path} is not a registry of this version of Byline: import it again")
    single = {fact[0]: fact[1] for fact in facts if len(fact) == 2}  # noqa: PLR2004
    rejected = [fact for fact in facts if fact[0] == "rejected"]
    try:
        return RegistryHead(
            name=single["name"],
            version=single["version"],
            release=single["release"],
            source=single["source"],
            source_sha256=single["source_sha256"],
            sha256=single["sha256"],
            rejected_count=int(single["rejected_count"]),
            rejected=tuple(
                RejectedRow(file=file, row=int(row), reason=reason)
                for _, file, row, reason in rejected
            ),
        )
    except (KeyError, ValueError) as error:
        raise RegistryError(f"the head of {path} is damaged: import it again") from error
