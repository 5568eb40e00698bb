"""A listed paper as records: its Paper, and for a row of a table the authors and affiliations."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from byline.records import (
    Affiliation,
    AuthorBlock,
    Authorship,
    AuthorshipAffiliation,
    Document,
    Evidence,
    Page,
    Paper,
    Section,
    Span,
    make_id,
)
from byline.sources.listing import ListedAuthor, ListedPaper
from byline.sources.titles import normalise_title
from byline.sources.unescaping import is_placeholder, squeeze

PARSER = "row@1"
RULE = "link_row@1"
LAYOUT = "row"
_SOFT_HYPHEN = re.compile(r"\(cid:173\)\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReading:
    """All that one row of a table gives: its text as a document, and the authorship in it."""

    document: Document
    page: Page
    sections: tuple[Section, ...]
    """Authors and abstract apart; none where the source gives no abstract."""
    block: AuthorBlock
    authorships: tuple[Authorship, ...]
    affiliations: tuple[Affiliation, ...]
    links: tuple[AuthorshipAffiliation, ...]
    evidence: tuple[Evidence, ...]


def build_paper(listed: ListedPaper, *, pdf_sha256: str | None = None) -> Paper:
    """The record of a listed paper; its id is made from the PDF's bytes, else from what it says.

    Reads the PDF where its hash is not given; raises PaperError where it cannot be read.
    """
    if listed.pdf is not None and pdf_sha256 is None:
        pdf_sha256 = hashlib.sha256(listed.pdf.read()).hexdigest()
    return Paper(
        paper_id=_make_paper_id(listed, pdf_sha256),
        title=listed.title,
        venue=listed.venue,
        year=listed.year,
        track=listed.track,
        status=listed.status,
        source=listed.source,
        source_key=listed.source_key,
        location=listed.location,
        url=listed.url,
        pdf_sha256=pdf_sha256,
        duplicate_of=None,
    )


def _make_paper_id(listed: ListedPaper, pdf_sha256: str | None) -> str:
    if pdf_sha256 is not None:
        return make_id("paper", "pdf", pdf_sha256)
    title = normalise_title(listed.title) or listed.title
    names = (author.name for author in listed.authors or ())
    return make_id("paper", "row", listed.venue, listed.year, title, *names)


def read_row(listed: ListedPaper, *, paper: Paper) -> RowReading:
    """The records of a row: one line of text per author, the name and then each affiliation.

    Affiliations the source ties to no author stand on a last line that begins with a tab; they
    become records without a link. Missing ones (``None``, ``N/A``) become nothing. An abstract
    follows on a line of its own.
    """
    rows = list(_lay_out(listed))
    front = "\n".join(["\t".join(cells) for cells in rows])
    abstract = _clean_abstract(listed.abstract)
    text = f"{front}\n{abstract}" if abstract else front
    document = _build_document(listed, paper, text)
    page = Page(
        document_id=document.document_id, page=1, start=0, end=len(text), width=0.0, height=0.0
    )
    spans = list(_find_spans(rows))
    sections = _part(document, len(front)) if abstract else ()
    return _Reader(listed, document, page).read(rows, spans, sections)


def _clean_abstract(text: str) -> str:
    """The abstract on one line, without the traces of soft hyphens; empty for a placeholder."""
    joined = squeeze(_SOFT_HYPHEN.sub("", text))
    return "" if is_placeholder(joined) else joined


def _part(document: Document, front: int) -> tuple[Section, ...]:
    """The title and authors of a row before this place, and its abstract after it."""
    document_id, end = document.document_id, len(document.text)
    return (
        Section(document_id=document_id, kind="front_matter", start=0, end=front + 1),
        Section(document_id=document_id, kind="abstract", start=front + 1, end=end),
    )


def _lay_out(listed: ListedPaper) -> Iterator[list[str]]:
    """The cells of each line: the title, the authors, and what is tied to nobody."""
    yield [squeeze(listed.title)]
    for author in listed.authors or ():
        if name := squeeze(author.name):
            yield [name, *_present(author.affiliations)]
    if untied := _present(listed.affiliations):
        yield ["", *untied]


def _present(affiliations: tuple[str, ...]) -> list[str]:
    cleaned = (squeeze(affiliation) for affiliation in affiliations)
    return list(dict.fromkeys(one for one in cleaned if not is_placeholder(one)))


def _find_spans(rows: list[list[str]]) -> Iterator[list[Span]]:
    """Where each cell of each line stands in the text."""
    at = 0
    for cells in rows:
        spans: list[Span] = []
        for cell in cells:
            spans.append((at, at + len(cell)))
            at += len(cell) + 1
        yield spans


def _build_document(listed: ListedPaper, paper: Paper, text: str) -> Document:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        document_id=make_id("document", paper.paper_id, sha256),
        paper_id=paper.paper_id,
        kind="row",
        sha256=sha256,
        location=listed.location,
        page_count=1,
        parser=PARSER,
        title=squeeze(listed.title),
        text=text,
    )


class _Reader:
    """Builds the records of one row while it notes the evidence of each."""

    def __init__(self, listed: ListedPaper, document: Document, page: Page) -> None:
        self._authors = [author for author in listed.authors or () if squeeze(author.name)]
        self._source = listed.affiliation_source
        self._document = document
        self._page = page
        self._evidence: list[Evidence] = []
        self._affiliations: dict[str, Affiliation] = {}

    def read(
        self, rows: list[list[str]], spans: list[list[Span]], sections: tuple[Section, ...]
    ) -> RowReading:
        """The reading of lines laid out as `rows`, with the span of each cell."""
        authorships: list[Authorship] = []
        links: list[AuthorshipAffiliation] = []
        for line, (cells, places) in enumerate(zip(rows[1:], spans[1:], strict=True)):
            found = [self._affiliation(*pair) for pair in zip(cells[1:], places[1:], strict=True)]
            if cells[0]:
                author = self._authorship(line + 1, self._authors[line], places[0])
                authorships.append(author)
                links += [self._link(author, affiliation) for affiliation in found]
        block = AuthorBlock(
            document_id=self._document.document_id,
            paper_id=self._document.paper_id,
            status="read" if authorships else "none_printed",
            layout=LAYOUT,
        )
        return RowReading(
            document=self._document,
            page=self._page,
            sections=sections,
            block=block,
            authorships=tuple(authorships),
            affiliations=tuple(self._affiliations.values()),
            links=tuple(links),
            evidence=tuple(self._evidence),
        )

    def _authorship(self, position: int, author: ListedAuthor, span: Span) -> Authorship:
        return Authorship(
            authorship_id=make_id("authorship", self._document.document_id, position),
            paper_id=self._document.paper_id,
            document_id=self._document.document_id,
            position=position,
            name=squeeze(author.name),
            role_note="",
            is_group=False,
            profile_id=author.profile_id,
            evidence_id=self._prove(span),
        )

    def _affiliation(self, text: str, span: Span) -> Affiliation:
        """The affiliation of this string, shared by all authors of the paper who have it."""
        if text not in self._affiliations:
            position = len(self._affiliations) + 1
            self._affiliations[text] = Affiliation(
                affiliation_id=make_id("affiliation", self._document.document_id, position),
                paper_id=self._document.paper_id,
                document_id=self._document.document_id,
                position=position,
                raw_affiliation_string=text,
                source=self._source,
                email_domains=(),
                evidence_id=self._prove(span),
            )
        return self._affiliations[text]

    def _link(self, author: Authorship, affiliation: Affiliation) -> AuthorshipAffiliation:
        return AuthorshipAffiliation(
            authorship_id=author.authorship_id,
            affiliation_id=affiliation.affiliation_id,
            paper_id=self._document.paper_id,
            role="affiliation",
            rule=RULE,
        )

    def _prove(self, span: Span) -> str:
        parts = self._document.evidence(span, pages=[self._page])
        self._evidence.extend(parts)
        return parts[0].evidence_id
