"""All names of the catalogue found in a text in one pass."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from byline.technologies.catalogue import Alias, Catalogue
from byline.technologies.definitions import is_acronym
from byline.technologies.tails import has_no_tail, tail_of

_SEPARATOR = re.compile(r"[ -]")
_WORD_AND_NUMBER = re.compile(r"[A-Z]?[a-z]+ \d.*")
_LEAST_JOINED = 4
"""Letters of a name that may be written without its spaces and hyphens."""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A surface form of the catalogue, and what it can mean."""

    alias: str
    """As the catalogue writes it."""
    meanings: tuple[Alias, ...]
    tail: re.Pattern[str]
    is_ascii: bool
    """The search tells only ASCII apart; another form is compared once more."""
    is_acronym: bool


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
        self._forms = _spell(catalogue)
        self._spellings = tuple(self._forms)
        self._find = BytesAhoCorasick(
            map(_encode, self._spellings),
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
        ).find_matches_as_indexes
        self._inside = lru_cache(maxsize=None)(self._find_inside)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling that is searched for."""
        return self._spellings

    def find_hits(self, text: str) -> list[Hit]:
        """The names in a text, in order; none overlaps another."""
        spellings, read = self._spellings, self._read
        hits: list[Hit] = []
        for index, start, end in self._find(_encode(text.replace("\n", " "))):
            spelling = spellings[index]
            if hit := read(text, start, end, spelling):
                hits.append(hit)
            else:
                hits.extend(self._find_shorter(text, start, spelling))
        return hits

    def _find_shorter(self, text: str, start: int, spelling: str) -> Iterator[Hit]:
        """The names inside a spelling that is only a part of a word there."""
        last = 0
        for first, inner in self._inside(spelling):
            at = start + first
            if first >= last and (hit := self._read(text, at, at + len(inner), inner)):
                yield hit
                last = first + len(inner)

    def _read(self, text: str, start: int, end: int, spelling: str) -> Hit | None:
        """The name at a place, if it is a word of its own there."""
        if start and text[start - 1].isalnum() and not _is_counted(text, start):
            return None
        form = self._forms[spelling]
        if not form.is_ascii and text[start:end].replace("\n", " ") != spelling:
            return None
        if has_no_tail(text, end):
            return Hit(form, start, end, end)
        tail = form.tail.match(text, end)
        return Hit(form, start, end, tail.end()) if tail else None

    def _find_inside(self, spelling: str) -> tuple[tuple[int, str], ...]:
        """The spellings that stand inside one, leftmost and then longest first.

        They are tried where the longer one is part of a word: GPT in "GPT-Jet", which is no GPT-J.
        """
        spans = combinations(range(len(spelling) + 1), 2)
        inner = ((start, spelling[start:end]) for start, end in spans)
        found = (one for one in inner if one[1] != spelling and one[1] in self._forms)
        return tuple(sorted(found, key=lambda one: (one[0], -len(one[1]))))


def _encode(text: str) -> bytes:
    """One byte per code point, so that offsets stay; what is not ASCII becomes a question mark."""
    return text.encode("ascii", "replace")


def _is_counted(text: str, start: int) -> bool:
    """Whether a count is written onto the name: "8xA100"."""
    return text[start - 1] in "xX" and text[start - 2 : start - 1].isdigit()


def _spell(catalogue: Catalogue) -> dict[str, Form]:
    """All spellings: the aliases, and each with its spaces and hyphens written otherwise."""
    forms = {alias: _make_form(alias, meanings) for alias, meanings in catalogue.aliases.items()}
    spellings = dict(forms)
    for alias, form in forms.items():
        for separator in (" ", "-", ""):
            spelling = _SEPARATOR.sub(separator, alias)
            if (separator or len(spelling) >= _LEAST_JOINED) and not _is_step(alias, spelling):
                spellings.setdefault(spelling, form)
    return spellings


def _is_step(alias: str, spelling: str) -> bool:
    """Whether a word and a number are parted, as in "Step 1", where the alias ties them."""
    return _WORD_AND_NUMBER.fullmatch(spelling) is not None and spelling != alias


def _make_form(alias: str, meanings: tuple[Alias, ...]) -> Form:
    kind = meanings[0].technology_id.partition(":")[0]
    return Form(alias, meanings, tail_of(alias, kind=kind), alias.isascii(), is_acronym(alias))
