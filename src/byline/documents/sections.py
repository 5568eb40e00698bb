"""The parts of a paper, found by their headings in the plain text."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from byline.documents.headings import (
    find_heading,
    is_first_numbered,
    is_lettered,
    is_run_in_acknowledgements,
    opens_abstract,
)
from byline.records import Page, Section, SectionKind

_LINE = re.compile(r"[^\n]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b")
_ENTRY = re.compile(r"^\[\d+\]|^\d+\.\s", re.MULTILINE)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d)*\.? [A-Z][^.,;]{2,60}$")
_RUNS_ON = re.compile(r"(?:^| )(?:an?|and|by|for|from|in|of|on|or|our|see|the|their|this|to|with)$")
_PROSE = re.compile(r"\b(?:we|is|are|this|our|that|was|were|which|can|has|have)\b")
"""Words of sentences that say what a paper does; lists of references hold hardly one."""
_LEAST_PROSE = 15
"""Of a page that is no list."""
_SOME_PROSE = 8
"""Of the window after a heading that opens no list."""
_FEW_PROSE = 5
"""Between two entries of one list, at most."""
_WINDOW = 1200
"""Characters before and after a place over which the years of references are counted."""
_FEWER = 0.4
"""Share of the years before a heading that may still come after it where a list has ended."""
_LEAST_YEARS = 2
_LONGEST_THANKS = 4000
_LONGEST_RUN_IN_THANKS = 1500
_LONGEST_ABSTRACT = 6000


class _Mark(NamedTuple):
    """From here on the text is of this kind."""

    start: int
    kind: SectionKind


class _State(NamedTuple):
    """The kind of text at a line, until where it goes on at most, and what comes after it."""

    kind: SectionKind
    limit: float = math.inf
    after: SectionKind = "body"


def find_sections(
    text: str, *, pages: Sequence[Page], text_start: int | None, document_id: str
) -> tuple[Section, ...]:
    """The sections of a text, in order and without holes.

    `text_start` is where the running text of page one begins in a paper that gives its abstract no
    heading: up to an introduction on that page it is the abstract.
    """
    found = [_Mark(0, "front_matter"), *_find_marks(text, _front_matter(text, pages, text_start))]
    parted = (
        part for mark in _with_ends(found, text) for part in _part_references(*mark, text, pages)
    )
    marks = [next(run) for _, run in groupby(parted, key=lambda mark: mark.kind)]
    return tuple(
        Section(document_id=document_id, kind=mark.kind, start=mark.start, end=end)
        for mark, end in _with_ends(marks, text)
        if end > mark.start
    )


def _with_ends(marks: Sequence[_Mark], text: str) -> Iterator[tuple[_Mark, int]]:
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    return zip(marks, ends, strict=True)


def _front_matter(text: str, pages: Sequence[Page], text_start: int | None) -> _State:
    """The state at the start of a paper."""
    if text_start is None:
        return _State("front_matter")
    rest = text[text_start : pages[0].end].split("\n")
    is_introduced = any(find_heading(line) == "introduction" for line in rest)
    return _State("front_matter", text_start, "abstract" if is_introduced else "body")


def _find_marks(text: str, state: _State) -> Iterator[_Mark]:
    """A mark at each line where the kind of text changes from what this state says."""
    last = ""
    for found in _LINE.finditer(text):
        line, start = found[0].strip(), found.start()
        if start >= state.limit:
            state = _State(state.after)
            yield _Mark(start, state.kind)
        follower = _follow(state, line, start=start, text=text)
        if follower is not None and not _runs_on(last):
            if follower.kind != state.kind:
                yield _Mark(start, follower.kind)
            state = follower
        last = line or last


def _runs_on(line: str) -> bool:
    """Whether a sentence goes on after this line, so that the next one is no heading."""
    return _RUNS_ON.search(line) is not None


def _follow(state: _State, line: str, *, start: int, text: str) -> _State | None:
    """The state that a line opens; None where it is text like the line before."""
    heading = find_heading(line)
    if heading == "references":
        is_list = _reads_like_references(text, start + len(line))
        return _State("references") if is_list else None
    if state.kind == "front_matter":
        return _leave_front_matter(heading, line, start)
    if heading == "appendix":
        return _State("appendix")
    if _thanks(state, heading, line):
        limit = _LONGEST_THANKS if heading else _LONGEST_RUN_IN_THANKS
        return _State("acknowledgements", start + limit, _after_thanks(state))
    return _leave_part(state, heading, line, start=start, text=text)


def _leave_front_matter(heading: str | None, line: str, start: int) -> _State | None:
    if opens_abstract(line):
        return _State("abstract", start + _LONGEST_ABSTRACT)
    return _State("body") if heading == "introduction" else None


def _thanks(state: _State, heading: str | None, line: str) -> bool:
    is_run_in = state.kind != "abstract" and is_run_in_acknowledgements(line)
    return heading == "acknowledgements" or is_run_in


def _after_thanks(state: _State) -> SectionKind:
    """What goes on after acknowledgements: what they interrupt, and no more references."""
    if state.kind == "acknowledgements":
        return state.after
    return "appendix" if state.kind in ("references", "appendix") else "body"


def _leave_part(
    state: _State, heading: str | None, line: str, *, start: int, text: str
) -> _State | None:
    """The state after a part that ends at its own kinds of heading."""
    match state.kind:
        case "abstract":
            is_over = heading in ("introduction", "other") or is_first_numbered(line)
            return _State("body") if is_over else None
        case "references":
            is_over = heading == "other" or _opens_appendix(line, text, start)
            return _State("appendix") if is_over else None
        case "acknowledgements":
            is_over = heading is not None or _NUMBERED.match(line) is not None
            is_lettered_appendix = state.after == "appendix" and is_lettered(line)
            return _State(state.after) if is_over or is_lettered_appendix else None
    return None


def _reads_like_references(text: str, start: int) -> bool:
    """Whether years or numbered entries follow, as they do after no heading but this one."""
    following = text[start : start + _WINDOW]
    return len(_YEAR.findall(following)) + len(_ENTRY.findall(following)) >= _LEAST_YEARS


def _opens_appendix(line: str, text: str, start: int) -> bool:
    """Whether a lettered heading stands here and the years of references thin out after it."""
    if not is_lettered(line):
        return False
    before = len(_YEAR.findall(text, max(0, start - _WINDOW), start))
    after = len(_YEAR.findall(text, start, start + _WINDOW))
    prose = len(_PROSE.findall(text, start, start + _WINDOW))
    return after <= _FEWER * before or prose >= _SOME_PROSE


def _part_references(mark: _Mark, end: int, text: str, pages: Sequence[Page]) -> Iterator[_Mark]:
    """The mark, and for references a second one where pages of prose follow without a heading."""
    yield mark
    inside = (page for page in pages if mark.start < page.start and page.end <= end)
    if mark.kind == "references":
        prose = next((page for page in inside if _is_prose(text, page)), None)
        if prose is not None:
            yield _Mark(_after_entries(text, prose), "appendix")


def _is_prose(text: str, page: Page) -> bool:
    """Whether sentences stand on a page, in which papers say what they do and lists do not."""
    return len(_PROSE.findall(text, page.start, page.end)) >= _LEAST_PROSE


def _after_entries(text: str, page: Page) -> int:
    """Where the entries that a page begins with stop: no year comes for long after the last."""
    last = page.start
    for year in _YEAR.finditer(text, page.start, page.end):
        if len(_PROSE.findall(text, last, year.start())) >= _FEW_PROSE:
            break
        last = year.end()
    line_end = text.find("\n", last) + 1
    return page.start if last == page.start else min(line_end or page.end, page.end)
