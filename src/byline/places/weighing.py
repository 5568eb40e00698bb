"""What the places of a string say for or against an entry, and what the entry is."""

from typing import Final, final

from byline.places.features import Feature
from byline.places.gazetteer import read_territories
from byline.places.index import DEFUNCT, HEAD, TYPES, PlaceIndex
from byline.places.names import Kind
from byline.places.registered import GENERIC, is_registered

_COMPANY: Final = TYPES["company"]
_EDUCATION: Final = TYPES["education"]
_COUNTRY_PROOFS: Final = frozenset({Feature.COUNTRY_AGREES, Feature.COUNTRY_AGREES_BY_PLACE})
_PLACE_PROOFS: Final = frozenset({Feature.CITY_AGREES, Feature.STATE_AGREES_ALONE})
_TYPE_FEATURES: Final = tuple(Feature[f"TYPE_{name.upper()}"] for name in TYPES)


@final
class Evidence:
    """What a part of a string says besides names."""

    __slots__ = ("countries", "is_borrowed", "is_named", "places", "towns")

    def __init__(
        self,
        *,
        countries: set[int],
        places: set[int],
        towns: set[int],
        is_named: bool,
        is_borrowed: bool,
    ) -> None:
        self.countries: Final = countries
        """Those stated."""
        self.places: Final = places
        """Every place mentioned outside the names."""
        self.towns: Final = towns
        """Countries of the cities and states that stand by themselves."""
        self.is_named: Final = is_named
        """A country is named, not only a state or city."""
        self.is_borrowed: Final = is_borrowed
        """Its own part states nothing: this stands elsewhere, or contradicts what does."""

    def of_country(self, country: int) -> "Evidence":
        """The same with one country, as if it were named."""
        return Evidence(
            countries={country},
            places=self.places,
            towns=self.towns,
            is_named=True,
            is_borrowed=False,
        )


@final
class Facts:
    """What the registry says of an entry."""

    __slots__ = (
        "city",
        "country",
        "country_code",
        "entry",
        "features",
        "further_countries",
        "is_company",
        "is_defunct",
        "is_head",
        "is_school",
        "name",
        "parents",
        "ror_id",
        "sovereign",
        "state",
    )

    def __init__(
        self, index: PlaceIndex, entry: int, *, sovereign: int, features: list[Feature]
    ) -> None:
        self.entry: Final = entry
        key = index.ror_ids[entry]
        self.ror_id: Final = key if is_registered(key) else None
        self.name: Final = index.titles[entry]
        self.country: Final = index.countries[entry]
        self.country_code: Final = index.country_codes[self.country] or None
        self.city: Final = index.cities[entry]
        self.state: Final = index.states[entry]
        self.is_company: Final = bool(index.types[entry] & _COMPANY)
        self.is_school: Final = bool(index.types[entry] & _EDUCATION)
        self.is_head: Final = bool(index.flags[entry] & HEAD)
        self.is_defunct: Final = bool(index.flags[entry] & DEFUNCT)
        self.parents: Final = index.parents.get(entry, ())
        self.further_countries: Final = index.further_countries.get(entry, ())
        self.sovereign: Final = sovereign
        """The country printed after its own; -1 where that is no territory."""
        self.features: Final = features


@final
class EntryWeigher:
    """Weighs the entries of one index against evidence; remembers what it has read of them."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index: Final = index
        self._sovereigns: Final = find_sovereigns(index)
        self._facts: Final[list[Facts | None]] = [None] * len(index.countries)
        self._type_features: Final = {
            bits: tuple(
                feature
                for feature, bit in zip(_TYPE_FEATURES, TYPES.values(), strict=True)
                if bits & bit
            )
            for bits in set(index.types)
        }

    def facts_of(self, entry: int) -> Facts:
        """What the registry says of the entry."""
        facts = self._facts[entry]
        if facts is None:
            facts = self._facts[entry] = self._read(entry)
        return facts

    def weigh(
        self, facts: Facts, kind: int, flags: int, evidence: Evidence, *, is_lone: bool
    ) -> list[int] | None:
        """The features of an entry called so; None if a rule forbids to believe in it.

        `is_lone` says that an acronym is nobody else's and long enough to be believed unproven.
        """
        country = _weigh_country(facts, evidence)
        if country is None:
            return None
        features: list[int] = [country, Feature.KIND_NAME + kind]
        features += facts.features
        if evidence.places:
            _weigh_town(facts, evidence, features)
        if kind == Kind.NATIONAL and country in _COUNTRY_PROOFS:
            features.append(Feature.NATIONAL_RECORD)
        if flags & GENERIC or kind == Kind.ACRONYM:
            features += _prove(features, is_acronym=kind == Kind.ACRONYM, is_lone=is_lone)
        return features

    def _read(self, entry: int) -> Facts:
        index = self._index
        features = list(self._type_features[index.types[entry]])
        if index.flags[entry] & HEAD:
            features.append(Feature.HEAD)
        if index.flags[entry] & DEFUNCT:
            features.append(Feature.DEFUNCT)
        if not is_registered(index.ror_ids[entry]):
            features.append(Feature.UNREGISTERED)
        sovereign = self._sovereigns.get(index.countries[entry], -1)
        return Facts(index, entry, sovereign=sovereign, features=features)


def _weigh_country(facts: Facts, evidence: Evidence) -> Feature | None:
    """How the entry's country agrees with what is stated; None if it contradicts it."""
    if not facts.country:
        return Feature.COUNTRY_UNKNOWN
    if not evidence.countries:
        return Feature.FOREIGN if evidence.is_borrowed else Feature.NOTHING_STATED
    if facts.country in evidence.countries:
        is_named = evidence.is_named
        return Feature.COUNTRY_AGREES if is_named else Feature.COUNTRY_AGREES_BY_PLACE
    if not evidence.is_named and facts.city in evidence.places:
        return Feature.COUNTRY_AGREES_BY_PLACE
    return _weigh_foreign(facts, evidence)


def _weigh_foreign(facts: Facts, evidence: Evidence) -> Feature | None:
    if facts.sovereign in evidence.countries and facts.sovereign not in evidence.towns:
        return Feature.TERRITORY
    if not evidence.countries.isdisjoint(facts.further_countries):
        return Feature.FURTHER_SEAT
    return (
        Feature.ABROAD if facts.is_company and facts.is_head and not evidence.is_borrowed else None
    )


def _weigh_town(facts: Facts, evidence: Evidence, features: list[int]) -> None:
    """Add how the entry's city and state agree with the places that are named."""
    state_agrees = facts.state in evidence.places
    if facts.city in evidence.places:
        features.append(Feature.CITY_AGREES)
        if state_agrees:
            features.append(Feature.STATE_AGREES)
    elif state_agrees:
        features.append(Feature.STATE_AGREES_ALONE)
    elif facts.city >= 0 and evidence.towns and not facts.is_company:
        features.append(Feature.CITY_DIFFERS)


def _prove(features: list[int], *, is_acronym: bool, is_lone: bool) -> list[Feature]:
    """What the proof of an acronym or a generic name rests on."""
    if not _PLACE_PROOFS.isdisjoint(features):
        return []
    if not _COUNTRY_PROOFS.isdisjoint(features):
        return [Feature.COUNTRY_ALONE] if is_acronym else []
    return [Feature.LONE_ACRONYM if is_acronym and is_lone else Feature.UNPROVEN]


def find_sovereigns(index: PlaceIndex) -> dict[int, int]:
    """Territories and the countries printed after their names, by number."""
    numbers = {code: number for number, code in enumerate(index.country_codes)}
    return {
        numbers[territory]: numbers[sovereign]
        for territory, sovereign in read_territories().items()
    }
