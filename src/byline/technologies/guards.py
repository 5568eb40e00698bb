"""Words without which an expression can match nowhere: looking for them is the cheaper question.

An expression that tries thirty alternatives at each place of a text takes longer than to see that
none of its words stands there. What cannot be told of an expression leaves it without a guard.
"""

import re
from collections.abc import Iterator
from functools import cache

_LEAST = 2
"""Characters of a word that is worth looking for."""
_PART = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:[a-zA-Z-]*:|<?[=!]|P<\w+>)|.", re.DOTALL)
"""One escape, class, opening of a group or character of an expression."""
_PLAIN = re.compile(r"[A-Za-z0-9 @/_-]|\\[.$()/-]")
_TIMES = re.compile(r"[?*+]|\{\d*,?\d*\}")
_ODD = re.compile(r"\(\?(?![a-zA-Z-]*:|<?[=!]|P<\w+>)|\\[xuUN0-9]")
"""What is not read here: flags for the whole, conditions, references, characters by number."""
_ASKS = re.compile(r"\(\?<?[=!]")


class Expression:
    """A regular expression whose case does not count, and the words that guard it."""

    def __init__(self, written: str) -> None:
        self.written = written
        self._pattern = re.compile(written, re.IGNORECASE)

    def stands_in(self, text: str) -> bool:
        """Whether it matches anywhere.

        Outside ASCII a letter can have more than two cases: there the words are not asked.
        """
        if text.isascii() and (words := find_words(self.written)):
            lower = text.lower()
            for word in words:
                if word in lower:
                    break
            else:
                return False
        return self._pattern.search(text) is not None


@cache
def find_words(expression: str) -> tuple[str, ...]:
    """Of these, in lower case, at least one stands in every ASCII text that it matches.

    None are given where there is no such set: the expression must then be asked itself.
    """
    return () if _ODD.search(expression) else _Reader(expression).read()


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, expression: str) -> None:
        self._parts = _PART.findall(expression)
        self._at = 0

    def read(self) -> tuple[str, ...]:
        """The words of all alternatives up to the end of a group; none if one has none."""
        words = list(self._read_alternatives())
        is_known = all(words)
        return tuple(dict.fromkeys(word for own in words for word in own)) if is_known else ()

    def _read_alternatives(self) -> Iterator[tuple[str, ...]]:
        yield self._read_sequence()
        while self._next() == "|":
            self._at += 1
            yield self._read_sequence()

    def _read_sequence(self) -> tuple[str, ...]:
        """The set of words of one alternative that says most: that of the longest word."""
        best: tuple[str, ...] = ()
        run = ""
        while self._next() not in ("", "|", ")"):
            part = self._take()
            is_plain = _PLAIN.fullmatch(part) is not None
            inner = self._read_group(part) if part.startswith("(") else ()
            times = self._take_times()
            if is_plain and (not times or times == "+"):
                run += part[-1].lower()
            best = max(best, _worth(run), () if times not in ("", "+") else inner, key=_length)
            if not is_plain or times:
                run = ""
        return best

    def _read_group(self, opening: str) -> tuple[str, ...]:
        words = self.read()
        self._at += 1
        return () if _ASKS.fullmatch(opening) else words

    def _take_times(self) -> str:
        """How often the part before stands there, as far as it is written."""
        times = ""
        if self._next() == "{":
            while not times.endswith("}"):
                times += self._take()
        elif _TIMES.fullmatch(self._next()):
            times = self._take()
        if times and self._next() in ("?", "+"):
            self._at += 1
        return times

    def _next(self) -> str:
        return self._parts[self._at] if self._at < len(self._parts) else ""

    def _take(self) -> str:
        part = self._next()
        self._at += 1
        return part


def _worth(run: str) -> tuple[str, ...]:
    return (run,) if len(run) >= _LEAST else ()


def _length(words: tuple[str, ...]) -> int:
    return min(map(len, words), default=0)
