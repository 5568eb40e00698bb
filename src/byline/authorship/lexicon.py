"""What single words say: of people's names, of organisations, of places."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_UNSPELT = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "ı": "i",
        "æ": "ae",
        "’": "'",
    }
)
_REMEMBERED = 1 << 16
"""Words kept in memory: the same ones come back on every page."""
_SYLLABLE = re.compile(r"[A-Z][a-z]")
"""A family name such as ``Ai``; counted in affiliations, the same letters are an acronym."""
_INITIAL_ODDS = 1.5
_LOWER_CASE_ODDS = -2.0
_DIGIT_ODDS = -3.0
_MOST_ODDS = 6.0
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Kana, Han and Hangul, which put no space between the parts of a name."""
_UNSPACED_NAME = range(2, 5)
_UNSPACED_ODDS = -4.0
_LENGTH_ODDS = {1: -1.0, 2: 1.0, 3: 1.0, 4: 0.5, 5: -0.5}
_LONG_ODDS = -3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFact:
    """How often a word was seen in names rather than affiliations, and where in the latter."""

    weight: int
    """Log odds in nats: above zero the word speaks for a name."""
    opens: int | None
    """In ninths: how often the word opens a part of an affiliation; None if seldom seen there."""


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """The text in lower case without accents, for comparing only."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNSPELT))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def fold_words(text: str) -> list[str]:
    """The words of a text, folded, without digits and punctuation."""
    return _LETTERS.findall(fold(text))


@cache
def read_cues(section: str, key: str) -> frozenset[str]:
    """One list of cue words."""
    return frozenset(_read_toml()[section][key])


@cache
def _read_toml() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_data("cues.toml"))


@cache
def read_words() -> dict[str, WordFact]:
    """Every counted word."""
    rows = (line.split("\t") for line in _data("words.tsv").splitlines() if line[:1] != "#")
    next(rows)
    return {
        word: WordFact(weight=int(weight), opens=int(opens) if opens else None)
        for word, weight, opens in rows
    }


def _data(name: str) -> str:
    return (files("byline.authorship") / "data" / name).read_text(encoding="utf-8")


def weigh_name(words: Sequence[str]) -> float:
    """Log odds that these words are one person's name rather than part of an affiliation."""
    if not words:
        return 0.0
    lengths = _LENGTH_ODDS.get(sum(len(word) > 0 for word in words), _LONG_ODDS)
    return lengths + sum(weigh_word(word) for word in words)


@lru_cache(maxsize=_REMEMBERED)
def weigh_word(word: str) -> float:
    """Log odds of one printed word; its shape decides where it was never counted."""
    parts = fold_words(word)
    if any(character.isdigit() for character in word):
        return _DIGIT_ODDS
    if not parts or fold(word) in read_cues("name", "suffixes"):
        return 0.0
    if is_unspaced(word):
        is_name = len(word) in _UNSPACED_NAME and not holds_unspaced(word)
        return -_UNSPACED_ODDS if is_name else _UNSPACED_ODDS
    if all(len(part) == 1 for part in parts):
        return _INITIAL_ODDS
    shape = _LOWER_CASE_ODDS if word[:1].islower() and not _is_particle(word.rstrip(".")) else 0.0
    spoken = [part for part in parts if not _is_particle(part)] or parts
    counted = [fact.weight for part in spoken if (fact := read_words().get(part))]
    if _SYLLABLE.fullmatch(word):
        counted = [max(0, weight) for weight in counted]
    if not counted or _is_particle(word.rstrip(".")):
        return shape
    return shape + max(min(sum(counted) / len(counted), _MOST_ODDS), -_MOST_ODDS)


def is_unspaced(word: str) -> bool:
    """Whether a word is written in a script that puts no space between the parts of a name."""
    return bool(_UNSPACED.search(word))


def _is_particle(word: str) -> bool:
    return fold(word) in read_cues("name", "particles")


def weigh_opening(word: str) -> int | None:
    """In ninths, how often this word opens a part of an affiliation; None if seldom seen."""
    parts = fold_words(word)
    fact = read_words().get(parts[0]) if parts else None
    return fact.opens if fact else None


def holds_cue(words: Iterable[str], section: str, key: str) -> bool:
    """Whether any of the folded words is on the list."""
    return not read_cues(section, key).isdisjoint(words)


def holds_unspaced(word: str, *, only_top: bool = False) -> bool:
    """Whether a word of an unspaced script names an organisation."""
    cues = read_cues("organisation", "unspaced_top")
    if not only_top:
        cues |= read_cues("organisation", "unspaced")
    folded = fold(word)
    return any(fold(cue) in folded for cue in cues)
