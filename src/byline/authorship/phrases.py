"""What lines and notes say in set phrases: skip me, anonymous, equal contribution, intern at."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from byline.authorship.lexicon import fold
from byline.records import LinkRole, Span

RoleKind = Literal["equal", "corresponding", "internship", "visit", "moved", "other"]

_LINK_ROLES: dict[RoleKind, LinkRole] = {
    "internship": "internship",
    "visit": "visit",
    "moved": "moved",
}
_PLACE_OF_WORK = re.compile(
    r"\b(?:at|with|joining|visiting|of|from|by|left|address:?|affiliation:?)\s+(?:the\s+|an?\s+)?"
    r"(?P<organisation>(?![A-Z]\.\s)(?:[A-ZÀ-Þ]|[a-z]-?[A-Z])[\w&’'./-]*"
    r"(?:(?:,?\s+(?:of|for|and|the|de|&|at)){0,2},?\s+(?!(?:In|The|This|These|Work|Corresponding|Equal)\b)"
    r"[A-ZÀ-Þ][\w&’'/-]*){0,9})"
)


@cache
def _read_toml() -> dict[str, dict[str, str]]:
    text = (files("byline.authorship") / "data" / "notes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    entry = _read_toml()[section][key]
    return re.compile(entry if isinstance(entry, str) else rf"(?:{'|'.join(entry)})")


def is_skipped(text: str) -> bool:
    """Whether a line of the header names neither authors nor their place of work."""
    return bool(_pattern("skip", "openers").match(fold(text).lstrip("(•* ")))


def is_anonymous(text: str) -> bool:
    """Whether a line says that the authors are withheld."""
    return bool(_pattern("anonymous", "pattern").search(fold(text).strip()))


def is_end_heading(text: str) -> bool:
    """Whether a line is the heading of a list of authors at the end of a paper."""
    stripped = fold(text).strip(" .:0123456789*†")
    stripped = re.sub(r"^[a-z]\.?\s(?=\w{4})", "", stripped)
    return bool(_pattern("ends", "headings").fullmatch(stripped))


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a note says about authors, and the organisation it names, as a span of the note."""

    kinds: frozenset[RoleKind]
    organisation: Span | None

    @property
    def link_role(self) -> LinkRole | None:
        """The role of a link to that organisation; None where the note names none."""
        if self.organisation is None:
            return None
        found = (
            _LINK_ROLES[kind] for kind in ("internship", "visit", "moved") if kind in self.kinds
        )
        return next(found, None)


def read_role(note: str) -> Role | None:
    """What a note says about its authors; None where it says nothing about them."""
    folded = fold(note)
    kinds = frozenset(kind for kind in _role_kinds() if _pattern("role", kind).search(folded))
    if not kinds:
        return None
    return Role(kinds=kinds, organisation=_find_place_of_work(note, kinds))


def _role_kinds() -> tuple[RoleKind, ...]:
    return ("equal", "corresponding", "internship", "visit", "moved", "other")


def _find_place_of_work(note: str, kinds: frozenset[RoleKind]) -> Span | None:
    starts = [
        match.start()
        for kind in ("internship", "visit", "moved")
        if kind in kinds and (match := _pattern("role", kind).search(fold(note)))
    ]
    if not starts:
        return None
    # Folding may change the length, so the search begins a little before.
    match = _PLACE_OF_WORK.search(note, max(0, min(starts) - 3))
    return match.span("organisation") if match else None
