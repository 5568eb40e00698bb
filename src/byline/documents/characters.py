"""The upright, visible glyphs of a page, read from pdfium one by one."""

import ctypes
import math
import unicodedata
from collections.abc import Mapping, Sequence

from byline.documents import pdfium
from byline.documents.accents import COMBINING, compose_accents
from byline.documents.codes import CODES, OT1, T1, TS1, pick_encoding
from byline.documents.glyphs import Fragment, Glyph, Style
from byline.documents.pdfium import Frame

SPELT = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
"""Ligatures and the letters they stand for."""
LINE_END_HYPHENS = "\x02\xad\ufffe"
"""What pdfium gives for a hyphen at the end of a line."""
_SPACES = frozenset(map(ord, " \t\n\xa0\u2002\u2003\u2009\u200a\u202f\u3000"))
_FIRST_PLAIN, _LAST_PLAIN = ord("!"), ord("~")
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600
_BOLD_NAMES = ("bold", "black", "heavy", "medi", "-bx", "cmbx", "cmssbx")
_ITALIC_NAMES = ("ital", "obli", "slant", "cmti", "cmsl", "cmmi")
_INVISIBLE_MODE = 3
_SMALLEST_SIZE, _LARGEST_SIZE = 2.5, 400.0
_SMALL_SIZE = 5.0
_WHITE = 250
_LEVEL = 0.05
"""Slope up to which text counts as level."""
_WIDE_GAP = 0.7
"""In font sizes: glyphs further apart start another fragment."""
_HIDDEN_SHARE = 0.9
"""A page with this share of invisible fragments is a scan with its text laid under it."""


def read_fragments(text_page: int, frame: Frame) -> list[Fragment]:
    """The visible fragments of a page in the order of the file.

    Rotated stamps and text outside the page are left out; text that is printed invisibly, as over
    a scan, is read where the page has hardly any other.
    """
    glyphs = compose_accents(_read_glyphs(text_page, frame))
    fragments = _cut_fragments([glyph for glyph in glyphs if glyph.character not in OT1])
    visible = [fragment for fragment in fragments if not fragment.style.is_invisible]
    return visible if len(visible) > (1 - _HIDDEN_SHARE) * len(fragments) else fragments


def _read_glyphs(text_page: int, frame: Frame) -> list[Glyph]:
    """The hot loop: two calls for a glyph, everything else once for a text object or a page.

    Spaces that pdfium makes up between text objects are not trusted: a superscript is enough.
    """
    read_object, read_box = pdfium.character_object, pdfium.character_box
    read_style = _StyleReader(text_page, frame).read
    sides = (ctypes.c_float * 4)()
    address_of_sides, view = ctypes.addressof(sides), memoryview(sides).cast("B").cast("f")
    styles: dict[int, Style | None] = {0: None}
    glyphs: list[Glyph] = []
    follows_space, current, style = False, 0, None
    width, shift = frame.width, frame.left if frame.quarter_turns == 0 else None
    for index, code in enumerate(pdfium.read_codes(text_page)):
        address = read_object(text_page, index)
        if not address or code in _SPACES:
            follows_space = follows_space or bool(address)
            continue
        if address != current:
            if address not in styles:
                styles[address] = read_style(index, address)
            current, style = address, styles[address]
        if style is None:
            continue
        read_box(text_page, index, address_of_sides)
        if shift is None:
            left, right = _turned_edges(view, frame)
        else:
            left, right = view[0] - shift, view[2] - shift
        if right <= 0 or left >= width:
            continue
        if _FIRST_PLAIN <= code <= _LAST_PLAIN:
            glyphs.append(Glyph(chr(code), left, right, follows_space, style))
        else:
            _add_special(glyphs, Glyph(chr(code), left, right, follows_space, style))
        follows_space = False
    table = pick_encoding("".join([glyph.character for glyph in glyphs]))
    settle = _settle_t1 if table is T1 else _settle
    return [spelt for index in range(len(glyphs)) if (spelt := settle(glyphs, index))]


def _settle(glyphs: Sequence[Glyph], index: int) -> Glyph | None:
    """A glyph with the character that its neighbours make likely; None for a bare code."""
    glyph = glyphs[index]
    character = glyph.character
    if character in TS1 and _is_alone(glyphs, index):
        return glyph._replace(character=TS1[character])
    if character in OT1 and character not in COMBINING:
        is_word = all(_is_letter(other, OT1) for other in _beside(glyphs, index))
        return glyph._replace(character=OT1[character]) if is_word else None
    if "\ud800" <= character <= "\udfff":
        return glyph._replace(character="\ufffd")
    return glyph if character in COMBINING or character.isprintable() else None


def _settle_t1(glyphs: Sequence[Glyph], index: int) -> Glyph | None:
    """The same on a page in T1, whose accented letters are codes of their own."""
    glyph = glyphs[index]
    character = glyph.character
    if character in TS1 and _is_alone(glyphs, index):
        return glyph._replace(character=TS1[character])
    is_coded = character in T1 and glyph.style.is_nameless
    if is_coded and any(_is_letter(other, T1) for other in _beside(glyphs, index)):
        return glyph._replace(character=T1[character])
    return glyph if character.isprintable() else None


def _beside(glyphs: Sequence[Glyph], index: int) -> list[Glyph]:
    return [*glyphs[max(0, index - 1) : index], *glyphs[index + 1 : index + 2]]


def _is_alone(glyphs: Sequence[Glyph], index: int) -> bool:
    """Whether a glyph is the only one of its text object, in a font without a name."""
    style = glyphs[index].style
    return style.is_nameless and all(other.style is not style for other in _beside(glyphs, index))


def _is_letter(glyph: Glyph, table: Mapping[str, str]) -> bool:
    return glyph.character.isalpha() or glyph.character in table


def _turned_edges(sides: Sequence[float] | memoryview, frame: Frame) -> tuple[float, float]:
    """Left and right edge, as the page is shown, of a box on a page that is turned."""
    left, top, right, bottom = sides
    first, last = frame.shown(left, bottom)[0], frame.shown(right, top)[0]
    return min(first, last), max(first, last)


def _add_special(glyphs: list[Glyph], glyph: Glyph) -> None:
    """Add a glyph beyond ASCII: surrogates paired, marks combined, ligatures spelt out."""
    character = glyph.character
    last = glyphs[-1] if glyphs else None
    if last is not None and _joins(character, last.character):
        glyphs[-1] = last._replace(character=_join(last.character, character))
    elif spelt := _spell(character):
        glyphs.append(glyph._replace(character=spelt))


def _joins(character: str, last: str) -> bool:
    if "\udc00" <= character <= "\udfff":
        return "\ud800" <= last <= "\udbff"
    return unicodedata.combining(character) > 0


def _join(last: str, character: str) -> str:
    if "\udc00" <= character <= "\udfff":
        return (last + character).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    return unicodedata.normalize("NFC", last + character)


def _spell(character: str) -> str:
    """What a glyph prints in plain characters; empty for control codes and private use."""
    if character in LINE_END_HYPHENS:
        return "-"
    if "\ud800" <= character <= "\udbff" or character in CODES:
        return character
    return SPELT.get(character, character if character.isprintable() else "")


class _StyleReader:
    """Reads the styles of text objects, each font once."""

    __slots__ = ("_fonts", "_frame", "_text_page")

    def __init__(self, text_page: int, frame: Frame) -> None:
        self._text_page = text_page
        self._frame = frame
        self._fonts: dict[int, tuple[bool, bool, bool]] = {}

    def read(self, index: int, address: int) -> Style | None:
        """The style of the text object of a character; None where nothing of it is to be read."""
        a, b, c, d = pdfium.read_matrix(self._text_page, index)
        font_size = pdfium.character_font_size(self._text_page, index)
        size = abs(font_size) * math.hypot(c, d)
        y = self._frame.shown(*pdfium.read_origin(self._text_page, index))[1]
        if not (_SMALLEST_SIZE <= size <= _LARGEST_SIZE and 0 <= y <= self._frame.height):
            return None
        turned = math.copysign(1, font_size)
        if not _runs_rightwards(a * turned, b * turned, self._frame):
            return None
        if _is_hidden(pdfium.read_colour(self._text_page, index), size):
            return None
        is_bold, is_italic, is_nameless = self._font_style(pdfium.object_font(address))
        return Style(
            y=y,
            size=size,
            is_bold=is_bold,
            is_italic=is_italic,
            is_invisible=pdfium.object_render_mode(address) == _INVISIBLE_MODE,
            is_nameless=is_nameless,
        )

    def _font_style(self, font: int) -> tuple[bool, bool, bool]:
        if font not in self._fonts:
            self._fonts[font] = _font_style(font) if font else (False, False, False)
        return self._fonts[font]


def _runs_rightwards(a: float, b: float, frame: Frame) -> bool:
    """Whether text along (a, b) runs from left to right on the page as shown."""
    origin, along = frame.shown(0, 0), frame.shown(a, b)
    across, down = along[0] - origin[0], along[1] - origin[1]
    return across > 0 and abs(down) <= _LEVEL * across


def _is_hidden(colour: tuple[int, int, int, int] | None, size: float) -> bool:
    """Whether the text is transparent, or so small and white that no reader sees it."""
    if colour is None:
        return False
    *shades, opacity = colour
    return opacity == 0 or (size < _SMALL_SIZE and min(shades) >= _WHITE)


def _font_style(font: int) -> tuple[bool, bool, bool]:
    """Whether a font is bold, italic and without a name, from its flags, weight and name."""
    name = pdfium.read_font_name(font).lower()
    flags = max(pdfium.font_flags(font), 0)
    is_bold = (
        bool(flags & _BOLD_FLAG)
        or pdfium.font_weight(font) >= _BOLD_WEIGHT
        or any(part in name for part in _BOLD_NAMES)
    )
    is_italic = bool(flags & _ITALIC_FLAG) or any(part in name for part in _ITALIC_NAMES)
    return is_bold, is_italic, not name


def _cut_fragments(glyphs: Sequence[Glyph]) -> list[Fragment]:
    fragments: list[Fragment] = []
    start = 0
    for index in range(1, len(glyphs) + 1):
        if index == len(glyphs) or not _stands_beside(glyphs[index - 1], glyphs[index]):
            part = tuple(glyphs[start:index])
            fragments.append(Fragment(glyphs=part, style=part[0].style))
            start = index
    return fragments


def _stands_beside(before: Glyph, after: Glyph) -> bool:
    size = after.style.size
    return before.style is after.style and -size < after.left - before.right < _WIDE_GAP * size
