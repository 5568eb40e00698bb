"""Organisations whose registry id is known from labelled strings, for registries that lack them.

A full ROR dump holds them all, and then nothing is added. The file of records rebuilt from public
changes lacks some thousand that publish papers: their names stand in the list of 2021 without ids,
their ids on labelled affiliation strings without names. `tools/find_registry_ids.py` joins the two.
"""

import csv
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from byline.places.entry import RegistryEntry
from byline.places.registry_names import name_key


@cache
def read_found() -> tuple[RegistryEntry, ...]:
    """These organisations, by id; only name, country and kind are known of them."""
    table = files("byline.places").joinpath("registry_found.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(
        RegistryEntry(
            ror_id=row["ror_id"],
            names=(("name", row["name"]),),
            country_code=row["country_code"],
            city=None,
            subdivision=None,
            types=tuple(row["types"].split("|")),
            status="active",
            domains=(),
            parent_ids=(),
        )
        for row in rows
    )


def with_ids(own: Iterable[RegistryEntry], found: Iterable[RegistryEntry]) -> list[RegistryEntry]:
    """The found ones, each with all that is known of an organisation so called in its country."""
    known = {_name_and_country(entry): entry for entry in own}
    return [
        replace(known.get(_name_and_country(entry), entry), ror_id=entry.ror_id) for entry in found
    ]


def _name_and_country(entry: RegistryEntry) -> tuple[str, str]:
    return name_key(entry.names[0][1]), entry.country_code
