"""A name in its sentence, and the sentence as a row of tokens around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from byline.records import Span
from byline.technologies.roles.lexicon import stand_in

Place = Literal["title", "abstract", "body", "table", "caption", "appendix"]
Topic = Literal[
    "introduction", "related", "method", "baselines", "experiments", "conclusion", "other"
]
NamedKind = Literal["model", "architecture", "accelerator", "dataset", "work"]
"""Kinds of technologies, and a cited work, which roles are measured on as well."""

NAME, OTHER, OWN_NAME, UNKNOWN_NAME, CITATION, NUMBER = "@x", "@t", "@o", "@n", "@c", "#"
"""Signs for the name, a technology, what the paper calls its own, and what looks like a name."""
_BRACKETED = re.compile(
    r"\[\d+[a-z]?(?:\s*[,;–-]\s*\d+[a-z]?)*\]|\[[^\[\]@]*(?:19|20)\d\d[a-z]?[^\[\]@]*\]"
    r"|\([^()@]*\b(?:19|20)\d\d[a-z]?[^()@]*\)"
)
_AUTHORS = re.compile(
    r"\b[A-Z][\w'’-]+(?:,? (?:and|&) [A-Z][\w'’-]+|,? et al\b\.?)?,?"
    r"(?: ?[\[(](?:(?:19|20)\d\d[a-z]?|\d+)[\])]| (?:19|20)\d\d[a-z]?\b| ?@c)"
    r"|\b[A-Z][\w'’-]+ et al\b\.?,?"
)
_NUMBER = re.compile(r"(?<![\w@])[±~≈]?\d[\d.,]*(?:[%BMKkx×]|GB)?(?!\w)")
_UNKNOWN_NAME = re.compile(
    r"(?<![\w@])(?!(?:[CGTN]PU|AI|ML|NLP|LL?M|LRM|API|QA|LORA|LoRA|SFT|DPO|RLHF|PPO)s?\b)"
    r"(?=\w*[A-Z]\w*[A-Z\d])[A-Za-z][\w+]*(?:[-‐‑][\w+]+)*"
)
_HYPHEN = re.compile(r"(?<=[a-z])[-‐‑](?=[a-z])")
_TOKEN = re.compile(r"@\w|#|[^\W\d_]+|[^\w\s]")
_LINE_END = re.compile(r"\xad\n?|(?<=[a-z])-\n(?=[a-z])")
_NAMES = frozenset({OTHER, OWN_NAME, UNKNOWN_NAME})
_JOINTS = frozenset({CITATION, NUMBER, ",", "and", "or", "&", "(", ")", ";", "/", "+", "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSentence:
    """One name in a sentence as printed, and where in a paper the sentence stands."""

    text: str
    start: int
    end: int
    """Span of the name in `text`."""
    others: tuple[Span, ...] = ()
    """Spans of the other technologies' names in `text`."""
    own: tuple[Span, ...] = ()
    """Spans of what the paper calls its own; the name itself may be one, or part of one."""
    kind: NamedKind
    place: Place
    topic: Topic

    @property
    def is_own(self) -> bool:
        """Whether the name, but for a version, size or variant, is what the paper calls its own."""
        return any(
            start == self.start and (end <= self.end or self.text[self.end].isspace())
            for start, end in self.own
        )


_FUNCTION_WORDS = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "be", "been", "by", "can", "for", "from", "has",
        "have", "in", "into", "is", "it", "its", "of", "on", "or", "our", "such", "than", "that",
        "the", "their", "these", "they", "this", "to", "use", "used", "using", "was", "we",
        "were", "which", "while", "with",
    }
)  # fmt: skip
_AROUND = 8
_LEAST_FUNCTION_WORDS = 2


class Tokens(NamedTuple):
    """A sentence around a name: words in lower case, names, citations and numbers as signs."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    list_size: int
    """Names enumerated with it, itself not counted; they are taken out of both sides."""
    is_cited: bool
    """Whether a citation follows the name."""

    @property
    def is_prose(self) -> bool:
        """Whether the name stands in a sentence, not in a row, a legend or a listing."""
        around = (*self.left[-_AROUND:], *self.right[:_AROUND])
        return sum(token in _FUNCTION_WORDS for token in around) >= _LEAST_FUNCTION_WORDS


@lru_cache(maxsize=64)
def read_tokens(named: NamedSentence) -> Tokens:
    """The sentence as tokens to the left and right of the name, its list's other names left out."""
    left, right = (_tokenize(part) for part in _mark_names(named))
    is_cited = CITATION in right[:2]
    kept_left = _strip_list(left[::-1])[::-1]
    kept_right = _strip_list(right)
    in_list = (*left[len(kept_left) :], *right[: len(right) - len(kept_right)])
    return Tokens(kept_left, kept_right, sum(token in _NAMES for token in in_list), is_cited)


def _mark_names(named: NamedSentence) -> tuple[str, str]:
    """The text left and right of the name, other names and citations replaced by signs."""
    others = ((start, end, OTHER) for start, end in named.others)
    own = ((start, end, OWN_NAME) for start, end in named.own)
    signs = [sign for sign in (*others, *own) if not _overlaps(named, *sign[:2])]
    text, last = "", 0
    for start, end, sign in sorted([*signs, (named.start, named.end, NAME)]):
        if start >= last:
            text += f"{named.text[last:start]} {sign} "
            last = end
    text = _LINE_END.sub("", text + named.text[last:]).replace("\n", " ")
    text = _AUTHORS.sub(CITATION, _BRACKETED.sub(CITATION, text))
    left, _, right = text.partition(NAME)
    return left, right


def _overlaps(named: NamedSentence, start: int, end: int) -> bool:
    return start < named.end and named.start < end


def _tokenize(text: str) -> tuple[str, ...]:
    text = _UNKNOWN_NAME.sub(UNKNOWN_NAME, text)
    text = _HYPHEN.sub("", _NUMBER.sub(f" {NUMBER} ", text))
    return tuple(_TOKEN.findall(text.lower()))


def _strip_list(outwards: Sequence[str]) -> tuple[str, ...]:
    """Tokens from the name outwards, without the enumeration that the name stands in."""
    end = 0
    for place, token in enumerate(outwards):
        if token not in _JOINTS and token not in _NAMES:
            break
        if token in _NAMES or token == CITATION:
            end = place + 1
    return tuple(outwards[end:])


def stand_ins(tokens: Sequence[str]) -> tuple[str, ...]:
    """Each token, or the class of words it stands for: "pruned" is CHANGE."""
    return tuple(stand_in(token) for token in tokens)
