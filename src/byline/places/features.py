"""What speaks for or against a registry entry as the meaning of a name, and how much."""

from enum import IntEnum, auto
from functools import cache
from importlib.resources import files


class Feature(IntEnum):
    """One thing that may hold of a name in a string, or of an entry it may mean."""

    RARITY_0 = 0
    RARITY_1 = auto()
    RARITY_2 = auto()
    RARITY_3 = auto()
    RARITY_4 = auto()
    RARITY_5 = auto()
    RARITY_6 = auto()
    RARITY_7 = auto()
    """Bits of rarity of the name's tokens, in steps of four, up to 28; of two for one token."""
    KIND_NAME = auto()
    KIND_LABEL = auto()
    KIND_NATIONAL = auto()
    KIND_ALIAS = auto()
    KIND_INITIALS = auto()
    KIND_DERIVED = auto()
    KIND_ACRONYM = auto()
    TYPE_EDUCATION = auto()
    TYPE_COMPANY = auto()
    TYPE_HEALTHCARE = auto()
    TYPE_FACILITY = auto()
    TYPE_GOVERNMENT = auto()
    TYPE_NONPROFIT = auto()
    TYPE_FUNDER = auto()
    TYPE_ARCHIVE = auto()
    TYPE_OTHER = auto()
    BARE = auto()
    """A single token."""
    GENERIC = auto()
    PLACE_LIKE = auto()
    TAILED = auto()
    """A company word follows a single token (Research, Labs, Inc.)."""
    LONE_ACRONYM = auto()
    """An acronym of four letters or more that one entry has, standing by itself."""
    EXPLAINED = auto()
    """In brackets, and made of the initials of the words before it."""
    LEGAL_FORM = auto()
    """Inc., GmbH or the like follows."""
    CAMPUS = auto()
    """The name goes on with a place that the string names elsewhere."""
    LEFT_WORD = auto()
    """A word that is no part of the name stands right before it."""
    LEFT_NAME = auto()
    """A name stands right before one that begins with a common word (Boston | University)."""
    LEFT_FOUNDER = auto()
    """The same, and the name has but words that many share (Nizam's | Institute of Medicine)."""
    LEFT_AND = auto()
    """It begins with a word such as Water, and another such word stands before an "and"."""
    LEFT_PLACE = auto()
    """A place stands right before it (British Columbia | Centre for Disease Control)."""
    LEFT_ADJECTIVE = auto()
    """A word that makes another institution of it stands right before it (Technical)."""
    LEFT_OF = auto()
    ADJECTIVE_FORM = auto()
    """Its University is printed as an adjective (Hospital | Universitario de Navarra)."""
    RIGHT_WORD = auto()
    RIGHT_HOLLOW = auto()
    """A word such as Hospital or School follows."""
    RIGHT_OF = auto()
    UNIVERSITY_OF = auto()
    """The name ends in University and an of follows."""
    UNIVERSITY_OF_KIND = auto()
    """The same, and what follows is a field or another word that makes a kind of university."""
    RIGHT_AND = auto()
    """It ends in a word such as Science, and another such word follows an "and"."""
    CROSSES = auto()
    """The name runs over a comma."""
    CROSSES_TO_PLACE = auto()
    """The name runs over a comma to a place (University of California, Davis)."""
    OWN_SEGMENT = auto()
    """The name stands between commas."""
    WHOLE_STRING = auto()
    NAMES_PLACE = auto()
    """A place or region is part of the name (Microsoft Research Asia)."""
    CONTINUES = auto()
    """A longer name goes on with the words that follow, though it does not end in them."""
    DEPARTMENT = auto()
    """After a word such as Department, and without one such as University."""
    UNPROVEN = auto()
    """A generic name or an acronym that several entries have, without any proof of place."""
    PROVEN_BY_PARENT = auto()
    """The parent of an unproven entry is named beside it."""
    COUNTRY_ALONE = auto()
    """An acronym of which only the country is proof."""
    SHORT_ACRONYM = auto()
    """The same, and it has but three letters."""
    NATIONAL_RECORD = auto()
    """A company's record for the country that is stated."""
    RIVAL = auto()
    """Another entry, nowhere contradicted, goes by the name as closely."""
    RIVALS = auto()
    OUTRANKED = auto()
    """Another entry goes by the name more closely."""
    COUNTRY_AGREES = auto()
    COUNTRY_AGREES_BY_PLACE = auto()
    """By a state or city, no country being named."""
    FOREIGN = auto()
    """Its country is not the one stated elsewhere in the string."""
    FURTHER_SEAT = auto()
    TERRITORY = auto()
    """The stated country is the one the entry's territory belongs to."""
    COUNTRY_UNKNOWN = auto()
    NOTHING_STATED = auto()
    ABROAD = auto()
    """A company, stated to be elsewhere than its head office."""
    CITY_AGREES = auto()
    CITY_DIFFERS = auto()
    STATE_AGREES = auto()
    STATE_AGREES_ALONE = auto()
    """The state agrees, the city is another."""
    HEAD = auto()
    DEFUNCT = auto()
    UNREGISTERED = auto()
    SOLE = auto()
    """No other name in the string means anything."""
    FIRST = auto()
    LAST = auto()
    BESIDE_SURER = auto()
    """Another name in the string is much surer."""
    ACRONYM_BESIDE = auto()
    """The same, and this one is an acronym."""
    CONFIRMED = auto()
    """Another name in the string means the same entry: a name and its acronym."""
    PARENT_NAMED = auto()
    CHILD_NAMED = auto()
    CAPITALS = auto()
    """A single token in capitals that not everyone knows: the unit beside may be meant."""


@cache
def read_weights() -> tuple[float, ...]:
    """The weight of each feature, then the bias."""
    table = files("byline.places").joinpath("data/weights.tsv").read_text(encoding="utf-8")
    weights = {
        name: float(weight)
        for name, weight in (line.split("\t") for line in table.splitlines()[1:])
    }
    return (*(weights[feature.name] for feature in Feature), weights["BIAS"])
