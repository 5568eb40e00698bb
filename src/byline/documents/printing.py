"""Cells to text: spaces rebuilt from gaps, raised runs noted."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from byline.documents.cells import Cell
from byline.documents.glyphs import Glyph, Style
from byline.records import Span

_WORD_GAP = 0.16
"""In font sizes: a wider gap parts words even where the file holds no space."""
_SPACED_GAP = 0.04
"""In font sizes: a gap this wide parts words where the file holds a space."""
_WIDE_GAP = 0.8
"""In font sizes: a wider gap, as between names set side by side, is two spaces."""
_LETTERSPACED = 0.1
"""In font sizes: where half of all gaps are wider, letters are spaced apart for looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCell:
    """A cell as text, with the spans of its raised runs inside that text."""

    text: str
    raised: tuple[Span, ...]
    size: float
    is_bold: bool
    is_italic: bool


def print_cell(cell: Cell) -> PrintedCell:
    """The text of a cell."""
    glyphs = list(_glyphs(cell))
    word_gap = _find_word_gap(glyphs)
    parts: list[str] = []
    raised: list[Span] = []
    length, last, last_raised = 0, None, False
    for glyph, style, is_raised in glyphs:
        space = _space(last, glyph, style=style, word_gap=word_gap) if last else ""
        parts.append(space)
        length += len(space)
        if is_raised and last_raised and not space:
            raised[-1] = (raised[-1][0], length + len(glyph.character))
        elif is_raised:
            raised.append((length, length + len(glyph.character)))
        parts.append(glyph.character)
        length += len(glyph.character)
        last, last_raised = glyph, is_raised
    letters = [style for _, style, is_raised in glyphs if not is_raised]
    return PrintedCell(
        text="".join(parts),
        raised=tuple(raised),
        size=Counter(style.size for style in letters or [glyphs[0][1]]).most_common(1)[0][0],
        is_bold=_holds_mostly([style.is_bold for style in letters]),
        is_italic=_holds_mostly([style.is_italic for style in letters]),
    )


def _glyphs(cell: Cell) -> Iterator[tuple[Glyph, Style, bool]]:
    for piece in cell.pieces:
        for glyph in piece.fragment.glyphs:
            yield glyph, piece.fragment.style, piece.is_raised


def _find_word_gap(glyphs: Sequence[tuple[Glyph, Style, bool]]) -> float:
    """The gap that parts words, in font sizes: wider where the letters themselves are spaced."""
    gaps = [
        (after[0].left - before[0].right) / after[1].size
        for before, after in zip(glyphs, glyphs[1:], strict=False)
    ]
    usual = median(gaps) if gaps else 0.0
    return max(_WORD_GAP, 1.8 * usual) if usual > _LETTERSPACED else _WORD_GAP


def _space(before: Glyph, after: Glyph, *, style: Style, word_gap: float) -> str:
    """Nothing inside a word, one space between words, two where the gap is wide."""
    gap = (after.left - before.right) / style.size
    is_spaced_out = word_gap > _WORD_GAP
    if gap > max(_WIDE_GAP, 2 * word_gap):
        return "  "
    if gap > word_gap or (after.follows_space and not is_spaced_out and gap > _SPACED_GAP):
        return " "
    return ""


def _holds_mostly(flags: Sequence[bool]) -> bool:
    return 2 * sum(flags) > len(flags)
