"""Whether a name in running text stands in a caption or a table."""

import re
from bisect import bisect_right

from byline.records import Span

_CAPTION = re.compile(
    r"\n(?:Table|Figure|Fig\.|TABLE|FIGURE|Algorithm|Listing)[ \xa0]?[A-Z]?\.?\d{1,2} ?[:.|]"
)
_CAPTION_END = re.compile(r"[.!?]\n|\n\n")
_LONGEST_CAPTION = 700
_NUMBER = re.compile(r"(?<![\w.])[-+\u00b1]?\d+(?:[.,]\d+)?[%x]?(?![\w.])")
_PROSE = re.compile(r"\b[a-z]{2,}\b")
_LEAST_NUMBERS = 2
_MOST_PROSE = 3


class Layout:
    """Captions and table rows of one passage."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._captions = _find_captions(text)
        self._caption_starts = [start for start, _ in self._captions]
        self._line: Span = (0, 0)
        self._is_row = False

    def place_of(self, start: int, *, otherwise: str) -> str:
        """caption, table, or what is given for text that is neither."""
        index = bisect_right(self._caption_starts, start) - 1
        if index >= 0 and start < self._captions[index][1]:
            return "caption"
        if not self._line[0] <= start <= self._line[1]:
            self._line = _line_at(self._text, start)
            self._is_row = _is_row(self._text, self._line)
        return "table" if self._is_row else otherwise


def _find_captions(text: str) -> list[Span]:
    spans = []
    for found in _CAPTION.finditer(text):
        start = found.start() + 1
        limit = start + _LONGEST_CAPTION
        end = _CAPTION_END.search(text, found.end(), limit)
        spans.append((start, end.end() if end else min(limit, len(text))))
    return spans


def _line_at(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _is_row(text: str, line: Span) -> bool:
    """Whether a line is a row of numbers, or one of bare names next to such a row."""
    start, end = line
    prose = len(_PROSE.findall(text, start, end))
    if prose > _MOST_PROSE or text[end - 1 : end] == ".":
        return False
    if _count_numbers(text, line) >= max(_LEAST_NUMBERS, prose + 1):
        return True
    neighbours = (_line_at(text, max(0, start - 1)), _line_at(text, min(len(text), end + 1)))
    return not prose and any(_is_numeric(text, other) for other in neighbours)


def _is_numeric(text: str, line: Span) -> bool:
    prose = len(_PROSE.findall(text, *line))
    return prose <= _MOST_PROSE and _count_numbers(text, line) > _LEAST_NUMBERS


def _count_numbers(text: str, line: Span) -> int:
    return len(_NUMBER.findall(text, *line))
