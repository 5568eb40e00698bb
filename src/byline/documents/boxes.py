"""Where words stand on a page, and pictures of it: found when asked for, never stored.

The page is read again just as `read_document` reads it, so that offsets mean the same. Call this
in isolated workers, like everything that opens a PDF.
"""

import io
import math
from collections.abc import Iterable, Iterator, Sequence

from PIL import Image

from byline.documents import pdfium
from byline.documents.page_one import ASCENT, DESCENT, PageOne, PlacedCell, read_page_one
from byline.documents.page_text import place_characters
from byline.documents.pdfium import Frame
from byline.records import Box, PaperError, Span

_MOST_PIXELS = 25_000_000
_LONGEST_SIDE = 30_000
_SAME_LINE = 0.5
"""Share of the lower of two boxes that must be level with the other to be of one line."""
_NEAR = 1.0
"""In box heights: boxes of one line further apart are two boxes."""


def find_boxes(data: bytes, *, page: int, start: int, end: int) -> tuple[Box, ...]:
    """One box per printed line around the words from `start` to `end` of a page's text.

    Offsets count from the start of that page's text; boxes are in points from the top left corner.
    Raises ValueError for offsets outside the page's text, PaperError where the page is unreadable.
    """
    [boxes] = find_all_boxes(data, page=page, spans=[(start, end)])
    return boxes


def find_all_boxes(data: bytes, *, page: int, spans: Iterable[Span]) -> tuple[tuple[Box, ...], ...]:
    """The boxes of several stretches of one page, which is read once; otherwise as `find_boxes`."""
    with (
        pdfium.open_document(data) as document,
        pdfium.open_page(document, page) as opened,
        pdfium.open_text_page(opened) as text_page,
    ):
        frame = pdfium.read_frame(opened)
        if page == 1:
            page_one = read_page_one(text_page, frame)
            return tuple(_find_on_page_one(page_one, start=s, end=e) for s, e in spans)
        placed = place_characters(text_page, frame)
        return tuple(_find_on_page(text_page, frame, placed, start=s, end=e) for s, e in spans)


def _find_on_page_one(page_one: PageOne, *, start: int, end: int) -> tuple[Box, ...]:
    _check_span(start, end, length=len(page_one.text))
    boxes = (_box_in_cell(cell, start - cell.start, end - cell.start) for cell in page_one.cells)
    return tuple(box for box in boxes if box is not None)


def _check_span(start: int, end: int, *, length: int) -> None:
    if not 0 <= start < end <= length:
        raise ValueError(f"no such stretch of the page's {length} characters: {start}:{end}")


def _box_in_cell(placed: PlacedCell, start: int, end: int) -> Box | None:
    """The box around the glyphs of a cell between two offsets of its text."""
    glyphs = [
        glyph
        for glyph, at in zip(placed.printed.glyphs, placed.printed.starts, strict=True)
        if at < end and start < at + len(glyph.character)
    ]
    if not glyphs:
        return None
    return _round(
        (
            min(glyph.left for glyph in glyphs),
            min(glyph.style.y - ASCENT * glyph.style.size for glyph in glyphs),
            max(glyph.right for glyph in glyphs),
            max(glyph.style.y + DESCENT * glyph.style.size for glyph in glyphs),
        )
    )


def _find_on_page(
    text_page: int, frame: Frame, placed: Sequence[tuple[int, str]], *, start: int, end: int
) -> tuple[Box, ...]:
    _check_span(start, end, length=sum(len(part) for _, part in placed))
    indices = _indices_between(placed, start, end)
    boxes = (
        _shown(sides, frame)
        for first, count in _runs(indices)
        for sides in pdfium.read_rectangles(text_page, start=first, count=count)
    )
    return tuple(_round(box) for box in _join_boxes(boxes))


def _indices_between(placed: Sequence[tuple[int, str]], start: int, end: int) -> Iterator[int]:
    """The characters that print the text between two offsets."""
    offset = 0
    for index, part in placed:
        if offset < end and start < offset + len(part):
            yield index
        offset += len(part)


def _runs(indices: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive indices as first and count."""
    runs: list[tuple[int, int]] = []
    for index in indices:
        if runs and index == sum(runs[-1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((index, 1))
    return runs


def _shown(sides: pdfium.Sides, frame: Frame) -> Box:
    left, bottom, right, top = sides
    (x, y), (other_x, other_y) = frame.shown(left, top), frame.shown(right, bottom)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _join_boxes(boxes: Iterable[Box]) -> list[Box]:
    """The boxes with neighbours of one line joined."""
    joined: list[Box] = []
    for box in boxes:
        if joined and _is_beside(joined[-1], box):
            left, top, right, bottom = joined[-1]
            joined[-1] = (
                min(left, box[0]),
                min(top, box[1]),
                max(right, box[2]),
                max(bottom, box[3]),
            )
        else:
            joined.append(box)
    return joined


def _is_beside(box: Box, other: Box) -> bool:
    lower = min(box[3] - box[1], other[3] - other[1])
    shared = min(box[3], other[3]) - max(box[1], other[1])
    gap = max(box[0], other[0]) - min(box[2], other[2])
    return shared >= _SAME_LINE * lower and gap <= _NEAR * max(box[3] - box[1], other[3] - other[1])


def _round(box: Box) -> Box:
    left, top, right, bottom = box
    return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)


def draw_page(data: bytes, *, page: int, box: Box, scale: float) -> bytes:
    """The part of a page inside `box` as a PNG, `scale` pixels to the point.

    Raises ValueError for an empty or enormous picture, PaperError where the page is unreadable.
    """
    left, top, right, bottom = box
    width, height = math.ceil((right - left) * scale), math.ceil((bottom - top) * scale)
    if width < 1 or height < 1 or width * height > _MOST_PIXELS:
        raise ValueError(f"no picture of {width} by {height} pixels can be drawn")
    with pdfium.open_document(data) as document, pdfium.open_page(document, page) as opened:
        frame = pdfium.read_frame(opened)
        whole = frame.width * scale, frame.height * scale
        if not max(whole) <= _LONGEST_SIDE:
            raise PaperError("page_too_large", f"page {page} is too large to be drawn")
        pixels = pdfium.draw_pixels(
            opened,
            size=(width, height),
            corner=(round(left * scale), round(top * scale)),
            whole=(round(whole[0]), round(whole[1])),
        )
    image = Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX")
    png = io.BytesIO()
    image.save(png, format="PNG", optimize=False)
    return png.getvalue()
