"""Which country the words of a name tell that no registered organisation goes by.

The last resort of the country rules: asked only where nothing else says anything.
"""

from functools import cache
from importlib.resources import files
from typing import Final, final

from byline.places.atlas import ADJECTIVE, CITY
from byline.places.bounds import HARD, SOFT
from byline.places.features import Feature
from byline.places.gazetteer import read_cities
from byline.places.index import PlaceIndex
from byline.places.matching import Candidate
from byline.places.names import Kind
from byline.places.reading import Reading
from byline.places.stating import Spot
from byline.places.tokens import fold, normalise, read_tokens
from byline.places.trie import HAS_PLACE, number_of
from byline.records import CountryBasis

_LEAST_CITY: Final = 800
_LEAST_AMERICAN_CITY: Final = 1500
"""Weights of cities below which a word in a name is as likely a person or a thing."""
_LEAST_DOUBTFUL: Final = -1.5
"""Log odds from which a name that is not believed still tells its country."""
_SPOILT: Final = frozenset(
    {
        Feature.UNPROVEN,
        Feature.GENERIC,
        Feature.BARE,
        Feature.PLACE_LIKE,
        Feature.DEFUNCT,
        Feature.RARITY_2,
        Feature.RARITY_3,
        Feature.RARITY_4,
        Feature.LEFT_WORD,
        Feature.LEFT_PLACE,
        Feature.LEFT_FOUNDER,
        Feature.LEFT_ADJECTIVE,
        Feature.UNIVERSITY_OF_KIND,
    }
)

_LIKE_WORDS: Final = frozenset(
    {"mass", "reading", "mobile", "darwin", "nanyang", "kawasaki", "english"}
)
"""Names of places and nations that mean something else in the names of units."""
_MOST_WORDS: Final = 8
"""Of a row of telling_words.tsv."""


@final
class Hint:
    """A country by number, what tells it, and the tokens that do."""

    __slots__ = ("basis", "country", "end", "rule", "start")

    def __init__(
        self, country: int, rule: str, start: int, end: int, *, basis: CountryBasis = "stated"
    ) -> None:
        self.country: Final = country
        self.basis: Final = basis
        self.rule: Final = rule
        self.start: Final = start
        self.end: Final = end


class HintFinder:
    """Finds hints in readings against one index."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index
        self._numbers = {code: number for number, code in enumerate(index.country_codes)}

    def find(self, reading: Reading) -> Hint | None:
        """The surest hint, unless others of its kind tell other countries."""
        for find in (
            self._find_words,
            self._find_places,
            self._find_nations,
            self._find_doubtful,
        ):
            if hints := find(reading):
                return hints[0] if len({hint.country for hint in hints}) == 1 else None
        return None

    def _find_words(self, reading: Reading) -> list[Hint]:
        """Words that only the institutions of one country have in their names."""
        scan = reading.scan
        length = len(scan.tokens)
        words = [normalise(scan.raw(token)) for token in range(length)]
        telling = _read_telling_words()
        found: list[Hint] = []
        for start in range(length):
            for end in range(start + 1, min(length, start + _MOST_WORDS) + 1):
                code = telling.get(" ".join(words[start:end]))
                if code and code in self._numbers:
                    country = self._numbers[code]
                    found.append(Hint(country, "telling_word@1", start, end, basis="institution"))
        return found

    def _find_places(self, reading: Reading) -> list[Hint]:
        """Places inside names that nobody is registered by (Galveston National Laboratory)."""
        return [
            Hint(spot.country, "place_in_name@1", spot.start, spot.end)
            for spot in reading.spots
            if spot.country > 0 and not spot.is_code and self._is_likely(spot, reading)
        ]

    def _is_likely(self, spot: Spot, reading: Reading) -> bool:
        printed = fold(" ".join([reading.scan.raw(n) for n in range(spot.start, spot.end)]))
        if printed in _LIKE_WORDS:
            return False
        if spot.kind != CITY:
            return True
        code = self._index.country_codes[spot.country]
        least = _LEAST_AMERICAN_CITY if code == "US" else _LEAST_CITY
        return _read_city_weights().get((printed, code), 0) >= least

    def _find_nations(self, reading: Reading) -> list[Hint]:
        """Nationalities at the beginning of a name (German Institute for ...)."""
        scan = reading.scan
        index = self._index
        found: list[Hint] = []
        for hit in scan.hits:
            start, end, node = hit.start, hit.end, hit.node
            if not node & HAS_PLACE or scan.bounds[end] & (SOFT | HARD):
                continue
            if start and not scan.bounds[start] & (SOFT | HARD):
                continue
            places = index.places[number_of(node)][1]
            countries = {index.place_countries[place] for place in places}
            is_nation = index.place_kinds[places[0]] == ADJECTIVE and len(countries) == 1
            if is_nation and _is_nation_word(scan.raw(start)):
                found.append(Hint(countries.pop(), "nation_in_name@1", start, end))
        return found

    def _find_doubtful(self, reading: Reading) -> list[Hint]:
        """The best of the names that were not quite believed, if they mean one country."""
        best = max(
            (group for group in reading.groups if _is_likely_meant(group[0])),
            key=lambda group: group[0].score,
            default=None,
        )
        if best is None:
            return []
        return [
            Hint(one.facts.country, "doubtful_institution@1", one.start, one.end, basis=_basis(one))
            for one in best
            if one.facts.country
        ]


def _is_nation_word(printed: str) -> bool:
    """Not so in the plural, which is a name (Germans Trias i Pujol)."""
    word = fold(printed)
    return word not in _LIKE_WORDS and word == normalise(printed)


def _basis(candidate: Candidate) -> CountryBasis:
    return "headquarters" if Feature.TYPE_COMPANY in candidate.features else "institution"


def _is_likely_meant(best: Candidate) -> bool:
    return (
        best.score >= _LEAST_DOUBTFUL
        and best.kind <= Kind.ALIAS
        and _SPOILT.isdisjoint(best.features)
    )


@cache
def _read_telling_words() -> dict[str, str]:
    """Tokens, joined by spaces, to the country they tell."""
    table = files("byline.places").joinpath("data/telling_words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    return {" ".join(read_tokens(words)): code for words, code in rows}


@cache
def _read_city_weights() -> dict[tuple[str, str], int]:
    """(folded name, country) to weight."""
    return {(fold(city.name), city.country_code): city.weight for city in read_cities()}
