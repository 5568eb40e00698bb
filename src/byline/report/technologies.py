"""What a report says about technologies: tables, flows and lists, before any HTML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from byline.queries import AcceleratorCount, JointCount, ListedTechnology, TechnologyCount
from byline.records import TechnologyKind, TextBasis
from byline.report.flows import FlowTable
from byline.report.uses import UseList

KINDS: tuple[TechnologyKind, ...] = ("model", "architecture", "dataset")
"""Kinds with a table of their own kind; accelerators have theirs beside the dates."""
MARKETS = (
    "data_centre",
    "china_variant",
    "domestic",
    "consumer",
    "workstation",
    "embedded",
    "cloud",
    "unknown",
)
MOST_TECHNOLOGIES = 20
MOST_BY_YEAR = 4
ROLE_NAMES = ("cited", "compared", "used", "key")
REPORT_NAMES = ("reported", "before", "same_year", "after")

Numbers = Mapping[str, Mapping[str, int]]
"""By side and name; every side and name is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyRow:
    """One technology with its numbers, and the place of its list."""

    technology: ListedTechnology
    place: int
    numbers: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class KindTable:
    """The most used technologies of one kind, of all that papers name."""

    kind: TechnologyKind
    rows: tuple[TechnologyRow, ...]
    named: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceleratorRow:
    """One accelerator with its numbers, and the place of its list."""

    chip: AcceleratorCount
    place: int
    numbers: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRow:
    """One venue, year and track: papers read, and the numbers of each model in order."""

    row: int
    count: JointCount
    read: int
    models: tuple[TechnologyCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyFacts:
    """All that a report shows about technologies."""

    basis: TextBasis
    kinds: tuple[KindTable, ...]
    markets: Mapping[str, tuple[AcceleratorRow, ...]]
    by_year: tuple[YearRow, ...]
    """Of the first rows of the table of models; empty where there are no two years."""
    flows: FlowTable
    uses: tuple[UseList, ...]
    names: Mapping[str, str]
    """Of every technology that papers name, by its id."""
    lists: Mapping[str, frozenset[str]]
    """Ids of papers by the token of a list that no single technology has."""

    def size(self, token: str) -> int:
        """How many papers a list holds."""
        return len(self.lists.get(token, ()))

    def group_years(self) -> Iterator[tuple[str | None, str | None, tuple[YearRow, ...]]]:
        """The rows of years by venue and track."""
        series = groupby(self.by_year, key=lambda row: (row.count.venue, row.count.track))
        for (venue, track), found in series:
            yield venue, track, tuple(found)

    @property
    def tokens(self) -> Mapping[str, str]:
        """The lists each paper stands in, as an attribute."""
        found: dict[str, list[str]] = {}
        for token, papers in self.lists.items():
            for paper_id in papers:
                found.setdefault(paper_id, []).append(token)
        return {paper_id: " ".join(tokens) for paper_id, tokens in found.items()}
