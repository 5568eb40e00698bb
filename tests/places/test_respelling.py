"""One slip in a long word is forgiven, where the rest of the name agrees."""

import pytest

from byline.places.resolver import Resolver
from byline.places.respelling import Speller, mark_shortened
from tests.places.toy_registry import organisation

VOCABULARY = {"dayton": 1, "brandeis": 2, "short": 3, "dalton": 4}
SPELLER = Speller(VOCABULARY, mark_shortened(VOCABULARY))


@pytest.mark.parametrize(
    ("word", "numbers"),
    [
        ("datyon", [1]),
        ("daton", []),
        ("daytonn", [1]),
        ("brandeie", [2]),
        ("brandis", [2]),
        ("randeis", []),
        ("shorts", [3]),
        ("daytin", [1]),
    ],
)
def test_words_one_letter_apart_are_found(word: str, numbers: list[int]) -> None:
    assert SPELLER.find_spellings(word) == numbers


@pytest.mark.parametrize("place", range(1, 8))
@pytest.mark.parametrize("letter", ["", "q", "bq", "e"])
def test_no_slip_is_overlooked(place: int, letter: str) -> None:
    for width in (0, 1):
        word = "brandeis"[:place] + letter + "brandeis"[place + width :]
        assert SPELLER.find_spellings(word) == ([2] if len(letter) < 2 else [])


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(
        [
            organisation("000000040", "Brandeis University", "US/Waltham/Massachusetts"),
            organisation("000000041", "Quzhous University", "CN/Quzhou"),
            organisation("000000042", "University of Oxford", "GB/Oxford"),
            organisation("000000043", "Kitasato University", "JP/Tokyo"),
        ]
    )


def test_a_slip_is_forgiven(resolver: Resolver) -> None:
    (match,) = resolver.resolve("Department of Physics, Brandeie University, Waltham, MA").matches
    assert match.ror_id == "000000040"
    assert [row.country_code for row in resolver.resolve("Kitazato University").countries] == ["JP"]


@pytest.mark.parametrize(
    "affiliation",
    [
        "Quzhoux University",
        "Brandeie Corporation",
        "Brandeie",
        "Kitazata University",
    ],
)
def test_other_words_are_not(resolver: Resolver, affiliation: str) -> None:
    assert resolver.resolve(affiliation).status == "not_found"


def test_nothing_is_respelt_where_a_name_is_found(resolver: Resolver) -> None:
    matches = resolver.resolve("University of Oxford and Brandeie University").matches
    assert [match.ror_id for match in matches] == ["000000042"]
