"""Marked entries: what stands behind each mark, in the author block or in a footnote."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from byline.authorship.cells import Cell
from byline.authorship.emails import EmailGroup
from byline.authorship.kinds import Part
from byline.authorship.lexicon import fold, read_cues
from byline.authorship.tokens import Token, read_keys, resolve_keys
from byline.records import Span

_LABEL = re.compile(r"[(\[]?(?P<key>\d{1,2}|[a-z])[)\].:]?[-–:.)]?(?P<rest>(?<=[-–:.)\]])[A-Z].*)?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,3}")
_LEAST_STEM = 4
"""Letters of a broken word that tell which word it is."""
_FAR = 2.4
"""In font sizes: a line further below the last one is not its continuation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The lines behind one mark, or lines without a mark."""

    keys: tuple[str, ...]
    lines: tuple[tuple[Token, ...], ...]
    emails: tuple[EmailGroup, ...]

    @property
    def start(self) -> int:
        """Where its first token starts."""
        return self.lines[0][0].start


class _Draft:
    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = list(keys)
        self.lines: list[list[Token]] = []
        self.last_cell: Cell | None = None

    def add(self, token: Token, cell: Cell) -> None:
        if cell is not self.last_cell:
            self.lines.append([])
            self.last_cell = cell
        self.lines[-1].append(token)


def read_entries(parts: Iterable[Part], *, wanted: Iterable[str]) -> list[Entry]:
    """The entries of these lines in order; plain numbers count as marks where `wanted`."""
    wanted = frozenset(wanted)
    drafts: list[_Draft] = []
    emails: list[EmailGroup] = []
    for part in parts:
        emails.extend(part.cell.emails)
        is_apart = bool(drafts) and _is_apart(drafts[-1], part.cell)
        if is_apart or part.kind == "note" or _opens_remark(part.tokens):
            drafts.append(_Draft(()))
        for token in _mark_labels(part.tokens, wanted):
            _add(drafts, token, part.cell)
    return [entry for draft in drafts if (entry := _finish(draft, emails)) is not None]


def _opens_remark(tokens: Sequence[Token]) -> bool:
    """Whether a line opens a remark of the journal, such as ``Manuscript received``."""
    return bool(tokens) and tokens[0].text.lower() in read_cues("sentence", "remarks")


def _is_apart(draft: _Draft, cell: Cell) -> bool:
    before = draft.last_cell
    return before is not None and cell.box[1] - before.box[3] > _FAR * max(cell.size, before.size)


def _mark_labels(tokens: Sequence[Token], wanted: frozenset[str]) -> Iterator[Token]:
    """The tokens, with labels such as ``1-`` or ``(a)`` before an entry read as marks."""
    may_open = True
    for index, token in enumerate(tokens):
        match = _LABEL.fullmatch(token.text) if may_open and token.kind == "word" else None
        is_label = match is not None and match["key"] in wanted
        is_last = index > 0 and index + 1 == len(tokens)
        if match is None or not is_label or (not match["rest"] and is_last):
            yield token
        else:
            yield from _cut_label(token, match)
        may_open = token.kind in {"gap", "semicolon"}


def _cut_label(token: Token, match: re.Match[str]) -> Iterator[Token]:
    rest = match["rest"] or ""
    end = token.end - len(rest)
    yield Token("mark", token.start, end, match["key"])
    if rest:
        yield Token("word", end, token.end, rest)


def _add(drafts: list[_Draft], token: Token, cell: Cell) -> None:
    if token.kind == "bullet" and token.start == cell.tokens[0].start:
        drafts.append(_Draft(()))
        return
    if token.kind != "mark":
        if not drafts:
            drafts.append(_Draft(()))
        drafts[-1].add(token, cell)
        return
    keys = read_keys(token.text)
    if drafts and drafts[-1].keys and not drafts[-1].lines:
        drafts[-1].keys.extend(keys)
    else:
        drafts.append(_Draft(keys))


def _finish(draft: _Draft, emails: Sequence[EmailGroup]) -> Entry | None:
    if not draft.lines:
        return None
    start, end = draft.lines[0][0].start, draft.lines[-1][-1].end
    return Entry(
        keys=tuple(dict.fromkeys(draft.keys)),
        lines=tuple(tuple(line) for line in draft.lines),
        emails=tuple(group for group in emails if start <= group.start and group.end <= end),
    )


def match_keys(keys: Iterable[str], legend: Iterable[str]) -> tuple[str, ...]:
    """Those keys that the legend explains."""
    known = set(legend)
    return tuple(key for key in resolve_keys(keys, known) if key in known)


def split_sentences(
    entry: Entry, *, people: Iterable[str] = ()
) -> Iterator[tuple[tuple[Token, ...], ...]]:
    """The entry's lines cut where a sentence ends, as it does before one of `people`."""
    tokens = [token for line in entry.lines for token in line if token.kind != "gap"]
    following = dict(zip((token.start for token in tokens), tokens[1:], strict=False))
    openers = {tuple(name.split()[:2]) for name in people}
    named = {
        before.start
        for before, *after in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if tuple(token.text for token in after) in openers and _may_precede_name(before)
    }
    sentence: list[list[Token]] = []
    for line in entry.lines:
        sentence.append([])
        for token in line:
            sentence[-1].append(token)
            if token.start in named or _ends_sentence(token, following.get(token.start)):
                yield _freeze(sentence)
                sentence = [[]]
    if any(sentence):
        yield _freeze(sentence)


def _ends_sentence(token: Token, following: Token | None) -> bool:
    if not _may_end_sentence(token):
        return False
    if following is not None and _opens_sentence(following.text):
        return True
    stem = _letters(token.text)
    if token.text.endswith("..") or (following is not None and _is_initial(following.text)):
        return len(stem) != 1
    if "." in token.text.rstrip(".)"):
        return False
    is_short = len(stem) == 1 or (1 < len(stem) < 4 and not token.text.isupper())  # noqa: PLR2004
    if stem in read_cues("sentence", "abbreviations") or (
        is_short and not token.text[:1].islower()
    ):
        return False
    return following.text[:1].isupper() if following is not None else token.kind == "word"


def _may_end_sentence(token: Token) -> bool:
    is_stopped = token.kind in {"word", "email"} and token.text.endswith((".", ".)"))
    is_given_name = "-" in token.text and _is_initial(token.text)
    return is_stopped and not is_given_name


def _may_precede_name(token: Token) -> bool:
    """Whether a sentence may end here although an abbreviation does, unless it is a title."""
    is_title = fold(token.text) in read_cues("name", "titles")
    return _may_end_sentence(token) and not is_title and not _is_initial(token.text)


def _is_initial(word: str) -> bool:
    return bool(_INITIALS.fullmatch(word))


def _opens_sentence(word: str) -> bool:
    letters, openers = _letters(word), read_cues("sentence", "openers")
    if word.endswith("-") and len(letters) > _LEAST_STEM:
        return any(opener.startswith(letters) for opener in openers)
    return letters in openers


def _letters(word: str) -> str:
    return re.sub(r"[^a-z]", "", fold(word))


def _freeze(sentence: Sequence[Sequence[Token]]) -> tuple[tuple[Token, ...], ...]:
    return tuple(tuple(line) for line in sentence if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Lines as one running text, and where in the document each of its characters stands."""

    text: str
    positions: tuple[int, ...]

    def find_span(self, start: int, end: int) -> Span:
        """The stretch of the document that this stretch of the running text was printed from."""
        return self.positions[start], self.positions[end - 1] + 1


def print_lines(lines: Sequence[Sequence[Token]], text: str) -> Printed:
    """Lines as one running text, words broken at a line's end joined; `text` is the document's.

    However far words are spaced out, one space parts them.
    """
    characters: list[str] = []
    positions: list[int] = []
    for line in lines:
        start, end = line[0].start, line[-1].end
        if characters and characters[-1] == "-" and text[start].islower():
            characters.pop()
            positions.pop()
        elif characters:
            characters.append(" ")
            positions.append(start)
        for position in range(start, end):
            if not text[position].isspace():
                characters.append(text[position])
                positions.append(position)
            elif characters and characters[-1] != " ":
                characters.append(" ")
                positions.append(position)
    return Printed(text="".join(characters), positions=tuple(positions))
