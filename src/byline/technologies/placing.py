"""Whether a name in running text stands in a caption or a table."""

import re
from bisect import bisect_right
from typing import Final

from byline.records import Span
from byline.technologies.passages import Passage

_LAID_OUT: Final = frozenset({"body", "appendix"})
_CAPTION: Final = re.compile(
    r"\n(?:Table|Figure|Fig\.|TABLE|FIGURE|Algorithm|Listing)[ \xa0]?[A-Z]?\.?\d{1,2} ?[:.|]"
)
_CAPTION_END: Final = re.compile(r"[.!?\n]\n")
_LONGEST_CAPTION: Final = 700
_NUMBER: Final = re.compile(r"\d(?<![\w.]\d)\d*(?:[.,]\d+)?[%x]?(?![\w.])")
"""Without its sign; here as below, a beginning of one character is searched for fast."""
_PROSE: Final = re.compile(r"[a-z](?<!\w[a-z])[a-z]++(?!\w)")
_MOST_PROSE: Final = 3
"""Words that a row of a table may have."""
_RUN_OF_PROSE: Final = re.compile(rf" [a-z]{{2,}}+,?+(?: [a-z]{{2,}}+,?+){{{_MOST_PROSE}}}+(?!\w)")
"""More such words one after the other: a glance that is enough for most lines."""
_LEAST_NUMBERS: Final = 2


class Layout:
    """Captions and table rows of one passage."""

    def __init__(self, passage: Passage) -> None:
        self._text = passage.view.text
        self._place = passage.place
        self._is_laid_out = passage.place in _LAID_OUT
        self._captions: dict[int, int] | None = None
        """Where they begin, and where the words end that open them."""
        self._starts: list[int] = []
        self._ends: dict[int, int] = {}
        """Where captions end, each looked for when it is first asked."""
        self._line: Span = (0, 0)
        self._is_row = False

    def place_of(self, start: int) -> str:
        """The passage's place, or caption or table where such a thing stands."""
        if not self._is_laid_out:
            return self._place
        if self._captions is None:
            self._captions = _find_captions(self._text)
            self._starts = list(self._captions)
        if self._is_in_caption(self._captions, start):
            return "caption"
        if not self._line[0] <= start < self._line[1]:
            self._line = _line_at(self._text, start)
            self._is_row = _is_row(self._text, self._line)
        return "table" if self._is_row else self._place

    def _is_in_caption(self, captions: dict[int, int], at: int) -> bool:
        """Whether the last caption that begins before a place has not ended there."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return False
        start = self._starts[index]
        if at >= start + _LONGEST_CAPTION:
            return False
        if start not in self._ends:
            self._ends[start] = _end_caption(self._text, (start, captions[start]))
        return at < self._ends[start]


def _find_captions(text: str) -> dict[int, int]:
    """Where the words that open a caption begin and end: "Table 1:"."""
    return {found.start() + 1: found.end() for found in _CAPTION.finditer(text)}


def _end_caption(text: str, opening: Span) -> int:
    """Where a caption ends that begins with these words."""
    longest = min(len(text), opening[0] + _LONGEST_CAPTION)
    end = _CAPTION_END.search(text, opening[1], longest)
    return end.end() if end else longest


def _line_at(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _is_row(text: str, line: Span) -> bool:
    """Whether a line is a row of numbers, or one of bare names next to such a row."""
    start, end = line
    if text[end - 1 : end] == "." or _RUN_OF_PROSE.search(text, start, end):
        return False
    numbers = _count(_NUMBER, text, line)
    if numbers >= _LEAST_NUMBERS:
        return _count(_PROSE, text, line) <= min(numbers - 1, _MOST_PROSE)
    if _PROSE.search(text, start, end):
        return False
    before, after = _line_at(text, max(0, start - 1)), _line_at(text, min(len(text), end + 1))
    return _is_numeric(text, before) or _is_numeric(text, after)


def _is_numeric(text: str, line: Span) -> bool:
    if _count(_NUMBER, text, line) <= _LEAST_NUMBERS:
        return False
    return _count(_PROSE, text, line) <= _MOST_PROSE


def _count(pattern: re.Pattern[str], text: str, line: Span) -> int:
    return len(pattern.findall(text, line[0], line[1]))
