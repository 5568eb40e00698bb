"""Authors, affiliations and their links against labels read by eye from page one.

Author and link scores are micro-averages over papers. Names are compared without case, accents,
spaces and punctuation. Affiliations are aligned by the words they share, one to one where possible,
so that a link is right when it leads the right author to the right string.
"""

import random
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from byline.authorship.lexicon import fold
from byline.authorship.reading import AuthorshipReading
from byline.evaluate.agreement import Counts, Disagreement, compare_sets
from byline.evaluate.aligning import align_affiliations
from byline.evaluate.authorship_gold import GoldPaper, Roll
from byline.measures.intervals import Interval, find_wilson_interval

_RESAMPLES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperScore:
    """What one paper adds to the totals."""

    paper_id: str
    layout: str
    difficulty: str
    authors: Counts
    links: Counts
    has_exact_affiliations: bool
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Totals over papers, with 95 % intervals."""

    papers: int
    authors: Counts
    author_f1_interval: Interval
    links: Counts
    link_f1_interval: Interval
    exact_affiliations: int
    exact_affiliations_interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorshipReport:
    """Totals, the same by layout and by difficulty, and every disagreement."""

    total: Score
    by_layout: Mapping[str, Score]
    by_difficulty: Mapping[str, Score]
    disagreements: tuple[Disagreement, ...]


def build_roll(paper_id: str, reading: AuthorshipReading) -> Roll:
    """Our side of the comparison: memberships only, no internships, visits or moves."""
    authors = {row.authorship_id: index for index, row in enumerate(reading.authorships)}
    counted = [link for link in reading.links if link.role == "affiliation"]
    used = {link.affiliation_id for link in counted}
    kept = [row for row in reading.affiliations if row.affiliation_id in used]
    places = {row.affiliation_id: index for index, row in enumerate(kept)}
    return Roll(
        paper_id=paper_id,
        names=tuple(row.name for row in reading.authorships),
        affiliations=tuple(row.raw_affiliation_string for row in kept),
        links=frozenset((authors[x.authorship_id], places[x.affiliation_id]) for x in counted),
    )


def score_authorship(gold: Sequence[GoldPaper], ours: Mapping[str, Roll]) -> AuthorshipReport:
    """Totals over the labelled papers; a paper without a reading counts as read empty."""
    scores = [_score_paper(paper, ours.get(paper.roll.paper_id)) for paper in gold]
    return AuthorshipReport(
        total=_total(scores),
        by_layout=_total_by(scores, lambda score: score.layout),
        by_difficulty=_total_by(scores, lambda score: score.difficulty),
        disagreements=tuple(found for score in scores for found in score.disagreements),
    )


def _score_paper(paper: GoldPaper, ours: Roll | None) -> PaperScore:
    gold = paper.roll
    ours = ours or Roll(paper_id=gold.paper_id, names=(), affiliations=(), links=frozenset())
    wanted, found = _key_names(gold.names), _key_names(ours.names)
    aligned = align_affiliations(gold.affiliations, ours.affiliations)
    links = {(wanted[author], place) for author, place in gold.links}
    our_links = {(found[author], _place(aligned, place)) for author, place in ours.links}
    return PaperScore(
        paper_id=gold.paper_id,
        layout=paper.layout,
        difficulty=paper.difficulty,
        authors=compare_sets(wanted, found),
        links=compare_sets(links, our_links),
        has_exact_affiliations=len(gold.affiliations)
        == len(ours.affiliations)
        == len(set(aligned.values())),
        disagreements=(
            *_list_names(gold.paper_id, wanted, found),
            *_list_affiliations(gold, ours, aligned),
            *_list_links(gold, ours, links=links, our_links=our_links),
        ),
    )


def _place(aligned: Mapping[int, int], place: int) -> int:
    """The gold index of one of our affiliations; a negative one where gold has none like it."""
    return aligned.get(place, -1 - place)


def _key_names(names: Sequence[str]) -> list[tuple[str, int]]:
    """Names for comparing; the second of two equal names is another person."""
    keys: list[tuple[str, int]] = []
    for name in names:
        spelt = "".join(character for character in fold(name) if character.isalnum())
        keys.append((spelt, sum(key[0] == spelt for key in keys)))
    return keys


def _list_names(
    paper_id: str, wanted: Sequence[tuple[str, int]], found: Sequence[tuple[str, int]]
) -> Iterable[Disagreement]:
    for name in wanted:
        if name not in found:
            yield Disagreement(paper_id=paper_id, kind="author", gold=name[0], ours="")
    for name in found:
        if name not in wanted:
            yield Disagreement(paper_id=paper_id, kind="author", gold="", ours=name[0])


def _list_affiliations(
    gold: Roll, ours: Roll, aligned: Mapping[int, int]
) -> Iterable[Disagreement]:
    for index, text in enumerate(gold.affiliations):
        if index not in aligned.values():
            yield Disagreement(paper_id=gold.paper_id, kind="affiliation", gold=text, ours="")
    for index, text in enumerate(ours.affiliations):
        if index not in aligned:
            yield Disagreement(paper_id=gold.paper_id, kind="affiliation", gold="", ours=text)


def _list_links(
    gold: Roll,
    ours: Roll,
    *,
    links: Collection[tuple[tuple[str, int], int]],
    our_links: Collection[tuple[tuple[str, int], int]],
) -> Iterable[Disagreement]:
    for name, place in sorted(set(links) - set(our_links)):
        told = f"{name[0]} - {gold.affiliations[place]}"
        yield Disagreement(paper_id=gold.paper_id, kind="link", gold=told, ours="")
    for name, place in sorted(set(our_links) - set(links)):
        text = gold.affiliations[place] if place >= 0 else ours.affiliations[-1 - place]
        yield Disagreement(paper_id=gold.paper_id, kind="link", gold="", ours=f"{name[0]} - {text}")


def _total_by(scores: Sequence[PaperScore], group: Callable[[PaperScore], str]) -> dict[str, Score]:
    groups: dict[str, list[PaperScore]] = {}
    for score in scores:
        groups.setdefault(group(score), []).append(score)
    return {name: _total(members) for name, members in sorted(groups.items())}


def _total(scores: Sequence[PaperScore]) -> Score:
    exact = sum(score.has_exact_affiliations for score in scores)
    return Score(
        papers=len(scores),
        authors=sum((score.authors for score in scores), Counts()),
        author_f1_interval=_resample([score.authors for score in scores]),
        links=sum((score.links for score in scores), Counts()),
        link_f1_interval=_resample([score.links for score in scores]),
        exact_affiliations=exact,
        exact_affiliations_interval=find_wilson_interval(exact, len(scores)),
    )


def _resample(counts: Sequence[Counts]) -> Interval:
    """Bootstrap percentile interval of F1 over papers, with a fixed seed."""
    if not counts:
        return (0.0, 1.0)
    draws = random.Random(0)
    values = sorted(
        sum(draws.choices(counts, k=len(counts)), Counts()).f1 for _ in range(_RESAMPLES)
    )
    return values[int(0.025 * _RESAMPLES)], values[int(0.975 * _RESAMPLES) - 1]
