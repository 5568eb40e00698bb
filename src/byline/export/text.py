"""Hostile strings stay data: what a title or a name may hold in a file of another program."""

import re

# what XML 1.0 cannot hold at all, and overrides of the direction of writing
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def clean(text: str) -> str:
    """Text without control characters; line ends and tabs stay."""
    return _CONTROL.sub("", text)


def defuse(text: str) -> str:
    """Text that a spreadsheet shows and does not run: an apostrophe before a formula's first sign.

    After the advice of OWASP on CSV injection.
    """
    cleaned = clean(text)
    return f"'{cleaned}" if cleaned.lstrip(" \n").startswith(_FORMULA) else cleaned
