"""What a paper calls its own: the name in its title, and those that it says it proposes."""

import re
from collections.abc import Iterator

_MARK = r"[A-Z][\w+]*(?:[-‐‑][\w+]+)*"
_WORD = r"[A-Z][a-z]{2,}"
"""The second word of a name that is written as one: "Pangu Ultra"."""
_TITLE = re.compile(rf"^(?P<name>{_MARK}(?: {_MARK}){{0,2}}) ?[:—–]")
_BRACKETED_TITLE = re.compile(rf"\((?P<name>{_MARK})\)(?: ?[:—–]|$)")
_NAMED = re.compile(
    rf"\b(?:[Ww]e|[Tt]his (?:paper|work|article|report)|[Tt]his)\s+(?:\w+\s+)?"
    rf"(?:propose|present|introduce|develop|release|call|name|dub|design|build)s?\s+"
    rf"(?:(?:the |our |an? |it |this \w+ )?(?P<direct>{_MARK}(?: {_WORD})?)"
    r"(?=[),.:;]|\s+(?:[a-z(]|$))"
    rf"|[^.;:()]{{0,110}}?(?:(?:called|named|dubbed|termed),?\s+|\((?:\w+, )?)"
    rf"(?P<apart>{_MARK})(?=[),.:;]|\s))"
)
_NOT_COINED = re.compile(r"(?:[A-Z]{1,4}s|[CDGR]NN|[LPV]?L?LM|MLLM|NLP|ML|AI|RL|MDP|POMDP|KL|API)")
"""What abbreviates a common noun: "large language models (LLMs)"."""
_LEAST_CAPITALS = 2
_SHORTEST = 3
_LONGEST_TEXT = 12_000
"""Characters of a paper in which it says what it proposes."""


def find_own_names(title: str, text: str) -> frozenset[str]:
    """The names under which a paper presents its own models, methods and data.

    `text` is its abstract and what follows.
    """
    return frozenset(
        name for name in (*_find_in_title(title), *_find_in_text(text)) if _looks_made(name)
    )


def _find_in_title(title: str) -> Iterator[str]:
    if found := _TITLE.match(title.strip()):
        yield found["name"]
    if found := _BRACKETED_TITLE.search(title.strip()):
        yield found["name"]


def _find_in_text(text: str) -> Iterator[str]:
    for found in _NAMED.finditer(text[:_LONGEST_TEXT].replace("\n", " ")):
        yield found["direct"] or found["apart"]


def _looks_made(name: str) -> bool:
    """Whether it is written as coined names are: with capitals inside, or a digit."""
    odd = sum(character.isupper() or character.isdigit() for character in name)
    is_noun = _NOT_COINED.fullmatch(name) is not None
    return len(name) >= _SHORTEST and odd >= _LEAST_CAPITALS and not is_noun
