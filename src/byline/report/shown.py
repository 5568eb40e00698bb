"""Text of papers made fit to be shown: what cannot be seen, or would turn the line, is named."""

import re

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_PICTURES[0x7F] = "\u2421"
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: they can make a line read as another one."""
_BROKEN = re.compile("[\x80-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_STACKED = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20f0]{4})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20f0]+"
)
"""More marks over one letter than any language stacks; they would cover the lines around."""


def show_text(text: str) -> str:
    """The text with control characters drawn as pictures and direction overrides named."""
    text = _BROKEN.sub("\ufffd", text.translate(_PICTURES))
    text = _TURNS.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)
    return _STACKED.sub(r"\1", text)


def clip_text(text: str, *, limit: int) -> str:
    """The text, or its beginning and an ellipsis where it is longer than the limit."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def clip_around(text: str, word: str, *, limit: int) -> str:
    """The text, or a stretch of it that holds the word in whatever case, if it is there."""
    start = max(text.casefold().find(word.casefold()), 0)
    if len(text) <= limit or start + len(word) < limit:
        return clip_text(text, limit=limit)
    first = min(start - (limit - len(word)) // 2, len(text) - limit + 1)
    return f"…{clip_text(text[first:].lstrip(), limit=limit - 1)}"


def name_location(location: str) -> str:
    """Where something lies without the folders before it, which tell about a machine only."""
    path, mark, member = location.partition("!")
    return re.split(r"[/\\]", path)[-1] + mark + member


def find_link(url: str | None) -> str | None:
    """The address where it is one of the web; anything else is not made a link."""
    return url if url and re.match(r"https?://[^\s<>\"']+\Z", url) else None
