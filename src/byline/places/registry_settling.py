"""What only a registry as a whole can tell of its organisations.

A record may lack its country, share its host with others, name children that do not name it, stand
for a firm that has several national records, or be in the file twice under one name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from byline.places.entry import RegistryEntry
from byline.places.registry_corrections import Corrections, correct
from byline.places.registry_names import name_key, split_country
from byline.places.registry_records import RegistryRecord, own_key
from byline.places.registry_rows import RejectedRow

MOST_SHARING = 3
"""A host that more records give as their home page says nothing about any one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledRecord:
    """A record with the file and row it came from, counted from 1."""

    file: str
    row: int
    record: RegistryRecord


def settle(
    filed: Sequence[FiledRecord], corrections: Corrections
) -> tuple[list[RegistryEntry], list[RejectedRow]]:
    """The organisations of these records, corrected and made whole, and the rows left out."""
    drafts = _with_hosts([of.record for of in filed])
    drafts = _with_parents(drafts, [of.record for of in filed])
    drafts = _with_countries([correct(draft, corrections) for draft in drafts])
    kept: dict[str, RegistryEntry] = {}
    file_of: dict[str, str] = {}
    rejected: list[RejectedRow] = []
    for entry, of in zip(map(_with_own_key, drafts), filed, strict=True):
        if not entry.country_code:
            rejected.append(RejectedRow(file=of.file, row=of.row, reason="no country"))
        elif file_of.setdefault(entry.ror_id, of.file) == of.file and entry.ror_id in kept:
            rejected.append(RejectedRow(file=of.file, row=of.row, reason="already in the file"))
        else:
            kept.setdefault(entry.ror_id, entry)
    with_id = [entry for entry in kept.values() if not is_own(entry)]
    without_id = [entry for entry in kept.values() if is_own(entry)]
    entries = [*with_id, *(without_known(without_id, with_id) if without_id else ())]
    return mark_head_offices(entries), rejected


def is_own(entry: RegistryEntry) -> bool:
    """Whether the organisation has no registry id but a key of ours."""
    return "." in entry.ror_id


def without_known(
    entries: Iterable[RegistryEntry], known: Iterable[RegistryEntry]
) -> list[RegistryEntry]:
    """Those of the entries whose key, or for ours whose name in its country, is not known yet."""
    keys: set[str] = set()
    names: set[tuple[str, str]] = set()
    for entry in known:
        keys.add(entry.ror_id)
        if entry.status != "withdrawn":
            names.update((name, entry.country_code) for name in full_name_keys(entry))
    return [
        entry
        for entry in entries
        if entry.ror_id not in keys
        and not (is_own(entry) and (_first_name_key(entry), entry.country_code) in names)
    ]


def full_name_keys(entry: RegistryEntry) -> set[str]:
    """The keys of its names, acronyms aside, firms without the country behind the name."""
    names = {text for kind, text in entry.names if kind != "acronym"}
    return {name_key(text) for text in names | {split_country(text)[0] for text in names}}


def mark_head_offices(entries: Sequence[RegistryEntry]) -> list[RegistryEntry]:
    """The entries; of a firm with several national records, the one above all others is marked."""
    records: defaultdict[str, list[RegistryEntry]] = defaultdict(list)
    for entry in entries:
        if "company" in entry.types and entry.status != "withdrawn":
            records[_first_name_key(entry)].append(entry)
    heads = {head for of_firm in records.values() if (head := _find_head_office(of_firm))}
    return [
        replace(entry, is_head_office=True) if entry.ror_id in heads else entry for entry in entries
    ]


def _find_head_office(of_firm: Sequence[RegistryEntry]) -> str | None:
    """The one that bears the bare name, or is parent of others and under none; None in doubt."""
    if len(of_firm) == 1 or any(entry.is_head_office for entry in of_firm):
        return None
    bare = [entry.ror_id for entry in of_firm if split_country(entry.names[0][1])[1] is None]
    keys = {entry.ror_id for entry in of_firm}
    parents = {key for entry in of_firm for key in entry.parent_ids} & keys
    tops = [
        entry.ror_id
        for entry in of_firm
        if entry.ror_id in parents and not keys.intersection(entry.parent_ids)
    ]
    heads = tops or bare
    return heads[0] if len(heads) == 1 else None


def _first_name_key(entry: RegistryEntry) -> str:
    return name_key(split_country(entry.names[0][1])[0])


def _with_own_key(entry: RegistryEntry) -> RegistryEntry:
    """Its key follows its corrected country, so that one organisation has one key."""
    if not is_own(entry):
        return entry
    return replace(entry, ror_id=own_key(entry.names[0][1], entry.country_code))


def _with_hosts(records: Sequence[RegistryRecord]) -> list[RegistryEntry]:
    shared = Counter(host for record in records for host in record.link_domains)
    return [
        _add_hosts(record.entry, [h for h in record.link_domains if shared[h] <= MOST_SHARING])
        for record in records
    ]


def _add_hosts(entry: RegistryEntry, hosts: Iterable[str]) -> RegistryEntry:
    return replace(entry, domains=tuple(dict.fromkeys([*entry.domains, *hosts])))


def _with_parents(
    entries: Sequence[RegistryEntry], records: Sequence[RegistryRecord]
) -> list[RegistryEntry]:
    """A child that names no parent gets those that name it as their child."""
    parents = defaultdict(list)
    for record in records:
        for child in record.child_ids:
            parents[child].append(record.entry.ror_id)
    return [
        entry
        if entry.parent_ids
        else replace(entry, parent_ids=tuple(dict.fromkeys(parents.get(entry.ror_id, ()))))
        for entry in entries
    ]


def _with_countries(entries: Sequence[RegistryEntry]) -> list[RegistryEntry]:
    """A firm's record without a country takes the one its name ends in, as others have it."""
    codes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        _, country = split_country(entry.names[0][1])
        if country and entry.country_code and "company" in entry.types:
            codes[country][entry.country_code] += 1
    return [
        entry if entry.country_code else replace(entry, country_code=_most(codes, entry))
        for entry in entries
    ]


def _most(codes: Mapping[str, Counter[str]], entry: RegistryEntry) -> str:
    _, country = split_country(entry.names[0][1])
    counted = codes.get(country or "")
    return counted.most_common(1)[0][0] if counted else ""
