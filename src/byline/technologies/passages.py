"""The stretches of a paper in which names count, as views for searching."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from byline.documents.joining import SOFT_HYPHEN, JoinedText
from byline.documents.reading import DocumentReading
from byline.documents.titles import find_title
from byline.records import SectionKind, Span

_PLACES: dict[SectionKind, str] = {"abstract": "abstract", "body": "body", "appendix": "appendix"}
"""References, author block and acknowledgements are not there: naming is no use in them."""
_SAME_LENGTH = (
    ("\u2010\n", "-\n"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2013", "-"),
    ("\u2212", "-"),
    ("\u2019", "'"),
    ("\xa0", " "),
)
_WORD_END = re.compile(r"[^\W_]+\Z")
_WORD_START = re.compile(r"[^\W_]+")
_LONGEST_WORD = 24
_LONGEST_TITLE = 400
_AUTHORS = re.compile(
    r"(?:\b[A-Z]\.(?:[ -]?[A-Z]\.)?\s[A-Z][\w'-]+,\s(?:and\s)?){2}"
    r"|(?:\b[A-Z][\w'-]+,\s[A-Z]\.(?:\s?[A-Z]\.)?,\s(?:and\s|&\s)?){2}"
    r"|(?:\b[A-Z][\w'-]+\s(?:[A-Z]\.\s)?[A-Z][\w'-]+,\s(?:and\s)?){3}"
)
"""Names of authors in a row, as entries of a reference list begin."""
_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b")
_LONGEST_ENTRY = 700


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
    marked = text.replace("-\n", f"{SOFT_HYPHEN}\n")
    if SOFT_HYPHEN not in marked:
        return JoinedText(text=text, starts=(0,), removed=(0,))
    pieces = marked.split(SOFT_HYPHEN)
    parts, starts, removed = [pieces[0]], [0], [0]
    length = raw = len(pieces[0])
    before = pieces[0]
    for piece in pieces[1:]:
        after = piece.removeprefix("\n")
        raw += 1 + len(piece) - len(after)
        if _keeps_hyphen(before, after, whole):
            parts.append("-")
            length += 1
        parts.append(after)
        starts.append(length)
        removed.append(raw - length)
        length += len(after)
        raw += len(after)
        before = after
    return JoinedText(text="".join(parts), starts=tuple(starts), removed=tuple(removed))


def _keeps_hyphen(before: str, after: str, whole: Collection[str]) -> bool:
    last, first = before[-1:], after[:1]
    if first.islower():
        return not last.islower() or before[-2:-1].isdigit()
    start, end = _WORD_END.search(before[-_LONGEST_WORD:]), _WORD_START.match(after)
    return start is None or end is None or f"{start[0]}{end[0]}" not in whole
