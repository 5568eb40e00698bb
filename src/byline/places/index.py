"""The registry and the gazetteer as one token trie of plain integers, quick to load."""

import gc
import marshal
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import BinaryIO, Final

from byline.places.atlas import Atlas, Place
from byline.places.entry import RegistryEntry
from byline.places.gazetteer import read_top_level_domains
from byline.places.registered import collect_names, find_heads
from byline.places.registry_names import name_key, split_country
from byline.places.respelling import mark_shortened
from byline.places.trie import Children, Trie, lay_out, number_of
from byline.records import BylineError

FORMAT: Final = 8
"""Raised whenever the meaning of a field changes: an older file is refused, not misread."""
_MARSHAL_VERSION: Final = 4
_LONGEST_HEADING: Final = 100
_ARRAYS: Final = {"table": "q", "meant": "i"}
"""Columns that are arrays, and the type of their elements: their bytes end the file."""

HEAD: Final = 1
"""Of an entry: the head office among the national records of its company."""
DEFUNCT: Final = 2

TYPES: Final = {
    name: 1 << bit
    for bit, name in enumerate(
        (
            "education",
            "company",
            "healthcare",
            "facility",
            "government",
            "nonprofit",
            "funder",
            "archive",
            "other",
        )
    )
}
"""Bits of an entry's types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceIndex:
    """Everything the resolver looks up; rows of entries and of places are parallel lists."""

    vocabulary: dict[str, int]
    shortened: bytes
    """The words of the vocabulary less a letter, as `respelling.mark_shortened` marks them."""
    marks: bytes
    table: "array[int]"
    """The children of each node, with `marks`: read them by `children`."""
    meant: "array[int]"
    """Of the name that ends in each node, by number, the reference if it has but one.

    Else the place in `shared` of all it has, counted from -1 downwards: read them by `references`.
    """
    shared: list[tuple[int, ...]]
    places: dict[int, Place]
    """The place whose name ends in each node, by number."""
    codes: dict[str, tuple[int, ...]]
    """Upper-case abbreviations of countries and states, as places."""
    iso_codes: dict[str, int]
    country_codes: list[str]
    """Country number to ISO 3166-1 code; number 0 is an unknown country."""
    place_kinds: list[int]
    place_countries: list[int]
    ror_ids: list[str]
    titles: list[str]
    countries: list[int]
    further_countries: dict[int, tuple[int, ...]]
    cities: list[int]
    states: list[int]
    types: list[int]
    flags: list[int]
    parents: dict[int, tuple[int, ...]]
    domains: dict[str, tuple[int, ...]]

    def children(self) -> Children:
        """What follows each node."""
        return Children(self.marks, self.table)

    def references(self, node: int) -> tuple[int, ...]:
        """Whom the name that ends in the node means, closest first."""
        meant = self.meant[number_of(node)]
        return (meant,) if meant >= 0 else self.shared[-1 - meant]


def build_index(entries: Iterable[RegistryEntry]) -> PlaceIndex:
    """The index of these entries and of the package's gazetteer."""
    rows = tuple(entries)
    atlas = Atlas()
    cities = [atlas.city(row.country_code, row.city or "") for row in rows]
    states = [atlas.state(row.country_code, row.subdivision or "") for row in rows]
    places = atlas.places()
    names = collect_names(rows, places)
    trie = Trie(names, places)
    named = {trie.node(tokens): name[2] for tokens, name in names.items()}
    placed = {number_of(trie.node(tokens)): place for tokens, place in places.items()}
    marks, table = lay_out(trie.children)
    meant, shared = _lay_out_references(named, len(trie.children) + 1)
    heads = find_heads(rows, names)
    numbers = {row.ror_id: number for number, row in enumerate(rows)}
    return PlaceIndex(
        vocabulary=trie.vocabulary,
        shortened=mark_shortened(trie.vocabulary),
        marks=marks,
        table=table,
        meant=meant,
        shared=shared,
        places=placed,
        codes=atlas.codes,
        iso_codes=atlas.iso_codes,
        country_codes=atlas.country_codes,
        place_kinds=atlas.kinds,
        place_countries=atlas.countries,
        ror_ids=[row.ror_id for row in rows],
        titles=[row.names[0][1] for row in rows],
        countries=[atlas.country(row.country_code) for row in rows],
        further_countries=_further_countries(rows, atlas),
        cities=cities,
        states=states,
        types=[sum(TYPES.get(name, 0) for name in set(row.types)) for row in rows],
        flags=[(row.status != "active") * DEFUNCT | (n in heads) for n, row in enumerate(rows)],
        parents={
            number: known
            for number, row in enumerate(rows)
            if (known := tuple(numbers[key] for key in row.parent_ids if key in numbers))
        },
        domains=_collect_domains(rows, heads),
    )


def _lay_out_references(
    named: dict[int, tuple[int, ...]], count: int
) -> tuple["array[int]", list[tuple[int, ...]]]:
    meant = array("i", bytes(4 * count))
    shared: list[tuple[int, ...]] = []
    for node, references in named.items():
        if len(references) > 1:
            shared.append(references)
        meant[number_of(node)] = references[0] if len(references) == 1 else -len(shared)
    return meant, shared


def write_index(index: PlaceIndex, path: Path) -> None:
    """Write the index as one file, whole or not at all."""
    columns = {field.name: getattr(index, field.name) for field in fields(index)}
    words = "\n".join(columns.pop("vocabulary"))
    arrays = {name: memoryview(columns.pop(name)).cast("B") for name in _ARRAYS}
    sizes = {name: (len(values), zlib.crc32(values)) for name, values in arrays.items()}
    body = marshal.dumps((words, columns, sizes), _MARSHAL_VERSION)
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        file.write(_heading(body) + body)
        for values in arrays.values():
            file.write(values)
    partial.replace(path)


def read_index(path: Path) -> PlaceIndex:
    """Read an index; raises BylineError for a damaged one or one of another make."""
    with path.open("rb") as file:
        body = _read_body(file, path.stat().st_size)
        if body is not None:
            with _no_collection():
                words, columns, sizes = marshal.loads(body)  # noqa: S302 - our own: its sum holds
                columns["vocabulary"] = _number(words)
            columns |= {name: array(of_type) for name, of_type in _ARRAYS.items()}
            if all(_fill(columns[name], file, *size) for name, size in sizes.items()):
                return PlaceIndex(**columns)
    raise BylineError(f"{path}: damaged, or of another version; build the index again")


def _read_body(file: BinaryIO, most: int) -> bytes | None:
    """All but the arrays; None unless it is what the heading says."""
    heading = file.readline(_LONGEST_HEADING)
    size = heading.split()[-1:]
    if not size or not size[0].isdigit():
        return None
    body = file.read(min(int(size[0]), most))
    return body if heading == _heading(body) else None


def _fill(values: "array[int]", file: BinaryIO, size: int, checksum: int) -> bool:
    """Read an array where it is to lie; whether it is whole."""
    values.frombytes(bytes(values.itemsize))
    values *= size // values.itemsize
    content = memoryview(values).cast("B")
    return file.readinto(content) == size and zlib.crc32(content) == checksum  # type: ignore[attr-defined]


def _number(words: str) -> dict[str, int]:
    """The vocabulary: its words in order, counted from 1."""
    listed = words.split("\n")
    return dict(zip(listed, range(1, len(listed) + 1), strict=True))


@contextmanager
def _no_collection() -> Iterator[None]:
    """A million small objects are made faster while nobody looks for garbage among them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _heading(body: bytes) -> bytes:
    return f"byline places {FORMAT} {sys.byteorder} {zlib.crc32(body)} {len(body)}\n".encode()


def _further_countries(rows: tuple[RegistryEntry, ...], atlas: Atlas) -> dict[int, tuple[int, ...]]:
    further: dict[int, tuple[int, ...]] = {}
    for number, row in enumerate(rows):
        codes = {code for code, _ in row.locations} - {row.country_code}
        if codes:
            further[number] = tuple(sorted(atlas.country(code) for code in codes))
    return further


def _collect_domains(
    rows: tuple[RegistryEntry, ...], heads: set[int]
) -> dict[str, tuple[int, ...]]:
    """Who owns each domain: of a company with several national records, its head office.

    Records file a company's domain (nvidia.com) under whatever branch has it as home page; only a
    domain of the branch's own country is the branch's.
    """
    by_standing = sorted(heads, key=lambda number: (rows[number].is_head_office, -number))
    head_of = {_firm(rows[number]): number for number in by_standing}
    domains: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(rows):
        if row.status == "active":
            for domain in row.domains:
                owner = number
                if "company" in row.types and not _is_national(domain, row.country_code):
                    owner = head_of.get(_firm(row), number)
                if owner not in domains.get(domain, ()):
                    domains[domain] = (*domains.get(domain, ()), owner)
    return {domain: _prefer_heads(owners, heads) for domain, owners in domains.items()}


def _firm(row: RegistryEntry) -> str:
    """What all national records of a company are called."""
    return name_key(split_country(row.names[0][1])[0])


def _is_national(domain: str, country_code: str) -> bool:
    return read_top_level_domains().get(domain.rpartition(".")[2]) == country_code


def _prefer_heads(owners: tuple[int, ...], heads: set[int]) -> tuple[int, ...]:
    """The one head office among the owners, if there is one: its laboratories have its domain."""
    above = [owner for owner in owners if owner in heads]
    return (above[0],) if len(above) == 1 else owners
