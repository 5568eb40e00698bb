"""Tokens are compared by one form whatever the spelling."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.places.tokens import TOKEN, fold, normalise, read_tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Univ. of Oxford", ["university", "oxford"]),
        ("Universität Zürich", ["university", "zurich"]),
        ("Università degli Studi", ["university", "studi"]),
        ("École Polytechnique", ["ecole", "polytechnic"]),
        ("Xi’an Jiaotong", ["xian", "jiaotong"]),
        ("L'Aquila", ["aquila"]),
        ("U.S.A.", ["usa"]),
        ("P. R. China", ["pr", "china"]),
        ("清华大学", ["清", "华", "大", "学"]),
        ("Mines and Technologies", ["mine", "technology"]),
        ("paediatric haematology", ["pediatric", "hematology"]),
        ("Universty", ["university"]),
        ("Łódź", ["lodz"]),
        ("CB2 1TN", ["cb", "2", "1", "tn"]),
    ],
)
def test_spellings_meet(text: str, expected: list[str]) -> None:
    assert read_tokens(text) == expected


@pytest.mark.parametrize("word", ["universe", "unit", "union", "unive"])
def test_other_words_are_no_misspelt_university(word: str) -> None:
    assert normalise(word) != "university"


@given(st.text(max_size=30))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(max_size=60))
def test_tokens_and_separators_are_the_text(text: str) -> None:
    assert "".join(TOKEN.split(text)) == text
