"""A published number against a corpus: under every definition, by the laws, paper by paper."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from byline.measures.intervals import Interval, compare_shares, find_wilson_interval
from byline.measures.laws import SidePapers
from byline.queries.answers import Scope
from byline.queries.claims import Claim
from byline.queries.definitions import DefinedCount, DefinitionMatrix

_LEAST_ALIKE = 0.5
"""A definition with fewer papers than this part of the claim's is about something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedPaper:
    """A joint paper and what its being joint hangs on; nothing if no choice moves it."""

    paper_id: str
    title: str
    venue: str | None
    year: int | None
    track: str | None
    url: str | None
    location: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Implication:
    """What follows from a claim if the corpus is right about either side alone."""

    left: int
    right: int
    rest: int
    """Papers from everywhere else that the claim leaves, at the corpus' shares of either side."""
    rest_share: float
    corpus_rest_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How far one choice alone brings the headline towards a claim."""

    choice: str
    count: DefinedCount
    """The option that comes nearest; the headline itself where every other leads away."""
    closed: float
    """The part of the difference of shares that it closes, from 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeAnswer:
    """What the corpus says of a claim; the tool says what the data say."""

    claim: Claim
    scope: Scope
    matrix: DefinitionMatrix
    nearest_count: DefinedCount
    nearest_share: DefinedCount
    z: float | None
    """Of the claimed share against the headline's."""
    p: float | None
    headline_interval: Interval
    explained: tuple[Explanation, ...]
    """What each choice closes of the difference, the one that closes most first."""
    implied: Implication
    disputed: tuple[DisputedPaper, ...]

    @property
    def closed(self) -> float:
        """The part of the difference of shares that all choices together close."""
        gap = abs((self.matrix.headline.share or 0.0) - self.claim.share)
        left = abs((self.nearest_share.share or 0.0) - self.claim.share)
        return max(0.0, 1 - left / gap) if gap else 0.0

    @property
    def reasons(self) -> Mapping[str, int]:
        """How many papers hang on each choice, most first."""
        counts = Counter(reason for paper in self.disputed for reason in paper.reasons)
        return dict(counts.most_common())


def answer_claim(
    claim: Claim,
    *,
    scope: Scope,
    matrix: DefinitionMatrix,
    sides: SidePapers,
    disputed: tuple[DisputedPaper, ...],
) -> ChallengeAnswer:
    """The claim beside every definition, with the nearest ones and what it would imply."""
    headline = matrix.headline
    alike = [count for count in matrix.counts if count.papers >= _LEAST_ALIKE * claim.of]
    counts = alike or matrix.counts
    compared = compare_shares((headline.joint, headline.known), (claim.count, claim.of))
    return ChallengeAnswer(
        claim=claim,
        scope=scope,
        matrix=matrix,
        nearest_count=min(counts, key=lambda count: abs(count.joint - claim.count)),
        nearest_share=min(counts, key=lambda count: abs((count.share or 0.0) - claim.share)),
        z=compared[0] if compared else None,
        p=compared[1] if compared else None,
        headline_interval=find_wilson_interval(headline.joint, headline.known),
        explained=_explain(claim, matrix, frozenset(counts)),
        implied=_imply(claim, sides),
        disputed=disputed,
    )


def _explain(
    claim: Claim, matrix: DefinitionMatrix, alike: frozenset[DefinedCount]
) -> tuple[Explanation, ...]:
    """What each choice closes alone, among the definitions that are about as many papers."""

    def missed(count: DefinedCount) -> float:
        return abs((count.share or 0.0) - claim.share)

    gap = missed(matrix.headline)
    explained = []
    for choice in matrix.choices:
        open_to = [matrix.headline, *(count for count in choice.counts if count in alike)]
        nearest = min(open_to, key=missed)
        closed = (gap - missed(nearest)) / gap if gap else 0.0
        explained.append(Explanation(choice=choice.name, count=nearest, closed=closed))
    return tuple(sorted(explained, key=lambda one: (-one.closed, one.choice)))


def _imply(claim: Claim, sides: SidePapers) -> Implication:
    """Inclusion and exclusion at the size of the claim."""
    left = round(claim.of * sides.left / sides.known)
    right = round(claim.of * sides.right / sides.known)
    rest = claim.of - (left + right - claim.count)
    return Implication(
        left=left,
        right=right,
        rest=rest,
        rest_share=rest / claim.of,
        corpus_rest_share=sides.rest / sides.known,
    )
