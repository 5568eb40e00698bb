"""Runs of words between separators: what one name, or one part of an affiliation, is made of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from byline.authorship.lexicon import (
    fold,
    fold_words,
    holds_unspaced,
    is_unspaced,
    read_cues,
    weigh_name,
)
from byline.authorship.tokens import Token, read_keys
from byline.records import Span

_SEPARATORS = frozenset({"comma", "semicolon", "and", "slash", "bullet", "gap", "email", "url"})
_LONGEST_BRACKETS = 40
"""Tokens between an opening bracket and its end."""
_LEAST_NAME_ODDS, _MOST_PLACE_ODDS = -1.5, -2.0
_LEAST_UNSPACED = 3
"""Words of Han characters that cannot be one name: a Japanese one has two at most."""
_ORDINAL = re.compile(r"\d{0,2}(?:1st|2nd|3rd|\dth)")
"""What a template prints before each name of a list."""
_TITLE_ODDS = 3.0
"""What a form of address before the words says."""
_SHORT_FORM = 2
"""Letters of a legal form that is a syllable of names as well, such as ``Se``."""
_PARTING = 0.5
"""Log odds on either side of zero that are no evidence."""


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Words between two separators, with the separator before them and the marks around them."""

    words: tuple[Token, ...]
    before: str
    """Kind of the separator before the words; empty at the start of a line."""
    leading: tuple[str, ...]
    """Keys of the marks right before the words."""
    trailing: tuple[str, ...]
    """Keys of the marks after the words, and after a comma that follows them."""
    inline: Span | None = None
    """An organisation in brackets behind a name."""

    @property
    def start(self) -> int:
        """Where its first word starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end

    @property
    def texts(self) -> list[str]:
        """Its words as printed."""
        return [word.text for word in self.words]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """Its words for comparing: lower case, no accents, no punctuation."""
        return tuple(part for word in self.words for part in fold_words(word.text))

    @cached_property
    def odds(self) -> float:
        """Log odds that it is a person's name rather than part of an affiliation."""
        bare = tuple(drop_titles(self.words))
        return weigh_name([w.text for w in bare]) + _TITLE_ODDS * (len(bare) < len(self.words))

    @property
    def is_name(self) -> bool:
        """Whether its words speak for a person's name."""
        return self.odds > _PARTING and not self.holds_organisation

    @cached_property
    def holds_organisation(self) -> bool:
        """Whether a word of it says that it names an organisation, or it is a known one."""
        cues = read_cues("organisation", "top") | read_cues("organisation", "middle")
        return (
            not cues.isdisjoint(self.folded)
            or not read_cues("organisation", "unit").isdisjoint(self.folded)
            or self.is_known
            or self.is_company
            or any(not w.text.isascii() and holds_unspaced(w.text) for w in self.words)
        )

    @property
    def is_known(self) -> bool:
        """Whether it is the whole name of a known organisation."""
        return " ".join(self.folded) in read_cues("organisation", "whole")

    @property
    def names_place_of_work(self) -> bool:
        """Whether it names an organisation, or is an acronym of three letters or more."""
        first = self.texts[0]
        is_acronym = len(self.words) == 1 and first.isupper() and len(first) > 2  # noqa: PLR2004
        return self.holds_organisation or is_acronym

    @property
    def is_company(self) -> bool:
        """Whether it ends with a legal form; one of two plain letters in capitals or shortened."""
        last = self.words[-1].text
        form = fold(last).strip(".")
        if len(self.words) == 1 or form not in read_cues("organisation", "forms"):
            return False
        return len(form) > _SHORT_FORM or last.isupper() or last.endswith(".")

    @property
    def is_title(self) -> bool:
        """Whether it is a title of the person before it, such as ``Senior Member``."""
        return fold(" ".join(self.texts)).strip("()") in read_cues("name", "titles")


def drop_titles(words: Sequence[Token]) -> Sequence[Token]:
    """The words of a name without forms of address before it."""
    forms = read_cues("name", "forms_of_address")
    if len(words) > 1 and fold(words[0].text).rstrip(".") in forms:
        return drop_titles(words[1:])
    return words


def split_segments(tokens: Iterable[Token], *, has_leading_marks: bool = False) -> list[Segment]:
    """The segments of one line.

    A mark belongs to the words before it unless the line opens with a mark, or
    `has_leading_marks` says that marks stand before what they mark.
    """
    tokens = list(_fold_brackets(tuple(tokens)))
    if not tokens:
        return []
    is_leading = has_leading_marks or tokens[0].kind == "mark"
    builder = _SegmentBuilder(is_leading=is_leading)
    for token in tokens:
        builder.add(token)
    return builder.finish()


def _fold_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with an organisation in brackets behind a name as a single one."""
    run: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        may_open = bool(run) and token.kind == "word" and token.text.startswith("(")
        end = _find_closing(tokens, index) if may_open else index
        if end > index or (may_open and token.text.endswith(")")):
            inside = [t for t in tokens[index : end + 1] if t.kind == "word"]
            is_nickname = _is_in_capitals([*run, *inside, *tokens[end + 1 : end + 2]])
            if not is_nickname and _is_name_with_place(run, inside):
                text = " ".join(t.text for t in inside)
                token = Token("inline", inside[0].start + 1, inside[-1].end - 1, text)
                index = end
        if token.kind != "mark":
            run = [*run, token] if token.kind == "word" else []
        yield token
        index += 1


def _is_in_capitals(words: Sequence[Token]) -> bool:
    """Whether a name, a word in brackets and what follows are one run of words in capitals."""
    is_run = len(words) > 2 and words[-1].kind == "word"  # noqa: PLR2004
    return is_run and not words[-1].text.endswith(")") and all(w.text.isupper() for w in words)


def _find_closing(tokens: Sequence[Token], opening: int) -> int:
    """Where the bracket that opens here is closed; brackets inside it are closed first."""
    depth = 0
    for index in range(opening, min(opening + _LONGEST_BRACKETS, len(tokens))):
        if tokens[index].kind == "word":
            depth += tokens[index].text.count("(") - tokens[index].text.count(")")
        if depth <= 0:
            return index
    return opening


def _is_name_with_place(run: Sequence[Token], inside: Sequence[Token]) -> bool:
    before = Segment(words=tuple(run), before="", leading=(), trailing=())
    words = tuple(Token("word", t.start, t.end, t.text.strip("()")) for t in inside)
    place = Segment(words=words, before="", leading=(), trailing=())
    is_name = before.odds > _LEAST_NAME_ODDS and not before.holds_organisation
    if not is_name or _is_short_for(place.texts[0], before.texts):
        return False
    return place.odds <= _MOST_PLACE_ODDS or place.names_place_of_work


def _is_short_for(acronym: str, words: Sequence[str]) -> bool:
    """Whether an acronym spells the first letters of the words before it."""
    return acronym == "".join(word[:1] for word in words if word[:1].isupper())


def _part_unspaced(words: Sequence[Token]) -> Sequence[Sequence[Token]]:
    """The words, each alone where they are three names or more in a script without spaces."""
    is_list = len(words) >= _LEAST_UNSPACED and all(is_unspaced(word.text) for word in words)
    return [[word] for word in words] if is_list else [words]


class _SegmentBuilder:
    def __init__(self, *, is_leading: bool) -> None:
        self._is_leading = is_leading
        self._segments: list[Segment] = []
        self._words: list[Token] = []
        self._leading: list[str] = []
        self._trailing: list[str] = []
        self._before = ""

    def add(self, token: Token) -> None:
        if token.kind in _SEPARATORS:
            self._close()
            self._before = token.kind
        elif token.kind == "mark":
            self._add_mark(read_keys(token.text))
        elif token.kind == "inline":
            self._close()
            if self._segments:
                self._segments[-1] = replace(self._segments[-1], inline=(token.start, token.end))
        elif self._words or self._trailing or not _ORDINAL.fullmatch(token.text):
            if self._trailing:
                self._close()
            self._words.append(token)

    def _add_mark(self, keys: Sequence[str]) -> None:
        if self._is_leading:
            self._close()
            self._leading.extend(keys)
        elif self._words:
            self._trailing.extend(keys)
        elif self._segments:
            self._extend_last(keys)

    def _extend_last(self, keys: Sequence[str]) -> None:
        """Marks after a comma, as in ``Ada Lovelace,*``, belong to the words before it."""
        last = self._segments[-1]
        self._segments[-1] = replace(last, trailing=(*last.trailing, *keys))

    def _close(self) -> None:
        *others, last = _part_unspaced(self._words)
        for words in others:
            self._segments.append(self._build(words, trailing=()))
        if last:
            self._segments.append(self._build(last, trailing=self._trailing))
        self._words, self._trailing, self._before = [], [], ""

    def _build(self, words: Sequence[Token], *, trailing: Sequence[str]) -> Segment:
        segment = Segment(
            words=tuple(words),
            before=self._before,
            leading=tuple(self._leading),
            trailing=tuple(trailing),
        )
        self._leading, self._before = [], "gap"
        return segment

    def finish(self) -> list[Segment]:
        self._close()
        return self._segments
