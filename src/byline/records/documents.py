"""The text of a paper, where it stands on the pages, and the words that prove a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from byline.records.ids import make_id

Box = tuple[float, float, float, float]
Span = tuple[int, int]

DocumentKind = Literal["pdf", "row"]
SectionKind = Literal[
    "front_matter", "abstract", "body", "references", "appendix", "acknowledgements"
]


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
