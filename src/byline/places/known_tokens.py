"""Tokens as printed to what is known of them."""

from typing import Final, final

from byline.places.index import PlaceIndex
from byline.places.splitting import Token
from byline.places.tokens import normalise_anew
from byline.places.trie import Children

STOP_OF: Final = -1
STOP_AND: Final = -2
STOP_ARTICLE: Final = -3
"""Numbers of the words without weight: of, and, the."""

_AND_WORDS: Final = frozenset({"and", "und", "et", "y", "e", "och", "og", "en", "i", "ve"})
_ARTICLES: Final = frozenset(
    {"the", "la", "le", "les", "el", "die", "das", "den", "het", "a", "an", "al", "l", "i"}
    | {"dr", "doctor"}
)
_MOST_REMEMBERED: Final = 200_000


@final
class KnownTokens:
    """Tokens as printed to what is known of them."""

    def __init__(self, index: PlaceIndex, children: Children) -> None:
        self._vocabulary: Final = index.vocabulary
        self._codes: Final = _spell_codes(index.codes)
        self._children: Final = children
        self._known: Final[dict[str, Token]] = {}

    def look_up(self, printed: str) -> Token:
        """The token so printed."""
        token = self._known.get(printed)
        if token is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            token = self._known[printed] = self._read(printed)
        return token

    def _read(self, printed: str) -> Token:
        word = normalise_anew(printed)
        number = self._vocabulary.get(word, 0) if word else _find_stop(printed)
        return Token(
            printed,
            number=number,
            root=self._children.find(0, number) if number > 0 else 0,
            abbreviates=self._codes.get(printed, ()),
        )


def _spell_codes(codes: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    spelled = dict(codes)
    for code in ("USA", "UK", "UAE"):
        spelled[code.lower()] = spelled[code.title()] = codes[code]
    return spelled


def _find_stop(printed: str) -> int:
    """Which sort of word without weight; a capital I is a number (Jaume I)."""
    word = printed.lower()
    if word in _AND_WORDS and printed != "I":
        return STOP_AND
    return STOP_ARTICLE if word in _ARTICLES else STOP_OF
