"""A drawn part of a page cut where the print leaves room, so that no line is cut through."""

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

    def has_ink(self, height: float) -> bool:
        """Whether the row of pixels at a height of the page holds print."""
        row = min(int((height - self.region[1]) * self.scale), self.image.height - 1)
        return _inked_columns(self.image.crop((0, row, self.image.width, row + 1))) is not None


def trim_drawn(drawn: Drawn, *, hull: Box) -> Drawn:
    """The picture without blank sides, and with the edges above and below moved between lines.

    What lies in the hull always stays.
    """
    left, top, right, bottom = drawn.region
    top = _between_lines(drawn, near=top + _REACH, limits=(top, hull[1] - 1))
    bottom = _between_lines(drawn, near=bottom - _REACH, limits=(hull[3] + 1, bottom))
    strip = drawn.cut((left, top, right, bottom))
    first, last = _inked_columns(strip.image) or (0, strip.image.width)
    return strip.cut(
        (
            min(left + first / strip.scale, hull[0]) - _MARGIN,
            top,
            max(left + last / strip.scale, hull[2]) + _MARGIN,
            bottom,
        )
    )


def _inked_columns(image: Image.Image) -> tuple[int, int] | None:
    """The first column with print and the one after the last; None where all is blank."""
    inked = image.point([255 * (grey < _PAPER) for grey in range(256)]).getbbox()
    return inked and (inked[0], inked[2])


def _between_lines(drawn: Drawn, *, near: float, limits: tuple[float, float]) -> float:
    """The blank height nearest to a wanted one, within limits; that one where there is none."""
    steps = int((limits[1] - limits[0]) * drawn.scale)
    heights = (limits[0] + (step + 0.5) / drawn.scale for step in range(steps))
    blank = [height for height in heights if not drawn.has_ink(height)]
    return min(blank, key=lambda height: abs(height - near), default=near)
