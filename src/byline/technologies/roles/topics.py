"""What the parts of a paper's text are about, told by their headings."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from byline.records import Section
from byline.technologies.roles.sentences import Topic

_NUMBERED = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z](?:\.\d{1,2}){0,3}|[IVX]{1,5})[.:]?[ \t]+"
    r"(?P<title>[A-Z][^\n]{2,80})$",
    re.MULTILINE,
)
_BARE = re.compile(r"^(?P<title>[A-Z][A-Za-z&,/ -]{4,45})$", re.MULTILINE)
_RUN_IN = re.compile(
    r"^(?:[•*-] ?)?(?P<title>[A-Z][A-Za-z]+(?:[ -][A-Za-z]+){0,3})(?=[.:] ?\n?[A-Z\d])",
    re.MULTILINE,
)
_DIGITS = re.compile(r"\d")
_MOST_DIGITS = 3
_MOST_WORDS = 12
_MOST_BARE_WORDS = 4
_DEEPEST = 9
_ENDS_RUN_IN = frozenset(
    {
        "Models", "Datasets", "Data", "Metrics", "Evaluation", "Implementation", "Training",
        "Implementation Details", "Implementation details", "Hardware", "Results", "Setup",
        "Evaluation metrics", "Evaluation Metrics", "Main Results", "Main results",
        "Training details", "Training Details", "Hyperparameters", "Settings", "Experiment Setup",
    }
)  # fmt: skip
"""Words that open a paragraph about something else than baselines."""


class TopicStart(NamedTuple):
    """From this place on the text is about this."""

    start: int
    topic: Topic
    text_start: int
    """Where the text begins: after the line of the heading, if it has one."""


def find_topics(text: str, sections: Sequence[Section]) -> tuple[TopicStart, ...]:
    """Where the topic of a paper's text changes, in order; before the first it is ``other``."""
    return tuple(start for section in sections for start in _find_in(text, section))


def topic_at(topics: Sequence[TopicStart], place: int) -> Topic:
    """The topic at a place in the text."""
    number = bisect_right(topics, place, key=lambda start: start.start)
    return topics[number - 1].topic if number else "other"


def _find_in(text: str, section: Section) -> Iterator[TopicStart]:
    """The topics of one section; those of an appendix are experiments unless it says otherwise."""
    if section.kind not in ("body", "appendix"):
        yield TopicStart(section.start, "other", section.start)
        return
    first: Topic = "introduction" if section.kind == "body" else "experiments"
    unknown: Topic = "method" if section.kind == "body" else "experiments"
    yield TopicStart(section.start, first, section.start)
    above = first
    for start, level, title in _find_headings(text, section):
        topic = _topic_of(title) or (unknown if level == 1 else above)
        above = topic if level == 1 else above
        line_end = start if level == _DEEPEST else text.find("\n", start)
        yield TopicStart(start, topic, max(start, line_end))


def _find_headings(text: str, section: Section) -> list[tuple[int, int, str]]:
    """Place, level and title of each heading, in order."""
    found = {
        match.start(): (_level(match["number"]), match["title"])
        for match in _NUMBERED.finditer(text, section.start, section.end)
        if _is_title(match["title"])
    }
    for match in _RUN_IN.finditer(text, section.start, section.end):
        if _topic_of(match["title"]) == "baselines" or match["title"] in _ENDS_RUN_IN:
            found.setdefault(match.start(), (_DEEPEST, match["title"]))
    for match in _BARE.finditer(text, section.start, section.end):
        title = match["title"].strip()
        if len(title.split()) <= _MOST_BARE_WORDS and _whole_topic(title):
            found.setdefault(match.start(), (1, title))
    return [(start, *found[start]) for start in sorted(found)]


def _level(number: str) -> int:
    return number.count(".") + 1


def _is_title(title: str) -> bool:
    return (
        not title.endswith((".", ",", ";", "-", "\xad"))
        and len(_DIGITS.findall(title)) <= _MOST_DIGITS
        and len(title.split()) <= _MOST_WORDS
    )


def _topic_of(title: str) -> Topic | None:
    """The topic whose words stand in a title, the first of the table."""
    lowered = title.lower()
    return next((topic for topic, words in _load_words() if words.search(lowered)), None)


def _whole_topic(title: str) -> bool:
    """Whether a line without a number opens a part: it begins with words of a topic."""
    lowered = title.lower()
    return any(words.match(lowered) for topic, words in _load_words()[:4])


@cache
def _load_words() -> tuple[tuple[Topic, "re.Pattern[str]"], ...]:
    text = files(__package__).joinpath("data/topics.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:] if line)
    return tuple((cast("Topic", topic), re.compile(words)) for topic, words in rows)
