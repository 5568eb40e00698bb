"""Papers made of plain words, to be searched for names."""

from byline.documents.reading import DocumentReading
from byline.records import Document, Page, Section, SectionKind


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
