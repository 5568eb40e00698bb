"""The words around names of technologies, read once from ``grammar.toml``."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _read() -> Mapping[str, object]:
    return tomllib.loads(files(__package__).joinpath("grammar.toml").read_text("utf-8"))


def any_of(name: str) -> str:
    """One expression that any of a list's words fulfils."""
    return f"(?:{'|'.join(words_of(name))})"


def words_of(name: str) -> tuple[str, ...]:
    """The words of a list, each an expression."""
    words = _read()[name]
    if not isinstance(words, (list, dict)):
        raise TypeError(f"{name} is no list of words in grammar.toml")
    return tuple(map(str, words))


@cache
def number_words() -> Mapping[str, int]:
    """Numbers as they are written out."""
    counts = _read()["counts"]
    if not isinstance(counts, dict):
        raise TypeError("counts is no table in grammar.toml")
    return {str(word): int(number) for word, number in counts.items()}
