"""A PDF of one page made of lines of text at places in points from the top left."""

from collections.abc import Sequence

WIDTH, HEIGHT = 612, 792
TextLine = tuple[float, float, str]
"""Left edge, baseline, text."""


BODY = tuple(
    (
        72.0,
        500.0 + 12 * row,
        "This made up sentence stands for the body of a paper, which is longer.",
    )
    for row in range(8)
)


def make_pdf(lines: Sequence[TextLine], *, size: float = 10) -> bytes:
    shown = "\n".join(
        f"1 0 0 1 {left} {HEIGHT - baseline} Tm ({_escaped(text)}) Tj"
        for left, baseline, text in (*lines, *BODY)
    )
    content = f"BT /F1 {size} Tf\n{shown}\nET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>" % (WIDTH, HEIGHT),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _assemble(objects)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assemble(objects: Sequence[bytes]) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return data + head + table + tail % (len(objects) + 1, len(data))
