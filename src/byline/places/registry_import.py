"""A registry file of the outside world made into the registry in use."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from byline.places.entry import RegistryEntry
from byline.places.registry import (
    RegistryInfo,
    byline_home,
    embedded_path,
    imported_path,
    registry_info,
)
from byline.places.registry_corrections import read_corrections
from byline.places.registry_files import Unreadable, read_records
from byline.places.registry_found import read_found, with_ids
from byline.places.registry_records import RecordError, RegistryRecord, read_record
from byline.places.registry_rows import (
    RegistryError,
    RegistryHead,
    RejectedRow,
    clean_text,
    read_registry,
    rows_sha256,
    write_registry,
    write_row,
)
from byline.places.registry_settling import FiledRecord, is_own, settle, without_known

MOST_LISTED = 200
_RELEASE = re.compile(r"v(\d{1,4})\.(\d{1,4})")


def import_registry(*paths: Path, home: Path | None = None) -> RegistryInfo:
    """The registry made of these files, from now on the one in use.

    A file is a ROR data dump (zip or JSON, schema 1 or 2) or JSON lines, gzipped or not; a later
    file fills up what earlier ones lack. Rows that give no organisation are counted and listed.
    Raises RegistryError if a file cannot be read or none holds an organisation; the registry in
    use stays as it was then.
    """
    read = [read_file(path) for path in paths]
    filed = [record for file in read for record in file.filed]
    entries, left_out = settle(filed, read_corrections())
    if not entries:
        raise RegistryError(f"no organisation in {_source(read)}: is it a registry file?")
    rejected = [row for file in read for row in file.rejected] + left_out
    entries = _with_known(entries)
    lines = registry_lines(entries)
    head = RegistryHead(
        name="ROR",
        version=version_of(release := _latest_release(read), lines),
        release=release,
        source=_source(read),
        source_sha256=" ".join(file.sha256 for file in read),
        sha256=rows_sha256(lines),
        rejected_count=len(rejected),
        rejected=tuple(rejected[:MOST_LISTED]),
    )
    path = imported_path(home or byline_home())
    _write_whole(path, write_registry(head, lines))
    return registry_info(path)


def _with_known(entries: list[RegistryEntry]) -> list[RegistryEntry]:
    """The entries, with the organisations that the package knows and the file lacks."""
    _, compact = read_registry(embedded_path())
    with_id = [entry for entry in entries if not is_own(entry)]
    with_id += without_known([entry for entry in compact if not is_own(entry)], with_id)
    own = [entry for entry in entries if is_own(entry)]
    own += without_known([entry for entry in compact if is_own(entry)], own)
    with_id += with_ids(own, without_known(read_found(), with_id))
    return [*with_id, *without_known(own, with_id)]


def registry_lines(entries: Iterable[RegistryEntry]) -> list[str]:
    """The rows of these organisations in the order of their keys."""
    return [write_row(entry) for entry in sorted(entries, key=lambda entry: entry.ror_id)]


def version_of(release: str, lines: Sequence[str]) -> str:
    """The version of a registry with these rows: its release, if known, and its content."""
    return f"{release or 'unreleased'}-{rows_sha256(lines)[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """The records of one file, the rows that gave none, and the digest of its bytes."""

    name: str
    sha256: str
    filed: list[FiledRecord]
    rejected: list[RejectedRow]


def read_file(path: Path) -> ReadFile:
    """What a registry file holds; raises RegistryError if it cannot be read."""
    name = clean_text(path.name)
    filed: list[FiledRecord] = []
    rejected: list[RejectedRow] = []
    for row, parsed in read_records(path):
        try:
            filed.append(FiledRecord(file=name, row=row, record=_read_parsed(parsed)))
        except RecordError as error:
            rejected.append(RejectedRow(file=name, row=row, reason=clean_text(str(error))))
    return ReadFile(name=name, sha256=_file_sha256(path), filed=filed, rejected=rejected)


def _read_parsed(parsed: object) -> RegistryRecord:
    if isinstance(parsed, Unreadable):
        raise RecordError(parsed.reason)
    return read_record(parsed)


def _file_sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _source(read: Iterable[ReadFile]) -> str:
    return " + ".join(file.name for file in read)


def _latest_release(read: Iterable[ReadFile]) -> str:
    """The release in the files' names, else the latest one their records name; "" if none."""
    names = [file.name for file in read]
    records = [of.record.release for file in read for of in file.filed]
    for texts in (names, records):
        if found := [match for text in texts if (match := _RELEASE.search(text))]:
            return max(found, key=lambda match: (int(match[1]), int(match[2])))[0]
    return ""


def _write_whole(path: Path, text: str) -> None:
    """The file with this text, or, whatever happens meanwhile, the file that was there before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".registry-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
