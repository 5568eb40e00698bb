"""From clean text to what it names and states: parts, places, candidates of every name."""

from itertools import pairwise
from typing import Final, final

from byline.places.atlas import COUNTRY
from byline.places.bounds import SOFT
from byline.places.choosing import THRESHOLD, relate, weigh_together
from byline.places.describing import ENDS, find_comma
from byline.places.features import Feature, read_weights
from byline.places.index import TYPES, PlaceIndex
from byline.places.markup import Cleaned, clean
from byline.places.matching import Candidate, Matcher, find_longest
from byline.places.names import SYLLABLE_COUNTRIES, Kind
from byline.places.parting import find_parts, is_sure
from byline.places.registered import BARE, GENERIC, KIND_BITS, KNOWN, PLACE_LIKE
from byline.places.scanning import Hit, Scan, Scanner
from byline.places.stating import PlaceReader, Spot, Stated
from byline.places.trie import HAS_NAME, flags_of
from byline.places.weighing import Evidence

_COMPANY: Final = TYPES["company"]
_EDUCATION: Final = TYPES["education"]
_SCHOOLS: Final = ("university", "technology", "polytechnic")
_UNSURE: Final = BARE | GENERIC | PLACE_LIKE
_SURE: Final = 1.0
"""Log odds from which a name's country speaks for or against the names beside it."""
_SURELY_ONE = 0.4
"""The same for a name that several bear, all of them in that country."""
_SHORT_CAPITALS = 3
_SEVERAL: Final = 2
_CAMPUS_WORDS = ("branch", "campus")
_ELSEWHERE: Final = Evidence(
    countries=set(), places=set(), towns=set(), is_named=False, is_borrowed=True
)
"""For a name that contradicts the country of another part: nothing is stated of its own."""

Stretch = tuple[int, int]
"""First token and token after the last."""


@final
class Reading:
    """What a text names and states, before anything is chosen."""

    __slots__ = ("cleaned", "groups", "parts", "scan", "spots", "stated")

    def __init__(
        self,
        *,
        cleaned: Cleaned,
        scan: Scan,
        parts: list[int],
        spots: list[Spot],
        stated: list[Stated],
        groups: list[list[Candidate]],
    ) -> None:
        self.cleaned: Final = cleaned
        self.scan: Final = scan
        self.parts: Final = parts
        self.spots: Final = spots
        self.stated: Final = stated
        self.groups: Final = groups
        """The candidates of each name, best first."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where tokens start to end (exclusive) stand in the text as it was."""
        first, last = self.scan.span(start, end)
        return self.cleaned.span(first, last)


class Reader:
    """Reads texts against one index."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index
        self._children = index.children()
        self._scanner = Scanner(index, self._children)
        self._places = PlaceReader(index)
        self._matcher = Matcher(index, self._children)
        self._weights = read_weights()
        self._schools = {index.vocabulary.get(word, -1) for word in _SCHOOLS}
        self._campus_words = tuple(
            number for word in _CAMPUS_WORDS if (number := index.vocabulary.get(word))
        )
        self._campuses = frozenset(self._campus_words)

    def read(self, text: str) -> Reading:
        """Names and places of the text, freed from mark-up and damage.

        Where it names nobody, it perhaps does but for a slip in a word.
        """
        cleaned = Cleaned(text, None)
        pieces = self._scanner.split(text)
        if pieces.are_suspect:
            cleaned = clean(text, self._scanner.is_word)
            pieces = self._scanner.split(cleaned.text)
        scan = self._scanner.scan(pieces)
        reading = self._read(scan, cleaned)
        if any(group[0].score >= THRESHOLD for group in reading.groups):
            return reading
        respelt = self._scanner.respell(scan)
        if respelt is None:
            return reading
        again = self._read(respelt, cleaned)
        return again if any(self._is_meant(group[0], scan) for group in again.groups) else reading

    def _is_meant(self, best: Candidate, scan: Scan) -> bool:
        """Whether a name with a respelt word is surely that name.

        Not so in countries where many names are but a letter apart, unless the city agrees.
        """
        slips = [place for place in range(best.start, best.end) if not scan.tokens[place]]
        if not slips or best.score < _SURE or best.kind > Kind.ALIAS:
            return False
        return (
            best.facts.country_code not in SYLLABLE_COUNTRIES
            or Feature.CITY_AGREES in best.features
        )

    def _read(self, scan: Scan, cleaned: Cleaned) -> Reading:
        crossing: list[Hit] = []
        plain = scan.hits
        if scan.drawn & SOFT:
            plain = []
            for hit in scan.hits:
                (crossing if find_comma(hit.start, hit.end, scan.bounds) else plain).append(hit)
        names = find_longest(plain)
        longest = names + find_longest(crossing) if crossing else names
        spots = self._places.find_spots(scan, self._cover(longest, scan), longest)
        if spots:
            longest = _without_places(longest, spots)
        parts = find_parts(scan, names, spots, self._find_themselves(names, crossing, scan))
        stated, evidence = self._weigh_places(spots, parts, scan)
        own = [evidence[part] for part in parts]
        tails = self._find_tails(scan, spots)
        groups = self._match_all(longest, scan, tails, own)
        if len(groups) > 1 and self._learn(groups, parts, evidence):
            own = [evidence[part] for part in parts]
            groups = _keep_sure(groups, self._match_all(longest, scan, tails, own), scan)
        if scan.stems and spots:
            groups += self._match_stems(scan, tails, own)
        related = relate(groups, self._weights)
        return Reading(
            cleaned=cleaned, scan=scan, parts=parts, spots=spots, stated=stated, groups=related
        )

    def _find_themselves(self, names: list[Hit], crossing: list[Hit], scan: Scan) -> list[Hit]:
        """Universities, and firms that everyone knows, if there are several names between commas.

        They are no units of what is beside them.
        """
        if len(names) < _SEVERAL or not scan.drawn & SOFT:
            return []
        whole = [*names, *(hit for hit in crossing if _ends_in_place(hit, scan))]
        return [hit for hit in whole if self._stands_for_itself(hit, scan)]

    def _stands_for_itself(self, hit: Hit, scan: Scan) -> bool:
        is_known = bool(flags_of(hit.node) & KNOWN)
        if not is_known and self._schools.isdisjoint(scan.tokens[hit.start : hit.end]):
            return False
        if not is_sure(hit):
            return False
        types = self._index.types
        entries = [reference >> KIND_BITS for reference in self._index.references(hit.node)]
        if is_known:
            return bool(types[entries[0]] & (_EDUCATION | _COMPANY))
        return all(types[entry] & _EDUCATION for entry in entries)

    def _cover(self, names: list[Hit], scan: Scan) -> list[bool]:
        """Which tokens belong to a name that is surely one, up to its first comma."""
        covered = [False] * (len(scan.tokens) + 1)
        for hit in names:
            flags = flags_of(hit.node)
            if flags & KNOWN or not flags & _UNSURE:
                reach = find_comma(hit.start, hit.end, scan.bounds) or hit.end
                for token in range(hit.start, reach):
                    covered[token] = True
        return covered

    def _weigh_places(
        self, spots: list[Spot], parts: list[int], scan: Scan
    ) -> tuple[list[Stated], list[Evidence]]:
        """What the whole states, and the evidence for each part: its own, or else borrowed."""
        count = parts[-1] + 1 if parts else 1
        by_part: list[list[Spot]] = [[] for _ in range(count)]
        for spot in spots:
            by_part[parts[spot.start]].append(spot)
        stated = [self._places.state(of_part, scan) for of_part in by_part]
        whole = [row for rows in stated for row in rows]
        evidence = [
            self._evidence(
                by_part[part] or spots, rows or whole, is_borrowed=not rows and bool(whole)
            )
            for part, rows in enumerate(stated)
        ]
        first: dict[int, Stated] = {}
        for row in whole:
            first.setdefault(row.country, row)
        return list(first.values()), evidence

    def _learn(
        self, groups: list[list[Candidate]], parts: list[int], evidence: list[Evidence]
    ) -> bool:
        """Give parts that state no country that of their surest name; whether any learnt one."""
        silent = {part for part, of_part in enumerate(evidence) if not of_part.countries}
        if not silent:
            return False
        has_learnt = False
        for group in sorted(groups, key=lambda group: group[0].score):
            best = group[0]
            part = parts[best.start]
            country = best.facts.country
            if country and part in silent and self._is_placed(group, country):
                evidence[part] = evidence[part].of_country(country)
                has_learnt = True
        return has_learnt

    def _is_placed(self, group: list[Candidate], country: int) -> bool:
        """Whether the name is surely one of this country, whichever of several it means."""
        if group[0].score >= _SURE:
            return True
        countries = {one.facts.country for one in group}
        return countries == {country} and weigh_together(group) >= _SURELY_ONE

    def _evidence(self, spots: list[Spot], stated: list[Stated], *, is_borrowed: bool) -> Evidence:
        return Evidence(
            countries={row.country for row in stated},
            places={place for spot in spots for place in spot.places},
            towns={spot.country for spot in spots if spot.stands and spot.kind != COUNTRY},
            is_named=bool(stated) and stated[0].rule.startswith("country"),
            is_borrowed=is_borrowed,
        )

    def _match_all(
        self, names: list[Hit], scan: Scan, tails: list[Stretch], evidence: list[Evidence]
    ) -> list[list[Candidate]]:
        groups: list[list[Candidate]] = []
        for hit in names:
            found = self._match(hit, scan, tails, evidence[hit.start])
            if found:
                groups.append(found)
                continue
            inner = [
                inside
                for inside in scan.hits
                if hit.start <= inside.start and inside.end <= hit.end and inside is not hit
            ]
            for inside in find_longest(inner):
                found = self._match(inside, scan, tails, evidence[inside.start])
                if found:
                    groups.append(found)
        return groups

    def _match_stems(
        self, scan: Scan, tails: list[Stretch], evidence: list[Evidence]
    ) -> list[list[Candidate]]:
        """Names that begin in one place of the string and end in the name of a place in another."""
        groups: list[list[Candidate]] = []
        for stem in scan.stems:
            if scan.bounds[stem.start] == 0 and stem.start:
                continue
            campus = self._find_campus(stem, scan, tails)
            if campus:
                found = self._matcher.match(campus, scan, evidence[stem.start], is_campus=True)
                groups += [found] if found else []
        return groups

    def _match(
        self, hit: Hit, scan: Scan, tails: list[Stretch], evidence: Evidence
    ) -> list[Candidate]:
        found = self._matcher.match(hit, scan, evidence)
        campus = self._find_campus(hit, scan, tails)
        if campus:
            longer = self._matcher.match(campus, scan, evidence, is_campus=True)
            if longer and (not found or longer[0].is_better_than(found[0])):
                found = longer
        if not found and evidence.is_borrowed and evidence.countries:
            found = self._matcher.match(hit, scan, _ELSEWHERE)
        return found

    def _find_campus(self, hit: Hit, scan: Scan, tails: list[Stretch]) -> Hit | None:
        """The longer name that the hit makes with a place named elsewhere in the string."""
        if not tails or not _may_go_on(hit, scan):
            return None
        for first, last in tails:
            longer = self._walk(hit.node, scan.tokens[first:last])
            for word in self._campus_words:
                if not longer or longer & HAS_NAME:
                    break
                longer = self._walk(longer, [word]) or longer
            if longer & HAS_NAME:
                return Hit(hit.start, hit.end, longer)
        return None

    def _find_tails(self, scan: Scan, spots: list[Spot]) -> list[Stretch]:
        """What a name may go on with: places, and segments that end in Branch or Campus."""
        tails = [(spot.start, spot.end) for spot in spots]
        if not self._campuses.isdisjoint(scan.tokens):
            edges = [n for n, bound in enumerate(scan.bounds) if bound & SOFT or not n]
            for first, last in pairwise(edges):
                if scan.tokens[last - 1] in self._campuses:
                    tails.append((first, last))
        return tails

    def _walk(self, node: int, tokens: list[int]) -> int:
        for token in tokens:
            node = self._children.find(node, token)
            if not node:
                break
        return node


def _may_go_on(hit: Hit, scan: Scan) -> bool:
    """Whether the name may go on elsewhere: it stops here, and is no mere place or word."""
    if not scan.bounds[hit.end] & ENDS and hit.end not in scan.place_starts:
        return False
    return not flags_of(hit.node) & (BARE | PLACE_LIKE)


def _ends_in_place(hit: Hit, scan: Scan) -> bool:
    """Whether a name runs over a comma to a place (Indian Institute of Technology, Madras)."""
    return (find_comma(hit.start, hit.end, scan.bounds), hit.end) in scan.places


def _without_places(names: list[Hit], spots: list[Spot]) -> list[Hit]:
    """The names without countries' codes, towns of an address, and what ends amid a place."""
    coded = {spot.start for spot in spots if spot.is_code and spot.kind == COUNTRY}
    starts = {spot.start for spot in spots if spot.stands}
    towns = {(spot.start, spot.end) for spot in spots if spot.stands and spot.end in starts}
    amid = {place for spot in spots if spot.stands for place in range(spot.start + 1, spot.end)}
    if not (coded or towns or amid):
        return names
    return [
        hit
        for hit in names
        if (hit.start not in coded or hit.end - hit.start > 1)
        and (hit.start, hit.end) not in towns
        and hit.end not in amid
    ]


def _keep_sure(
    groups: list[list[Candidate]], again: list[list[Candidate]], scan: Scan
) -> list[list[Candidate]]:
    """The groups matched again, and those gone since: a sure name does not yield to its neighbour.

    A university stands for itself, and a firm takes no place from its neighbour either; anything
    else may be a unit of what is beside it.
    """
    firms = {(group[0].start, group[0].end): group for group in groups if _is_firm(group[0], scan)}
    kept = [firms.get((group[0].start, group[0].end), group) for group in again]
    found = {(group[0].start, group[0].end) for group in again}
    for group in groups:
        best = group[0]
        is_itself = best.score >= 0 and best.kind <= Kind.INITIALS and _is_school(best)
        is_sure = is_itself or best.score >= _SURE or (best.start, best.end) in firms
        if is_sure and (best.start, best.end) not in found:
            kept.append(group)
    return kept


def _is_school(best: Candidate) -> bool:
    return best.facts.is_school


def _is_firm(best: Candidate, scan: Scan) -> bool:
    """Whether it is surely a firm; short capitals may as well be a unit's (CSL)."""
    if not best.facts.is_company or best.kind > Kind.INITIALS:
        return False
    raw = scan.raw(best.start)
    return best.kind == Kind.INITIALS or len(raw) > _SHORT_CAPITALS or not raw.isupper()
