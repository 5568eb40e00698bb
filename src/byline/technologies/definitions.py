"""What a paper itself says that an acronym stands for."""

import re
from functools import cache
from typing import Final

_LONGEST: Final = 6
_BEFORE: Final = 120
_MOST_EXTRA_WORDS: Final = 5
_STEM: Final = 4
_LEAST_WORD: Final = 3
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SENTENCE: Final = re.compile(r"[.!?;:(),\[\]][ \n]")
_AFTER: Final = re.compile(r"[ \n]\(([^\W\d_][^()]{6,90})\)")


def is_acronym(name: str) -> bool:
    """Whether a name is short and mostly capitals."""
    capitals = sum(letter.isupper() for letter in name)
    return len(name) <= _LONGEST and name.isalnum() and 2 * capitals > len(name)


def find_definition(text: str, start: int, end: int) -> str | None:
    """The phrase given for an acronym at its place: "graph network (GN)", or in brackets after it.

    The phrase is told from its letters, as in Schwartz and Hearst, A simple algorithm for
    identifying abbreviation definitions in biomedical text, 2003.
    """
    if text[start - 1 : start] == "(":
        return _spelt_by(text[max(0, start - 1 - _BEFORE) : start - 1], text[start:end])
    if text[end + 1 : end + 2] == "(" and (after := _AFTER.match(text, end)):
        return _spelt_by(after[1], text[start:end])
    return None


def _spelt_by(before: str, acronym: str) -> str | None:
    """The last words of a text that spell the acronym, if there are such."""
    sentence = _SENTENCE.split(before)[-1]
    words = list(_WORD.finditer(sentence))
    for first in words[-(len(acronym) + _MOST_EXTRA_WORDS) :][::-1]:
        phrase = sentence[first.start() :].strip()
        if " " in phrase.replace("\n", " ") and spells(phrase, acronym):
            return " ".join(phrase.split())
    return None


def spells(phrase: str, acronym: str) -> bool:
    """Whether the acronym begins where the phrase does and takes its letters from it in order.

    Every letter after the first is either the first of a word or follows another that is.
    """
    letters = [letter for letter in acronym.lower() if letter.isalnum()]
    text = phrase.lower()
    if not letters or text[0] != letters[0]:
        return False
    at, starts = 0, 1
    for letter in letters[1:]:
        start = _word_start(letter).search(text[at + 1 :])
        inside = text.find(letter, at + 1)
        if start is None and inside < 0:
            return False
        starts += start is not None
        at = at + 1 + start.start() if start is not None else inside
    return starts > 1


@cache
def _word_start(letter: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(letter)}")


def likeness(phrase: str, known: str) -> float:
    """The share of a known phrase's words that another has too, told by their first letters."""
    own, other = _stems(phrase), _stems(known)
    return len(own & other) / len(other) if other else 0.0


def _stems(phrase: str) -> frozenset[str]:
    words = _WORD.findall(phrase.casefold().replace("pre-", "pre"))
    return frozenset(word[:_STEM] for word in words if len(word) >= _LEAST_WORD)
