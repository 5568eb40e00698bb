"""Cells that list the authors of a paper, and the affiliations that go with them."""

import re
from collections.abc import Iterable, Sequence

from byline.sources.listing import ListedAuthor
from byline.sources.unescaping import clean, is_placeholder, squeeze, unescape

Slot = tuple[str, ...]
"""The affiliations of one author."""

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d)\.?", re.IGNORECASE)
_LEADING_AND = re.compile(r"^(?:and|&)\s+", re.IGNORECASE)


def split_names(cell: str, separator: str) -> list[str]:
    """The names of a cell; a generational suffix after a comma stays with its name."""
    text = unescape(cell)
    if separator == "," and "," not in text and " and " in text:
        separator = " and "
    names: list[str] = []
    for part in text.split(separator):
        name = _LEADING_AND.sub("", squeeze(part))
        if names and separator == "," and _SUFFIX.fullmatch(name):
            names[-1] = f"{names[-1]}, {name}"
        elif name:
            names.append(name)
    return names


def split_slots(cell: str, separator: str, *, within: str | None = None) -> list[Slot]:
    """The affiliations of each author of a cell, empty where an author has none."""
    return [read_slot(part, within=within) for part in unescape(cell).split(separator)]


def read_slot(part: str, *, within: str | None = None) -> Slot:
    """The affiliations of one author, split at `within`, without placeholders and repetitions."""
    return keep_affiliations(part.split(within) if within else [part])


def keep_affiliations(texts: Iterable[str]) -> Slot:
    """These affiliations cleaned, in order, without placeholders and repetitions."""
    cleaned = (clean(text) for text in texts)
    return tuple(dict.fromkeys(text for text in cleaned if not is_placeholder(text)))


def tie_affiliations(
    names: Sequence[str], slots: Sequence[Slot], *, profiles: Sequence[str | None] = ()
) -> tuple[tuple[ListedAuthor, ...], Slot]:
    """The authors with their affiliations, and those affiliations that cannot be tied to one.

    Lists of equal length run side by side. A lone author has all. Where an author without a
    profile has no entry at all, the entries belong to the authors with one, in order.
    """
    known = list(profiles) if len(profiles) == len(names) else [None] * len(names)
    fitting = _fit_slots(slots, known)
    untied: Slot = ()
    if fitting is None:
        fitting, untied = [()] * len(names), tuple(dict.fromkeys(_join(slots)))
    authors = tuple(
        ListedAuthor(name=name, affiliations=slot, profile_id=profile)
        for name, slot, profile in zip(names, fitting, known, strict=True)
    )
    return authors, untied


def _fit_slots(slots: Sequence[Slot], profiles: Sequence[str | None]) -> list[Slot] | None:
    """One slot for each author; None where it is not certain whose they are."""
    if len(slots) == len(profiles):
        return list(slots)
    if len(profiles) == 1:
        return [tuple(dict.fromkeys(_join(slots)))]
    if any(slots) and len(slots) == sum(profile is not None for profile in profiles):
        given = iter(slots)
        return [next(given) if profile is not None else () for profile in profiles]
    return None if any(slots) else [()] * len(profiles)


def _join(slots: Iterable[Slot]) -> list[str]:
    return [affiliation for slot in slots for affiliation in slot]


def read_profile(text: str) -> str | None:
    """A profile id; an e-mail address is none."""
    profile = squeeze(text)
    return None if not profile or "@" in profile else profile
