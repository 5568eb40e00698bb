"""All names of the catalogue found in a text in one pass."""

import re
from dataclasses import dataclass
from typing import Final, final

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from byline.technologies.catalogue import Alias, Catalogue
from byline.technologies.definitions import is_acronym
from byline.technologies.tails import goes_on, has_no_tail, tail_of

_SEPARATOR: Final = re.compile(r"[ -]")
_WORD_AND_NUMBER: Final = re.compile(r"[A-Z]?[a-z]+ \d.*")
_LEAST_JOINED: Final = 4
"""Letters of a name that may be written without its spaces and hyphens."""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A surface form of the catalogue, and what it can mean."""

    alias: str
    """As the catalogue writes it."""
    meanings: tuple[Alias, ...]
    tail: re.Pattern[str]
    is_acronym: bool


@final
class Hit:
    """A form that stands in a text as a word of its own."""

    __slots__ = ("end", "form", "start", "tail_end")

    def __init__(self, form: Form, start: int, end: int, tail_end: int) -> None:
        self.form: Final = form
        self.start: Final = start
        self.end: Final = end
        self.tail_end: Final = tail_end
        """Where version, size and variant after it end."""


class Automaton:
    """The forms of a catalogue, compiled: the leftmost longest one wins, case counts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._forms = spell_aliases(catalogue)
        self._patterns = tuple(dict.fromkeys(map(_encode, self._forms)))
        self._exact = [self._find_exact(pattern) for pattern in self._patterns]
        self._longest = max(map(len, self._patterns), default=0)
        self._find = BytesAhoCorasick(
            self._patterns,
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
        ).find_matches_as_indexes

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling that is searched for."""
        return tuple(self._forms)

    def find_hits(self, text: str) -> list[Hit]:
        """The names in a text, in order; none overlaps another."""
        encoded = _encode(text)
        hits: list[Hit] = []
        reached = 0
        found: list[tuple[int, int, int]] = self._find(encoded)
        for pattern, start, end in found:
            if start < reached:
                continue
            if hit := self._read(text, start, end, pattern=pattern):
                hits.append(hit)
            else:
                others = self._find_others(text, encoded, start, end)
                hits.extend(others)
                reached = others[-1].end if others else 0
        return hits

    def _find_others(self, text: str, encoded: bytes, start: int, end: int) -> list[Hit]:
        """The names that begin within a spelling that is no word of its own there.

        They may be shorter (GPT in "GPT-Jet", which is no GPT-J) or reach beyond it (Ascend910B in
        "Huawei Ascend910B", where the maker's name makes a spelling with the first word alone).
        """
        hits: list[Hit] = []
        at, limit = start, end - 1
        while at < end:
            hit = self._find_at(text, at, window=encoded[at:limit])
            at = at + 1 if hit is None else hit.end
            limit = at + self._longest
            if hit is not None:
                hits.append(hit)
        return hits

    def _find_at(self, text: str, at: int, *, window: bytes) -> Hit | None:
        """The longest name that begins at one place and is a word of its own there."""
        if _is_inside_word(text, at):
            return None
        while window and (found := self._find(window)) and found[0][1] == 0:
            pattern, _, size = found[0]
            if hit := self._read(text, at, at + size, pattern=pattern):
                return hit
            window = window[: size - 1]
        return None

    def _find_exact(self, pattern: bytes) -> Form | None:
        """The form that a pattern spells; None where it stands for what is not ASCII."""
        return None if b"?" in pattern else self._forms[pattern.decode("ascii")]

    def _read(self, text: str, start: int, end: int, *, pattern: int) -> Hit | None:
        """The name at a place, if it is a word of its own there.

        The search tells only ASCII apart, so that what it finds may be no spelling of ours.
        """
        if _is_inside_word(text, start):
            return None
        form = self._exact[pattern] or self._forms.get(text[start:end].replace("\n", " "))
        if form is None:
            return None
        if has_no_tail(text, end):
            return Hit(form, start, end, end)
        if goes_on(text, end):
            return None
        tail = form.tail.match(text, end)
        return Hit(form, start, end, tail.end()) if tail else None


def _is_inside_word(text: str, at: int) -> bool:
    """Whether a word goes on at a place: a letter or digit stands before it that is no count."""
    return at > 0 and text[at - 1].isalnum() and not _is_counted(text, at)


def _encode(text: str) -> bytes:
    """One byte per code point, so that offsets stay, and a line break is a space.

    What is not ASCII becomes a question mark.
    """
    return text.encode("ascii", "replace").replace(b"\n", b" ")


def _is_counted(text: str, start: int) -> bool:
    """Whether a count is written onto the name: "8xA100"."""
    return text[start - 1] in "xX" and text[start - 2 : start - 1].isdigit()


def spell_aliases(catalogue: Catalogue) -> dict[str, Form]:
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
    return Form(alias, meanings, tail_of(alias, kind=kind), is_acronym(alias))
