"""Build the compact registry that ships with the package.

``choose`` counts which organisations the affiliation strings of AI conferences name and writes
chosen_organisations.tsv and found_ids.tsv; ``build`` makes the registry of the chosen ones, their
parents and everybody who bears one of their names. Same inputs, same bytes.

    python -m tools.build_embedded_registry choose --data ../shared/data
    python -m tools.build_embedded_registry build --data ../shared/data
"""

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from byline.places.entry import RegistryEntry
from byline.places.registry import embedded_path
from byline.places.registry_corrections import read_corrections
from byline.places.registry_import import registry_lines, version_of
from byline.places.registry_rows import RegistryHead, rows_sha256, write_registry
from byline.places.registry_settling import full_name_keys, is_own, mark_head_offices
from tools.embedded.found_ids import find_ids
from tools.embedded.mentions import count_mentions, index_names
from tools.embedded.sources import (
    CHOSEN,
    DOMAINS_FILE,
    FOUND_IDS,
    LEFT_OUT,
    OWN,
    REGISTRY_FILES,
    WANTED,
    Everything,
    read_everything,
    read_own,
    read_table,
    with_found_ids,
    write_table,
)
from tools.embedded.strings import count_affiliation_strings

LEAST_MENTIONS = 2
MOST_NAMESAKES = 30
"""A name with more bearers, such as Ministry of Education, names none of them by itself."""
RELEASE = "v2.9"
SOURCE = (
    "organisations that publish in AI: facts of ROR records up to v2.9 and of the ROR names of 2021"
    " (CC0), of relationship labels of ROR and OpenAPC, of Hipo's university domains (ODC-By), and"
    " our own table"
)


def main() -> None:
    """Run one of the two steps."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("step", choices=("choose", "build"))
    parser.add_argument("--data", type=Path, required=True, help="the folder of the shared data")
    parser.add_argument("--out", type=Path, default=embedded_path())
    arguments = parser.parse_args()
    everything = read_everything(arguments.data / "registry")
    if arguments.step == "choose":
        choose(everything, arguments.data)
    else:
        build(everything, arguments.data / "registry", arguments.out)


def choose(everything: Everything, data: Path) -> None:
    """Write which organisations are mentioned how often, and the ids found for some of them."""
    by_own_key = {entry.ror_id: entry for entry in everything.entries}
    found = [
        {
            "ror_id": ror_id,
            "name": by_own_key[key].names[0][1],
            "country_code": by_own_key[key].country_code,
            "labelled_strings": str(times),
        }
        for key, (ror_id, times) in sorted(
            find_ids(data / "affiliations", everything.entries, everything.ids).items()
        )
    ]
    entries = {entry.ror_id: entry for entry in with_found_ids(everything.entries, found)}
    mentions = count_mentions(count_affiliation_strings(data), index_names(entries.values()))
    wanted = {key for key, times in mentions.items() if times >= LEAST_MENTIONS}
    wanted |= {row["key"] for row in read_table(WANTED)} | set(read_corrections().added_names)
    wanted |= {entry.ror_id for entry in with_found_ids(read_own(), found)}
    write_table(FOUND_IDS, [row for row in found if row["ror_id"] in wanted])
    write_table(
        CHOSEN,
        [
            {
                "key": key,
                "name": entries[key].names[0][1],
                "country_code": entries[key].country_code,
                "mentions": str(mentions[key]),
            }
            for key in sorted(wanted & entries.keys(), key=lambda key: (-mentions[key], key))
        ],
    )


def build(everything: Everything, registry: Path, out: Path) -> None:
    """Write the compact registry of the chosen organisations."""
    chosen = {row["key"] for row in read_table(CHOSEN)}
    known = with_found_ids(everything.entries, read_table(FOUND_IDS))
    entries = _without_dangling(mark_head_offices(select(known, chosen)))
    lines = registry_lines(entries)
    head = RegistryHead(
        name="Byline compact registry",
        version=version_of(RELEASE, lines),
        release=RELEASE,
        source=SOURCE,
        source_sha256=_sources_sha256(registry),
        sha256=rows_sha256(lines),
        rejected_count=0,
        rejected=(),
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    text = write_registry(head, lines)
    out.write_text(text, encoding="utf-8", newline="\n")
    without_id = sum(is_own(entry) for entry in entries)
    print(
        f"{len(lines):,} organisations, {without_id:,} without an id, {len(text.encode()):,} bytes"
    )


def select(entries: Sequence[RegistryEntry], chosen: set[str]) -> list[RegistryEntry]:
    """The chosen ones, everybody who bears one of their names, and the parents of them all."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.status != "withdrawn":
            for name in full_name_keys(entry):
                bearers[name].add(entry.ror_id)
    by_key = {entry.ror_id: entry for entry in entries}
    wanted = set(chosen)
    for key in chosen & by_key.keys():
        for name in full_name_keys(by_key[key]):
            if len(bearers[name]) <= MOST_NAMESAKES:
                wanted |= bearers[name]
    _add_parents(wanted, by_key)
    return [entry for entry in entries if entry.ror_id in wanted]


def _add_parents(wanted: set[str], by_key: Mapping[str, RegistryEntry]) -> None:
    new = set(wanted)
    while new:
        parents = {parent for key in new & by_key.keys() for parent in by_key[key].parent_ids}
        new = parents - wanted
        wanted |= new


def _without_dangling(entries: Iterable[RegistryEntry]) -> list[RegistryEntry]:
    """The entries with only those parents and successors that are among them."""
    kept = list(entries)
    keys = {entry.ror_id for entry in kept}
    return [
        replace(
            entry,
            parent_ids=tuple(key for key in entry.parent_ids if key in keys),
            successor_ids=tuple(key for key in entry.successor_ids if key in keys),
        )
        for entry in kept
    ]


def _sources_sha256(registry: Path) -> str:
    digest = hashlib.sha256()
    paths = [registry / name for name in (*REGISTRY_FILES, DOMAINS_FILE)]
    for path in [*paths, OWN, LEFT_OUT, WANTED, FOUND_IDS, CHOSEN]:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
