"""A small typesetter: PDFs made in code, with every glyph where a test wants it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 612.0, 792.0
FONTS = {
    "regular": "Times-Roman",
    "bold": "Times-Bold",
    "italic": "Times-Italic",
    "sans": "Helvetica",
}
FILLER = (
    "We measure how often a claim of this kind can be traced to the page on which it stands, and",
    "we report what is lost when it cannot. Our results are that most claims can be traced, that",
    "the rest is not lost at random, and that this matters to every number which is made of them.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A run of print; `y` is its baseline in points from the top of the page."""

    text: str
    x: float
    y: float
    size: float = 10.0
    font: str = "regular"
    more: str = ""
    """Operators before the text is shown, such as a colour or a render mode."""


def word(text: str, x: float, y: float, size: float = 10.0, font: str = "regular") -> Word:
    return Word(text=text, x=x, y=y, size=size, font=font)


def filler(x: float, y: float, *, lines: int = 6, size: float = 10.0) -> list[Word]:
    """Running text from a baseline downwards."""
    return [word(FILLER[i % 3], x, y + 1.2 * size * i, size) for i in range(lines)]


def typeset(*pages: Iterable[Word], extra: Mapping[str, str] | None = None) -> bytes:
    """A PDF with these pages; `extra` are further entries of every page's dictionary."""
    return build_pdf([write_content(page) for page in pages], extra=extra or {})


def write_content(words: Iterable[Word]) -> bytes:
    """The content stream that prints these words."""
    shown = (
        f"q BT {one.more} /{one.font} {one.size:g} Tf 1 0 0 1 {one.x:g} {HEIGHT - one.y:g} Tm "
        f"({escape(one.text)}) Tj ET Q"
        for one in words
    )
    return "\n".join(shown).encode("cp1252")


def escape(text: str) -> str:
    """Text as it stands in a string of a PDF."""
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def build_pdf(
    contents: Sequence[bytes],
    *,
    extra: Mapping[str, str] | None = None,
    resources: str = "",
    more_fonts: str = "",
    objects: Sequence[bytes] = (),
) -> bytes:
    """A PDF whose pages have these content streams.

    Objects 1 and 2 are catalogue and page tree, 3 the fonts; `objects` follow from number 4 and
    may be named in `resources`, further entries of every page's resources, and in `more_fonts`.
    """
    first = 4 + len(objects)
    entries = {"MediaBox": f"[0 0 {WIDTH:g} {HEIGHT:g}]", **(extra or {})}
    page_dict = " ".join(f"/{key} {value}" for key, value in entries.items())
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(contents)))
    fonts = " ".join(
        f"/{key} <</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
        for key, name in FONTS.items()
    )
    written = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>".encode(),
        f"<<{fonts} {more_fonts}>>".encode(),
        *objects,
    ]
    for index, content in enumerate(contents):
        number = first + 2 * index
        written.append(
            f"<</Type/Page/Parent 2 0 R {page_dict}/Contents {number + 1} 0 R"
            f"/Resources<</Font 3 0 R {resources}>>>>".encode()
        )
        written.append(stream(content))
    return join_objects(written)


def stream(data: bytes, entries: str = "", *, length: int | None = None) -> bytes:
    """A stream object; `length` lies about how long it is."""
    size = len(data) if length is None else length
    return f"<</Length {size} {entries}>>stream\n".encode() + data + b"\nendstream"


def join_objects(objects: Sequence[bytes], *, trailer: str = "") -> bytes:
    """A file of these objects, numbered from 1, with its cross-reference table."""
    data = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    entries = f"/Size {len(objects) + 1}/Root 1 0 R{trailer}"
    data += f"trailer\n<<{entries}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)


def good_paper(title: str = "On the Traces of Claims") -> bytes:
    """A small paper that every reader should manage."""
    return typeset(
        [
            word(title, 150, 100, 17, "bold"),
            word("Ada Example", 250, 140),
            word("University of Somewhere", 230, 152),
            word("Abstract", 280, 190, 12, "bold"),
            *filler(110, 210),
            word("1 Introduction", 108, 310, 12, "bold"),
            *filler(108, 330),
        ],
        [*filler(108, 80, lines=20), word("References", 108, 400, 12, "bold")],
    )
