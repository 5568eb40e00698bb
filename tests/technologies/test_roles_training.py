"""The sentences that the classifier learns from, and what it learnt."""

from pathlib import Path
from typing import get_args

import pytest

from byline.evaluate.role_gold import read_gold_roles
from byline.records import Role
from byline.technologies.roles.sentences import NamedKind, Place, Topic
from byline.technologies.roles.weights import judge_sentence, load_weights
from tools.roles.examples import (
    PAPERS,
    SENTENCES,
    Example,
    read_labels,
    read_papers,
    read_sentences,
    unmark,
)
from tools.train_roles import fit, write_weights

LABELS = Path(__file__).parents[1] / "accuracy" / "roles.jsonl"


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(read_sentences())


def test_sentences_are_many_and_marked_with_what_is_known(examples: list[Example]) -> None:
    assert len({example.group for example in examples}) >= 1200
    for example in examples:
        named = example.named
        assert example.role in get_args(Role)
        assert named.kind in get_args(NamedKind)
        assert named.place in get_args(Place)
        assert named.topic in get_args(Topic)
        assert named.text[named.start : named.end].strip()


def test_no_paper_that_is_only_scored_is_learnt_from(shared_data: Path) -> None:
    taught = set(read_labels())
    for gold in (LABELS, shared_data / "labels" / "roles.jsonl"):
        assert not taught & {one.file for one in read_gold_roles(gold) if not one.is_to_study}


def test_most_labels_of_papers_are_found_again(shared_data: Path, tmp_path: Path) -> None:
    files = sorted(read_labels())[:3]
    few = tmp_path / "few.tsv"
    rows = PAPERS.read_text("utf-8").splitlines(keepends=True)
    few.write_text("".join(row for row in rows if row.split("\t")[0] in {"paper", *files}))
    labels = read_labels(few)
    found = list(read_papers(shared_data / "papers", few))
    assert len(found) >= 0.9 * sum(map(len, labels.values()))
    assert {example.group for example in found} == set(files)


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
