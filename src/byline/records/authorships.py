"""Who signed a paper, from where, and what ties the two: all as printed."""

from dataclasses import dataclass
from typing import Literal

AuthorBlockStatus = Literal["read", "anonymous", "none_printed"]
AffiliationSource = Literal["page", "site", "profile"]
LinkRole = Literal["affiliation", "internship", "visit", "moved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorBlock:
    """What became of one author block: read, or why there is no author."""

    document_id: str
    paper_id: str
    status: AuthorBlockStatus
    layout: str
    """How authors are tied to affiliations: markers, stacked, inline, footnote, ieee, row, none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorship:
    """One author on one paper, with the name as printed."""

    authorship_id: str
    paper_id: str
    document_id: str
    position: int
    name: str
    role_note: str
    """What the page says beyond membership, such as ``corresponding author``; empty if nothing."""
    is_group: bool
    """A team or consortium that signs as an author."""
    profile_id: str | None
    evidence_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """One affiliation of one paper, as printed, with line breaks joined."""

    affiliation_id: str
    paper_id: str
    document_id: str
    position: int
    raw_affiliation_string: str
    source: AffiliationSource
    email_domains: tuple[str, ...]
    """Domains of the e-mail addresses printed for its authors, in order."""
    evidence_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorshipAffiliation:
    """Who belongs to which affiliation; only the role ``affiliation`` counts by default."""

    authorship_id: str
    affiliation_id: str
    paper_id: str
    role: LinkRole
    rule: str
    """The rule that tied them, with its version, such as ``link_marker@1``."""
