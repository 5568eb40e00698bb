"""Fragments to visual rows: baselines clustered, raised marks put back on their line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from byline.documents.glyphs import Fragment, Style

MARKS = frozenset("0123456789*†‡§¶∗⋆★☆✶✱∥‖#♠♣♥♦♡♢♯✉,⁎◦•◇△▽⊠˚°")
"""What ties names to affiliations and notes when it is printed above the line."""
_SAME_BASELINE = 0.12
"""In font sizes: fragments this close in height stand on one baseline."""
_HIGHEST_RAISE = 0.75
"""In font sizes of the row: the highest that a superscript stands over its baseline."""
_HIGHEST_MARK = 1.05
"""The same for a fragment of nothing but marks, which may hang over the end of a name."""
_LOWEST_DROP = 0.4
_LEAST_RAISE = 0.12
_SMALLER = 0.92
_NEAR = 0.8
_MARK_REACH = 0.25
"""In font sizes: how far to the right of a mark's edge the print that follows it may start."""
_MOST_MARKS = 8
_LEVEL, _SEAM = 0.02, 0.1
"""In font sizes: what may part two fragments of one run, up and down and sideways."""
_BUCKET = 4.0
_INITIAL = 1.8
"""In usual font sizes: a lone letter this large opens a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A fragment as part of a row; a raised one is a superscript."""

    fragment: Fragment
    is_raised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands on one baseline across the page, from left to right."""

    y: float
    size: float
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class _OpenRow:
    """A row while fragments are still being added to it."""

    y: float
    size: float
    pieces: list[Piece]


def build_rows(fragments: Sequence[Fragment]) -> list[Row]:
    """The rows of a page from top to bottom, each with its superscripts and subscripts."""
    rows: list[_OpenRow] = []
    by_height: dict[int, list[_OpenRow]] = defaultdict(list)
    for run in sorted(_find_runs(_lower_initials(fragments)), key=_marks_last_large_first):
        style = run[0].style
        near = _rows_near(by_height, style)
        home = next(filter(None, (_find_row(fragment, near) for fragment in run)), None)
        if home is None:
            home = _OpenRow(style.y, style.size, [])
            rows.append(home)
            by_height[int(home.y // _BUCKET)].append(home)
        is_raised = home.y - style.y > _LEAST_RAISE * home.size
        home.pieces.extend(Piece(fragment=fragment, is_raised=is_raised) for fragment in run)
    return [_close(row) for row in sorted(rows, key=lambda row: row.y)]


def _find_runs(fragments: Sequence[Fragment]) -> Iterator[list[Fragment]]:
    """Fragments of one size that follow one another without a gap, as in a long superscript."""
    run: list[Fragment] = []
    for fragment in fragments:
        if run and not _goes_on(run[-1], fragment):
            yield run
            run = []
        run.append(fragment)
    if run:
        yield run


def _goes_on(before: Fragment, after: Fragment) -> bool:
    one, other = before.style, after.style
    is_level = abs(one.y - other.y) < _LEVEL * one.size and abs(one.size - other.size) < _LEVEL
    return is_level and abs(after.left - before.right) < _SEAM * one.size


def _close(row: _OpenRow) -> Row:
    level = [piece.fragment for piece in row.pieces if not piece.is_raised]
    raised = [piece.fragment for piece in row.pieces if piece.is_raised]
    for mark in raised:
        level = [part for fragment in level for part in _part_under(mark, fragment)]
    pieces = [Piece(fragment=fragment, is_raised=False) for fragment in level]
    pieces += [Piece(fragment=fragment, is_raised=True) for fragment in raised]
    return Row(y=row.y, size=usual_size(level), pieces=tuple(sorted(pieces, key=_place)))


def _place(piece: Piece) -> float:
    """Where a piece stands in its row: a mark goes before print that starts right under it."""
    reach = _MARK_REACH * piece.fragment.style.size if piece.is_raised else 0.0
    return piece.fragment.left - reach


def _part_under(mark: Fragment, fragment: Fragment) -> list[Fragment]:
    """The fragment, in two where a mark hangs over the middle of it."""
    edge = mark.left - _MARK_REACH * mark.style.size
    if not fragment.left < edge < fragment.glyphs[-1].left:
        return [fragment]
    at = next(index for index, glyph in enumerate(fragment.glyphs) if glyph.left >= edge)
    return [
        replace(fragment, glyphs=fragment.glyphs[:at]),
        replace(fragment, glyphs=fragment.glyphs[at:]),
    ]


def usual_size(fragments: Iterable[Fragment]) -> float:
    """The font size of most glyphs, in points; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for fragment in fragments:
        sizes[fragment.style.size] += len(fragment.glyphs)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _marks_last_large_first(run: Sequence[Fragment]) -> tuple[bool, float]:
    return all(map(_is_mark, run)), -run[0].style.size


def _is_mark(fragment: Fragment) -> bool:
    return len(fragment.glyphs) <= _MOST_MARKS and MARKS.issuperset(fragment.text)


def _rows_near(by_height: dict[int, list[_OpenRow]], style: Style) -> list[_OpenRow]:
    bucket, reach = int(style.y // _BUCKET), int(style.size // _BUCKET) + 2
    near = (row for key in range(bucket - reach, bucket + reach + 1) for row in by_height[key])
    return sorted(near, key=lambda row: abs(row.y - style.y))


def _find_row(fragment: Fragment, rows: Sequence[_OpenRow]) -> _OpenRow | None:
    """The row whose baseline a fragment shares, or else the one it is raised from or sunk under."""
    style = fragment.style
    level = [
        row
        for row in rows
        if abs(style.y - row.y) <= _SAME_BASELINE * min(row.size, style.size) + 0.2
    ]
    touching = next((row for row in level if _touches(fragment, row)), None)
    if touching is not None:
        return touching
    # In two columns a superscript may share its baseline with a line of the other column.
    hanging = next((row for row in rows if _hangs_on(fragment, row)), None)
    return hanging or next(iter(level), None)


def _hangs_on(fragment: Fragment, row: _OpenRow) -> bool:
    raise_, is_mark = row.y - fragment.style.y, _is_mark(fragment)
    highest = _HIGHEST_MARK if is_mark else _HIGHEST_RAISE
    if not -_LOWEST_DROP * row.size < raise_ < highest * row.size:
        return False
    is_small = fragment.style.size <= _SMALLER * row.size
    is_raised_mark = is_mark and raise_ > _LEAST_RAISE * row.size
    return (is_small or is_raised_mark) and _touches(fragment, row)


def _touches(fragment: Fragment, row: _OpenRow) -> bool:
    left, right = fragment.left - _NEAR * row.size, fragment.right + _NEAR * row.size
    return any(left < piece.fragment.right and piece.fragment.left < right for piece in row.pieces)


def _lower_initials(fragments: Sequence[Fragment]) -> list[Fragment]:
    """The fragments with each drop cap moved to the first of the lines it opens."""
    limit = _INITIAL * usual_size(fragments)
    return [
        _lower_initial(fragment, fragments) if _is_initial(fragment, limit) else fragment
        for fragment in fragments
    ]


def _is_initial(fragment: Fragment, limit: float) -> bool:
    return fragment.style.size > limit and len(fragment.glyphs) == 1 and fragment.text.isalpha()


def _lower_initial(initial: Fragment, fragments: Iterable[Fragment]) -> Fragment:
    """The initial in the style of the topmost line that starts at its right edge."""
    top = initial.style.y - initial.style.size
    beside = (
        fragment.style
        for fragment in fragments
        if top < fragment.style.y < initial.style.y
        and abs(fragment.left - initial.right) < fragment.style.size
        and fragment.style.size < initial.style.size
    )
    first = min(beside, key=lambda style: style.y, default=initial.style)
    glyphs = tuple(glyph._replace(style=first) for glyph in initial.glyphs)
    return replace(initial, style=first, glyphs=glyphs)
