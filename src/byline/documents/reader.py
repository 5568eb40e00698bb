"""One PDF to one DocumentReading: text, pages, sections, first-page lines, title, damage."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from byline.documents import pdfium
from byline.documents.headings import find_heading, opens_abstract
from byline.documents.page_one import PageOne, read_page_one, write_lines
from byline.documents.page_text import read_page_text
from byline.documents.pdfium import PARSER
from byline.documents.reading import DocumentReading
from byline.documents.sections import find_sections
from byline.documents.titles import find_title, write_title
from byline.records import Document, Line, Page, PaperError, make_id

MOST_PAGES = 500
_MOST_TEXT = 20_000_000
"""Characters of a document after which its pages are no longer read."""
_LEAST_LETTERS = 100
_MOST_CHARACTERS = 100_000
"""Of one page: print has less than a tenth of that."""
_LEAST_CHARACTERS, _LEAST_SHARE = 200, 0.5
_HEAD = 1024
_TAIL = 2048
_BETWEEN_PAGES = "\n\n"
_LONGEST_FORM = 4
_FORM = re.compile(
    r"(?i)\b(?:copyright|permission|licen[cs]e|consent) "
    r"(?:transfer |release |permission |to publish )?(?:form|agreement|release)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageReading:
    """The text of one page and its size in points; `trouble` is empty where all went well."""

    text: str = ""
    width: float = 0.0
    height: float = 0.0
    trouble: str = ""
    is_lost: bool = False
    page_one: PageOne | None = None


def read_document(
    data: bytes, *, paper_id: str, location: str, first_pages: int | None = None
) -> DocumentReading:
    """The text, pages, sections, first-page lines and title of one PDF.

    With `first_pages` no page after them is read, and the document is as if it had no more.

    Raises PaperError for bytes that give no paper: ``not_pdf``, ``encrypted``, ``damaged``,
    ``no_pages``, ``too_many_pages``, ``no_text`` or ``not_a_paper``. Call it in a worker of its
    own (`byline.documents.pool`): hostile files can crash it or never end.
    """
    if b"%PDF-" not in data[:_HEAD]:
        raise PaperError("not_pdf", f"{_describe(data)}, not a PDF: fetch it again")
    with pdfium.open_document(data) as opened:
        readings = list(islice(_read_pages(opened), first_pages))
    if all(reading.is_lost for reading in readings):
        raise PaperError("damaged", f"{readings[0].trouble}, nor can any other: fetch it again")
    sha256 = hashlib.sha256(data).hexdigest()
    document_id = make_id("document", paper_id, sha256, PARSER)
    text, pages = _join_pages(readings, document_id)
    page_one = readings[0].page_one or PageOne(text="", cells=())
    lines = write_lines(page_one, document_id=document_id)
    title = find_title(lines, text)
    _check_paper(text, page_count=len(pages))
    return DocumentReading(
        document=Document(
            document_id=document_id,
            paper_id=paper_id,
            kind="pdf",
            sha256=sha256,
            location=location,
            page_count=len(pages),
            parser=PARSER,
            title=write_title(title, text),
            text=text,
        ),
        pages=pages,
        sections=find_sections(
            text,
            pages=pages,
            text_start=_find_text(page_one, title),
            document_id=document_id,
        ),
        lines=lines,
        damage=tuple(_find_damage(data, readings)),
    )


def _describe(data: bytes) -> str:
    """What a file that is no PDF seems to be."""
    head = data[:_HEAD].lstrip().lower()
    if not head:
        return "an empty file"
    return (
        "a web page" if head.startswith((b"<!doctype", b"<html", b"<?xml")) else "some other file"
    )


def _read_pages(document: int) -> Iterator[_PageReading]:
    """All pages in order; a page that cannot be read is empty and says so."""
    count = pdfium.count_pages(document)
    if count < 1:
        raise PaperError("no_pages", "the file holds no page: fetch it again")
    if count > MOST_PAGES:
        raise PaperError(
            "too_many_pages", f"{count} pages, more than the {MOST_PAGES} that are read"
        )
    length = 0
    for number in range(1, count + 1):
        if length > _MOST_TEXT:
            yield _PageReading(trouble=f"page {number} is not read, the text before it is too long")
            continue
        reading = _read_page(document, number)
        length += len(reading.text)
        yield reading


def _read_page(document: int, number: int) -> _PageReading:
    try:
        with (
            pdfium.open_page(document, number) as page,
            pdfium.open_text_page(page) as text_page,
        ):
            count = _count_characters(text_page, number)
            frame = pdfium.read_frame(page)
            page_one = read_page_one(text_page, frame) if number == 1 else None
            text = page_one.text if page_one else read_page_text(text_page, frame)
    except PaperError as error:
        return _PageReading(trouble=error.message, is_lost=True)
    is_garbled = count >= _LEAST_CHARACTERS and len(text) < _LEAST_SHARE * count
    return _PageReading(
        text=text,
        width=round(frame.width, 2),
        height=round(frame.height, 2),
        trouble=f"page {number} can be read by less than half" if is_garbled else "",
        page_one=page_one,
    )


def _count_characters(text_page: int, number: int) -> int:
    count = pdfium.count_characters(text_page)
    if count > _MOST_CHARACTERS:
        raise PaperError("damaged_page", f"page {number} claims to hold {count} characters")
    return count


def _join_pages(readings: Sequence[_PageReading], document_id: str) -> tuple[str, tuple[Page, ...]]:
    pages: list[Page] = []
    start = 0
    for number, reading in enumerate(readings, start=1):
        end = start + len(reading.text)
        pages.append(
            Page(
                document_id=document_id,
                page=number,
                start=start,
                end=end,
                width=reading.width,
                height=reading.height,
            )
        )
        start = end + len(_BETWEEN_PAGES)
    return _BETWEEN_PAGES.join(reading.text for reading in readings), tuple(pages)


def _check_paper(text: str, *, page_count: int) -> None:
    """Raises PaperError for a scan without text, and for a form that lies beside papers."""
    if next(islice(filter(str.isalpha, text), _LEAST_LETTERS, None), None) is None:
        raise PaperError("no_text", "hardly a letter can be read: the pages are pictures of text")
    headings = {find_heading(line) for line in text.split("\n")}
    is_form = page_count <= _LONGEST_FORM and _FORM.search(text[:_HEAD]) is not None
    if is_form and not headings & {"abstract", "introduction", "references"}:
        raise PaperError("not_a_paper", "a form about copyright or permission, not a paper")


def _find_text(page: PageOne, title: Sequence[Line]) -> int | None:
    """Where running text begins below the title of a page one that calls nothing an abstract."""
    after = title[-1].end if title else 0
    if any(opens_abstract(placed.printed.text) for placed in page.cells):
        return None
    starts = (placed.start for placed in page.cells if placed.is_running_text)
    return next((start for start in starts if start > after), None)


def _find_damage(data: bytes, readings: Sequence[_PageReading]) -> Iterator[str]:
    """Signs that the file was cut short or that pages of it are lost."""
    if b"%%EOF" not in data[-_TAIL:]:
        yield "the file does not end as PDFs do: part of it may be missing, fetch it again"
    yield from (reading.trouble for reading in readings if reading.trouble)
