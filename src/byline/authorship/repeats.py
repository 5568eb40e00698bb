"""Affiliations told apart by repetition: what stands alone under one name is one elsewhere."""

from collections.abc import Sequence

from byline.authorship.lexicon import fold
from byline.authorship.organisations import names_head
from byline.authorship.tokens import Token

_Lines = Sequence[Sequence[Token]]


def cut_repeated(columns: Sequence[_Lines]) -> list[list[_Lines]]:
    """Every column of lines, cut where one of its ends is the whole of another column."""
    whole = {_key(lines) for lines in columns if lines}
    return [_cut(lines, whole) if lines else [] for lines in columns]


def _key(lines: _Lines) -> tuple[str, ...]:
    return tuple(
        "".join(
            character for token in line for character in fold(token.text) if character.isalnum()
        )
        for line in lines
    )


def _cut(lines: _Lines, whole: set[tuple[str, ...]]) -> list[_Lines]:
    for place in range(1, len(lines)):
        before, after = lines[:place], lines[place:]
        if _is_parted(before, after, whole):
            return [*_cut(before, whole), *_cut(after, whole)]
    return [lines]


def _is_parted(before: _Lines, after: _Lines, whole: set[tuple[str, ...]]) -> bool:
    """Whether one side stands alone elsewhere and the other does too or names an organisation."""
    is_first, is_last = _key(before) in whole, _key(after) in whole
    if is_first and is_last:
        return True
    return (is_first and names_head(after)) or (is_last and names_head(before))
