"""One affiliation as printed: its words with what stands between them, lines joined."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from byline.authorship.tokens import Token
from byline.records import Span

_BETWEEN = re.compile(r"[\s,;&/|·•]*(?:(?:and|und|et)\s)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAffiliation:
    """One affiliation as printed: its spans, and their text with line breaks joined."""

    text: str
    spans: tuple[Span, ...]


def print_words(words: Sequence[Token], text: str, breaks: Mapping[int, str]) -> PrintedAffiliation:
    """These words as one affiliation; `breaks` holds what stands for each line's end."""
    spans = list(_find_runs(words, text, breaks))
    printed = ""
    for start, end in spans:
        printed = _glue(printed, text[start:end], breaks.get(start))
    return PrintedAffiliation(text=_tidy(printed), spans=tuple(spans))


def _find_runs(words: Sequence[Token], text: str, breaks: Mapping[int, str]) -> Iterator[Span]:
    """Stretches of one line with nothing but separators between their words."""
    start, end = words[0].start, words[0].end
    for word in words[1:]:
        between = text[end : word.start]
        is_plain = bool(_BETWEEN.fullmatch(between))
        if word.start in breaks or word.start < end or "\n" in between or not is_plain:
            # A separator at the end of a line belongs to what goes on below it.
            yield start, end + len(between.split("\n")[0].rstrip()) if is_plain else end
            start = word.start
        end = word.end
    yield start, end


def _glue(printed: str, piece: str, joint: str | None) -> str:
    if not printed:
        return piece
    if joint == "":
        return printed[:-1] + piece
    if printed.endswith((",", ";")) or joint == " ":
        return f"{printed} {piece}"
    return f"{printed}, {piece}"


def _tidy(printed: str) -> str:
    tidied = re.sub(r"\s+", " ", printed).strip(" ,;&/|·•")
    tidied = re.sub(r"\s+([,;.])", r"\1", tidied)
    is_abbreviated = re.search(
        r"(?:\b[A-Z]|Inc|Co|Ltd|Corp|Univ|Dept|Inst|S\.A|etc|B\.V)\.$", tidied
    )
    return tidied if is_abbreviated else tidied.rstrip(".,; ")
