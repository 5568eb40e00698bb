"""What stands between two tokens, as the bounds it draws."""

from typing import Final, final

SOFT: Final = 1
"""Before a token: a comma, colon or bracket."""
HARD: Final = 2
"""A semicolon, bar or line end: another affiliation begins."""
AND: Final = 4
SLASH: Final = 8
OF: Final = 16
"""A word that ties what follows to what precedes (of, für, de)."""
DOT: Final = 32
GAP: Final = 64
"""Two spaces or more, as some publishers print before the address."""

_HARD_SIGNS: Final = frozenset(";|\n\r•·；")
_SOFT_SIGNS: Final = frozenset(',:()[]{}<>"“”«»，、（）：*#=†‡§¶∗⋆★☆♯♠♣♦♥')
_MOST_REMEMBERED: Final = 200_000


@final
class Separators:
    """What stands between two tokens to the bounds it draws."""

    def __init__(self) -> None:
        self._bounds: Final[dict[str, int]] = {}

    def bound_of(self, separator: str) -> int:
        """The bounds that the separator draws."""
        bound = self._bounds.get(separator)
        if bound is None:
            if len(self._bounds) >= _MOST_REMEMBERED:
                self._bounds.clear()
            bound = self._bounds[separator] = _draw_bounds(separator)
        return bound


def _draw_bounds(separator: str) -> int:
    bound = GAP if "  " in separator else 0
    for sign in separator:
        if sign in _HARD_SIGNS:
            bound |= HARD | SOFT
        elif sign in _SOFT_SIGNS or (sign in "-–—" and " " in separator and separator != "- "):
            bound |= SOFT
        elif sign in "/\\":
            bound |= SLASH
        elif sign in "&+":
            bound |= AND
        elif sign in ".。":
            bound |= DOT
    return bound
