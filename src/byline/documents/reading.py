"""All that reading one PDF gives."""

from dataclasses import dataclass

from byline.records import Document, Line, Page, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReading:
    """One PDF as read: its text and where pages, sections and author-block lines lie in it."""

    document: Document
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    damage: tuple[str, ...]
    """What is missing, page by page or at the file's end; the rest of the document stands."""
