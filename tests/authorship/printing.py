"""Author blocks for tests, written as plain rows and set with made-up geometry.

A row is a string; `` | `` parts its cells and ``^{...}`` raises what is inside. A row that begins
with ``<`` is set from the left margin, its cells one after the other; every other one is centred.
``+`` goes on with the block of the row above it; ``//`` is small print.
"""

import re
from collections.abc import Sequence

from byline.authorship.finder import find_authorship
from byline.authorship.reading import AuthorshipReading
from byline.documents.reading import DocumentReading
from byline.records import Document, Line, Page, make_id

WIDTH, HEIGHT = 612.0, 792.0
LEFT, RIGHT = 72.0, 540.0
PROSE = (
    "We show that this is the case for all of the tasks that we have looked at in these papers,",
    "and that it can be used by others with the tools that have been released by their authors.",
)
_LETTER = 0.5
_GAP = 20.0
_RAISED = re.compile(r"\^\{([^}]*)\}")


class _Press:
    def __init__(self) -> None:
        self.text = ""
        self.lines: list[Line] = []
        self.row = self.block = 0

    def set_row(
        self,
        cells: Sequence[str],
        *,
        top: float,
        size: float,
        is_left: bool = False,
        goes_on: bool = False,
    ) -> None:
        self.row += 1
        self.block += not goes_on
        slot = (RIGHT - LEFT) / len(cells)
        left = LEFT
        for index, cell in enumerate(cells):
            middle = LEFT + slot * (index + 0.5)
            self._set_cell(cell, top=top, size=size, middle=None if is_left else middle, left=left)
            left = self.lines[-1].box[2] + _GAP

    def _set_cell(
        self, cell: str, *, top: float, size: float, middle: float | None, left: float
    ) -> None:
        start, raised = len(self.text), []
        plain, last = "", 0
        for match in _RAISED.finditer(cell):
            plain += cell[last : match.start()]
            raised.append((start + len(plain), start + len(plain) + len(match[1])))
            plain += match[1]
            last = match.end()
        plain += cell[last:]
        width = len(plain) * size * _LETTER
        left = left if middle is None else middle - width / 2
        self.text += plain + "\n"
        self.lines.append(
            Line(
                document_id="document",
                line=len(self.lines) + 1,
                page=1,
                row=self.row,
                block=self.block,
                start=start,
                end=start + len(plain),
                box=(left, top, left + width, top + size),
                size=size,
                is_bold=False,
                is_italic=False,
                raised=tuple(raised),
            )
        )


def set_page(
    *rows: str, title: str = "Slow Lanterns for Fast Readers", ending: str = ""
) -> DocumentReading:
    """Page one with this author block between title and abstract, and the text of a last page."""
    press = _Press()
    press.set_row([title], top=80, size=17, is_left=False)
    top = 120.0
    for row in (row for row in rows if not row.startswith("//")):
        is_left, goes_on = row.startswith("<"), row.startswith("+")
        cells = row.removeprefix("<").removeprefix("+").split(" | ")
        press.set_row(cells, top=top, size=10, is_left=is_left, goes_on=goes_on)
        top += 12
    press.set_row(["Abstract"], top=top + 20, size=12, is_left=False)
    for index in range(8):
        line = PROSE[index % 2]
        press.set_row([line], top=top + 40 + 12 * index, size=10, is_left=True)
    top = 680.0
    for row in (row for row in rows if row.startswith("//")):
        cells = row.removeprefix("//").strip().split(" | ")
        press.set_row(cells, top=top, size=8, is_left=True)
        top += 10
    return _bind(press, title, ending)


def _bind(press: _Press, title: str, ending: str) -> DocumentReading:
    text = press.text + ending
    pages = [_page(1, 0, len(press.text))]
    if ending:
        pages.append(_page(2, len(press.text), len(text)))
    return DocumentReading(
        document=Document(
            document_id="document",
            paper_id="paper",
            kind="pdf",
            sha256=make_id(text),
            location="paper.pdf",
            page_count=len(pages),
            parser="test",
            title=title,
            text=text,
        ),
        pages=tuple(pages),
        sections=(),
        lines=tuple(press.lines),
        damage=(),
    )


def _page(number: int, start: int, end: int) -> Page:
    return Page(
        document_id="document", page=number, start=start, end=end, width=WIDTH, height=HEIGHT
    )


def read_block(*rows: str, ending: str = "") -> dict[str, list[str]]:
    """Author names with the affiliations they belong to, internships and the like left out."""
    return list_members(find_authorship(set_page(*rows, ending=ending)))


def list_members(reading: AuthorshipReading, role: str = "affiliation") -> dict[str, list[str]]:
    """Author names with the affiliations that one role ties them to."""
    printed = {row.affiliation_id: row.raw_affiliation_string for row in reading.affiliations}
    return {
        author.name: [
            printed[link.affiliation_id]
            for link in reading.links
            if link.authorship_id == author.authorship_id and link.role == role
        ]
        for author in reading.authorships
    }


def list_notes(reading: AuthorshipReading) -> dict[str, str]:
    """Author names with their role notes."""
    return {author.name: author.role_note for author in reading.authorships}
