"""What a paper itself says that an acronym stands for."""

import re
from collections.abc import Iterable, Iterator

_BEFORE = 120
_MOST_EXTRA_WORDS = 5
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SENTENCE = re.compile(r"[.!?;:(),\[\]][ \n]")
_AFTER = re.compile(r"[ \n]?\(([^\W\d_][^()]{6,90})\)")


def find_definitions(texts: Iterable[str], acronym: str) -> Iterator[str]:
    """Phrases that the texts give an acronym for: "graph isomorphism network (GIN)", or after it.

    The phrase is told from its letters, as in Schwartz and Hearst, A simple algorithm for
    identifying abbreviation definitions in biomedical text, 2003.
    """
    for text in texts:
        at = text.find(acronym)
        while at >= 0:
            end = at + len(acronym)
            if text[at - 1 : at] == "(":
                yield from _spelt_by(text[max(0, at - 1 - _BEFORE) : at - 1], acronym)
            elif after := _AFTER.match(text, end):
                yield from _spelt_by(after[1], acronym)
            at = text.find(acronym, end)


def _spelt_by(before: str, acronym: str) -> Iterator[str]:
    """The last words of a text that spell the acronym, if there are such."""
    sentence = _SENTENCE.split(before)[-1]
    words = list(_WORD.finditer(sentence))
    for first in words[-(len(acronym) + _MOST_EXTRA_WORDS) :][::-1]:
        phrase = sentence[first.start() :].strip()
        if " " in phrase.replace("\n", " ") and _spells(phrase, acronym):
            yield " ".join(phrase.split())
            return


def _spells(phrase: str, acronym: str) -> bool:
    """Whether the acronym begins where the phrase does and takes its letters from it in order.

    Every letter after the first is either the first of a word or follows another that is.
    """
    letters = [letter for letter in acronym.lower() if letter.isalnum()]
    text = phrase.lower()
    if not letters or text[0] != letters[0]:
        return False
    at, starts = 0, 1
    for letter in letters[1:]:
        start = re.search(rf"(?<![^\W_]){re.escape(letter)}", text[at + 1 :])
        inside = text.find(letter, at + 1)
        if start is None and inside < 0:
            return False
        starts += start is not None
        at = at + 1 + start.start() if start is not None else inside
    return starts > 1
