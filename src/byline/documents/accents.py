"""TeX's stand-alone accents, printed over a letter as glyphs of their own, joined with it."""

import unicodedata
from collections.abc import Sequence

from byline.documents.glyphs import Glyph

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
"""How many glyphs away in the file the letter may be."""
_COVER = 0.5
_NEAR = 0.9
"""In font sizes: how far apart the baselines of accent and letter may be."""


def compose_accents(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with each accent joined to the letter it is printed over, in NFC."""
    composed = list(glyphs)
    joined: set[int] = set()
    for index, glyph in enumerate(glyphs):
        if glyph.character in _COMBINING:
            home = _find_letter(composed, index)
            letter = "" if home is None else _compose(composed[home].character, glyph.character)
            if home is not None and letter:
                composed[home] = composed[home]._replace(character=letter)
                joined.add(index)
    return [glyph for index, glyph in enumerate(composed) if index not in joined]


def _compose(letter: str, accent: str) -> str:
    """The letter with its accent as one character; empty where there is no such letter."""
    base = _DOTLESS.get(letter, letter)
    composed = unicodedata.normalize("NFC", base + _COMBINING[accent])
    return composed if len(composed) == 1 else ""


def _find_letter(glyphs: Sequence[Glyph], accent: int) -> int | None:
    """The nearest letter in the file of which the accent covers half the width or more."""
    nearby = range(max(0, accent - _REACH), min(len(glyphs), accent + _REACH + 1))
    best = max(nearby, key=lambda home: (_cover(glyphs[accent], glyphs[home]), -abs(home - accent)))
    return best if _cover(glyphs[accent], glyphs[best]) > _COVER else None


def _cover(accent: Glyph, letter: Glyph) -> float:
    far = abs(accent.style.y - letter.style.y) > _NEAR * letter.style.size
    if far or not letter.character.isalpha():
        return 0.0
    shared = min(accent.right, letter.right) - max(accent.left, letter.left)
    return shared / max(0.1, min(accent.right - accent.left, letter.right - letter.left))
