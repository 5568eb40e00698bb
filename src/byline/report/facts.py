"""What a report says, worked out from the answers of a store, before any HTML."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from byline.measures.intervals import Interval
from byline.measures.laws import BrokenLaw
from byline.measures.trends import Step, YearShare, compare_years
from byline.queries import (
    FATES,
    CountryCount,
    JointAnswer,
    JointCount,
    ListedPaper,
    Scope,
    StudyFacts,
)
from byline.records import BylineError
from byline.report.cards import Card, Pair
from byline.report.defining import Definitions
from byline.report.pair_years import PairFacts
from byline.report.technologies import TechnologyFacts

LOST_FATES = FATES[2:]
"""Fates of papers that stand outside the denominator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One year of a series; `count` is None where the study has no paper of that year."""

    year: int
    row: int | None
    """Place of the count among the rows of the answer."""
    count: JointCount | None
    step: Step | None = None
    """The test against the last year before it that has a known paper."""

    @property
    def share(self) -> YearShare | None:
        """The joint share with its interval; None where nothing is known."""
        count = self.count
        if count is None or not count.known:
            return None
        return YearShare(year=self.year, hits=count.joint, trials=count.known, papers=count.papers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One venue and track over all years of the report, gaps included."""

    venue: str | None
    track: str | None
    points: tuple[Point, ...]

    @property
    def stretches(self) -> tuple[tuple[Point, ...], ...]:
        """The years with papers one by one, and those without as far as they follow each other."""
        keyed = groupby(self.points, key=lambda point: point.count and point.year)
        return tuple(tuple(points) for _, points in keyed)


@dataclass(frozen=True, slots=True, kw_only=True)
class LostPaper:
    """A paper without a known country, and what is known of the reason."""

    paper: ListedPaper
    reasons: tuple[tuple[str, str], ...]
    """Kind and message of every failure."""
    affiliations: tuple[str, ...]
    """Affiliations as printed whose country is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One paper in scope, with the lists of the report that it stands in."""

    paper: ListedPaper
    row: int
    """Place of its venue, year and track among the rows of the answer."""
    at_most: tuple[int, ...]
    """Pairs for which it is or could be joint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """All that a report shows; the first pair and answer are what was asked for."""

    scope: Scope
    pairs: tuple[Pair, ...]
    answers: tuple[JointAnswer, ...]
    countries: tuple[CountryCount, ...]
    cards: tuple[Card, ...]
    lost: tuple[LostPaper, ...]
    register: tuple[RegisterRow, ...]
    study: StudyFacts
    technologies: TechnologyFacts | None
    definitions: Definitions | None
    """None where no paper in scope has a known country."""
    broken: tuple[BrokenLaw, ...]
    country_pairs: PairFacts

    @property
    def total(self) -> JointCount:
        """The headline's count."""
        return self.answers[0].total

    @property
    def bounds(self) -> Interval:
        """Joint papers over all in scope if none, or all, of the unknown ones were joint."""
        total = self.total
        return (total.joint / total.papers, total.at_most / total.papers)

    @property
    def by_fate(self) -> Mapping[str, int]:
        """How many papers in scope have which fate."""
        return Counter(row.paper.fate for row in self.register)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the papers in scope, in order."""
        return tuple(sorted({row.year for row in self.answers[0].rows if row.year is not None}))

    @property
    def venues(self) -> tuple[str, ...]:
        """The venues of the papers in scope, in order."""
        return _names(row.venue for row in self.answers[0].rows)

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tracks of the papers in scope, in order."""
        return _names(row.track for row in self.answers[0].rows)


def _names(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value is not None}))


def order_papers(papers: Iterable[ListedPaper]) -> tuple[ListedPaper, ...]:
    """Papers by year, then title; those without a year last."""
    return tuple(
        sorted(
            papers,
            key=lambda paper: (
                paper.year is None,
                paper.year or 0,
                paper.title.casefold(),
                paper.paper_id,
            ),
        )
    )


def order_cards(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Papers of the pair asked for first, then those of the wider groupings only."""
    return tuple(sorted(cards, key=lambda card: card.joint[0]))


def build_series(rows: Sequence[JointCount]) -> tuple[Series, ...]:
    """The rows as series over the same years, one for each venue and track; none for one year."""
    dated = {
        (row.venue, row.track, row.year): (place, row)
        for place, row in enumerate(rows)
        if row.year is not None
    }
    years = {year for _, _, year in dated if year is not None}
    if len(years) < 2:  # noqa: PLR2004 (one year is no trend)
        return ()
    lines = dict.fromkeys((venue, track) for venue, track, _ in dated)
    return tuple(
        Series(
            venue=venue,
            track=track,
            points=_tested(
                _point(year, dated.get((venue, track, year)))
                for year in range(min(years), max(years) + 1)
            ),
        )
        for venue, track in lines
    )


def _tested(points: Iterable[Point]) -> tuple[Point, ...]:
    """The points, each with the test of its step."""
    points = tuple(points)
    shares = [share for point in points if (share := point.share) is not None]
    steps = {step.year: step for step in compare_years(shares)}
    return tuple(replace(point, step=steps.get(point.year)) for point in points)


def _point(year: int, found: tuple[int, JointCount] | None) -> Point:
    row, count = found or (None, None)
    return Point(year=year, row=row, count=count)


def build_register(
    papers: Iterable[ListedPaper], rows: Sequence[JointCount], pairs: Sequence[Pair]
) -> tuple[RegisterRow, ...]:
    """Every paper in scope with the numbers it stands behind."""
    place_of = {(row.venue, row.year, row.track): place for place, row in enumerate(rows)}
    return tuple(
        RegisterRow(
            paper=paper,
            row=place_of[paper.venue, paper.year, paper.track],
            at_most=tuple(
                place
                for place, pair in enumerate(pairs)
                if paper.fate != "known" or pair.is_joined_by(paper.countries)
            ),
        )
        for paper in papers
    )


def check_facts(facts: ReportFacts) -> None:
    """Raise BylineError where a list of the report does not hold as many papers as its number."""
    for number, listed, shown in _list_counts(facts):
        if listed != shown:
            raise BylineError(
                f"the report would say {shown} for {number} and list {listed} papers; "
                "please report this as a bug of Byline"
            )


def _list_counts(facts: ReportFacts) -> Iterable[tuple[str, int, int]]:
    yield "papers in scope", len(facts.register), facts.total.papers
    known = facts.by_fate.get("known", 0) + facts.by_fate.get("partly_known", 0)
    yield "papers with a known country", known, facts.total.known
    for place, answer in enumerate(facts.answers):
        name, total = f"{answer.left} and {answer.right}", answer.total
        cards = facts.cards
        yield f"{name}, joint", sum(place in card.joint for card in cards), total.joint
        yield (
            f"{name}, without assumed countries",
            sum(place in card.shown for card in cards),
            total.joint_without_assumed,
        )
        yield (
            f"{name}, between people",
            sum(place in card.between_people for card in cards),
            total.joint_between_people,
        )
        yield f"{name}, at most", sum(place in r.at_most for r in facts.register), total.at_most
    for row in facts.country_pairs.rows:
        pair = row.intensity.pair
        signed = ({pair.left, pair.right} <= set(r.paper.countries) for r in facts.register)
        yield f"{pair.left} and {pair.right}, of all countries", sum(signed), pair.joint
