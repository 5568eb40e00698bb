"""Cells of the author block told apart: names, affiliations, e-mail addresses, notes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Literal

from byline.authorship.cells import Cell
from byline.authorship.lexicon import fold, fold_words, is_unspaced, read_cues
from byline.authorship.phrases import is_skipped, read_role
from byline.authorship.segments import Segment, split_segments
from byline.authorship.tokens import Token

PartKind = Literal["names", "affiliation", "email", "note", "skip"]
_Style = tuple[bool, bool, float]

_SURE = 3.0
"""Log odds that need no help from the line's looks."""
_LIKELY = 1.5
"""Log odds from which a line counts as an example of what its kind looks like."""
_CLIP = 5.0
_LONGEST_ACRONYM = 5
_MOST_NAMESAKES = 2
_DASHES = frozenset({"-", "–", "—", "―", "--", "---"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A cell, or one end of it, that is all of one kind."""

    kind: PartKind
    cell: Cell
    tokens: tuple[Token, ...]


def find_parts(cells: Sequence[Cell]) -> list[Part]:
    """The parts of an author block, in the order of its cells."""
    kept = [cell for cell in cells if cell.tokens]
    scores = {cell: _score(cell) for cell in kept}
    kinds = {cell: _judge_alone(cell, scores[cell], enough=_SURE) for cell in kept}
    looks = _Looks({cell: _judge_alone(cell, scores[cell], enough=_LIKELY) for cell in kept})
    judged = {cell: kinds[cell] or looks.judge(cell, score=scores[cell]) for cell in kept}
    for before, after in pairwise(sorted(kept, key=lambda cell: cell.start)):
        if judged[before] == "affiliation" and judged[after] == "names" and _goes_on(before, after):
            judged[after] = "affiliation"
    judged |= dict.fromkeys(_find_repeated(judged), "affiliation")
    # Where one line holds a name and a place, so do others whose place is harder to tell.
    mixed = [parts for c, kind in judged.items() if len(parts := _split_mixed(c, kind)) > 1]
    is_capital = any(_is_capital(split_segments(names.tokens)[0]) for names, _ in mixed)
    return [
        part
        for cell, kind in judged.items()
        for part in _split_mixed(cell, kind, is_likely=bool(mixed), is_capital=is_capital)
    ]


def _find_repeated(kinds: Mapping[Cell, PartKind]) -> list[Cell]:
    """Lines taken for one name each that are printed again and again, as no person is."""
    single = [
        (cell, fold(" ".join(token.text for token in cell.words)))
        for cell, kind in kinds.items()
        if kind == "names" and len(split_segments(cell.tokens)) == 1
    ]
    often = Counter(text for _, text in single)
    return [cell for cell, text in single if often[text] > _MOST_NAMESAKES]


def _goes_on(before: Cell, after: Cell) -> bool:
    """Whether a line breaks off behind ``of`` or ``et``, so that the next one goes on with it."""
    last = before.tokens[-1]
    is_open = last.kind == "and" or last.text.lower() in read_cues("sentence", "open_ends")
    return is_open and before.block == after.block and after.row > before.row


def _score(cell: Cell) -> float:
    """Mean log odds that the parts of a line are names; a mark before all words speaks against."""
    segments = [segment for segment in split_segments(cell.tokens) if not segment.is_title]
    if not segments:
        return 0.0
    if len(segments) == 1 and _is_acronym(segments[0]):
        return -_LIKELY
    odds = [
        -_CLIP if s.is_known or s.is_company else max(min(s.odds, _CLIP), -_CLIP) for s in segments
    ]
    if any(segment.holds_organisation for segment in segments) and max(odds) < _CLIP:
        odds.append(-_CLIP)
    return sum(odds) / len(odds)


def _is_acronym(segment: Segment) -> bool:
    """Whether all that stands there is a short word in capitals, such as the name of a lab."""
    word = segment.texts[0]
    return len(segment.words) == 1 and word.isupper() and 1 < len(word) <= _LONGEST_ACRONYM


def _judge_alone(cell: Cell, score: float, *, enough: float) -> PartKind | None:
    """The kind that the words alone prove; None where the line's looks have to help."""
    if is_skipped(cell.text):
        return "skip"
    if _is_email(cell):
        return "email"
    if _is_note(cell):
        return "note"
    if abs(score) < enough:
        return None
    return "names" if score > 0 else "affiliation"


def _is_email(cell: Cell) -> bool:
    kinds = {token.kind for token in cell.tokens}
    if not kinds & {"email", "url"}:
        return False
    return read_cues("mail", "words").issuperset(
        part for word in cell.words for part in fold_words(word.text)
    )


def _is_note(cell: Cell) -> bool:
    role = read_role(cell.text)
    if role is None:
        return False
    is_marked = cell.tokens[0].kind == "mark"
    return is_marked or bool(role.kinds - {"other"})


class _Looks:
    """What names and affiliations of this block look like."""

    def __init__(self, kinds: dict[Cell, PartKind | None]) -> None:
        self._kinds = kinds
        self._styles: dict[_Style, Counter[PartKind]] = {}
        self._rows: dict[int, Counter[PartKind]] = {}
        self._mail_rows = {cell.row for cell, kind in kinds.items() if kind == "email"}
        self._beside_mail: Counter[PartKind] = Counter()
        for cell, kind in kinds.items():
            if kind in {"names", "affiliation"}:
                self._styles.setdefault(_style(cell), Counter())[kind] += 1
                self._rows.setdefault(cell.row, Counter())[kind] += 1
                self._beside_mail[kind] += cell.row in self._mail_rows
        content = [cell for cell, kind in kinds.items() if kind not in {"skip", "note"}]
        self._openers = _find_openers(kinds)
        self._opening = Counter(kind for c in self._openers if (kind := kinds[c]) is not None)
        self._has_styles = len({_style(cell) for cell in content}) > 1
        self._first_row = min((cell.row for cell in content), default=0)

    def judge(self, cell: Cell, *, score: float) -> PartKind:
        """The kind of a line whose words leave it open."""
        votes = score + self._vote_marks(cell) + self._vote_row(cell) + self._vote_style(cell)
        if cell in self._openers:
            votes += 2.0 * self._lean(self._opening, cell)
        return "names" if votes > 0 else "affiliation"

    def _vote_marks(self, cell: Cell) -> float:
        if any(segment.inline for segment in split_segments(cell.tokens)):
            return 2.0
        if cell.tokens[0].kind == "mark":
            return -2.0
        return 1.5 if any(token.kind == "mark" for token in cell.tokens) else 0.0

    def _vote_row(self, cell: Cell) -> float:
        if cell.row == self._first_row:
            return 2.5
        vote = 2.0 * self._lean(self._rows.get(cell.row, Counter()), cell)
        if cell.row in self._mail_rows:
            vote += 2.0 * self._lean(self._beside_mail, cell)
        return vote

    def _vote_style(self, cell: Cell) -> float:
        if not self._has_styles:
            return 0.0
        return 1.5 * self._lean(self._styles.get(_style(cell), Counter()), cell)

    def _lean(self, seen: Counter[PartKind], cell: Cell) -> float:
        """From -1 to 1: whether other lines like this one are names."""
        own = self._kinds.get(cell)
        names = seen["names"] - (own == "names")
        others = seen["affiliation"] - (own == "affiliation")
        return (names - others) / (names + others) if names + others else 0.0


def _find_openers(kinds: dict[Cell, PartKind | None]) -> frozenset[Cell]:
    """The first line of each block that is one column, with an affiliation or address below it."""
    blocks: dict[int, list[Cell]] = {}
    for cell, kind in kinds.items():
        if kind not in {"skip", "note"}:
            blocks.setdefault(cell.block, []).append(cell)
    openers = set[Cell]()
    for first, *below in (sorted(block, key=lambda cell: cell.row) for block in blocks.values()):
        is_column = len({first.row, *(cell.row for cell in below)}) == len(below) + 1
        if is_column and any(kinds[cell] in {"affiliation", "email"} for cell in below):
            openers.add(first)
    return frozenset(openers)


def _style(cell: Cell) -> _Style:
    return cell.is_bold, cell.is_italic, round(cell.size)


def _split_mixed(
    cell: Cell, kind: PartKind, *, is_likely: bool = False, is_capital: bool = False
) -> list[Part]:
    """Names before an affiliation on one line part where the affiliation begins.

    `is_likely` says that other lines are so, `is_capital` that their names stand in capitals.
    """
    whole = [Part(kind=kind, cell=cell, tokens=cell.tokens)]
    if kind not in {"names", "affiliation"} or cell.tokens[0].kind == "mark":
        return whole
    before, after = _cut_at_dash(cell, is_likely=is_likely) or _cut_at_place(
        cell, is_likely=is_likely, is_capital=is_capital
    )
    if not before or not after:
        return whole
    return [
        Part(kind="names", cell=cell, tokens=before),
        Part(kind="affiliation", cell=cell, tokens=after),
    ]


_Tokens = tuple[Token, ...]


def _cut_at_dash(cell: Cell, *, is_likely: bool) -> tuple[_Tokens, _Tokens] | None:
    """What stands before and after a dash between a name and a place; None without such a dash."""
    dash = next((n for n, token in enumerate(cell.tokens) if token.text in _DASHES), 0)
    before, after = cell.tokens[:dash], cell.tokens[dash + 1 :]
    names, places = split_segments(before), split_segments(after)
    if not names or not places or not all(is_full_name(name) for name in names):
        return None
    is_place = places[0].holds_organisation or _is_affiliation(places, is_likely=is_likely)
    is_place |= is_likely and not is_full_name(places[0])
    return (before, after) if is_place else None


def _cut_at_place(cell: Cell, *, is_likely: bool, is_capital: bool) -> tuple[_Tokens, _Tokens]:
    """The names that open a line and the affiliation behind them; both empty where it is mixed."""
    segments = [segment for segment in split_segments(cell.tokens) if not segment.is_title]
    cut = _find_cut(segments, is_likely=is_likely) or (is_capital and _count_capitals(segments))
    if not cut:
        return (), ()
    start = segments[cut].start
    before = tuple(token for token in cell.tokens if token.end <= start)
    after = tuple(token for token in cell.tokens if token.start >= start)
    return before, after


def _find_cut(segments: Sequence[Segment], *, is_likely: bool) -> int:
    """Where names end and an affiliation begins, if names come first; else 0."""
    names = 0
    while names < len(segments) and is_full_name(segments[names]):
        names += 1
    rest = segments[names:]
    if not names or not rest or rest[0].before not in {"comma", "gap", "slash", "bullet"}:
        return 0
    return names if _is_affiliation(rest, is_likely=is_likely) else 0


def _count_capitals(segments: Sequence[Segment]) -> int:
    """How many names in capitals open a line that goes on in other print; 0 where it does not."""
    count = sum(1 for _ in takewhile(_is_capital, segments))
    return count if count < len(segments) and segments[count].before == "comma" else 0


def _is_capital(segment: Segment) -> bool:
    """Whether it may be a name in capitals, longer than an acronym."""
    words = segment.texts
    is_long = len(words) > 1 or len(words[0]) > _LONGEST_ACRONYM
    return is_long and all(word.isupper() for word in words) and not segment.holds_organisation


def is_full_name(segment: Segment) -> bool:
    """Whether it is a name of several words, or of one in a script that puts no space between."""
    return segment.is_name and (len(segment.words) > 1 or is_unspaced(segment.texts[0]))


def _is_affiliation(segments: Sequence[Segment], *, is_likely: bool) -> bool:
    """Whether none of these parts is a name and one of them names an organisation."""
    if any(segment.is_name and len(segment.words) > 1 for segment in segments):
        return False
    if is_likely and (ends_with_place(segments[-1]) or len(segments) == 1):
        return True
    return any(
        segment.holds_organisation or starts_with_organisation(segment) for segment in segments
    )


def starts_with_organisation(segment: Segment) -> bool:
    """Whether the first word alone names an organisation, such as a company."""
    return bool(segment.folded) and segment.folded[0] in read_cues("organisation", "firsts")


def ends_with_place(segment: Segment) -> bool:
    """Whether its last word closes an affiliation, such as the name of a country."""
    return bool(segment.folded) and segment.folded[-1] in read_cues("place", "closing")


def is_group(words: Iterable[str]) -> bool:
    """Whether the words name a team that signs together."""
    return not read_cues("group", "words").isdisjoint(fold(word).strip(".,") for word in words)
