"""How probable each role is before any sentence about a technology is read.

The shares of ``data/priors.tsv`` are rough and not fitted. What moves them: whether the paper calls
the technology its own, names it in its title, or names it often; whether it trains models at all;
and whether it studies the work of others or proposes its own. In a paper that never says that it
trains, what is run was built by others; in one that proposes nothing, few things are baselines.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import NamedTuple

from byline.records import Role
from byline.technologies.roles.sentences import NamedKind
from byline.technologies.roles.weights import ROLES

Priors = Mapping[Role, float]

_TRAINING = re.compile(
    r"\b(?:we|our \w+)\s+(?:\w+\s+){0,3}?(?:fine-?tun|(?:re|pre)?-?train(?:ed)?\b|prun|quanti[sz]"
    r"|distil|initiali[sz]|freez|adapt)"
    r"|\b(?:is|are|was|were|been?)\s+(?:\w+\s+){0,2}?(?:(?:re|pre)?-?trained|fine-?tuned|pruned"
    r"|quanti[sz]ed|initiali[sz]ed|frozen|distilled)\b",
    re.IGNORECASE,
)
_PAPER = r"\b(?:we|(?:this|our|the present) (?:paper|work|study|report))\s+(?:\w+ ){0,3}?"
_EVALUATING = re.compile(
    _PAPER
    + r"(?:evaluat|investigat|stud(?:y|ies)\b|analy[sz]|benchmark|examin|assess|audit|measure\b"
    r"|ask\b|explore|compare|test\b|probe|show that|find that|observe)",
    re.IGNORECASE,
)
_PROPOSING = re.compile(
    _PAPER + r"(?:propos|introduc|present|develop|design|releas|devise|build\b|implement)",
    re.IGNORECASE,
)
_LEAST_TRAINING = 3
"""Times that a paper says that it trains a model, from which it is believed to do so."""
_OWN: Priors = {"introduced": 40.0}
_TRAINS: Priors = {"built_on": 1.4, "evaluated": 0.7}
_TRAINS_NOT: Priors = {"built_on": 0.5, "evaluated": 2.0}
_STUDIES_OTHERS: Priors = {"evaluated": 2.0, "compared": 0.5}
_PROPOSES: Priors = {"evaluated": 0.8, "compared": 1.25}
_TRAINED_KINDS = ("model",)
_OUTSIDE_METHOD: Priors = {"built_on": 0.7, "compared": 1.5}
_IN_TITLE: Priors = {"mentioned": 0.1}
_OFTEN: tuple[tuple[int, Priors], ...] = (
    (20, {"mentioned": 0.2}),
    (8, {"mentioned": 0.4}),
    (2, {}),
    (1, {"mentioned": 1.5}),
)
"""From so many mentions on, the first that holds."""


class Circumstances(NamedTuple):
    """What is known of a technology in a paper besides its mentions."""

    kind: NamedKind
    is_own: bool
    """Whether the paper calls it its own."""
    is_in_title: bool
    is_in_method: bool
    """Whether it is named where the paper says what it does: title, abstract or method."""
    mention_count: int
    is_trained_here: bool
    """Whether the paper says that it trains models."""
    is_of_others: bool
    """Whether the paper studies the work of others and proposes nothing."""


def priors_of(known: Circumstances) -> Priors:
    """Weights of the roles that a kind can have; they need not sum to 1."""
    priors = dict(_load()[known.kind])
    factors = [next(factor for least, factor in _OFTEN if known.mention_count >= least)]
    if known.is_in_title:
        factors.append(_IN_TITLE)
    if known.is_own:
        factors.append(_OWN)
    if known.kind in _TRAINED_KINDS:
        factors.append(_TRAINS if known.is_trained_here else _TRAINS_NOT)
        factors.append({} if known.is_in_method else _OUTSIDE_METHOD)
        factors.append(_STUDIES_OTHERS if known.is_of_others else _PROPOSES)
    return {role: prior * _product(role, factors) for role, prior in priors.items()}


def _product(role: Role, factors: Iterable[Priors]) -> float:
    product = 1.0
    for factor in factors:
        product *= factor.get(role, 1.0)
    return product


def says_it_trains(text: str) -> bool:
    """Whether a paper's text says often enough that it trains, tunes or compresses models."""
    found = islice(_TRAINING.finditer(text), _LEAST_TRAINING)
    return sum(1 for _ in found) == _LEAST_TRAINING


def says_it_evaluates(opening: str) -> bool:
    """Whether a paper's first words speak more of evaluating than of proposing."""
    plain = " ".join(opening.split())
    return len(_EVALUATING.findall(plain)) > len(_PROPOSING.findall(plain))


@cache
def _load() -> Mapping[str, Priors]:
    text = files(__package__).joinpath("data/priors.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    return {
        kind: {role: float(cell) for role, cell in zip(ROLES, cells, strict=True) if cell}
        for kind, *cells in rows
    }
