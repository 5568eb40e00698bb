"""Which organisations go by which sequence of tokens, and how telling each sequence is."""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from math import log2
from typing import Final, NamedTuple

from byline.places.atlas import Place
from byline.places.entry import RegistryEntry
from byline.places.gazetteer import read_known_names, read_territories
from byline.places.names import (
    Kind,
    Tokens,
    derive_names,
    drop_city,
    find_first_name,
    read_known_name,
    read_names,
    turn_city,
)
from byline.places.tokens import read_tokens, read_words

KIND_BITS: Final = 3
"""A reference is ``entry << KIND_BITS | names.Kind``."""
KIND_MASK: Final = (1 << 3) - 1

GENERIC: Final = 1
"""Nothing in the name tells one organisation from another of its sort."""
BARE: Final = 2
"""A single token, which may as well be a word, a person or a place."""
PLACE_LIKE: Final = 4
"""Also the name of a place."""

INSTITUTIONAL: Final = 8
"""It says what sort of institution it names (University, Hospital)."""

KNOWN: Final = 16
"""A short name that everyone knows."""

Name = tuple[int, int, tuple[int, ...]]
"""Rarity of its tokens in bits, flags, and references to those so called, closest first."""

_INSTITUTIONS = frozenset(
    {
        "university",
        "institute",
        "college",
        "hospital",
        "academy",
        "ecole",
        "center",
        "laboratory",
        "school",
        "clinic",
        "ministry",
        "agency",
        "council",
        "foundation",
        "museum",
        "polytechnic",
        "politecnico",
        "observatory",
        "corporation",
        "association",
        "society",
    }
)
_MOST_BITS: Final = 18
"""Surprise of a token that a single name has."""
_SHORT: Final = 2
"""Letters of an acronym that tells nobody though Group follows."""
_TELLING_RARITY: Final = 20.5
"""Bits beyond which even common words make a name of their own together."""
_OF_STANDING: Final = frozenset({"education", "funder"})
"""Types of a university whose grants papers acknowledge, which no obscure one has."""
_HOLLOW_ROLES: Final = frozenset({"hollow", "field", "unit", "company", "person", "stop"})


def collect_names(
    rows: Sequence[RegistryEntry], places: Mapping[Tokens, Place]
) -> dict[Tokens, Name]:
    """Every name of every entry; one that is only derived yields to a registered one."""
    called: defaultdict[Tokens, dict[int, Kind]] = defaultdict(dict)
    derived: defaultdict[Tokens, dict[int, Kind]] = defaultdict(dict)
    named = _Named(called, derived, places)
    standing = _find_standing(rows)
    branches = _find_branches(rows)
    for number, row in enumerate(rows):
        target = standing.get(number)
        if target is not None:
            _add_names(row, target, named, is_own=target == number, is_branch=number in branches)
    known = _add_known_names(rows, called)
    rarity = _find_rarity(called)
    for tokens, entries in derived.items():
        rarity |= {token: float(_MOST_BITS) for token in tokens if token not in rarity}
        if tokens not in called:
            called[tokens] = entries
    for tokens, entries in called.items():
        _drop_shadows(entries, rows)
        if tokens in places and places[tokens][0] >= 0:
            _drop_places(entries, known.get(tokens, frozenset()))
    return {
        tokens: (
            round(sum(rarity[token] for token in tokens)),
            _find_flags(tokens, places, rarity, is_known=tokens in known),
            _references(entries),
        )
        for tokens, entries in called.items()
        if entries and _is_telling(tokens)
    }


def find_heads(rows: Sequence[RegistryEntry], names: dict[Tokens, Name]) -> set[int]:
    """The head offices: the one national record of its company that is under no other.

    A company that everyone knows by a short name is known by its head office.
    """
    heads = {number for number, row in enumerate(rows) if row.is_head_office}
    for _, flags, references in names.values():
        closest = references[0] >> KIND_BITS
        if flags & KNOWN and "company" in rows[closest].types:
            heads.add(closest)
        group = {
            reference >> KIND_BITS
            for reference in references
            if reference & KIND_MASK == Kind.NATIONAL
        }
        if heads.isdisjoint(group):
            heads.update(_find_head(group, rows))
    return heads


def _find_head(group: set[int], rows: Sequence[RegistryEntry]) -> set[int]:
    keys = {rows[number].ror_id for number in group}
    tops = {number for number in group if not keys.intersection(rows[number].parent_ids)}
    if len(tops) == 1:
        return tops
    above = {key for number in group for key in rows[number].parent_ids}
    parents = {number for number in tops if rows[number].ror_id in above}
    return parents if len(parents) == 1 else set()


def _find_standing(rows: Sequence[RegistryEntry]) -> dict[int, int]:
    """Which entry answers for each: itself, or, if it was withdrawn, the one that succeeded it."""
    numbers = {row.ror_id: number for number, row in enumerate(rows)}
    standing: dict[int, int] = {}
    for number, row in enumerate(rows):
        successors = [numbers[key] for key in row.successor_ids if key in numbers]
        if row.status != "withdrawn":
            standing[number] = number
        elif len(successors) == 1:
            standing[number] = successors[0]
    return standing


class _Named(NamedTuple):
    """Names collected so far, registered and derived, and the names of places."""

    called: defaultdict[Tokens, dict[int, Kind]]
    derived: defaultdict[Tokens, dict[int, Kind]]
    places: Container[Tokens]


def _find_branches(rows: Sequence[RegistryEntry]) -> set[int]:
    """The entries whose name goes on from that of their parent: the city is what tells them."""
    first = {row.ror_id: tuple(read_tokens(row.names[0][1])) for row in rows}
    return {
        number
        for number, row in enumerate(rows)
        if any(
            first[row.ror_id][: len(first[key])] == first[key]
            for key in row.parent_ids
            if key in first
        )
    }


def _add_names(
    row: RegistryEntry,
    target: int,
    named: "_Named",
    *,
    is_own: bool,
    is_branch: bool,
) -> None:
    """Add the names of a row; a branch does not go by its name without the city."""
    city = tuple(read_tokens(row.city or ""))
    places = named.places
    for name_kind, name in row.names:
        for kind, tokens in read_names(name_kind, name, row.country_code, places):
            closest = kind if is_own else max(kind, Kind.ALIAS)
            entries = named.called[tokens]
            entries[target] = min(closest, entries.get(target, closest))
            if kind <= Kind.ALIAS:
                short = None if is_branch else drop_city(tokens, city, places)
                others = (
                    *derive_names(tokens, places),
                    turn_city(tokens, city),
                    short,
                    *(derive_names(short, places) if short else ()),
                    find_first_name(tokens, places) if kind is Kind.NAME else None,
                )
                for other in filter(None, others):
                    named.derived[other][target] = Kind.DERIVED


def _add_known_names(
    rows: Sequence[RegistryEntry], called: defaultdict[Tokens, dict[int, Kind]]
) -> dict[Tokens, set[int]]:
    """Add the names that everyone knows; gives the entries so known by their tokens."""
    known: defaultdict[Tokens, set[int]] = defaultdict(set)
    numbers = {row.ror_id: number for number, row in enumerate(rows)}
    for key, name in read_known_names():
        if key in numbers:
            kind, tokens = read_known_name(name)
            entries = called[tokens]
            entries[numbers[key]] = min(kind, entries.get(numbers[key], kind))
            known[tokens].add(numbers[key])
    for tokens, owners in known.items():
        for number in called[tokens].keys() - owners:
            if called[tokens][number] != Kind.NATIONAL:
                called[tokens][number] = max(Kind.ALIAS, called[tokens][number])
    return known


def _references(entries: dict[int, Kind]) -> tuple[int, ...]:
    ordered = sorted(entries.items(), key=lambda item: (item[1], item[0]))
    return tuple(number << KIND_BITS | kind for number, kind in ordered)


def _find_rarity(called: dict[Tokens, dict[int, Kind]]) -> dict[str, float]:
    """Bits of surprise of each token, scaled so that they mean the same in any registry."""
    uses = Counter(token for tokens in called for token in set(tokens))
    most = log2(len(called) + 1)
    return {
        token: _MOST_BITS * log2((len(called) + 1) / count) / most for token, count in uses.items()
    }


def _find_flags(
    tokens: Tokens, places: Container[Tokens], rarity: dict[str, float], *, is_known: bool
) -> int:
    roles = read_words().roles
    is_generic = all(roles.get(token) in _HOLLOW_ROLES for token in tokens)
    is_generic = is_generic and sum(rarity[token] for token in tokens) < _TELLING_RARITY
    is_generic = is_generic or (tokens[1:] == ("group",) and len(tokens[0]) <= _SHORT)
    is_bare = len(tokens) == 1
    if is_known:
        return KNOWN | INSTITUTIONAL | BARE * is_bare
    is_institutional = not _INSTITUTIONS.isdisjoint(tokens)
    return (
        INSTITUTIONAL * is_institutional
        | GENERIC * is_generic
        | BARE * is_bare
        | PLACE_LIKE * (tokens in places)
    )


def _is_telling(tokens: Tokens) -> bool:
    roles = read_words().roles
    if not tokens or (len(tokens) == 1 and roles.get(tokens[0]) in _HOLLOW_ROLES):
        return False
    is_generic = all(roles.get(token) in _HOLLOW_ROLES for token in tokens)
    return not (is_generic and roles.get(tokens[0]) == "unit")


def _drop_shadows(entries: dict[int, Kind], rows: Sequence[RegistryEntry]) -> None:
    """An organisation known by name alone yields to a registered one so called.

    In the same country, or the one a territory belongs to, it is the same; elsewhere, beside a
    university of standing, it is meant only where its country is stated.
    """
    registered = [n for n in entries if is_registered(rows[n].ror_id)]
    countries = {rows[n].country_code for n in registered}
    countries |= {read_territories().get(country, country) for country in countries}
    is_outdone = any(
        entries[n] <= Kind.LABEL and _OF_STANDING.issubset(rows[n].types) for n in registered
    )
    for number in [n for n in entries if not is_registered(rows[n].ror_id)]:
        if rows[number].country_code in countries:
            del entries[number]
        elif is_outdone:
            entries[number] = max(Kind.ALIAS, entries[number])


def _drop_places(entries: dict[int, Kind], known: Container[int]) -> None:
    """The name of a place is nobody's by-name (New York, for New York University)."""
    for number in [n for n, kind in entries.items() if kind not in (Kind.NAME, Kind.NATIONAL)]:
        if number not in known:
            del entries[number]


def is_registered(key: str) -> bool:
    """Whether a key is the registry's own and not one of ours."""
    return "." not in key
