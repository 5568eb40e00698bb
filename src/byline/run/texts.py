"""The texts of one shard: told apart by digests, made into readings only where that is asked."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from byline.documents.reading import DocumentReading
from byline.records import Document, Page, Section, make_id
from byline.run.columns import Columns
from byline.run.stages import read_markers
from byline.store.parquet import Values
from byline.store.shards import Marker, read_shard_text
from byline.store.study import Study

_STAGES = ("documents", "listing")
"""Those that hold texts: of PDFs, and of a table's rows."""
_SECTIONS_WITH_ABSTRACT = 2
"""A row of a table has these two sections if it has an abstract, else none."""

_DOCUMENT = Columns(Document, but="text")
_PAGE = Columns(Page)
_SECTION = Columns(Section)


def find_texts(study: Study) -> dict[str, dict[str, Marker]]:
    """By shard: the stages that hold its texts, with their markers."""
    found: defaultdict[str, dict[str, Marker]] = defaultdict(dict)
    for stage in reversed(_STAGES):
        for shard, marker in read_markers(study, stage):
            found[shard][stage] = marker
    return found


def count_texts(stage: str, marker: Marker) -> int:
    """The texts that a shard of a stage holds."""
    if stage == "documents":
        return marker.row_counts.get("document", 0)
    return marker.row_counts.get("section", 0) // _SECTIONS_WITH_ABSTRACT


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """One document as it is stored, and its pages and sections."""

    document_id: str
    paper_id: str
    text: bytes
    """In UTF-8."""
    document: Values
    """The other values of its row."""
    pages: tuple[Values, ...]
    sections: tuple[Values, ...]

    @property
    def digest(self) -> str:
        """Of everything that is stored of it."""
        text = hashlib.blake2b(self.text, digest_size=8).hexdigest()
        return make_id(text, self.document, self.pages, self.sections)

    def read(self) -> DocumentReading:
        """The document as it was read, without the lines of page one."""
        return DocumentReading(
            document=_DOCUMENT.record(self.document, text=self.text.decode()),
            pages=tuple(map(_PAGE.record, self.pages)),
            sections=tuple(map(_SECTION.record, self.sections)),
            lines=(),
            damage=(),
        )


def read_texts(study: Study, shard: str) -> Iterator[StoredText]:
    """The PDFs of a shard, and its rows with an abstract."""
    for stage in _STAGES:
        pages = _PAGE.read_by_document(study, stage, shard)
        sections = _SECTION.read_by_document(study, stage, shard)
        texts = read_shard_text(study, stage, shard, Document, "text")
        for values, text in zip(_DOCUMENT.read(study, stage, shard), texts, strict=True):
            document_id = _DOCUMENT.value(values, "document_id")
            if stage == "documents" or document_id in sections:
                yield StoredText(
                    document_id=document_id,
                    paper_id=_DOCUMENT.value(values, "paper_id"),
                    text=text,
                    document=values,
                    pages=tuple(pages[document_id]),
                    sections=tuple(sections[document_id]),
                )
