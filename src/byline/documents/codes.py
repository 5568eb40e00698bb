"""Codes that pdfium leaves as they are, where a file does not say which characters they print.

Bitmap fonts of TeX (Type 3) say nothing; their codes are those of TeX's own encoding, OT1 (D. E.
Knuth, Computer Modern Typefaces, 1986). Other fonts use the same codes for signs of mathematics,
so that only a code inside a word or right before one is read.
"""

import re

OT1 = {
    "\x0b": "ff",
    "\x0c": "fi",
    "\r": "fl",
    "\x0e": "ffi",
    "\x0f": "ffl",
    "\x10": "\u0131",
    "\x11": "\u0237",
    "\x12": "`",
    "\x13": "\xb4",
    "\x14": "\u02c7",
    "\x15": "\u02d8",
    "\x16": "\xaf",
    "\x17": "\u02da",
    "\x18": "\xb8",
    "\x19": "\xdf",
    "\x1a": "\xe6",
    "\x1b": "\u0153",
    "\x1c": "\xf8",
    "\x1d": "\xc6",
    "\x1e": "\u0152",
    "\x1f": "\xd8",
    "\x7f": "\xa8",
}
_ANY = re.compile(r"[\x0b\x0c\x0e-\x1f\x7f]")
"""Every code but one, which is quick to look for: most pages hold none."""
_CODE = re.compile(r"[\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
_INSIDE_WORDS = re.compile(rf"(?<=[A-Za-z])(?:{_CODE.pattern})+(?=[A-Za-z])")
_BEFORE_WORDS = re.compile(rf"(?<![^\s(])(?:{_CODE.pattern})(?=[a-z]{{2}})")


def find_codes(text: str) -> dict[int, str]:
    """What the codes in the words of a text print, by offset."""
    if _ANY.search(text) is None and text.count("\r") == text.count("\r\n"):
        return {}
    runs = (*_INSIDE_WORDS.finditer(text), *_BEFORE_WORDS.finditer(text))
    return {offset: OT1[text[offset]] for run in runs for offset in range(*run.span())}
