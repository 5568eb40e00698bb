"""Affiliations told apart by repetition: what stands alone under one name is one elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from byline.authorship.lexicon import fold
from byline.authorship.organisations import is_unheard, names_head, names_organisation
from byline.authorship.tokens import Token

_Lines = Sequence[Sequence[Token]]
_Key = tuple[str, ...]
_MOST_LINES = 24
"""A longer column is no list of affiliations of one person."""
_ROUNDS = 2
"""What one round cuts off stands alone in the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """All columns of lines, and what they begin or end with."""

    whole: frozenset[_Key]

    def stands_alone(self, lines: _Lines) -> bool:
        """Whether these lines are all that is printed under some name."""
        return _key(lines) in self.whole

    def stands_elsewhere(self, lines: _Lines, *, within: _Lines) -> bool:
        """Whether they name an organisation that another column begins or ends with."""
        key, own = _key(lines), _key(within)
        others = (column for column in self.whole if column != own)
        is_edge = any(key in {column[: len(key)], column[-len(key) :]} for column in others)
        return is_edge and (names_organisation(lines) or is_unheard(lines))


def cut_repeated(columns: Sequence[_Lines]) -> list[list[_Lines]]:
    """Every column of lines, cut where one of its ends is the whole of another column."""
    pieces: list[list[_Lines]] = [[lines] if lines else [] for lines in columns]
    for _ in range(_ROUNDS):
        seen = _Seen(whole=frozenset(_key(lines) for column in pieces for lines in column))
        pieces = [[cut for lines in column for cut in _cut(lines, seen)] for column in pieces]
    return pieces


def _key(lines: _Lines) -> _Key:
    return tuple(
        "".join(
            character for token in line for character in fold(token.text) if character.isalnum()
        )
        for line in lines
    )


def _cut(lines: _Lines, seen: _Seen) -> list[_Lines]:
    for place in range(1, len(lines) if len(lines) <= _MOST_LINES else 0):
        before, after = lines[:place], lines[place:]
        if _is_parted(before, after, within=lines, seen=seen):
            return [*_cut(before, seen), *_cut(after, seen)]
    return [lines]


def _is_parted(before: _Lines, after: _Lines, *, within: _Lines, seen: _Seen) -> bool:
    """Whether one side stands alone elsewhere and the other one is an affiliation too."""
    is_first, is_last = seen.stands_alone(before), seen.stands_alone(after)
    if is_first and is_last:
        return True
    if is_first:
        return names_head(after) or seen.stands_elsewhere(after, within=within)
    return is_last and (names_head(before) or seen.stands_elsewhere(before, within=within))
