"""The measures: one SQL file per question, with its definition in the header."""

import importlib.resources
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import duckdb

from byline.places.gazetteer import read_countries
from byline.records import BylineError

Value = str | int | float | bool | list[str] | None
_HEADER = re.compile(r"^-- (question|unit|counting|denominator): (.+(?:\n--   .+)*)", re.MULTILINE)
_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A question in SQL and what its numbers mean."""

    name: str
    question: str
    unit: str
    counting: str
    denominator: str
    sql: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """What it asks for, by name."""
        return tuple(sorted(set(_PARAMETER.findall(self.sql))))


@cache
def read_measures() -> dict[str, Measure]:
    """Every measure by its name, which is the file's; raises ValueError for a header not whole."""
    folder = importlib.resources.files(__package__)
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return {
        file.name.removesuffix(".sql"): _read_measure(
            file.name.removesuffix(".sql"), file.read_text("utf-8")
        )
        for file in files
    }


def _read_measure(name: str, sql: str) -> Measure:
    header = {key: re.sub(r"\n--\s+", " ", text) for key, text in _HEADER.findall(sql)}
    missing = {"question", "unit", "counting", "denominator"} - header.keys()
    if missing:
        raise ValueError(f"{name}.sql: the header lacks {', '.join(sorted(missing))}")
    return Measure(name=name, sql=sql, **header)


def count_measure(
    connection: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, Value]
) -> list[dict[str, Value]]:
    """The rows of a measure, each a mapping of column to value."""
    measure = read_measures()[name]
    wanted = {key: parameters[key] for key in measure.parameters}
    cursor = connection.execute(measure.sql, wanted)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


@cache
def read_groupings() -> dict[str, tuple[str, ...]]:
    """The named groupings of country codes."""
    text = importlib.resources.files(__package__).joinpath("groupings.toml").read_text("utf-8")
    return {name: tuple(entry["countries"]) for name, entry in tomllib.loads(text).items()}


def expand_grouping(name: str) -> tuple[str, ...]:
    """The codes of a grouping, or of countries joined by ``+``; raises BylineError for others.

    A country is its ISO 3166-1 alpha-2 code or a name of it, such as ``USA``.
    """
    known = read_groupings().get(name.upper())
    if known:
        return known
    codes = _read_codes()
    parts = [part.strip().casefold() for part in name.split("+")]
    unknown = [part for part in parts if part not in codes]
    if unknown:
        raise BylineError(
            f"{', '.join(unknown)}: no country (name or ISO 3166-1 alpha-2 code) and no grouping; "
            f"groupings are {', '.join(read_groupings())}, and countries join with +, as in US+CA"
        )
    return tuple(dict.fromkeys(codes[part] for part in parts))


def name_grouping(name: str) -> str:
    """What a grouping is called here: its own name, or its codes joined by ``+``."""
    known = name.upper() in read_groupings()
    return name.upper() if known else "+".join(expand_grouping(name))


@cache
def _read_codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for country in read_countries():
        for text in country.names:
            codes.setdefault(text.casefold(), country.country_code)
    codes |= {country.country_code.casefold(): country.country_code for country in read_countries()}
    return codes
