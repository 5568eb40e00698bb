"""The plain text of a page, by one bulk call."""

import re
from collections.abc import Iterator, Mapping

from byline.documents import pdfium
from byline.documents.accents import COMBINING, compose, find_letter
from byline.documents.characters import LINE_END_HYPHENS, SPELT
from byline.documents.codes import find_codes
from byline.documents.glyphs import Glyph, Style
from byline.documents.joining import SOFT_HYPHEN
from byline.documents.pdfium import Frame

_ODD = re.compile(r"[^\n -~\xa1-\u1fff\u2010-\u2027\u2030-\ud7ff\uf900-\ufaff]")
_ACCENT = re.compile(
    "[\xa8\xb4\xb8\u02c7\u02d8\u02da\u02db\u02dd]|(?<=[A-Za-z])[\u02c6\u02dc](?=[a-z])"
)
_MARK = re.compile("[\xa8\xb4\xb8\u02c6-\u02dd]")
"""What every accent is one of: most pages hold none, which is quick to find out."""
_MOST_ACCENTS = 500
_REACH = 3
"""Characters between an accent and its letter in the file, at most."""
_MARGIN = 1.0
"""In points: letters may lean over the edge of a page by this much."""
_FAR = 1e6
_KEPT = "\n" + SOFT_HYPHEN
_TABLE: dict[int, str] = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xFEFF, 0xFFFF], ""),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys(range(0xE000, 0xF900), ""),
    **dict.fromkeys([0x09, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000], " "),
    **dict.fromkeys([0x0A, 0x2028, 0x2029], "\n"),
    **dict.fromkeys(map(ord, LINE_END_HYPHENS), SOFT_HYPHEN),
    **{ord(ligature): letters for ligature, letters in SPELT.items()},
}


def read_page_text(text_page: int, frame: Frame) -> str:
    """The text of a page in the order of the file, clean of everything that cannot be printed.

    Accents stand on their letters; text outside the visible page is left out.
    """
    if _overflows(text_page, frame):
        return "".join(part for _, part in place_characters(text_page, frame))
    text = _decode(text_page)
    parts, last = [], 0
    for offset, spelt in sorted(_find_spellings(text_page, text).items()):
        parts += [text[last:offset], spelt]
        last = offset + 1
    return clean_text("".join([*parts, text[last:]]).replace("\r\n", "\n")).strip("\n")


def place_characters(text_page: int, frame: Frame) -> list[tuple[int, str]]:
    """The same text in parts, each with the index of the character that prints it."""
    text = _decode(text_page)
    spellings = _find_spellings(text_page, text)
    parts = [
        (index, clean_text(spellings.get(offset, character)))
        for offset, (index, character) in enumerate(_characters(text_page, text))
        if _is_on_page(text_page, index, frame)
    ]
    empty = ("", "\n")
    first = next((at for at, (_, part) in enumerate(parts) if part not in empty), len(parts))
    last = next((at for at in range(len(parts), first, -1) if parts[at - 1][1] not in empty), first)
    return parts[first:last]


def _decode(text_page: int) -> str:
    return pdfium.read_units(text_page).decode("utf-16-le", "surrogatepass")


def clean_text(text: str) -> str:
    """The text with ligatures spelt out, one sign for line-end hyphens, and nothing unprintable."""
    spelt = _ODD.sub(lambda odd: _TABLE.get(ord(odd[0]), odd[0]), text)
    if spelt.replace("\n", "").replace(SOFT_HYPHEN, "").isprintable():
        return spelt
    kept = (character for character in spelt if character.isprintable() or character in _KEPT)
    return "".join(kept)


def _characters(text_page: int, text: str) -> Iterator[tuple[int, str]]:
    """Each character of the page's text with its index among pdfium's characters."""
    unit = 0
    for character in text:
        yield pdfium.character_of_unit(text_page, unit), character
        unit += 1 if character <= "\uffff" else 2


def _find_spellings(text_page: int, text: str) -> dict[int, str]:
    """What some characters of a page print instead, by offset: letters for codes, and accents."""
    spellings = find_codes(text)
    accents = [accent.start() for accent in _ACCENT.finditer(text)] if _MARK.search(text) else []
    accents += [offset for offset, spelt in spellings.items() if spelt in COMBINING]
    for offset in accents[:_MOST_ACCENTS]:
        nearby = range(max(0, offset - _REACH), min(len(text), offset + _REACH + 1))
        glyphs = [_glyph(text_page, text, at, spellings) for at in nearby]
        accent = nearby.index(offset)
        home = find_letter(glyphs, accent, range(len(glyphs)))
        if home is not None and (letter := compose(glyphs[home], glyphs[accent])):
            spellings |= {nearby[home]: letter, offset: ""}
    return spellings


def _glyph(text_page: int, text: str, offset: int, spellings: Mapping[int, str]) -> Glyph:
    """A character of the page's text with its place, near enough for accents."""
    before = text[:offset]
    pairs = 0 if before.isascii() else sum(character > "\uffff" for character in before)
    index = pdfium.character_of_unit(text_page, offset + pairs)
    left, bottom, right, top = pdfium.read_character_sides(text_page, index)
    style = Style(y=-bottom, size=top - bottom, is_bold=False, is_italic=False, is_invisible=False)
    return Glyph(spellings.get(offset, text[offset]), left, right, False, style)  # noqa: FBT003


def _overflows(text_page: int, frame: Frame) -> bool:
    """Whether some text stands outside the visible page, which pdfium counts fast."""
    left, bottom, right, top = frame.left, frame.bottom, frame.right, frame.top
    outside = (
        (-_FAR, -_FAR, left - _MARGIN, _FAR),
        (right + _MARGIN, -_FAR, _FAR, _FAR),
        (-_FAR, -_FAR, _FAR, bottom - _MARGIN),
        (-_FAR, top + _MARGIN, _FAR, _FAR),
    )
    return any(pdfium.count_units_within(text_page, strip) > 0 for strip in outside)


def _is_on_page(text_page: int, index: int, frame: Frame) -> bool:
    """Whether the middle of a character lies on the visible page."""
    left, bottom, right, top = pdfium.read_character_sides(text_page, index)
    middle = (left + right) / 2, (bottom + top) / 2
    return frame.holds((*middle, *middle))
