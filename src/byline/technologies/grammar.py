"""The words around names of technologies, read once from ``grammar.toml``."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> tuple[str, ...]:
    """The expressions of one list, as written."""
    grammar = tomllib.loads(files(__package__).joinpath("grammar.toml").read_text("utf-8"))
    return tuple(grammar[name])


def any_of(name: str) -> str:
    """One expression that any of a list's words fulfils."""
    return f"(?:{'|'.join(words(name))})"
