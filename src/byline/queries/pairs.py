"""Pairs of countries and of institutions: how often, how strongly, and how that moves."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from byline.measures import Value, expand_grouping, name_grouping
from byline.measures.intensity import Intensity, PairCount, count_links, measure_intensity
from byline.measures.laws import (
    BrokenLaw,
    SidePapers,
    check_codes,
    check_joint,
    check_jumps,
    check_parts,
    check_places,
    check_printed,
    check_rest,
)
from byline.measures.trends import Step, YearShare, compare_years
from byline.places.gazetteer import read_countries
from byline.queries.answers import CHINA_GROUPINGS, JointAnswer, Scope
from byline.queries.challenge import ChallengeAnswer, DisputedPaper, answer_claim
from byline.queries.claims import Claim
from byline.queries.definitions import (
    DefinedCount,
    DefinedPaper,
    Definition,
    DefinitionMatrix,
    find_choices,
)
from byline.queries.matrix import CountryMatrix, build_matrix
from byline.records import BylineError

Count = Callable[..., list[dict[str, Value]]]
"""Runs a measure by its name on a scope, with the measure's own parameters."""
CountJoint = Callable[[str, str, Scope], JointAnswer]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorShare:
    """Authorships of a country; `country_code` is None for the unknown part."""

    country_code: str | None
    authorships: int
    fractional: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLast:
    """Papers whose first and last author sit in different ones of two sides."""

    venue: str | None
    year: int | None
    track: str | None
    papers: int
    known: int
    left_first: int
    right_first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionPair:
    """Two institutions and the papers they wrote together."""

    left_institution: str
    right_institution: str
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairYears:
    """A pair of countries over the years; years without any known paper are missing."""

    left: str
    right: str
    joint: int
    by_year: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A joint share over the years of one venue and track, with the test of each step."""

    venue: str | None
    track: str | None
    years: tuple[YearShare, ...]
    steps: tuple[Step, ...]


class PairQueries:
    """The questions about pairs; a part of the store."""

    def __init__(self, count: Count, count_joint: CountJoint) -> None:
        self._count = count
        self._count_joint = count_joint

    def count_authors(self, scope: Scope) -> tuple[AuthorShare, ...]:
        """Authorships by country, most first, the unknown part last."""
        rows = self._count("author_shares", scope)
        return tuple(AuthorShare(**row) for row in rows)  # type: ignore[arg-type]

    def count_first_last(self, left: str, right: str, scope: Scope) -> tuple[FirstLast, ...]:
        """Papers with first and last author in different ones of two sides."""
        rows = self._count("first_last", scope, **_sides(left, right))
        return tuple(FirstLast(**row) for row in rows)  # type: ignore[arg-type]

    def count_institutions(
        self, left: str, right: str, scope: Scope, *, most: int
    ) -> tuple[InstitutionPair, ...]:
        """The pairs of institutions across two sides with most joint papers."""
        rows = self._count("institution_pairs", scope, most=most, **_sides(left, right))
        return tuple(InstitutionPair(**row) for row in rows)  # type: ignore[arg-type]

    def count_definitions(self, left: str, right: str, scope: Scope) -> DefinitionMatrix:
        """Joint papers under every combination of grouping, track, assumption, people and source.

        The headline is mainland China where China is a side, all tracks of the scope, assumed
        countries included, any people, affiliations that count, from any source.
        """
        counts = [
            counted
            for pair in find_groupings(left, right)
            for counted in self._count_definitions(*pair, scope)
        ]
        if not counts:
            raise BylineError("no paper in scope has a known country: there is nothing to count")
        return DefinitionMatrix(scope=scope, counts=tuple(counts), choices=find_choices(counts))

    def _count_definitions(self, left: str, right: str, scope: Scope) -> Iterator[DefinedCount]:
        """One grouping under every other choice; a single track is all tracks."""
        rows = self._count("joint_definitions", scope, **_sides(left, right))
        papers = self._count_papers(left, right, scope)
        for row in rows:
            joint, known, is_every = row.pop("joint"), row.pop("known"), row.pop("every_track")
            if is_every or len(papers) > 2:  # noqa: PLR2004 (all tracks, and more than one)
                definition = Definition(left=left, right=right, **row)  # type: ignore[arg-type]
                yield DefinedCount(
                    definition=definition,
                    joint=joint,  # type: ignore[arg-type]
                    known=known,  # type: ignore[arg-type]
                    papers=papers[definition.track],
                )

    def list_defined(self, definition: Definition, scope: Scope) -> tuple[DefinedPaper, ...]:
        """The papers that are known under one definition, each joint or not."""
        rows = self._count(
            "defined_papers",
            scope,
            only_track=definition.track,
            with_assumed=definition.with_assumed,
            between_people=definition.between_people,
            with_roles=definition.with_roles,
            source=definition.source,
            **_sides(definition.left, definition.right),
        )
        return tuple(DefinedPaper(**row) for row in rows)  # type: ignore[arg-type]

    def _count_papers(self, left: str, right: str, scope: Scope) -> dict[str | None, int]:
        """Papers in scope by track; all of them under None."""
        answer = self._count_joint(left, right, scope)
        papers: defaultdict[str | None, int] = defaultdict(int)
        for row in answer.rows:
            papers[row.track or ""] += row.papers
        papers[None] = answer.total.papers
        return papers

    def challenge(self, claim: Claim, scope: Scope) -> ChallengeAnswer:
        """What the corpus says of a published number.

        Raises BylineError where it holds no paper of the claim's venue and year.
        """
        within = replace(
            scope,
            venue=scope.venue or claim.venue,
            year_from=scope.year_from or claim.year,
            year_to=scope.year_to or claim.year,
        )
        if not self._count_joint(claim.left, claim.right, within).total.known:
            raise BylineError(
                f"this study has no paper with a known country of {within.venue or 'any venue'} "
                f"{claim.year or ''}; import them with `byline run`, or name the venue as the "
                "study does: --venue"
            )
        sides = self.count_sides(claim.left, claim.right, within)
        return answer_claim(
            claim,
            scope=within,
            matrix=self.count_definitions(claim.left, claim.right, within),
            sides=SidePapers(
                name="all",
                known=sum(one.known for one in sides),
                left=sum(one.left for one in sides),
                right=sum(one.right for one in sides),
                joint=sum(one.joint for one in sides),
            ),
            disputed=self.list_disputed(claim.left, claim.right, within),
        )

    def list_disputed(self, left: str, right: str, scope: Scope) -> tuple[DisputedPaper, ...]:
        """Joint papers of the widest groupings, those that a choice moves first."""
        widest_left, widest_right = find_groupings(left, right)[-1]
        rows = self._count(
            "disputed_papers",
            scope,
            widest_left=expand_grouping(widest_left),
            widest_right=expand_grouping(widest_right),
            **_sides(left, right),
        )
        return tuple(
            DisputedPaper(**(row | {"reasons": tuple(row["reasons"])}))  # type: ignore[arg-type]
            for row in rows
        )

    def measure_pairs(
        self, scope: Scope, *, most: int, countries: Sequence[str] = ()
    ) -> tuple[Intensity, ...]:
        """The strongest pairs by joint papers, or all among some countries, with their indices."""
        pairs = [pair for _, pair in self._list_pairs(scope, by_year=False)]
        links = count_links(pairs)
        wanted = set(countries)
        chosen = [pair for pair in pairs if not wanted or {pair.left, pair.right} <= wanted]
        chosen.sort(key=lambda pair: (-pair.joint, pair.left, pair.right))
        return tuple(measure_intensity(pair, links=links) for pair in chosen[:most])

    def build_matrix(
        self, scope: Scope, *, most: int, countries: Sequence[str] = ()
    ) -> CountryMatrix:
        """The countries of most papers, or those asked for, each against each."""
        papers: dict[str, int] = {
            row["country_code"]: row["papers"]  # type: ignore[misc]
            for row in self._count("country_papers", scope)
            if row["country_code"]
        }
        ranked = sorted(papers, key=lambda code: (-papers[code], code))
        chosen = tuple(dict.fromkeys(countries)) or tuple(ranked[:most])
        measured = self.measure_pairs(scope, most=len(chosen) ** 2, countries=chosen)
        return build_matrix(chosen, papers, measured)

    def list_pair_years(self, scope: Scope, *, most: int) -> tuple[PairYears, ...]:
        """The pairs with most joint papers in all, each year apart."""
        rows = self._list_pairs(scope, by_year=True)
        years: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
        for year, pair in rows:
            if year is not None:
                years[pair.left, pair.right][year] = pair.joint
        totals = sorted(years.items(), key=lambda item: (-sum(item[1].values()), item[0]))
        return tuple(
            PairYears(left=left, right=right, joint=sum(by_year.values()), by_year=by_year)
            for (left, right), by_year in totals[:most]
        )

    def _list_pairs(self, scope: Scope, *, by_year: bool) -> list[tuple[int | None, PairCount]]:
        rows = self._count("country_pairs", scope, by_year=by_year)
        years = [row.pop("year") for row in rows]
        return [
            (year, PairCount(**row))  # type: ignore[arg-type,misc]
            for year, row in zip(years, rows, strict=True)
        ]

    def find_trend(self, left: str, right: str, scope: Scope) -> tuple[Trend, ...]:
        """The joint share over the years, for each venue and track apart."""
        series: defaultdict[tuple[str | None, str | None], list[YearShare]] = defaultdict(list)
        for row in self._count_joint(left, right, scope).rows:
            if row.year is not None:
                year = YearShare(year=row.year, hits=row.joint, trials=row.known, papers=row.papers)
                series[row.venue, row.track].append(year)
        return tuple(
            Trend(venue=venue, track=track, years=tuple(years), steps=tuple(compare_years(years)))
            for (venue, track), years in series.items()
        )

    def check_laws(self, left: str, right: str, scope: Scope) -> tuple[BrokenLaw, ...]:
        """Every law that the result for two sides breaks."""
        answer = self._count_joint(left, right, scope)
        sides = self.count_sides(left, right, scope)
        codes = [
            str(row["country_code"])
            for row in self._count("country_papers", scope)
            if row["country_code"]
        ]
        trends = self.find_trend(left, right, scope)
        return (
            *check_parts(answer.total.joint, [row.joint for row in answer.rows], name="joint"),
            *(broken for one in sides for broken in check_joint(one)),
            *(
                broken
                for one in sides
                for broken in check_rest(one, [other for other in sides if other is not one])
            ),
            *check_codes(codes, frozenset(c.country_code for c in read_countries())),
            *check_printed(
                (str(row["country_code"]), row["papers"])  # type: ignore[misc]
                for row in self._count("law_printed", scope)
            ),
            *check_places(
                (str(row["affiliation"]), str(row["codes"]))
                for row in self._count("law_places", scope)
            ),
            *(
                broken
                for trend in trends
                for broken in check_jumps(trend.steps, name=trend.track or "no track")
            ),
        )

    def count_sides(self, left: str, right: str, scope: Scope) -> tuple[SidePapers, ...]:
        """Papers of either side, of both and with any known country, by year."""
        rows = self._count("side_papers", scope, **_sides(left, right))
        return tuple(
            SidePapers(name=str(row.pop("year") or "no year"), **row)  # type: ignore[arg-type]
            for row in rows
        )


def find_groupings(left: str, right: str) -> tuple[tuple[str, str], ...]:
    """The pair as asked and, where mainland China is one side, its other groupings."""
    left, right = name_grouping(left), name_grouping(right)
    pairs = [(left, right)]
    if right == "CN":
        pairs += [(left, grouping) for grouping in CHINA_GROUPINGS[1:]]
    elif left == "CN":
        pairs += [(grouping, right) for grouping in CHINA_GROUPINGS[1:]]
    return tuple(
        pair
        for pair in pairs
        if pair == pairs[0] or not set(expand_grouping(pair[0])) & set(expand_grouping(pair[1]))
    )


def _sides(left: str, right: str) -> dict[str, list[str]]:
    return {"left": list(expand_grouping(left)), "right": list(expand_grouping(right))}
