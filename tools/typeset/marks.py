"""Superscript marks that tie names to affiliations and roles, in the ways pages print them."""

from dataclasses import dataclass
from random import Random
from typing import Literal

from tools.typeset.casting import Byline, Person, Role
from tools.typeset.tex import escape

MarkKind = Literal["digits", "letters", "symbols"]

_SYMBOLS = (
    r"{\dagger}",
    r"{\ddagger}",
    r"{\S}",
    r"{\P}",
    r"{\|}",
    r"{\diamond}",
    r"{\clubsuit}",
    r"{\heartsuit}",
)
_ROLE_MARKS: dict[Role, str] = {
    "equal": "*",
    "corresponding": r"{\dagger}",
    "intern": r"{\ddagger}",
    "moved": r"{\S}",
}
_KIND_WEIGHTS: dict[MarkKind, int] = {"digits": 74, "letters": 8, "symbols": 18}
_SENTENCES: dict[Role, tuple[str, ...]] = {
    "equal": (
        *("Equal contribution.", "Equal contribution", "These authors contributed equally."),
        *("Equal contribution, listed in alphabetical order.", "Co-first authors."),
    ),
    "corresponding": ("Corresponding author.", "Corresponding author", "Correspondence."),
    "intern": (
        *("Work done during an internship at {}.", "Work done while interning at {}."),
        *(
            "Work done when the author was an intern at {}.",
            "Intern at {}.",
            "Student researcher at {}.",
        ),
    ),
    "moved": (
        *("Now at {}.", "Currently at {}.", "Work done while at {}."),
        *("Work done prior to joining {}.", "Work performed while at {}."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """One paper's way with marks; with symbols for affiliations only the star marks a role."""

    kind: MarkKind
    separator: str
    role_first: bool
    role_separator: str
    as_text: bool
    """Marks are set by a text superscript and not in mathematics."""
    sentences: dict[Role, str]

    def mark(self, position: int) -> str:
        """The mark of an affiliation, without its superscript."""
        match self.kind:
            case "digits":
                return str(position)
            case "letters":
                return "abcdefghij"[position - 1]
            case "symbols":
                return _SYMBOLS[position - 1]

    def roles_shown(self, byline: Byline) -> tuple[Role, ...]:
        """The roles that have a mark in this paper, in a fixed order."""
        usable = ("equal",) if self.kind == "symbols" else tuple(_ROLE_MARKS)
        return tuple(role for role in _ROLE_MARKS if role in usable and byline.people_with(role))

    def role_mark(self, role: Role) -> str:
        """The mark of a role, without its superscript."""
        return _ROLE_MARKS[role]

    def superscript(self, marks: str) -> str:
        """The marks raised; nothing for no marks."""
        if not marks:
            return ""
        if self.as_text:
            return rf"\textsuperscript{{\normalfont {_mathematics(marks)}}}"
        return f"$^{{{marks}}}$"

    def marks_of(self, person: Person, byline: Byline, *, with_places: bool = True) -> str:
        """The raised marks after a name: affiliations and roles, or roles alone."""
        shown = [role for role in self.roles_shown(byline) if role in person.roles]
        roles = "".join(self.role_mark(role) for role in shown)
        places = self.separator.join(self.mark(n) for n in person.affiliations)
        if not with_places or not places:
            return self.superscript(roles)
        between = self.role_separator if roles else ""
        return self.superscript(
            f"{roles}{between}{places}" if self.role_first else f"{places}{between}{roles}"
        )


def _mathematics(marks: str) -> str:
    return f"${marks}$" if "\\" in marks else marks


def draw_marking(chance: Random, *, separator: str | None = None) -> Marking:
    """One way with marks; `separator` overrides what stands between the marks of a name."""
    role_first = chance.random() < _ROLE_FIRST_SHARE
    return Marking(
        kind=chance.choices(tuple(_KIND_WEIGHTS), tuple(_KIND_WEIGHTS.values()))[0],
        separator=separator or chance.choice((",", ",", ",", r",\,", r"\,")),
        role_first=role_first,
        role_separator="" if role_first else chance.choice(("", ",", ",")),
        as_text=chance.random() < _TEXT_SHARE,
        sentences={role: chance.choice(choices) for role, choices in _SENTENCES.items()},
    )


_ROLE_FIRST_SHARE = 0.4
_TEXT_SHARE = 0.35


def tell_role(role: Role, byline: Byline, marking: Marking) -> str:
    """The sentence that explains a role on the page."""
    return marking.sentences[role].format(byline.elsewhere)


def role_notes(byline: Byline, marking: Marking) -> str:
    """The roles explained in notes at the foot of page one, as TeX."""
    return "\n".join(
        rf"\rolenote{{{_mathematics(marking.role_mark(role))}}}"
        rf"{{{escape(tell_role(role, byline, marking))}}}"
        for role in marking.roles_shown(byline)
    )


def role_line(byline: Byline, marking: Marking) -> str:
    """The roles explained on one line of the author block, as TeX; empty where there are none."""
    return r"\quad ".join(
        marking.superscript(marking.role_mark(role)) + escape(tell_role(role, byline, marking))
        for role in marking.roles_shown(byline)
    )
