"""Cells to text: spaces rebuilt from gaps, raised runs noted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from byline.documents.cells import Cell
from byline.documents.glyphs import Glyph, Style
from byline.documents.rows import Piece, usual_size
from byline.records import Span

_WORD_GAP = 0.16
"""In font sizes: a wider gap parts words even where the file holds no space."""
_SPACED_GAP = 0.04
"""In font sizes: a gap this wide parts words where the file holds a space."""
_LEAST_WIDE_GAP = 0.42
_WIDE_FOR_ITS_LINE = 1.7
_FEWEST_GAPS = 2
_WIDE_GAP = 0.7
"""In font sizes: a wider gap, as between names set side by side, is two spaces."""
_LETTERSPACED = 0.1
"""In font sizes: where half of all gaps are wider, letters are spaced apart for looks."""
_BEYOND_LETTERSPACE = 1.8


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCell:
    """A cell as text: where in it each glyph stands, and which stretches are superscripts."""

    text: str
    glyphs: tuple[Glyph, ...]
    starts: tuple[int, ...]
    raised: tuple[Span, ...]
    size: float
    is_bold: bool
    is_italic: bool


def print_cell(cell: Cell) -> PrintedCell:
    """The text of a cell."""
    glyphs = tuple(glyph for piece in cell.pieces for glyph in piece.fragment.glyphs)
    text, starts = _space_out(glyphs)
    level = [piece for piece in cell.pieces if not piece.is_raised] or cell.pieces
    return PrintedCell(
        text=text,
        glyphs=glyphs,
        starts=starts,
        raised=_find_raised(cell.pieces, glyphs, starts),
        size=usual_size(piece.fragment for piece in level),
        is_bold=_is_mostly(level, lambda style: style.is_bold),
        is_italic=_is_mostly(level, lambda style: style.is_italic),
    )


def _is_mostly(pieces: Sequence[Piece], test: Callable[[Style], bool]) -> bool:
    """Whether more than half of the glyphs pass the test of their style."""
    balance = (len(p.fragment.glyphs) * (1 if test(p.fragment.style) else -1) for p in pieces)
    return sum(balance) > 0


def _space_out(glyphs: Sequence[Glyph]) -> tuple[str, tuple[int, ...]]:
    """The text with its spaces, and the offset of each glyph in it."""
    gaps = [(after[1] - before[2]) / after[4].size for before, after in pairwise(glyphs)]
    word_gap = _find_word_gap(gaps)
    spaced_gap = _SPACED_GAP if word_gap == _WORD_GAP else word_gap
    wide_gap = max(_find_wide_gap(gaps, word_gap), 2 * word_gap)
    parts, starts = [glyphs[0].character], [0]
    length = len(parts[0])
    for (character, _, _, follows_space, _), gap in zip(glyphs[1:], gaps, strict=True):
        if gap > word_gap or (follows_space and gap > spaced_gap):
            parts.append("  " if gap > wide_gap else " ")
            length += len(parts[-1])
        parts.append(character)
        starts.append(length)
        length += len(character)
    return "".join(parts), tuple(starts)


def _find_wide_gap(gaps: Sequence[float], word_gap: float) -> float:
    """The gap that parts names, in ems: far wider than what parts the words of this line."""
    between = sorted(gap for gap in gaps if gap > word_gap)
    if len(between) < _FEWEST_GAPS:
        return _WIDE_GAP
    usual = between[(len(between) - 1) // 3]
    return min(_WIDE_GAP, max(_LEAST_WIDE_GAP, _WIDE_FOR_ITS_LINE * usual))


def _find_word_gap(gaps: Sequence[float]) -> float:
    """The gap that parts words, in font sizes: wider where the letters themselves are spaced."""
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    return max(_WORD_GAP, _BEYOND_LETTERSPACE * usual) if usual > _LETTERSPACED else _WORD_GAP


def _find_raised(
    pieces: Sequence[Piece], glyphs: Sequence[Glyph], starts: Sequence[int]
) -> tuple[Span, ...]:
    """The spans of raised pieces; those without a space between them are one."""
    runs: list[Span] = []
    first = 0
    for piece in pieces:
        last = first + len(piece.fragment.glyphs) - 1
        start, end = starts[first], starts[last] + len(glyphs[last].character)
        if piece.is_raised and runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end)
        elif piece.is_raised:
            runs.append((start, end))
        first = last + 1
    return tuple(runs)
