"""Real affiliation strings, read at run time from the lists of conference sites, never stored here.

The strings are printed as they are, so only clean ones of one organisation each are taken: no
marks, no addresses, no lists. Strings of the two halves are disjoint.
"""

import hashlib
import html
import json
import lzma
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

_COUNTRIES = Path(__file__).parents[2] / "src" / "byline" / "places" / "data" / "countries.tsv"
_STATES_TOO = frozenset({"georgia"})

Half = Literal["study", "score"]

_FOLDERS = ("paperlists", "paperlists-history")
_LENGTHS = range(4, 151)
_LONG_COMMAS = 2

_ORGANISATION = (
    r"(?:universit|institut|college|school of|academy|laborator|research|google|microsoft)"
)
_REFUSED = re.compile(
    r"[^\w\s,.'()&-]|_|https?|www|@|\d\s*$(?<!\d{5})"
    r"|,\S|(?-i:[a-z]\d|[A-Z]{3}\d)|^Inc\b"
    r"|\b(?:none|unaffiliated|review|anonymous|student|professor|candidate|intern|engineer"
    r"|scientist|researcher|fellow|chair|visiting|formerly|now at|on leave|work done|author)\b"
    rf"|{_ORGANISATION}[^,]*\b(?:and|&) (?:the )?[^,]*{_ORGANISATION}"
    r"|\b(?:google|microsoft|facebook|amazon|ibm|nvidia)\b.*universit",
    re.IGNORECASE,
)
_BEGINS_WELL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_ENDS_BADLY = re.compile(r"(?:\b(?:of|and|at|for|the|in|de)|[,&(-])$", re.IGNORECASE)
_PRINTABLE = frozenset("ÀÁÂÄÇÈÉÊËÍÎÏÑÓÔÖØÚÜàáâãäåçèéêëíîïñòóôõöøùúûüßčšřžýłóżń")


@dataclass(frozen=True, slots=True, kw_only=True)
class StringStock:
    """Affiliation strings by depth: a bare organisation, one comma, and whole addresses."""

    bare: tuple[str, ...]
    placed: tuple[str, ...]
    long: tuple[str, ...]


def read_stock(metadata: Path, *, half: Half, seed: int) -> StringStock:
    """The clean strings of one half, in an order that is the same on every machine."""
    strings = sorted({string for string in _read_strings(metadata) if _is_clean(string)})
    own = [string for string in strings if _half_of(string, seed=seed) == half]
    return StringStock(
        bare=tuple(s for s in own if "," not in s),
        placed=tuple(s for s in own if s.count(",") == 1),
        long=tuple(s for s in own if s.count(",") >= _LONG_COMMAS),
    )


def find_country(string: str) -> str | None:
    """The country that the string ends in after a comma; None where it does not say one."""
    _, comma, last = string.rpartition(", ")
    return _read_countries().get(last.casefold()) if comma else None


@cache
def _read_countries() -> dict[str, str]:
    """Country codes by name; a name that a state of a union bears too says nothing."""
    _, *rows = _COUNTRIES.read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows)
    named = {
        name.casefold(): code
        for code, name, aliases, *_ in cells
        for name in (name, *aliases.split("|"))
    }
    return {name: code for name, code in named.items() if name not in _STATES_TOO}


def _half_of(string: str, *, seed: int) -> Half:
    digest = hashlib.blake2b(f"{seed}:{string}".encode(), digest_size=2).digest()
    return "study" if digest[0] % 2 == 0 else "score"


def _read_strings(metadata: Path) -> Iterator[str]:
    for folder in _FOLDERS:
        for path in sorted((metadata / folder).glob("*.json.xz")):
            with lzma.open(path, "rt", encoding="utf-8") as file:
                rows = cast("list[dict[str, object]]", json.load(file))
            for row in rows:
                yield from _split(row.get("aff"))


def _split(listed: object) -> Iterator[str]:
    """The strings of one paper: semicolons part authors, plus signs the strings of an author."""
    if not isinstance(listed, str):
        return
    for string in re.split(r"[;+]", html.unescape(listed)):
        plain = unicodedata.normalize("NFC", string.replace("\u2019", "'"))
        yield " ".join(plain.split())


def _is_clean(string: str) -> bool:
    return (
        len(string) in _LENGTHS
        and _BEGINS_WELL.match(string) is not None
        and _ENDS_BADLY.search(string) is None
        and _REFUSED.search(string) is None
        and string.count("(") == string.count(")")
        and all(c.isascii() or c in _PRINTABLE for c in string)
    )
