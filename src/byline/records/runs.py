"""What a run could not read, what it doubts, and what it was made with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two readings that do not say the same: a row of the queue to look at by hand."""

    disagreement_id: str
    paper_id: str
    affiliation_id: str | None
    """The affiliation in question; None where the whole paper is."""
    kind: str
    doubt: float
    """From 0 to 1: how much of the answer is at stake."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that could not be read: counted in every denominator, never silent."""

    failure_id: str
    paper_id: str
    stage: str
    kind: str
    message: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The version of one stage, registry or rule set behind the tables of a study."""

    component: str
    version: str
