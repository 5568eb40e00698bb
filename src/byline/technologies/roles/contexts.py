"""The mentions of a paper as names in their sentences, as the classifier wants them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import cast

from byline.documents.reading import DocumentReading
from byline.records import Span
from byline.technologies.mentions import FoundName, sentence_of
from byline.technologies.roles.own_names import find_own_names
from byline.technologies.roles.sentences import NamedKind, NamedSentence, Place, Topic
from byline.technologies.roles.topics import TopicStart, find_topics, topic_at

_PRINTED_APART = ("table", "caption")
"""Places that float: the heading before them says little of what they show."""
_KEPT_TOPICS: tuple[Topic, ...] = ("introduction", "related")


class Contexts:
    """What is known of one paper when its mentions are read."""

    def __init__(self, reading: DocumentReading, found: Sequence[FoundName]) -> None:
        self._reading = reading
        self._topics = find_topics(reading.document.text, reading.sections)
        self._own = _own_pattern(reading)
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
        """The sentence, without a heading that runs into it."""
        start, end = sentence_of(self._reading, found)
        last = self._last_topic(found.start)
        if last is not None and start <= last.start and last.text_start < found.start:
            start = last.text_start
        return start, end

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


def _own_pattern(reading: DocumentReading) -> "re.Pattern[str] | None":
    """An expression for what the paper calls its own; None where it names nothing so."""
    opening = next((s.start for s in reading.sections if s.kind in ("abstract", "body")), 0)
    document = reading.document
    names = find_own_names(document.title, document.text[opening:])
    if not names:
        return None
    spelt = (re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=_longest_first))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)")


def _longest_first(name: str) -> tuple[int, str]:
    return -len(name), name
