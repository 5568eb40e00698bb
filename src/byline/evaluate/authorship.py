"""Authors, affiliations and their links against labels read by eye from page one.

Author and link scores are micro-averages over papers. Names are compared without case, accents,
spaces and punctuation. Affiliations are aligned by the words they share, one to one where possible,
so that a link is right when it leads the right author to the right string.
"""

import json
import random
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from byline.authorship.lexicon import fold
from byline.authorship.reading import AuthorshipReading
from byline.measures.intervals import Interval, find_wilson_interval

_LEAST_SIMILARITY = 0.45
_CONTAINED = 0.9
"""Similarity of two strings one of which holds all words of the other."""
_COMMON = frozenset(
    {
        "of", "the", "and", "for", "at", "in", "university", "institute", "department", "school",
        "college", "laboratory", "lab", "labs", "research", "center", "centre", "inc",
        "technology", "science", "sciences", "national",
    }
)  # fmt: skip
"""Words that many affiliations share and that tell none from another."""
_RESAMPLES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The authors of one paper and their affiliations, by position, from either side."""

    paper_id: str
    names: tuple[str, ...]
    affiliations: tuple[str, ...]
    links: frozenset[tuple[int, int]]
    """Index of an author, index of an affiliation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPaper:
    """One labelled paper."""

    roll: Roll
    layout: str
    difficulty: str
    country_codes: frozenset[str]
    """Empty also where the label says nothing of countries."""


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives, false negatives; they add up over papers."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.hits + other.hits, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of our answers that are right; 1 where there is none."""
        return _share(self.hits, self.hits + self.extra)

    @property
    def recall(self) -> float:
        """Share of the gold that we found; 1 where there is none."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing to find."""
        return _share(2 * self.hits, 2 * self.hits + self.extra + self.missed)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One difference between gold and ours, for reading."""

    paper_id: str
    kind: str
    gold: str
    ours: str


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


def read_gold(lines: Iterable[str]) -> list[GoldPaper]:
    """The labelled papers of a JSONL file, one per line."""
    return [_read_label(json.loads(line)) for line in lines if line.strip()]


def _read_label(label: Mapping[str, object]) -> GoldPaper:
    affiliations = _list_objects(label["affiliations"])
    places = {entry["id"]: index for index, entry in enumerate(affiliations)}
    authors = _list_objects(label["authors"])
    roll = Roll(
        paper_id=str(label["pid"]),
        names=tuple(str(author["name"]) for author in authors),
        affiliations=tuple(str(entry["raw"]) for entry in affiliations),
        links=frozenset(
            (index, places[number])
            for index, author in enumerate(authors)
            for number in _list(author["affiliations"])
        ),
    )
    return GoldPaper(
        roll=roll,
        layout=str(label["layout"]),
        difficulty=str(label["difficulty"]),
        country_codes=frozenset(str(code) for code in _list(label.get("countries") or [])),
    )


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"a label holds {value!r} where a list belongs")
    return value


def _list_objects(value: object) -> list[dict[str, object]]:
    return [dict(entry) for entry in _list(value) if isinstance(entry, dict)]


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
        authors=_compare(wanted, found),
        links=_compare(links, our_links),
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


def _compare(wanted: Collection[object], found: Collection[object]) -> Counts:
    hits = len(set(wanted) & set(found))
    return Counts(hits, len(set(found)) - hits, len(set(wanted)) - hits)


def align_affiliations(gold: Sequence[str], ours: Sequence[str]) -> dict[int, int]:
    """For our strings, by index, the gold string each stands for: the most alike first."""
    pairs = sorted(
        (
            (-measure_similarity(wanted, found), i, j)
            for i, wanted in enumerate(gold)
            for j, found in enumerate(ours)
        ),
    )
    alike = [(i, j) for similarity, i, j in pairs if -similarity >= _LEAST_SIMILARITY]
    aligned: dict[int, int] = {}
    for i, j in alike:
        if j not in aligned and i not in aligned.values():
            aligned[j] = i
    for i, j in alike:
        aligned.setdefault(j, i)
    return aligned


def measure_similarity(one: str, other: str) -> float:
    """From 0 to 1: words two strings share, the mean over all words and over telling ones."""
    first, second = set(_split_words(one)), set(_split_words(other))
    telling = _share_words(first - _COMMON or first, second - _COMMON or second)
    return (telling + _share_words(first, second)) / 2


def _share_words(first: set[str], second: set[str]) -> float:
    """By Dice; nearly 1 where one side holds all of the other."""
    if not first or not second:
        return 0.0
    dice = 2 * len(first & second) / (len(first) + len(second))
    is_contained = first <= second or second <= first
    return max(dice, _CONTAINED + dice / 10) if is_contained else dice


def _split_words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryScore:
    """Countries of papers against gold: whole sets, and one pair of countries as a flag."""

    papers: int
    exact: int
    exact_interval: Interval
    flag: Counts
    disagreements: tuple[Disagreement, ...] = field(default=())


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
        flag=_compare(flagged[0], flagged[1]),
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
