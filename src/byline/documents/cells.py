"""Rows to cells: gaps between columns are told from wide gaps between words."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isinf
from typing import Literal

from byline.documents.glyphs import Style
from byline.documents.rows import Piece, Row

_ATOM_GAP = 0.55
"""In font sizes: a narrower gap never parts columns."""
_CLEAR_GAP = 0.9
"""In font sizes: a narrower gap parts columns only where it is wide in most rows of the grid."""
_CORRIDOR = 0.5
"""In font sizes: how wide a gap stays open over the rows of one grid."""
_LONE_GAP = 3.5
"""In font sizes: a gap that parts cells without another row to confirm it."""
_STRETCH, _WIDEST_STRETCH = 1.4, 2.5
"""A gap wider than those between words by less than this factor is one of them; and in font sizes
the widest of lines whose words all stand alone."""
_WORD_GAP, _SENTENCE_GAP, _SENTENCE_STRETCH = 0.25, 0.45, 3.0
"""In font sizes: TeX's space between words, and that after a full stop, which stretches more."""
_WIDE_GAP = 1.5
_LIKE_GAP = 1.6
"""In font sizes: a gap that parts cells in a row where another gap does."""
_NEXT_ROW = 2.6
"""In font sizes: how far below the next row of a grid may lie."""
_FARTHEST_ROW = 20
"""Rows above and below that are asked whether they leave a gap open."""
_FEW_ROWS = 3
"""Rows of a corridor that words may leave open by chance."""
_LIKE_SIZE = 0.06
_COLUMN_ROWS = 2
"""Rows on the left alone, and on the right alone, that show two columns out of step."""
_EQUAL_GAPS = 2
"""Equal gaps that a line needs to be one that is pulled out."""
_NEAR_ROWS = 2
"""Rows above and below that may hold the next line of a column, whose neighbour is out of step."""
_SAME_GAP, _SAME_EDGE = 0.6, 1.0
"""Points by which equal gaps, and edges of one column, may differ."""
_BULLETS = frozenset("•·▪◦–—-∙●■*")
_BULLET_GAP = 2.5
_MOSTLY = 2 / 3

Atom = Sequence[Piece]
"""A stretch of one row that no column gap can cut."""
Atoms = Sequence[Atom]
_Side = Literal["left", "right", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Pieces of one row without a column gap between them."""

    row: int
    y: float
    size: float
    pieces: tuple[Piece, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Gap:
    """White space between two atoms of a row."""

    row: int
    left: float
    right: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class _Page:
    """All rows, their atoms, and the edges between which each row is white or printed in turn."""

    rows: Sequence[Row]
    atoms: Sequence[Atoms]
    edges: Sequence[Sequence[float]]


def build_cells(rows: Sequence[Row]) -> list[Cell]:
    """The cells of all rows, from top to bottom and in a row from left to right."""
    atoms = [_find_atoms(row) for row in rows]
    page = _Page(rows, atoms, [_edges(parts) for parts in atoms])
    return [cell for index in range(len(rows)) for cell in _cells(page, index)]


def _edges(atoms: Atoms) -> list[float]:
    return [-inf, *(edge for atom in atoms for edge in (_left(atom), _right(atom))), inf]


def _cells(page: _Page, index: int) -> Iterator[Cell]:
    group: list[Piece] = []
    for is_cut, atom in zip([False, *_cuts(page, index)], page.atoms[index], strict=True):
        if is_cut:
            yield _cell(page, index, group)
            group = []
        group.extend(atom)
    yield _cell(page, index, group)


def _cell(page: _Page, index: int, pieces: Sequence[Piece]) -> Cell:
    return Cell(
        row=index + 1,
        y=page.rows[index].y,
        size=max(piece.fragment.style.size for piece in pieces),
        pieces=tuple(pieces),
        left=_left(pieces),
        right=_right(pieces),
    )


def _cuts(page: _Page, index: int) -> list[bool]:
    """For each gap of a row whether it parts columns."""
    gaps = [_Gap(index, _right(a), _left(b)) for a, b in pairwise(page.atoms[index])]
    cuts = [_is_column_gap(gap, page) for gap in gaps]
    like = _LIKE_GAP * page.rows[index].size
    return [cut or (any(cuts) and gap.width > like) for cut, gap in zip(cuts, gaps, strict=True)]


def _find_atoms(row: Row) -> list[list[Piece]]:
    atoms = [[row.pieces[0]]]
    right = row.pieces[0].fragment.right
    for piece in row.pieces[1:]:
        gap = (piece.fragment.left - right) / row.size
        if gap < _ATOM_GAP or _is_bullet(atoms[-1], gap):
            atoms[-1].append(piece)
            right = max(right, piece.fragment.right)
        else:
            atoms.append([piece])
            right = piece.fragment.right
    return atoms


def _is_bullet(atom: Atom, gap: float) -> bool:
    return gap < _BULLET_GAP and len(atom) == 1 and atom[0].fragment.text in _BULLETS


def _left(atom: Atom) -> float:
    return atom[0].fragment.left


def _right(atom: Atom) -> float:
    return max(piece.fragment.right for piece in atom)


def _is_column_gap(gap: _Gap, page: _Page) -> bool:
    near = [*_open_rows(gap, page, step=-1), *_open_rows(gap, page, step=1)]
    corridor = [gap.row, *(row for row, side in near if side == "both")]
    size = page.rows[gap.row].size
    if all(_is_marker_row(page.atoms[row]) for row in corridor):
        return False
    if len(corridor) <= _FEW_ROWS and (_is_word_gap(gap, page) or _is_stretched(gap, page)):
        return False
    if gap.width < _CLEAR_GAP * size:
        return _is_mostly_wide(gap, page, corridor)
    if len(corridor) > 1:
        return gap.width > _LONE_GAP * size or not _is_bold(page, corridor)
    sides = Counter(side for _, side in near)
    if min(sides["left"], sides["right"]) >= _COLUMN_ROWS:
        return True
    return gap.width > _LONE_GAP * size and not _is_spaced_out(gap, page)


def _is_word_gap(gap: _Gap, page: _Page) -> bool:
    """Whether a gap is as wide as those between words beside it, in a line that is spaced out."""
    atoms, size = page.atoms[gap.row], page.rows[gap.row].size
    after = next(at for at, atom in enumerate(atoms) if _left(atom) >= gap.right)
    near = atoms[max(0, after - 2) : after + 2]
    around = (_left(b) - _right(a) for a, b in pairwise(near) if _right(a) != gap.left)
    inside = [width for atom in near for width in _word_gaps(atom)]
    widths = inside or [width for width in around if width < _WIDEST_STRETCH * size]
    usual = max(widths, default=0.0)
    if _ends_sentence(atoms[after - 1]):
        return gap.width <= _SENTENCE_GAP * size + _SENTENCE_STRETCH * (usual - _WORD_GAP * size)
    return gap.width <= _STRETCH * usual


def _is_stretched(gap: _Gap, page: _Page) -> bool:
    """Whether a gap is one of several equal ones in a line that is pulled out to both margins."""
    atoms = page.atoms[gap.row]
    run = _find_equal_run(atoms, gap)
    if len(run) <= _EQUAL_GAPS:
        return False
    return any(
        _shares_edges(run, page.atoms[index])
        for index in range(max(0, gap.row - _NEAR_ROWS), gap.row + _NEAR_ROWS + 1)
        if index != gap.row and index < len(page.rows)
        if _follows(page.rows[gap.row], page.rows[index])
    )


def _find_equal_run(atoms: Atoms, gap: _Gap) -> Atoms:
    """The atoms around a gap that gaps of the same width join."""
    first = last = next(at for at, atom in enumerate(atoms) if _left(atom) >= gap.right)
    while first > 0 and _is_equal(_left(atoms[first]) - _right(atoms[first - 1]), gap.width):
        first -= 1
    while last + 1 < len(atoms) and _is_equal(
        _left(atoms[last + 1]) - _right(atoms[last]), gap.width
    ):
        last += 1
    return atoms[first : last + 1]


def _is_equal(width: float, other: float) -> bool:
    return abs(width - other) <= _SAME_GAP


def _shares_edges(run: Atoms, neighbours: Atoms) -> bool:
    """Whether a row beside it begins and ends where these atoms do."""
    left, right = _left(run[0]), _right(run[-1])
    begins = any(abs(_left(atom) - left) <= _SAME_EDGE for atom in neighbours)
    return begins and any(abs(_right(atom) - right) <= _SAME_EDGE for atom in neighbours)


def _word_gaps(atom: Atom) -> Iterator[float]:
    glyphs = [glyph for piece in atom if not piece.is_raised for glyph in piece.fragment.glyphs]
    for before, after in pairwise(glyphs):
        if after.follows_space:
            yield after.left - before.right


def _ends_sentence(atom: Atom) -> bool:
    return atom[-1].fragment.text.endswith((".", ":", "?", "!"))


def _is_mostly_wide(gap: _Gap, page: _Page, corridor: Sequence[int]) -> bool:
    """Whether at least two rows of a corridor, and most of them, are wide open at this gap."""
    openings = (_widest_opening(page.edges[row], gap.left, gap.right) for row in corridor)
    wide = sum(right - left > _WIDE_GAP * page.rows[gap.row].size for left, right in openings)
    return wide >= max(2, _MOSTLY * len(corridor))


def _is_marker_row(atoms: Atoms) -> bool:
    """Whether most atoms begin or end with a raised mark, as in a running list of authors."""
    marked = sum(atom[0].is_raised or atom[-1].is_raised for atom in atoms)
    return len(atoms) > 1 and marked >= _MOSTLY * len(atoms)


def _is_bold(page: _Page, rows: Iterable[int]) -> bool:
    """Whether rows hold bold print only: names over names, with no affiliation among them."""
    return all(
        piece.is_raised or piece.fragment.style.is_bold
        for row in rows
        for piece in page.rows[row].pieces
    )


def _open_rows(gap: _Gap, page: _Page, *, step: int) -> Iterator[tuple[int, _Side]]:
    """The next rows above or below that leave this gap open, and on which side they print."""
    left, right, last = gap.left, gap.right, gap.row
    stop = max(-1, min(len(page.rows), gap.row + step * (_FARTHEST_ROW + 1)))
    for index in range(gap.row + step, stop, step):
        if not _follows(page.rows[last], page.rows[index]):
            return
        first, past = _widest_opening(page.edges[index], left, right)
        left, right = max(left, first), min(right, past)
        if right - left < _CORRIDOR * page.rows[index].size:
            return
        yield index, "right" if isinf(first) else "left" if isinf(past) else "both"
        last = index


def _follows(row: Row, other: Row) -> bool:
    return abs(row.y - other.y) <= _NEXT_ROW * max(row.size, other.size)


def _widest_opening(edges: Sequence[float], left: float, right: float) -> tuple[float, float]:
    """The white of a row, between atoms or beside them, that shares most with this stretch."""
    first = max(0, bisect_left(edges, left) // 2 * 2 - 2)
    best, shared = (left, left), -inf
    for at in range(first, len(edges), 2):
        opening = edges[at], edges[at + 1]
        if at > first and opening[0] >= right:
            break
        width = min(right, opening[1]) - max(left, opening[0])
        if width > shared:
            best, shared = opening, width
    return best


def _is_spaced_out(gap: _Gap, page: _Page) -> bool:
    """Whether a full line of the same print lies along the gap: words are spaced out to it."""
    row = page.rows[gap.row]
    return any(
        _fills(gap, page.atoms[gap.row], page.atoms[index])
        for index in (gap.row - 1, gap.row + 1)
        if 0 <= index < len(page.rows) and _follows(row, page.rows[index])
    )


def _fills(gap: _Gap, atoms: Atoms, neighbours: Atoms) -> bool:
    before = next(atom for atom in reversed(atoms) if _left(atom) < gap.left)
    after = next(atom for atom in atoms if _left(atom) >= gap.right)
    style = before[0].fragment.style
    return _is_like(style, after[0].fragment.style) and any(
        _left(atom) <= _left(before) + style.size
        and _right(atom) >= _right(after) - style.size
        and _is_like(style, atom[0].fragment.style)
        for atom in neighbours
    )


def _is_like(style: Style, other: Style) -> bool:
    same_face = (style.is_bold, style.is_italic) == (other.is_bold, other.is_italic)
    return same_face and abs(style.size - other.size) < _LIKE_SIZE * style.size
