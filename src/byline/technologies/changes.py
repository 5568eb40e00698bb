"""Which texts a changed catalogue reads otherwise: told from the letters of a text, and cheaply.

What the name rules say of a text rests on the spellings of the catalogue that stand in it and on
what each can mean. So a text in which no spelling stands that came, went or means something else
has the names it had. Line breaks, hyphens and signs may be read one way or another; letters and
digits of ASCII never are, so that only these are compared.
"""

import string
from collections.abc import Iterator, Mapping

from ahocorasick_rs import BytesAhoCorasick

from byline.records import make_id
from byline.technologies.automaton import Form, spell_aliases
from byline.technologies.catalogue import Catalogue

_SIGNS = bytes(set(range(256)) - set(f"{string.ascii_letters}{string.digits}".encode()))


def squeeze(text: bytes) -> bytes:
    """The letters and digits of ASCII in a text that is UTF-8, and nothing else."""
    return text.translate(None, _SIGNS)


def describe_spellings(catalogue: Catalogue) -> dict[str, str]:
    """Every spelling with a digest of all that the name rules know of it."""
    facts = _Facts(catalogue)
    digests: dict[Form, str] = {}
    spellings: dict[str, str] = {}
    for spelling, form in spell_aliases(catalogue).items():
        if form not in digests:
            digests[form] = facts.digest(form)
        spellings[spelling] = digests[form]
    return spellings


class _Facts:
    """What a catalogue says of the technologies that a form can mean."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._versions: dict[str, list[tuple[str, str | None]]] = {}
        for one in catalogue.versions:
            self._versions.setdefault(one.technology_id, []).append((one.version, one.released))

    def digest(self, form: Form) -> str:
        rules = self._catalogue.rules.get(form.alias, ())
        meanings = [(one.technology_id, one.version) for one in form.meanings]
        meant = dict.fromkeys(
            (*(key for key, _ in meanings), *(one.technology_id for one in rules))
        )
        said = [
            (rule.technology_id, *(one and one.written for one in (rule.accept_if, rule.reject_if)))
            for rule in rules
        ]
        return make_id(form.alias, meanings, said, *map(self._describe, meant))

    def _describe(self, technology_id: str) -> tuple[object, ...]:
        """When a technology and its versions came out, and the phrases that an acronym spells."""
        entry = self._catalogue.entries[technology_id]
        phrases = [alias for alias in entry.aliases if " " in alias]
        return (entry.technology.released, phrases, self._versions.get(technology_id))


class ChangeFinder:
    """Tells the texts that one catalogue may read otherwise than another did."""

    def __init__(self, before: Mapping[str, str], now: Mapping[str, str]) -> None:
        changed = {
            spelling
            for spelling in before.keys() | now.keys()
            if before.get(spelling) != now.get(spelling)
        }
        words = set(_cut_words(before)) ^ set(_cut_words(now))
        squeezed = {squeeze(one.encode()) for one in changed | words}
        self._concerns_all = b"" in squeezed
        self._concerns_none = not squeezed
        self._find = BytesAhoCorasick(sorted(squeezed - {b""})).find_matches_as_indexes

    def may_concern(self, text: bytes) -> bool:
        """Whether anything that changed can stand in a text, given as UTF-8; no is sure."""
        if self._concerns_all or self._concerns_none:
            return self._concerns_all
        return bool(self._find(squeeze(text)))


def _cut_words(spellings: Mapping[str, str]) -> Iterator[str]:
    """The words that a line end can cut before a capital or a digit, and that are then joined."""
    for spelling in spellings:
        for word in spelling.split():
            if any(not letter.islower() for letter in word[1:]):
                yield word
