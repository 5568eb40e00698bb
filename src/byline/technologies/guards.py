"""Words without which an expression can match nowhere: looking for them is the cheaper question.

An expression that tries thirty alternatives at each place of a text takes longer than to see which
of their words stand there. What cannot be told of an alternative leaves it without a guard.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

_LEAST: Final = 2
"""Characters of a word that is worth looking for."""
_PART: Final = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:[a-zA-Z-]*:|<?[=!]|P<\w+>)|.", re.DOTALL
)
"""One escape, class, opening of a group or character of an expression."""
_PLAIN: Final = re.compile(r"[A-Za-z0-9 @/_-]|\\[.$()/-]")
_TIMES: Final = re.compile(r"[?*+]|\{\d*,?\d*\}")
_ODD: Final = re.compile(r"(?<!\\)\(\?(?![a-zA-Z-]*:|<?[=!]|P<\w+>)|\\[xuUN0-9]")
"""What is not read here: flags for the whole, conditions, references, characters by number."""
_ASKS: Final = re.compile(r"\(\?<?[=!]")
_LIKE_ASCII: Final = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"), ("\u212a", "k"))
"""The other letters that are one with an ASCII letter where case does not count."""


class Expression:
    """A regular expression whose case does not count, and the words that guard it.

    Raises re.error if what is written is none.
    """

    def __init__(self, written: str) -> None:
        self.written = written
        _compile(written)

    def stands_in(self, text: str) -> bool:
        """Whether it matches anywhere."""
        folded = _fold(text)
        for words, alternative in find_alternatives(self.written):
            is_possible = not words or _has_any(words, folded)
            if is_possible and _compile(alternative).search(text):
                return True
        return False


@cache
def _compile(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _has_any(words: tuple[str, ...], text: str) -> bool:
    for word in words:  # noqa: SIM110 - any() over a generator takes twice as long here
        if word in text:
            return True
    return False


def _fold(text: str) -> str:
    """The text in lower case, so that every ASCII letter is found whose case does not count."""
    if not text.isascii():
        for letter, plain in _LIKE_ASCII:
            text = text.replace(letter, plain)
    return text.lower()


@cache
def find_alternatives(expression: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The alternatives of an expression, each with its words; those without any are one."""
    if _ODD.search(expression):
        return (((), expression),)
    guarded = [(find_words(one), one) for one in _split(expression)]
    others = [one for words, one in guarded if not words]
    rest = [((), "|".join(others))] if others else []
    return (*(one for one in guarded if one[0]), *rest)


def _split(expression: str) -> list[str]:
    """The alternatives of an expression; a group that is one by itself is split as well."""
    alternatives = [""]
    depth = 0
    for part in _PART.findall(expression):
        depth += part.startswith("(") - (part == ")")
        if part == "|" and not depth:
            alternatives.append("")
        else:
            alternatives[-1] += part
    if len(alternatives) > 1:
        return [inner for one in alternatives for inner in _split(one)]
    return _split(expression[3:-1]) if _is_group(expression) else [expression]


def _is_group(expression: str) -> bool:
    """Whether the whole is one group that only holds it together."""
    depth = 0
    inner = _PART.findall(expression)[:-1]
    for part in inner:
        depth += part.startswith("(") - (part == ")")
        if not depth:
            return False
    return expression.startswith("(?:") and expression.endswith(")")


def find_words(expression: str) -> tuple[str, ...]:
    """Of these, in lower case, at least one stands in every text that it matches.

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
