"""Headings as papers print them: numbered, in capitals, in small capitals full of spaces."""

import re
import tomllib
from functools import cache
from importlib import resources

_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z](?:\.\d{1,2})*)[.:)]?\s+")
_APPENDIX_NUMBER = re.compile(
    r"^(?:Appendix\s+)?[A-Z](?:\.\d{1,2})?[.:]?\s+[A-Z\d].{2,89}$|^APPENDIX\s+[A-Z]\b.{0,89}$"
)
_FIRST_NUMBER = re.compile(r"^(?:1|I)[.:]?\s+[A-Z]\S*(?: \S+){0,9}$")
_RUN_IN_ABSTRACT = re.compile(r"^(?:abstract|a b s t r a c t)\s*[-.:\u2013\u2014]", re.IGNORECASE)
_RUN_IN_ACKNOWLEDGEMENTS = re.compile(r"^acknowledge?ments?\s*[.:\u2013\u2014]", re.IGNORECASE)
_SPACED_OUT = re.compile(r"^(?:\w ){4,}\w$")
_AUTHORS = re.compile(
    r"^[A-Z]\.(?:[ -]?[A-Z]\.)+\s|^[A-Z]\.\s.*?(?:,|\band) [A-Z]\.|^[A-Z]\.\s(?:[^,]+,){2}"
)
"""A line of a reference that begins with an initial, such as ``S. Petrov, S. Pyysalo``."""
_NOT_LETTERS = re.compile(r"[^A-Za-z&/]+")
_LONGEST = 70


def find_heading(line: str) -> str | None:
    """The part of a paper that this line opens alone, such as ``references``; None for text."""
    if len(line) > _LONGEST:
        return None
    line = line.strip()
    if not line or line[-1].isdigit():
        return None
    table = _headings()
    part = table.get(_letters(line)) or table.get(_letters(_NUMBER.sub("", line)))
    if part is None or part == "abstract" or _SPACED_OUT.match(line):
        return part
    return part if next(filter(str.isalpha, line), "").isupper() else None


def opens_abstract(line: str) -> bool:
    """Whether an abstract begins at this line, under its heading or after it."""
    return find_heading(line) == "abstract" or _RUN_IN_ABSTRACT.match(line) is not None


def opens_paper(line: str) -> bool:
    """Whether the front matter is over at this line: an abstract or an introduction begins."""
    return opens_abstract(line) or find_heading(line) == "introduction"


def is_run_in_acknowledgements(line: str) -> bool:
    """Whether acknowledgements begin in this line after their own heading."""
    return _RUN_IN_ACKNOWLEDGEMENTS.match(line) is not None


def is_first_numbered(line: str) -> bool:
    """Whether this line is a heading with the number one, whatever its words."""
    return _FIRST_NUMBER.match(line) is not None


def is_lettered(line: str) -> bool:
    """Whether this line looks like the heading of an appendix, such as ``B More results``."""
    if _AUTHORS.match(line) or line.endswith((".", ",", ";", "-", "\xad")):
        return False
    return _APPENDIX_NUMBER.match(line) is not None


def _letters(line: str) -> str:
    return _NOT_LETTERS.sub("", line).lower()


@cache
def _headings() -> dict[str, str]:
    """The part that each known heading opens, by its letters."""
    file = resources.files("byline.documents").joinpath("data/headings.toml")
    parts = tomllib.loads(file.read_text("utf-8"))
    return {_letters(words): part for part, headings in parts.items() for words in headings}
