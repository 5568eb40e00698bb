"""Where on the page a name stands, as claims."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.documents.joining import JoinedText
from byline.technologies import placing
from byline.technologies.passages import Passage
from byline.technologies.placing import Layout

PIECES = st.lists(
    st.sampled_from(
        ["of", "the", "a", "BERT", "x1", "_by", "re-run", "\u00e9tat", ",", " ", "3.5"]
    ),
    max_size=16,
)


def place_of(name: str, text: str) -> str:
    view = JoinedText(text=text, starts=(0,), removed=(0,))
    return Layout(Passage("body", 0, len(text), view)).place_of(text.index(name))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("we train BERT on it, as others do", "body"),
        ("before\nTable 3.\nResults of BERT on it", "caption"),
        ("before\nTable 3: Results are low.\nThen BERT wins", "body"),
        ("before\nBERT 81.2 93.4\nafter", "table"),
        ("before\nBERT of the best 81.2 93.4\nafter", "body"),
        ("before\nBERT\n81.2 93.4 4\nafter", "table"),
        ("before\nBERT is new\n81.2 93.4 4\nafter", "body"),
        ("before\nBERT 81.2 93.4.\nafter", "body"),
    ],
)
def test_a_name_stands_in_prose_a_caption_or_a_table(text: str, place: str) -> None:
    assert place_of("BERT", text) == place


@given(st.sampled_from(["", " "]), PIECES)
def test_a_glance_at_a_line_never_contradicts_its_count_of_words(
    joint: str, pieces: list[str]
) -> None:
    line = joint.join(pieces)
    words = re.findall(r"\b[a-z]{2,}\b", line)
    assert len(placing._PROSE.findall(line)) == len(words)
    if placing._RUN_OF_PROSE.search(line):
        assert len(words) > placing._MOST_PROSE
