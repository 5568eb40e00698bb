"""What the string around a name says for or against it, whichever entry it means."""

from collections.abc import Iterable
from typing import Final

from byline.places.bounds import AND, DOT, GAP, OF, SLASH, SOFT
from byline.places.features import Feature
from byline.places.gazetteer import read_countries
from byline.places.index import PlaceIndex
from byline.places.registered import BARE, GENERIC, INSTITUTIONAL, KNOWN, PLACE_LIKE
from byline.places.scanning import Hit, Scan
from byline.places.tokens import read_tokens, read_words
from byline.places.trie import Children, flags_of, rarity_of

ENDS: Final = SOFT | AND | SLASH | DOT | GAP
"""Bounds at which a name or a place may begin or end."""
_RARITY_STEP: Final = 4
_BARE_RARITY_STEP: Final = 2
"""A single token cannot be rarer than the only one of its kind."""
_MOST_RARITY: Final = 7
_DEPARTMENT_REACH: Final = 6
_SHORT_NAME: Final = 2
_HOLLOW_ROLES: Final = ("hollow", "unit", "field", "person")
_ADJECTIVES = (
    "technical",
    "medical",
    "state",
    "national",
    "federal",
    "agriculture",
    "polytechnic",
    "international",
    "technology",
    "normal",
    "catholic",
    "pedagogical",
    "first",
    "second",
    "third",
    "north",
    "northern",
    "northeast",
    "northeastern",
    "northwest",
    "northwestern",
    "south",
    "southern",
    "southeast",
    "southeastern",
    "southwest",
    "southwestern",
    "east",
    "eastern",
    "west",
    "western",
    "central",
)
_CODES = ("umr", "upr", "umi", "ura", "usr", "ums", "uar", "fre", "erl")
"""Words that a research unit's number follows."""
_ADJECTIVE_FORMS = frozenset(
    {"universitario", "universitaria", "universitari", "universitaire", "universitaires"}
    | {"universitarie", "universitarios", "universitário", "universitária"}
)
_NAMED_AFTER = (
    "institute",
    "college",
    "hospital",
    "center",
    "school",
    "academy",
    "laboratory",
    "clinic",
    "ecole",
    "museum",
)
"""Words before which the name of a founder or a place makes another institution."""
_REGIONS = ("asia", "europe", "america", "pacific", "africa", "emea", "apac")
_COMPANY_TAILS = (
    "research",
    "ai",
    "laboratory",
    "corporation",
    "company",
    "limited",
    "incorporated",
    "group",
    "cloud",
    "brain",
    "technology",
    "institute",
    "center",
    "gmbh",
    "ag",
    "sa",
    "spa",
    "bv",
    "ab",
    "plc",
    "llc",
    "kk",
    "health",
    "quantum",
    "deepmind",
    "reality",
    "pharmaceutical",
    "pharmacy",
)
_COMMON_NAMES = (
    "amazon",
    "apple",
    "arm",
    "brown",
    "cruise",
    "dartmouth",
    "duke",
    "ford",
    "gist",
    "hust",
    "intel",
    "mila",
    "meta",
    "northwestern",
    "penn",
    "rice",
    "sandia",
    "sea",
    "shell",
    "snap",
    "tesla",
    "uber",
    "westlake",
    "yale",
)
"""Words among the names that everyone knows: other organisations' names begin with them."""
_FLAG_FEATURES: Final = (
    (BARE, Feature.BARE),
    (GENERIC, Feature.GENERIC),
    (PLACE_LIKE, Feature.PLACE_LIKE),
)
_DESCRIBED_FLAGS: Final = BARE | GENERIC | PLACE_LIKE


class NameDescriber:
    """Describes names of one index where they stand in scanned strings."""

    def __init__(self, index: PlaceIndex, children: Children) -> None:
        self._vocabulary = index.vocabulary
        self._children = children
        roles = read_words().roles
        self._hollow = self._numbers(word for word, role in roles.items() if role in _HOLLOW_ROLES)
        self._units = self._numbers(word for word, role in roles.items() if role == "unit")
        self._legal_forms = self._numbers(word for word, role in roles.items() if role == "company")
        self._adjectives = self._numbers(_ADJECTIVES)
        self._named_after = self._numbers(_NAMED_AFTER)
        self._common = self._hollow | self._numbers(roles)
        self._nationalities = self._numbers(
            token
            for country in read_countries()
            for adjective in country.adjectives
            for token in read_tokens(adjective)
        )
        self._codes = self._numbers(_CODES)
        self._fields = self._numbers(word for word, role in roles.items() if role == "field")
        self._joined = self._numbers(
            word for word, role in roles.items() if role in ("field", "hollow")
        ) - self._numbers((*_NAMED_AFTER, "university"))
        self._institutions = self._numbers((*_NAMED_AFTER, "university"))
        self._regions = self._numbers(_REGIONS)
        self._tails = self._numbers(_COMPANY_TAILS)
        self._common_names = self._numbers(_COMMON_NAMES)
        self._school = self._vocabulary.get("school", -1)
        self._university = self._vocabulary.get("university", -1)

    def stands_alone(self, start: int, end: int, scan: Scan, *, is_known: bool) -> bool:
        """Whether a single token may be an organisation here: between bounds, or tailed by Inc.

        An acronym may stand anywhere, unless everything is in capitals; what everyone knows may
        begin or end what stands between bounds, unless it is a common word too (Google Assistant).
        """
        raw = scan.raw(start)
        if len(raw.replace(".", "").replace(" ", "")) <= _SHORT_NAME:
            return not start and end == len(scan.tokens)
        if scan.kept[start].is_upper and not scan.is_shouted():
            return not _follows_postcode(start, scan)
        if is_known and scan.tokens[start] not in self._common_names:
            return self._closes(end, scan) or (_opens(start, scan) and not scan.is_joined(end))
        if not _opens(start, scan):
            return False
        return (
            self._closes(end, scan)
            or scan.tokens[end] in self._tails
            or (is_known and scan.tokens[end] == self._school)
        )

    def is_torn(self, start: int, end: int, scan: Scan) -> bool:
        """Whether a name over a comma takes the end of another one (Skåne | University, Lund).

        So it is if only words that many institutions share stand before the comma, and a word that
        is no part of the name right before them; or if there is a single one. And so is a name that
        runs over an "and" or comma to another's kind (University of Munich | and University).
        """
        if self._is_joined(start, end, scan):
            return True
        comma = find_comma(start, end, scan.bounds)
        if not comma or not self._hollow.issuperset(scan.tokens[start:comma]):
            return False
        if scan.bounds[comma] & OF:
            return False
        return comma == start + 1 or (start > 0 and not scan.bounds[start])

    def _is_joined(self, start: int, end: int, scan: Scan) -> bool:
        for place in range(end - 1, start, -1):
            if (
                scan.tokens[place] not in self._named_after
                and scan.tokens[place] != self._university
            ):
                return False
            goes_on = not scan.bounds[end] & ENDS
            if scan.bounds[place] & AND or (scan.bounds[place] & SOFT and goes_on):
                return scan.tokens[place - 1] not in self._hollow and not scan.is_quoted(place)
        return False

    def is_turned(self, start: int, end: int, scan: Scan) -> bool:
        """Whether the comma parts what many institutions share from what tells this one."""
        comma = find_comma(start, end, scan.bounds)
        return self._hollow.issuperset(scan.tokens[start:comma]) and self._hollow.isdisjoint(
            scan.tokens[comma:end]
        )

    def describe(self, hit: Hit, scan: Scan) -> list[int]:
        """The features of a name found in a string."""
        start, end, node = hit.start, hit.end, hit.node
        flags = flags_of(node)
        step = _BARE_RARITY_STEP if flags & BARE else _RARITY_STEP
        features: list[int] = [min(rarity_of(node) // step, _MOST_RARITY)]
        if flags & _DESCRIBED_FLAGS:
            features += [feature for flag, feature in _FLAG_FEATURES if flags & flag]
        self._describe_bounds(start, end, scan, features)
        if start and not scan.bounds[start] & ENDS:
            features += self._describe_left(hit, scan)
        elif flags & INSTITUTIONAL and not flags & KNOWN and self._is_joined_left(start, scan):
            features.append(Feature.LEFT_AND)
        if scan.tokens[start] == self._university and self._is_adjective(start, scan):
            features.append(Feature.ADJECTIVE_FORM)
        if end < len(scan.tokens):
            self._describe_right(hit, scan, features, is_bare=bool(flags & BARE))
        if not flags & INSTITUTIONAL and self._is_in_department(start, scan):
            features.append(Feature.DEPARTMENT)
        if self._names_place(start, end, scan):
            features.append(Feature.NAMES_PLACE)
        return features

    def _numbers(self, words: Iterable[str]) -> frozenset[int]:
        return frozenset(self._vocabulary.get(word, -1) for word in words)

    def _describe_bounds(self, start: int, end: int, scan: Scan, features: list[int]) -> None:
        if not start and end == len(scan.tokens):
            features.append(Feature.WHOLE_STRING)
        elif _opens(start, scan) and self._closes(end, scan):
            features.append(Feature.OWN_SEGMENT)
        comma = find_comma(start, end, scan.bounds)
        if comma:
            to_place = (comma, end) in scan.places
            features.append(Feature.CROSSES_TO_PLACE if to_place else Feature.CROSSES)

    def _closes(self, end: int, scan: Scan) -> bool:
        while not scan.bounds[end] & ENDS and scan.tokens[end] in self._legal_forms:
            end += 1
        return (
            bool(scan.bounds[end] & ENDS)
            or scan.kept[end].begins_with_digit
            or end in scan.place_starts
        )

    def _is_adjective(self, start: int, scan: Scan) -> bool:
        return start > 0 and scan.raw(start).lower() in _ADJECTIVE_FORMS

    def _describe_left(self, hit: Hit, scan: Scan) -> list[int]:
        start, end = hit.start, hit.end
        if scan.bounds[start] & OF:
            return [Feature.LEFT_OF]
        if start in scan.place_ends:
            return [Feature.LEFT_PLACE]
        before = scan.tokens[start - 1]
        if before in self._adjectives and not self._is_in_department(start, scan):
            return [Feature.LEFT_ADJECTIVE]
        if before in self._hollow or scan.kept[start - 1].begins_with_digit:
            return []
        if scan.tokens[start] not in self._named_after:
            return [Feature.LEFT_WORD]
        is_founder = not scan.kept[start - 1].is_upper and self._common.issuperset(
            scan.tokens[start:end]
        )
        return [Feature.LEFT_FOUNDER if is_founder else Feature.LEFT_NAME]

    def _describe_right(self, hit: Hit, scan: Scan, features: list[int], *, is_bare: bool) -> None:
        end, node = hit.end, hit.node
        after = scan.tokens[end]
        if after in self._legal_forms:
            features.append(Feature.LEGAL_FORM)
        if after in self._codes:
            return
        if scan.bounds[end] & ENDS:
            if scan.bounds[end] & ENDS == AND and self._goes_on(hit, scan):
                features.append(Feature.RIGHT_AND)
            return
        if self._children.find(node, after):
            features.append(Feature.CONTINUES)
        if is_bare and after in self._tails:
            features.append(Feature.TAILED)
        if scan.bounds[end] & OF:
            features.append(self._describe_of(end, scan))
        elif after in self._hollow:
            features.append(Feature.RIGHT_HOLLOW)
        elif not self._closes(end, scan):
            features.append(Feature.RIGHT_WORD)

    def _describe_of(self, end: int, scan: Scan) -> Feature:
        if scan.tokens[end - 1] != self._university:
            return Feature.RIGHT_OF
        after = scan.tokens[end]
        is_part = after in self._units or after in self._institutions
        is_place = end in scan.place_starts and after not in self._nationalities
        return Feature.UNIVERSITY_OF if is_place or is_part else Feature.UNIVERSITY_OF_KIND

    def _is_joined_left(self, start: int, scan: Scan) -> bool:
        if not start or scan.bounds[start] & ENDS != AND:
            return False
        if scan.tokens[start] not in self._fields or scan.tokens[start - 1] not in self._joined:
            return False
        return not any(hit.end == start and flags_of(hit.node) & INSTITUTIONAL for hit in scan.hits)

    def _goes_on(self, hit: Hit, scan: Scan) -> bool:
        """Whether an "and" joins two fields, not two institutions."""
        end = hit.end
        joined = self._joined if flags_of(hit.node) & INSTITUTIONAL else self._fields
        if scan.tokens[end - 1] not in self._joined or scan.tokens[end] not in joined:
            return False
        return not any(
            other.start == end and flags_of(other.node) & INSTITUTIONAL for other in scan.hits
        )

    def _is_in_department(self, start: int, scan: Scan) -> bool:
        for place in range(start - 1, max(-1, start - 1 - _DEPARTMENT_REACH), -1):
            if scan.bounds[place + 1] & SOFT:
                return False
            if scan.tokens[place] in self._units:
                return True
        return False

    def _names_place(self, start: int, end: int, scan: Scan) -> bool:
        for first, last in scan.places:
            if start <= first and last <= end:
                return True
        return not self._regions.isdisjoint(scan.tokens[start:end])


def _opens(start: int, scan: Scan) -> bool:
    return not start or bool(scan.bounds[start] & ENDS) or scan.kept[start - 1].begins_with_digit


def _follows_postcode(start: int, scan: Scan) -> bool:
    """Whether letters and a digit glued to them stand before (CB3 | OHE)."""
    place = 2 * scan.at[start]
    return start > 1 and scan.kept[start - 1].begins_with_digit and not scan.pieces[place - 2]


def find_comma(start: int, end: int, bounds: list[int]) -> int:
    """The token after the first comma inside the stretch, 0 if there is none."""
    for place in range(start + 1, end):
        if bounds[place] & SOFT:
            return place
    return 0
