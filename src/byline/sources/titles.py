"""Titles and names in the form in which two listings of one paper agree."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

_LATEX_COMMAND = re.compile(r"\\(?:text|math)?(?:tt|bf|it|rm|sf|sc|cal|bb|frak|normal)\b")
_LATEX_WORDS = re.compile(
    r"\\(?:text|mathit|textit|textbf|textsc|texttt|emph|operatorname|mathrm)\b"
)
_LATEX_NAME = re.compile(r"\\([a-zA-Z]+)")
_LITTLE_WORDS = frozenset(
    {"a", "an", "the", "of", "for", "in", "on", "with", "to", "and", "via", "by"}
)
_FOLDED = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
_COMBINING = re.compile("[\u0300-\u036f]")
_MOST_COMPARED = 1_000_000
"""Pairs of names: longer lists than real papers have are compared by whole names alone."""
_WORD = re.compile(r"[^\W_]+")
_GREEK_LETTER = re.compile(r"GREEK (?:SMALL|CAPITAL) LETTER ([A-Z]+)")


def normalise_title(title: str) -> str:
    """The words of a title without case, accents, punctuation and mark-up: ``a b c``."""
    if "\\" in title:
        title = _LATEX_NAME.sub(r" \1 ", _LATEX_WORDS.sub(" ", _LATEX_COMMAND.sub(" ", title)))
    return " ".join(_words(title))


def name_words(name: str) -> frozenset[str]:
    """The words of a person's name without case, accents and order."""
    return frozenset(_words(name))


def share_words(left: str, right: str) -> float:
    """The share of the words of two normalised titles that stand in both."""
    one, other = set(left.split()) - _LITTLE_WORDS, set(right.split()) - _LITTLE_WORDS
    return len(one & other) / max(len(one | other), 1)


def do_names_overlap(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> bool:
    """Whether at least half of the shorter list of names is in the longer one, too."""
    shorter, longer = sorted((left, right), key=len)
    if not shorter:
        return False
    known = set(longer)
    shared = sum(name in known for name in shorter)
    if 2 * shared < len(shorter) and len(shorter) * len(longer) <= _MOST_COMPARED:
        shared = sum(any(_is_same_person(name, other) for other in longer) for name in shorter)
    return 2 * shared >= len(shorter)


def _is_same_person(left: frozenset[str], right: frozenset[str]) -> bool:
    """Two spellings of one name share all full words, initials and middle names aside."""
    if left == right:
        return True
    shared = {word for word in left & right if len(word) > 1}
    full = [{word for word in name if len(word) > 1} for name in (left, right)]
    smallest = min(len(words) for words in full)
    return len(shared) >= max(min(smallest, 2), 1) and len(shared) >= smallest - 1


def _words(text: str) -> list[str]:
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        text = _COMBINING.sub("", decomposed).translate(_spellings())
    return _WORD.findall(text.lower())


@cache
def _spellings() -> dict[int, str]:
    """Letters without accents to take off, and Greek ones by name: a beta equals its command."""
    greek = {
        code: f" {found[1].lower()} "
        for code in range(0x370, 0x400)
        if (found := _GREEK_LETTER.match(unicodedata.name(chr(code), "")))
    }
    return greek | {ord(letter): plain for letter, plain in _FOLDED.items()}
