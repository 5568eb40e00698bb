"""The sentences that the classifier learns from, and what it learnt."""

from pathlib import Path
from typing import get_args

import pytest

from byline.records import Role
from byline.technologies.roles.sentences import NamedKind, Place, Topic
from byline.technologies.roles.weights import judge_sentence, load_weights
from tools.train_roles import Example, fit, read_examples, unmark, write_weights

SENTENCES = Path(__file__).parents[2] / "tools" / "roles" / "sentences.tsv"


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(read_examples(SENTENCES))


def test_sentences_are_many_and_marked_with_what_is_known(examples: list[Example]) -> None:
    assert len({example.sentence for example in examples}) >= 1200
    for example in examples:
        named = example.named
        assert example.role in get_args(Role)
        assert named.kind in get_args(NamedKind)
        assert named.place in get_args(Place)
        assert named.topic in get_args(Topic)
        assert named.text[named.start : named.end].strip()


def test_no_sentence_stands_there_twice() -> None:
    rows = SENTENCES.read_text("utf-8").splitlines()[1:]
    sentences = [unmark(row.split("\t")[2])[0] for row in rows]
    assert len(set(sentences)) == len(sentences)


def test_the_shipped_weights_tell_most_of_what_was_taught(examples: list[Example]) -> None:
    right = 0
    for example in examples:
        roles = judge_sentence(example.named)
        right += max(roles, key=roles.__getitem__) == example.role
    assert right / len(examples) > 0.9


def test_the_same_sentences_give_the_same_weights(examples: list[Example], tmp_path: Path) -> None:
    few = examples[::20]
    for name in ("one.tsv", "other.tsv"):
        write_weights(tmp_path / name, fit(few))
    assert (tmp_path / "one.tsv").read_bytes() == (tmp_path / "other.tsv").read_bytes()


def test_the_table_of_weights_holds_every_sign_once() -> None:
    weights = load_weights()
    assert all(len(row) == len(get_args(Role)) for row in weights.values())
    assert len(weights) > 1000
