"""Registry files as parsed records: JSON lines, JSON arrays, gzipped and zipped dumps, bounded.

Text after unpacking, the length of one record and the number of records are bounded. A line that
is not JSON is reported and the next one read; an array that is not JSON ends the reading, because
nothing after the fault can be trusted.
"""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO, cast

from byline.places.registry_rows import RegistryError

MOST_LETTERS = 2**30
MOST_RECORDS = 1_000_000
LONGEST_RECORD = 8 * 2**20
_CHUNK = 2**18
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands where the record of a broken line would, and says what is wrong with it."""

    reason: str


def read_records(path: Path) -> Iterator[tuple[int, object]]:
    """The parsed records of a registry file, numbered from 1, in order.

    Raises RegistryError if the file is of no known kind, is broken or passes a bound.
    """
    try:
        with _open_text(path) as stream:
            text = _BoundedText(stream, path)
            first = text.read_first()
            records = _read_array(text, path) if first == "[" else _read_lines(text, first)
            for number, record in enumerate(records, start=1):
                if number > MOST_RECORDS:
                    raise RegistryError(f"{path} holds more than {MOST_RECORDS:,} records")
                yield number, record
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise RegistryError(f"cannot read {path}: {error}") from error
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise RegistryError(f"cannot unpack {path}: {error}") from error


class _BoundedText:
    """A text stream that refuses to give more than any real registry has."""

    def __init__(self, stream: TextIO, path: Path) -> None:
        self._stream = stream
        self._path = path
        self._left = MOST_LETTERS

    def read(self) -> str:
        return self._counted(self._stream.read(_CHUNK))

    def read_line(self) -> str:
        return self._counted(self._stream.readline(LONGEST_RECORD))

    def read_first(self) -> str:
        """The first letter that is not white space; "" if there is none."""
        while (letter := self._counted(self._stream.read(1))).isspace():
            pass
        return letter

    def _counted(self, text: str) -> str:
        self._left -= len(text)
        if self._left < 0:
            raise RegistryError(f"{self._path} unpacks to more than {MOST_LETTERS:,} letters")
        return text


def _read_lines(text: _BoundedText, first: str) -> Iterator[object]:
    while line := first + text.read_line():
        first = ""
        if len(line) >= LONGEST_RECORD and not line.endswith("\n"):
            _skip_line(text)
            yield Unreadable(f"longer than {LONGEST_RECORD:,} letters")
        else:
            yield _read_line(line)


def _skip_line(text: _BoundedText) -> None:
    while (rest := text.read_line()) and not rest.endswith("\n"):
        pass


def _read_line(line: str) -> object:
    try:
        return cast("object", json.loads(line))
    except (ValueError, RecursionError) as error:
        return Unreadable(f"not JSON: {str(error)[:80]}")


def _read_array(text: _BoundedText, path: Path) -> Iterator[object]:
    buffer, position, count = text.read(), 0, 0
    while (position := _skip_between(buffer, position)) == len(buffer) or buffer[position] != "]":
        decoded = _decode(buffer, position)
        if decoded is not None:
            record, position = decoded
            count += 1
            yield record
            continue
        more = text.read()
        if not more or len(buffer) - position > LONGEST_RECORD:
            raise RegistryError(f"{path} breaks off or is not JSON after its record {count:,}")
        buffer, position = buffer[position:] + more, 0


def _skip_between(buffer: str, position: int) -> int:
    while position < len(buffer) and buffer[position] in " \t\r\n,":
        position += 1
    return position


def _decode(buffer: str, position: int) -> tuple[object, int] | None:
    """The value at the position and where it ends; None if the buffer does not hold all of it."""
    try:
        return _DECODER.raw_decode(buffer, position)
    except (ValueError, RecursionError):
        return None


@contextmanager
def _open_text(path: Path) -> Iterator[TextIO]:
    with path.open("rb") as raw:
        magic = raw.read(4)
        raw.seek(0)
        if magic == b"PK\x03\x04":
            with zipfile.ZipFile(raw) as archive, archive.open(_find_dump(archive, path)) as member:
                yield io.TextIOWrapper(member, encoding="utf-8-sig")
        elif magic[:2] == b"\x1f\x8b":
            with gzip.open(raw, "rt", encoding="utf-8-sig") as text:
                yield text
        else:
            yield io.TextIOWrapper(raw, encoding="utf-8-sig")


def _find_dump(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The JSON of a zipped dump, schema 2 before schema 1."""
    members = [member for member in archive.infolist() if member.filename.endswith(".json")]
    if not members:
        raise RegistryError(f"{path} holds no JSON: give the zip of a ROR data dump")
    return max(members, key=lambda member: ("schema_v2" in member.filename, member.file_size))
