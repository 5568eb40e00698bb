"""Page one in reading order: blocks of cells, one after another, with the place of each line."""

from collections.abc import Sequence
from dataclasses import dataclass

from byline.documents.blocks import Block, build_blocks, is_justified
from byline.documents.cells import Cell, build_cells
from byline.documents.characters import read_fragments
from byline.documents.margins import drop_line_numbers
from byline.documents.pdfium import Frame
from byline.documents.printing import PrintedCell, print_cell
from byline.documents.rows import build_rows
from byline.records import Box, Line

ASCENT, DESCENT = 0.8, 0.22
"""In font sizes: how far print reaches above and below its baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCell:
    """A cell with its text, where that text starts on the page, and its block."""

    cell: Cell
    printed: PrintedCell
    start: int
    block: int
    is_running_text: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOne:
    """The text of page one and its cells in the same order."""

    text: str
    cells: tuple[PlacedCell, ...]


def read_page_one(text_page: int, frame: Frame) -> PageOne:
    """The text of a page rebuilt from the geometry of its characters."""
    fragments = drop_line_numbers(read_fragments(text_page, frame))
    return _place(build_blocks(build_cells(build_rows(fragments))))


def _place(blocks: Sequence[Block]) -> PageOne:
    """Lines end in a line break, blocks in two."""
    parts: list[str] = []
    placed: list[PlacedCell] = []
    length = 0
    for number, block in enumerate(blocks, start=1):
        is_running_text = is_justified(block)
        for cell in block.cells:
            printed = print_cell(cell)
            placed.append(
                PlacedCell(
                    cell=cell,
                    printed=printed,
                    start=length,
                    block=number,
                    is_running_text=is_running_text,
                )
            )
            parts += [printed.text, "\n"]
            length += len(printed.text) + 1
        parts.append("\n")
        length += 1
    return PageOne(text="".join(parts).rstrip("\n"), cells=tuple(placed))


def write_lines(page: PageOne, *, document_id: str) -> tuple[Line, ...]:
    """The cells of page one as records; its text stands at the start of the document."""
    return tuple(
        _write_line(placed, number=number, document_id=document_id)
        for number, placed in enumerate(page.cells, start=1)
    )


def _write_line(placed: PlacedCell, *, number: int, document_id: str) -> Line:
    printed, start = placed.printed, placed.start
    return Line(
        document_id=document_id,
        line=number,
        page=1,
        row=placed.cell.row,
        block=placed.block,
        start=start,
        end=start + len(printed.text),
        box=find_cell_box(placed.cell),
        size=round(printed.size, 2),
        is_bold=printed.is_bold,
        is_italic=printed.is_italic,
        raised=tuple((start + first, start + last) for first, last in printed.raised),
    )


def find_cell_box(cell: Cell) -> Box:
    """The box around a cell, superscripts included."""
    styles = [piece.fragment.style for piece in cell.pieces]
    top = min(style.y - ASCENT * style.size for style in styles)
    bottom = max(style.y + DESCENT * style.size for style in styles)
    return round(cell.left, 2), round(top, 2), round(cell.right, 2), round(bottom, 2)
