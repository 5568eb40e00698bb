"""What the compact registry is made from: registry files, and tables kept beside the tools.

Registry files (ROR records, CC0; see the data's own list of sources):
    ror_rebuilt_full.jsonl.gz   ROR records, latest release of each
    ror_stub_ids.jsonl.gz       ids and names from relationship labels of ROR records and OpenAPC
    ror_names_only_2021.jsonl.gz  names and countries of the ROR dump of 2021, without ids
University domains: hipo_world_universities_and_domains.json.gz (ODC-By).
Tables of ours: own_organisations.tsv (organisations the files lack), left_out_organisations.tsv
(what only looks like one), wanted_organisations.tsv (wanted whether or not the strings name them).
Tables that are made: chosen_organisations.tsv, found_ids.tsv.
"""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from byline.places.entry import NameKind, RegistryEntry
from byline.places.registry_corrections import add_names, read_corrections
from byline.places.registry_import import read_file
from byline.places.registry_names import name_key, split_country
from byline.places.registry_records import own_key
from byline.places.registry_settling import is_own, settle, without_known

HERE = Path(__file__).parent
REGISTRY_FILES = (
    "ror_rebuilt_full.jsonl.gz",
    "ror_stub_ids.jsonl.gz",
    "ror_names_only_2021.jsonl.gz",
)
DOMAINS_FILE = "hipo_world_universities_and_domains.json.gz"
OWN = HERE / "own_organisations.tsv"
WANTED = HERE / "wanted_organisations.tsv"
LEFT_OUT = HERE / "left_out_organisations.tsv"
FOUND_IDS = HERE / "found_ids.tsv"
CHOSEN = HERE / "chosen_organisations.tsv"


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of one of our tables by column name."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """Every organisation we know of, none of them twice, and every id the files hold."""

    entries: Sequence[RegistryEntry]
    ids: frozenset[str]


def read_everything(registry: Path) -> Everything:
    """The organisations of the registry files and of our own table, those left out aside."""
    filed = [of for name in REGISTRY_FILES for of in read_file(registry / name).filed]
    known, _ = settle(filed, read_corrections())
    left_out = {own_key(row["name"], row["country_code"]) for row in read_table(LEFT_OUT)}
    own = without_known(read_own(), [entry for entry in known if not is_own(entry)])
    kept = [entry for entry in known if entry.ror_id not in left_out]
    entries = _with_domains([*own, *without_known(kept, own)], registry / DOMAINS_FILE)
    return Everything(entries=entries, ids=frozenset(of.record.entry.ror_id for of in filed))


def read_own() -> list[RegistryEntry]:
    """The organisations of our own table."""
    return [_own_entry(row) for row in read_table(OWN)]


def _own_entry(row: Mapping[str, str]) -> RegistryEntry:
    further: tuple[tuple[NameKind, str], ...] = (("alias", "aliases"), ("acronym", "acronyms"))
    return RegistryEntry(
        ror_id=own_key(row["name"], row["country_code"]),
        names=(
            ("name", row["name"]),
            *((kind, text) for kind, column in further for text in _parts(row[column])),
        ),
        country_code=row["country_code"],
        city=row["city"] or None,
        subdivision=row["subdivision"] or None,
        types=_parts(row["types"]),
        status="active",
        domains=_parts(row["domains"]),
        parent_ids=_parts(row["parents"]),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def with_found_ids(
    entries: Iterable[RegistryEntry], found: Iterable[Mapping[str, str]]
) -> list[RegistryEntry]:
    """The entries, under the ids found for them where the files give none, with those names."""
    ids = {own_key(row["name"], row["country_code"]): row["ror_id"] for row in found}
    names = read_corrections().added_names
    return [
        add_names(replace(entry, ror_id=ids[entry.ror_id]), names.get(ids[entry.ror_id], ()))
        if entry.ror_id in ids
        else entry
        for entry in entries
    ]


def _with_domains(entries: Iterable[RegistryEntry], path: Path) -> list[RegistryEntry]:
    """The entries; universities without a domain take those of the list of domains."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        universities = json.load(stream)
    domains: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for university in universities:
        names = (name_key(university["name"]), university["alpha_two_code"])
        domains[names].update(domain.casefold() for domain in university["domains"])
    return [
        replace(entry, domains=tuple(sorted(domains[key])))
        if not entry.domains
        and (key := (name_key(split_country(entry.names[0][1])[0]), entry.country_code)) in domains
        else entry
        for entry in entries
    ]


def write_table(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """The rows, of which there is at least one, as one of our tables."""
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
