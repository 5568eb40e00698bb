"""What the search for names in one paper gives."""

from dataclasses import dataclass
from typing import NamedTuple

from byline.documents.reading import DocumentReading
from byline.records import AcceleratorAmount, Evidence, Mention, Role, Span, make_id
from byline.technologies.sentences import find_sentence, split_at_pages


class FoundName(NamedTuple):
    """An accepted name, before its role is known."""

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
    within: Span
    """The stretch of the text it was found in, which its sentence never leaves."""


class RefusedName(NamedTuple):
    """An alias that stands in the paper and is no mention, and the rule that says so."""

    technology_id: str
    alias: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionReading:
    """All names of technologies in one paper, in the order of the text."""

    mentions: tuple[FoundName, ...]
    refused: tuple[RefusedName, ...]
    amounts: tuple[AcceleratorAmount, ...]
    evidence: tuple[Evidence, ...]
    """Of the amounts; that of a mention is made with it by `write_mention`."""


def sentence_of(reading: DocumentReading, found: FoundName) -> Span:
    """The sentence around a name, or its line in a table."""
    return find_sentence(
        reading.document.text,
        (found.start, found.end),
        within=found.within,
        is_line=found.place == "table",
    )


def write_mention(
    reading: DocumentReading,
    found: FoundName,
    *,
    role: Role,
    probability: float,
    words: Span | None = None,
) -> tuple[Mention, tuple[Evidence, ...]]:
    """The record of a mention, and the words that show its role, its sentence, as evidence."""
    document = reading.document
    shown = sentence_of(reading, found) if words is None else words
    spans = split_at_pages(document.text, shown, pages=reading.pages)
    evidence = document.evidence(*spans, pages=reading.pages)
    mention = Mention(
        mention_id=make_id("mention", document.document_id, found.technology_id, found.start),
        paper_id=document.paper_id,
        document_id=document.document_id,
        technology_id=found.technology_id,
        name=document.text[found.start : found.end],
        place=found.place,
        rule=found.rule,
        role=role,
        probability=probability,
        start=found.start,
        end=found.end,
        evidence_id=evidence[0].evidence_id,
    )
    return mention, evidence
