"""Rows to cells: where wide gaps between columns are told from wide gaps between words."""

from collections.abc import Sequence
from dataclasses import dataclass

from byline.documents.rows import MARKS, Piece, Row

_ATOM_GAP = 0.9
"""In font sizes: a gap that may separate columns."""
_CORRIDOR = 0.7
_LONE_GAP = 3.5
"""In font sizes: a gap that separates cells in a row of its own."""
_NEXT_ROW = 2.6


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
        group: list[Piece] = list(atoms[index][0])
        for before, after in zip(atoms[index], atoms[index][1:], strict=False):
            gap = Gap(index, max(p.fragment.right for p in before), after[0].fragment.left)
            if _is_column_gap(gap, rows, atoms=atoms, marked=marked):
                cells.append(_cell(index, row, group))
                group = []
            group.extend(after)
        cells.append(_cell(index, row, group))
    return cells


def _cell(index: int, row: Row, pieces: Sequence[Piece]) -> Cell:
    size = max(piece.fragment.style.size for piece in pieces)
    return Cell(row=index + 1, y=row.y, size=size, pieces=tuple(pieces))


def _atoms(row: Row) -> list[list[Piece]]:
    atoms: list[list[Piece]] = []
    right = 0.0
    for piece in row.pieces:
        if atoms and piece.fragment.left - right < _ATOM_GAP * row.size:
            atoms[-1].append(piece)
        else:
            atoms.append([piece])
        right = max(right, piece.fragment.right) if len(atoms[-1]) > 1 else piece.fragment.right
    return atoms


def _is_marker_row(atoms: Sequence[Sequence[Piece]]) -> bool:
    """Whether most atoms begin or end with a raised mark, as in a running list of authors."""
    marked = sum(atom[0].is_raised or atom[-1].is_raised for atom in atoms)
    return len(atoms) > 1 and marked * 3 >= len(atoms) * 2


def _is_column_gap(
    gap: Gap,
    rows: Sequence[Row],
    *,
    atoms: Sequence[Sequence[Sequence[Piece]]],
    marked: Sequence[bool],
) -> bool:
    size = rows[gap.row].size
    corridor = _corridor(gap, rows, atoms)
    if all(marked[row] for row in corridor):
        return False
    if len(corridor) > 1:
        return True
    return gap.right - gap.left > _LONE_GAP * size


def _corridor(
    gap: Gap, rows: Sequence[Row], atoms: Sequence[Sequence[Sequence[Piece]]]
) -> list[int]:
    """The neighbouring rows that leave this gap open with print on both sides of it."""
    found = [gap.row]
    for step in (-1, 1):
        left, right, last = gap.left, gap.right, gap.row
        index = gap.row + step
        while 0 <= index < len(rows):
            if abs(rows[index].y - rows[last].y) > _NEXT_ROW * max(rows[index].size, rows[last].size):
                break
            spans = [(atom[0].fragment.left, max(p.fragment.right for p in atom)) for atom in atoms[index]]
            lower = max((b for a, b in spans if a < (left + right) / 2), default=0.0)
            upper = min((a for a, b in spans if a >= (left + right) / 2), default=1e9)
            left, right = max(left, lower), min(right, upper)
            if right - left < _CORRIDOR * rows[index].size:
                break
            if lower > 0 and upper < 1e9:
                found.append(index)
            last = index
            index += step
    return found
