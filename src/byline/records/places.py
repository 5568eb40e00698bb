"""Institutions and countries of affiliations, and what people correct in them."""

from dataclasses import dataclass
from typing import Literal

MatchStatus = Literal["matched", "ambiguous", "not_found"]
CountryBasis = Literal["stated", "institution", "domain", "headquarters"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A registry entry."""

    ror_id: str
    """The nine-character key, without the ``https://ror.org/`` before it."""
    name: str
    country_code: str
    city: str | None
    types: tuple[str, ...]
    status: Literal["active", "inactive", "withdrawn"]
    parent_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionMatch:
    """What an affiliation string says about institutions: our claim, or an honest lack of one."""

    affiliation_id: str
    paper_id: str
    position: int
    status: MatchStatus
    ror_id: str | None
    """None also for an organisation that is known but has no registry id."""
    name: str | None
    country_code: str | None
    score: float
    method: str
    start: int | None
    """Span of the deciding words in `Affiliation.raw_affiliation_string`."""
    end: int | None
    evidence_id: str

    def __post_init__(self) -> None:
        if (self.status == "not_found") != (self.name is None):
            raise ValueError("a match names an institution, and only a match does")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryMatch:
    """A country of an affiliation and what decided it; `country_code` is None where unknown."""

    affiliation_id: str
    paper_id: str
    position: int
    country_code: str | None
    basis: CountryBasis | None
    is_assumed: bool
    rule: str
    start: int | None
    end: int | None
    evidence_id: str

    def __post_init__(self) -> None:
        if (self.country_code is None) != (self.basis is None):
            raise ValueError("a country has a basis, and only a country has one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A person's correction of what the program says of one affiliation string, and why."""

    override_id: str
    affiliation: str
    """The string as printed; it is found again whatever its case, width of letters and spacing."""
    paper_id: str | None
    """The only paper it holds in; None where it holds wherever the string stands."""
    ror_ids: tuple[str, ...] | None
    """The right institutions, sorted: empty if there is none, None if nothing is said of them."""
    country_codes: tuple[str, ...] | None
    """The right countries, in the same way."""
    annotator: str
    date: str
    """The day as ``2026-11-21``."""
    reason: str
    registry: str
    """Version of the registry it was made under."""
    replaced_ror_ids: tuple[str, ...]
    """What the program answered on that day; by its name what has no registry id."""
    replaced_country_codes: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.ror_ids is None and self.country_codes is None:
            raise ValueError("an override says something of institutions, of countries or of both")
