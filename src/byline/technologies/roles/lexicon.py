"""Classes of words that tell what a paper does with a thing, read once from ``lexicon.tsv``."""

import re
from functools import cache, lru_cache
from importlib.resources import files


@cache
def load_classes() -> tuple[tuple[str, "re.Pattern[str]"], ...]:
    """Each class and the expression that all of its words match, in the order of the file."""
    text = files(__package__).joinpath("data/lexicon.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:] if line)
    return tuple(
        (name, re.compile("|".join(f"(?:{word})" for word in words.split())))
        for name, words in rows
    )


@lru_cache(maxsize=1 << 16)
def stand_in(token: str) -> str:
    """The class of a word, or the word itself where it is of none."""
    return next((name for name, words in load_classes() if words.fullmatch(token)), token)


@cache
def class_names() -> frozenset[str]:
    """The names of all classes."""
    return frozenset(name for name, _ in load_classes())
