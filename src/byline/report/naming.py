"""How a report names countries, groupings, venues and scopes, in the words of its language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from byline.measures import expand_grouping
from byline.places.gazetteer import read_countries
from byline.queries import Scope, explain_measure
from byline.report.wording import Wording

_MOST_NAMES = 3
"""Longer lists of venues or tracks are counted, not named."""
_TO_THE_LEFT = "\u200f"
"""Right-to-left mark: what follows stands on the left of what precedes it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Names in the words of one language."""

    wording: Wording

    def place(self, grouping: str) -> str:
        """A country or grouping as it stands in a sentence: the United States."""
        whole = self.wording.find(f"place.{grouping.upper()}")
        return whole or " + ".join(self._placed(code) for code in expand_grouping(grouping))

    def _placed(self, country_code: str) -> str:
        return self.wording.find(f"place.{country_code}") or self.country(country_code)

    def country(self, country_code: str | None) -> str:
        """A country as it stands in a table; the code itself where no name is known."""
        if country_code is None:
            return self.wording.plain("country.unknown")
        name = self.wording.find(f"country.{country_code}")
        return name or read_country_names().get(country_code, country_code)

    def term(self, table: str, name: str) -> str:
        """What the store calls by a short name; the name itself where there are no words."""
        return self.wording.find(f"{table}.{name}") or name

    def define(self, measure: str) -> Mapping[str, str]:
        """The definition of a measure; its own English one where the language has none."""
        return {
            part: self.wording.find(f"measure.{measure}.{part}") or english
            for part, english in explain_measure(measure).items()
        }

    def row(self, *, venue: str | None, year: int | None, track: str | None) -> str:
        """One venue, year and track in a line."""
        if venue and year is not None:
            return self._tracked(f"{venue} {year}", track)
        dated = self.wording.plain("scope.no_year") if year is None else str(year)
        return self._tracked(
            self.listed([venue or self.wording.plain("scope.no_venue"), dated]), track
        )

    def series(self, *, venue: str | None, track: str | None) -> str:
        """One venue and track in a line."""
        return self._tracked(venue or self.wording.plain("scope.no_venue"), track)

    def _tracked(self, named: str, track: str | None) -> str:
        return self.listed([named, track]) if track else named

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other, as the language sets them apart."""
        return self._join("list.comma", tuple(names))

    def clauses(self, clauses: Iterable[str]) -> str:
        """Longer parts of a sentence one after the other."""
        return self._join("list.semicolon", tuple(clauses))

    def _join(self, key: str, parts: Sequence[str]) -> str:
        """Parts in the order of the language, even where all are names in another script."""
        mark = _TO_THE_LEFT if self.wording.is_right_to_left and len(parts) > 1 else ""
        return mark + (self.wording.plain(key) + mark).join(parts)

    def scope(
        self, scope: Scope, *, venues: Sequence[str], years: Sequence[int], tracks: Sequence[str]
    ) -> tuple[str, ...]:
        """What a report is about: venues, years, tracks and status, as far as there is any."""
        parts = (
            self._named(venues, "scope.venues"),
            self._years(years),
            self._named([scope.track] if scope.track else tracks, "scope.tracks"),
            self.wording.plain(f"status.{scope.status or 'any'}"),
        )
        return tuple(part for part in parts if part)

    def _named(self, names: Sequence[str], key: str) -> str:
        if len(names) > _MOST_NAMES:
            return self.wording.plain(key, count=len(names))
        return self.listed(names)

    def _years(self, years: Sequence[int]) -> str:
        if not years:
            return ""
        first, last = str(years[0]), str(years[-1])
        return first if first == last else self.wording.plain("scope.years", first=first, last=last)


@cache
def read_country_names() -> dict[str, str]:
    """The English short name of every country by its code."""
    return {country.country_code: country.names[0] for country in read_countries()}
