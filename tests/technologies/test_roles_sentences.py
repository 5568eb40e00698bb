"""One sentence, one name: what the paper does with it, from these words alone."""

from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.technologies.roles.sentences import (
    CITATION,
    NamedKind,
    NamedSentence,
    Place,
    Topic,
    read_tokens,
)
from byline.technologies.roles.weights import ROLES, judge_sentence


def name_in(
    sentence: str,
    *,
    kind: str = "model",
    place: str = "body",
    topic: str = "experiments",
) -> NamedSentence:
    """A sentence with the name between angles, other technologies' between square ones."""
    text, start, end = "", 0, 0
    others = []
    for part in sentence.replace("<", "|<").replace(">", "|").replace("«", "|«").split("|"):
        if part.startswith("<"):
            start, end = len(text), len(text) + len(part) - 1
            text += part[1:]
        elif part.startswith("«"):
            name = part[1:].split("»")[0]
            others.append((len(text), len(text) + len(name)))
            text += part[1:].replace("»", "")
        else:
            text += part
    return NamedSentence(
        text=text,
        start=start,
        end=end,
        others=tuple(others),
        kind=cast("NamedKind", kind),
        place=cast("Place", place),
        topic=cast("Topic", topic),
    )


def role_of(named: NamedSentence) -> str:
    roles = judge_sentence(named)
    return max(roles, key=roles.__getitem__)


@pytest.mark.parametrize(
    ("sentence", "topic", "role"),
    [
        ("We fine-tune <Orca-7B> on our corpus of letters.", "experiments", "built_on"),
        ("Our tagger is initialised with the weights of <Orca-7B>.", "method", "built_on"),
        ("After pruning, <Orca-7B> is trained for another epoch.", "method", "built_on"),
        ("We evaluate <Orca-7B> and «Puma» on six riddles.", "experiments", "evaluated"),
        ("We find that <Orca-7B> refuses 12% of harmless questions.", "experiments", "evaluated"),
        ("Answers are scored by <Orca-7B>, which acts as a judge.", "experiments", "tool"),
        ("We use <Orca-7B> to generate captions for the images.", "method", "tool"),
        ("Our model outperforms <Orca-7B> by three points.", "experiments", "compared"),
        ("As baselines we consider <Orca-7B> and «Puma».", "experiments", "compared"),
        ("Models such as <Orca-7B> [3] have become popular.", "introduction", "mentioned"),
        ("<Orca-7B> (Lee et al., 2021) is trained on code.", "related", "mentioned"),
        ("We leave the study of <Orca-7B> to future work.", "conclusion", "mentioned"),
    ],
)
def test_what_is_done_with_a_model_is_told_by_its_sentence(
    sentence: str, topic: str, role: str
) -> None:
    assert role_of(name_in(sentence, topic=topic)) == role


@pytest.mark.parametrize(
    ("sentence", "topic", "role"),
    [
        ("All runs used eight <K100> GPUs.", "experiments", "built_on"),
        ("Training took two days on a single <K100>.", "experiments", "built_on"),
        ("A <K100> costs as much as a small car.", "introduction", "mentioned"),
        ("Lee et al. (2021) trained theirs on 512 <K100> GPUs.", "related", "mentioned"),
    ],
)
def test_an_accelerator_that_others_ran_on_is_only_mentioned(
    sentence: str, topic: str, role: str
) -> None:
    assert role_of(name_in(sentence, kind="accelerator", topic=topic)) == role


def test_an_accelerator_is_built_on_or_mentioned_and_nothing_else() -> None:
    named = name_in("We compare it with a <K100> as judge.", kind="accelerator")
    assert set(judge_sentence(named)) == {"built_on", "mentioned"}


def test_what_a_paper_calls_its_own_is_introduced() -> None:
    named = name_in("We present <Orca-7B>, an open model.", place="abstract", topic="other")
    own = NamedSentence(
        text=named.text,
        start=named.start,
        end=named.end,
        own=((named.start, named.end),),
        kind="model",
        place="abstract",
        topic="other",
    )
    assert role_of(own) == "introduced"
    assert judge_sentence(own)["introduced"] > judge_sentence(named)["introduced"]


def with_own(named: NamedSentence, own: str) -> NamedSentence:
    """The sentence of a paper that calls this its own."""
    start = named.text.index(own)
    return replace(named, own=((start, start + len(own)),))


def test_a_variant_of_what_a_paper_calls_its_own_is_its_own() -> None:
    named = name_in("<Orca> Prime answers in Basque.")
    assert with_own(named, "Orca Prime").is_own
    assert not with_own(name_in("<Orca>-Tuner adapts models."), "Orca-Tuner").is_own


@pytest.mark.parametrize("sentence", ["NetX-<Orca> 61 70 55", "<Orca> + NetX 61 70 55"])
def test_a_name_joined_to_what_a_paper_calls_its_own_is_built_on(sentence: str) -> None:
    named = name_in(sentence, place="table")
    assert judge_sentence(with_own(named, "NetX"))["built_on"] > judge_sentence(named)["built_on"]
    assert role_of(with_own(named, "NetX")) == "built_on"


def test_the_other_names_of_an_enumeration_stand_in_nobodys_way() -> None:
    alone = read_tokens(name_in("We tune <Orca> on letters."))
    listed = read_tokens(name_in("We tune «Puma» [3], «Lynx» and <Orca> [7] on letters."))
    assert listed.left == alone.left
    assert listed.list_size == 2
    assert listed.is_cited


def test_citations_numbers_and_line_ends_are_read_alike() -> None:
    one = read_tokens(name_in("We fol\xad\nlow (Lee et al., 2021) and tune <Orca> for 3 epochs."))
    other = read_tokens(name_in("We follow [12] and tune <Orca> for 25 epochs."))
    assert one == other
    assert CITATION in one.left


def test_a_row_of_numbers_is_no_prose() -> None:
    assert not read_tokens(name_in("<Orca-7B> 41.2 39.8 55.0")).is_prose
    assert read_tokens(name_in("We use <Orca-7B> as the base of our parser.")).is_prose


@given(
    st.text(max_size=80),
    st.text(min_size=1, max_size=20),
    st.text(max_size=80),
    st.sampled_from(["model", "architecture", "accelerator", "dataset", "work"]),
)
def test_probabilities_of_any_text_are_between_0_and_1_and_sum_to_1(
    before: str, name: str, after: str, kind: str
) -> None:
    roles = judge_sentence(
        NamedSentence(
            text=before + name + after,
            start=len(before),
            end=len(before) + len(name),
            kind=cast("NamedKind", kind),
            place="body",
            topic="other",
        )
    )
    assert set(roles) <= set(ROLES)
    assert all(0 <= probability <= 1 for probability in roles.values())
    assert sum(roles.values()) == pytest.approx(1)
