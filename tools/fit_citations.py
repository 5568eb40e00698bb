"""How well the signs of a sentence tell use from other citations once fitted to such a set.

    python -m tools.fit_citations .../multicite/train.json.xz .../multicite/dev.json.xz

Fits a logistic regression over the signs of `find_features` to the contexts of the first file and
holds its answers against the second. For measuring the signs alone: sets without a licence teach
the shipped weights nothing, and nothing is written.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from byline.evaluate.citation_roles import CitationContext, read_contexts
from byline.technologies.roles.features import Features, find_features
from byline.technologies.roles.sentences import NamedSentence

STRENGTH = 0.1
"""The inverse of the penalty on squared weights: stronger than for roles, as labels are noisier."""
ROUNDS = 500


def main() -> None:
    """Print the macro F1 of use or extension against all else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("taught", type=Path)
    parser.add_argument("scored", type=Path)
    arguments = parser.parse_args()
    taught, scored = (_read_marked(path) for path in (arguments.taught, arguments.scored))
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(map(_find_signs, taught))
    model = LogisticRegression(C=STRENGTH, max_iter=ROUNDS, class_weight="balanced")
    model.fit(matrix, _labels(taught))
    answers = model.predict(vectorizer.transform(map(_find_signs, scored)))
    macro = f1_score(_labels(scored), answers, average="macro")
    print(f"{len(taught)} contexts taught, {len(scored)} scored: macro F1 {macro:.3f}")


def _read_marked(path: Path) -> list[CitationContext]:
    """The contexts that show their marker."""
    return [context for context in read_contexts(path) if context.markers]


def _find_signs(context: CitationContext) -> Features:
    """The signs of all markers of a context, each as strong as at the marker that shows it best."""
    signs: Features = {}
    for start, end in context.markers:
        named = NamedSentence(
            text=context.text,
            start=start,
            end=end,
            kind="work",
            place="body",
            topic=context.topic,
        )
        for sign, strength in find_features(named).items():
            signs[sign] = max(strength, signs.get(sign, 0.0))
    return signs


def _labels(contexts: Sequence[CitationContext]) -> list[bool]:
    return [context.is_use for context in contexts]


if __name__ == "__main__":
    main()
