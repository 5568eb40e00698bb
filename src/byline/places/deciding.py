"""The countries of a string, each with what decided it."""

from typing import Final, final

from byline.places.features import Feature
from byline.places.hinting import HintFinder
from byline.places.index import TYPES, PlaceIndex
from byline.places.matching import Candidate
from byline.places.names import Kind
from byline.places.reading import Reading
from byline.places.stating import Stated
from byline.records import CountryBasis

_COMPANY: Final = TYPES["company"]


@final
class Decided:
    """A country by number, what decided it, and the tokens that did."""

    __slots__ = ("basis", "country", "end", "rule", "start")

    def __init__(self, country: int, basis: CountryBasis, rule: str, start: int, end: int) -> None:
        self.country: Final = country
        self.basis: Final = basis
        self.rule: Final = rule
        self.start: Final = start
        self.end: Final = end


class CountryRules:
    """The rules of METHODS.md section 3 over one index: stated, institution, head office."""

    def __init__(self, index: PlaceIndex, sovereigns: dict[int, int]) -> None:
        self._index = index
        self._sovereigns = sovereigns
        self._hints = HintFinder(index)

    def decide(
        self,
        stated: list[Stated],
        chosen: list[Candidate],
        ambiguous: list[list[Candidate]],
        reading: Reading,
    ) -> list[Decided]:
        """Every country, strongest evidence first; one that is stated is not asked for again."""
        stated = self._settle_places(stated, chosen)
        rows = self._prefer_territories(stated, chosen)
        stated_parts = {reading.parts[row.start] for row in stated}
        for candidate in chosen:
            if reading.parts[candidate.start] not in stated_parts:
                rows += self._of_candidate(candidate, rows, reading)
        if not rows:
            for rivals in ambiguous:
                rows += self._of_rivals(rivals, rows, reading)
        if not rows and not ambiguous:
            rows = self._of_hint(reading)
        return rows

    def _settle_places(self, stated: list[Stated], chosen: list[Candidate]) -> list[Stated]:
        """The stated places without those that are part of a name, each where its institution is.

        "Western University, London" is in Canada, since that is where Western's London is.
        """
        settled: list[Stated] = []
        for row in stated:
            if any(one.start <= row.start and row.end <= one.end for one in chosen):
                continue
            near = {
                self._index.countries[one.entry]
                for one in chosen
                if self._index.cities[one.entry] in row.places
            }
            settled.append(
                row if row.country in near or len(near) != 1 else row.moved_to(near.pop())
            )
        return settled

    def _prefer_territories(self, stated: list[Stated], chosen: list[Candidate]) -> list[Decided]:
        """The stated countries; a territory's institution decides against the country after it.

        "University of Macau, China" is MO, unless an institution of the mainland stands there too.
        """
        index = self._index
        present = {index.countries[candidate.entry] for candidate in chosen}
        nearer = {
            self._sovereigns[index.countries[candidate.entry]]: candidate
            for candidate in chosen
            if index.countries[candidate.entry] in self._sovereigns
        }
        named = {row.country for row in stated}
        rows: list[Decided] = []
        for row in stated:
            candidate = nearer.get(row.country)
            if candidate is None or row.country in present:
                rows.append(Decided(row.country, "stated", row.rule, row.start, row.end))
            elif index.countries[candidate.entry] not in named:
                country = index.countries[candidate.entry]
                rows.append(
                    Decided(country, "institution", _TERRITORY, candidate.start, candidate.end)
                )
        return rows

    def _of_hint(self, reading: Reading) -> list[Decided]:
        hint = self._hints.find(reading)
        if hint is None:
            return []
        return [Decided(hint.country, hint.basis, hint.rule, hint.start, hint.end)]

    def _of_candidate(
        self, candidate: Candidate, rows: list[Decided], reading: Reading
    ) -> list[Decided]:
        country = self._index.countries[candidate.entry]
        basis, rule = _find_basis(candidate, self._index)
        found = Decided(country, basis, rule, candidate.start, candidate.end)
        if basis == "headquarters":
            found = _find_company_place(candidate, reading) or found
        is_new = found.country and all(row.country != found.country for row in rows)
        return [found] if is_new else []

    def _of_rivals(
        self, rivals: list[Candidate], rows: list[Decided], reading: Reading
    ) -> list[Decided]:
        """The country of an ambiguous name, if every bearer has it; firms share their acronyms."""
        index = self._index
        is_firm = rivals[0].kind == Kind.ACRONYM and index.types[rivals[0].entry] & _COMPANY
        countries = {index.countries[rival.entry] for rival in rivals}
        if is_firm or len(countries) > 1:
            return []
        return self._of_candidate(rivals[0], rows, reading)


_TERRITORY: Final = "territory_institution@1"


def _find_company_place(candidate: Candidate, reading: Reading) -> Decided | None:
    """Where a company's unit is, if its own name says so: Toronto Research Center, Huawei."""
    part = reading.parts[candidate.start]
    for spot in reading.spots:
        if spot.country > 0 and reading.parts[spot.start] == part:
            return Decided(spot.country, "stated", "company_place@1", spot.start, spot.end)
    return None


def _find_basis(candidate: Candidate, index: PlaceIndex) -> tuple[CountryBasis, str]:
    is_company = bool(index.types[candidate.entry] & _COMPANY)
    if is_company and Feature.NAMES_PLACE not in candidate.features:
        return "headquarters", "headquarters@1"
    return "institution", "institution@1"
