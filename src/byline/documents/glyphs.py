"""What page one is made of: glyphs with their place and style, and fragments of them."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How and at which height a text object is printed; `y` is its baseline from the top."""

    y: float
    size: float
    is_bold: bool
    is_italic: bool
    is_invisible: bool
    is_nameless: bool = False
    """Its font has no name, as TeX's bitmap fonts have none."""


class Glyph(NamedTuple):
    """One printed character between two x positions, in points from the left of the page."""

    character: str
    left: float
    right: float
    follows_space: bool
    style: Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Neighbouring glyphs on one baseline, without a wide gap between them."""

    glyphs: tuple[Glyph, ...]
    style: Style

    @property
    def left(self) -> float:
        """Left edge in points."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Right edge in points."""
        return self.glyphs[-1].right

    @property
    def text(self) -> str:
        """The characters, without spaces."""
        return "".join([glyph.character for glyph in self.glyphs])
