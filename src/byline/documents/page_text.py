"""The plain text of a page, by one bulk call."""

import re
from collections.abc import Iterator

from byline.documents import pdfium
from byline.documents.characters import LINE_END_HYPHENS, SPELT
from byline.documents.joining import SOFT_HYPHEN
from byline.documents.pdfium import Frame

_ODD = re.compile(r"[^\n -~\xa1-\xac\xae-\u1fff\u2010-\u2027\u2030-\ud7ff\uf900-\ufaff]")
_MARGIN = 1.0
"""In points: letters may lean over the edge of a page by this much."""
_FAR = 1e6
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

    Text outside the visible page is left out.
    """
    if _overflows(text_page, frame):
        return "".join(part for _, part in place_characters(text_page, frame))
    raw = pdfium.read_units(text_page).decode("utf-16-le", "surrogatepass")
    return _clean(raw.replace("\r\n", "\n")).strip("\n")


def place_characters(text_page: int, frame: Frame) -> list[tuple[int, str]]:
    """The same text in parts, each with the index of the character that prints it."""
    parts = [
        (index, _clean(character))
        for index, character in _characters(text_page)
        if _is_on_page(text_page, index, frame)
    ]
    empty = ("", "\n")
    first = next((at for at, (_, part) in enumerate(parts) if part not in empty), len(parts))
    last = next((at for at in range(len(parts), first, -1) if parts[at - 1][1] not in empty), first)
    return parts[first:last]


def _clean(text: str) -> str:
    """The text with one sign for line-end hyphens and without control codes or private use."""
    return text.translate(_TABLE) if _ODD.search(text) else text


def _characters(text_page: int) -> Iterator[tuple[int, str]]:
    """Each character of the page's text with its index among pdfium's characters."""
    text = pdfium.read_units(text_page).decode("utf-16-le", "surrogatepass")
    unit = 0
    for character in text:
        yield pdfium.character_of_unit(text_page, unit), character
        unit += 1 if character <= "\uffff" else 2


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
