"""Fits the weights of technologies/roles/data/weights.tsv to names with the role they show.

    python -m tools.train_roles src/byline/technologies/roles/data/weights.tsv --papers FOLDER

Multinomial logistic regression over the signs of `find_features` (`tools/roles/examples.py` has the
names): the mean of one fit to invented sentences and one to these and labelled sentences of the
papers in FOLDER. Invented sentences cover more ways to say a thing, papers say how often each is
said; the mean did better than either on papers that neither had seen. With ``--folds`` it also says
how well the sentences of papers are told that it did not learn from.
"""

import argparse
import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from byline.records import Role
from byline.technologies.roles.features import find_features
from byline.technologies.roles.weights import ROLES, judge_sentence
from tools.roles.examples import Example, read_papers, read_sentences

STRENGTH = 2.0
"""How far weights may leave 0: the inverse of scikit-learn's penalty on their squares."""
ROUNDS = 500
LEAST_COUNT = 2
"""Examples in which a sign must occur to be learnt."""
LEAST_WEIGHT = 0.02
"""A sign whose weights are all smaller is left out of the table."""
Row = TypeVar("Row", bound=Sequence[float])


def main() -> None:
    """Read the examples, tell how well they generalise if asked, write the table of weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--papers", type=Path, required=True, help="folder of the labelled PDFs")
    parser.add_argument("--folds", type=int, default=0)
    arguments = parser.parse_args()
    invented, printed = list(read_sentences()), list(read_papers(arguments.papers))
    if arguments.folds:
        tell_folds(invented, printed, folds=arguments.folds)
    weights = fit_both(invented, printed)
    write_weights(arguments.output, weights)
    print(f"{len(invented)} invented and {len(printed)} printed names, {len(weights)} signs")


def fit_both(invented: Sequence[Example], printed: Sequence[Example]) -> dict[str, list[float]]:
    """Weights by sign: the mean of a fit to the invented sentences and of one to all."""
    alone, together = fit(invented), fit([*invented, *printed])
    nothing = [0.0] * len(ROLES)
    return {
        sign: [(one + other) / 2 for one, other in zip(alone.get(sign, nothing), row, strict=True)]
        for sign, row in together.items()
    }


def fit(examples: Sequence[Example]) -> dict[str, list[float]]:
    """Weights by sign, a column for each role, in their order."""
    signs = [find_features(example.named) for example in examples]
    counts = Counter(sign for features in signs for sign in features)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{s: x for s, x in features.items() if counts[s] >= LEAST_COUNT} for features in signs]
    )
    balance = balance_roles(examples)
    model = LogisticRegression(C=STRENGTH, max_iter=ROUNDS, fit_intercept=False).fit(
        matrix,
        [example.role for example in examples],
        sample_weight=[balance[example.role] for example in examples],
    )
    rows = dict(zip(model.classes_, model.coef_, strict=True))
    columns = zip(*(rows[role] for role in ROLES), strict=True)
    names = vectorizer.get_feature_names_out()
    return {sign: list(column) for sign, column in zip(names, columns, strict=True)}


def balance_roles(examples: Sequence[Example]) -> Mapping[Role, float]:
    """What an example of each role counts for: rare roles more, by the root of their rareness."""
    counts = Counter(example.role for example in examples)
    mean = len(examples) / len(counts)
    return {role: math.sqrt(mean / count) for role, count in counts.items()}


def tell_folds(invented: Sequence[Example], printed: Sequence[Example], *, folds: int) -> None:
    """Print how well the names of each fold of papers are told by what the others teach."""
    pairs: Counter[tuple[Role, Role]] = Counter()
    for fold in range(folds):
        taught = [example for example in printed if _fold(example, folds) != fold]
        weights = {sign: tuple(row) for sign, row in fit_both(invented, taught).items()}
        for example in printed:
            if _fold(example, folds) == fold:
                found = judge_sentence(example.named, weights=weights)
                pairs[example.role, max(found, key=found.__getitem__)] += 1
    right = sum(count for (gold, ours), count in pairs.items() if gold == ours)
    print(f"{folds} folds: {right} of {len(printed)} printed names right")
    for gold in ROLES:
        print(f"{gold:12}", *(f"{pairs[gold, ours]:5}" for ours in ROLES))


def _fold(example: Example, folds: int) -> int:
    """A fold for all examples of one paper; the same on every machine."""
    return zlib.crc32(example.group.encode()) % folds


def write_weights(path: Path, weights: Mapping[str, Row]) -> None:
    """The table, signs in order, without those that say nothing."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\t".join(("sign", *ROLES)) + "\n")
        for sign, row in sorted(weights.items()):
            if max(map(abs, row)) >= LEAST_WEIGHT:
                cells = (f"{weight:.2f}".replace("-0.00", "0.00") for weight in row)
                file.write("\t".join((sign, *cells)) + "\n")


if __name__ == "__main__":
    main()
