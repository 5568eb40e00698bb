"""What the places of a string say for or against an entry, and what the entry is."""

from typing import Final, final

from byline.places.features import Feature
from byline.places.gazetteer import read_territories
from byline.places.index import DEFUNCT, HEAD, TYPES, PlaceIndex
from byline.places.names import Kind
from byline.places.registered import GENERIC, is_registered

_COMPANY: Final = TYPES["company"]
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


class EntryWeigher:
    """Weighs the entries of one index against evidence."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index
        self._sovereigns = find_sovereigns(index)
        self._standing: dict[int, list[Feature]] = {}
        self._type_features = {
            bits: tuple(
                feature
                for feature, bit in zip(_TYPE_FEATURES, TYPES.values(), strict=True)
                if bits & bit
            )
            for bits in set(index.types)
        }

    def weigh(
        self, entry: int, kind: int, flags: int, evidence: Evidence, *, is_lone: bool
    ) -> list[int] | None:
        """The features of an entry called so; None if a rule forbids to believe in it.

        `is_lone` says that an acronym is nobody else's and long enough to be believed unproven.
        """
        country = self._weigh_country(entry, evidence)
        if country is None:
            return None
        features: list[int] = [country, Feature.KIND_NAME + kind]
        standing = self._standing.get(entry)
        if standing is None:
            standing = self._standing[entry] = self._weigh_standing(entry)
        features += standing
        if evidence.places:
            features += self._weigh_town(entry, evidence)
        if kind == Kind.NATIONAL and country in _COUNTRY_PROOFS:
            features.append(Feature.NATIONAL_RECORD)
        if flags & GENERIC or kind == Kind.ACRONYM:
            features += _prove(features, is_acronym=kind == Kind.ACRONYM, is_lone=is_lone)
        return features

    def _weigh_country(self, entry: int, evidence: Evidence) -> Feature | None:
        """How the entry's country agrees with what is stated; None if it contradicts it."""
        country = self._index.countries[entry]
        if not country:
            return Feature.COUNTRY_UNKNOWN
        if not evidence.countries:
            return Feature.FOREIGN if evidence.is_borrowed else Feature.NOTHING_STATED
        if country in evidence.countries:
            is_named = evidence.is_named
            return Feature.COUNTRY_AGREES if is_named else Feature.COUNTRY_AGREES_BY_PLACE
        if not evidence.is_named and self._index.cities[entry] in evidence.places:
            return Feature.COUNTRY_AGREES_BY_PLACE
        return self._weigh_foreign(entry, country, evidence)

    def _weigh_foreign(self, entry: int, country: int, evidence: Evidence) -> Feature | None:
        index = self._index
        sovereign = self._sovereigns.get(country)
        if sovereign in evidence.countries and sovereign not in evidence.towns:
            return Feature.TERRITORY
        if not evidence.countries.isdisjoint(index.further_countries.get(entry, ())):
            return Feature.FURTHER_SEAT
        is_head = index.types[entry] & _COMPANY and index.flags[entry] & HEAD
        return Feature.ABROAD if is_head and not evidence.is_borrowed else None

    def _weigh_town(self, entry: int, evidence: Evidence) -> list[Feature]:
        city = self._index.cities[entry]
        state_agrees = self._index.states[entry] in evidence.places
        if city in evidence.places:
            state = [Feature.STATE_AGREES] if state_agrees else []
            return [Feature.CITY_AGREES, *state]
        if state_agrees:
            return [Feature.STATE_AGREES_ALONE]
        is_company = self._index.types[entry] & _COMPANY
        differs = city >= 0 and evidence.towns and not is_company
        return [Feature.CITY_DIFFERS] if differs else []

    def _weigh_standing(self, entry: int) -> list[Feature]:
        """What the entry is, whatever the string says."""
        features = list(self._type_features[self._index.types[entry]])
        if self._index.flags[entry] & HEAD:
            features.append(Feature.HEAD)
        if self._index.flags[entry] & DEFUNCT:
            features.append(Feature.DEFUNCT)
        if not is_registered(self._index.ror_ids[entry]):
            features.append(Feature.UNREGISTERED)
        return features


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
