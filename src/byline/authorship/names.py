"""Lists of names to single names, each with its spans and the keys of its marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from byline.authorship.cells import Cell
from byline.authorship.kinds import Part, is_group
from byline.authorship.lexicon import fold, is_unspaced, read_cues
from byline.authorship.segments import Segment, drop_titles, split_segments
from byline.authorship.tokens import Token, read_keys
from byline.records import Span

_GLUED = re.compile(r"(?P<name>\D*[^\W\d_]{2}[.)]?)(?P<mark>\d{1,2}(?:[,.]\d{1,2})*)")
_NUMBER = re.compile(r"\d{1,2}")
_INITIAL = re.compile(r"[^\W\d_]\.")
_MOST_WORDS = 6
_LEADING = 0.5
"""In font sizes: white between two lines of one name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedName:
    """One name of the author block as printed, parts of a broken line joined by a space."""

    text: str
    spans: tuple[Span, ...]
    keys: tuple[str, ...]
    """Keys of its marks, as printed."""
    note: str
    """Titles printed after the name."""
    cell: Cell
    """The line on which it ends."""
    inline: Span | None
    """An affiliation in brackets behind the name."""
    is_group: bool


def read_names(parts: Sequence[Part]) -> list[PrintedName]:
    """The names in these parts, in printed order."""
    has_leading_marks = _has_leading_marks(parts)
    names: list[PrintedName] = []
    open_part: Part | None = None
    for part in parts:
        tokens = _close_gaps(part.tokens)
        segments = split_segments(tokens, has_leading_marks=has_leading_marks)
        is_broken = open_part is not None and _is_broken(
            open_part, part, names=names, segments=segments
        )
        upper = _find_upper_half(part, parts)
        if upper is not None and len(segments) == 1:
            _add_lower_half(names, segments[0], part.cell, upper=upper)
            continue
        for index, segment in enumerate(segments):
            _add_segment(names, segment, part.cell, is_continued=is_broken and index == 0)
        open_part = part if segments and _is_open(part) else None
    return names


def _close_gaps(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without wide spaces where these would leave single words: stretched print."""
    segments = split_segments(tokens)
    parted = [segment for segment in segments if len(segment.words) == 1]
    has_gap = any(token.kind == "gap" for token in tokens)
    if not has_gap or len(parted) < len(segments) or any(is_unspaced(s.texts[0]) for s in parted):
        return tokens
    return [token for token in tokens if token.kind != "gap"]


def _has_leading_marks(parts: Sequence[Part]) -> bool:
    if not parts or parts[0].tokens[0].kind != "mark":
        return False
    return parts[0].tokens[-1].kind != "mark"


def _is_open(part: Part) -> bool:
    """Whether a list of names may go on inside a name on the next line."""
    has_list = any(token.kind in {"comma", "semicolon", "bullet", "and"} for token in part.tokens)
    return has_list and part.tokens[-1].kind == "word"


def _find_upper_half(part: Part, parts: Sequence[Part]) -> Cell | None:
    """The line above that begins the name which this one ends, for want of room in a column."""
    above = next((p for p in reversed(parts) if _is_above(p.cell, part.cell)), None)
    if above is None or not all(t.kind == "word" for t in above.tokens):
        return None
    counts = [len(above.tokens), sum(token.kind == "word" for token in part.tokens)]
    is_beside = any(p.cell.row == above.cell.row and p.cell is not above.cell for p in parts)
    is_single = all(token.kind in {"word", "mark"} for token in part.tokens)
    is_half = min(counts) == 1 and sum(counts) < _MOST_WORDS
    return above.cell if is_beside and is_single and is_half else None


def _add_lower_half(names: list[PrintedName], segment: Segment, cell: Cell, *, upper: Cell) -> None:
    """Join words to the name that the line above them begins; other columns may come between."""
    lower = read_name(segment, cell)
    at = next((index for index, name in enumerate(names) if name.cell is upper), None)
    if lower is None or at is None:
        _add_segment(names, segment, cell, is_continued=False)
    else:
        names[at] = _join(names[at], lower)


def _is_above(cell: Cell, other: Cell) -> bool:
    """Whether a line of the same block and print stands right above another."""
    gap = other.box[1] - cell.box[3]
    return cell.block == other.block and cell.row < other.row and gap < _LEADING * other.size


def _is_broken(
    before: Part, after: Part, *, names: Sequence[PrintedName], segments: Sequence[Segment]
) -> bool:
    """Whether one name is broken over two lines: one of its halves is a single word."""
    if not names or not segments or after.tokens[0].kind != "word":
        return False
    if after.cell.row == before.cell.row or names[-1].inline is not None:
        return False
    if after.cell.box[1] - before.cell.box[3] > after.cell.size:
        return False
    first, second = len(names[-1].text.split()), len(segments[0].words)
    if first + second < _MOST_WORDS and _goes_on(segments[0], names):
        return True
    return min(first, second) == 1 and first + second < _MOST_WORDS


def _goes_on(segment: Segment, names: Sequence[PrintedName]) -> bool:
    """Whether a line opens inside a name: with a particle, or an initial where no name does."""
    opening = segment.texts[0]
    if opening in read_cues("name", "particles"):
        return True
    openings = (name.text.split()[0] for name in names)
    return bool(_INITIAL.fullmatch(opening)) and not any(map(_INITIAL.fullmatch, openings))


def _add_segment(
    names: list[PrintedName], segment: Segment, cell: Cell, *, is_continued: bool
) -> None:
    if segment.is_title or _is_suffix(segment):
        if names:
            names[-1] = _extend(names[-1], segment)
        return
    name = read_name(segment, cell)
    if name is None:
        if names and _is_number(segment):
            names[-1] = replace(names[-1], keys=(*names[-1].keys, segment.texts[0]))
        return
    if is_continued:
        name = _join(names.pop(), name)
    names.append(name)


def _is_number(segment: Segment) -> bool:
    """Whether a part is a mark whose raised print was lost, as the second in ``Wen1,2``."""
    return len(segment.words) == 1 and bool(_NUMBER.fullmatch(segment.texts[0]))


def _is_suffix(segment: Segment) -> bool:
    return len(segment.words) == 1 and fold(segment.texts[0]) in read_cues("name", "suffixes")


def _extend(name: PrintedName, segment: Segment) -> PrintedName:
    """The name with a title as its note, or with a suffix such as ``Jr.`` as part of it."""
    keys = (*name.keys, *segment.trailing)
    if segment.is_title:
        titles = ", ".join(filter(None, (name.note, " ".join(segment.texts))))
        return replace(name, note=titles, keys=keys)
    suffix = segment.texts[0]
    spans = (*name.spans, (segment.start, segment.end))
    return replace(name, text=f"{name.text}, {suffix}", spans=spans, keys=keys)


def _join(first: PrintedName, second: PrintedName) -> PrintedName:
    return replace(
        second,
        text=f"{first.text} {second.text}",
        spans=(*first.spans, *second.spans),
        keys=(*first.keys, *second.keys),
    )


def read_name(segment: Segment, cell: Cell) -> PrintedName | None:
    """The name that these words print, on a line that ends in this cell; None if they are none."""
    words = list(_drop_openers(segment.words))
    if not words:
        return None
    words[-1], glued = _cut_glued(words[-1])
    words[-1] = _cut_full_stop(words[-1])
    if not any(character.isalpha() for word in words for character in word.text):
        return None
    return PrintedName(
        text=" ".join(word.text for word in words),
        spans=((words[0].start, words[-1].end),),
        keys=(*segment.leading, *glued, *segment.trailing),
        note="",
        cell=cell,
        inline=segment.inline,
        is_group=is_group(word.text for word in words),
    )


def _drop_openers(words: Sequence[Token]) -> Sequence[Token]:
    """The words without what stands before a name: ``by``, its number in a list, titles."""
    first = words[0].text
    is_opener = fold(first) in read_cues("name", "openers") or first[:1].isdigit()
    is_opener |= first == "the"
    return drop_titles(words[1:] if is_opener else words)


def _cut_glued(word: Token) -> tuple[Token, tuple[str, ...]]:
    """A word without digits that are glued to it where raised print was lost."""
    match = _GLUED.fullmatch(word.text)
    if not match:
        return word, ()
    name = match["name"]
    return Token("word", word.start, word.start + len(name), name), read_keys(match["mark"])


def _cut_full_stop(word: Token) -> Token:
    stripped = word.text.rstrip(".:")
    is_short = len(stripped) < 3 or fold(word.text) in read_cues("name", "suffixes")  # noqa: PLR2004
    if is_short or stripped == word.text or "." in stripped:
        return word
    return Token("word", word.start, word.start + len(stripped), stripped)
