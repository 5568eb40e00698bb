"""Whether fetched bytes are a whole PDF, as far as its two ends tell."""

from pathlib import Path

from byline.sources.fetching.partial import Partial
from byline.sources.fetching.trouble import FetchError

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


class DamageJudge:
    """Judges bodies of one address: a damaged one is tried once more, the same again is taken."""

    def __init__(self) -> None:
        self._first: str | None = None

    def judge(self, partial: Partial) -> None:
        """Raise FetchError for a damaged body, unless it is a PDF that the server has just so."""
        damage = find_damage(partial.path)
        if damage is None:
            return
        kind, message = damage
        sha256, first = partial.hash(), self._first
        if sha256 == first and kind == "truncated_pdf":
            return
        self._first = sha256
        partial.remove()
        raise FetchError(kind, message, is_passing=first is None)
