"""Text broken into lines of a given width, as authors break their blocks by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from tools.typeset.tex import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of TeX that stays on one line, and about how many characters wide it prints."""

    tex: str
    width: int


def fill(pieces: Iterable[Piece], *, width: int, joint: Piece) -> list[str]:
    """The pieces on as few lines as hold them, in order; a piece wider than a line has its own."""
    lines: list[str] = []
    room = 0
    for piece in pieces:
        if lines and piece.width + joint.width <= room:
            lines[-1] += joint.tex + piece.tex
            room -= piece.width + joint.width
        else:
            lines.append(piece.tex)
            room = width - piece.width
    return lines


def wrap(text: str, *, width: int) -> list[str]:
    """The text, escaped, broken at spaces where a line would be too wide."""
    words = [Piece(tex=escape(word), width=len(word)) for word in text.split()]
    return fill(words, width=width, joint=Piece(tex=" ", width=1))


def break_address(text: str, *, width: int) -> list[str]:
    """An address under one another: units and organisation on their own lines, then the place."""
    parts = text.split(", ")
    own = max(1, min(_OWN_LINES, len(parts) - 1))
    lines = [line for part in parts[:own] for line in wrap(part, width=width)]
    return lines + wrap(", ".join(parts[own:]), width=width)


_OWN_LINES = 2
