"""The plain text of a page, by one bulk call."""

import ctypes

from byline.documents import pdfium

_HYPHEN = "\xad"
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(range(0x20)),
    **dict.fromkeys(range(0x7F, 0xA0)),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    ord("\t"): " ",
    ord("\n"): "\n",
    0x02: _HYPHEN,
    0xFFFE: _HYPHEN,
    0xFFFF: None,
    0x2028: "\n",
    0x2029: "\n",
}


def read_page_text(text_page: int) -> str:
    """The text of a page in the order of the file, with printable characters only."""
    return _read_units(text_page).decode("utf-16-le", "surrogatepass").translate(_TABLE).strip("\n")


def _read_units(text_page: int) -> bytes:
    count = pdfium.count_characters(text_page)
    if count <= 0:
        return b""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.text_units(text_page, 0, count, ctypes.addressof(buffer))
    return bytes(buffer)[: 2 * max(0, written - 1)]
