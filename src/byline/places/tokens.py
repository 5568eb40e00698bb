"""Affiliation text to tokens: one regular expression, one fold, one table of words."""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

_IDEOGRAPHS: Final = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts without spaces between words: each sign is a token."""

TOKEN: Final = re.compile(
    rf"([{_IDEOGRAPHS}]"
    r"|[A-Z](?:\. ?[A-Z])+(?![^\W\d_])"
    rf"|[^\W\d_{_IDEOGRAPHS}]+(?:['’ʼ`´‘ʻ][^\W\d_{_IDEOGRAPHS}]+)*"
    r"|\d+)"
)
"""A sign, dotted initials, a word with its apostrophes, or a number."""

_ASCII_TOKEN: Final = re.compile(
    r"([A-Z](?:\. ?[A-Z])+(?![A-Za-z])|[A-Za-z]+(?:['`][A-Za-z]+)*|[0-9]+)"
)
"""The same in text that is all ASCII, where it is quicker."""

_LETTERS: Final = str.maketrans(
    {
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ə": "e",
        "ħ": "h",
        "ŋ": "n",
        "ŧ": "t",
        "ʂ": "s",
        "ʐ": "z",
    }
)
_ELIDED: Final = frozenset({"l", "d", "dell", "dall", "all", "sull", "nell", "un", "qu", "s", "c"})
_APOSTROPHES: Final = re.compile(r"['’ʼ`´‘ʻ]")
_KEPT_S: Final = ("ss", "us", "is", "as")
_SPELLINGS: Final = re.compile(r"ae|oe|(?<=.{3})our\b")
"""British spellings (paediatric, labour) and transcribed umlauts alike lose the extra letter."""
_SHORTEST_PLURAL: Final = 5
_SHORTEST_MISSPELT: Final = 8
_LONGEST_MISSPELT: Final = 13
_MOST_WRONG_LETTERS: Final = 3
_MOST_REMEMBERED: Final = 1 << 16


def fold(text: str) -> str:
    """Lower case without accents or apostrophes; the same for composed and decomposed text."""
    lowered = text.lower()
    if not lowered.isascii():
        parts = unicodedata.normalize("NFKD", lowered.translate(_LETTERS))
        lowered = "".join([sign for sign in parts if not unicodedata.combining(sign)])
    return _APOSTROPHES.sub("", lowered)


def fold_token(token: str) -> str:
    """The folded token without dots and without an elided article (l'Aquila: aquila)."""
    if token.isascii() and token.isalnum():
        return token.lower()
    head, *tail = _APOSTROPHES.split(token)
    is_elided = tail and fold(head) in _ELIDED
    token = "".join(tail if is_elided else [head, *tail])
    return fold(token.replace(".", "").replace(" ", ""))


class Words(NamedTuple):
    """The word table: spelling to canonical word, and the roles canonical words play."""

    canonical: dict[str, str]
    roles: dict[str, str]


@cache
def read_words() -> Words:
    """The word table of the package."""
    canonical: dict[str, str] = {}
    roles: dict[str, str] = {}
    table = files("byline.places").joinpath("data/words.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        word, role, spellings = line.split("\t")
        roles[word] = role
        for spelling in (word, *filter(None, spellings.split("|"))):
            canonical.setdefault(spelling, word)
    fields = files("byline.places").joinpath("data/fields.tsv").read_text(encoding="utf-8")
    for word in fields.splitlines()[1:]:
        roles.setdefault(canonical.get(word, word), "field")
    return Words(canonical, roles)


@lru_cache(maxsize=_MOST_REMEMBERED)
def normalise(token: str) -> str:
    """The form a token is compared by; empty for words that carry nothing (of, the, für)."""
    return normalise_anew(token)


def normalise_anew(token: str) -> str:
    """The same, for those who keep what they make of it."""
    words = read_words()
    folded = fold_token(token)
    word = words.canonical.get(folded)
    if word is None:
        if "ae" in folded or "oe" in folded or "our" in folded:
            folded = _SPELLINGS.sub(_american, folded)
        singular = _singular(folded)
        word = words.canonical.get(singular, singular)
        if _is_misspelt_university(word):
            word = "university"
    return "" if words.roles.get(word) == "stop" else word


def _american(found: re.Match[str]) -> str:
    return "or" if found[0] == "our" else "e"


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(_KEPT_S):
        return word
    return word[:-1]


def _is_misspelt_university(word: str) -> bool:
    if word[:2] != "un" or not _SHORTEST_MISSPELT <= len(word) <= _LONGEST_MISSPELT:
        return False
    wrong = Counter(word)
    wrong.subtract("university")
    return sum(map(abs, wrong.values())) <= _MOST_WRONG_LETTERS


def split_tokens(text: str) -> list[str]:
    """The text in pieces: separators at even places, tokens at odd ones."""
    return (_ASCII_TOKEN if text.isascii() else TOKEN).split(text)


def read_tokens(text: str) -> list[str]:
    """The normalised tokens of a text, without the words that carry nothing."""
    return [word for token in TOKEN.findall(text) if (word := normalise(token))]
