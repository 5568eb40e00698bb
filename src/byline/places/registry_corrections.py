"""What is known better than a registry file, as data with reasons, and how it is applied.

``registry_corrections.toml`` sets or removes single values and files Hong Kong and Macau under
their own codes; ``registry_aliases.tsv`` adds names as AI papers print them.
"""

import csv
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar, cast

from byline.places.entry import NameKind, RegistryEntry
from byline.places.registry_names import name_key

CorrectedField = Literal[
    "country_code",
    "city",
    "subdivision",
    "drop_name",
    "add_domain",
    "drop_domain",
    "add_parent",
    "drop_parent",
    "is_head_office",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One value of one organisation, why it is set or removed, and since when we know."""

    ror_id: str
    field: CorrectedField
    value: str
    reason: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRule:
    """Records filed under a country that belong under another code, told by city or name."""

    country_code: str
    filed_under: str
    words: tuple[str, ...]
    but_not: tuple[str, ...]
    reason: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedName:
    """A name that papers print for an organisation and its registry record lacks."""

    ror_id: str
    kind: NameKind
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All of it, by organisation."""

    seat_rules: tuple[SeatRule, ...]
    corrections: Mapping[str, tuple[Correction, ...]]
    added_names: Mapping[str, tuple[AddedName, ...]]


@cache
def read_corrections() -> Corrections:
    """The corrections that ship with the package."""
    folder = files("byline.places")
    table = tomllib.loads((folder / "registry_corrections.toml").read_text(encoding="utf-8"))
    lines = (folder / "registry_aliases.tsv").read_text(encoding="utf-8").split("\n")
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return Corrections(
        seat_rules=tuple(_read_seat_rule(row) for row in table["seat"]),
        corrections=_by_organisation(Correction(**row) for row in table["correction"]),
        added_names=_by_organisation(_read_added_name(row) for row in rows),
    )


def correct(entry: RegistryEntry, corrections: Corrections) -> RegistryEntry:
    """The organisation as we know it: under its own code, with values set and names added."""
    for rule in corrections.seat_rules:
        if _is_under(entry, rule):
            entry = replace(entry, country_code=rule.country_code)
    for correction in corrections.corrections.get(entry.ror_id, ()):
        entry = _CHANGES[correction.field](entry, correction.value)
    return add_names(entry, corrections.added_names.get(entry.ror_id, ()))


def add_names(entry: RegistryEntry, names: Iterable[AddedName]) -> RegistryEntry:
    """The organisation with these names too, each once."""
    had = {text for _, text in entry.names}
    new = [(name.kind, name.text) for name in names if name.text not in had]
    return replace(entry, names=(*entry.names, *new)) if new else entry


def _read_seat_rule(row: Mapping[str, object]) -> SeatRule:
    return SeatRule(
        country_code=str(row["country_code"]),
        filed_under=str(row["filed_under"]),
        words=tuple(name_key(word) for word in cast("list[str]", row["words"])),
        but_not=tuple(name_key(word) for word in cast("list[str]", row["but_not"])),
        reason=str(row["reason"]),
        date=str(row["date"]),
    )


def _read_added_name(row: Mapping[str, str]) -> AddedName:
    kind = cast("NameKind", row["kind"])
    return AddedName(ror_id=row["ror_id"], kind=kind, text=row["text"], source=row["source"])


Of = TypeVar("Of", Correction, AddedName)


def _by_organisation(rows: Iterable[Of]) -> Mapping[str, tuple[Of, ...]]:
    grouped: defaultdict[str, tuple[Of, ...]] = defaultdict(tuple)
    for row in rows:
        grouped[row.ror_id] += (row,)
    return dict(grouped)


def _is_under(entry: RegistryEntry, rule: SeatRule) -> bool:
    """By its city if the record has one; by its name only where nothing else places it."""
    if entry.country_code != rule.filed_under:
        return False
    told = f" {name_key(entry.city or entry.names[0][1])} "
    return any(f" {word} " in told for word in rule.words) and not any(
        f" {word} " in told for word in rule.but_not
    )


def _without_name(entry: RegistryEntry, text: str) -> RegistryEntry:
    names = entry.names
    return replace(entry, names=(names[0], *(name for name in names[1:] if name[1] != text)))


def _without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(kept for kept in values if kept != value)


_CHANGES: Mapping[CorrectedField, Callable[[RegistryEntry, str], RegistryEntry]] = {
    "country_code": lambda entry, code: replace(entry, country_code=code),
    "city": lambda entry, city: replace(entry, city=city),
    "subdivision": lambda entry, name: replace(entry, subdivision=name),
    "drop_name": _without_name,
    "add_domain": lambda entry, host: replace(
        entry, domains=(*_without(entry.domains, host), host)
    ),
    "drop_domain": lambda entry, host: replace(entry, domains=_without(entry.domains, host)),
    "add_parent": lambda entry, key: replace(
        entry, parent_ids=(*_without(entry.parent_ids, key), key)
    ),
    "drop_parent": lambda entry, key: replace(entry, parent_ids=_without(entry.parent_ids, key)),
    "is_head_office": lambda entry, text: replace(entry, is_head_office=text == "true"),
}
