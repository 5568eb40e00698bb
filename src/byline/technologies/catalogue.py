"""The technologies Byline knows, by name: tables of facts, read once."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from byline.records import BylineError, Technology
from byline.technologies.ambiguity import (
    AmbiguityRule,
    Example,
    compile_rule,
    read_example,
    read_words,
)
from byline.technologies.checking import find_problems
from byline.technologies.naming import (
    KINDS,
    Names,
    aliases_of,
    developer_column,
    owner_of,
    technology_id,
)
from byline.technologies.tables import COLUMNS, Problem, TableRow, read_tables

_MOST_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A technology with all that its row says."""

    technology: Technology
    aliases: tuple[str, ...]
    """Surface forms, the name first."""
    cells: Mapping[str, str]
    """The row as written, column by column."""


class Alias(NamedTuple):
    """One thing that a surface form can mean."""

    technology_id: str
    version: str | None
    """None where the form names the family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a technology, as papers print it after the name."""

    technology_id: str
    version: str
    aliases: tuple[str, ...]
    released: str | None
    derives_from: tuple[str, ...]
    """`technology_id` of what this version was made from besides its family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Who makes technologies, and where it was seated from which day on."""

    name: str
    aliases: tuple[str, ...]
    seats: tuple[tuple[str, str], ...]
    """Day and country code, the oldest first; the day is empty for always."""

    def country_on(self, day: str | None) -> str:
        """The country on a day; the latest one where the day is unknown."""
        past = [code for since, code in self.seats if day is None or since[: len(day)] <= day]
        return past[-1] if past else self.seats[0][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where facts come from."""

    key: str
    title: str
    location: str
    licence: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every technology by its id, and every name by what it can mean."""

    entries: Mapping[str, Entry]
    aliases: Mapping[str, tuple[Alias, ...]]
    versions: tuple[Version, ...]
    rules: Mapping[str, tuple[AmbiguityRule, ...]]
    """By alias: one rule for each technology that an ambiguous alias can mean."""
    examples: tuple[Example, ...]
    organisations: Mapping[str, Organisation]
    sources: Mapping[str, Source]
    sha256: str
    """Of all tables: it changes with any of their bytes."""

    @property
    def technologies(self) -> tuple[Technology, ...]:
        """All technologies, in the order of the tables."""
        return tuple(entry.technology for entry in self.entries.values())

    def find(self, name: str) -> tuple[Entry, ...]:
        """What a name, an alias or an id can mean, whatever its case, spaces and hyphens."""
        wanted = _joined(name)
        return tuple(
            entry
            for key, entry in self.entries.items()
            if wanted == _joined(key) or wanted in map(_joined, self._forms(key))
        )

    def _forms(self, key: str) -> tuple[str, ...]:
        of_versions = (v.aliases for v in self.versions if v.technology_id == key)
        return (*self.entries[key].aliases, *(alias for forms in of_versions for alias in forms))


def _joined(name: str) -> str:
    return name.casefold().replace(" ", "").replace("-", "")


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The shipped catalogue, with the rows of a folder of one's own (or BYLINE_CATALOGUE) added.

    Raises BylineError if a row of it is wrong; `byline catalogue check` says all of them.
    """
    return _load(folder or own_folder())


def own_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder of further rows that BYLINE_CATALOGUE names."""
    chosen = environment.get("BYLINE_CATALOGUE")
    return Path(chosen) if chosen else None


@cache
def _load(folder: Path | None) -> Catalogue:
    rows, problems = read_rows(folder)
    problems.extend(find_problems(rows))
    if problems:
        told = "\n  ".join(map(str, problems[:_MOST_TOLD]))
        raise BylineError(
            f"problems in the catalogue: {len(problems)}; "
            f"`byline catalogue check` says all of them:\n  {told}"
        )
    return build_catalogue(rows, sha256=_hash_tables(folder))


def shipped_folder() -> Path:
    """Where the tables of the package lie."""
    return Path(str(files("byline.technologies"))) / "catalogue"


def read_rows(folder: Path | None) -> tuple[list[TableRow], list[Problem]]:
    """All rows of the shipped tables and of a folder, and the lines that are no rows."""
    problems: list[Problem] = []
    rows = [row for each in _folders(folder) for row in read_tables(each, problems)]
    return rows, problems


def _folders(folder: Path | None) -> tuple[Path, ...]:
    return (shipped_folder(),) if folder is None else (shipped_folder(), folder)


def _hash_tables(folder: Path | None) -> str:
    digest = hashlib.sha256()
    for each in _folders(folder):
        for name in COLUMNS:
            if (path := each / name).is_file():
                content = path.read_bytes()
                digest.update(f"{name} {len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()


def build_catalogue(rows: list[TableRow], *, sha256: str) -> Catalogue:
    """The catalogue of rows in which `find_problems` finds nothing."""
    names = Names(rows)
    organisations = _organisations(rows)
    entries = {
        technology_id(row): _entry(row, names, organisations) for row in rows if row.table in KINDS
    }
    return Catalogue(
        entries=entries,
        aliases=_aliases(rows, names),
        versions=tuple(_version(row, names) for row in rows if row.table == "versions.tsv"),
        rules=_rules(rows, names),
        examples=tuple(read_example(row, names) for row in rows if row.table == "examples.tsv"),
        organisations=organisations,
        sources={row["key"]: Source(**row.cells) for row in rows if row.table == "sources.tsv"},
        sha256=sha256,
    )


def _organisations(rows: list[TableRow]) -> dict[str, Organisation]:
    by_name: dict[str, list[TableRow]] = defaultdict(list)
    for row in rows:
        if row.table == "organisations.tsv":
            by_name[row["organisation"]].append(row)
    return {
        name: Organisation(
            name=name,
            aliases=tuple(dict.fromkeys(alias for row in own for alias in row.parts("aliases"))),
            seats=tuple(sorted((row["since"], row["country_code"]) for row in own)),
        )
        for name, own in by_name.items()
    }


def _entry(row: TableRow, names: Names, organisations: Mapping[str, Organisation]) -> Entry:
    return Entry(
        technology=_technology(row, names, organisations), aliases=aliases_of(row), cells=row.cells
    )


def _technology(
    row: TableRow, names: Names, organisations: Mapping[str, Organisation]
) -> Technology:
    cells = row.cells
    developers = row.parts(developer_column(row))
    released = row["released"] or None
    return Technology(
        technology_id=technology_id(row),
        name=row["name"],
        kind=KINDS[row.table],
        developers=developers,
        country_codes=tuple(organisations[name].country_on(released) for name in developers),
        released=released,
        openness=cells.get("openness") or None,
        derives_from=_derives_from(row, names),
        market=cells.get("market") or None,
        total_processing_performance=float(cells["tpp"]) if cells.get("tpp") else None,
        china_licence_from=cells.get("china_licence_from") or None,
        china_licence_rule=cells.get("china_licence_rule") or None,
        source=row["source"],
        source_date=row["source_date"],
    )


def _derives_from(row: TableRow, names: Names) -> tuple[str, ...]:
    parts = row.parts("derives_from") if "derives_from" in row.cells else ()
    return tuple(found for part in parts if (found := names.find(part)))


def _aliases(rows: list[TableRow], names: Names) -> dict[str, tuple[Alias, ...]]:
    meanings: dict[str, dict[Alias, None]] = defaultdict(dict)
    for row in rows:
        if row.table in KINDS or row.table == "versions.tsv":
            owner, version = owner_of(row, names)
            for alias in aliases_of(row) if owner else ():
                meanings[alias][Alias(technology_id=owner or "", version=version or None)] = None
    return {alias: tuple(found) for alias, found in meanings.items()}


def _version(row: TableRow, names: Names) -> Version:
    return Version(
        technology_id=names.find(row["technology"]) or row["technology"],
        version=row["version"],
        aliases=row.parts("aliases"),
        released=row["released"] or None,
        derives_from=_derives_from(row, names),
    )


def _rules(rows: list[TableRow], names: Names) -> dict[str, tuple[AmbiguityRule, ...]]:
    words = read_words(rows)
    rules: dict[str, list[AmbiguityRule]] = defaultdict(list)
    for row in rows:
        if row.table == "ambiguous.tsv" and (rule := compile_rule(row, names, words)):
            rules[rule.alias].append(rule)
    return {alias: tuple(found) for alias, found in rules.items()}
