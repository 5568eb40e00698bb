"""Which countries a string states: by country, state, province, city or their abbreviations."""

from typing import Final, final

from byline.places.atlas import ADJECTIVE, CITY, COUNTRY, SUBDIVISION
from byline.places.bounds import AND, DOT, GAP, HARD, OF, SLASH, SOFT
from byline.places.index import PlaceIndex
from byline.places.names import Kind
from byline.places.registered import BARE, KIND_MASK
from byline.places.scanning import Hit, Scan
from byline.places.trie import HAS_PLACE, flags_of, number_of


@final
class Spot:
    """A place named outside every organisation's name."""

    __slots__ = ("country", "end", "is_code", "kind", "places", "stands", "start")

    def __init__(
        self,
        start: int,
        end: int,
        kind: int,
        country: int,
        places: tuple[int, ...],
        *,
        is_code: bool = False,
    ) -> None:
        self.start: Final = start
        self.end: Final = end
        self.kind: Final = kind
        self.country: Final = country
        """The country it decides alone, or -1."""
        self.places: Final = places
        self.is_code: Final = is_code
        self.stands = False
        """By itself, as places of an address do, and not as a word of something else.

        Known once the places around it are.
        """


@final
class Stated:
    """A country the string states, and the tokens that state it."""

    __slots__ = ("country", "end", "places", "rule", "start")

    def __init__(
        self, country: int, rule: str, start: int, end: int, places: tuple[int, ...]
    ) -> None:
        self.country: Final = country
        self.rule: Final = rule
        self.start: Final = start
        self.end: Final = end
        self.places: Final = places
        """Every place so called."""

    def moved_to(self, country: int) -> "Stated":
        """The same place, in another country where one is so called too."""
        return Stated(country, self.rule, self.start, self.end, self.places)


_RULES: Final = {COUNTRY: "country_stated@1", SUBDIVISION: "state_stated@1", CITY: "city_stated@1"}
_ADDRESS_WORDS: Final = frozenset(
    {"cedex", "email", "e", "tel", "telephone", "phone", "fax", "correspondence", "mail", "zip"}
)
_STREETS: Final = frozenset(
    {"rue", "avenue", "av", "ave", "boulevard", "bd", "blvd", "via", "viale", "calle", "rua"}
    | {"avenida", "quai", "chemin"}
)
"""Words that the name of a street follows."""
_LONGEST_ACRONYM: Final = 5
_LONGEST_POSTCODE_LETTERS: Final = 2
_ZIP_DIGITS: Final = 5
_LONGEST_ABBREVIATION: Final = 3
"""Letters before a dot that ends an initial or an abbreviation, not what came before."""
_ENDS: Final = SOFT | AND | SLASH | DOT | GAP
_DEGREES: Final = frozenset({"MD", "MA", "MS", "PA", "DO", "SC"})
"""Codes that follow people's names too."""


class PlaceReader:
    """Finds the places of one index in scanned strings."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index
        self._iso = index.iso_codes
        numbers = {code: number for number, code in enumerate(index.country_codes)}
        self._apart = frozenset(numbers[code] for code in ("HK", "MO", "TW"))
        self._china = numbers["CN"]
        self._america = numbers["US"]

    def find_spots(self, scan: Scan, covered: list[bool], names: list[Hit]) -> list[Spot]:
        """Places in order, without those that touch covered tokens.

        A place may stand right behind a name (Google Zürich).
        """
        spots = self._find_all(scan, covered)
        if not spots:
            return spots
        closed = _find_closed(spots, scan)
        is_open = False
        last_end = -1
        for number, spot in enumerate(spots):
            follows = last_end == spot.start and is_open
            is_open = follows or _opens(spot, scan)
            if closed[number] and not is_open:
                is_open = self._follows_name(spot.start, names)
            spot.stands = closed[number] and (is_open or _may_trail(spot, scan))
            last_end = spot.end
        return spots

    def _follows_name(self, start: int, names: list[Hit]) -> bool:
        """Whether a name ends there that is more than what a university goes by among friends.

        That may as well be a person's: Charles (University) Darwin.
        """
        for name in names:
            if name.end == start:
                closest = self._index.references(name.node)[0] & KIND_MASK
                if not (flags_of(name.node) & BARE and closest == Kind.DERIVED):
                    return True
        return False

    def state(self, spots: list[Spot], scan: Scan) -> list[Stated]:
        """The countries stated: those named if any is, else by states, else by cities."""
        standing = [spot for spot in spots if spot.stands]
        named = self._state_countries(standing)
        if named:
            return _distinct(named)
        for kind in (SUBDIVISION, CITY):
            stated = [
                Stated(country, _RULES[kind], spot.start, spot.end, spot.places)
                for number, spot in enumerate(standing)
                if spot.kind == kind and (country := self._country(number, standing, scan)) > 0
            ]
            if stated:
                return _distinct(stated)
        return []

    def _find_all(self, scan: Scan, covered: list[bool]) -> list[Spot]:
        index = self._index
        codes = self._find_codes(scan, covered)
        coded = {code.start for code in codes}
        spots: list[Spot] = []
        taken = 0
        for hit in _longest_places(scan.hits):
            start, end = hit.start, hit.end
            if start < taken or covered[start] or covered[end - 1]:
                continue
            if end == start + 1 and start in coded:
                continue
            country, places = index.places[number_of(hit.node)]
            kind = self._kind(country, places)
            if kind != ADJECTIVE and not self._is_no_place(start, end, kind, scan):
                spots.append(Spot(start, end, kind, country, places))
                taken = end
        if codes:
            taken_starts = {n for spot in spots for n in range(spot.start, spot.end)}
            spots.extend(code for code in codes if code.start not in taken_starts)
            spots.sort(key=lambda spot: spot.start)
        return spots

    def _is_no_place(self, start: int, end: int, kind: int, scan: Scan) -> bool:
        """Whether it is the name of a street, or capitals that are an acronym (CAIRO, NADA)."""
        is_tied = start > 0 and not scan.bounds[start] & _ENDS & ~DOT
        if is_tied and scan.raw(start - 1).lower() in _STREETS:
            return True
        raw = scan.raw(start)
        is_short = kind == CITY and end == start + 1 and len(raw) <= _LONGEST_ACRONYM
        return is_short and scan.kept[start].is_upper and not scan.is_shouted()

    def _find_codes(self, scan: Scan, covered: list[bool]) -> list[Spot]:
        found: list[Spot] = []
        number = -1
        for token in scan.kept:
            number += 1
            places = token.abbreviates
            if places and not covered[number] and not _is_no_code(number, token.raw, scan):
                kind = self._index.place_kinds[places[0]]
                country = self._index.place_countries[places[0]] if kind == COUNTRY else -1
                found.append(Spot(number, number + 1, kind, country, places, is_code=True))
        return found

    def _kind(self, country: int, places: tuple[int, ...]) -> int:
        kinds = self._index.place_kinds
        if country >= 0:
            return kinds[places[0]]
        return SUBDIVISION if any(kinds[place] == SUBDIVISION for place in places) else CITY

    def _state_countries(self, spots: list[Spot]) -> list[Stated]:
        named: list[Stated] = []
        last = 0
        for number, spot in enumerate(spots):
            if spot.kind != COUNTRY:
                last = spot.country
                continue
            if self._is_town(spot, spots[number + 1 : number + 2]):
                continue
            if spot.country == self._china and last in self._apart:
                continue
            if spot.country in self._apart and named and last == self._china == named[-1].country:
                named.pop()
            named.append(Stated(spot.country, _RULES[COUNTRY], spot.start, spot.end, spot.places))
            last = spot.country
        return named

    def _is_town(self, spot: Spot, following: list[Spot]) -> bool:
        """Whether a country's name is meant as a town: Lebanon, NH."""
        if not following or following[0].start != spot.end or following[0].kind != SUBDIVISION:
            return False
        countries = {self._index.place_countries[place] for place in following[0].places}
        return any(
            self._index.place_kinds[place] == CITY
            and self._index.place_countries[place] in countries
            for place in spot.places
        )

    def _country(self, number: int, spots: list[Spot], scan: Scan) -> int:
        spot = spots[number]
        before = spots[number - 1] if number and spots[number - 1].end == spot.start else None
        if spot.is_code:
            return self._read_code(spot, before, scan)
        if spot.country < 0 and spot.kind == SUBDIVISION and before is not None:
            return self._find_shared(spot, before)
        return spot.country

    def _find_shared(self, spot: Spot, before: Spot) -> int:
        """The one country that a state and the town before it share: Athens, Georgia."""
        shared = set(self._countries(spot)) & set(self._countries(before))
        return shared.pop() if len(shared) == 1 else -1

    def _read_code(self, spot: Spot, before: Spot | None, scan: Scan) -> int:
        countries = [self._index.place_countries[place] for place in spot.places]
        if _is_zip(spot.end, scan) and self._america in countries:
            return self._america
        code = scan.raw(spot.start)
        if before is not None:
            iso = self._index.place_countries[self._iso[code]] if code in self._iso else -1
            meant = [before.country] if before.country > 0 else self._countries(before)
            for country in (*countries, iso):
                if country in meant:
                    return country
        is_last = spot.end == len(scan.tokens) or bool(scan.bounds[spot.end] & HARD)
        if is_last and code not in _DEGREES and self._america in countries:
            return self._america
        return countries[0] if len(code) > _LONGEST_POSTCODE_LETTERS else -1

    def _countries(self, spot: Spot) -> list[int]:
        return [self._index.place_countries[place] for place in spot.places]


def _longest_places(hits: list[Hit]) -> list[Hit]:
    """Of the places that begin at each token the longest."""
    longest: list[Hit] = []
    last = -1
    for hit in hits:
        if hit.node & HAS_PLACE:
            if hit.start == last:
                longest[-1] = hit
            else:
                longest.append(hit)
            last = hit.start
    return longest


def _find_closed(spots: list[Spot], scan: Scan) -> list[bool]:
    closed = [False] * len(spots)
    next_start = -1
    is_closed = False
    for number in range(len(spots) - 1, -1, -1):
        end = spots[number].end
        is_closed = (
            bool(scan.bounds[end] & _ENDS)
            or (end == next_start and is_closed)
            or _is_address_word(end, scan)
        )
        closed[number] = is_closed
        next_start = spots[number].start
    return closed


def _opens(spot: Spot, scan: Scan) -> bool:
    start = spot.start
    if not start or _is_address_word(start - 1, scan):
        return True
    bound = scan.bounds[start] & _ENDS
    return bool(bound & ~DOT) or (bound == DOT and len(scan.raw(start - 1)) > _LONGEST_ABBREVIATION)


def _may_trail(spot: Spot, scan: Scan) -> bool:
    if spot.kind == COUNTRY:
        return not scan.bounds[spot.start] & OF
    return spot.is_code and _is_zip(spot.end, scan)


def _is_no_code(kept: int, raw: str, scan: Scan) -> bool:
    """Whether it is a person's initials, or the acronym of the words before it."""
    if "." in raw and (_among_initials(kept, scan) or scan.before(kept) == "."):
        return True
    return len(raw) > _LONGEST_POSTCODE_LETTERS and scan.is_explained(kept)


def _among_initials(number: int, scan: Scan) -> bool:
    """Whether dotted letters stand beside other dotted letters, as authors' initials do."""
    return any(
        0 <= beside < len(scan.tokens) and "." in scan.raw(beside)
        for beside in (number - 1, number + 1)
    )


def _is_zip(kept: int, scan: Scan) -> bool:
    if kept >= len(scan.tokens):
        return False
    raw = scan.raw(kept)
    return len(raw) == _ZIP_DIGITS and raw.isdigit()


def _is_address_word(kept: int, scan: Scan) -> bool:
    token = scan.kept[kept]
    raw = token.raw
    return (
        token.begins_with_digit
        or (
            len(raw) <= _LONGEST_POSTCODE_LETTERS and token.is_upper and not _is_initial(kept, scan)
        )
        or raw.lower() in _ADDRESS_WORDS
    )


def _is_initial(kept: int, scan: Scan) -> bool:
    """Whether a single letter stands before a word, as in a person's name (David H. Koch)."""
    is_last = kept + 1 >= len(scan.tokens)
    return len(scan.raw(kept)) == 1 and not is_last and not scan.kept[kept + 1].begins_with_digit


def _distinct(stated: list[Stated]) -> list[Stated]:
    first: dict[int, Stated] = {}
    for row in stated:
        first.setdefault(row.country, row)
    return list(first.values())
