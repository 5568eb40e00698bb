"""All that reading one author block gives."""

from dataclasses import dataclass
from typing import Literal

from byline.records import Affiliation, Authorship, AuthorshipAffiliation, Evidence

AuthorshipStatus = Literal["read", "anonymous", "none_printed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorshipReading:
    """The authors of one paper; a status other than ``read`` says why there are none."""

    status: AuthorshipStatus
    layout: str
    """How authors are tied to affiliations: markers, stacked, inline, footnote, ieee, row."""
    authorships: tuple[Authorship, ...]
    affiliations: tuple[Affiliation, ...]
    links: tuple[AuthorshipAffiliation, ...]
    evidence: tuple[Evidence, ...]
