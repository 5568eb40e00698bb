"""Affiliation string to institutions and countries: the rules of docs/methods.md, section 3."""

from collections.abc import Iterable
from math import exp
from typing import Final

from byline.places.choosing import Choice, choose, settle
from byline.places.deciding import Decided, decide_countries
from byline.places.domains import (
    PrintedDomain,
    blank_out,
    find_country,
    find_domains,
    find_owners,
    is_private,
)
from byline.places.entry import RegistryEntry
from byline.places.features import Feature
from byline.places.hinting import HintFinder
from byline.places.index import PlaceIndex, build_index
from byline.places.matching import Candidate
from byline.places.names import Kind
from byline.places.reading import Reader, Reading
from byline.places.registered import is_registered
from byline.places.resolution import MatchedInstitution, Resolution, ResolvedCountry
from byline.records import MatchStatus

_MOST_REMEMBERED: Final = 10_000
"""Answers kept: more would cost the processor's caches more than they spare."""
_LONGEST: Final = 3000
"""Characters read of a string; what is longer than that is no affiliation."""
_METHODS: Final[dict[int, str]] = {
    Kind.NAME: "name@1",
    Kind.LABEL: "label@1",
    Kind.ALIAS: "alias@1",
    Kind.NATIONAL: "national_record@1",
    Kind.INITIALS: "initials@1",
    Kind.DERIVED: "derived_name@1",
    Kind.ACRONYM: "acronym@1",
}
_CAMPUS_METHOD: Final = "campus@1"
_DOMAIN_METHOD: Final = "domain@1"
_CERTAIN: Final = 0.9
"""Score of an institution that its own domain names."""
_ASSUMED: Final = frozenset({"headquarters", "domain"})


class Resolver:
    """Resolves affiliation strings against one registry; remembers the strings it has met."""

    def __init__(self, registry: Iterable[RegistryEntry] | PlaceIndex) -> None:
        self.index = registry if isinstance(registry, PlaceIndex) else build_index(registry)
        self.reader = Reader(self.index)
        self._hints = HintFinder(self.index)
        self._remembered: dict[tuple[str, tuple[str, ...]], Resolution] = {}

    def resolve(self, affiliation: str, *, email_domains: tuple[str, ...] = ()) -> Resolution:
        """What the string says; `email_domains` are those printed for its authors elsewhere."""
        key = (affiliation, email_domains)
        resolution = self._remembered.get(key)
        if resolution is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            resolution = self._remembered[key] = self._resolve(affiliation, email_domains)
        return resolution

    def _resolve(self, affiliation: str, email_domains: tuple[str, ...]) -> Resolution:
        printed = find_domains(affiliation[:_LONGEST])
        text = affiliation[:_LONGEST]
        if printed:
            text = blank_out(text, printed)
        reading = self.reader.read(text)
        choice = choose(reading.groups)
        domains = [
            *printed,
            *(PrintedDomain(name, (0, len(affiliation))) for name in email_domains),
        ]
        domains = [domain for domain in domains if not is_private(domain.name)]
        if domains and choice.ambiguous:
            choice = self._settle(choice, domains)
        decided = decide_countries(choice.chosen, choice.ambiguous, reading, self._hints)
        matches = [self._match(one, reading) for one in choice.chosen]
        countries = [self._country(row, reading) for row in decided]
        if domains and not matches and not choice.ambiguous:
            matches = self._match_domains(domains[: len(printed)])
        if domains and not countries:
            countries = self._domain_countries(domains)
        status: MatchStatus = "matched" if matches else "not_found"
        if not matches and choice.ambiguous:
            status = "ambiguous"
            matches = [self._match(rival, reading) for rival in choice.ambiguous[0]]
        return Resolution(
            affiliation=affiliation,
            status=status,
            matches=tuple(matches),
            countries=tuple(countries),
        )

    def _settle(self, choice: Choice, domains: list[PrintedDomain]) -> Choice:
        """The choice with names made plain by the owner or the country of a domain."""
        owners = {owner for domain in domains for owner in self._owners(domain)}
        countries = {find_country(domain.name) for domain in domains}
        index = self.index
        return settle(
            choice,
            is_owner=lambda entry: entry in owners,
            is_there=lambda entry: index.country_codes[index.countries[entry]] in countries,
        )

    def _owners(self, domain: PrintedDomain) -> tuple[int, ...]:
        return find_owners(domain.name, self.index.domains)

    def _match(self, candidate: Candidate, reading: Reading) -> MatchedInstitution:
        is_campus = Feature.CAMPUS in candidate.features
        facts = candidate.facts
        return MatchedInstitution(
            ror_id=facts.ror_id,
            name=facts.name,
            country_code=facts.country_code,
            score=round(1 / (1 + exp(-candidate.score)), 3),
            method=_CAMPUS_METHOD if is_campus else _METHODS[candidate.kind],
            span=reading.span(candidate.start, candidate.end),
        )

    def _country(self, row: Decided, reading: Reading) -> ResolvedCountry:
        return ResolvedCountry(
            country_code=self.index.country_codes[row.country],
            basis=row.basis,
            is_assumed=row.basis in _ASSUMED,
            rule=row.rule,
            span=reading.span(row.start, row.end),
        )

    def _match_domains(self, domains: list[PrintedDomain]) -> list[MatchedInstitution]:
        index = self.index
        matches: dict[int, MatchedInstitution] = {}
        for domain in domains:
            owners = self._owners(domain)
            if len(owners) == 1 and owners[0] not in matches:
                key = index.ror_ids[owners[0]]
                matches[owners[0]] = MatchedInstitution(
                    ror_id=key if is_registered(key) else None,
                    name=index.titles[owners[0]],
                    country_code=index.country_codes[index.countries[owners[0]]] or None,
                    score=_CERTAIN,
                    method=_DOMAIN_METHOD,
                    span=domain.span,
                )
        return list(matches.values())

    def _domain_countries(self, domains: list[PrintedDomain]) -> list[ResolvedCountry]:
        found: dict[str, ResolvedCountry] = {}
        for domain in domains:
            codes = {self.index.countries[owner] for owner in self._owners(domain)}
            code = self.index.country_codes[codes.pop()] if len(codes) == 1 else None
            rule = "domain_institution@1" if code else "domain_country@1"
            code = code or find_country(domain.name)
            if code:
                found.setdefault(
                    code,
                    ResolvedCountry(
                        country_code=code,
                        basis="domain",
                        is_assumed=True,
                        rule=rule,
                        span=domain.span,
                    ),
                )
        return list(found.values())
