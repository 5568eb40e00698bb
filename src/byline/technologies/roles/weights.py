"""A linear model over named signs: read from ``data/weights.tsv``, one row per sign."""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import get_args

from byline.records import Role
from byline.technologies.roles.features import Features, find_features
from byline.technologies.roles.sentences import NamedKind, NamedSentence

ROLES: tuple[Role, ...] = get_args(Role)
"""The strongest first."""
Weights = Mapping[str, tuple[float, ...]]
"""By sign: what it adds to the score of each role, in their order."""
Probabilities = dict[Role, float]

_ROLES_OF: Mapping[NamedKind, tuple[Role, ...]] = {
    "accelerator": ("built_on", "mentioned"),
    "architecture": ("introduced", "built_on", "evaluated", "compared", "mentioned"),
}
"""Kinds that cannot have every role: what authors ran on is built_on, nothing is run by a layer."""


@cache
def load_weights() -> Weights:
    """The weights that come with Byline."""
    text = files(__package__).joinpath("data/weights.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {row[0]: tuple(float(cell or 0) for cell in row[1:]) for row in rows}


def judge_sentence(named: NamedSentence, *, weights: Weights | None = None) -> Probabilities:
    """The probability of each role that the name's kind can have, from this sentence alone."""
    features = find_features(named)
    scores = add_up(features, load_weights() if weights is None else weights)
    possible = _ROLES_OF.get(named.kind, ROLES)
    return _normalise({role: scores[place] for place, role in enumerate(ROLES) if role in possible})


def add_up(features: Features, weights: Weights) -> Sequence[float]:
    """The score of each role, summed in one order so that it is the same in every process."""
    totals = [0.0] * len(ROLES)
    for name, strength in sorted(features.items()):
        if row := weights.get(name):
            for place, weight in enumerate(row):
                totals[place] += strength * weight
    return totals


def _normalise(scores: Mapping[Role, float]) -> Probabilities:
    top = max(scores.values())
    powers = {role: math.exp(score - top) for role, score in scores.items()}
    total = sum(powers.values())
    return {role: power / total for role, power in powers.items()}
