"""Where the author block of page one begins and ends, and which small print may explain it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from byline.authorship.cells import Cell
from byline.authorship.lexicon import fold, read_cues
from byline.authorship.tokens import SYMBOLS

_STOP = re.compile(
    r"(?:(?:\d{1,2}|[ivx]{1,4})[.:]?)?(?:abstract|introduction|summary|keywords?|indexterms|ccsconcepts"
    r"|acmreferenceformat|editors?:|editedby|reviewedonopenreview|contents|tableofcontents|articleinfo|executivesummary|overview|(?:figure|fig\.?|table)1)"
    r"(?=$|[^a-z]|(?<=:))"
)
_EXACT_STOPS = frozenset({"introduction", "summary", "contents", "overview"})
_LEAST_PARAGRAPH = 55
"""Characters in a line of running text."""
_LEAST_TITLE_SHARE = 0.7
_SMALL_PRINT = 0.4
"""Points by which small print is smaller than the body."""
_LARGER_ADDRESS = 1.3
_FOOT_OF_PAGE = 0.55
"""Share of the page above which no footnote stands."""
_JUSTIFIED = 2.0
"""Points between right edges that count as one margin."""
_MOST_CELLS = 1200
"""More lines than this are no author block."""
_LEAST_SIZE = 4.5
"""Points: smaller print in an author block is no part of it."""
_WIDEST_SPACE = 40.0
"""Points between two words of a stretched line."""
_LARGEST_BREAK = 2
"""Characters between two blocks of the text."""
_LEADING = 1.75
"""In font sizes: lines further apart are not one paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """The cells of the author block, and paragraphs of small print elsewhere on the page."""

    header: tuple[Cell, ...]
    notes: tuple[tuple[Cell, ...], ...]


def find_zones(cells: Sequence[Cell], *, title: str) -> Zones:
    """The parts of page one that name authors; `cells` run from top to bottom."""
    top = _find_title_end(cells, title)
    bottom = _find_stop(cells, after=top)
    header = [cell for cell in cells if cell.box[1] >= top - 2 and cell.box[3] <= bottom + 3]
    rest = [cell for cell in cells if cell.box[3] > bottom + 3]
    numbers = _find_line_numbers(cells)
    return Zones(
        header=tuple(c for c in header if c not in numbers and c.size >= _LEAST_SIZE)[:_MOST_CELLS],
        notes=tuple(tuple(paragraph) for paragraph in _find_small_print(rest)),
    )


def _squeeze(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())


def _find_title_end(cells: Sequence[Cell], title: str) -> float:
    """The vertical position in points below which authors may stand."""
    wanted = _squeeze(title)
    for index in range(len(cells)):
        lines = _match_title(islice(cells, index, None), wanted)
        if lines:
            return max(cell.box[3] for cell in lines)
    return _find_largest_print_end(cells)


def _match_title(cells: Iterable[Cell], wanted: str) -> list[Cell]:
    """The cells that spell the title from its first letter on; none if they spell too little."""
    spelt, lines = "", list[Cell]()
    for cell in cells:
        longer = spelt + _squeeze(cell.text)
        if longer == spelt or not wanted.startswith(longer):
            break
        spelt = longer
        lines.append(cell)
    return lines if spelt and len(spelt) >= _LEAST_TITLE_SHARE * len(wanted) else []


def _find_largest_print_end(cells: Sequence[Cell]) -> float:
    """The end of the largest print in the upper half, which is the title in nearly every style."""
    lowest = max((cell.box[3] for cell in cells), default=0.0)
    upper = [cell for cell in cells if cell.box[3] < lowest / 2 and len(cell.words) > 1]
    largest = max((cell.size for cell in upper), default=0.0)
    return max((cell.box[3] for cell in upper if cell.size > largest - 0.3), default=0.0)


def _find_stop(cells: Sequence[Cell], *, after: float) -> float:
    """The vertical position in points where the abstract or the running text begins."""
    below = [cell for cell in cells if cell.box[1] >= after - 2]
    headings = (cell.box[1] for cell in below if _is_stop(cell))
    running = [
        index
        for index, (one, second, third) in enumerate(zip(below, below[1:], below[2:], strict=False))
        if is_running_text(one)
        and (is_running_text(second) or (is_running_text(third) and third.block == one.block))
    ]
    opening = [_find_opening(below, running[0]).box[1]] if running else []
    lowest = max((cell.box[3] for cell in cells), default=0.0)
    return min([*headings, *opening], default=lowest)


def _find_opening(cells: Sequence[Cell], index: int) -> Cell:
    """The first line of the paragraph of a line of prose: lines above it that end where it ends."""
    prose = opening = cells[index]
    for cell in reversed(cells[:index]):
        is_set_alike = cell.block == prose.block and abs(cell.size - prose.size) < _SMALL_PRINT
        if not is_set_alike or cell.emails or abs(cell.box[2] - prose.box[2]) > _JUSTIFIED:
            break
        opening = cell
    return opening


def _is_stop(cell: Cell) -> bool:
    squeezed = re.sub(r"\s", "", fold(cell.text))
    match = _STOP.match(squeezed)
    if not match:
        return False
    heading = match.group().lstrip("0123456789.:")
    return heading not in _EXACT_STOPS or match.end() >= len(squeezed.rstrip(".:"))


def is_running_text(cell: Cell) -> bool:
    """Whether a line is a line of prose."""
    words, function_words = cell.text.lower().split(), read_cues("sentence", "function_words")
    if len(cell.text) < _LEAST_PARAGRAPH or cell.emails:
        return False
    return sum(word in function_words for word in words) >= max(2, len(words) // 8)


def _find_line_numbers(cells: Sequence[Cell]) -> frozenset[Cell]:
    numbers = [cell for cell in cells if cell.text.strip().isdigit()]
    return frozenset(numbers if len(numbers) > 5 else ())  # noqa: PLR2004


def _find_small_print(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Paragraphs in small print, or at the foot of the page and opened by a mark, in text order."""
    ordered = sorted(cells, key=lambda cell: cell.start)
    body = _find_body_size(ordered)
    ordered = list(_join_stretched(ordered, most=body - _SMALL_PRINT))
    lowest = max((cell.box[3] for cell in ordered), default=0.0)
    paragraph: list[Cell] = []
    for cell in ordered:
        if paragraph and not _continues(paragraph[-1], cell):
            yield paragraph
            paragraph = []
        is_small = cell.size <= body - _SMALL_PRINT
        if paragraph or is_small or _opens_footnote(cell, foot=lowest * _FOOT_OF_PAGE):
            paragraph.append(cell)
    if paragraph:
        yield paragraph


def _join_stretched(cells: Sequence[Cell], *, most: float) -> Iterator[Cell]:
    """The cells, with those in one where justified small print stands wide apart on one line."""
    line: Cell | None = None
    for cell in cells:
        if line is not None and _goes_on(line, cell) and max(line.size, cell.size) <= most:
            line = _join(line, cell)
            continue
        if line is not None:
            yield line
        line = cell
    if line is not None:
        yield line


def _goes_on(before: Cell, after: Cell) -> bool:
    is_next = before.row == after.row and 0 < after.start - before.end <= _LARGEST_BREAK
    return is_next and 0 < after.box[0] - before.box[2] < _WIDEST_SPACE


def _join(before: Cell, after: Cell) -> Cell:
    emails = {group.start: group for group in (*before.near_emails, *after.near_emails)}
    return replace(
        before,
        text=before.text + "\n" * (after.start - before.end) + after.text,
        end=after.end,
        box=(before.box[0], min(before.box[1], after.box[1]), after.box[2], after.box[3]),
        size=min(before.size, after.size),
        raised=(*before.raised, *after.raised),
        near_emails=tuple(emails.values()),
    )


def _find_body_size(cells: Sequence[Cell]) -> float:
    letters: Counter[float] = Counter()
    for cell in cells:
        letters[round(cell.size, 1)] += len(cell.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _opens_footnote(cell: Cell, *, foot: float) -> bool:
    is_marked = cell.text[:1] in SYMBOLS or any(start == cell.start for start, _ in cell.raised)
    return is_marked and cell.box[1] > foot


def _continues(before: Cell, after: Cell) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    is_near = 0 < after.box[1] - before.box[1] < _LEADING * max(before.size, after.size)
    is_below = min(before.box[2], after.box[2]) > max(before.box[0], after.box[0])
    # Addresses are often set in a font of their own, a little larger than the line they end.
    most = _LARGER_ADDRESS if before.emails or after.emails else _SMALL_PRINT
    return is_near and is_below and abs(before.size - after.size) < most
