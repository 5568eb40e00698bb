"""What one affiliation string says: institutions and countries, each with its words."""

from dataclasses import dataclass

from byline.records import CountryBasis, MatchStatus, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedInstitution:
    """A registry entry found in the string; one of several candidates if ambiguous."""

    ror_id: str | None
    """None for an organisation that is known but has no registry id."""
    name: str
    country_code: str | None
    score: float
    method: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedCountry:
    """A country of the string; assumed if nothing but a head office or a domain says so."""

    country_code: str
    basis: CountryBasis
    is_assumed: bool
    rule: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The answer for one affiliation string; spans are offsets in that string."""

    affiliation: str
    status: MatchStatus
    matches: tuple[MatchedInstitution, ...]
    countries: tuple[ResolvedCountry, ...]
