"""The print behind a paper's affiliations, cut from its pages with the affiliations boxed.

`draw_crops` opens a PDF, which may be hostile: it runs in an isolated worker.
"""

import base64
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from byline.documents.boxes import draw_page, find_all_boxes
from byline.records import Box, PaperError
from byline.report.tags import Tag, Tagged, ink_of, place_tags
from byline.report.trimming import Drawn, trim_drawn

MOST_CROPS = 4
"""Of one paper; the rest is told in a note."""
_MARGIN, _ROOM = 20.0, 34.0
_GAP = 90.0
"""In points: print further apart than this is cut as two pictures."""
_EDGE = 0.07
"""Of the page's width."""
_SCALE = 1.8
_MOST_PIXELS = 1600
_QUALITY = 55


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words to box on a page; names of authors have no label."""

    page: int
    start: int
    """Within the page's text."""
    end: int
    label: str
    class_name: str
    """The look of its box."""
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CropTask:
    """One paper's file, the words to box, and the size of each of their pages in points."""

    paper_id: str
    path: Path
    words: tuple[Words, ...]
    sizes: tuple[tuple[int, float, float], ...]
    """Page, width, height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CropBox:
    """A box in points from the top left corner of its crop."""

    left: float
    top: float
    width: float
    height: float
    class_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """A part of a page as a picture; sizes in points."""

    page: int
    width: float
    height: float
    webp: bytes
    boxes: tuple[CropBox, ...]
    tags: tuple[Tag, ...]
    quotes: tuple[tuple[str, str], ...]
    """Label and words of every affiliation in it, for readers who cannot see it."""

    @property
    def base64(self) -> str:
        """The picture as it stands in a page."""
        return base64.b64encode(self.webp).decode("ascii")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundWords:
    """Words with the boxes of their lines on the page."""

    words: Words
    boxes: tuple[Box, ...]

    @property
    def hull(self) -> Box:
        """The smallest box around all of them."""
        return hull_of(self.boxes)


def draw_crops(task: CropTask) -> tuple[Crop, ...]:
    """The parts of its pages that hold the words, in order; raises PaperError."""
    try:
        data = task.path.read_bytes()
    except OSError as error:
        raise PaperError("unreadable", f"{task.path}: {error.strerror}") from error
    crops = []
    for page, width, height in task.sizes:
        words = [one for one in task.words if one.page == page]
        found = _find_words(data, words, page=page)
        for group in group_words(found):
            hull = hull_of([one.hull for one in group])
            region = region_of(hull, width=width, height=height)
            drawn = _draw(data, page=page, region=region)
            crops.append(build_crop(group, trim_drawn(drawn, hull=hull)))
    return tuple(crops)


def _find_words(data: bytes, words: Sequence[Words], *, page: int) -> list[FoundWords]:
    spans = [(one.start, one.end) for one in words]
    try:
        found = find_all_boxes(data, page=page, spans=spans)
    except ValueError as error:
        raise PaperError("changed", f"page {page} reads differently now: {error}") from error
    pairs = zip(words, found, strict=True)
    return [FoundWords(words=one, boxes=boxes) for one, boxes in pairs if boxes]


def hull_of(boxes: Sequence[Box]) -> Box:
    """The smallest box around these."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def group_words(found: Iterable[FoundWords]) -> list[list[FoundWords]]:
    """Words of one page in groups that stand together, from the top of the page.

    A gap of more than an inch or so between two lines of print starts another group.
    """
    groups: list[list[FoundWords]] = []
    reached = 0.0
    for one in sorted(found, key=lambda one: one.hull[1]):
        if not groups or one.hull[1] - reached > _GAP:
            groups.append([])
            reached = 0.0
        groups[-1].append(one)
        reached = max(reached, one.hull[3])
    return groups


def region_of(hull: Box, *, width: float, height: float) -> Box:
    """The part of the page to draw around print: as wide as the page where it spans the middle.

    Print of one column keeps to its column; the outer edge of the page, where stamps and line
    numbers stand, is left out.
    """
    left, top, right, bottom = hull
    if left < width / 2 < right:
        sides = min(left - _MARGIN, _EDGE * width), max(right + _MARGIN, (1 - _EDGE) * width)
    else:
        sides = left - _MARGIN, right + _MARGIN
    return (
        max(0.0, sides[0]),
        max(0.0, top - _ROOM),
        min(width, sides[1]),
        min(height, bottom + _ROOM),
    )


def _draw(data: bytes, *, page: int, region: Box) -> Drawn:
    longest = max(region[2] - region[0], region[3] - region[1])
    drawn = draw_page(data, page=page, box=region, scale=min(_SCALE, _MOST_PIXELS / longest))
    with Image.open(io.BytesIO(drawn), formats=("PNG",)) as image:
        return Drawn(region=region, image=image.convert("L"))


def build_crop(group: Sequence[FoundWords], drawn: Drawn) -> Crop:
    """The crop that a drawn part of the page gives, with the boxes and tags of its words."""
    left, top, right, bottom = drawn.region
    size = round(right - left, 1), round(bottom - top, 1)
    webp = io.BytesIO()
    drawn.image.save(webp, format="WEBP", quality=_QUALITY, method=4)
    placed = [_place(one, drawn.region) for one in group]
    tagged = [one for one in placed if one.label]
    return Crop(
        page=group[0].words.page,
        width=size[0],
        height=size[1],
        webp=webp.getvalue(),
        boxes=tuple(_build_box(box, one.class_name) for one in placed for box in one.boxes),
        tags=place_tags(tagged, size=size, ink=ink_of(drawn.image, size=size)),
        quotes=tuple((one.words.label, one.words.quote) for one in group if one.words.label),
    )


def _place(found: FoundWords, region: Box) -> Tagged:
    """The words with their boxes counted from the corner of the region."""
    x, y = region[:2]
    boxes = ((box[0] - x, box[1] - y, box[2] - x, box[3] - y) for box in found.boxes)
    words = found.words
    return Tagged(boxes=tuple(boxes), label=words.label, class_name=words.class_name)


def _build_box(box: Box, class_name: str) -> CropBox:
    left, top, right, bottom = box
    return CropBox(
        left=round(left - 1, 1),
        top=round(top - 1, 1),
        width=round(right - left + 2, 1),
        height=round(bottom - top + 2, 1),
        class_name=class_name,
    )
