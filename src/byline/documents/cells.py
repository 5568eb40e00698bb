"""Rows to cells: where wide gaps between columns are told from wide gaps between words."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from byline.documents.glyphs import Style
from byline.documents.rows import Piece, Row

_ATOM_GAP = 0.9
"""In font sizes: a gap that may separate columns."""
_CORRIDOR = 0.7
_LONE_GAP = 3.5
"""In font sizes: a gap that separates cells in a row of its own."""
_LIKE_GAP = 1.6
"""In font sizes: a gap that separates cells in a row where another gap does."""
_NEXT_ROW = 2.6
_LIKE_SIZE = 0.06
_BULLETS = frozenset("•·▪◦–—-∙●■*")
_BULLET_GAP = 2.5

Atoms = Sequence[Sequence[Piece]]
"""The stretches of one row that no column gap can cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Pieces of one row without a column gap between them."""

    row: int
    y: float
    size: float
    pieces: tuple[Piece, ...]

    @property
    def left(self) -> float:
        """Left edge in points."""
        return self.pieces[0].fragment.left

    @property
    def right(self) -> float:
        """Right edge in points."""
        return max(piece.fragment.right for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Gap:
    """White space between two atoms of a row."""

    row: int
    left: float
    right: float


def build_cells(rows: Sequence[Row]) -> list[Cell]:
    """The cells of all rows, in order of row and then from left to right."""
    atoms = [_atoms(row) for row in rows]
    marked = [_is_marker_row(parts) for parts in atoms]
    cells: list[Cell] = []
    for index, row in enumerate(rows):
        gaps = _gaps(index, atoms[index])
        cut = [_is_column_gap(gap, rows, atoms=atoms, marked=marked) for gap in gaps]
        if any(cut):
            cut = [is_cut or gap.right - gap.left > _LIKE_GAP * row.size for is_cut, gap in zip(cut, gaps, strict=True)]
        group: list[Piece] = list(atoms[index][0])
        for is_cut, after in zip(cut, atoms[index][1:], strict=True):
            if is_cut:
                cells.append(_cell(index, row, group))
                group = []
            group.extend(after)
        cells.append(_cell(index, row, group))
    return cells


def _gaps(index: int, atoms: Atoms) -> list[Gap]:
    return [
        Gap(index, _right(before), _left(after))
        for before, after in zip(atoms, atoms[1:], strict=False)
    ]


def _cell(index: int, row: Row, pieces: Sequence[Piece]) -> Cell:
    size = max(piece.fragment.style.size for piece in pieces)
    return Cell(row=index + 1, y=row.y, size=size, pieces=tuple(pieces))


def _atoms(row: Row) -> list[list[Piece]]:
    atoms: list[list[Piece]] = []
    right = 0.0
    for piece in row.pieces:
        gap = piece.fragment.left - right
        if atoms and (gap < _ATOM_GAP * row.size or _is_bullet(atoms[-1], gap / row.size)):
            atoms[-1].append(piece)
        else:
            atoms.append([piece])
        right = max(right, piece.fragment.right) if len(atoms[-1]) > 1 else piece.fragment.right
    return atoms


def _is_bullet(atom: Sequence[Piece], gap: float) -> bool:
    return gap < _BULLET_GAP and len(atom) == 1 and atom[0].fragment.text in _BULLETS


def _is_marker_row(atoms: Atoms) -> bool:
    """Whether most atoms begin or end with a raised mark, as in a running list of authors."""
    marked = sum(atom[0].is_raised or atom[-1].is_raised for atom in atoms)
    return len(atoms) > 1 and marked * 3 >= len(atoms) * 2


def _is_column_gap(
    gap: Gap,
    rows: Sequence[Row],
    *,
    atoms: Sequence[Atoms],
    marked: Sequence[bool],
) -> bool:
    corridor = _corridor(gap, rows, atoms)
    if all(marked[row] for row in corridor):
        return False
    if len(corridor) > 1:
        return True
    return gap.right - gap.left > _LONE_GAP * rows[gap.row].size and not any(
        _fills(gap, atoms[gap.row], atoms[row])
        for row in (gap.row - 1, gap.row + 1)
        if 0 <= row < len(rows) and _follows(rows[gap.row], rows[row])
    )


def _fills(
    gap: Gap, atoms: Atoms, neighbours: Atoms
) -> bool:
    """Whether a full line of the same print lies along the gap: words are spaced out to it."""
    first = next(atom for atom in reversed(atoms) if atom[0].fragment.left < gap.left)
    last = next(atom for atom in atoms if atom[0].fragment.left >= gap.right)
    style = first[0].fragment.style
    size = style.size
    if not _is_like(style, last[0].fragment.style):
        return False
    return any(
        atom[0].fragment.left <= first[0].fragment.left + size
        and _right(atom) >= _right(last) - size
        and _is_like(style, atom[0].fragment.style)
        for atom in neighbours
    )


def _is_like(style: Style, other: Style) -> bool:
    return (style.is_bold, style.is_italic) == (other.is_bold, other.is_italic) and abs(
        style.size - other.size
    ) < _LIKE_SIZE * style.size


def _left(atom: Sequence[Piece]) -> float:
    return atom[0].fragment.left


def _right(atom: Sequence[Piece]) -> float:
    return max(piece.fragment.right for piece in atom)


def _corridor(gap: Gap, rows: Sequence[Row], atoms: Sequence[Atoms]) -> list[int]:
    """The neighbouring rows that leave this gap open with print on both sides of it."""
    return [gap.row, *_open_rows(gap, rows, atoms, step=-1), *_open_rows(gap, rows, atoms, step=1)]


def _open_rows(
    gap: Gap, rows: Sequence[Row], atoms: Sequence[Atoms], *, step: int
) -> Iterator[int]:
    left, right, last = gap.left, gap.right, gap.row
    index = gap.row + step
    while 0 <= index < len(rows) and _follows(rows[last], rows[index]):
        first, past = _widest_opening(atoms[index], left, right)
        left, right = max(left, first), min(right, past)
        if right - left < _CORRIDOR * rows[index].size:
            return
        if math.isfinite(first) and math.isfinite(past):
            yield index
        last = index
        index += step


def _follows(row: Row, other: Row) -> bool:
    return abs(row.y - other.y) <= _NEXT_ROW * max(row.size, other.size)


def _widest_opening(atoms: Atoms, left: float, right: float) -> tuple[float, float]:
    """The white of a row, between atoms or beside them, that shares most with this stretch."""
    edges = [-math.inf, *(x for atom in atoms for x in (_left(atom), _right(atom))), math.inf]
    openings = zip(edges[::2], edges[1::2], strict=True)
    return max(openings, key=lambda opening: min(right, opening[1]) - max(left, opening[0]))
