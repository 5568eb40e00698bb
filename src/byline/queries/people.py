"""Ties beyond the byline: who moved between countries, and who wrote together before."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from byline.measures import Value, expand_grouping
from byline.queries.answers import Scope

Count = Callable[..., list[dict[str, Value]]]
"""Runs a measure by its name on a scope, with the measure's own parameters."""
Link = Literal["profile", "institution", "coauthor", "name", "unknown"]
LINKS: tuple[Link, ...] = ("profile", "institution", "coauthor", "name", "unknown")
"""What makes both ends of a move the same person, the strictest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A person who signed in one country and next in another, with a paper of each."""

    name: str
    person: str
    link: Link
    namesakes: int
    keeps: bool
    country_from: str
    country_to: str
    year_from: int
    year_to: int
    paper_from: str
    title_from: str
    paper_to: str
    title_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCount:
    """People who moved from one country to another, by the strictest link of each."""

    country_from: str
    country_to: str
    people: int
    by_profile: int
    by_institution: int
    by_coauthor: int
    by_name: int
    by_unknown_name: int
    added: int
    """People who took up the new country and kept the old; not among `people`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """How far a name stands for one person in a corpus."""

    names: int
    names_with_profile: int
    names_of_several_people: int
    shared: int
    short: int
    most_people: int
    authorships_aside: int
    returns: int
    returns_same: int

    @property
    def shared_rate(self) -> float | None:
        """Of names that a source knows, those of several people; None where it knows none."""
        known = self.names_with_profile
        return self.names_of_several_people / known if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedPaper:
    """A paper of A or B and one kind of past tie between the two; None where it has none."""

    paper_id: str
    title: str
    venue: str | None
    year: int | None
    track: str | None
    is_joint: bool
    kind: Literal["renewed", "together", "moved", "coauthor"] | None
    by_profile: bool
    people: tuple[str, ...]
    earlier_year: int | None
    earlier_paper_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieCount:
    """Past ties of the papers of A or B in one year; joint papers and others apart."""

    year: int | None
    joint: int
    renewed: int
    together: int
    joint_moved: int
    apart: int
    apart_moved: int
    apart_coauthor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieAnswer:
    """Past ties of two sides: by year, as every link and as profile ids alone show them."""

    years: tuple[TieCount, ...]
    total: TieCount
    by_profile: TieCount
    papers: tuple[TiedPaper, ...]
    """The papers that have a tie, one row for each kind."""


class PeopleQueries:
    """The questions about people over the years; a part of the store."""

    def __init__(self, count: Count) -> None:
        self._count = count

    def list_moves(
        self,
        scope: Scope,
        *,
        left: str | None = None,
        right: str | None = None,
        with_assumed: bool = False,
    ) -> tuple[Move, ...]:
        """Every move, or those between two sides in either direction."""
        rows = self._count(
            "moves",
            scope,
            left=list(expand_grouping(left)) if left and right else None,
            right=list(expand_grouping(right)) if left and right else None,
            with_assumed=with_assumed,
        )
        return tuple(Move(**row) for row in rows)  # type: ignore[arg-type]

    def read_namesakes(self) -> Namesakes:
        """How far a name stands for one person; for the whole corpus."""
        [row] = self._count("namesakes", Scope())
        return Namesakes(**row)  # type: ignore[arg-type]

    def list_gaps(self) -> tuple[int, ...]:
        """Years with papers of which none tells a place: no move is seen there."""
        rows = self._count("year_coverage", Scope(status=None))
        return tuple(row["year"] for row in rows if row["year"] and not row["known"])  # type: ignore[misc]

    def find_ties(
        self, left: str, right: str, scope: Scope, *, with_assumed: bool = False
    ) -> TieAnswer:
        """Past ties of the papers of two sides, joint or not."""
        rows = self._count(
            "ties",
            scope,
            left=list(expand_grouping(left)),
            right=list(expand_grouping(right)),
            with_assumed=with_assumed,
        )
        papers = [_read_tied(row) for row in rows]
        by_year: defaultdict[int | None, list[TiedPaper]] = defaultdict(list)
        for paper in papers:
            by_year[paper.year].append(paper)
        return TieAnswer(
            years=tuple(_count_ties(found, year=year) for year, found in by_year.items()),
            total=_count_ties(papers),
            by_profile=_count_ties(papers, is_strict=True),
            papers=tuple(paper for paper in papers if paper.kind),
        )


def _read_tied(row: dict[str, Value]) -> TiedPaper:
    people = row.pop("people")
    return TiedPaper(people=tuple(people), **row)  # type: ignore[arg-type]


def _count_ties(
    papers: Iterable[TiedPaper], *, year: int | None = None, is_strict: bool = False
) -> TieCount:
    found: Counter[tuple[bool, str | None]] = Counter()
    everything: dict[str, bool] = {}
    for paper in papers:
        everything[paper.paper_id] = paper.is_joint
        if paper.by_profile or not is_strict:
            found[paper.is_joint, paper.kind] += 1
    joint = sum(everything.values())
    return TieCount(
        year=year,
        joint=joint,
        renewed=found[True, "renewed"],
        together=found[True, "together"],
        joint_moved=found[True, "moved"],
        apart=len(everything) - joint,
        apart_moved=found[False, "moved"],
        apart_coauthor=found[False, "coauthor"],
    )


def count_moves(moves: Iterable[Move]) -> tuple[MoveCount, ...]:
    """Moves by old and new country, most people first; a person counts once for each."""
    by_pair: defaultdict[tuple[str, str], list[Move]] = defaultdict(list)
    for move in moves:
        by_pair[move.country_from, move.country_to].append(move)
    counts = [_count_people(pair, found) for pair, found in by_pair.items()]
    return tuple(sorted(counts, key=lambda c: (-c.people, -c.added, c.country_from, c.country_to)))


def _count_people(pair: tuple[str, str], moves: Sequence[Move]) -> MoveCount:
    strictest: dict[str, Link] = {}
    for move in moves:
        if not move.keeps:
            known = strictest.get(move.person, move.link)
            strictest[move.person] = min(known, move.link, key=LINKS.index)
    links = list(strictest.values())
    return MoveCount(
        country_from=pair[0],
        country_to=pair[1],
        people=len(links),
        by_profile=links.count("profile"),
        by_institution=links.count("institution"),
        by_coauthor=links.count("coauthor"),
        by_name=links.count("name"),
        by_unknown_name=links.count("unknown"),
        added=len({move.person for move in moves if move.keeps}),
    )
