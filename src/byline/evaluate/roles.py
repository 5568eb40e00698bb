"""Roles of technologies in papers against labels, per paper and technology.

Three groups, as reports show them: key (introduced, built_on, evaluated), used (tool, compared),
mentioned. A macro F1 is the mean over its classes. A labelled technology whose name is not found
in the text that counts is scored as one that we miss.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from byline.evaluate.agreement import Counts, Disagreement, count_one
from byline.measures.intervals import Interval, find_wilson_interval
from byline.records import Role, TechnologyKind

RoleGroup = Literal["key", "used", "mentioned"]

_GROUPS: Mapping[Role, RoleGroup] = {
    "introduced": "key",
    "built_on": "key",
    "evaluated": "key",
    "tool": "used",
    "compared": "used",
    "mentioned": "mentioned",
}
_BINS = (0.0, 0.4, 0.6, 0.8, 0.9, 0.97, 1.0)
"""Probabilities that are held against the share that is right, each bin up to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedRole:
    """One labelled technology of a paper and what we say of it."""

    paper_id: str
    technology_id: str
    kind: TechnologyKind
    gold: Role
    ours: Role | None
    """None where its name was not found."""
    probability: float
    quote: str
    """The sentence that decides, for reading."""
    is_to_study: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesScore:
    """Agreement over one set of papers; intervals are Wilson's at 95 %."""

    technologies: int
    exact: float
    exact_interval: Interval
    six_macro_f1: float
    by_role: Mapping[str, Counts]
    group_macro_f1: float
    by_group: Mapping[str, Counts]
    accelerators_used: Counts
    """Accelerators that the authors ran on, against those only named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityBin:
    """Answers whose probability lies in a range, and how many of them are right."""

    low: float
    high: float
    answers: int
    mean_probability: float
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesReport:
    """All papers, the half that was studied and the half that was only scored."""

    total: RolesScore
    by_half: Mapping[str, RolesScore]
    by_kind: Mapping[str, RolesScore]
    reliability: tuple[ReliabilityBin, ...]
    calibration_error: float
    """Mean distance of a bin's probability from the share that is right, over answers."""
    disagreements: tuple[Disagreement, ...]


def score_roles(judged: Sequence[JudgedRole]) -> RolesReport:
    """How our roles of labelled technologies agree with their labels."""
    halves = {"study": True, "score": False}
    bins = tuple(_find_bins(judged))
    answers = sum(one.answers for one in bins)
    distance = sum(abs(one.answers * one.mean_probability - one.right) for one in bins)
    return RolesReport(
        total=_score(judged),
        by_half={
            name: _score([one for one in judged if one.is_to_study is is_study])
            for name, is_study in halves.items()
        },
        by_kind={
            kind: _score([one for one in judged if one.kind == kind])
            for kind in sorted({one.kind for one in judged})
        },
        reliability=bins,
        calibration_error=distance / max(1, answers),
        disagreements=tuple(_tell(one) for one in judged if one.gold != one.ours),
    )


def _score(judged: Sequence[JudgedRole]) -> RolesScore:
    exact = sum(one.gold == one.ours for one in judged)
    by_role = _count(judged, get_args(Role), lambda role: role)
    by_group = _count(judged, get_args(RoleGroup), _GROUPS.__getitem__)
    accelerators = [one for one in judged if one.kind == "accelerator"]
    used = _count(accelerators, (True,), lambda role: role != "mentioned")
    return RolesScore(
        technologies=len(judged),
        exact=exact / max(1, len(judged)),
        exact_interval=find_wilson_interval(exact, len(judged)),
        six_macro_f1=_macro_f1(by_role),
        by_role=by_role,
        group_macro_f1=_macro_f1(by_group),
        by_group=by_group,
        accelerators_used=used["True"],
    )


def _count(
    judged: Sequence[JudgedRole], classes: Sequence[object], class_of: Callable[[Role], object]
) -> dict[str, Counts]:
    counts = dict.fromkeys(map(str, classes), Counts())
    for one in judged:
        gold = class_of(one.gold)
        ours = class_of(one.ours) if one.ours else None
        for name in classes:
            counts[str(name)] += count_one(is_gold=gold == name, is_ours=ours == name)
    return counts


def _macro_f1(counts: Mapping[str, Counts]) -> float:
    """The mean F1 of the classes that labels or answers hold."""
    held = [one for one in counts.values() if one != Counts()]
    return sum(one.f1 for one in held) / max(1, len(held))


def _find_bins(judged: Sequence[JudgedRole]) -> list[ReliabilityBin]:
    bins = []
    for low, high in pairwise(_BINS):
        is_last = high == _BINS[-1]
        inside = [
            one
            for one in judged
            if one.ours and low <= one.probability and (one.probability < high or is_last)
        ]
        if inside:
            bins.append(
                ReliabilityBin(
                    low=low,
                    high=high,
                    answers=len(inside),
                    mean_probability=sum(one.probability for one in inside) / len(inside),
                    right=sum(one.gold == one.ours for one in inside),
                )
            )
    return bins


def _tell(one: JudgedRole) -> Disagreement:
    half = "study" if one.is_to_study else "score"
    ours = f"{one.ours} {one.probability:.2f}: {one.quote}" if one.ours else "name not found"
    return Disagreement(
        paper_id=one.paper_id, kind=f"{half} {one.technology_id}", gold=one.gold, ours=ours
    )
