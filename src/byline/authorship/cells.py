"""Lines of page one as cells with tokens, ready to be told apart."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from byline.authorship.emails import EmailGroup, find_emails
from byline.authorship.tokens import Token, find_tokens
from byline.documents.reading import DocumentReading
from byline.records import Box, Line, Span

_LEAST_MARGIN = 5
"""Lines that end at one right edge where that edge is a margin."""
_SEVERAL_GAPS = 3


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One line of print; lines of later pages have no geometry of their own."""

    text: str
    start: int
    end: int
    row: int
    block: int
    box: Box
    size: float
    is_bold: bool
    is_italic: bool
    raised: tuple[Span, ...]
    near_emails: tuple[EmailGroup, ...]
    """Addresses that stand on this line at least in part."""

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words, marks and separators."""
        found = find_tokens(
            self.text,
            offset=self.start,
            raised=self.raised,
            emails=[(group.start, group.end) for group in self.near_emails],
        )
        return _drop_gaps(found) if _is_spaced_out(found) else found

    @property
    def emails(self) -> tuple[EmailGroup, ...]:
        """Addresses that end on this line."""
        return tuple(group for group in self.near_emails if group.end <= self.end)

    @property
    def words(self) -> tuple[Token, ...]:
        """Its words alone."""
        return tuple(token for token in self.tokens if token.kind == "word")

    @property
    def middle(self) -> float:
        """Horizontal middle in points."""
        return (self.box[0] + self.box[2]) / 2


def _is_spaced_out(tokens: Sequence[Token]) -> bool:
    """Whether all spaces of a list with commas are as wide as gaps, so that none parts anything."""
    kinds = [token.kind for token in tokens if token.kind != "mark"]
    is_list = "comma" in kinds or "and" in kinds
    return (
        kinds.count("gap") >= _SEVERAL_GAPS
        and is_list
        and not any(
            before != "gap" and after in {"word", "and"} for before, after in pairwise(kinds)
        )
    )


def _drop_gaps(tokens: Sequence[Token]) -> tuple[Token, ...]:
    return tuple(token for token in tokens if token.kind != "gap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """The document's text, and where its lines break because they are full."""

    text: str
    full: frozenset[int]
    """Ends of lines that reach the right margin, so that the next line goes on with them."""


def read_print(reading: DocumentReading) -> Print:
    """The text with its full lines, told by right edges that many lines share."""
    edges = Counter(round(line.box[2]) for line in reading.lines)
    near = {edge: edges[edge - 1] + edges[edge] + edges[edge + 1] for edge in edges}
    full = (line.end for line in reading.lines if near[round(line.box[2])] >= _LEAST_MARGIN)
    return Print(text=reading.document.text, full=frozenset(full))


def build_cells(reading: DocumentReading) -> list[Cell]:
    """Every line of page one, from top to bottom and left to right."""
    if not reading.lines:
        return []
    first = min(line.start for line in reading.lines)
    last = max(line.end for line in reading.lines)
    emails = find_page_emails(reading.document.text, start=first, end=last)
    cells = [_build_cell(line, reading.document.text, emails) for line in reading.lines]
    return sorted(cells, key=lambda cell: (cell.row, cell.box[0]))


def find_page_emails(text: str, *, start: int, end: int) -> list[EmailGroup]:
    """The e-mail addresses between two positions of the text, with absolute spans."""
    return [
        EmailGroup(
            start=group.start + start,
            end=group.end + start,
            locals=group.locals,
            domain=group.domain,
            domain_span=(group.domain_span[0] + start, group.domain_span[1] + start),
        )
        for group in find_emails(text[start:end])
    ]


def _build_cell(line: Line, text: str, emails: Sequence[EmailGroup]) -> Cell:
    return Cell(
        text=text[line.start : line.end],
        start=line.start,
        end=line.end,
        row=line.row,
        block=line.block,
        box=line.box,
        size=line.size,
        is_bold=line.is_bold,
        is_italic=line.is_italic,
        raised=line.raised,
        near_emails=tuple(g for g in emails if g.start < line.end and line.start < g.end),
    )
