"""Hostile and damaged PDFs, made in code: each shows one way to hang or fool a reader."""

import hashlib
import random
import zlib
from collections.abc import Callable

from tests.documents.typeset import (
    build_pdf,
    escape,
    filler,
    good_paper,
    join_objects,
    stream,
    typeset,
    word,
    write_content,
)

_TEXT = write_content([word("On the Traces of Claims", 150, 100, 17, "bold"), *filler(110, 210)])
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


_PAGE_4 = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font"
    b"<</regular<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>>>"
)
_PAGE_5 = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</Font 3 0 R>>>>"
)
_FONTS = (
    b"<</bold<</Type/Font/Subtype/Type1/BaseFont/Times-Bold>>"
    b"/regular<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>"
)


def make_all() -> dict[str, bytes]:
    """Every hostile file by the name of what is wrong with it."""
    return {make.__name__: make() for make in MAKERS}


def empty() -> bytes:
    return b""


def web_page() -> bytes:
    return b"<!DOCTYPE html><html><body>404 Not Found</body></html>"


def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(2000)


def only_a_header() -> bytes:
    return b"%PDF-1.7\n"


def header_and_noise() -> bytes:
    return b"%PDF-1.7\n" + random.Random(1).randbytes(20_000)


def junk_before_the_header() -> bytes:
    return bytes(900) + good_paper()


def header_too_late() -> bytes:
    return bytes(5000) + good_paper()


def cut_in_half() -> bytes:
    data = good_paper()
    return data[: len(data) // 2]


def cut_short() -> bytes:
    return good_paper()[:-300]


def flipped_bytes() -> bytes:
    data, chance = bytearray(good_paper()), random.Random(2)
    for _ in range(60):
        data[chance.randrange(20, len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def flipped_table() -> bytes:
    return good_paper().replace(b" 00000 n", b" 00009 f")


def no_pages() -> bytes:
    return build_pdf([])


def catalogue_missing() -> bytes:
    return good_paper().replace(b"/Root 1 0 R", b"/Root 99 0 R")


def page_tree_of_itself() -> bytes:
    return join_objects([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def page_trees_in_a_circle() -> bytes:
    return join_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 4>>",
            b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 2 0 R]/Count 4>>",
        ]
    )


def page_tree_very_deep() -> bytes:
    depth = 5000
    trees = [
        f"<</Type/Pages/Kids[{number + 1} 0 R]/Count 1>>".encode() for number in range(2, depth + 2)
    ]
    page = f"<</Type/Page/Parent {depth + 1} 0 R/MediaBox[0 0 612 792]>>".encode()
    return join_objects([b"<</Type/Catalog/Pages 2 0 R>>", *trees, page])


def count_of_pages_is_a_lie() -> bytes:
    return good_paper().replace(b"/Count 2>>", b"/Count 2147483647>>")


def far_too_many_pages() -> bytes:
    return build_pdf([b""] * 600)


def parents_in_a_circle() -> bytes:
    return join_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
            stream(_TEXT),
        ]
    )


def table_in_a_circle() -> bytes:
    data = good_paper()
    start = data.rindex(b"startxref")
    offset = data[start:].split()[1].decode()
    return data.replace(b"/Root 1 0 R>>", f"/Root 1 0 R/Prev {offset}>>".encode())


def table_stream_of_enormous_size() -> bytes:
    body = stream(bytes(50), "/Type/XRef/Size 2147483647/W[1 8 8]/Root 1 0 R/Index[0 2147483647]")
    return b"%PDF-1.7\n1 0 obj\n" + body + b"\nendobj\nstartxref\n9\n%%EOF\n"


def object_stream_inside_itself() -> bytes:
    held = stream(b"4 0 5 10 <<>> <<>>", "/Type/ObjStm/N 2/First 9/Extends 4 0 R")
    return build_pdf([_TEXT], objects=[held])


def form_that_draws_itself() -> bytes:
    form = stream(
        b"/f Do (x) Tj",
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</f 4 0 R>>>>",
    )
    return build_pdf([_TEXT + b" /f Do"], resources="/XObject<</f 4 0 R>>", objects=[form])


def forms_that_multiply() -> bytes:
    depth = 14
    forms = [
        stream(
            b"/f Do " * 10 if number < depth else b"BT /regular 9 Tf (x) Tj ET",
            "/Type/XObject/Subtype/Form/BBox[0 0 612 792]"
            f"/Resources<</Font 3 0 R/XObject<</f {number + 5} 0 R>>>>",
        )
        for number in range(depth + 1)
    ]
    return build_pdf([_TEXT + b" /f Do"], resources="/XObject<</f 4 0 R>>", objects=forms)


def glyph_that_draws_itself() -> bytes:
    glyph = stream(b"1000 0 d0 BT /t 12 Tf (a) Tj ET")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]"
        b"/CharProcs<</a 4 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97"
        b"/Widths[1000]/Resources<</Font 3 0 R>>>>"
    )
    content = _TEXT + b" BT /u 12 Tf (aaaa) Tj ET"
    return build_pdf([content], more_fonts="/t 5 0 R/u 5 0 R", objects=[glyph, font])


def bomb_of_zeros() -> bytes:
    return _with_content(stream(_pump(bytes(1 << 20), 1024), "/Filter/FlateDecode"))


def bomb_in_a_bomb() -> bytes:
    packed = zlib.compress(_pump(bytes(1 << 20), 256))
    return _with_content(stream(packed, "/Filter[/FlateDecode/FlateDecode]"))


def _pump(data: bytes, times: int) -> bytes:
    """The data many times over, compressed once: every part stands for itself."""
    packer = zlib.compressobj(6)
    head = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    part = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + part * times + packer.flush()


def bomb_of_operators() -> bytes:
    return _with_content(stream(_pump(b"q " * 40_000, 100), "/Filter/FlateDecode"))


def bomb_of_letters() -> bytes:
    lines = write_content([word("claims " * 100, 10, 400, 6)] * 40) + b"\n"
    return _with_content(stream(_pump(lines, 100), "/Filter/FlateDecode"))


def bomb_of_filters() -> bytes:
    return _with_content(stream(b"48656C6C6F>", "/Filter[" + "/ASCIIHexDecode" * 5000 + "]"))


def _with_content(content: bytes) -> bytes:
    return join_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            _PAGE_4,
            content,
        ]
    )


def _with_image(entries: str, data: bytes) -> bytes:
    image = stream(data, f"/Type/XObject/Subtype/Image {entries}")
    return build_pdf(
        [_TEXT + b" q 600 0 0 600 0 0 cm /i Do Q"],
        resources="/XObject<</i 4 0 R>>",
        objects=[image],
    )


def image_of_enormous_size() -> bytes:
    return _with_image(
        "/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode",
        zlib.compress(bytes(100_000)),
    )


def image_of_negative_size() -> bytes:
    return _with_image("/Width -9/Height -2147483648/ColorSpace/DeviceGray/BitsPerComponent 8", b"")


def jbig2_of_enormous_size() -> bytes:
    page = bytes.fromhex("0000000030000100000013ffff0000ffff00000000000000000000000000")
    return _with_image(
        "/Width 65535/Height 65535/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode",
        page,
    )


def jpx_of_enormous_size() -> bytes:
    box = bytes.fromhex("0000000c6a5020200d0a870a00000014667479706a703220000000006a703220")
    head = bytes.fromhex("0000002d6a703268000000166968647200ffffff00ffffff000307070000")
    return _with_image("/Width 9/Height 9/Filter/JPXDecode", box + head + bytes(400))


def page_of_enormous_size() -> bytes:
    return typeset(filler(110, 210), extra={"MediaBox": "[-1e9 -1e9 1e9 1e9]"})


def page_of_no_size() -> bytes:
    return typeset(filler(110, 210), extra={"MediaBox": "[0 0 0 0]"})


def page_with_box_of_words() -> bytes:
    return typeset(filler(110, 210), extra={"MediaBox": "[/NaN (x) null 1e999]"})


def page_turned_by_a_lie() -> bytes:
    return typeset(filler(110, 210), extra={"Rotate": "2147483647"})


def page_without_anything() -> bytes:
    return join_objects(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R>>",
        ]
    )


def page_that_is_a_number() -> bytes:
    return join_objects(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"42"]
    )


def arrays_very_deep() -> bytes:
    return _with_content(stream(b"[" * 300_000 + b"]" * 300_000 + b" TJ"))


def dictionaries_very_deep() -> bytes:
    return build_pdf([_TEXT], objects=[b"<</a" * 100_000 + b" 1" + b">>" * 100_000])


def number_of_endless_digits() -> bytes:
    return build_pdf([b"9" * 500_000 + b" 0 0 1 0 0 cm " + _TEXT])


def length_too_long() -> bytes:
    return _with_content(stream(_TEXT, length=2_000_000_000))


def length_negative() -> bytes:
    return _with_content(stream(_TEXT, length=-5))


def length_of_itself() -> bytes:
    return _with_content(b"<</Length 4 0 R>>stream\n" + _TEXT + b"\nendstream")


def picture_of_text() -> bytes:
    return build_pdf([b"0 0 612 792 re f"])


def text_off_the_page() -> bytes:
    return typeset([word(f"hidden words number {n}", 50, 5000 + 12 * n) for n in range(30)])


def null_bytes_in_text() -> bytes:
    content = "BT /regular 10 Tf 50 500 Td (" + escape("claims\0and\0traces\0" * 30) + ") Tj ET"
    return build_pdf([content.encode()])


def size_that_is_no_number() -> bytes:
    return build_pdf([b"BT /regular 1e999 Tf (abc) Tj /regular NaN Tf (def) Tj ET " + _TEXT])


def matrix_of_infinities() -> bytes:
    return build_pdf([b"BT /regular 9 Tf 1e38 1e38 1e38 1e38 1e38 1e38 Tm (abc) Tj ET " + _TEXT])


def size_below_zero() -> bytes:
    return build_pdf([_TEXT.replace(b" 10 Tf 1 0 0 1", b" -10 Tf -1 0 0 -1")])


def _with_unicode_map(lines: str, *, name: str = "Times-Roman") -> bytes:
    cmap = stream(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> "
        f"endcodespacerange {lines} endcmap end".encode()
    )
    font = f"<</Type/Font/Subtype/Type1/BaseFont/{name}/ToUnicode 4 0 R>>".encode()
    line = b"0 -12 Td (" + b"claim trace " * 6 + b") Tj "
    content = b"BT /mapped 10 Tf 50 700 Td " + line * 10 + b"ET"
    return build_pdf([content], more_fonts="/mapped 5 0 R", objects=[cmap, font])


def lone_surrogates() -> bytes:
    return _with_unicode_map("2 beginbfchar <61> <D835> <63> <DC00> endbfchar")


def letters_of_endless_words() -> bytes:
    return _with_unicode_map(f"1 beginbfchar <61> <{'0061' * 5000}> endbfchar")


def map_of_everything() -> bytes:
    return _with_unicode_map("50000 beginbfrange " + "<00> <ff> <0000> " * 50_000 + "endbfrange")


def font_with_endless_name() -> bytes:
    return _with_unicode_map("", name="A" * 1_000_000)


def outlines_in_a_circle() -> bytes:
    data = build_pdf([_TEXT], objects=[b"<</Title(a)/Next 4 0 R/First 4 0 R/Parent 4 0 R>>"])
    return data.replace(b"<</Type/Catalog", b"<</Outlines 4 0 R/Type/Catalog")


def script_at_opening() -> bytes:
    script = b"<</S/JavaScript/JS(while\\(true\\){})>>"
    data = build_pdf([_TEXT], objects=[script])
    return data.replace(b"<</Type/Catalog", b"<</OpenAction 4 0 R/Type/Catalog")


def notes_that_draw_themselves() -> bytes:
    note = b"<</Type/Annot/Subtype/Stamp/Rect[0 0 99 99]/AP<</N 5 0 R>>/Parent 4 0 R>>"
    look = stream(
        b"/f Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</f 5 0 R>>>>"
    )
    return build_pdf([_TEXT], extra={"Annots": "[4 0 R 4 0 R]"}, objects=[note, look])


def shading_of_itself() -> bytes:
    pattern = stream(
        b"/Pattern cs /p scn 0 0 99 99 re f",
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 1e-9/YStep 1e-9"
        "/Resources<</Pattern<</p 4 0 R>>>>",
    )
    return build_pdf(
        [_TEXT + b" /Pattern cs /p scn 0 0 612 792 re f"],
        resources="/Pattern<</p 4 0 R>>",
        objects=[pattern],
    )


def user_password() -> bytes:
    return _encrypt(user=b"secret", owner=b"owner")


def owner_password() -> bytes:
    return _encrypt(user=b"", owner=b"owner")


def encryption_unknown() -> bytes:
    data = good_paper()
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Mine/V 99/R 99>>")


def _encrypt(*, user: bytes, owner: bytes) -> bytes:
    """A paper under the standard 40-bit encryption (ISO 32000-1, 7.6.3, revision 2)."""
    key_of_owner = hashlib.md5((owner + _PAD)[:32], usedforsecurity=False).digest()[:5]
    entry_o = _rc4(key_of_owner, (user + _PAD)[:32])
    permissions = (-4).to_bytes(4, "little", signed=True)
    identity = bytes(16)
    seed = (user + _PAD)[:32] + entry_o + permissions + identity
    key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
    number = 5
    salted = key + number.to_bytes(3, "little") + bytes(2)
    secret = _rc4(hashlib.md5(salted, usedforsecurity=False).digest()[:10], _TEXT)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        _FONTS,
        _PAGE_5,
        stream(secret),
    ]
    entry_u = _rc4(key, _PAD)
    return join_objects(
        objects,
        trailer=f"/ID[<{identity.hex()}><{identity.hex()}>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
        f"/O<{entry_o.hex()}>/U<{entry_u.hex()}>>>",
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


MAKERS: tuple[Callable[[], bytes], ...] = tuple(
    value
    for name, value in list(globals().items())
    if callable(value)
    and getattr(value, "__module__", "") == __name__
    and not name.startswith(("_", "make_all"))
)
