"""TeX's stand-alone accents, printed over a letter as glyphs of their own, joined with it."""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from byline.documents.glyphs import Glyph, Style

_COMBINING = {
    "`": "\u0300",
    "\u02cb": "\u0300",
    "\xb4": "\u0301",
    "\u02ca": "\u0301",
    "^": "\u0302",
    "\u02c6": "\u0302",
    "~": "\u0303",
    "\u02dc": "\u0303",
    "\xaf": "\u0304",
    "\u02d8": "\u0306",
    "\u02d9": "\u0307",
    "\xa8": "\u0308",
    "\u02da": "\u030a",
    "\xb0": "\u030a",
    "\u02dd": "\u030b",
    "\u02c7": "\u030c",
    "\xb8": "\u0327",
    "\u02db": "\u0328",
}
_DOTLESS = {"\u0131": "i", "\u0237": "j"}
_REACH = 3
_OVERLAP = 0.5


def compose_accents(glyphs: "list[tuple[Glyph, Style]]") -> "list[tuple[Glyph, Style]]":
    """The glyphs with each accent joined to the letter it is printed over, in NFC."""
    glyphs = list(glyphs)
    joined: set[int] = set()
    for index, (glyph, _) in enumerate(glyphs):
        if glyph.character in _COMBINING and (home := _find_letter(glyphs, index)) is not None:
            letter, style = glyphs[home]
            base = _DOTLESS.get(letter.character, letter.character)
            composed = unicodedata.normalize("NFC", base + _COMBINING[glyph.character])
            if len(composed) == 1:
                glyphs[home] = (letter._replace(character=composed), style)
                joined.add(index)
    return [pair for index, pair in enumerate(glyphs) if index not in joined]


def _find_letter(glyphs: "list[tuple[Glyph, Style]]", accent: int) -> int | None:
    """The nearest letter in the file whose width the accent covers by half or more."""
    nearby = range(max(0, accent - _REACH), min(len(glyphs), accent + _REACH + 1))
    covered = [(_cover(glyphs[accent], glyphs[index]), index) for index in nearby]
    best, home = max(covered, key=lambda pair: (pair[0], -abs(pair[1] - accent)))
    return home if best > _OVERLAP else None


def _cover(accent: "tuple[Glyph, Style]", letter: "tuple[Glyph, Style]") -> float:
    (mark, mark_style), (base, base_style) = accent, letter
    if not base.character.isalpha() or abs(mark_style.y - base_style.y) > 0.9 * base_style.size:
        return 0.0
    shared = min(mark.right, base.right) - max(mark.left, base.left)
    return shared / max(0.1, min(mark.right - mark.left, base.right - base.left))
