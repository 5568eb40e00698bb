"""Text files as lines: compressed or not, in whatever encoding, and never without a bound."""

import bz2
import codecs
import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from byline.sources.listing import SourceError

MAX_TEXT_CHARACTERS = 1 << 30
MAX_LINE_CHARACTERS = 1 << 26
HEAD_CHARACTERS = 1 << 18

_DAMAGE = (OSError, EOFError, lzma.LZMAError, zlib.error)
_XZ, _GZIP, _BZIP2 = b"\xfd7zXZ\x00", b"\x1f\x8b", b"BZh"
_COMPRESSED_SUFFIXES = frozenset({".xz", ".gz", ".bz2"})
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _read_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8, read as Windows-1252: such files are nearly always that."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_cp1252_character(byte) for byte in wrong), error.end


def _cp1252_character(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


codecs.register_error("byline_cp1252", _read_as_cp1252)


def table_name(path: Path) -> str:
    """The file name without the suffix of its compression: ``nips2018.json``."""
    return path.stem if path.suffix.lower() in _COMPRESSED_SUFFIXES else path.name


@contextmanager
def open_text(path: Path) -> Iterator[io.TextIOWrapper]:
    """The file as text, unpacked if it is xz, gzip or bzip2; raises SourceError if unreadable."""
    try:
        with _open_bytes(path) as raw:
            encoding = "utf-16" if raw.peek(2)[:2] in _UTF16_MARKS else "utf-8-sig"
            yield io.TextIOWrapper(raw, encoding, errors="byline_cp1252")
    except _DAMAGE as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error


def _open_bytes(path: Path) -> io.BufferedReader | lzma.LZMAFile | gzip.GzipFile | bz2.BZ2File:
    with path.open("rb") as file:
        start = file.read(6)
    if start.startswith(_XZ):
        return lzma.open(path, "rb")
    if start.startswith(_GZIP):
        return gzip.open(path, "rb")
    if start.startswith(_BZIP2):
        return bz2.open(path, "rb")
    return path.open("rb")


def read_lines(path: Path) -> Iterator[str]:
    """The lines with their ends; raises SourceError for damage or text beyond the bounds."""
    size = 0
    with open_text(path) as text:
        while line := text.readline(MAX_LINE_CHARACTERS):
            size += len(line)
            if len(line) >= MAX_LINE_CHARACTERS or size > MAX_TEXT_CHARACTERS:
                raise SourceError(f"{path}: too long to be a list of papers; split it")
            yield line


def read_head(path: Path) -> str:
    """The first `HEAD_CHARACTERS` of the text, which tell what kind of file it is."""
    with open_text(path) as text:
        return text.read(HEAD_CHARACTERS)


def read_text(path: Path) -> str:
    """The whole text; raises SourceError for damage or text beyond the bounds."""
    with open_text(path) as text:
        whole = text.read(MAX_TEXT_CHARACTERS + 1)
    if len(whole) > MAX_TEXT_CHARACTERS:
        raise SourceError(f"{path}: too long to be a list of papers; split it")
    return whole


def peek_lines(text: str, count: int) -> list[str]:
    """The first lines of a head that hold anything."""
    return list(islice((line for line in text.splitlines() if line.strip()), count))
