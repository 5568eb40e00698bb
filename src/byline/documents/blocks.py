"""Cells to blocks in reading order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from byline.documents.cells import Cell

_LEADING = 1.55
_LIKE_SIZE = 1.25


@dataclass(frozen=True, slots=True)
class Block:
    """Cells under one another in one column."""

    cells: tuple[Cell, ...]

    @property
    def left(self) -> float:
        return min(cell.left for cell in self.cells)

    @property
    def right(self) -> float:
        return max(cell.right for cell in self.cells)

    @property
    def top(self) -> float:
        return self.cells[0].y - self.cells[0].size * 0.8

    @property
    def bottom(self) -> float:
        return self.cells[-1].y + self.cells[-1].size * 0.2


def build_blocks(cells: Sequence[Cell]) -> list[Block]:
    """The blocks of a page in reading order."""
    return _in_order(_link(cells))


def _link(cells: Sequence[Cell]) -> list[Block]:
    below = {index: _below(index, cells) for index in range(len(cells))}
    above: dict[int, list[int]] = {}
    for index, followers in below.items():
        for follower in followers:
            above.setdefault(follower, []).append(index)
    chains: list[list[int]] = []
    chain_of: dict[int, list[int]] = {}
    for index in range(len(cells)):
        parents = above.get(index, [])
        if len(parents) == 1 and below[parents[0]] == [index] and _continues(cells[parents[0]], cells[index]):
            chain = chain_of[parents[0]]
        else:
            chain = []
            chains.append(chain)
        chain.append(index)
        chain_of[index] = chain
    return [Block(tuple(cells[index] for index in chain)) for chain in chains]


def _below(index: int, cells: Sequence[Cell]) -> list[int]:
    """The cells of the next row that stand under this one."""
    cell, row, found = cells[index], 0, []
    for other in range(index + 1, len(cells)):
        candidate = cells[other]
        if candidate.row == cell.row:
            continue
        if row and candidate.row != row:
            break
        if candidate.y - cell.y > _LEADING * max(cell.size, candidate.size):
            break
        if candidate.left < cell.right and cell.left < candidate.right:
            found.append(other)
            row = candidate.row
    return found


def _continues(cell: Cell, follower: Cell) -> bool:
    return max(cell.size, follower.size) <= _LIKE_SIZE * min(cell.size, follower.size)


def _in_order(blocks: Sequence[Block]) -> list[Block]:
    """Top to bottom where rows of white part blocks, left to right where columns of white do."""
    if len(blocks) < 2:
        return list(blocks)
    bands = _join_columns(_cut([(block.top, block.bottom, block) for block in blocks]))
    if len(bands) > 1:
        return [block for band in bands for block in _in_order(band)]
    columns = _cut([(block.left, block.right, block) for block in blocks])
    if len(columns) > 1:
        return [block for column in columns for block in _in_order(column)]
    return sorted(blocks, key=lambda block: (block.top, block.left))


def _join_columns(bands: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The bands with those joined that are rows of the same two columns of running text."""
    joined: list[list[Block]] = []
    for band in bands:
        if joined and _is_running([*joined[-1], *band]) and _is_running_or_heading(joined[-1]):
            joined[-1].extend(band)
        else:
            joined.append(list(band))
    return joined


def _is_running_or_heading(band: Sequence[Block]) -> bool:
    return _is_running(band) or all(len(block.cells) == 1 for block in band)


def _is_running(blocks: Sequence[Block]) -> bool:
    """Whether the blocks stand in two columns, each with justified text in it."""
    columns = _cut([(block.left, block.right, block) for block in blocks])
    return len(columns) == 2 and all(any(map(_is_justified, column)) for column in columns)


def _is_justified(block: Block) -> bool:
    """Whether three lines or more share both edges."""
    edges = Counter((round(cell.left / 2), round(cell.right / 2)) for cell in block.cells)
    return max(edges.values()) >= 3


def _cut(spans: Sequence[tuple[float, float, Block]]) -> list[list[Block]]:
    groups: list[list[Block]] = []
    reach = float("-inf")
    for start, end, block in sorted(spans, key=lambda span: span[0]):
        if start >= reach:
            groups.append([])
        groups[-1].append(block)
        reach = max(reach, end)
    return groups
