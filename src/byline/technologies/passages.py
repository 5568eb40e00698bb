"""The stretches of a paper in which names count, as views for searching."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from byline.documents.joining import SOFT_HYPHEN, JoinedText
from byline.documents.reading import DocumentReading
from byline.documents.titles import find_title
from byline.records import SectionKind, Span

_PLACES: Final[dict[SectionKind, str]] = {
    "abstract": "abstract",
    "body": "body",
    "appendix": "appendix",
}
"""References, author block and acknowledgements are not there: naming is no use in them."""
_SAME_LENGTH: Final = (
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2013", "-"),
    ("\u2212", "-"),
    ("\u2019", "'"),
    ("\xa0", " "),
)
_HARD_CUT: Final = re.compile("-\n")
_WORD_END: Final = re.compile(r"[^\W_]+\Z")
_WORD_START: Final = re.compile(r"[^\W_]+")
_LONGEST_WORD: Final = 24
_LONGEST_TITLE: Final = 400
_AUTHOR: Final = (
    (r"\.(?:[ -]?[A-Z]\.)?\s[A-Z][\w'-]+,\s(?:and\s)?", 2),
    (r"[\w'-]+,\s[A-Z]\.(?:\s?[A-Z]\.)?,\s(?:and\s|&\s)?", 2),
    (r"[\w'-]+\s(?:[A-Z]\.\s)?[A-Z][\w'-]+,\s(?:and\s)?", 3),
)
"""How an author's name goes on after its first capital, and how many in a row are enough."""
_AUTHORS: Final = re.compile(
    r"[A-Z](?<!\w[A-Z])(?:"
    + "|".join(rf"{rest}(?:\b[A-Z]{rest}){{{count - 1}}}" for rest, count in _AUTHOR)
    + ")"
)
"""Names of authors in a row, as entries of a reference list begin."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d[a-z]?\b")
_LONGEST_ENTRY: Final = 700


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of a paper, with words cut at line ends joined and dashes and quotes made plain.

    Line breaks stay, so that lines can be told; offsets are those of `view.text`.
    """

    place: str
    start: int
    end: int
    """Where it lies in `Document.text`."""
    view: JoinedText

    def raw_span(self, start: int, end: int) -> Span:
        """The span of `Document.text` that prints this stretch of the view."""
        starts, removed = self.view.starts, self.view.removed
        cut = bisect_right(starts, start) - 1
        first = start + removed[cut]
        if cut + 1 < len(starts) and starts[cut + 1] < end:
            cut = bisect_right(starts, end - 1) - 1
        return self.start + first, self.start + end + removed[cut]


def find_passages(reading: DocumentReading, *, whole: Collection[str]) -> tuple[Passage, ...]:
    """Title, abstract, body and appendix, in the order of the text.

    `whole` are words that keep no hyphen though a line end cuts them before a capital: "RoBERTa".
    """
    text = reading.document.text
    return tuple(
        Passage(place, start, end, join_names(make_plain(text[start:end]), whole=whole))
        for place, (start, end) in find_spans(reading)
        if end > start
    )


def find_spans(reading: DocumentReading) -> Iterator[tuple[str, Span]]:
    """The places in which names count, each with its span, in the order of the text."""
    yield from _find_title(reading)
    yield from _find_parts(reading)


def make_plain(text: str) -> str:
    """The text with dashes, apostrophes and fixed spaces made plain, each at its place."""
    for fancy, plain in _SAME_LENGTH:
        text = text.replace(fancy, plain)
    return text


def _find_title(reading: DocumentReading) -> Iterator[tuple[str, Span]]:
    """The title where it is printed; that of a table's row is its first line."""
    document = reading.document
    if document.kind == "row":
        yield "title", (0, len(document.title))
        return
    span = _match_title(reading) or _search_title(reading)
    if span is not None and span[1] - span[0] <= _LONGEST_TITLE:
        yield "title", span


def _match_title(reading: DocumentReading) -> Span | None:
    """The lines that together print the title of the document to the letter."""
    text, title = reading.document.text, reading.document.title
    for first, opening in enumerate(reading.lines):
        printed = ""
        for line in reading.lines[first:]:
            printed = " ".join(f"{printed} {text[line.start : line.end]}".split())
            if not title.startswith(printed):
                break
            if printed == title:
                return opening.start, line.end
    return None


def _search_title(reading: DocumentReading) -> Span | None:
    """The lines of the title where they print it otherwise, with words cut or marks."""
    lines = find_title(reading.lines, reading.document.text)
    return (lines[0].start, lines[-1].end) if lines else None


def _find_parts(reading: DocumentReading) -> Iterator[tuple[str, Span]]:
    text, before = reading.document.text, ""
    for section in reading.sections:
        if section.kind in _PLACES:
            start = section.start
            if before == "references":
                start = _after_entries(text, (start, section.end))
            yield _PLACES[section.kind], (start, section.end)
        before = section.kind


def _after_entries(text: str, span: Span) -> int:
    """Where an appendix begins in which the last entries of the reference list still stand."""
    start, end = span
    while entry := _AUTHORS.search(text, start, min(end, start + _LONGEST_ENTRY)):
        year = _YEAR.search(text, entry.end(), min(end, entry.end() + _LONGEST_ENTRY))
        start = year.end() if year else entry.end()
    return start


def join_names(text: str, *, whole: Collection[str]) -> JoinedText:
    """The text with words cut at line ends joined, as names are written.

    A hyphen stays after a capital or a digit ("BERT-based", "GPT-4o-mini") and before one
    ("GPT-4"), except in a word of `whole`. That is cheaper than `join_hyphens`, which looks at
    every word of the text.
    """
    cuts = _find_cuts(text)
    if not cuts:
        return JoinedText(text=text, starts=(0,), removed=(0,))
    parts: list[str] = []
    starts, removed = [0], [0]
    length = last = 0
    ends = (*(start for start, _ in cuts[1:]), len(text))
    for (start, end), high in zip(cuts, ends, strict=True):
        kept = text[last:start]
        if _keeps_hyphen(text, (last, start), (end, high), whole=whole):
            kept += "-"
        parts.append(kept)
        length += len(kept)
        starts.append(length)
        removed.append(end - length)
        last = end
    parts.append(text[last:])
    return JoinedText(text="".join(parts), starts=tuple(starts), removed=tuple(removed))


def _find_cuts(text: str) -> list[Span]:
    """The hyphens at line ends, each with its line break, in order."""
    cuts = [found.span() for found in _HARD_CUT.finditer(text)]
    at = text.find(SOFT_HYPHEN)
    while at >= 0:
        end = at + 2 if text[at + 1 : at + 2] == "\n" else at + 1
        cuts.append((at, end))
        at = text.find(SOFT_HYPHEN, end)
    return sorted(cuts)


def _keeps_hyphen(text: str, before: Span, after: Span, *, whole: Collection[str]) -> bool:
    """Whether a hyphen stays between two stretches of a text."""
    (low, start), (end, high) = before, after
    last, first = text[max(low, start - 2) : start], text[end : min(end + 1, high)]
    if first.islower():
        return not last[-1:].islower() or (len(last) > 1 and last[0].isdigit())
    opening = _WORD_END.search(text, max(low, start - _LONGEST_WORD), start)
    rest = _WORD_START.match(text, end, high)
    return opening is None or rest is None or f"{opening[0]}{rest[0]}" not in whole
