"""Whether fetched bytes are a whole PDF, as far as its two ends tell."""

from pathlib import Path

_HEAD, _TAIL = 1024, 4096
_LEAST_BYTES = 200


def find_damage(path: Path) -> tuple[str, str] | None:
    """Kind and message of what is wrong; None for a PDF with its beginning and its end."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    if b"%PDF-" not in head:
        return "not_pdf", f"{_describe(head)} instead of a PDF"
    if size < _LEAST_BYTES or b"%%EOF" not in tail:
        return "truncated_pdf", f"a PDF of {size:,} bytes without its end"
    return None


def _describe(head: bytes) -> str:
    start = head.lstrip()[:100].lower()
    if not start:
        return "nothing"
    if start.startswith((b"<!doctype html", b"<html")) or b"<head" in start:
        return "a web page"
    return "something else"
