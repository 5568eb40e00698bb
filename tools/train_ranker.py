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

from byline.evaluate.gold_strings import GoldString, read_gold_strings, split_gold
from byline.places.features import Feature
from byline.places.index import build_index
from byline.places.matching import Candidate
from byline.places.reading import Reader
from byline.places.registered import is_registered
from byline.places.registry import load_registry

SETS = (
    ("dataset_affiliations_crossref_2024_02_19.json", 1.0, None, True),
    ("s2aff_train_val.csv", 1.0, None, True),
    ("ame_crossref_publisher_assertions_20230628.csv.xz", 0.5, 3000, False),
    ("ame_springer_20231031.csv.xz", 0.5, 2000, False),
    ("ame_logs_20230903.csv.xz", 1.0, None, True),
)
"""File, weight of a candidate, most strings read, whether every institution is labelled."""
UNLABELLED_WEIGHT = 0.5
"""Of strings without any label: many name an organisation that the registry has by now."""
PRIORS = {
    Feature.ADJECTIVE_FORM: (-4.0, 100),
    Feature.ABROAD: (-0.5, 60),
    Feature.BARE: (0.5, 300),
    Feature.EXPLAINED: (-1.0, 100),
    Feature.FOREIGN: (-0.2, 150),
    Feature.FURTHER_SEAT: (-0.3, 20),
    Feature.GENERIC: (-0.8, 30),
    Feature.HEAD: (1.2, 100),
    Feature.KIND_INITIALS: (0.9, 200),
    Feature.KIND_NAME: (1.0, 200),
    Feature.KIND_NATIONAL: (0.3, 60),
    Feature.LEFT_ADJECTIVE: (-3.5, 60),
    Feature.LEFT_AND: (-4.0, 100),
    Feature.LEFT_FOUNDER: (-2.0, 30),
    Feature.LEFT_PLACE: (-1.5, 40),
    Feature.LEGAL_FORM: (1.2, 200),
    Feature.NATIONAL_RECORD: (1.5, 60),
    Feature.PARENT_NAMED: (1.1, 300),
    Feature.PROVEN_BY_PARENT: (6.0, 300),
    Feature.RIGHT_AND: (-4.0, 100),
    Feature.SHORT_ACRONYM: (-4.0, 300),
    Feature.TAILED: (1.5, 200),
    Feature.TERRITORY: (0.2, 20),
    Feature.TYPE_COMPANY: (-0.2, 150),
    Feature.UNIVERSITY_OF_KIND: (-4.0, 100),
    Feature.UNPROVEN: (-6.0, 300),
    Feature.UNREGISTERED: (-0.1, 10_000),
    Feature.WHOLE_STRING: (1.5, 200),
}
"""Where a weight is pulled to, and how hard; all others are pulled to 0 with strength 1."""
STEPS = 8
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
        gold, _ = split_gold(read_gold_strings(folder / name))
        for row in random.Random(1).sample(gold, len(gold))[:most]:
            trust = weight if row.ror_ids else weight * UNLABELLED_WEIGHT
            for candidate in list_candidates(row, reader, ror_ids, is_full=is_full):
                is_right = ror_ids[candidate.entry] in row.ror_ids
                yield candidate.features, is_right, trust


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
    """Weights and bias by Newton's method with Gaussian priors; the same on every machine."""
    pulls = [PRIORS.get(feature, (0.0, 1.0)) for feature in Feature] + [(0.0, 0.0)]
    weights = [target for target, _ in pulls]
    for _ in range(STEPS):
        slopes, bends = differentiate(examples, weights)
        for place, (target, strength) in enumerate(pulls):
            slopes[place] += strength * (weights[place] - target)
            bends[place][place] += strength
        weights = [w - step for w, step in zip(weights, solve(bends, slopes), strict=True)]
    return weights


def differentiate(
    examples: Sequence[Example], weights: Sequence[float]
) -> tuple[list[float], list[list[float]]]:
    """Gradient and Hessian of the loss over all candidates; the bias is the last weight."""
    bias = len(weights) - 1
    slopes = [0.0] * len(weights)
    bends = [[0.0] * len(weights) for _ in weights]
    for features, is_right, importance in examples:
        active = (*features, bias)
        score = sum([weights[feature] for feature in active])
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
        error = importance * (chance - is_right)
        bend = importance * chance * (1 - chance)
        for feature in active:
            slopes[feature] += error
            row = bends[feature]
            for other in active:
                row[other] += bend
    return slopes, bends


def solve(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    """The solution of a positive definite system, by Gauss-Jordan elimination."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for place in range(len(rows)):
        pivot = rows[place] = [cell / rows[place][place] for cell in rows[place]]
        for other, row in enumerate(rows):
            factor = row[place]
            if other != place and factor:
                rows[other] = [a - factor * b for a, b in zip(row, pivot, strict=True)]
    return [row[-1] for row in rows]


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
