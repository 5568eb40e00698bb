"""What one affiliation string says: institutions and countries, each with its words.

The fields are final to the type checker rather than frozen, and set by hand: of each string that
is resolved several such objects are made, and freezing them took a tenth of the time.
"""

from dataclasses import dataclass
from typing import Final, final

from byline.records import CountryBasis, MatchStatus, Span


@final
@dataclass(init=False, slots=True)
class MatchedInstitution:
    """A registry entry found in the string; one of several candidates if ambiguous."""

    ror_id: Final[str | None]
    """None for an organisation that is known but has no registry id."""
    name: Final[str]
    country_code: Final[str | None]
    score: Final[float]
    method: Final[str]
    span: Final[Span]

    def __init__(
        self,
        *,
        ror_id: str | None,
        name: str,
        country_code: str | None,
        score: float,
        method: str,
        span: Span,
    ) -> None:
        self.ror_id = ror_id
        self.name = name
        self.country_code = country_code
        self.score = score
        self.method = method
        self.span = span


@final
@dataclass(init=False, slots=True)
class ResolvedCountry:
    """A country of the string; assumed if nothing but a head office or a domain says so."""

    country_code: Final[str]
    basis: Final[CountryBasis]
    is_assumed: Final[bool]
    rule: Final[str]
    span: Final[Span]

    def __init__(
        self, *, country_code: str, basis: CountryBasis, is_assumed: bool, rule: str, span: Span
    ) -> None:
        self.country_code = country_code
        self.basis = basis
        self.is_assumed = is_assumed
        self.rule = rule
        self.span = span


@final
@dataclass(init=False, slots=True)
class Resolution:
    """The answer for one affiliation string; spans are offsets in that string."""

    affiliation: Final[str]
    status: Final[MatchStatus]
    matches: Final[tuple[MatchedInstitution, ...]]
    countries: Final[tuple[ResolvedCountry, ...]]

    def __init__(
        self,
        *,
        affiliation: str,
        status: MatchStatus,
        matches: tuple[MatchedInstitution, ...],
        countries: tuple[ResolvedCountry, ...],
    ) -> None:
        self.affiliation = affiliation
        self.status = status
        self.matches = matches
        self.countries = countries
