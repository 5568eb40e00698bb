"""Papers made of plain words, to be searched for names."""

from functools import cache

from byline.documents.reading import DocumentReading
from byline.records import Document, Page, Section, SectionKind
from byline.technologies.mentions import MentionReading
from byline.technologies.scanner import Scanner
from tests.technologies.toy_catalogue import toy_catalogue


def read_text(
    *parts: tuple[SectionKind, str], kind: str = "pdf", title: str = ""
) -> DocumentReading:
    """A document of one page whose sections are these."""
    text = "\n".join(words for _, words in parts)
    sections, start = [], 0
    for section, words in parts:
        end = min(start + len(words) + 1, len(text))
        sections.append(Section(document_id="toy", kind=section, start=start, end=end))
        start = end
    document = Document(
        document_id="toy",
        paper_id="paper",
        kind="row" if kind == "row" else "pdf",
        sha256="",
        location="toy.pdf",
        page_count=1,
        parser="toy",
        title=title,
        text=text,
    )
    page = Page(document_id="toy", page=1, start=0, end=len(text), width=600, height=800)
    return DocumentReading(
        document=document, pages=(page,), sections=tuple(sections), lines=(), damage=()
    )


def find_in(text: str, *, year: int | None = None) -> MentionReading:
    """What the toy catalogue's scanner says of a paper with this body."""
    return toy_scanner().find_mentions(read_text(("body", text)), year=year)


def names_in(text: str, *, year: int | None = None) -> list[tuple[str, str]]:
    """Technology and printed name of every mention."""
    return [
        (found.technology_id, text[found.start : found.end])
        for found in find_in(text, year=year).mentions
    ]


@cache
def toy_scanner() -> Scanner:
    """One scanner for all tests."""
    return Scanner(toy_catalogue())
