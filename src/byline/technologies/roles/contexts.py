"""The mentions of a paper as names in their sentences, as the classifier wants them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import cast

from byline.documents.reading import DocumentReading
from byline.records import Span
from byline.technologies.mentions import FoundName, sentence_of
from byline.technologies.roles.own_names import find_own_names
from byline.technologies.roles.priors import says_it_evaluates, says_it_trains
from byline.technologies.roles.sentences import NamedKind, NamedSentence, Place, Topic
from byline.technologies.roles.topics import TopicStart, find_topics, topic_at

_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(r"[-+±−(]*\d[\d.,]*[%)×xKMB*]*$|[-–✓✗]$")
_LONG_NAME = 5
_LEAST_CELLS = 3
_LEAST_SHARE = 0.4
"""Of a line's words, those that are numbers where it is a row of a table."""
_SHORT_ABSTRACT, _LONG_OPENING = 300, 2_500
"""Characters."""
_PRINTED_APART = ("table", "caption")
"""Places that float: the heading before them says little of what they show."""
_CAPTION = re.compile(r"^(?:Table|TABLE|Figure|FIGURE|Fig\.) ?\d+ ?[:.|]", re.MULTILINE)
_KEPT_TOPICS: tuple[Topic, ...] = ("introduction", "related")


class Contexts:
    """What is known of one paper when its mentions are read."""

    def __init__(self, reading: DocumentReading, found: Sequence[FoundName]) -> None:
        self._reading = reading
        self._topics = find_topics(reading.document.text, reading.sections)
        self._own = _own_pattern(reading)
        self.is_trained_here = says_it_trains(_running_text(reading))
        """Whether the paper says that it trains models."""
        self.is_of_others = self._own is None and says_it_evaluates(_opening(reading))
        """Whether the paper studies the work of others and proposes nothing."""
        self._names = sorted(found, key=lambda name: name.start)
        self._starts = [name.start for name in self._names]

    def sentence_around(self, found: FoundName) -> NamedSentence:
        """One mention in its sentence."""
        text = self._reading.document.text
        start, end = self._sentence_span(found)
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        near = (name for name in self._names[first:last] if name.end <= end)
        return NamedSentence(
            text=text[start:end],
            start=found.start - start,
            end=found.end - start,
            others=tuple(
                (name.start - start, name.end - start) for name in near if name.start != found.start
            ),
            own=self._own_spans(text[start:end]),
            kind=cast("NamedKind", found.technology_id.partition(":")[0]),
            place=cast("Place", found.place),
            topic=self._topic(found),
        )

    def _sentence_span(self, found: FoundName) -> Span:
        """The sentence without the heading that runs into it, or the heading the name stands in."""
        start, end = sentence_of(self._reading, found)
        if found.place != "table":
            start, end = _cut_rows(self._reading.document.text, (start, end), found)
            start, end = _cut_figure(self._reading.document.text, (start, end), found)
        last = self._last_topic(found.start)
        if last is None or last.start < start:
            return start, end
        if last.text_start <= found.start:
            return last.text_start, end
        return last.start, max(last.text_start, found.end)

    def _last_topic(self, place: int) -> TopicStart | None:
        number = bisect_right(self._topics, place, key=lambda topic: topic.start)
        return self._topics[number - 1] if number else None

    def _topic(self, found: FoundName) -> Topic:
        if found.place in ("title", "abstract"):
            return "other"
        topic = topic_at(self._topics, found.start)
        floats = found.place in _PRINTED_APART and topic not in _KEPT_TOPICS
        return "experiments" if floats else topic

    def _own_spans(self, text: str) -> tuple[Span, ...]:
        return tuple(found.span() for found in self._own.finditer(text)) if self._own else ()


def _cut_rows(text: str, span: Span, found: FoundName) -> Span:
    """The sentence without the rows of a table that stand before or after it."""
    start, end = span
    for line in _LINE.finditer(text, start, found.start):
        if line.end() < found.start and _is_row(line[0]):
            start = line.end() + 1
    for line in _LINE.finditer(text, found.end, end):
        if line.start() > found.end and _is_row(line[0]):
            return start, line.start() - 1
    return start, end


def _cut_figure(text: str, span: Span, found: FoundName) -> Span:
    """A caption without what it stands under; of that, the name's line up to the caption's end."""
    start, end = span
    for caption in _CAPTION.finditer(text, start, end):
        if caption.start() > found.start:
            return max(start, text.rfind("\n", start, found.start) + 1), end
        start = caption.start()
    return start, end


def _is_row(line: str) -> bool:
    cells = line.split()
    return sum(_CELL.match(cell) is not None for cell in cells) >= max(
        _LEAST_CELLS, _LEAST_SHARE * len(cells)
    )


def _running_text(reading: DocumentReading) -> str:
    """What counts as the paper's own words."""
    kept = (s for s in reading.sections if s.kind in ("abstract", "body", "appendix"))
    return "\n".join(reading.document.text[section.start : section.end] for section in kept)


def _opening(reading: DocumentReading) -> str:
    """The abstract, and the start of the body where that is short or missing."""
    text = reading.document.text
    abstract = next((text[s.start : s.end] for s in reading.sections if s.kind == "abstract"), "")
    body = next((s.start for s in reading.sections if s.kind == "body"), 0)
    return abstract if len(abstract) > _SHORT_ABSTRACT else abstract + text[body:][:_LONG_OPENING]


def _own_pattern(reading: DocumentReading) -> "re.Pattern[str] | None":
    """An expression for what the paper calls its own; None where it names nothing so."""
    opening = next((s.start for s in reading.sections if s.kind in ("abstract", "body")), 0)
    document = reading.document
    names = find_own_names(document.title, document.text[opening:])
    if not names:
        return None
    spelt = (_spell(name) for name in sorted(names, key=_longest_first))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)")


def _spell(name: str) -> str:
    """An expression for a name with spaces or hyphens; the case of a long one is free."""
    spelt = re.sub(r"\\[ -]", r"[\\s-]+", re.escape(name))
    return f"(?i:{spelt})" if len(name) >= _LONG_NAME else spelt


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name
