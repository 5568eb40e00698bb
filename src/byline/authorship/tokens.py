"""Lines of an author block to words, marks and separators, each with its span."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from byline.records import Span

TokenKind = Literal[
    "word", "mark", "comma", "semicolon", "and", "slash", "bullet", "gap", "email", "url", "inline"
]

SYMBOLS = "∗*⁎＊†‡§¶‖∥⋆★☆✝✉⊠♠♣♥♦♡♢♤♧△▽▲▼◇◆○●□■✦✧⋄⊕⊗⊙≀♮♯♭¤#$^~ªº˚°⊥∆Δ"
_PICTURES = "\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf\ue000-\uf8ff\U0001f300-\U0001faff"
"""Ranges of arrows, shapes, pictures and characters of fonts' own, which all serve as marks."""
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱ⁺"
_SIGNS = re.escape(SYMBOLS) + _PICTURES
_MARKS = re.escape(_SUPERSCRIPTS) + _SIGNS
_TOKEN = re.compile(
    r"(?P<gap>\s{2,}|\t)|(?P<space>[\s<>⟨⟩〈〉])|(?P<comma>[,，、])|(?P<semicolon>[;；])"
    r"|(?P<and>[&＆](?=\s|$)|(?:and|AND|und|et)(?=\s|$))"
    r"|(?P<slash>/(?=\s)|(?<=\s)/)|(?P<bullet>[·•|∙])"
    rf"|(?P<mark>[{_MARKS}]+|[(\[]\d{{1,2}}(?:,\s?\d{{1,2}})*[)\]](?=[\s,，;；]|$))"
    rf"|(?P<word>[^\s,，、;；·•|∙<>⟨⟩〈〉{_MARKS}]+)"
)
_URL = re.compile(r"(?:https?://|www\.)\S+|\b(?:github|gitlab|huggingface)\.(?:com|co|io)/\S+")
_ORCID = re.compile(r"\[?(?:\d{4}[-−–]){3}\d{3}[\dX]\]?")
_ORCID_PIECE = re.compile(
    r"\[?\d{4}[-−–](?:\d{4}[-−–]){0,2}(?:\d{3}[\dX]\]?)?$|^(?:\d{4}[-−–]){0,3}\d{3}[\dX]\]$"
)
"""The same as a raised mark, or what a line's end leaves of it."""
_MARK_LIKE = re.compile(
    r"(?![^\d]*\d{4})(?!.*[a-zA-Z]{4})"
    rf"[\da-zA-Z,;:.\s()\[\]+\-{_MARKS}]+"
)
_LONGEST_MARK = 16
_KEY = re.compile(rf"\d+|[a-zA-Z]+|([{_SIGNS}])\1*|[^\W\d_]")
_ORDINALS = frozenset({"st", "nd", "rd", "th", "tm", "sm", "r"})
_SAME_SYMBOL = str.maketrans({"∗": "*", "⁎": "*", "＊": "*", "∥": "‖", "✝": "†"} | dict(zip(
    "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱ", "0123456789abcdefghi", strict=True
)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a separator; its span lies in the document's text."""

    kind: TokenKind
    start: int
    end: int
    text: str


def find_tokens(
    text: str, *, offset: int, raised: Sequence[Span] = (), emails: Iterable[Span] = ()
) -> tuple[Token, ...]:
    """The tokens of one line that starts at `offset`; `raised` and `emails` are absolute spans."""
    fixed = [*_find_fixed(text, offset=offset, raised=raised, emails=emails)]
    tokens: list[Token] = []
    position = offset
    for token in sorted(fixed, key=lambda token: token.start):
        if token.start < position:
            continue
        tokens.extend(_split_plain(text, offset=offset, start=position, end=token.start))
        tokens.append(token)
        position = token.end
    tokens.extend(_split_plain(text, offset=offset, start=position, end=offset + len(text)))
    return tuple(tokens)


def _find_fixed(
    text: str, *, offset: int, raised: Sequence[Span], emails: Iterable[Span]
) -> Iterator[Token]:
    end_of_line = offset + len(text)
    for start, end in emails:
        first, last = max(start, offset), min(end, end_of_line)
        if first < last:
            yield Token("email", first, last, text[first - offset : last - offset])
    for match in (*_URL.finditer(text), *_ORCID.finditer(text)):
        yield Token("url", match.start() + offset, match.end() + offset, match.group())
    for start, end in raised:
        printed = text[start - offset : end - offset]
        orcid = _ORCID_PIECE.search(printed)
        cut = len(printed) if orcid is None else orcid.start()
        if printed[cut:]:
            yield Token("url", start + cut, end, printed[cut:])
        if printed[:cut] and is_mark(printed[:cut]):
            yield Token("mark", start, start + cut, printed[:cut])


def _split_plain(text: str, *, offset: int, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start - offset, end - offset):
        kind = match.lastgroup
        if kind != "space":
            yield Token(kind, match.start() + offset, match.end() + offset, match.group())  # type: ignore[arg-type]


def is_mark(printed: str) -> bool:
    """Whether a raised run is a reference mark rather than part of a word."""
    stripped = printed.strip().lower()
    if len(stripped) > _LONGEST_MARK or stripped in _ORDINALS:
        return False
    # A font may name the sign of a footnote after a letter.
    return len(stripped) == 1 or bool(_MARK_LIKE.fullmatch(stripped))


def read_keys(mark: str) -> tuple[str, ...]:
    """The keys of one mark: ``∗1,2`` gives ``*``, ``1`` and ``2``."""
    return tuple(match.group() for match in _KEY.finditer(mark.translate(_SAME_SYMBOL)))


def resolve_keys(keys: Iterable[str], legend: Iterable[str]) -> tuple[str, ...]:
    """The keys as the legend has them: ``45`` is ``4`` and ``5`` where only those are explained."""
    known = set(legend)
    found: list[str] = []
    for key in keys:
        if key in known or not all(part in known for part in key):
            found.append(key)
        else:
            found.extend(key)
    return tuple(dict.fromkeys(found))
