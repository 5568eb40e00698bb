"""Words cut at line ends are whole in the joined view, and every stretch leads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.documents.joining import join_hyphens


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Octo\xadber", "October"),
        ("Octo-\nber", "October"),
        ("Octo\xad\nber", "October"),
        ("GPT-\n4 and GPT\xad4", "GPT-4 and GPT-4"),
        ("Zero-\nShot", "Zero-Shot"),
        ("INTRO-\nDUCTION", "INTRODUCTION"),
        ("pre-\ntraining is pre-training", "pre-training is pre-training"),
        ("pre-\ntraining is pretraining", "pretraining is pretraining"),
        ("state-of-the-\nart", "state-of-the-art"),
        ("the state-of-the-art; the-\nart", "the state-of-the-art; the-art"),
        ("a line\nand another", "a line\nand another"),
        ("from 3-\nto 5", "from 3to 5"),
        ("a dash -\nalone", "a dash -\nalone"),
    ],
)
def test_words_are_joined_as_the_text_writes_them(text: str, joined: str) -> None:
    assert join_hyphens(text).text == joined


@given(st.text(alphabet="ab-\n\xad G4\u2010", max_size=60))
def test_every_character_of_the_view_stands_in_the_text(text: str) -> None:
    joined = join_hyphens(text)
    for offset, character in enumerate(joined.text):
        start, end = joined.raw_span(offset, offset + 1)
        assert end == start + 1
        assert text[start] == character or (character == "-" and text[start] in "-\xad\u2010")


@given(st.text(alphabet="ab-\n\xad ", min_size=1, max_size=60))
def test_stretches_lead_back_in_order(text: str) -> None:
    joined = join_hyphens(text)
    if joined.text:
        spans = [joined.raw_span(offset, offset + 1) for offset in range(len(joined.text))]
        assert spans == sorted(set(spans))


def test_a_joined_word_leads_back_to_both_its_parts() -> None:
    text = "In Octo\xadber."
    joined = join_hyphens(text)
    start = joined.text.index("October")
    assert joined.raw_span(start, start + 7) == (3, 11)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (0, 99)])
def test_a_stretch_outside_the_view_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such stretch"):
        join_hyphens("some text").raw_span(start, end)
