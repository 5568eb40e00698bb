"""Real author blocks, read at run time from labels: the same people and places in another style."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import cast

from tools.typeset.casting import Bounds, Byline, enlist, give_roles
from tools.typeset.names import Name

_FIRM = frozenset({"stated", "institution", "headquarters"})
"""Grounds of a country that do not depend on how the page was set."""
_PRINTABLE = frozenset("ÀÁÂÄÇÈÉÊËÍÎÏÑÓÔÖØÚÜàáâãäåçèéêëíîïñòóôõöøùúûüßčšřžýłóżńćęąğşěďťňů’–")
_LONGEST = 150


def fits(byline: Byline, bounds: Bounds) -> bool:
    """Whether a layout of these bounds can hold it."""
    people, places = byline.people, byline.affiliations
    return (
        bounds.least_people <= len(people) <= bounds.most_people
        and len(places) <= bounds.most_affiliations
        and all(len(person.affiliations) <= bounds.most_each for person in people)
        and all(place.count(",") <= bounds.deepest for place in places)
    )


def read_labelled(paths: Iterable[Path]) -> tuple[Byline, ...]:
    """The bylines of these label files that TeX can print and whose countries are firm."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(_read_bylines(lines))


def _read_bylines(lines: Iterable[str]) -> Iterator[Byline]:
    for line in lines:
        label = cast("dict[str, object]", json.loads(line))
        affiliations = cast("list[dict[str, object]]", label["affiliations"])
        authors = cast("list[dict[str, object]]", label["authors"])
        if affiliations and authors and _is_usable(affiliations, authors):
            yield _read_byline(affiliations, authors, seed=str(label["pid"]))


def _is_usable(affiliations: list[dict[str, object]], authors: list[dict[str, object]]) -> bool:
    printed = [str(each["raw"]) for each in affiliations]
    return (
        all(each["basis"] in _FIRM for each in affiliations)
        and all(author["affiliations"] for author in authors)
        and all(len(text) <= _LONGEST for text in printed)
        and all(
            character.isascii() or character in _PRINTABLE
            for text in [*printed, *(str(author["name"]) for author in authors)]
            for character in text
        )
    )


def _read_byline(
    affiliations: list[dict[str, object]], authors: list[dict[str, object]], *, seed: str
) -> Byline:
    numbers = {each["id"]: number for number, each in enumerate(affiliations, 1)}
    places = tuple(str(each["raw"]) for each in affiliations)
    roles = give_roles(Random(seed), people=len(authors))
    people = (
        enlist(
            Name(given=str(author["name"]), family=""),
            tuple(numbers[n] for n in cast("list[object]", author["affiliations"])),
            own,
            places,
        )
        for author, own in zip(authors, roles, strict=True)
    )
    return Byline(
        people=tuple(replace(each, domain=_unsay_country(each.domain)) for each in people),
        affiliations=places,
        elsewhere="Mapleton Robotics",
        country_codes=tuple(cast("str | None", each["country"]) for each in affiliations),
    )


def _unsay_country(domain: str) -> str:
    """The invented domain under a top that tells no country."""
    return f"{domain.rpartition('.')[0]}.org"
