from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.places.markup import is_suspect
from byline.places.splitting import Splitter, Token
from byline.places.tokens import split_tokens


@cache
def look_up(printed: str) -> Token:
    return Token(printed)


SPLITTER = Splitter(look_up)
TEXTS = st.text(st.sampled_from("aBé. ,;'’-(1<&\n\u00ad\u0301中"), max_size=30) | st.text()


@given(TEXTS)
def test_word_by_word_a_text_is_taken_apart_as_a_whole(text: str) -> None:
    pieces = SPLITTER.split(text)
    assert pieces.texts == split_tokens(text)
    assert pieces.tokens == [look_up(printed) for printed in pieces.texts[1::2]]
    assert pieces.are_suspect == is_suspect(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Washington, D. C. 20052",
        "J. Smith, U. S. A.",
        "MIT. Boston",
        "a  b",
        "X. y",
        "A. ",
    ],
)
def test_initials_may_go_on_behind_a_space(text: str) -> None:
    assert SPLITTER.split(text).texts == split_tokens(text)
