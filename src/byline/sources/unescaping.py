"""Text as a site shows it: HTML entities and backslash escapes undone, white space joined."""

import html
import re
import tomllib
from functools import cache
from importlib.resources import files

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_MOST_ROUNDS = 6
_ESCAPE = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[\\'\"abfnrtv])")
_WRITTEN_ESCAPE = re.compile(r"(?<!\\)\\\\(?:x[0-9a-f]{2}|u[0-9a-f]{4})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text unescaped, with white space and control characters joined to single spaces."""
    return squeeze(unescape(text))


def squeeze(text: str) -> str:
    """The text with white space and control characters joined to single spaces."""
    if not text.isprintable():
        text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _CONTROL.sub(" ", text))
    return " ".join(text.split())


def unescape(text: str) -> str:
    """The text without HTML entities, however often they were escaped.

    Only entities that end in a semicolon are undone, so that ``AT&T`` and ``R&D`` stay.
    """
    if "&" not in text:
        return text
    for _ in range(_MOST_ROUNDS):
        plain = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
        if plain == text:
            break
        text = plain
    return text


def decode_escapes(text: str) -> str:
    r"""The text with Python's backslash escapes (``\xfc``, ``\u2019``, ``\\``) undone."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda escape: _decode_escape(escape[0]), text)


def _decode_escape(escape: str) -> str:
    if escape[1] in "abfnrtv":
        return " "
    try:
        return escape.encode("ascii").decode("unicode_escape")
    except UnicodeDecodeError:
        return "\N{REPLACEMENT CHARACTER}"


def is_escaped_json(head: str) -> bool:
    r"""Whether a JSON text holds strings that were backslash-escaped before (``"B\\xfcrger"``)."""
    return head.isascii() and _WRITTEN_ESCAPE.search(head) is not None


def is_placeholder(text: str) -> bool:
    """Whether the text stands for nothing, such as ``None``, ``N/A`` or a lone mark."""
    if not any(map(str.isalpha, text)):
        return True
    return squeeze(text).casefold() in _placeholders()


@cache
def _placeholders() -> frozenset[str]:
    data = files("byline.sources").joinpath("placeholders.toml").read_text("utf-8")
    return frozenset(tomllib.loads(data)["placeholders"])
