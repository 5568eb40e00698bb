"""Fits the weights of technologies/roles/data/weights.tsv to sentences with marked names.

    python tools/train_roles.py [--folds N] tools/roles/sentences.tsv \
        src/byline/technologies/roles/data/weights.tsv

Multinomial logistic regression over the signs of `find_features`. The sentences are invented and
written for this purpose; a name is marked as ``{LLaMA-7B|model|built_on}``, a name of the paper's
own as ``{RAEE|own}``. With ``--folds`` it also says how well sentences are told that it did not
learn from.
"""

import argparse
import csv
import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, cast

from byline.records import Role, Span
from byline.technologies.roles.features import Features, find_features
from byline.technologies.roles.sentences import NamedKind, NamedSentence, Place, Topic
from byline.technologies.roles.weights import ROLES, judge_sentence

EPOCHS = 12
ORDERS = 5
"""Orders of the examples whose weights are averaged: a sentence more moves others little."""
RATE = 0.1
SHRINK = 0.01
"""Pull of each weight to 0, per example in which its sign occurs."""
LEAST_COUNT = 2
"""Examples in which a sign must occur to be learnt."""
LEAST_WEIGHT = 0.02
"""A sign whose weights are all smaller is left out of the table."""
OWN_KNOWN = 4
"""In all but one of so many sentences, the paper's own name is known to be its own."""
_MARK = re.compile(r"\{(?P<name>[^{}|]+)\|(?P<kind>\w+)(?:\|(?P<role>\w+))?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One marked name and its role."""

    named: NamedSentence
    role: Role
    sentence: int
    """Number of the sentence it stands in."""


def main() -> None:
    """Read the sentences, tell how well they generalise if asked, write the table of weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    arguments = parser.parse_args()
    examples = list(read_examples(arguments.sentences))
    if arguments.folds:
        tell_folds(examples, arguments.folds)
    weights = fit(examples)
    write_weights(arguments.output, weights)
    print(f"{len(examples)} marked names, {len(weights)} signs")


class Mark(NamedTuple):
    """Where a marked name stands in the plain sentence, its kind and role."""

    start: int
    end: int
    kind: str
    role: str | None
    """None for a name of the paper's own that is no example."""


def read_examples(path: Path) -> Iterator[Example]:
    """Every marked name of the sentences; the other names of its sentence are its company."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows):
            text, marks = unmark(row["sentence"])
            for mark in marks:
                if mark.role is not None:
                    named = NamedSentence(
                        text=text,
                        start=mark.start,
                        end=mark.end,
                        others=tuple(other[:2] for other in marks if other.role),
                        own=tuple(find_own(marks, is_known=number % OWN_KNOWN > 0)),
                        kind=cast("NamedKind", mark.kind),
                        place=cast("Place", row["place"]),
                        topic=cast("Topic", row["topic"]),
                    )
                    yield Example(named=named, role=cast("Role", mark.role), sentence=number)


def find_own(marks: Sequence[Mark], *, is_known: bool) -> Iterator[Span]:
    """The names of the paper's own: those marked so, and what it introduces where that is known."""
    for mark in marks:
        if mark.role is None or (mark.role == "introduced" and is_known):
            yield mark.start, mark.end


def unmark(marked: str) -> tuple[str, list[Mark]]:
    """The plain sentence, and its marked names."""
    text, last = "", 0
    marks: list[Mark] = []
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        marks.append(Mark(len(text), len(text) + len(found["name"]), found["kind"], found["role"]))
        text += found["name"]
        last = found.end()
    return text + marked[last:], marks


def fit(examples: Sequence[Example]) -> dict[str, list[float]]:
    """Weights by sign: the mean over some fixed orders of examples, the same on every machine."""
    signs = [find_features(example.named) for example in examples]
    counts = Counter(sign for features in signs for sign in features)
    kept = [{s: x for s, x in features.items() if counts[s] >= LEAST_COUNT} for features in signs]
    fitted = [fit_in_order(examples, kept, seed=seed) for seed in range(1, ORDERS + 1)]
    return {
        sign: [sum(cells) / ORDERS for cells in zip(*(one[sign] for one in fitted), strict=True)]
        for sign in fitted[0]
    }


def fit_in_order(
    examples: Sequence[Example], signs: Sequence[Features], *, seed: int
) -> dict[str, list[float]]:
    """Weights by sign: AdaGrad over the examples as one seed shuffles them."""
    weights = {sign: [0.0] * len(ROLES) for sign in sorted({s for one in signs for s in one})}
    squares = {sign: [1e-2] * len(ROLES) for sign in weights}
    balance = balance_roles(examples)
    order = list(range(len(examples)))
    chance = random.Random(seed)
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for place in order:
            example = examples[place]
            slopes = find_slopes(signs[place], weights, wanted=ROLES.index(example.role))
            step(signs[place], weights, squares, slopes=[s * balance[example.role] for s in slopes])
    return weights


def balance_roles(examples: Sequence[Example]) -> Mapping[Role, float]:
    """What an example of each role counts for: rare roles more, by the root of their rareness."""
    counts = Counter(example.role for example in examples)
    mean = len(examples) / len(counts)
    return {role: math.sqrt(mean / count) for role, count in counts.items()}


def find_slopes(
    features: Features, weights: Mapping[str, list[float]], *, wanted: int
) -> list[float]:
    """The slope of the loss in each role's score."""
    scores = [0.0] * len(ROLES)
    for sign, strength in features.items():
        for place, weight in enumerate(weights[sign]):
            scores[place] += strength * weight
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total - (place == wanted) for place, power in enumerate(powers)]


def step(
    features: Features,
    weights: Mapping[str, list[float]],
    squares: Mapping[str, list[float]],
    *,
    slopes: Sequence[float],
) -> None:
    """Move the weights of an example's signs down the slopes."""
    for sign, strength in features.items():
        row, past = weights[sign], squares[sign]
        for place, slope in enumerate(slopes):
            change = slope * strength + SHRINK * row[place]
            past[place] += change * change
            row[place] -= RATE * change / math.sqrt(past[place])


def tell_folds(examples: Sequence[Example], folds: int) -> None:
    """Print how well the names of each fold are told by what the other folds teach."""
    pairs: Counter[tuple[Role, Role]] = Counter()
    for fold in range(folds):
        taught = [example for example in examples if example.sentence % folds != fold]
        weights = {sign: tuple(row) for sign, row in fit(taught).items()}
        for example in examples:
            if example.sentence % folds == fold:
                found = judge_sentence(example.named, weights=weights)
                pairs[example.role, max(found, key=found.__getitem__)] += 1
    right = sum(count for (gold, ours), count in pairs.items() if gold == ours)
    print(f"{folds} folds: {right} of {len(examples)} right")
    for gold in ROLES:
        print(f"{gold:12}", *(f"{pairs[gold, ours]:5}" for ours in ROLES))


def write_weights(path: Path, weights: Mapping[str, Sequence[float]]) -> None:
    """The table, signs in order, without those that say nothing."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\t".join(("sign", *ROLES)) + "\n")
        for sign, row in sorted(weights.items()):
            if max(map(abs, row)) >= LEAST_WEIGHT:
                cells = (f"{weight:.2f}".replace("-0.00", "0.00") for weight in row)
                file.write("\t".join((sign, *cells)) + "\n")


if __name__ == "__main__":
    main()
