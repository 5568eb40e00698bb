"""One PDF to one DocumentReading."""

import hashlib
from collections.abc import Sequence

from byline.documents import pdfium
from byline.documents.blocks import Block, build_blocks
from byline.documents.cells import Cell, build_cells
from byline.documents.glyphs import read_fragments
from byline.documents.page_text import read_page_text
from byline.documents.pdfium import PARSER
from byline.documents.printing import print_cell
from byline.documents.reading import DocumentReading
from byline.documents.rows import build_rows
from byline.documents.sections import find_sections
from byline.documents.titles import find_title, write_title
from byline.records import Document, Line, Page, PaperError, Section, make_id

MOST_PAGES = 500


def read_document(data: bytes, *, paper_id: str, location: str) -> DocumentReading:
    """The text, pages, sections, first-page lines and title of one PDF.

    Raises PaperError for bytes that give no document: ``not_pdf``, ``encrypted``, ``damaged``,
    ``no_pages``, ``too_many_pages`` or ``no_text``.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    document_id = make_id("document", paper_id, sha256, PARSER)
    with pdfium.open_document(data) as opened:
        count = pdfium.count_pages(opened)
        with pdfium.open_page(opened, 1) as page, pdfium.open_text_page(page) as text_page:
            frame = pdfium.read_frame(page)
            blocks = build_blocks(build_cells(build_rows(read_fragments(text_page, frame))))
        text, lines = _write_lines(blocks, document_id)
        pages = [Page(document_id=document_id, page=1, start=0, end=len(text), width=frame.width, height=frame.height)]
        for number in range(2, count + 1):
            with pdfium.open_page(opened, number) as page, pdfium.open_text_page(page) as text_page:
                frame = pdfium.read_frame(page)
                printed = read_page_text(text_page)
            text += "\n\n"
            pages.append(Page(document_id=document_id, page=number, start=len(text), end=len(text) + len(printed), width=frame.width, height=frame.height))
            text += printed
    return DocumentReading(
        document=Document(
            document_id=document_id,
            paper_id=paper_id,
            kind="pdf",
            sha256=sha256,
            location=location,
            page_count=count,
            parser=PARSER,
            title=write_title(find_title(lines, text), text),
            text=text,
        ),
        pages=tuple(pages),
        sections=find_sections(text, pages=pages, body_start=None, document_id=document_id),
        lines=lines,
        damage=(),
    )


def _write_lines(blocks: Sequence[Block], document_id: str) -> tuple[str, tuple[Line, ...]]:
    parts: list[str] = []
    lines: list[Line] = []
    start = 0
    for number, block in enumerate(blocks, start=1):
        if parts:
            parts.append("\n")
            start += 1
        for cell in block.cells:
            printed = print_cell(cell)
            lines.append(
                Line(
                    document_id=document_id,
                    line=len(lines) + 1,
                    page=1,
                    row=cell.row,
                    block=number,
                    start=start,
                    end=start + len(printed.text),
                    box=_box(cell),
                    size=round(printed.size, 2),
                    is_bold=printed.is_bold,
                    is_italic=printed.is_italic,
                    raised=tuple((start + first, start + last) for first, last in printed.raised),
                )
            )
            parts += [printed.text, "\n"]
            start += len(printed.text) + 1
    return "".join(parts), tuple(lines)


def _box(cell: Cell) -> tuple[float, float, float, float]:
    top = min(piece.fragment.style.y - 0.8 * piece.fragment.style.size for piece in cell.pieces)
    bottom = max(piece.fragment.style.y + 0.22 * piece.fragment.style.size for piece in cell.pieces)
    return round(cell.left, 2), round(top, 2), round(cell.right, 2), round(bottom, 2)
