"""What one affiliation string says: institutions and countries, each with its words.

The fields are final to the type checker instead of frozen, which takes a fifth of the time.
"""

from dataclasses import dataclass
from typing import Final

from byline.records import CountryBasis, MatchStatus, Span


@dataclass(slots=True, kw_only=True)
class MatchedInstitution:
    """A registry entry found in the string; one of several candidates if ambiguous."""

    ror_id: Final[str | None]
    """None for an organisation that is known but has no registry id."""
    name: Final[str]
    country_code: Final[str | None]
    score: Final[float]
    method: Final[str]
    span: Final[Span]


@dataclass(slots=True, kw_only=True)
class ResolvedCountry:
    """A country of the string; assumed if nothing but a head office or a domain says so."""

    country_code: Final[str]
    basis: Final[CountryBasis]
    is_assumed: Final[bool]
    rule: Final[str]
    span: Final[Span]


@dataclass(slots=True, kw_only=True)
class Resolution:
    """The answer for one affiliation string; spans are offsets in that string."""

    affiliation: Final[str]
    status: Final[MatchStatus]
    matches: Final[tuple[MatchedInstitution, ...]]
    countries: Final[tuple[ResolvedCountry, ...]]
