"""The few pdfium calls Byline makes: addresses in and out, errors a reader understands.

pdfium is not thread-safe, and hostile files can kill it: call this in worker processes only.
"""

import contextlib
import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pypdfium2 import raw  # type: ignore[import-untyped]
from pypdfium2.version import PDFIUM_INFO, PYPDFIUM_INFO  # type: ignore[import-untyped]

from byline.records import PaperError

PARSER = f"pypdfium2 {PYPDFIUM_INFO.version} pdfium {PDFIUM_INFO.build}"
Sides = tuple[float, float, float, float]
"""Left, bottom, right and top in a page's own space."""


def _function(name: str, result: object, *arguments: object) -> Callable[..., int]:
    """The named call over plain addresses, which spares an object per call and keeps the GIL."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    prototype = ctypes.PYFUNCTYPE(result, *arguments)  # type: ignore[arg-type]
    return prototype(address or 0)


_ADDRESS, _INT, _UINT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_LONGEST_NAME = 256
_FLOATS, _DOUBLES, _COUNTS = (ctypes.c_float * 6)(), (ctypes.c_double * 4)(), (_UINT * 4)()
"""What calls write their answers into; each answer is taken out before the next call."""
_FLOATS_AT, _DOUBLES_AT = ctypes.addressof(_FLOATS), ctypes.addressof(_DOUBLES)
_COUNTS_AT = ctypes.addressof(_COUNTS)
_DOUBLE, _COUNT = ctypes.sizeof(ctypes.c_double), ctypes.sizeof(_UINT)
_FIRST_SURROGATE, _LAST_SURROGATE = 0xD800, 0xDFFF

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
_character_origin = _function("FPDFText_GetCharOrigin", _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
_character_matrix = _function("FPDFText_GetMatrix", _INT, _ADDRESS, _INT, _ADDRESS)
_character_colour = _function(
    "FPDFText_GetFillColor", _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS
)
object_font = _function("FPDFTextObj_GetFont", _ADDRESS, _ADDRESS)
object_render_mode = _function("FPDFTextObj_GetTextRenderMode", _INT, _ADDRESS)
font_flags = _function("FPDFFont_GetFlags", _INT, _ADDRESS)
font_weight = _function("FPDFFont_GetWeight", _INT, _ADDRESS)
_font_name = _function(
    "FPDFFont_GetBaseFontName", ctypes.c_ulong, _ADDRESS, _ADDRESS, ctypes.c_ulong
)
character_of_unit = _function("FPDFText_GetCharIndexFromTextIndex", _INT, _ADDRESS, _INT)
count_rectangles = _function("FPDFText_CountRects", _INT, _ADDRESS, _INT, _INT)
_rectangle = _function(
    "FPDFText_GetRect", _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS
)
_bounded_text = _function(
    "FPDFText_GetBoundedText", _INT, _ADDRESS, *[ctypes.c_double] * 4, _ADDRESS, _INT
)
_text_units = _function("FPDFText_GetText", _INT, _ADDRESS, _INT, _INT, _ADDRESS)


def read_units(text_page: int) -> bytes:
    """The text of a page in UTF-16, in the order of the file."""
    count = count_characters(text_page)
    if count <= 0:
        return b""
    buffer = (ctypes.c_ushort * (2 * count + 2))()  # a character may take two units
    written = _text_units(text_page, 0, count, ctypes.addressof(buffer))
    return bytes(buffer)[: 2 * max(0, written - 1)]


def read_codes(text_page: int) -> Sequence[int]:
    """The code of each character of a page.

    The text of a page leaves out characters without a code and needs two units for some, so that
    its offsets are character indices only where neither happens.
    """
    count = max(0, count_characters(text_page))
    units = memoryview(read_units(text_page)).cast("H")
    if len(units) == count and not any(_FIRST_SURROGATE <= u <= _LAST_SURROGATE for u in units):
        return units
    return [character_unicode(text_page, index) for index in range(count)]


def count_units_within(text_page: int, sides: Sides) -> int:
    """How many units of text stand in a box of the page's own space."""
    left, bottom, right, top = sides
    return _bounded_text(text_page, left, top, right, bottom, None, 0)


def read_character_sides(text_page: int, index: int) -> Sides:
    """The box of one character with its side bearings, in the page's own space."""
    character_box(text_page, index, _FLOATS_AT)
    left, top, right, bottom, _, _ = _FLOATS
    return left, bottom, right, top


def read_rectangles(text_page: int, *, start: int = 0, count: int = -1) -> Iterator[Sides]:
    """The boxes around the runs of text in a stretch of characters, in the page's own space."""
    parts = [_DOUBLES_AT + _DOUBLE * part for part in range(4)]
    for index in range(count_rectangles(text_page, start, count)):
        if _rectangle(text_page, index, *parts):
            left, top, right, bottom = _DOUBLES
            yield left, bottom, right, top


def character_font_size(text_page: int, index: int) -> float:
    """The font size as the text state has it: multiply by the matrix to get what is printed."""
    return float(_character_font_size(text_page, index))


_character_font_size = _function("FPDFText_GetFontSize", ctypes.c_double, _ADDRESS, _INT)


def read_matrix(text_page: int, index: int) -> tuple[float, float, float, float]:
    """How a character is turned, slanted and scaled: a, b, c and d of its text matrix."""
    _character_matrix(text_page, index, _FLOATS_AT)
    a, b, c, d, _, _ = _FLOATS
    return a, b, c, d


def read_origin(text_page: int, index: int) -> tuple[float, float]:
    """Where a character's baseline begins, in the page's own space."""
    _character_origin(text_page, index, _DOUBLES_AT, _DOUBLES_AT + _DOUBLE)
    return _DOUBLES[0], _DOUBLES[1]


def read_colour(text_page: int, index: int) -> tuple[int, int, int, int] | None:
    """Red, green, blue and opacity of a character, to 255; None where the file tells none."""
    at = _COUNTS_AT
    if not _character_colour(text_page, index, at, at + _COUNT, at + 2 * _COUNT, at + 3 * _COUNT):
        return None
    red, green, blue, opacity = _COUNTS
    return red, green, blue, opacity


def read_font_name(font: int) -> str:
    """The font's name as the file gives it; empty where it gives none or a very long one."""
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    length = _font_name(font, ctypes.addressof(buffer), len(buffer))
    return buffer.value.decode("utf-8", "replace") if 0 < length <= len(buffer) else ""


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

    def holds(self, sides: Sides, *, margin: float = 0.0) -> bool:
        """Whether a box lies on the visible page, up to a margin in points."""
        left, bottom, right, top = sides
        return (
            left >= self.left - margin
            and right <= self.right + margin
            and bottom >= self.bottom - margin
            and top <= self.top + margin
        )

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
    page_box(page, _FLOATS_AT)
    left, top, right, bottom, _, _ = _FLOATS
    return Frame(
        left=left, bottom=bottom, right=right, top=top, quarter_turns=page_rotation(page) % 4
    )


def draw_pixels(
    page: int, *, size: tuple[int, int], corner: tuple[int, int], whole: tuple[int, int]
) -> bytes:
    """A part of a page on white, four bytes (blue, green, red, unused) to the pixel.

    All in pixels: `size` of the part, `corner` of the part in the page, `whole` size of the page.
    Raises PaperError ``out_of_memory``.
    """
    width, height = size
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise PaperError("out_of_memory", "no memory for a picture of the page")
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        handle = ctypes.cast(ctypes.c_void_p(page), raw.FPDF_PAGE)
        raw.FPDF_RenderPageBitmap(bitmap, handle, -corner[0], -corner[1], *whole, 0, raw.FPDF_ANNOT)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        rows = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return b"".join(rows[stride * row : stride * row + 4 * width] for row in range(height))
