"""Countries, states and cities numbered, with the tokens that name them and how surely."""

from collections import defaultdict
from typing import Final

from byline.places.gazetteer import read_cities, read_countries, read_exonyms, read_subdivisions
from byline.places.tokens import fold, read_tokens, read_words

COUNTRY: Final = 0
SUBDIVISION: Final = 1
CITY: Final = 2
ADJECTIVE: Final = 3
"""Kinds of places."""

Tokens = tuple[str, ...]
Place = tuple[int, tuple[int, ...]]
"""The country such a place alone decides, or -1; the places so called, heaviest first."""

_LONGEST_CODE: Final = 5
_COUNTRY_WEIGHT: Final = 1 << 30
_STATE_WEIGHT: Final = 3000
_SEAT_WEIGHT: Final = 100
_ADJECTIVE_WEIGHT: Final = 1
_DECISIVE_SHARE: Final = 0.88
_LEAST_DECISIVE: Final = 250
"""Weight below which a town is as likely a family name or a street as a place."""
_US_TOWN_DISCOUNT: Final = 0.4
"""American towns are printed with their state, so a bare name is likelier to be elsewhere."""
_COUNTRY_OR_STATE: Final = frozenset({"Georgia"})
"""Names that are a country and, in affiliations more often, a state."""
_ROLES: Final = read_words().roles
"""A town called National or Labo is not what such a word means in an affiliation."""


class Atlas:
    """The gazetteer of the package in numbers; seats of organisations join it as they come."""

    def __init__(self) -> None:
        self.country_codes = [""]
        self.kinds: list[int] = []
        self.countries: list[int] = []
        self.codes: dict[str, tuple[int, ...]] = {}
        self.iso_codes: dict[str, int] = {}
        self._weights: defaultdict[Tokens, dict[int, int]] = defaultdict(dict)
        self._country_numbers = {"": 0}
        self._cities: dict[tuple[int, str], int] = {}
        self._states: dict[tuple[int, str], int] = {}
        self._english = {
            (country, fold(spelling)): fold(name)
            for (country, spelling), name in read_exonyms().items()
        }
        self._add_countries()
        self._add_subdivisions()
        self._add_cities()

    def country(self, country_code: str) -> int:
        """The number of a country; 0 for an empty code."""
        number = self._country_numbers.get(country_code)
        if number is None:
            number = self._country_numbers[country_code] = len(self.country_codes)
            self.country_codes.append(country_code)
        return number

    def city(self, country_code: str, name: str, *, weight: int = _SEAT_WEIGHT) -> int:
        """The place number of a city, new if need be; -1 for an empty name."""
        folded = fold(name)
        if not folded:
            return -1
        key = (self.country(country_code), self._english.get((country_code, folded), folded))
        if key not in self._cities:
            self._cities[key] = self._new_place(CITY, key[0])
        self._name(name, self._cities[key], weight)
        return self._cities[key]

    def state(self, country_code: str, name: str) -> int:
        """The place number of a state or province, new if need be; -1 for an empty name."""
        folded = fold(name)
        if not folded:
            return -1
        key = (self.country(country_code), folded)
        if key not in self._states:
            self._states[key] = self._new_place(SUBDIVISION, key[0])
            self._name(name, self._states[key], _SEAT_WEIGHT)
        return self._states[key]

    def places(self) -> dict[Tokens, Place]:
        """Every place name with the country it decides and the places it may mean."""
        return {tokens: self._place(weights) for tokens, weights in self._weights.items()}

    def _place(self, weights: dict[int, int]) -> Place:
        shares: defaultdict[int, float] = defaultdict(float)
        american = {place for place in weights if self._is_american_town(place)}
        for place, weight in weights.items():
            discount = _US_TOWN_DISCOUNT if place in american and len(weights) > 1 else 1
            shares[self.countries[place]] += weight * discount
        best = max(shares, key=lambda country: shares[country])
        decides = shares[best] >= max(_DECISIVE_SHARE * sum(shares.values()), _LEAST_DECISIVE)
        order = sorted(weights, key=lambda place: (-weights[place], place))
        return (best if decides else -1, tuple(order))

    def _is_american_town(self, place: int) -> bool:
        return self.kinds[place] == CITY and self.country_codes[self.countries[place]] == "US"

    def _new_place(self, kind: int, country: int) -> int:
        self.kinds.append(kind)
        self.countries.append(country)
        return len(self.kinds) - 1

    def _name(self, name: str, place: int, weight: int) -> None:
        for spelling in {name, name.replace(".", ". ")}:
            tokens = tuple(read_tokens(spelling))
            if sum(map(len, tokens)) > 1 and not all(token in _ROLES for token in tokens):
                named = self._weights[tokens]
                named[place] = max(weight, named.get(place, 0))

    def _add_countries(self) -> None:
        for country in read_countries():
            number = self.country(country.country_code)
            place = self._new_place(COUNTRY, number)
            self.iso_codes[country.country_code] = place
            for name in country.names:
                weight = _STATE_WEIGHT if name in _COUNTRY_OR_STATE else _COUNTRY_WEIGHT
                if _is_code(name):
                    self._add_code(name, place)
                else:
                    self._name(name, place, weight)
            adjective = self._new_place(ADJECTIVE, number)
            for name in country.adjectives:
                self._name(name, adjective, _ADJECTIVE_WEIGHT)

    def _add_subdivisions(self) -> None:
        for state in read_subdivisions():
            place = self.state(state.country_code, state.names[0])
            for name in state.names:
                self._states.setdefault((self.country(state.country_code), fold(name)), place)
                if _is_code(name):
                    self._add_code(name, place)
                else:
                    self._name(name, place, _STATE_WEIGHT)
            if state.code:
                self._add_code(state.code, place)

    def _add_cities(self) -> None:
        for city in read_cities():
            self.city(city.country_code, city.name, weight=city.weight)

    def _add_code(self, code: str, place: int) -> None:
        """Add an abbreviation; one that is written with dots is known with them too."""
        letters = code.replace(".", "").replace(" ", "")
        spellings = [letters, ".".join(letters), ". ".join(letters)]
        for spelling in spellings if "." in code else spellings[:1]:
            places = self.codes.get(spelling, ())
            if place not in places:
                self.codes[spelling] = (*places, place)


def _is_code(name: str) -> bool:
    letters = name.replace(".", "").replace(" ", "")
    return len(letters) <= _LONGEST_CODE and letters.isascii() and letters.isupper()
