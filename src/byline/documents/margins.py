"""Line numbers of review copies, which stand in the margin and are no part of the text."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from byline.documents.glyphs import Fragment

_LEAST_NUMBERS = 10
_SAME_EDGE = 4.0
"""In points: numbers of one margin are set flush right or left within this."""
_IN_STEP = 0.9


def drop_line_numbers(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments without the columns of consecutive numbers beside the text."""
    numbers = [index for index, fragment in enumerate(fragments) if fragment.text.isdecimal()]
    dropped: set[int] = set()
    for column in _columns(fragments, numbers):
        if len(column) >= _LEAST_NUMBERS and _counts_up(fragments, column):
            dropped.update(column)
    return [fragment for index, fragment in enumerate(fragments) if index not in dropped]


def _columns(fragments: Sequence[Fragment], numbers: Sequence[int]) -> list[list[int]]:
    """The numbers by their right edge, each column from top to bottom."""
    columns: dict[int, list[int]] = defaultdict(list)
    for index in numbers:
        columns[round(fragments[index].right / _SAME_EDGE)].append(index)
    ordered = sorted(columns.items())
    merged: list[list[int]] = []
    last = None
    for edge, column in ordered:
        if last is not None and edge - last == 1:
            merged[-1].extend(column)
        else:
            merged.append(list(column))
        last = edge
    return [sorted(column, key=lambda index: fragments[index].style.y) for column in merged]


def _counts_up(fragments: Sequence[Fragment], column: Sequence[int]) -> bool:
    values = [int(fragments[index].text) for index in column]
    steps = [after - before == 1 for before, after in pairwise(values)]
    return sum(steps) >= _IN_STEP * len(steps)
