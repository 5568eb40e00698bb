"""Authors that a paper names at its end because page one does not."""

import re
from collections.abc import Iterator, Sequence

from byline.authorship.cells import Cell, find_page_emails
from byline.authorship.lexicon import fold_words, holds_cue
from byline.authorship.phrases import is_end_heading
from byline.authorship.zones import is_running_text
from byline.documents.reading import DocumentReading
from byline.records import Span

_NUMBERED = re.compile(r"\s*(?:[A-Z]|\d{1,2}\.?)(?:\.\d{1,2})*\s+[^\W\d_a-z][^,;]*")
_ROLE = re.compile(
    r"\s*(?i:(?:(?:core|key|main|other|additional|project|team|technical)\s+)?"
    r"(?:contributors?|authors?|leads?|leaders?|advis[eo]rs?|members?|supervisors?)\s*[:：]?\s+)"
    r"(?=[^\W\d_a-z])"
)
_MOST_LINES = 400
_MOST_PROSE = 2
"""Lines of running text on end that close a list of authors."""
_WIDTH, _HEIGHT = 500.0, 10.0
"""Of a made-up box: text of later pages has no geometry, and its lines stand under one another."""


def find_closing_cells(reading: DocumentReading) -> Iterator[list[Cell]]:
    """The lines under each heading that promises authors, from page two on."""
    text = reading.document.text
    first = reading.pages[0].end if reading.pages else len(text)
    lines = list(_find_lines(text, start=first))
    for index, (start, end) in enumerate(lines):
        if is_end_heading(text[start:end]):
            yield _build_cells(text, lines[index + 1 : index + 1 + _MOST_LINES])


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
        cell = _build_cell(text, start + _measure_role(text[start:end]), end, row=row)
        prose = prose + 1 if is_running_text(cell) else 0
        if prose >= _MOST_PROSE or _is_next_part(cell.text):
            break
        is_number = cell.text.strip().isdigit()
        if not prose and not is_number and not is_end_heading(cell.text):
            cells.append(cell)
    return cells


def _measure_role(line: str) -> int:
    """How much of a line is a heading before names, such as ``Core Contributors``."""
    match = _ROLE.match(line)
    return match.end() if match else 0


def _is_next_part(line: str) -> bool:
    """Whether a line opens another part of the paper."""
    if line.strip().lower().startswith(("references", "bibliography", "appendix", "supplementary")):
        return True
    return bool(_NUMBERED.fullmatch(line)) and not _holds_organisation(line.split())


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
