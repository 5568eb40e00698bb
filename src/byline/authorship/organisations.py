"""Printed lines to single affiliations: one chain of units, organisation and place each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from byline.authorship.cells import Print
from byline.authorship.lexicon import (
    fold_words,
    holds_cue,
    holds_unspaced,
    read_cues,
    weigh_opening,
)
from byline.authorship.printed import PrintedAffiliation, print_words
from byline.authorship.segments import Segment
from byline.authorship.tokens import Token

_Label = Literal["top", "whole", "middle", "unit", "place", "job", "other"]
_ORGANISATIONS = frozenset({"top", "whole", "middle"})
_HEADS = frozenset({"top", "whole"})
_SEPARATORS = frozenset({"comma", "semicolon", "and", "slash", "bullet", "gap"})
_SELDOM_OPENS = 2
"""In ninths: a word that opens a part more seldom than this goes on with the line before."""
_OFTEN_OPENS = 6
"""In ninths: a word that opens parts this often names a place or a unit."""
_MOST_COMPANY_WORDS = 4
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}\.|[^\W\d_]+\)\.")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class _Bit:
    """One part of a chain with what it names and the lines its words stand on."""

    segment: Segment
    label: _Label

    @property
    def before(self) -> str:
        return self.segment.before


def split_affiliations(
    lines: Sequence[Sequence[Token]], *, printed: Print, is_marked: bool = False
) -> list[PrintedAffiliation]:
    """The affiliations that these lines hold; behind one mark, lines end anywhere."""
    breaks = _find_breaks(lines, printed)
    segments = list(_find_segments(lines, breaks))
    if is_marked:
        segments = [replace(s, before="turn") if s.before == "line" else s for s in segments]
    bits = [_Bit(segment, _label(_mend(segment, breaks))) for segment in segments]
    groups = [[bit for bit in group if bit.label != "job"] or group for group in _group(bits)]
    return [
        print_words([w for bit in group for w in bit.segment.words], printed.text, breaks)
        for group in groups
        if any(b.segment.folded for b in group)
    ]


def names_head(lines: Sequence[Sequence[Token]]) -> bool:
    """Whether these lines name an organisation that stands on its own."""
    return any(_label(segment) in _HEADS for segment in _find_segments(lines, {}))


def names_organisation(lines: Sequence[Sequence[Token]]) -> bool:
    """Whether these lines name an organisation, of its own or below another."""
    return any(_label(segment) in _ORGANISATIONS for segment in _find_segments(lines, {}))


def is_unheard(lines: Sequence[Sequence[Token]]) -> bool:
    """Whether these lines are one part whose first word was never seen in an affiliation."""
    segments = list(_find_segments(lines, {}))
    is_single = len(segments) == 1 and _label(segments[0]) == "other"
    return is_single and weigh_opening(segments[0].texts[0]) is None


def _find_breaks(lines: Sequence[Sequence[Token]], printed: Print) -> dict[int, str]:
    """For the start of every line but the first: how it is joined to the line before."""
    words = [[token for token in line if _is_printed(token)] for line in lines]
    words = [line for line in words if line]
    return {
        after[0].start: _join_lines(before, after, is_full=before[-1].end in printed.full)
        for before, after in pairwise(words)
    }


def _is_printed(token: Token) -> bool:
    return token.kind == "word" or token.kind in _SEPARATORS


def _join_lines(before: Sequence[Token], after: Sequence[Token], *, is_full: bool) -> str:
    """What stands for a line break: nothing inside a word, a space inside a name, else a comma."""
    last, first = before[-1], after[0]
    if last.kind == "word" and last.text.endswith(("-", "\u00ad")) and first.text[:1].islower():
        return ""
    if last.kind != "word" or first.kind != "word":
        return " "
    if (
        is_full
        or last.text.lower() in read_cues("sentence", "open_ends")
        or first.text[:1].islower()
    ):
        return " "
    if set(fold_words(last.text)[-1:]) & read_cues("place", "closing"):
        return ", "
    if _is_half(after):
        return " "
    opens = weigh_opening(first.text)
    return " " if opens is not None and opens < _SELDOM_OPENS and not _holds_head(after) else ", "


def _is_half(tokens: Sequence[Token]) -> bool:
    """Whether a line opens with the last word of a name, such as ``University``, and no more."""
    words = next(_find_segments([tokens], {})).folded
    halves = read_cues("organisation", "top") | read_cues("organisation", "middle")
    return len(words) == 1 and words[0] in halves


def _holds_head(tokens: Sequence[Token]) -> bool:
    first = next(_find_segments([tokens], {}))
    return _label(first) in {"top", "whole", "unit", "place"}


def _find_segments(lines: Sequence[Sequence[Token]], breaks: dict[int, str]) -> Iterator[Segment]:
    words: list[Token] = []
    before = ""
    for token in (token for line in lines for token in line if _is_printed(token)):
        separator = token.kind if token.kind in _SEPARATORS else _implied(words, token, breaks)
        if separator and words:
            yield Segment(words=tuple(words), before=before, leading=(), trailing=())
            words, before = [], separator
        if token.kind == "word":
            words.append(token)
        elif before:
            before = max(before, token.kind, key=_STRENGTH.__getitem__)
    if words:
        yield Segment(words=tuple(words), before=before, leading=(), trailing=())


def _mend(segment: Segment, breaks: dict[int, str]) -> Segment:
    """The same part with words that a line's end broke in one piece, for reading only."""
    words: list[Token] = []
    for word in segment.words:
        if words and breaks.get(word.start) == "":
            before = words.pop()
            text = before.text[:-1] + word.text
            words.append(Token("word", before.start, word.end, text))
        else:
            words.append(word)
    return replace(segment, words=tuple(words))


_STRENGTH = {
    "": 0,
    "gap": 1,
    "bullet": 2,
    "comma": 3,
    "line": 4,
    "and": 5,
    "slash": 6,
    "stop": 7,
    "semicolon": 8,
}


def _implied(words: Sequence[Token], token: Token, breaks: dict[int, str]) -> str:
    """A separator that is not printed: the end of a line or of a sentence."""
    if breaks.get(token.start) == ", ":
        return "line"
    if words and _ends_sentence(words[-1]) and token.text[:1].isupper():
        return "stop"
    return ""


def _ends_sentence(word: Token) -> bool:
    return bool(_SENTENCE_END.fullmatch(word.text)) and not read_cues(
        "sentence", "abbreviations"
    ).intersection(fold_words(word.text))


def _label(segment: Segment) -> _Label:
    """What a part names; the first kind that fits decides."""
    words = segment.folded
    if not words:
        return "place" if _is_place(segment) else "other"
    kinds: tuple[tuple[_Label, bool], ...] = (
        ("whole", _is_whole(segment) or _is_company(words) or words[-1] == "college"),
        ("job", not {words[0], words[-1]}.isdisjoint(read_cues("job", "words"))),
        ("top", _is_top(words)),
        ("unit", holds_cue(words, "organisation", "unit") or words[:2] == ("college", "of")),
        ("middle", holds_cue(words, "organisation", "middle")),
        ("place", _is_place(segment)),
    )
    return next((label for label, holds in kinds if holds), "other")


def _is_whole(segment: Segment) -> bool:
    """Whether it is a known name, alone or before a dash as in ``Mila - Quebec AI Institute``."""
    printed = " ".join(segment.texts)
    names = [" ".join(fold_words(n)) for n in (printed, re.split(r"\s[-–—(]\s?", printed)[0])]
    if any(name.removeprefix("the ") in read_cues("organisation", "whole") for name in names):
        return True
    return any(run in names[0] for run in read_cues("organisation", "whole_runs"))


def _is_company(words: Sequence[str]) -> bool:
    """Whether a short name ends in a word that only companies end in."""
    is_short = 1 < len(words) <= _MOST_COMPANY_WORDS and "of" not in words
    return is_short and words[-1] in read_cues("organisation", "company")


def _is_top(words: Sequence[str]) -> bool:
    if holds_cue(words, "organisation", "top") or words[0] in read_cues("organisation", "firsts"):
        return True
    joined = " ".join(words)
    if not joined.isascii() and holds_unspaced(joined, only_top=True):
        return True
    return any(run in joined for run in read_cues("organisation", "top_runs"))


def _is_place(segment: Segment) -> bool:
    if segment.folded and segment.folded[-1] in read_cues("place", "closing"):
        return True
    if len(segment.words) == 1 and segment.texts[0] in read_cues("place", "states"):
        return True
    return any(word.text[:1].isdigit() for word in segment.words)


def _group(bits: Sequence[_Bit]) -> Iterator[list[_Bit]]:
    group: list[_Bit] = []
    for index, bit in enumerate(bits):
        if group and _is_parted(group, bits[index:]):
            yield group
            group = []
        group.append(bit)
    if group:
        yield group


def _is_parted(left: Sequence[_Bit], right: Sequence[_Bit]) -> bool:
    """Whether another affiliation begins with the first of the right parts."""
    before = right[0].before
    labels = {bit.label for bit in left}
    following = [bit.label for bit in right]
    if before in {"semicolon", "stop", "bullet"}:
        return bool(labels & _ORGANISATIONS) and bool(_ORGANISATIONS & set(following))
    if before in {"and", "slash"}:
        return _is_parted_by_and(left, right) or (before == "slash" and _is_beside(left, right))
    if left[-1].label == "place":
        return _is_parted_after_place(left, right)
    if before in {"line", "gap"}:
        return bool(labels & _HEADS) and _opens_head(following) and not _is_same(left, right[0])
    return before != "turn" and _is_parted_by_comma(left, right[0])


def _is_parted_by_comma(left: Sequence[_Bit], bit: _Bit) -> bool:
    labels = {other.label for other in left}
    if _is_partner(bit) and labels & _HEADS:
        return True
    return "top" in labels and bit.label == "top" and not _is_same(left, bit)


def _is_partner(bit: _Bit) -> bool:
    """Whether a part is a known name that is nobody's unit, such as ``Vector Institute``."""
    name = " ".join(bit.segment.folded).removeprefix("the ")
    known = read_cues("organisation", "whole") - read_cues("organisation", "inner")
    return name in known


def _is_parted_after_place(left: Sequence[_Bit], right: Sequence[_Bit]) -> bool:
    """Whether what follows a place is another affiliation rather than more of the address."""
    following = [bit.label for bit in right]
    if right[0].before == "line" and _HEADS & set(following):
        return following[0] != "place"
    is_line = right[0].before == "line"
    if is_line and "place" in following[1:] and _closes(left[-1]) and _is_unheard(right[0]):
        return True
    has_organisation = any(bit.label in _ORGANISATIONS for bit in left)
    return has_organisation and _opens_chain(following)


def _closes(bit: _Bit) -> bool:
    """Whether a place ends a chain, as the name of a country does and a street does not."""
    return bool(set(bit.segment.folded[-1:]) & read_cues("place", "closing"))


def _is_unheard(bit: _Bit) -> bool:
    """Whether a part may name an organisation, since its first word seldom names a place."""
    opens = weigh_opening(bit.segment.words[0].text)
    return bit.label == "other" and (opens is None or opens < _OFTEN_OPENS)


def _opens_chain(labels: Sequence[_Label]) -> bool:
    """Whether an organisation, or a unit of one, begins here."""
    if labels[0] in _ORGANISATIONS:
        return True
    return labels[0] in {"unit", "job"} and bool(_ORGANISATIONS & set(labels))


def _opens_head(labels: Sequence[_Label]) -> bool:
    """Whether a chain with a top of its own begins here."""
    if labels[0] in _HEADS:
        return True
    return labels[0] in {"unit", "middle", "job"} and bool(_HEADS & set(labels))


def _is_parted_by_and(left: Sequence[_Bit], right: Sequence[_Bit]) -> bool:
    labels = {bit.label for bit in left}
    first = right[0].label
    if not labels & _ORGANISATIONS:
        return len(left) == 1 and _is_acronym(left[0]) and first in _HEADS
    if labels & _HEADS or left[-1].label == "place":
        return _opens_chain([bit.label for bit in right]) or _is_acronym(right[0])
    return first in _HEADS or (first == "middle" and not _HEADS & {bit.label for bit in right})


def _is_beside(left: Sequence[_Bit], right: Sequence[_Bit]) -> bool:
    """Whether one name that nobody has heard of ends a line behind an organisation."""
    return len(right) == 1 and bool(_HEADS & {bit.label for bit in left}) and _is_unheard(right[0])


def _is_acronym(bit: _Bit) -> bool:
    words = bit.segment.words
    return len(words) == 1 and bool(_ACRONYM.fullmatch(words[0].text.rstrip(".")))


def _is_same(left: Sequence[_Bit], bit: _Bit) -> bool:
    """Whether a part names an organisation again whose first word was printed before."""
    first = bit.segment.folded[0]
    is_known = first in read_cues("organisation", "firsts")
    return is_known and any(other.segment.folded[:1] == (first,) for other in left)
