"""Strings are freed from mark-up without losing where each sign stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.places.markup import clean

WORDS = {"Duke", "University", "USA", "Computer", "Science", "Université", "Diversité", "of"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xi&#x27;an", "Xi'an"),
        ("A &amp;amp;amp; B", "A & B"),
        ("Universit&eacute;", "Université"),
        ("<sup>1</sup>Duke", " 1 Duke"),
        ("B\\xfcrger", "Bürger"),
        ("Octo\xadber", "October"),
        ("Sam\x02pling", "Sampling"),
        ("Universite\u0301", "Université"),
        ("Duke UniversityUSA", "Duke University USA"),
        ("ComputerScience", "Computer Science"),
        ("DiversitéUniversité", "Diversité Université"),
        ("ofDuke", "of Duke"),
        ("Westfa¨lische", "Westfalische"),
        ("O \u0301Higgins", "O'Higgins"),
        ("McGill DeepMind", "McGill DeepMind"),
        ("Physics,#N#Duke", "Physics, Duke"),
        ("a < b > c & d", "a < b > c & d"),
    ],
)
def test_what_was_meant_is_read(text: str, expected: str) -> None:
    assert clean(text, WORDS.__contains__).text == expected


def test_plain_text_is_left_alone() -> None:
    cleaned = clean("University of Oxford, UK", WORDS.__contains__)
    assert cleaned.offsets is None
    assert cleaned.span(3, 7) == (3, 7)


def test_a_span_covers_the_whole_entity() -> None:
    text = "the Xi&#x27;an lab"
    cleaned = clean(text, WORDS.__contains__)
    start = cleaned.text.index("Xi'an")
    assert text[slice(*cleaned.span(start, start + 5))] == "Xi&#x27;an"


@given(st.text(alphabet="ab&;#x2<>/\\u00e9\xad\u0301DukeUniversity", max_size=60))
def test_offsets_rise_and_stay_inside(text: str) -> None:
    cleaned = clean(text, WORDS.__contains__)
    offsets = cleaned.offsets or list(range(len(text) + 1))
    assert len(offsets) == len(cleaned.text) + 1
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(text) for offset in offsets)
