"""The same headline under every definition, and which choice moves it most."""

from collections.abc import Sequence
from dataclasses import dataclass

from byline.queries.answers import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One way to count joint papers."""

    left: str
    right: str
    track: str | None
    """None: all tracks together; empty: papers whose track no source names."""
    with_assumed: bool
    between_people: bool
    with_roles: bool
    source: str
    """page, site, profile, or any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedCount:
    """Joint papers under one definition."""

    definition: Definition
    joint: int
    known: int
    papers: int

    @property
    def share(self) -> float | None:
        """Joint papers over papers with a known country under the same definition."""
        return self.joint / self.known if self.known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedPaper:
    """A paper with a known country under one definition."""

    paper_id: str
    is_joint: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What one choice does to the headline when nothing else changes."""

    name: str
    counts: tuple[DefinedCount, ...]
    """The headline first."""

    @property
    def spread(self) -> float:
        """Largest less smallest share, so that a track is not held against all of them."""
        found = [count.share or 0.0 for count in self.counts]
        return max(found) - min(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionMatrix:
    """Joint papers under every combination of definitions; the headline is the first row."""

    scope: Scope
    counts: tuple[DefinedCount, ...]
    choices: tuple[Choice, ...]
    """What each choice does alone, the one that moves the headline most first."""

    @property
    def headline(self) -> DefinedCount:
        """The count under the definition that docs/methods.md makes the headline."""
        return self.counts[0]


CHOICES = {
    "grouping": ("left", "right"),
    "track": ("track",),
    "assumed countries": ("with_assumed",),
    "one person with two affiliations": ("between_people",),
    "internships and other roles": ("with_roles",),
    "source of affiliations": ("source",),
}


def find_choices(counts: Sequence[DefinedCount]) -> tuple[Choice, ...]:
    """For each choice: the headline and the counts that differ from it in that choice alone."""
    headline = counts[0]
    choices = [
        Choice(name=name, counts=(headline, *(c for c in counts if _differs_only(c, headline, of))))
        for name, of in CHOICES.items()
    ]
    return tuple(sorted(choices, key=lambda choice: (-choice.spread, choice.name)))


def _differs_only(count: DefinedCount, headline: DefinedCount, fields: Sequence[str]) -> bool:
    """Whether a count differs from the headline in these fields and in no other."""
    names = [name for of_choice in CHOICES.values() for name in of_choice]
    one, other = count.definition, headline.definition
    differing = {name for name in names if getattr(one, name) != getattr(other, name)}
    return bool(differing) and differing <= set(fields)
