"""Documents and authorships: what workers make of one paper, its rows, and rows read back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from byline.authorship.finder import find_authorship
from byline.authorship.reading import AuthorshipReading
from byline.documents.reader import read_document
from byline.documents.reading import DocumentReading
from byline.records import Document, Failure, Line, Page, Row, Section, make_id
from byline.store.shards import read_shard
from byline.store.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfTask:
    """One PDF to read: which paper it is, and where its bytes lie."""

    paper_id: str
    path: Path
    location: str


def read_pdf(task: PdfTask) -> DocumentReading:
    """The document of one PDF; raises PaperError where it cannot be read."""
    return read_document(task.path.read_bytes(), paper_id=task.paper_id, location=task.location)


def rows_of_document(reading: DocumentReading, *, location: str) -> list[Row]:
    """The rows of one document; what is missing of it are failures beside it."""
    paper_id = reading.document.paper_id
    damage = [
        Failure(
            failure_id=make_id("documents", paper_id, message),
            paper_id=paper_id,
            stage="documents",
            kind="partly_damaged",
            message=message,
            location=location,
        )
        for message in reading.damage
    ]
    return [reading.document, *reading.pages, *reading.sections, *reading.lines, *damage]


def read_authors(reading: DocumentReading) -> AuthorshipReading:
    """The authors of one document."""
    return find_authorship(reading)


def rows_of_authorship(reading: AuthorshipReading) -> list[Row]:
    """The rows of one author block."""
    return [
        reading.block,
        *reading.authorships,
        *reading.affiliations,
        *reading.links,
        *reading.evidence,
    ]


def read_readings(study: Study, stage: str, shard: str) -> Iterator[DocumentReading]:
    """The documents that a stage keeps in a shard, as they were read."""
    pages = group_by_document(read_shard(study, stage, shard, Page))
    sections = group_by_document(read_shard(study, stage, shard, Section))
    lines = group_by_document(read_shard(study, stage, shard, Line))
    for document in read_shard(study, stage, shard, Document):
        yield DocumentReading(
            document=document,
            pages=tuple(pages[document.document_id]),
            sections=tuple(sections[document.document_id]),
            lines=tuple(lines[document.document_id]),
            damage=(),
        )


OfDocument = TypeVar("OfDocument", Page, Section, Line)


def group_by_document(rows: Iterable[OfDocument]) -> defaultdict[str, list[OfDocument]]:
    """Rows by the document they belong to."""
    grouped: defaultdict[str, list[OfDocument]] = defaultdict(list)
    for row in rows:
        grouped[row.document_id].append(row)
    return grouped
