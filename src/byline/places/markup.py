"""Affiliation strings freed from mark-up and print damage, every sign tied to where it stood."""

import html
import re
import unicodedata
from collections.abc import Callable
from typing import Final, final

_SUSPECT: Final = re.compile(
    r"[A-Z&<\\@#\x00-\x08\x0b\x0c\x0e-\x1f\xad\u0300-\u036f\u200b-\u200f\ufeff¨˜ˆ¸˝´`]"
    r"(?<![^a-zà-ÿ][A-Z])(?<!\A[A-Z])"
)
"""A sign of mark-up or damage, or a capital right behind a small letter.

Written so that a single set of signs is looked for, which is quick.
"""
_ENTITY: Final = re.compile(
    r"&(?:amp;){0,4}(?:#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,30});"
)
_TAG: Final = re.compile(r"</?[A-Za-z!?][^<>]{0,300}>|#(?:N|R|TAB)#")
"""Tags, and line ends as some data sets write them."""
_ESCAPE: Final = re.compile(r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})")
_INVISIBLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\xad\u200b-\u200f\ufeff]+")
_FAR_ACCENT: Final = re.compile("(?<=[^\\W\\d_]) [\u0300-\u036f](?=[^\\W\\d_])")
"""An accent that has drifted behind a space; it stands for an apostrophe or is a letter's."""
_DECOMPOSED: Final = re.compile("[^\\W\\d_][\u0300-\u036f]{1,4}")
_STRAY_ACCENT: Final = re.compile(r"(?<=[A-Za-z]) ?[¨˜ˆ¸˝] ?(?=[a-z])|(?<=[A-Za-z]) [´`](?=[a-z])")
"""An accent printed before or behind its letter, as PDFs have it; names are compared without."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SEAM: Final = re.compile(r"(?<=[^\W\dA-Z_])(?=[A-Z])")
_MOST_UNESCAPES: Final = 6
_SHORTEST_PART: Final = 4
_SHORT_PARTS: Final = frozenset({"and", "at", "de", "di", "du", "for", "in", "la", "of", "the"})


@final
class Cleaned:
    """Clean text; `offsets` tells where each of its signs stood, None if nothing moved."""

    __slots__ = ("offsets", "text")

    def __init__(self, text: str, offsets: list[int] | None) -> None:
        self.text: Final = text
        self.offsets: Final = offsets

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the clean text stood in the original."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]


def is_suspect(text: str) -> bool:
    """Whether there is anything in the text that `clean` may change."""
    return _SUSPECT.search(text) is not None


def clean(text: str, is_word: Callable[[str], bool]) -> Cleaned:
    """The text without entities, tags, escapes and invisible signs; glued words are parted.

    `is_word` tells words of the vocabulary: only these part a word that is not one.
    """
    cleaned = Cleaned(text, None)
    if "\\" in text:
        cleaned = _replace(cleaned, _ESCAPE, lambda found: chr(int(found[1] or found[2], 16)))
    if "&" in cleaned.text:
        cleaned = _replace(cleaned, _ENTITY, lambda found: _unescape(found[0]))
    if "<" in cleaned.text or "#" in cleaned.text:
        cleaned = _replace(cleaned, _TAG, lambda _: " ")
    if not cleaned.text.isprintable():
        cleaned = _replace(cleaned, _INVISIBLE, lambda _: "")
    if "`" in cleaned.text or not cleaned.text.isascii():
        cleaned = _clean_accents(cleaned)
    return _part_glued(cleaned, is_word)


def _clean_accents(cleaned: Cleaned) -> Cleaned:
    cleaned = _replace(cleaned, _STRAY_ACCENT, lambda _: "")
    cleaned = _replace(cleaned, _FAR_ACCENT, lambda _: "'")
    return _replace(cleaned, _DECOMPOSED, lambda found: unicodedata.normalize("NFC", found[0]))


def _unescape(entity: str) -> str:
    for _ in range(_MOST_UNESCAPES):
        plain = html.unescape(entity)
        if plain == entity:
            break
        entity = plain
    return entity


def _replace(
    cleaned: Cleaned, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str]
) -> Cleaned:
    text = cleaned.text
    if pattern.search(text) is None:
        return cleaned
    offsets = cleaned.offsets or list(range(len(text) + 1))
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for found in pattern.finditer(text):
        replacement = write(found)
        parts += (text[last : found.start()], replacement)
        places += offsets[last : found.start()]
        kept = _count_kept(found[0], replacement)
        places += [offsets[found.start()]] * (len(replacement) - kept)
        last = found.end()
        places += offsets[last - kept : last]
    parts.append(text[last:])
    places += offsets[last:]
    return Cleaned("".join(parts), places)


def _count_kept(before: str, after: str) -> int:
    """How many signs at the end a replacement leaves as they are: those of "MIT" in "&amp;MIT;"."""
    count = 0
    for one, other in zip(reversed(before), reversed(after), strict=False):
        if one != other:
            break
        count += 1
    return count


def _part_glued(cleaned: Cleaned, is_word: Callable[[str], bool]) -> Cleaned:
    text = cleaned.text
    seen = [found.start() for found in _SEAM.finditer(text)]
    if not seen:
        return cleaned
    seams = [
        found.start() + seam
        for found in _LETTERS.finditer(text)
        if any(found.start() < seam < found.end() for seam in seen)
        for seam in _find_seams(found[0], is_word)
    ]
    if not seams:
        return cleaned
    offsets = cleaned.offsets or list(range(len(text) + 1))
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for seam in seams:
        parts += (text[last:seam], " ")
        places += (*offsets[last:seam], offsets[seam])
        last = seam
    return Cleaned("".join((*parts, text[last:])), places + offsets[last:])


def _find_seams(word: str, is_word: Callable[[str], bool]) -> list[int]:
    if is_word(word):
        return []
    seams = [found.start() for found in _SEAM.finditer(word)]
    ends = [*seams, len(word)]
    parts = [word[start:end] for start, end in zip([0, *seams], ends, strict=True)]
    is_parted = all(is_word(part) and _may_stand(part) for part in parts)
    return seams if is_parted else []


def _may_stand(part: str) -> bool:
    return len(part) >= _SHORTEST_PART or part.isupper() or part.lower() in _SHORT_PARTS
