"""Every table of Byline, one frozen dataclass per row: read this first.

A study is a set of these tables. Spans are half-open code points in ``Document.text``; pages and
positions count from 1; boxes are ``(left, top, right, bottom)`` in PDF points from the top left
corner of the page. Ids are made from content (`make_id`), so the same bytes give the same ids on
every machine. A derived row names its evidence, and for every part of that evidence
``document.text[start:end] == quote``.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
Span = tuple[int, int]

PaperStatus = Literal["accepted", "rejected", "withdrawn", "submitted"]
DocumentKind = Literal["pdf", "row"]
SectionKind = Literal[
    "front_matter", "abstract", "body", "references", "appendix", "acknowledgements"
]
AuthorBlockStatus = Literal["read", "anonymous", "none_printed"]
AffiliationSource = Literal["page", "site", "profile"]
LinkRole = Literal["affiliation", "internship", "visit", "moved"]
MatchStatus = Literal["matched", "ambiguous", "not_found"]
CountryBasis = Literal["stated", "institution", "domain", "headquarters"]
TechnologyKind = Literal["model", "architecture", "accelerator", "dataset"]
Role = Literal["introduced", "built_on", "evaluated", "tool", "compared", "mentioned"]
"""What a paper does with a technology, the strongest first."""
TextBasis = Literal["full_text", "abstract"]
"""What was read of a paper: all of it, or title and abstract alone; the two are never added up."""


class BylineError(Exception):
    """An expected trouble whose message names the input and says what to do."""


class PaperError(BylineError):
    """One paper cannot be read: a short `kind` that is counted, a message for people."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


def make_id(*parts: object) -> str:
    """A 16-digit hexadecimal id of the parts, the same on every machine."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One contribution of a venue, as one source lists it."""

    paper_id: str
    title: str
    venue: str | None
    year: int | None
    track: str | None
    status: PaperStatus
    source: str
    """Name of the adapter and input that listed it, such as ``paperlists:nips2018.json``."""
    source_key: str
    """The paper's key in that source: a site id, a row number or a file name."""
    location: str
    """Where it was listed: a path, with the row of a table or the member of an archive."""
    url: str | None
    pdf_sha256: str | None
    """Of its PDF's bytes; None where the source has no PDF."""
    duplicate_of: str | None
    """The `paper_id` that stands for this paper when a source lists it more than once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of one PDF, or of one row of a table, as one parser saw it."""

    document_id: str
    paper_id: str
    kind: DocumentKind
    sha256: str
    """Of the PDF's bytes; for a row, of its text."""
    location: str
    """The file the bytes came from; for a row, ``file#row``."""
    page_count: int
    parser: str
    title: str
    """As printed on page one, lines joined; empty where none is found."""
    text: str

    def evidence(self, *spans: Span, pages: Iterable["Page"]) -> tuple["Evidence", ...]:
        """The evidence made of these spans: one row per part, cut from the text, never copied.

        Raises ValueError for a span outside the text or outside every page.
        """
        pages = tuple(pages)
        evidence_id = make_id("evidence", self.document_id, *(n for span in spans for n in span))
        return tuple(
            Evidence(
                evidence_id=evidence_id,
                part=part,
                document_id=self.document_id,
                page=_page_of(start, end, pages),
                start=start,
                end=end,
                quote=self.text[start:end],
            )
            for part, (start, end) in enumerate(spans, start=1)
        )


def _page_of(start: int, end: int, pages: tuple["Page", ...]) -> int:
    if end <= start:
        raise ValueError(f"an empty span proves nothing: {start}:{end}")
    for page in pages:
        if page.start <= start and end <= page.end:
            return page.page
    raise ValueError(f"no page holds the span {start}:{end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where one page's text lies in `Document.text`, and its size in points."""

    document_id: str
    page: int
    start: int
    end: int
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A marked stretch of a document; sections do not overlap and cover the text in order."""

    document_id: str
    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of print on one baseline of page one: a cell of the layout.

    A gap inside it that is wider than a word space is two spaces. Cells of one column block
    follow one another in `Document.text`, so that what is printed as one block is one stretch.
    """

    document_id: str
    line: int
    page: int
    row: int
    """Visual row of the page, from 1 at the top; cells side by side share it."""
    block: int
    """Cells that stand in one column under one another with the usual leading share a block."""
    start: int
    end: int
    box: Box
    size: float
    """Font size in points of most of its letters."""
    is_bold: bool
    is_italic: bool
    raised: tuple[Span, ...]
    """Superscript runs inside the line, as spans of `Document.text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One part of the words that prove a row; parts of one evidence share its id."""

    evidence_id: str
    part: int
    document_id: str
    page: int
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"the quote does not fill its span {self.start}:{self.end}")


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
class Technology:
    """A row of the catalogue: a model family, an architecture, an accelerator or a data set."""

    technology_id: str
    """Kind and name, such as ``model:llama``."""
    name: str
    kind: TechnologyKind
    developers: tuple[str, ...]
    """Organisations that made it; several if they did so together. The vendor of an accelerator."""
    country_codes: tuple[str, ...]
    """Countries of these developers on the day of release, in the same order."""
    released: str | None
    """First public day as ``2023-02-24``, ``2023-02`` or ``2023``."""
    openness: str | None
    derives_from: tuple[str, ...]
    """`technology_id` of what it was made from."""
    market: str | None
    """Of an accelerator: data_centre, china_variant, consumer, workstation, domestic, ..."""
    total_processing_performance: float | None
    """TPP of 88 FR 73458: 2 x MacTOPS x bit length, dense."""
    china_licence_from: str | None
    """The day from which exporting it to China needed a US licence."""
    china_licence_rule: str | None
    source: str
    source_date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyName:
    """An accepted name of a technology, before its role is known: an inner table of a run."""

    paper_id: str
    document_id: str
    technology_id: str
    alias: str
    """As the catalogue writes it."""
    version: str | None
    """A version of the catalogue; None where the name says none that is known."""
    place: str
    """title, abstract, body, table, caption, appendix."""
    rule: str
    """The name rule that accepted it, with its version."""
    start: int
    end: int
    """Span of the name in `Document.text`, with version, size and variant."""
    within_start: int
    within_end: int
    """The stretch of the text it was found in, which its sentence never leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An accepted name of a technology at a span of a paper's text, and what is done with it."""

    mention_id: str
    paper_id: str
    document_id: str
    technology_id: str
    name: str
    """As printed, with version and size."""
    place: str
    """title, abstract, body, table, caption, appendix."""
    rule: str
    """The name rule that accepted it, with its version."""
    role: Role
    probability: float
    """That the role is right, calibrated on labelled papers."""
    start: int
    end: int
    """Span of the name in `Document.text`; `evidence_id` holds the sentence around it."""
    evidence_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTechnology:
    """What one paper does with one technology: the strongest role that its mentions show."""

    paper_id: str
    document_id: str
    technology_id: str
    role: Role
    probability: float
    basis: TextBasis
    via: str | None
    """The derivative (`technology_id`) that brought it in; None where it is named itself."""
    mention_count: int
    evidence_id: str
    """The sentence that decides the role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceleratorAmount:
    """How much of an accelerator a paper prints; each number is None where none stands there."""

    paper_id: str
    document_id: str
    technology_id: str
    count: int | None
    memory_gigabytes: float | None
    hours: float | None
    """Accelerator-hours."""
    evidence_id: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A row of a table that is the same paper as a PDF; the PDF stands for it."""

    paper_id: str
    duplicate_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two readings that do not say the same: a row of the queue to look at by hand."""

    disagreement_id: str
    paper_id: str
    affiliation_id: str | None
    """The affiliation in question; None where the whole paper is."""
    kind: str
    doubt: float
    """From 0 to 1: how much of the answer is at stake."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that could not be read: counted in every denominator, never silent."""

    failure_id: str
    paper_id: str
    stage: str
    kind: str
    message: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The version of one stage, registry or rule set behind the tables of a study."""

    component: str
    version: str


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
