"""A drawn part of a page cut where the print leaves room, so that no line is cut through."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from byline.records import Box

_PAPER = 215
"""Grey from which a pixel is paper."""
_REACH = 14.0
_MARGIN = 14.0
"""In points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A part of a page as a grey picture."""

    region: Box
    image: Image.Image

    @property
    def scale(self) -> float:
        """Pixels to the point."""
        return self.image.width / (self.region[2] - self.region[0])

    def cut(self, box: Box) -> "Drawn":
        """The part of it inside a box of the page."""
        left, top, right, bottom = self.region
        box = max(box[0], left), max(box[1], top), min(box[2], right), min(box[3], bottom)
        pixels = (
            int((box[0] - left) * self.scale),
            int((box[1] - top) * self.scale),
            int((box[2] - left) * self.scale),
            int((box[3] - top) * self.scale),
        )
        return Drawn(region=box, image=self.image.crop(pixels))


def trim_drawn(drawn: Drawn, *, hull: Box) -> Drawn:
    """The picture without blank sides, and with the edges above and below moved between lines.

    What lies in the hull always stays.
    """
    left, top, right, bottom = drawn.region
    blank = _find_blank_heights(drawn)
    top = _nearest([height for height in blank if height < hull[1] - 1], to=top + _REACH)
    bottom = _nearest([height for height in blank if height > hull[3] + 1], to=bottom - _REACH)
    strip = drawn.cut((left, top, right, bottom))
    inked = _ink(strip.image).getbbox() or (0, 0, strip.image.width, 0)
    return strip.cut(
        (
            min(left + inked[0] / strip.scale, hull[0]) - _MARGIN,
            top,
            max(left + inked[2] / strip.scale, hull[2]) + _MARGIN,
            bottom,
        )
    )


def _ink(image: Image.Image) -> Image.Image:
    """White where there is print, black where there is paper."""
    return image.point([255 * (grey < _PAPER) for grey in range(256)])


def _find_blank_heights(drawn: Drawn) -> list[float]:
    """The heights on the page of all rows of pixels without print."""
    width, top = drawn.image.width, drawn.region[1]
    ink = _ink(drawn.image).tobytes()
    return [
        top + (row + 0.5) / drawn.scale
        for row in range(drawn.image.height)
        if b"\xff" not in ink[row * width : (row + 1) * width]
    ]


def _nearest(heights: Sequence[float], *, to: float) -> float:
    return min(heights, key=lambda height: abs(height - to), default=to)
