"""Authors that a paper names at its end because page one does not."""

import re
from collections.abc import Iterator, Sequence

from byline.authorship.cells import Cell, find_page_emails
from byline.authorship.lexicon import fold_words, holds_cue, weigh_name
from byline.authorship.phrases import is_end_heading
from byline.authorship.zones import is_running_text
from byline.documents.reading import DocumentReading
from byline.records import Span

_NUMBERED = re.compile(r"\s*(?:[A-Z]|\d{1,2})(?:\.\d{1,2})*\.?\s+(?=[A-Z])")
_MOST_LINES = 150
_MOST_PROSE = 2
"""Lines of running text on end that close a list of authors."""
_WIDTH, _HEIGHT = 500.0, 10.0
"""Of a made-up box: text of later pages has no geometry, and its lines stand under one another."""


def find_closing_cells(reading: DocumentReading) -> list[Cell]:
    """The lines under the first heading that promises authors and holds any; else none."""
    text = reading.document.text
    first = reading.pages[0].end if reading.pages else len(text)
    lines = list(_find_lines(text, start=first))
    headings = [index for index, (a, b) in enumerate(lines) if is_end_heading(text[a:b])]
    for index in headings:
        cells = _build_cells(text, lines[index + 1 : index + 1 + _MOST_LINES])
        if cells:
            return cells
    return []


def _find_lines(text: str, *, start: int) -> Iterator[Span]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _build_cells(text: str, lines: Sequence[Span]) -> list[Cell]:
    cells: list[Cell] = []
    prose = 0
    for row, (start, end) in enumerate(lines):
        cell = _build_cell(text, start, end, row=row)
        prose = prose + 1 if is_running_text(cell) else 0
        if prose >= _MOST_PROSE or _is_next_part(cell.text):
            break
        if not prose and not is_end_heading(cell.text):
            cells.append(cell)
    return cells


def _is_next_part(line: str) -> bool:
    """Whether a line opens another part of the paper."""
    if line.strip().lower().startswith(("references", "bibliography", "appendix", "supplementary")):
        return True
    match = _NUMBERED.match(line)
    words = line[match.end() :].split() if match else []
    return bool(words) and weigh_name(words) < 0 and not _holds_organisation(words)


def _holds_organisation(words: Sequence[str]) -> bool:
    folded = [part for word in words for part in fold_words(word)]
    return any(
        holds_cue(folded, "organisation", key) for key in ("top", "middle", "unit", "firsts")
    )


def _build_cell(text: str, start: int, end: int, *, row: int) -> Cell:
    top = row * _HEIGHT
    return Cell(
        text=text[start:end],
        start=start,
        end=end,
        row=row,
        block=0,
        box=(0.0, top, _WIDTH, top + _HEIGHT),
        size=_HEIGHT,
        is_bold=False,
        is_italic=False,
        raised=(),
        near_emails=tuple(find_page_emails(text, start=start, end=end)),
    )
