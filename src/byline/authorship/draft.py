"""The author block as it is being put together: names, affiliations, and who belongs where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from byline.authorship.lexicon import fold
from byline.authorship.names import PrintedName
from byline.authorship.printed import PrintedAffiliation
from byline.records import LinkRole

FURTHER = "link_also@1"
"""The rule of a note such as ``Also with the Vector Institute``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One link between a name and an affiliation, both by index."""

    name: int
    affiliation: int
    role: LinkRole
    rule: str


@dataclass(slots=True)
class Draft:
    """Names in printed order and what has been found out about them so far."""

    names: Sequence[PrintedName]
    affiliations: list[PrintedAffiliation] = field(default_factory=list)
    notes: dict[int, list[str]] = field(default_factory=dict)
    domains: dict[int, list[str]] = field(default_factory=dict)
    """E-mail domains by name."""
    owners: dict[int, list[int]] = field(default_factory=dict)
    """Names whose addresses a group of addresses holds, by where the group starts."""
    common_domains: dict[int, list[str]] = field(default_factory=dict)
    """E-mail domains printed with an affiliation rather than with a name, by affiliation."""
    _places: dict[str, int] = field(default_factory=dict)
    _ties: dict[tuple[int, int], Tie] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """The names as printed."""
        return [name.text for name in self.names]

    @property
    def ties(self) -> list[Tie]:
        """All links, by name and then by affiliation."""
        return [self._ties[key] for key in sorted(self._ties)]

    def add_affiliation(self, printed: PrintedAffiliation) -> int:
        """The index of an affiliation; one that was printed before keeps its first index."""
        key = "".join(character for character in fold(printed.text) if character.isalnum())
        if key not in self._places:
            self._places[key] = len(self.affiliations)
            self.affiliations.append(printed)
        return self._places[key]

    def tie(
        self, name: int, affiliation: int, *, rule: str, role: LinkRole = "affiliation"
    ) -> None:
        """Link a name to an affiliation once; the first link, the strongest, stays."""
        tie = Tie(name=name, affiliation=affiliation, role=role, rule=rule)
        self._ties.setdefault((name, affiliation), tie)

    def find_untied(self) -> list[int]:
        """Names that belong nowhere so far; what somebody is said to be *also* with is not all."""
        tied = {
            tie.name
            for tie in self._ties.values()
            if tie.role == "affiliation" and tie.rule != FURTHER
        }
        return [index for index in range(len(self.names)) if index not in tied]

    def add_note(self, name: int, note: str) -> None:
        """Add what the page says about a name, once."""
        notes = self.notes.setdefault(name, [])
        if note and note not in notes:
            notes.append(note)

    def add_domains(self, name: int, domains: Iterable[str]) -> None:
        """Add e-mail domains of a name."""
        known = self.domains.setdefault(name, [])
        known.extend(domain for domain in domains if domain not in known)
