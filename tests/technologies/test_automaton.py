"""Names in a text: the longest that is a word of its own, wherever another spelling begins."""

from itertools import pairwise

import pytest

from byline.technologies.automaton import Automaton
from byline.technologies.catalogue import load_catalogue
from tests.technologies.toy_catalogue import toy_catalogue


@pytest.fixture(scope="module")
def automaton() -> Automaton:
    return Automaton(load_catalogue())


def find_names(automaton: Automaton, text: str) -> list[str]:
    return [text[hit.start : hit.tail_end] for hit in automaton.find_hits(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("trained on Cambricon MLU370 cards", ["Cambricon MLU370"]),
        ("trained on Huawei Ascend910B chips", ["Huawei Ascend910B"]),
        ("GPT-Jet is no name", ["GPT"]),
        ("GPT-J and GPT-Jet", ["GPT-J", "GPT"]),
    ],
)
def test_a_spelling_that_is_part_of_a_word_hides_no_name(
    automaton: Automaton, text: str, names: list[str]
) -> None:
    assert find_names(automaton, text) == names


def test_a_name_that_begins_inside_a_refused_spelling_is_found() -> None:
    # "Segment Anything Models" is no spelling there; the name within it is
    automaton = Automaton(toy_catalogue())
    assert find_names(automaton, "Segment Anything Modelsim") == ["Segment Anything"]


@pytest.mark.parametrize(
    ("text", "alias"),
    [("PanGu-\u03a3", "PanGu-\u03a3"), ("PanGu-\u03b1", "PanGu-\u03b1"), ("\u03c00", "\u03c00")],
)
def test_names_that_differ_in_a_greek_letter_are_told_apart(
    automaton: Automaton, text: str, alias: str
) -> None:
    [hit] = automaton.find_hits(f"\u201c{text}\u201d is one")
    assert hit.form.alias == alias


def test_hits_never_overlap(automaton: Automaton) -> None:
    text = "Huawei Ascend910B, GPT-Jet, LLaMA-2-7B-Chat, ViT-L/14 and Cambricon MLU370-X8 " * 3
    hits = automaton.find_hits(text)
    assert len(hits) > 6
    assert all(one.end <= other.start for one, other in pairwise(hits))
