"""What is printed after a name and belongs to it: version, size, variant, memory."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from byline.technologies.grammar import any_of, words_of

_SIZE = r"\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[BMKTbmk](?:-A\d+(?:\.\d+)?B)?"
_DATE = r"(?:20\d\d(?:-?\d\d){1,2}|[01]\d{3})"
_VERSION = r"[vV]?\d{1,3}(?:[._]\d{1,2}){0,2}(?:[a-zA-Z](?![^\W_]))?"
_LETTER = r"[TSMBLHGXg](?:\d{1,2})?(?:/\d\d)?(?:@\d+(?:px)?)?(?![^\W_])"
"""A size of one letter: "-L/14"."""
_TIGHT: Final = (
    rf"(?:[-_/.]?(?:{_SIZE}|{_DATE}|{_VERSION})"
    rf"|[-_/]?(?=\w)(?i:{any_of('variants')})|[-_/](?:{any_of('suffixes')}|{_LETTER}))"
)
_NO_NUMBER_GOES_ON = rf"(?![^\W_]|[.,]\d|[ \n]?[%x×])(?![ \n]{any_of('counted')}\b)"
_SPACED: Final = (
    r"[ \n](?:"
    rf"[vV][1-9](?:\.\d{{1,2}})?[oVva]?{_NO_NUMBER_GOES_ON}"
    rf"|(?:{any_of('variants')}|{any_of('sizes')})(?![^\W_])"
    r")"
)
_SPACED_SIZE = r"(?<!\d[BMbm])[ \n]\d+(?:\.\d+)?[BM](?![^\W_])"
"""Once in a name, and not where a size is tied to it: what follows is another column."""
_SPACED_NUMBER = (
    rf"(?:[- \n](?:{any_of('variants')}))?"
    rf"[ \n][1-9](?:\.\d{{1,2}})?[oVva]?{_NO_NUMBER_GOES_ON}"
)
"""Behind the bare name or its variant alone: "Llama 2", "Claude Opus 4". Else it is a column's."""
_BRACKETED = rf"[ \n]?\((?:{_SIZE})\)"
_EDGE: Final = (
    rf"(?=(?:'?s)?(?![^\W_]|-[ \n](?!{any_of('glued')}|(?:and|or|to)\b)[a-z])"
    rf"|{any_of('glued')}\b)"
)
"""The end of a word, but no hyphen that cuts one: "Octo- pus"."""
_PARTS = rf"(?:{_TIGHT}|{_SPACED}|{_BRACKETED})*"
_MODEL_TAIL = rf"(?:{_SPACED_NUMBER})?{_PARTS}(?:{_SPACED_SIZE}{_PARTS})?{_EDGE}"
_NUMBERED_TAIL = rf"{_PARTS}(?:{_SPACED_SIZE}{_PARTS})?{_EDGE}"
"""That of a name which ends in a number itself: "VGG16 2" is no version of it."""

_FITTING = r"[- \n/_]?(?:SXM-?\d?|PCI-?[Ee]|NVL\d*|OAM|HBM\de?|MIG|DGX|HGX)(?![^\W_])"
_MEMORY = r"(?:[- \n_]\(?|\()\d{1,3}[ \n]?G(?:i?B)?(?![^\W_])\)?"
_POD = r"-\d{1,4}(?![^\W_])"
_CHIP_TAIL = rf"(?:{_FITTING}|{_MEMORY}|{_POD})*{_EDGE}"
_NO_LONGER_NUMBER = r"(?!\.?\d)"
"""C4 is no name in "C4.5"."""

_JOINS: Final = frozenset("-_/.(")
"""Signs that may join a tail to its name."""
_SPACES: Final = frozenset(" \n")
_BEFORE_DIGITS: Final = frozenset("vV(")
"""What begins a version or a size in brackets if a digit follows."""
_FITTINGS: Final = ("SXM", "PCI", "NVL", "OAM", "HBM", "MIG", "DGX", "HGX")
_OPENINGS: Final = frozenset(
    word[:2] for word in (*words_of("variants"), *words_of("sizes"), *_FITTINGS)
)
"""How a word begins that may follow a name after a space and belong to it."""
_GLUED: Final = frozenset(
    word[:2].lower() for word in (*words_of("variants"), *words_of("glued"), *_FITTINGS)
)
"""How a word begins, whatever its case, that may be written onto a name."""

_PLAIN_VERSION: Final = re.compile(r"[vV]?(\d{1,3}(?:[._]\d{1,2}){0,2}[a-zA-Z]?)(?![^\W_])")
_ANY_SIZE: Final = re.compile(rf"(?<![^\W_])(?:{_SIZE})(?![^\W_])")
_VARIANT: Final = re.compile(rf"(?i:{any_of('variants')})(?![^\W_])")
_LETTER_SIZE: Final = re.compile(rf"[-/]{_LETTER}")


def has_no_tail(text: str, end: int) -> bool:
    """Whether a glance is enough to see that a word ends here and nothing of the name follows.

    True is sure, False is not: the expression decides then.
    """
    after = text[end : end + 3]
    first, second = after[:1], after[1:2]
    if first in _SPACES:
        is_number = after[2:].isdigit() if second in _BEFORE_DIGITS else second.isdigit()
        return not (is_number or after[1:] in _OPENINGS)
    if first == ".":
        return not second.isalnum()
    if first == "s":
        return not second.isalnum() and second != "-"
    return not first.isalnum() and first not in _JOINS


def goes_on(text: str, end: int) -> bool:
    """Whether a glance is enough to see that the word goes on here and is none of ours.

    True is sure, False is not: the expression decides then.
    """
    after = text[end : end + 2]
    is_word = len(after) > 1 and after.isascii() and after.isalpha()
    return is_word and after.lower() not in _GLUED


def tail_of(alias: str, *, kind: str) -> re.Pattern[str]:
    """What can follow a name of this kind; it matches nothing where the word goes on."""
    is_chip = kind == "accelerator"
    if alias[-1:].isdigit():
        return re.compile(_NO_LONGER_NUMBER + (_CHIP_TAIL if is_chip else _NUMBERED_TAIL))
    return re.compile(_CHIP_TAIL if is_chip else _MODEL_TAIL)


@dataclass(frozen=True, slots=True)
class Tail:
    """What a tail says."""

    version: str
    """Without a leading v, as ``2.5``; empty where there is none."""
    has_size: bool
    has_variant: bool
    """Whether a word of the grammar stands there, such as Instruct."""
    is_spaced_number: bool
    """Nothing but a number after a space, which may be no version at all: "BERT 3"."""


@lru_cache(maxsize=4096)
def read_tail(tail: str) -> Tail:
    """What a tail says, told from its words."""
    without_size = _ANY_SIZE.sub("", tail)
    version = _PLAIN_VERSION.search(without_size)
    return Tail(
        version=version[1].replace("_", ".") if version else "",
        has_size=_ANY_SIZE.search(tail) is not None or _LETTER_SIZE.search(tail) is not None,
        has_variant=_VARIANT.search(tail) is not None,
        is_spaced_number=tail[:1].isspace() and tail.strip().replace(".", "").isdigit(),
    )
