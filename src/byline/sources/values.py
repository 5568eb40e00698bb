"""Values of decoded JSON, read with their types checked."""

from collections.abc import Mapping
from typing import cast

from byline.sources.unescaping import clean


def as_record(value: object) -> Mapping[str, object] | None:
    """The value as a JSON object; None if it is none."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def as_list(value: object) -> list[object]:
    """The value as a JSON array; empty if it is none."""
    return cast("list[object]", value) if isinstance(value, list) else []


def as_text(value: object) -> str:
    """A string or number as clean text; empty for anything else."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return str(value)
    return clean(value) if isinstance(value, str) else ""


def as_count(value: object) -> int | None:
    """A whole number that is not negative, as a number or as text; None for anything else."""
    text = as_text(value)
    return int(text) if text.isdecimal() else None


def text_at(record: Mapping[str, object], *keys: str) -> str:
    """The first of these values of a record that holds text."""
    return next((text for key in keys if (text := as_text(record.get(key)))), "")
