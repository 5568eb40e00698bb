"""Fragments to visual rows: baselines clustered, raised marks put back on their line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from byline.documents.glyphs import Fragment

MARKS = frozenset("0123456789*†‡§¶∗⋆★☆✶✱∥‖#♠♣♥♦♡♢♯✉,⁎◦•◇△▽†⊠")
_SAME_BASELINE = 0.12
"""In font sizes: fragments this close in height stand on one baseline."""
_HIGHEST_RAISE = 0.75
_LOWEST_DROP = 0.4
_LEAST_RAISE = 0.12
_SMALLER = 0.92
_NEAR = 0.8
_MOST_MARKS = 8
_BUCKET = 4.0
_INITIAL = 1.8
"""In usual font sizes: a lone letter this large opens a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A fragment as part of a row; a raised one is a superscript."""

    fragment: Fragment
    is_raised: bool


@dataclass(slots=True)
class Row:
    """What stands on one baseline across the page, from left to right."""

    y: float
    size: float
    pieces: list[Piece]


def build_rows(fragments: Sequence[Fragment]) -> list[Row]:
    """The rows of a page from top to bottom, each with its superscripts and subscripts."""
    rows: list[Row] = []
    by_height: dict[int, list[Row]] = defaultdict(list)
    for fragment in sorted(lower_initials(fragments), key=lambda part: (_is_mark(part), -part.style.size)):
        nearby = _rows_near(by_height, fragment)
        row = next((row for row in nearby if _stands_on(fragment, row)), None)
        home = row or _row_beneath(fragment, nearby)
        if home is None:
            home = Row(fragment.style.y, fragment.style.size, [])
            rows.append(home)
            by_height[int(home.y // _BUCKET)].append(home)
        home.pieces.append(Piece(fragment=fragment, is_raised=_is_raised(fragment, home)))
    for row in rows:
        row.pieces.sort(key=lambda piece: piece.fragment.left)
        row.size = _usual_size(row.pieces)
    return sorted(rows, key=lambda row: row.y)


def _usual_size(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        if not piece.is_raised:
            sizes[piece.fragment.style.size] += len(piece.fragment.glyphs)
    return sizes.most_common(1)[0][0]


def lower_initials(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments with each drop cap moved to the first of the lines it opens."""
    if not fragments:
        return []
    usual = Counter[float]()
    for fragment in fragments:
        usual[fragment.style.size] += len(fragment.glyphs)
    limit = _INITIAL * usual.most_common(1)[0][0]
    return [
        _lower_initial(fragment, fragments) if _is_initial(fragment, limit) else fragment
        for fragment in fragments
    ]


def _is_initial(fragment: Fragment, limit: float) -> bool:
    return fragment.style.size > limit and len(fragment.glyphs) == 1 and fragment.text.isalpha()


def _lower_initial(initial: Fragment, fragments: Iterable[Fragment]) -> Fragment:
    """The initial in the style of the topmost line that starts at its right edge."""
    top = initial.style.y - initial.style.size
    beside = [
        fragment.style
        for fragment in fragments
        if top < fragment.style.y < initial.style.y
        and abs(fragment.left - initial.right) < fragment.style.size
        and fragment.style.size < initial.style.size
    ]
    first = min(beside, key=lambda style: style.y, default=initial.style)
    return replace(initial, style=first)


def _is_mark(fragment: Fragment) -> bool:
    return len(fragment.glyphs) <= _MOST_MARKS and MARKS.issuperset(fragment.text)


def _rows_near(by_height: dict[int, list[Row]], fragment: Fragment) -> list[Row]:
    bucket = int(fragment.style.y // _BUCKET)
    reach = int(fragment.style.size // _BUCKET) + 2
    near = [row for key in range(bucket - reach, bucket + reach + 1) for row in by_height[key]]
    return sorted(near, key=lambda row: abs(row.y - fragment.style.y))


def _stands_on(fragment: Fragment, row: Row) -> bool:
    return abs(fragment.style.y - row.y) <= _SAME_BASELINE * min(row.size, fragment.style.size) + 0.2


def _row_beneath(fragment: Fragment, rows: Iterable[Row]) -> Row | None:
    """The row that a raised or lowered fragment touches."""
    style = fragment.style
    for row in rows:
        raise_ = row.y - style.y
        if not -_LOWEST_DROP * row.size < raise_ < _HIGHEST_RAISE * row.size:
            continue
        is_small = style.size <= _SMALLER * row.size
        is_raised_mark = _is_mark(fragment) and raise_ > _LEAST_RAISE * row.size
        if (is_small or is_raised_mark) and _touches(fragment, row):
            return row
    return None


def _touches(fragment: Fragment, row: Row) -> bool:
    reach = _NEAR * row.size
    return any(
        piece.fragment.left - reach < fragment.right and fragment.left < piece.fragment.right + reach
        for piece in row.pieces
    )


def _is_raised(fragment: Fragment, row: Row) -> bool:
    return row.y - fragment.style.y > _LEAST_RAISE * row.size
