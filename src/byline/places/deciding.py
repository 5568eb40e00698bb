"""The countries of a string, each with what decided it."""

from typing import Final, final

from byline.places.features import Feature
from byline.places.hinting import Hint, HintFinder
from byline.places.matching import Candidate
from byline.places.names import Kind
from byline.places.reading import Reading
from byline.places.stating import Stated
from byline.records import CountryBasis


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


def decide_countries(
    chosen: list[Candidate],
    ambiguous: list[list[Candidate]],
    reading: Reading,
    hints: HintFinder,
) -> list[Decided]:
    """Every country, strongest evidence first; one that is stated is not asked for again.

    By the rules of docs/methods.md, section 3: stated, institution, head office.
    """
    stated = _settle_places(reading.stated, chosen)
    rows = _prefer_territories(stated, chosen)
    stated_parts = {reading.parts[row.start] for row in stated}
    for candidate in chosen:
        if reading.parts[candidate.start] not in stated_parts:
            rows += _of_candidate(candidate, rows, reading)
    if not rows:
        for rivals in ambiguous:
            rows += _of_rivals(rivals, rows, reading)
    if not rows and not ambiguous:
        rows = _of_hint(hints.find(reading))
    return rows


def _of_hint(hint: Hint | None) -> list[Decided]:
    if hint is None:
        return []
    return [Decided(hint.country, hint.basis, hint.rule, hint.start, hint.end)]


def _settle_places(stated: list[Stated], chosen: list[Candidate]) -> list[Stated]:
    """The stated places without those that are part of a name, each where its institution is.

    "Western University, London" is in Canada, since that is where Western's London is.
    """
    settled: list[Stated] = []
    for row in stated:
        if any(one.start <= row.start and row.end <= one.end for one in chosen):
            continue
        near = {one.facts.country for one in chosen if one.facts.city in row.places}
        settled.append(row if row.country in near or len(near) != 1 else row.moved_to(near.pop()))
    return settled


def _prefer_territories(stated: list[Stated], chosen: list[Candidate]) -> list[Decided]:
    """The stated countries; a territory's institution decides against the country after it.

    "University of Macau, China" is MO, unless an institution of the mainland stands there too.
    """
    present = {candidate.facts.country for candidate in chosen}
    nearer = {
        candidate.facts.sovereign: candidate
        for candidate in chosen
        if candidate.facts.sovereign >= 0
    }
    named = {row.country for row in stated}
    rows: list[Decided] = []
    for row in stated:
        candidate = nearer.get(row.country)
        if candidate is None or row.country in present:
            rows.append(Decided(row.country, "stated", row.rule, row.start, row.end))
        elif candidate.facts.country not in named:
            country = candidate.facts.country
            rows.append(Decided(country, "institution", _TERRITORY, candidate.start, candidate.end))
    return rows


def _of_candidate(candidate: Candidate, rows: list[Decided], reading: Reading) -> list[Decided]:
    country = candidate.facts.country
    basis, rule = _find_basis(candidate)
    found = Decided(country, basis, rule, candidate.start, candidate.end)
    if basis == "headquarters":
        found = _find_company_place(candidate, reading) or found
    is_new = found.country and all(row.country != found.country for row in rows)
    return [found] if is_new else []


def _of_rivals(rivals: list[Candidate], rows: list[Decided], reading: Reading) -> list[Decided]:
    """The country of an ambiguous name, if every bearer has it; firms share their acronyms."""
    best = rivals[0]
    is_unproven = Feature.UNPROVEN in best.features and best.kind != Kind.NAME
    is_firm = is_unproven and best.facts.is_company
    countries = {rival.facts.country for rival in rivals}
    return _of_candidate(best, rows, reading) if len(countries) == 1 and not is_firm else []


_TERRITORY: Final = "territory_institution@1"


def _find_company_place(candidate: Candidate, reading: Reading) -> Decided | None:
    """Where a company's unit is, if its own name says so: Toronto Research Center, Huawei."""
    part = reading.parts[candidate.start]
    for spot in reading.spots:
        if spot.country > 0 and reading.parts[spot.start] == part:
            return Decided(spot.country, "stated", "company_place@1", spot.start, spot.end)
    return None


def _find_basis(candidate: Candidate) -> tuple[CountryBasis, str]:
    if candidate.facts.is_company and Feature.NAMES_PLACE not in candidate.features:
        return "headquarters", "headquarters@1"
    return "institution", "institution@1"
