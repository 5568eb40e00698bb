"""Where the country codes of a crop stand: close to their print, and hiding little of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageStat

from byline.records import Box

_HEIGHT, _LETTER, _PADDING = 8.5, 4.9, 4.5
_AWAY = 1.5
"""In points, between a box and its tag."""
_BOX_COST = 120.0
_STEP_COST = 30.0
"""In grey levels per square point, and per place further down the list of good places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A label in points from the top left corner of its crop; `class_name` is its look."""

    left: float
    top: float
    width: float
    label: str
    class_name: str

    @property
    def height(self) -> float:
        """The height all tags have."""
        return _HEIGHT

    @property
    def middle(self) -> float:
        """Where the letters are centred."""
        return round(self.left + self.width / 2, 1)

    @property
    def baseline(self) -> float:
        """Where the letters stand."""
        return round(self.top + 0.77 * _HEIGHT, 1)

    @property
    def box(self) -> Box:
        """The space it covers."""
        return self.left, self.top, self.left + self.width, self.top + _HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """Boxed print that gets a tag, line by line, in points from the top left of the crop."""

    boxes: tuple[Box, ...]
    label: str
    class_name: str


def place_tags(
    tagged: Sequence[Tagged],
    *,
    size: tuple[float, float],
    ink: Callable[[Box], float],
) -> tuple[Tag, ...]:
    """A tag for each, at the place where it hides the least print, boxes and other tags."""
    tags: list[Tag] = []
    for one in tagged:
        others = [box for other in tagged if other is not one for box in other.boxes]
        taken = [*others, *(tag.box for tag in tags)]
        costs = [
            (ink(tag.box) + _BOX_COST * _shared(tag.box, taken) + _STEP_COST * step, step, tag)
            for step, tag in enumerate(_find_places(one, size))
        ]
        tags.append(min(costs, key=lambda cost: cost[:2])[2])
    return tuple(tags)


def _find_places(one: Tagged, size: tuple[float, float]) -> Iterator[Tag]:
    """Places from the best on: behind the print, before it, then over and under its ends."""
    width = _LETTER * len(one.label) + _PADDING
    left, top, _, bottom = one.boxes[0]
    _, last_top, right, last_bottom = one.boxes[-1]
    places = (
        (right + _AWAY, (last_top + last_bottom - _HEIGHT) / 2),
        (left - width - _AWAY, (top + bottom - _HEIGHT) / 2),
        (right - 1, last_top - _HEIGHT + 1),
        (right - width, last_top - _HEIGHT),
        (left, top - _HEIGHT),
        (right - width, last_bottom),
        (left, last_bottom),
        (right - 1, last_bottom - 1),
    )
    for x, y in places:
        yield Tag(
            left=round(min(max(x, 0.0), size[0] - width), 1),
            top=round(min(max(y, 0.0), size[1] - _HEIGHT), 1),
            width=round(width, 1),
            label=one.label,
            class_name=one.class_name,
        )


def _shared(box: Box, others: Sequence[Box]) -> float:
    """Square points that a box shares with others."""
    return sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in others
    )


def ink_of(image: Image.Image, *, size: tuple[float, float]) -> Callable[[Box], float]:
    """How much print a box of the crop covers, in grey levels times square points."""
    across, down = image.width / size[0], image.height / size[1]

    def ink(box: Box) -> float:
        pixels = (
            int(box[0] * across),
            int(box[1] * down),
            max(int(box[2] * across), int(box[0] * across) + 1),
            max(int(box[3] * down), int(box[1] * down) + 1),
        )
        [mean] = ImageStat.Stat(image.crop(pixels)).mean
        return (255.0 - mean) * (box[2] - box[0]) * (box[3] - box[1])

    return ink
