"""A view for searching in which words cut at line ends are whole, with the way back."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from byline.records import Span

SOFT_HYPHEN = "\xad"
"""Stands in `Document.text` for a hyphen at a line end where the line break itself is lost."""
_CUT = re.compile(r"([^\W_]+)(?:[-\u2010]\n|\xad\n?)(?=([^\W_]+))")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedText:
    """The text with its words joined; `raw_span` gives where a stretch of it is printed."""

    text: str
    starts: tuple[int, ...]
    """Offsets in `text` where a stretch begins that lies further on in the raw text ..."""
    removed: tuple[int, ...]
    """... by this many characters."""

    def raw_span(self, start: int, end: int) -> Span:
        """The span of the raw text that prints this stretch of the joined text.

        Raises ValueError for an empty stretch or one outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such stretch of the joined text: {start}:{end}")
        return self._raw_offset(start), self._raw_offset(end - 1) + 1

    def _raw_offset(self, offset: int) -> int:
        return offset + self.removed[bisect_right(self.starts, offset) - 1]


def join_hyphens(text: str) -> JoinedText:
    """The text with words that a line end cuts joined as the rest of the text writes them.

    A hyphen stays before a capital or a digit ("GPT-4"), and where the paper writes the word with
    one elsewhere ("pre-training"); otherwise it was only printed because the line was full.
    """
    words = _written_words(text)
    parts: list[str] = []
    starts, removed = [0], [0]
    length = last = 0
    for cut in _CUT.finditer(text):
        is_compound = text[cut.start() - 1 : cut.start()] == "-"
        hyphen = "-" if is_compound or _keeps_hyphen(cut[1], cut[2], words) else ""
        kept = text[last : cut.end(1)] + hyphen
        parts.append(kept)
        length += len(kept)
        last = cut.end()
        starts.append(length)
        removed.append(last - length)
    parts.append(text[last:])
    return JoinedText(text="".join(parts), starts=tuple(starts), removed=tuple(removed))


def _written_words(text: str) -> frozenset[str]:
    """The words of the text in lower case, and each two neighbours of a hyphenated one."""
    words = {word.lower() for word in _WORD.findall(text)}
    compounds = [word.split("-") for word in words if "-" in word]
    return frozenset(words.union(*({f"{a}-{b}" for a, b in pairwise(c)} for c in compounds)))


def _keeps_hyphen(before: str, after: str, words: frozenset[str]) -> bool:
    joined, hyphenated = (before + after).lower(), f"{before}-{after}".lower()
    if (joined in words) != (hyphenated in words):
        return hyphenated in words
    is_capitals = len(before) > 1 and before.isupper() and after.isupper()
    return not (after[0].islower() or is_capitals)
