"""Countries of papers against gold: whole sets, and one pair of countries as a flag."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from byline.evaluate.agreement import Counts, Disagreement, compare_sets
from byline.measures.intervals import Interval, find_wilson_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryScore:
    """Agreement over papers: sets that are exactly right, and the pair found or not."""

    papers: int
    exact: int
    exact_interval: Interval
    flag: Counts
    disagreements: tuple[Disagreement, ...]


def score_countries(
    gold: Mapping[str, Collection[str]],
    ours: Mapping[str, Collection[str]],
    *,
    flag: Collection[str] = ("CN", "US"),
) -> CountryScore:
    """Country sets of the gold papers, by paper id; a paper we lack counts as an empty set."""
    pairs = {paper: (set(codes), set(ours.get(paper, ()))) for paper, codes in gold.items()}
    exact = sum(wanted == found for wanted, found in pairs.values())
    flagged = [
        {paper for paper, pair in pairs.items() if set(flag) <= pair[side]} for side in (0, 1)
    ]
    return CountryScore(
        papers=len(pairs),
        exact=exact,
        exact_interval=find_wilson_interval(exact, len(pairs)),
        flag=compare_sets(flagged[0], flagged[1]),
        disagreements=tuple(
            Disagreement(
                paper_id=paper,
                kind="country",
                gold=" ".join(sorted(wanted)),
                ours=" ".join(sorted(found)),
            )
            for paper, (wanted, found) in pairs.items()
            if wanted != found
        ),
    )
