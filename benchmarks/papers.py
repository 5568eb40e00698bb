"""The papers that are read, and the peer: their plain text as pypdfium2 gives it."""

import importlib.resources
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def find_papers() -> list[Path]:
    """The shared papers, or the demo's where they are not there."""
    if (SHARED / "papers").is_dir():
        return sorted((SHARED / "papers").glob("*.pdf"))
    demo = importlib.resources.files("byline.demo") / "papers"
    return sorted(Path(str(demo)).glob("*.pdf"))


def read_plain_text(source: Path | bytes) -> int:
    """Read all text as a plain user of pypdfium2 would; gives the number of pages."""
    with pypdfium2.PdfDocument(source) as document:
        for page in document:
            text_page = page.get_textpage()
            text_page.get_text_range()
            text_page.close()
            page.close()
        return len(document)
