"""Invented names of many shapes, each in the parts that a page may abbreviate."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import cast

_NAMES = Path(__file__).parent / "names.toml"
_CHARACTERS = "chinese characters"
_SYLLABLES = 2
_SHARE_IN_CHARACTERS = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Culture:
    """A stock of name parts; given names are whole, or made of one or two syllables."""

    label: str
    weight: int
    given: tuple[str, ...]
    syllables: tuple[str, ...]
    join: str
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in print order; `family` is empty for a name of one word."""

    given: str
    family: str
    separator: str = " "

    @property
    def printed(self) -> str:
        """The name as a title page prints it."""
        return f"{self.given}{self.separator}{self.family}".strip()

    @property
    def shortened(self) -> str:
        """The name with initials for all but the family name, as footnotes print it."""
        if not self.family:
            return self.given
        initials = " ".join(_shorten(word) for word in self.given.split())
        return f"{initials} {self.family}"


def _shorten(word: str) -> str:
    letters = word.strip("()\u201c\u201d")
    return "-".join(f"{part[0].upper()}." for part in letters.split("-") if part)


@cache
def read_cultures() -> tuple[Culture, ...]:
    """Every stock of name parts."""
    with _NAMES.open("rb") as file:
        tables = cast("list[Mapping[str, object]]", tomllib.load(file)["culture"])
    return tuple(_read_culture(table) for table in tables)


def _read_culture(table: Mapping[str, object]) -> Culture:
    return Culture(
        label=cast("str", table["label"]),
        weight=cast("int", table["weight"]),
        given=tuple(cast("list[str]", table.get("given", []))),
        syllables=tuple(cast("list[str]", table.get("syllables", []))),
        join=cast("str", table.get("join", "")),
        family=tuple(cast("list[str]", table["family"])),
    )


def invent_names(chance: Random, count: int, *, in_characters: bool = False) -> tuple[Name, ...]:
    """Different names; `in_characters` gives Chinese characters to most of them."""
    found: dict[str, Name] = {}
    while len(found) < count:
        name = _invent(
            chance, in_characters=in_characters and chance.random() < _SHARE_IN_CHARACTERS
        )
        found.setdefault(name.printed, name)
    return tuple(found.values())


def _invent(chance: Random, *, in_characters: bool) -> Name:
    cultures = read_cultures()
    if in_characters:
        culture = next(each for each in cultures if each.label == _CHARACTERS)
        family, given = chance.choice(culture.family), _invent_given(chance, culture)
        return Name(given=family, family=given, separator="")
    culture = chance.choices(cultures, [each.weight for each in cultures])[0]
    given = _invent_given(chance, culture)
    if not culture.family:
        return Name(given=given, family="")
    return _reshape(chance, Name(given=given, family=chance.choice(culture.family)))


def _invent_given(chance: Random, culture: Culture) -> str:
    if culture.given:
        return chance.choice(culture.given)
    parts = chance.sample(culture.syllables, chance.randint(1, _SYLLABLES))
    joined = culture.join.join(parts)
    if culture.join:
        return joined[0].upper() + joined[1:]
    return joined.capitalize()


_SHAPES = {"plain": 85, "middle initial": 10, "initials": 3, "suffix": 1, "second name": 1}


def _reshape(chance: Random, name: Name) -> Name:
    """Now and then a middle initial, initials alone, a suffix or a second name in parentheses."""
    given, family = name.given, name.family
    match chance.choices(tuple(_SHAPES), tuple(_SHAPES.values()))[0]:
        case "middle initial":
            given = f"{given} {chance.choice('ABCDEFGHJKLMNPRSTVW')}."
        case "initials":
            given = _shorten(given.split()[0])
        case "suffix":
            family = f"{family} {chance.choice(('Jr.', 'III'))}"
        case "second name":
            given = f"{given} ({chance.choice(('Ash', 'Robin', 'Kim'))})"
    return Name(given=given, family=family)
