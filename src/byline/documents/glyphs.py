"""Every upright, visible glyph of a page with its place, size and style."""

import ctypes
import math
import unicodedata
from dataclasses import dataclass, replace
from typing import NamedTuple

from byline.documents import pdfium
from byline.documents.accents import compose_accents
from byline.documents.pdfium import Frame

_SPACES = frozenset(" \t\r\n\xa0\u2002\u2003\u2009\u200a\u202f\u3000")
_HYPHENS = frozenset("\x02\xad\ufffe")
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_FIXED_ITALIC, _FORCED_BOLD = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "medi", "-bx", "cmbx", "cmssbx", "ptmb", "-b0")
_ITALIC_NAMES = ("ital", "obli", "slant", "cmti", "cmsl", "cmmi", "ptmri")
_INVISIBLE_MODE = 3
_SMALLEST_SIZE = 2.5
_LARGEST_SIZE = 400.0
_SMALL_SIZE = 5.0
_WHITE = 250
_LEVEL = 0.05
"""Slope up to which text counts as level."""
_WIDE_GAP = 0.7
"""In font sizes: glyphs further apart start another fragment."""


class Glyph(NamedTuple):
    """One printed character between two x positions, in points from the left of the page."""

    character: str
    left: float
    right: float
    follows_space: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How and at which height a text object is printed; `y` is its baseline from the top."""

    y: float
    size: float
    is_bold: bool
    is_italic: bool
    is_invisible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Neighbouring glyphs of one style on one baseline."""

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
        return "".join(glyph.character for glyph in self.glyphs)


def read_fragments(text_page: int, frame: Frame) -> list[Fragment]:
    """The visible fragments of a page in the order of the file.

    Rotated stamps and text outside the page are left out; text that is printed invisibly, as over
    a scan, is read where the page has hardly any other.
    """
    fragments = _cut_fragments(compose_accents(_read_characters(_read_glyphs(text_page, frame))))
    visible = [fragment for fragment in fragments if not fragment.style.is_invisible]
    hidden = len(fragments) - len(visible)
    return fragments if hidden > 9 * len(visible) else visible


def _read_glyphs(text_page: int, frame: Frame) -> list[tuple[Glyph, Style]]:
    """The hot loop: three calls for a glyph, everything else once for a text object."""
    read_unicode, read_object = pdfium.character_unicode, pdfium.character_object
    read_box = pdfium.character_box
    box = (ctypes.c_float * 4)()
    box_address = ctypes.addressof(box)
    styles: dict[int, Style | None] = {}
    found: list[tuple[Glyph, Style]] = []
    follows_space, width = False, frame.width
    for index in range(pdfium.count_characters(text_page)):
        code = read_unicode(text_page, index)
        address = read_object(text_page, index)
        character = chr(code)
        if not address or character in _SPACES:
            follows_space = True
            continue
        if address not in styles:
            styles[address] = _read_style(text_page, index, address=address, frame=frame)
        style = styles[address]
        if style is None:
            continue
        read_box(text_page, index, box_address)
        left, right = _shown_edges(box, frame)
        if right > 0 and left < width:
            found.append((Glyph(character, left, right, follows_space), style))
            follows_space = False
    return found


def _read_characters(glyphs: list[tuple[Glyph, Style]]) -> list[tuple[Glyph, Style]]:
    """The glyphs with printable characters: surrogates paired, ligatures spelt out."""
    read: list[tuple[Glyph, Style]] = []
    for glyph, style in glyphs:
        character = glyph.character
        if character.isascii() and character.isprintable():
            read.append((glyph, style))
        elif read and _joins_last(character, read[-1][0].character):
            last, last_style = read[-1]
            read[-1] = (last._replace(character=_join(last.character, character)), last_style)
        elif spelt := _spell(character):
            read.append((glyph._replace(character=spelt), style))
    return read


def _joins_last(character: str, last: str) -> bool:
    if "\udc00" <= character <= "\udfff":
        return "\ud800" <= last <= "\udbff"
    return unicodedata.combining(character) > 0


def _join(last: str, character: str) -> str:
    if "\udc00" <= character <= "\udfff":
        return (last + character).encode("utf-16", "surrogatepass").decode("utf-16")
    return unicodedata.normalize("NFC", last + character)


def _spell(character: str) -> str:
    """What a glyph prints in plain characters; empty for control codes and private use."""
    if character in _HYPHENS:
        return "-"
    if "\ud800" <= character <= "\udbff":
        return character
    return _LIGATURES.get(character, character if character.isprintable() else "")


def _shown_edges(box: ctypes.Array[ctypes.c_float], frame: Frame) -> tuple[float, float]:
    left, top, right, bottom = box
    if frame.quarter_turns == 0:
        return left - frame.left, right - frame.left
    first, last = frame.shown(left, bottom)[0], frame.shown(right, top)[0]
    return min(first, last), max(first, last)


def _read_style(text_page: int, index: int, *, address: int, frame: Frame) -> Style | None:
    """The style of a text object; None where nothing of it is to be read."""
    matrix = (ctypes.c_float * 6)()
    pdfium.character_matrix(text_page, index, ctypes.addressof(matrix))
    a, b, c, d = matrix[:4]
    font_size = pdfium.character_font_size(text_page, index)
    size = abs(font_size) * math.hypot(c, d)
    y = _shown_baseline(text_page, index, frame)
    if not (_SMALLEST_SIZE <= size <= _LARGEST_SIZE and 0 <= y <= frame.height):
        return None
    if not _runs_rightwards(math.copysign(a, a * font_size), b, frame):
        return None
    if _is_hidden(text_page, index, size):
        return None
    font = pdfium.object_font(address)
    is_bold, is_italic = _font_style(font) if font else (False, False)
    mode = pdfium.object_render_mode(address)
    return Style(
        y=y,
        size=size,
        is_bold=is_bold,
        is_italic=is_italic,
        is_invisible=mode == _INVISIBLE_MODE,
    )


def _is_hidden(text_page: int, index: int, size: float) -> bool:
    """Whether the text is transparent, or so small and white that no reader sees it."""
    colour = (ctypes.c_uint * 4)()
    start, step = ctypes.addressof(colour), ctypes.sizeof(ctypes.c_uint)
    if not pdfium.character_colour(text_page, index, *(start + step * part for part in range(4))):
        return False
    *shades, opacity = colour
    return opacity == 0 or (size < _SMALL_SIZE and min(shades) >= _WHITE)


def _shown_baseline(text_page: int, index: int, frame: Frame) -> float:
    point = (ctypes.c_double * 2)()
    address = ctypes.addressof(point)
    pdfium.character_origin(text_page, index, address, address + ctypes.sizeof(ctypes.c_double))
    return frame.shown(*point)[1]


def _runs_rightwards(a: float, b: float, frame: Frame) -> bool:
    """Whether text along (a, b) runs from left to right on the page as shown."""
    origin, along = frame.shown(0, 0), frame.shown(a, b)
    across, down = along[0] - origin[0], along[1] - origin[1]
    return across > 0 and abs(down) <= _LEVEL * across


def _font_style(font: int) -> tuple[bool, bool]:
    """Whether a font is bold and whether it is italic, from its flags, weight and name."""
    buffer = ctypes.create_string_buffer(128)
    pdfium.font_name(font, ctypes.addressof(buffer), len(buffer))
    name = buffer.value.decode("utf-8", "replace").lower()
    flags = max(pdfium.font_flags(font), 0)
    is_bold = (
        bool(flags & _FORCED_BOLD)
        or pdfium.font_weight(font) >= _BOLD_WEIGHT
        or any(part in name for part in _BOLD_NAMES)
    )
    return is_bold, bool(flags & _FIXED_ITALIC) or any(part in name for part in _ITALIC_NAMES)


def _cut_fragments(glyphs: list[tuple[Glyph, Style]]) -> list[Fragment]:
    fragments: list[Fragment] = []
    current: list[Glyph] = []
    current_style: Style | None = None
    for glyph, style in glyphs:
        if current_style is not None and (
            style is not current_style
            or not -style.size < glyph.left - current[-1].right < _WIDE_GAP * style.size
        ):
            fragments.append(Fragment(glyphs=tuple(current), style=current_style))
            current = []
        current.append(glyph)
        current_style = style
    if current_style is not None:
        fragments.append(Fragment(glyphs=tuple(current), style=current_style))
    return fragments
