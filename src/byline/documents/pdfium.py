"""The few pdfium calls Byline makes: addresses in and out, errors a reader understands.

pdfium is not thread-safe, and hostile files can kill it: call this in worker processes only.
"""

import contextlib
import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2.raw as raw  # type: ignore[import-untyped]
from pypdfium2.version import PDFIUM_INFO, PYPDFIUM_INFO  # type: ignore[import-untyped]

from byline.records import PaperError

PARSER = f"pypdfium2 {PYPDFIUM_INFO.version} pdfium {PDFIUM_INFO.build}"

def _function(name: str, result: object, *arguments: object) -> Callable[..., int]:
    """The named call over plain addresses, which spares an object per call and keeps the GIL."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    prototype = ctypes.PYFUNCTYPE(result, *arguments)  # type: ignore[arg-type]
    return prototype(address or 0)


_ADDRESS, _INT, _UINT, _FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_float

count_pages = _function("FPDF_GetPageCount", _INT, _ADDRESS)
load_page = _function("FPDF_LoadPage", _ADDRESS, _ADDRESS, _INT)
close_page = _function("FPDF_ClosePage", None, _ADDRESS)
page_box = _function("FPDF_GetPageBoundingBox", _INT, _ADDRESS, _ADDRESS)
page_rotation = _function("FPDFPage_GetRotation", _INT, _ADDRESS)
load_text_page = _function("FPDFText_LoadPage", _ADDRESS, _ADDRESS)
close_text_page = _function("FPDFText_ClosePage", None, _ADDRESS)
count_characters = _function("FPDFText_CountChars", _INT, _ADDRESS)
character_unicode = _function("FPDFText_GetUnicode", _UINT, _ADDRESS, _INT)
character_object = _function("FPDFText_GetTextObject", _ADDRESS, _ADDRESS, _INT)
character_box = _function("FPDFText_GetLooseCharBox", _INT, _ADDRESS, _INT, _ADDRESS)
character_origin = _function("FPDFText_GetCharOrigin", _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
character_matrix = _function("FPDFText_GetMatrix", _INT, _ADDRESS, _INT, _ADDRESS)
character_colour = _function(
    "FPDFText_GetFillColor", _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS
)
object_font = _function("FPDFTextObj_GetFont", _ADDRESS, _ADDRESS)
object_render_mode = _function("FPDFTextObj_GetTextRenderMode", _INT, _ADDRESS)
font_flags = _function("FPDFFont_GetFlags", _INT, _ADDRESS)
font_weight = _function("FPDFFont_GetWeight", _INT, _ADDRESS)
font_name = _function("FPDFFont_GetBaseFontName", ctypes.c_ulong, _ADDRESS, _ADDRESS, ctypes.c_ulong)
text_units = _function("FPDFText_GetText", _INT, _ADDRESS, _INT, _INT, _ADDRESS)


def character_font_size(text_page: int, index: int) -> float:
    """The font size as the text state has it: multiply by the matrix to get what is printed."""
    return float(_character_font_size(text_page, index))


_character_font_size = _function("FPDFText_GetFontSize", ctypes.c_double, _ADDRESS, _INT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A page's visible box in its own space, and its rotation in quarter turns."""

    left: float
    bottom: float
    right: float
    top: float
    quarter_turns: int

    @property
    def width(self) -> float:
        """Width in points as the page is shown."""
        return self.top - self.bottom if self.quarter_turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height in points as the page is shown."""
        return self.right - self.left if self.quarter_turns % 2 else self.top - self.bottom

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space, from the top left corner of the page as shown."""
        match self.quarter_turns:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x


@contextlib.contextmanager
def open_document(data: bytes) -> Iterator[int]:
    """The document in these bytes; raises PaperError ``encrypted`` or ``damaged``."""
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _opening_error(raw.FPDF_GetLastError(), data)
    try:
        yield ctypes.cast(document, ctypes.c_void_p).value or 0
    finally:
        raw.FPDF_CloseDocument(document)


def _opening_error(code: int, data: bytes) -> PaperError:
    """A flipped byte may look like a wrong password: only a file with a key can be encrypted."""
    if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) and b"/Encrypt" in data:
        return PaperError("encrypted", "the file cannot be opened without its password")
    return PaperError("damaged", "the file's structure cannot be read: fetch it again")


@contextlib.contextmanager
def open_page(document: int, number: int) -> Iterator[int]:
    """Page `number`, counted from 1; raises PaperError ``damaged_page``."""
    page = load_page(document, number - 1)
    if not page:
        raise PaperError("damaged_page", f"page {number} cannot be read")
    try:
        yield page
    finally:
        close_page(page)


@contextlib.contextmanager
def open_text_page(page: int) -> Iterator[int]:
    """The text of an open page; raises PaperError ``damaged_page``."""
    text_page = load_text_page(page)
    if not text_page:
        raise PaperError("damaged_page", "the text of a page cannot be read")
    try:
        yield text_page
    finally:
        close_text_page(text_page)


def read_frame(page: int) -> Frame:
    """The visible box of an open page."""
    box = (ctypes.c_float * 4)()
    page_box(page, ctypes.addressof(box))
    left, top, right, bottom = box
    return Frame(
        left=left, bottom=bottom, right=right, top=top, quarter_turns=page_rotation(page) % 4
    )
