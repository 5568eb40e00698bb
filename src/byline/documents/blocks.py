"""Cells to blocks in reading order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from byline.documents.cells import Cell

_LEADING = 1.55
"""In font sizes: baselines further apart begin another block."""
_LIKE_SIZE = 1.45
_ASCENT, _DESCENT = 0.8, 0.2
_EDGE = 2.0
"""In points: lines whose edges differ by less are set to the same measure."""
_LEAST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Cells under one another in one column, and the box around them."""

    cells: tuple[Cell, ...]
    left: float
    top: float
    right: float
    bottom: float


def build_blocks(cells: Sequence[Cell]) -> list[Block]:
    """The blocks of a page in reading order."""
    return _in_order([_block(chain) for chain in _chains(cells)])


def _block(cells: Sequence[Cell]) -> Block:
    return Block(
        cells=tuple(cells),
        left=min(cell.left for cell in cells),
        top=cells[0].y - _ASCENT * cells[0].size,
        right=max(cell.right for cell in cells),
        bottom=cells[-1].y + _DESCENT * cells[-1].size,
    )


def _chains(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Cells chained where one stands right under one other and no second is beside it."""
    below = [_cells_below(index, cells) for index in range(len(cells))]
    above: dict[int, list[int]] = defaultdict(list)
    for index, followers in enumerate(below):
        for follower in followers:
            above[follower].append(index)
    chains: list[list[Cell]] = []
    chain_of: dict[int, list[Cell]] = {}
    for index, cell in enumerate(cells):
        upper = above[index]
        if len(upper) == 1 and len(below[upper[0]]) == 1 and _is_like(cells[upper[0]], cell):
            chain_of[index] = chain_of[upper[0]]
        else:
            chain_of[index] = []
            chains.append(chain_of[index])
        chain_of[index].append(cell)
    return chains


def _cells_below(index: int, cells: Sequence[Cell]) -> list[int]:
    """The cells of the next row under this cell that overlap it across the page."""
    cell, row, found = cells[index], 0, []
    for other in range(index + 1, len(cells)):
        lower = cells[other]
        if lower.row == cell.row:
            continue
        if (row and lower.row != row) or lower.y - cell.y > _LEADING * max(cell.size, lower.size):
            break
        if lower.left < cell.right and cell.left < lower.right:
            found.append(other)
            row = lower.row
    return found


def _is_like(cell: Cell, other: Cell) -> bool:
    return max(cell.size, other.size) <= _LIKE_SIZE * min(cell.size, other.size)


def _in_order(blocks: Sequence[Block]) -> list[Block]:
    """Top to bottom where rows of white part blocks, left to right where columns of white do."""
    bands = _join_columns(_bands(blocks))
    if len(bands) > 1:
        return [block for band in bands for block in _in_order(band)]
    columns = _columns(blocks)
    if len(columns) > 1:
        return [block for column in columns for block in _in_order(column)]
    return sorted(blocks, key=lambda block: (block.top, block.left))


def _join_columns(bands: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The bands with those joined that are rows of the same two columns of running text."""
    joined: list[list[Block]] = []
    for band in bands:
        if joined and _may_open_text(joined[-1]) and _is_running_text([*joined[-1], *band]):
            joined[-1].extend(band)
        else:
            joined.append(list(band))
    return joined


def _may_open_text(band: Sequence[Block]) -> bool:
    """Whether a band is running text, or headings that stand right over it."""
    return _is_running_text(band) or all(len(block.cells) == 1 for block in band)


def _is_running_text(blocks: Sequence[Block]) -> bool:
    """Whether the blocks stand in two columns, each with justified text in it."""
    columns = _columns(blocks)
    return len(columns) == 2 and all(any(map(is_justified, column)) for column in columns)  # noqa: PLR2004


def is_justified(block: Block) -> bool:
    """Whether three lines or more of a block share both edges, as running text does."""
    edges = Counter((round(cell.left / _EDGE), round(cell.right / _EDGE)) for cell in block.cells)
    return max(edges.values()) >= _LEAST_LINES


def _bands(blocks: Iterable[Block]) -> list[list[Block]]:
    return _cut((block.top, block.bottom, block) for block in blocks)


def _columns(blocks: Iterable[Block]) -> list[list[Block]]:
    return _cut((block.left, block.right, block) for block in blocks)


def _cut(stretches: Iterable[tuple[float, float, Block]]) -> list[list[Block]]:
    """Blocks in groups between which there is only white."""
    groups: list[list[Block]] = []
    reach = float("-inf")
    for start, end, block in sorted(stretches, key=lambda stretch: stretch[0]):
        if start >= reach:
            groups.append([])
        groups[-1].append(block)
        reach = max(reach, end)
    return groups
