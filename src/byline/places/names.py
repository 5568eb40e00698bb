"""The ways an organisation's registered name is printed, as sequences of tokens."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from enum import IntEnum
from functools import cache
from importlib.resources import files

from byline.places.entry import NameKind
from byline.places.gazetteer import read_countries, read_exonyms, read_subdivisions
from byline.places.tokens import TOKEN, fold, normalise, read_tokens, read_words

Tokens = tuple[str, ...]


class Kind(IntEnum):
    """How a sequence of tokens names an organisation; smaller is closer."""

    NAME = 0
    LABEL = 1
    NATIONAL = 2
    """The name without the country that tells national records of one company apart."""
    ALIAS = 3
    INITIALS = 4
    """An acronym known well enough to need no second proof (MIT)."""
    DERIVED = 5
    """Turned round or cut short: believed only where nobody is registered by it."""
    ACRONYM = 6


_KINDS: dict[NameKind, Kind] = {
    "name": Kind.NAME,
    "label": Kind.LABEL,
    "alias": Kind.ALIAS,
    "acronym": Kind.ACRONYM,
}
_TAIL = re.compile(r"\s*\(([^()]*)\)\s*$")
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "å": "aa"}
)
_JOINABLE = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_INITIALS = re.compile(r"\b([A-Z])\. ?(?=[A-Z]\b)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*|[A-Z]{2,}")
_LONGEST_ACRONYM = 7
_LONGEST_SHORT = 4
"""Letters of an acronym that many share, so that a legal form beside it is what tells it."""
SYLLABLE_COUNTRIES = frozenset({"CN", "TW", "HK", "MO", "KR", "VN", "SG", "MY"})
"""Where names of two syllables are printed as one word or as two."""
_LONGEST_SYLLABLE = 5
_INSTITUTIONS = frozenset(
    {"university", "institute", "college", "hospital", "academy", "ecole", "center", "clinic"}
)
_SHORTEST_SYSTEM = 2
_HOSPITAL_TAILS: dict[Tokens, Tokens] = {
    ("center", "hospital", "university"): ("university", "hospital"),
    ("hospital", "general", "university"): ("general", "university", "hospital"),
    ("hospital", "university"): ("university", "hospital"),
    ("university", "hospital"): ("university", "hospital"),
    ("hospital",): ("hospital",),
}
_HOSPITAL_HEADS = tuple(_HOSPITAL_TAILS)
_LONGEST_INITIAL = 2
_DASH = re.compile(r"\s+[-–—]\s+")
_CAMPUS = re.compile(r"(?:The )?University of ([^,]+?)(?:, | at |[–-])([A-Z].*)")
_UNITS = ("Institut", "Cent", "Department", "Faculty", "School", "College")
_LEAST_TELLING = 3
"""Tokens that a name on one side of a dash needs to stand for the whole."""


def read_names(
    kind: NameKind, name: str, country_code: str, places: Container[Tokens]
) -> Iterator[tuple[Kind, Tokens]]:
    """The token sequences of one registered name, the plain one first.

    A place in brackets is part of a campus's name; a country tells national records apart.
    """
    closest = _KINDS[kind]
    if closest is Kind.ALIAS and _is_acronym(name):
        closest = Kind.ACRONYM
    tail = _TAIL.search(name)
    stem = name[: tail.start()] if tail and tail.start() else name
    tokens = tuple(read_tokens(stem))
    if not tokens:
        return
    if tail and fold(tail[1]) in _country_names():
        yield closest, tuple(read_tokens(name))
        closest = Kind.NATIONAL
    elif tail and _tells_apart(tuple(read_tokens(tail[1])), places):
        stem, tokens = name, tuple(read_tokens(name))
    yield closest, tokens
    if closest is not Kind.ACRONYM:
        for variant in _find_variants(stem, tokens, country_code):
            is_acronym = len(variant) == 1 and _is_spelt_short(variant[0], stem, tokens)
            yield Kind.ACRONYM if is_acronym else max(closest, Kind.ALIAS), variant
        for side in _find_sides(stem):
            yield max(closest, Kind.ALIAS), side


def read_known_name(name: str) -> tuple[Kind, Tokens]:
    """How one of the short names of known_names.tsv names its entry."""
    return (Kind.INITIALS if _is_acronym(name) else Kind.NAME), tuple(read_tokens(name))


def turn_city(tokens: Tokens, city: Tokens) -> Tokens | None:
    """The name with its city at the other end (University Hospital Geneva), if it has it there."""
    rest = len(tokens) - len(city)
    if not city or rest <= 1 or _INSTITUTIONS.isdisjoint(tokens):
        return None
    if tokens[: len(city)] == city:
        return tokens[len(city) :] + city
    if tokens[rest:] == city:
        return city + tokens[:rest]
    return None


def drop_city(tokens: Tokens, city: Tokens, places: Container[Tokens]) -> Tokens | None:
    """The name without its own city at the end (Justus Liebig University Giessen).

    Not where a place or nothing at all would be left to tell it by.
    """
    rest = tokens[: len(tokens) - len(city)]
    if not city or tokens[len(rest) :] != city or _INSTITUTIONS.isdisjoint(rest):
        return None
    telling = tuple(token for token in rest if token not in read_words().roles)
    is_told = telling not in places or telling in _nationalities()
    return rest if telling and is_told else None


def find_first_name(tokens: Tokens, places: Container[Tokens]) -> Tokens | None:
    """What a university goes by among friends (Tsinghua), unless that is a place."""
    is_short = len(tokens) == _SHORTEST_SYSTEM and tokens[1] == "university"
    return tokens[:1] if is_short and tokens[:1] not in places else None


def derive_names(tokens: Tokens, places: Container[Tokens]) -> Iterator[Tokens]:
    """What a name may be turned or cut to: Heidelberg University, Weizmann Institute."""
    yield from _turn_university(tokens)
    if tokens[-1] == "university" and "institute" in tokens[1:-1]:
        yield tokens[:-1]
    for head in _HOSPITAL_HEADS:
        if tokens[: len(head)] == head and len(tokens) > len(head):
            yield (*tokens[len(head) :], *_HOSPITAL_TAILS[head])
    if tokens[-1] == "system" and len(tokens) > _SHORTEST_SYSTEM:
        yield tokens[:-1]
    swapped = _swap(tokens)
    if swapped:
        yield swapped
    short = _cut(tokens, places)
    if short:
        yield short


def _turn_university(tokens: Tokens) -> Iterator[Tokens]:
    if tokens.count("university") != 1 or len(tokens) == 1:
        return
    if tokens[-2:] == ("university", "technology"):
        yield ("technical", "university", *tokens[:-2])
    rest = tokens[1:] if tokens[0] == "university" else tokens[:-1]
    if rest in _american_states():
        return
    place = tokens.index("university")
    if 0 < place < len(tokens) - 1 and not _names_kind(tokens):
        yield ("university", *tokens[:place], *tokens[place + 1 :])
    if tokens[0] == "university":
        yield (*rest, "university")
    if tokens[-1] == "university":
        yield ("university", *rest)


def _swap(tokens: Tokens) -> Tokens | None:
    """The name with what tells it before what it is, or the other way round.

    Technical University Wrocław, Military University Nueva Granada; not so for American states and
    for countries, which stand behind many a name as its address.
    """
    roles = read_words().roles
    hollow = [roles.get(token, "name") != "name" for token in tokens]
    turn = next((n for n in range(1, len(tokens)) if hollow[n] != hollow[0]), 0)
    if not turn or hollow[turn:].count(hollow[0]):
        return None
    first, second = tokens[:turn], tokens[turn:]
    kind, telling = (first, second) if hollow[0] else (second, first)
    if _INSTITUTIONS.isdisjoint(kind) or telling in _american_states() | _countries():
        return None
    return second + first


def _names_kind(tokens: Tokens) -> bool:
    """Whether it has a word besides University that says what it is (Technical, Medicine)."""
    roles = read_words().roles
    return any(word in roles and word != "university" for word in tokens)


def _cut(tokens: Tokens, places: Container[Tokens]) -> Tokens | None:
    """The name up to the word that says what it is, if something telling stands before that.

    Nothing is cut that names a place: a branch is not what bears the short name. Nor is a place
    enough to tell (Stuttgart University of Applied Sciences).
    """
    for end, token in enumerate(tokens[:-1]):
        if end and token in _INSTITUTIONS and not _is_hollow(tokens[:end]):
            is_told = tokens[:end] not in places and not _names_place(tokens[end + 1 :], places)
            return tokens[: end + 1] if is_told else None
    return None


def _names_place(tokens: Tokens, places: Container[Tokens]) -> bool:
    return any(
        tokens[start:end] in places
        for start in range(len(tokens))
        for end in range(start + 1, len(tokens) + 1)
    )


def _find_variants(name: str, tokens: Tokens, country_code: str) -> Iterator[Tokens]:
    for spelling in (
        name.translate(_UMLAUTS),
        _JOINABLE.sub("", name),
        _INITIALS.sub(r"\1 ", name),
    ):
        if spelling != name:
            yield tuple(read_tokens(spelling))
    yield from _without_frame(tokens)
    yield from _without_country(name, tokens, country_code)
    yield from _replace_phrases(tokens, _read_phrases())
    yield from _replace_phrases(tokens, _read_spellings().get(country_code, {}))
    if country_code in SYLLABLE_COUNTRIES:
        yield from _join_syllables(tokens)


def _tells_apart(tail: Tokens, places: Container[Tokens]) -> bool:
    """Whether what stands in brackets is a campus or another institution, and no mere acronym."""
    return tail in places or not _INSTITUTIONS.isdisjoint(tail)


def _find_sides(name: str) -> Iterator[Tokens]:
    """What stands beside a dash or comma where the other side is an acronym or a further name.

    ILL - Institut Laue-Langevin; Leibniz Institute on Aging - Fritz Lipmann Institute, though what
    stands last may as well be what the first is part of. What is named behind a comma as a part is
    printed before the whole as well, and a campus behind its university turned round (Maryland
    University, College Park).
    """
    whole, comma, part = name.partition(", ")
    if comma and part.startswith(_UNITS):
        yield (*read_tokens(part), *read_tokens(whole))
    campus = _CAMPUS.fullmatch(name)
    if campus:
        yield (*read_tokens(campus[1]), "university", *read_tokens(campus[2]))
    sides = _DASH.split(name)
    if len(sides) == 1:
        head, comma, tail = name.rpartition(", ")
        sides = [head] if comma and tail.isupper() else []
    names = [tuple(read_tokens(side)) for side in sides if not side.isupper()]
    if names and all(not _INSTITUTIONS.isdisjoint(tokens) for tokens in names):
        first = names[0]
        if len(first) >= _LEAST_TELLING and not _is_hollow(first):
            yield first


def _without_frame(tokens: Tokens) -> Iterator[Tokens]:
    """The name without a founder's initials before it, and without its legal form after it."""
    roles = read_words().roles
    start = 0
    while start < len(tokens) and _is_initial(tokens[start]):
        start += 1
    if 0 < start < len(tokens) - 1:
        yield tokens[start:]
    end = len(tokens)
    while end > 1 and roles.get(tokens[end - 1]) == "company":
        end -= 1
    if end < len(tokens):
        yield tokens[:end]


def _is_initial(token: str) -> bool:
    return len(token) <= _LONGEST_INITIAL and token.isalpha()


def _without_country(name: str, tokens: Tokens, country_code: str) -> Iterator[Tokens]:
    """The name without its own country at the end (University of Newcastle Australia).

    Not so after a preposition: the country is what the name is of.
    """
    words = [normalise(word) for word in TOKEN.findall(name)]
    for country in _read_country_tokens().get(country_code, ()):
        rest = len(tokens) - len(country)
        if rest > 1 and tokens[rest:] == country and words[-len(country) - 1]:
            yield tokens[:rest]


def _replace_phrases(
    tokens: Tokens, phrases: dict[str, list[tuple[Tokens, Tokens]]]
) -> Iterator[Tokens]:
    for start, token in enumerate(tokens):
        for phrase, variant in phrases.get(token, ()):
            changed = tokens[:start] + variant + tokens[start + len(phrase) :]
            is_there = tokens[start : start + len(phrase)] == phrase
            if is_there and (variant or not _INSTITUTIONS.isdisjoint(changed)):
                yield changed


def _join_syllables(tokens: Tokens) -> Iterator[Tokens]:
    roles = read_words().roles
    for place in range(len(tokens) - 1):
        pair = tokens[place : place + 2]
        if all(len(part) <= _LONGEST_SYLLABLE and part not in roles for part in pair):
            yield (*tokens[:place], "".join(pair), *tokens[place + 2 :])


def _is_hollow(tokens: Tokens) -> bool:
    roles = read_words().roles
    return all(token in roles for token in tokens)


def _is_acronym(name: str) -> bool:
    return len(name) <= _LONGEST_ACRONYM and _ACRONYM.fullmatch(name) is not None


def _is_spelt_short(token: str, name: str, tokens: Tokens) -> bool:
    """Whether what is left of a name, or stands for it, is an acronym (MDA Corporation, ISI)."""
    letters = token.upper()
    is_short = len(letters) <= _LONGEST_SHORT
    return is_short and (token not in tokens or letters in TOKEN.findall(name))


@cache
def _read_country_tokens() -> dict[str, tuple[Tokens, ...]]:
    return {
        country.country_code: tuple(
            {tokens for name in country.names if (tokens := tuple(read_tokens(name)))}
        )
        for country in read_countries()
    }


@cache
def _nationalities() -> frozenset[Tokens]:
    return frozenset(
        tuple(read_tokens(adjective))
        for country in read_countries()
        for adjective in country.adjectives
    )


@cache
def _countries() -> frozenset[Tokens]:
    return frozenset(tokens for names in _read_country_tokens().values() for tokens in names)


@cache
def _american_states() -> frozenset[Tokens]:
    """The University of Washington is not Washington University, and so in many a state."""
    return frozenset(
        tuple(read_tokens(state.names[0]))
        for state in read_subdivisions()
        if state.country_code == "US"
    )


@cache
def _country_names() -> frozenset[str]:
    return frozenset(fold(name) for country in read_countries() for name in country.names)


@cache
def _read_phrases() -> dict[str, list[tuple[Tokens, Tokens]]]:
    table = files("byline.places").joinpath("data/name_variants.tsv").read_text(encoding="utf-8")
    phrases: defaultdict[str, list[tuple[Tokens, Tokens]]] = defaultdict(list)
    for line in table.splitlines()[1:]:
        long, short = (tuple(read_tokens(cell)) for cell in line.split("\t"))
        phrases[long[0]].append((long, short))
    return phrases


@cache
def _read_spellings() -> dict[str, dict[str, list[tuple[Tokens, Tokens]]]]:
    """Country to first token to spellings of its cities, each way."""
    spellings: defaultdict[str, defaultdict[str, list[tuple[Tokens, Tokens]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for (country, spelling), name in read_exonyms().items():
        pair = (tuple(read_tokens(spelling)), tuple(read_tokens(name)))
        for old, new in (pair, pair[::-1]):
            if old and new and old != new:
                spellings[country][old[0]].append((old, new))
    return {country: dict(of_country) for country, of_country in spellings.items()}
