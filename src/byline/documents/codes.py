"""Codes that pdfium leaves as they are, where a file does not say which characters they print.

Bitmap fonts of TeX (Type 3) say nothing; their codes are those of TeX's own encoding, OT1 (D. E.
Knuth, Computer Modern Typefaces, 1986), or of its successor for European languages, T1 (M.
Ferguson, Cork, 1990). Other fonts use the same codes for signs of mathematics, so that only a
code inside a word or right before one is read.
"""

import re
from collections.abc import Mapping

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
T1 = {
    "\x19": "\u0131",
    "\x1a": "\u0237",
    "\x1b": "ff",
    "\x1c": "fi",
    "\x1d": "fl",
    "\x1e": "ffi",
    "\x1f": "ffl",
    **dict(
        zip(
            map(chr, range(0x80, 0xBD)),
            "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ",
            strict=True,
        )
    ),
    "\xd7": "Œ",
    "\xdf": "SS",
    "\xf7": "œ",
    "\xff": "ß",
}
"""What differs from Latin-1 and stands in words."""
TS1 = {"\x84": "†", "\x85": "‡", "\x86": "‖"}
"""Marks of footnotes in the companion of T1, which stand alone in their font."""
CODES = OT1.keys() | T1.keys() | TS1.keys()
_ANY = re.compile(r"[\x0b\x0c\x0e-\x1f\x7f]")
"""Every code but one, which is quick to look for: most pages hold none."""
_OT1_LIGATURE = re.compile(r"(?<=[A-Za-z])[\x0b-\x0f](?=[a-z])")
_T1_LIGATURE = re.compile(r"(?<=[A-Za-z])[\x1b-\x1f](?=[a-z])")
_CODE = {
    "OT1": r"(?:[\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n))",
    "T1": r"[\x19-\x1f\x80-\xbc\xd7\xdf\xf7\xff]",
}
_RUNS = {
    name: (
        re.compile(rf"(?<=[A-Za-zÀ-ÿ]){code}+(?=[A-Za-zÀ-ÿ])"),
        re.compile(rf"(?<![^\s(]){code}(?=[a-z]{{2}})"),
    )
    for name, code in _CODE.items()
}


def find_codes(text: str) -> dict[int, str]:
    """What the codes in the words of a text print, by offset."""
    if _ANY.search(text) is None and text.count("\r") == text.count("\r\n"):
        return {}
    table = pick_encoding(text)
    runs = (
        run for pattern in _RUNS["T1" if table is T1 else "OT1"] for run in pattern.finditer(text)
    )
    return {offset: table[text[offset]] for run in runs for offset in range(*run.span())}


def pick_encoding(text: str) -> Mapping[str, str]:
    """The encoding whose ligatures stand in the words of a text more often; OT1 where none does."""
    if len(_T1_LIGATURE.findall(text)) > len(_OT1_LIGATURE.findall(text)):
        return T1
    return OT1
