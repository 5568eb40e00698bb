"""Names that mean more than one thing, and what the words around them must say."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from byline.technologies.guards import Expression
from byline.technologies.naming import Names
from byline.technologies.tables import TableRow

Judgement = Literal["accept", "reject", "open"]

REACH = 100
"""How many code points on either side of a name its rule sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguityRule:
    """When an ambiguous alias means this technology.

    Both expressions are searched in the words around the alias, whatever their case; ``@`` stands
    for the alias itself and white space is single: ``@ et al`` or ``Tesla @``.
    """

    alias: str
    technology_id: str
    accept_if: Expression | None
    """None: any occurrence that is not rejected."""
    reject_if: Expression | None
    """Beats `accept_if`."""

    def judge(self, text: str, start: int, end: int) -> Judgement:
        """What the words around the span say; open if they say nothing either way."""
        around = words_around(text, start, end)
        if self.reject_if is not None and self.reject_if.stands_in(around):
            return "reject"
        if self.accept_if is None or self.accept_if.stands_in(around):
            return "accept"
        return "open"


def words_around(text: str, start: int, end: int) -> str:
    """What a rule sees: the words around a span, with ``@`` in place of the span."""
    before = text[max(0, start - REACH) : start].replace("@", " ")
    after = text[end : end + REACH].replace("@", " ")
    return " ".join(f"{before}@{after}".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A made-up sentence with an ambiguous alias, and whether its rule must accept it there."""

    alias: str
    technology_id: str
    verdict: Literal["match", "no_match"]
    text: str


def find_alias(alias: str, text: str) -> tuple[int, int] | None:
    """The first place where an alias stands as a word of its own."""
    found = re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", text)
    return found.span() if found else None


def is_as_expected(example: Example, rule: AmbiguityRule) -> bool | None:
    """Whether the rule judges the example as it says; None if the alias is not in it."""
    span = find_alias(example.alias, example.text)
    if span is None:
        return None
    is_accepted = rule.judge(example.text, *span) == "accept"
    return is_accepted == (example.verdict == "match")


Words = Mapping[str, str]
"""Expressions that several rules share, by their key."""

_KEY: Final = re.compile(r"\{([a-z]\w*)\}")
_compile = cache(Expression)


def read_words(rows: Iterable[TableRow]) -> Words:
    """The shared expressions of words.tsv."""
    return {row["key"]: row["expression"] for row in rows if row.table == "words.tsv"}


def compile_rule(row: TableRow, names: Names, words: Words) -> AmbiguityRule | None:
    """The rule of a row; None if its technology or one of its expressions is wrong."""
    owner = names.find(row["technology"])
    if owner is None:
        return None
    try:
        return AmbiguityRule(
            alias=row["alias"],
            technology_id=owner,
            accept_if=compile_expression(row["accept_if"], words),
            reject_if=compile_expression(row["reject_if"], words),
        )
    except (re.error, KeyError):
        return None


def compile_expression(cell: str, words: Words) -> Expression | None:
    """The expression of a cell, with ``{key}`` standing for the shared one of that key.

    Raises re.error if it is none, KeyError if there is no such key.
    """
    if not cell:
        return None
    return _compile(_KEY.sub(lambda found: f"(?:{words[found[1]]})", cell))


def read_example(row: TableRow, names: Names) -> Example:
    """The example of a row; a technology that is unknown stays as written."""
    return Example(
        alias=row["alias"],
        technology_id=names.find(row["technology"]) or row["technology"],
        verdict="match" if row["verdict"] == "match" else "no_match",
        text=row["text"],
    )
