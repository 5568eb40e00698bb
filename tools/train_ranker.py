"""Fits the weights of places/data/weights.tsv to labelled strings.

    python tools/train_ranker.py GOLD_FOLDER REGISTRY.tsv src/byline/places/data/weights.tsv

Logistic regression over candidates: is this entry among the labelled ones? Only the half of each
set that `split_gold` gives for studying is read, so that the other half measures what was learnt.
What rules decide (a generic name needs a proof, a company abroad keeps its record) enters as
priors, since labelled strings are from papers of medicine and physics in which firms are rare.
"""

import math
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from byline.evaluate.places import GoldString, read_gold_strings, split_gold
from byline.places.features import Feature
from byline.places.index import build_index
from byline.places.matching import Candidate
from byline.places.reading import Reader
from byline.places.registered import is_registered
from byline.places.registry import load_registry

SEED = "places-1"
SETS = (
    ("dataset_affiliations_crossref_2024_02_19.json", 1.0, None, True),
    ("s2aff_train_val.csv", 1.0, None, True),
    ("ame_crossref_publisher_assertions_20230628.csv.xz", 0.5, 3000, False),
    ("ame_springer_20231031.csv.xz", 0.5, 2000, False),
    ("ame_logs_20230903.csv.xz", 1.0, None, True),
)
"""File, weight of a candidate, most strings read, whether every institution is labelled."""
PRIORS = {
    Feature.ABROAD: (-0.5, 60),
    Feature.BARE: (0.5, 300),
    Feature.FOREIGN: (-1.0, 20),
    Feature.FURTHER_SEAT: (-0.3, 20),
    Feature.GENERIC: (-0.8, 30),
    Feature.HEAD: (1.0, 100),
    Feature.KIND_INITIALS: (0.4, 60),
    Feature.KIND_NATIONAL: (0.1, 60),
    Feature.LEFT_PLACE: (-1.5, 40),
    Feature.LEGAL_FORM: (1.2, 200),
    Feature.NATIONAL_RECORD: (1.5, 60),
    Feature.PARENT_NAMED: (0.7, 200),
    Feature.PROVEN_BY_PARENT: (6.0, 300),
    Feature.SHORT_ACRONYM: (-4.0, 300),
    Feature.TAILED: (1.5, 200),
    Feature.TERRITORY: (0.2, 20),
    Feature.TYPE_COMPANY: (-0.2, 150),
    Feature.UNPROVEN: (-6.0, 300),
    Feature.UNREGISTERED: (-0.1, 10_000),
    Feature.WHOLE_STRING: (1.5, 200),
}
"""Where a weight is pulled to, and how hard; all others are pulled to 0 with strength 1."""
EPOCHS = 150
RATE = 0.3
MOST_CANDIDATES = 6

Example = tuple[list[int], bool, float]


def main(folder: Path, registry: Path, output: Path) -> None:
    """Fit twice, since what stands beside a surer name depends on the weights; write the table."""
    index = build_index(load_registry(registry).entries)
    for _ in range(2):
        examples = list(read_examples(folder, Reader(index), index.ror_ids))
        weights = fit(examples)
        names = [*(feature.name for feature in Feature), "BIAS"]
        rows = [f"{name}\t{weight:.2f}" for name, weight in zip(names, weights, strict=True)]
        output.write_text("\n".join(["feature\tweight", *rows, ""]), encoding="utf-8")
    print(f"{len(examples)} candidates, {sum(is_right for _, is_right, _ in examples)} right")


def read_examples(folder: Path, reader: Reader, ror_ids: Sequence[str]) -> Iterator[Example]:
    """The candidates of the strings to study, each with whether it is labelled."""
    for name, weight, most, is_full in SETS:
        gold, _ = split_gold(read_gold_strings(folder / name), seed=SEED)
        for row in random.Random(1).sample(gold, len(gold))[:most]:
            for candidate in list_candidates(row, reader, ror_ids, is_full=is_full):
                is_right = ror_ids[candidate.entry] in row.ror_ids
                yield candidate.features, is_right, weight


def list_candidates(
    row: GoldString, reader: Reader, ror_ids: Sequence[str], *, is_full: bool
) -> Iterator[Candidate]:
    """Candidates that the label speaks of.

    Where one institution of several is labelled, the others' names are left out; so are entries
    that no label can name, and those that a rule forbids.
    """
    groups = reader.read(row.affiliation).groups
    labelled = [any(ror_ids[one.entry] in row.ror_ids for one in group) for group in groups]
    for group, is_labelled in zip(groups, labelled, strict=True):
        if is_full or is_labelled or not any(labelled):
            yield from (one for one in group[:MOST_CANDIDATES] if is_open(one, ror_ids))


def is_open(candidate: Candidate, ror_ids: Sequence[str]) -> bool:
    """Whether a label can speak for or against the candidate."""
    is_forbidden = (
        Feature.UNPROVEN in candidate.features
        and Feature.PROVEN_BY_PARENT not in candidate.features
    )
    return is_registered(ror_ids[candidate.entry]) and not is_forbidden


def fit(examples: Sequence[Example]) -> list[float]:
    """Weights and bias by full-batch RMSprop with Gaussian priors; the same on every machine."""
    bias = len(Feature)
    pulls = [PRIORS.get(feature, (0.0, 1.0)) for feature in Feature] + [(0.0, 0.0)]
    weights = [target for target, _ in pulls]
    squares = [0.0] * (bias + 1)
    for epoch in range(EPOCHS):
        slopes = [
            strength * (weight - target)
            for weight, (target, strength) in zip(weights, pulls, strict=True)
        ]
        for features, is_right, importance in examples:
            score = weights[bias] + sum([weights[feature] for feature in features])
            error = importance * (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - is_right)
            slopes[bias] += error
            for feature in features:
                slopes[feature] += error
        rate = RATE / (1 + epoch / 30)
        for place, slope in enumerate(slopes):
            mean = squares[place]
            squares[place] = 0.9 * mean + 0.1 * slope**2 if epoch else slope**2 + 1e-8
            weights[place] -= rate * slope / math.sqrt(squares[place] + 1e-12)
    return weights


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
