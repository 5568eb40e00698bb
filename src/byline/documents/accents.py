"""TeX's stand-alone accents, printed over a letter as glyphs of their own, joined with it."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence

from byline.documents.codes import OT1
from byline.documents.glyphs import Glyph

COMBINING = {
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
"""Accents that take room of their own, and the marks that combine with a letter."""
COMBINING |= {code: COMBINING[spelt] for code, spelt in OT1.items() if spelt in COMBINING}
_DOTLESS = {"\u0131": "i", "\u0237": "j"}
_COVER = 0.5
_NEAR = 0.9
"""In font sizes: how far apart the baselines of accent and letter may be."""
_STRIP = 12.0
"""In points: glyphs are looked up by strips of the page of this width."""


def compose_accents(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with each accent joined to the letter it is printed over, in NFC.

    The letter is searched by geometry: in the file it may stand anywhere.
    """
    accents = [index for index, glyph in enumerate(glyphs) if glyph.character in COMBINING]
    if not accents:
        return list(glyphs)
    composed, joined, strips = list(glyphs), set[int](), _by_strip(glyphs)
    for accent in accents:
        strip = int(glyphs[accent].left // _STRIP)
        nearby = (index for near in range(strip - 2, strip + 2) for index in strips[near])
        home = find_letter(composed, accent, nearby)
        letter = "" if home is None else compose(composed[home], composed[accent])
        if home is not None and letter:
            composed[home] = composed[home]._replace(character=letter)
            joined.add(accent)
    return [glyph for index, glyph in enumerate(composed) if index not in joined]


def _by_strip(glyphs: Sequence[Glyph]) -> dict[int, list[int]]:
    """Indices of glyphs by the strip of the page they start in."""
    strips: dict[int, list[int]] = defaultdict(list)
    for index, glyph in enumerate(glyphs):
        strips[int(glyph.left // _STRIP)].append(index)
    return strips


def find_letter(glyphs: Sequence[Glyph], accent: int, nearby: Iterable[int]) -> int | None:
    """The nearby letter of which the accent covers most, half of the width at least."""
    covers = ((_cover(glyphs[accent], glyphs[home]), -abs(home - accent), home) for home in nearby)
    cover, _, best = max(covers, default=(0.0, 0, 0))
    return best if cover > _COVER else None


def compose(letter: Glyph, accent: Glyph) -> str:
    """The letter with its accent as one character; empty where there is no such letter."""
    base = _DOTLESS.get(letter.character, letter.character)
    composed = unicodedata.normalize("NFC", base + COMBINING[accent.character])
    return composed if len(composed) == 1 else ""


def _cover(accent: Glyph, letter: Glyph) -> float:
    far = abs(accent.style.y - letter.style.y) > _NEAR * letter.style.size
    if far or not letter.character.isalpha() or letter.character in COMBINING:
        return 0.0
    shared = min(accent.right, letter.right) - max(accent.left, letter.left)
    return shared / max(0.1, min(accent.right - accent.left, letter.right - letter.left))
