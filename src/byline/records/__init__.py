"""Every table of Byline, one frozen dataclass per row: read this first.

A study is a set of these tables. Spans are half-open code points in ``Document.text``; pages and
positions count from 1; boxes are ``(left, top, right, bottom)`` in PDF points from the top left
corner of the page. Ids are made from content (`make_id`), so the same bytes give the same ids on
every machine. A derived row names its evidence, and for every part of that evidence
``document.text[start:end] == quote``.

There is a module for each subject, in the order of the data flow; all else imports from here.
"""

from byline.records.authorships import (
    Affiliation,
    AffiliationSource,
    AuthorBlock,
    AuthorBlockStatus,
    Authorship,
    AuthorshipAffiliation,
    LinkRole,
)
from byline.records.documents import (
    Box,
    Document,
    DocumentKind,
    Evidence,
    Line,
    Page,
    Section,
    SectionKind,
    Span,
)
from byline.records.errors import (
    BylineError,
    PaperError,
)
from byline.records.ids import (
    make_id,
)
from byline.records.papers import (
    Paper,
    PaperStatus,
    Twin,
)
from byline.records.places import (
    CountryBasis,
    CountryMatch,
    Institution,
    InstitutionMatch,
    MatchStatus,
    Override,
)
from byline.records.runs import (
    Disagreement,
    Failure,
    Run,
)
from byline.records.technologies import (
    AcceleratorAmount,
    Mention,
    PaperTechnology,
    Role,
    Technology,
    TechnologyKind,
    TechnologyName,
    TextBasis,
)

Row = (
    Paper
    | Document
    | Page
    | Section
    | Line
    | Evidence
    | AuthorBlock
    | Authorship
    | Affiliation
    | AuthorshipAffiliation
    | Institution
    | InstitutionMatch
    | CountryMatch
    | Technology
    | TechnologyName
    | Mention
    | PaperTechnology
    | AcceleratorAmount
    | Override
    | Twin
    | Disagreement
    | Failure
    | Run
)

__all__ = [
    "AcceleratorAmount",
    "Affiliation",
    "AffiliationSource",
    "AuthorBlock",
    "AuthorBlockStatus",
    "Authorship",
    "AuthorshipAffiliation",
    "Box",
    "BylineError",
    "CountryBasis",
    "CountryMatch",
    "Disagreement",
    "Document",
    "DocumentKind",
    "Evidence",
    "Failure",
    "Institution",
    "InstitutionMatch",
    "Line",
    "LinkRole",
    "MatchStatus",
    "Mention",
    "Override",
    "Page",
    "Paper",
    "PaperError",
    "PaperStatus",
    "PaperTechnology",
    "Role",
    "Row",
    "Run",
    "Section",
    "SectionKind",
    "Span",
    "Technology",
    "TechnologyKind",
    "TechnologyName",
    "TextBasis",
    "Twin",
    "make_id",
]
