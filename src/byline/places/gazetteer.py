"""Countries, states, cities, domains and short names of the package, as tables of plain rows."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Country(NamedTuple):
    """A country with the names it is stated by; adjectives only hint at it."""

    country_code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]


class Subdivision(NamedTuple):
    """A state or province; `code` as postal addresses use it, empty if they do not."""

    country_code: str
    code: str
    names: tuple[str, ...]


class City(NamedTuple):
    """A city; the weight says how much research and how many people it holds."""

    country_code: str
    name: str
    weight: int


@cache
def read_countries() -> tuple[Country, ...]:
    """Every country of ISO 3166-1, and Kosovo as XK."""
    return tuple(
        Country(code, (name, *_split(aliases)), _split(adjectives))
        for code, name, aliases, adjectives in _rows("countries.tsv")
    )


@cache
def read_subdivisions() -> tuple[Subdivision, ...]:
    """States and provinces that affiliations name."""
    return tuple(
        Subdivision(country, code, (name, *_split(aliases)))
        for country, code, name, aliases in _rows("subdivisions.tsv")
    )


@cache
def read_cities() -> tuple[City, ...]:
    """Cities by their English name, and by the other spellings of exonyms.tsv."""
    cities = [City(country, name, int(weight)) for name, country, weight in _rows("cities.tsv")]
    weights = {(city.country_code, city.name): city.weight for city in cities}
    for country, name, spellings in _rows("exonyms.tsv"):
        weight = weights.get((country, name), _UNLISTED_WEIGHT)
        cities.extend(City(country, spelling, weight) for spelling in _split(spellings))
    return tuple(cities)


@cache
def read_exonyms() -> dict[tuple[str, str], str]:
    """(country, spelling) to the English name of the same city."""
    return {
        (country, spelling): name
        for country, name, spellings in _rows("exonyms.tsv")
        for spelling in _split(spellings)
    }


@cache
def read_territories() -> dict[str, str]:
    """Territories with a code of their own, and the country whose name is printed after them."""
    return {row[0]: row[1] for row in _rows("territories.tsv")}


@cache
def read_top_level_domains() -> dict[str, str]:
    """Last label of a domain to country; those that say nothing are left out."""
    domains = {country.country_code.lower(): country.country_code for country in read_countries()}
    for label, code in _rows("domains.tsv"):
        if code:
            domains[label] = code
        else:
            domains.pop(label, None)
    return domains


@cache
def read_mail_providers() -> frozenset[str]:
    """Second-level names under which anyone may have an address."""
    return frozenset(name for (name,) in _rows("mail_providers.tsv"))


@cache
def read_known_names() -> tuple[tuple[str, str], ...]:
    """(registry key, name) for the short names that stand for one organisation everywhere."""
    return tuple((key, name) for key, name, _ in _rows("known_names.tsv"))


_UNLISTED_WEIGHT = 1000


def _rows(name: str) -> Iterator[list[str]]:
    table = files("byline.places").joinpath("data", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in table.splitlines()[1:])


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
