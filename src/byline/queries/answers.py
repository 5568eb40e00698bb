"""What the queries answer: one frozen dataclass per kind of answer."""

from dataclasses import dataclass

from byline.records import Span

CHINA_GROUPINGS = ("CN", "CN+HK+MO", "CN+HK+MO+TW")
"""Where CN is asked for, these always stand side by side."""

FATES = (
    "known",
    "partly_known",
    "unknown",
    "no_affiliation",
    "no_author",
    "anonymous",
    "failed",
)
"""What can become of a paper; each has exactly one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which papers a question is about; None means any."""

    venue: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    track: str | None = None
    status: str | None = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class JointCount:
    """Joint papers of A and B in one venue, year and track, or summed over several."""

    venue: str | None
    year: int | None
    track: str | None
    papers: int
    known: int
    failed: int
    without_author: int
    without_affiliation: int
    unknown: int
    joint: int
    joint_without_assumed: int
    joint_between_people: int
    at_most: int

    @property
    def share(self) -> float | None:
        """Joint papers over papers with a known country; None where there are none."""
        return self.joint / self.known if self.known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointAnswer:
    """The joint papers of A and B: in all, and row by row."""

    left: str
    right: str
    total: JointCount
    rows: tuple[JointCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCount:
    """How much one country signs; `country_code` is None for the unknown part."""

    country_code: str | None
    papers: int
    assumed_papers: int
    first_author_papers: int
    fractional: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRow:
    """What the sources list for one venue, year, track and status."""

    venue: str | None
    year: int | None
    track: str | None
    status: str
    papers: int
    duplicates: int
    authors: int
    authors_with_affiliation: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFailure:
    """Something that could not be read, or a remark about a source."""

    paper_id: str
    stage: str
    kind: str
    message: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDisagreement:
    """Two readings that do not say the same, with the words they are about."""

    paper_id: str
    title: str
    kind: str
    doubt: float
    reason: str
    raw_affiliation_string: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPaper:
    """A paper behind a number."""

    paper_id: str
    title: str
    venue: str | None
    year: int | None
    track: str | None
    status: str
    fate: str
    author_count: int
    countries: tuple[str, ...]
    assumed_countries: tuple[str, ...]
    url: str | None
    location: str
    pdf_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCountry:
    """A country of an affiliation, with the rule that decided and the words it rests on."""

    country_code: str | None
    basis: str | None
    is_assumed: bool
    rule: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownInstitution:
    """An institution of an affiliation, or an honest lack of one."""

    status: str
    ror_id: str | None
    name: str | None
    score: float
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuote:
    """Words of the document that prove a row."""

    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAffiliation:
    """An affiliation with everything that was made of it."""

    affiliation_id: str
    position: int
    raw_affiliation_string: str
    source: str
    quotes: tuple[ShownQuote, ...]
    institutions: tuple[ShownInstitution, ...]
    countries: tuple[ShownCountry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAuthor:
    """An author with the affiliations that count and those that are only roles."""

    position: int
    name: str
    role_note: str
    quotes: tuple[ShownQuote, ...]
    affiliations: tuple[tuple[int, str], ...]
    """Position of the affiliation in the paper, and the role of the tie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDetail:
    """Everything a study knows about one paper."""

    paper: ListedPaper
    document_kind: str | None
    layout: str | None
    authors: tuple[ShownAuthor, ...]
    affiliations: tuple[ShownAffiliation, ...]
    failures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFacts:
    """What stands behind every number of a study."""

    papers: int
    duplicates: int
    by_fate: dict[str, int]
    by_status: dict[str, int]
    failures_by_kind: dict[str, int]
    versions: dict[str, str]
