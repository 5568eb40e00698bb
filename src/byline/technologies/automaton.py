"""All names of the catalogue found in a text in one pass."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from byline.technologies.catalogue import Alias, Catalogue
from byline.technologies.tails import tail_of

_SEPARATOR = re.compile(r"[ -]")
_LEAST_JOINED = 4
"""Letters of a name that may be written without its spaces and hyphens."""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A surface form of the catalogue, and what it can mean."""

    alias: str
    """As the catalogue writes it."""
    meanings: tuple[Alias, ...]
    tail: re.Pattern[str]


class Hit(NamedTuple):
    """A form that stands in a text as a word of its own."""

    form: Form
    start: int
    end: int
    tail_end: int
    """Where version, size and variant after it end."""


class Automaton:
    """The forms of a catalogue, compiled: the leftmost longest one wins, case counts."""

    def __init__(self, catalogue: Catalogue) -> None:
        spellings = _spell(catalogue)
        self._spellings = tuple(spellings)
        self._forms = tuple(spellings.values())
        patterns = [_encode(spelling) for spelling in self._spellings]
        self._find = BytesAhoCorasick(
            patterns, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        ).find_matches_as_indexes
        self._inner = {
            index: tuple(_find_inside(spelling, spellings))
            for index, spelling in enumerate(self._spellings)
        }

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling that is searched for."""
        return self._spellings

    def find_hits(self, text: str) -> Iterator[Hit]:
        """The names in a text, in order; none overlaps another."""
        forms, spellings = self._forms, self._spellings
        for index, start, end in self._find(_encode(text.replace("\n", " "))):
            form = forms[index]
            if start == 0 or not text[start - 1].isalnum() or _is_counted(text, start):
                tail = form.tail.match(text, end)
                if tail is not None and (
                    spellings[index].isascii() or text[start:end] == spellings[index]
                ):
                    yield Hit(form, start, end, tail.end())
                    continue
            yield from self._find_shorter(text, start, self._inner[index])

    def _find_shorter(
        self, text: str, start: int, inner: tuple[tuple[int, int, Form], ...]
    ) -> Iterator[Hit]:
        """Names inside a form that turned out to be part of a longer word: GPT in "GPT-Jet"."""
        last = 0
        for first, end, form in inner:
            is_free = first >= last and (
                first + start == 0 or not text[start + first - 1].isalnum()
            )
            if is_free and (tail := form.tail.match(text, start + end)):
                yield Hit(form, start + first, start + end, tail.end())
                last = end


def _encode(text: str) -> bytes:
    """One byte per code point, so that offsets stay; what is not ASCII becomes a question mark."""
    return text.encode("ascii", "replace")


def _is_counted(text: str, start: int) -> bool:
    """Whether a count is written onto the name: "8xA100"."""
    return text[start - 1] in "xX" and text[start - 2 : start - 1].isdigit()


def _spell(catalogue: Catalogue) -> dict[str, Form]:
    """All spellings: the aliases, and each with its spaces and hyphens written otherwise."""
    forms = {
        alias: Form(alias, meanings, tail_of(_kind_of(meanings)))
        for alias, meanings in catalogue.aliases.items()
    }
    spellings = dict(forms)
    for alias, form in forms.items():
        for separator in (" ", "-", ""):
            spelling = _SEPARATOR.sub(separator, alias)
            if separator or len(spelling) >= _LEAST_JOINED:
                spellings.setdefault(spelling, form)
    return spellings


def _kind_of(meanings: tuple[Alias, ...]) -> str:
    return meanings[0].technology_id.partition(":")[0]


def _find_inside(spelling: str, spellings: Mapping[str, Form]) -> Iterator[tuple[int, int, Form]]:
    """The forms that stand inside a spelling as words, leftmost and then longest first."""
    for start in range(len(spelling)):
        for end in range(len(spelling), start, -1):
            inner = spelling[start:end]
            if inner != spelling and inner in spellings:
                yield start, end, spellings[inner]
