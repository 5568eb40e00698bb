"""A published number as it was printed: from words, from a file, or one of those that ship."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from byline.measures import name_grouping
from byline.places.gazetteer import read_countries
from byline.records import BylineError

_NUMBER = r"\d{1,3}(?:[, ]\d{3})+|\d+"
_COUNT_OF = re.compile(rf"({_NUMBER}) (?:out )?(?:of|/|in) (?:the )?({_NUMBER})\b")
_EDITION = re.compile(r"\b([A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]{3,})[ -]?((?:19|20)\d\d)\b")
_SHORT = {"US": "US", "U.S.": "US", "USA": "US", "America": "US", "UK": "GB", "EU": "EU"}
_HOW = 'such as "141 of 5290 papers at NeurIPS 2025 joint US China"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """How many of how many papers somebody says are joint."""

    text: str
    count: int
    of: int
    venue: str | None
    year: int | None
    left: str
    right: str
    source: str

    @property
    def share(self) -> float:
        """The share that is claimed."""
        return self.count / self.of


@cache
def read_known_claims() -> Mapping[str, Claim]:
    """The published claims that ship, by key."""
    text = files("byline.queries").joinpath("claims.toml").read_text("utf-8")
    return {str(row["key"]): _read_row(row, where="claims.toml") for row in _rows(text)}


def read_claim(words: str) -> Claim:
    """The claim of a key, a TOML file, or words; raises BylineError that says what is missing."""
    known = read_known_claims().get(words)
    if known:
        return known
    path = Path(words)
    if path.suffix == ".toml":
        try:
            [row] = _rows(path.read_text("utf-8"))
        except (OSError, ValueError, KeyError) as error:
            raise BylineError(
                f"{path}: one [[claim]] with count, of, left, right: {error}"
            ) from error
        return _read_row(row, where=words)
    return _read_words(words)


def _rows(text: str) -> list[dict[str, object]]:
    rows = tomllib.loads(text)["claim"]
    return [dict(row) for row in rows]


def _read_row(row: Mapping[str, object], *, where: str) -> Claim:
    try:
        claim = Claim(
            text=str(row["text"]) if "text" in row else f"{row['count']} of {row['of']}",
            count=int(str(row["count"])),
            of=int(str(row["of"])),
            venue=str(row["venue"]) if "venue" in row else None,
            year=int(str(row["year"])) if "year" in row else None,
            left=name_grouping(str(row["left"])),
            right=name_grouping(str(row["right"])),
            source=str(row.get("source", "not given")),
        )
    except (KeyError, ValueError) as error:
        raise BylineError(f"{where}: a claim needs count, of, left and right: {error}") from error
    return _check(claim)


def _read_words(words: str) -> Claim:
    numbers = _COUNT_OF.search(words)
    if numbers is None:
        raise BylineError(f"{words}: no count in it, {_HOW}")
    edition = _EDITION.search(words)
    sides = _find_sides(words[numbers.end() :])
    if len(sides) != 2:  # noqa: PLR2004 (a joint paper has two sides)
        raise BylineError(f"{words}: names {len(sides)} countries instead of two, {_HOW}")
    count, of = (int(re.sub(r"[, ]", "", number)) for number in numbers.groups())
    return _check(
        Claim(
            text=words,
            count=count,
            of=of,
            venue=edition[1] if edition else None,
            year=int(edition[2]) if edition else None,
            left=sides[0],
            right=sides[1],
            source="not given",
        )
    )


def _check(claim: Claim) -> Claim:
    if not 0 <= claim.count <= claim.of or not claim.of:
        raise BylineError(f"{claim.text}: {claim.count} of {claim.of} is no share")
    return claim


def _find_sides(words: str) -> list[str]:
    """Countries and groupings in the order of the words, each once."""
    found: list[str] = []
    for word in re.findall(r"[A-Z]{2}(?:\+[A-Z]{2})+|[A-Z][\w.]*", words):
        side = _name_side(word)
        if side and side not in found:
            found.append(side)
    return found


def _name_side(word: str) -> str | None:
    if "+" in word:
        return name_grouping(word)
    return _SHORT.get(word) or _names().get(word)


@cache
def _names() -> Mapping[str, str]:
    return {
        name: country.country_code
        for country in read_countries()
        for name in (*country.names, *country.adjectives)
    }
