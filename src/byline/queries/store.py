"""The questions a store answers, typed."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Self

import duckdb

from byline.measures import (
    Value,
    count_measure,
    expand_grouping,
    name_grouping,
    read_measures,
)
from byline.queries.account import Account, AccountQueries
from byline.queries.answers import (
    CountryCount,
    JointAnswer,
    JointCount,
    ListedDisagreement,
    ListedFailure,
    ListedPaper,
    ManifestRow,
    PaperDetail,
    Scope,
    StudyFacts,
)
from byline.queries.details import read_detail
from byline.queries.networks import NetworkQueries
from byline.queries.pairs import PairQueries, find_groupings
from byline.queries.people import PeopleQueries
from byline.queries.tables import TableQueries
from byline.queries.technologies import TechnologyQueries
from byline.records import BylineError
from byline.store.database import opened_store


class Store:
    """A study's store, opened read-only; use `opened`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    @contextlib.contextmanager
    def opened(cls, path: Path) -> Iterator[Self]:
        """The store at a path; raises BylineError where it is missing or damaged."""
        with opened_store(path) as connection:
            yield cls(connection)

    def count_joint(self, left: str, right: str, scope: Scope) -> JointAnswer:
        """Joint papers of two groupings; raises BylineError where they overlap."""
        left, right = name_grouping(left), name_grouping(right)
        left_codes, right_codes = expand_grouping(left), expand_grouping(right)
        shared = sorted(set(left_codes) & set(right_codes))
        if shared:
            raise BylineError(f"{left} and {right} share {', '.join(shared)}: name two apart")
        rows = tuple(
            JointCount(**row)  # type: ignore[arg-type]
            for row in self._count("joint_papers", scope, left=left_codes, right=right_codes)
        )
        return JointAnswer(left=left, right=right, total=_sum_joint(rows), rows=rows)

    def count_joint_beside(self, left: str, right: str, scope: Scope) -> tuple[JointAnswer, ...]:
        """The joint papers as asked and, where mainland China is one side, its other groupings."""
        return tuple(self.count_joint(*pair, scope) for pair in find_groupings(left, right))

    def count_countries(self, scope: Scope) -> tuple[CountryCount, ...]:
        """Papers by country, most first, the unknown part last."""
        rows = self._count("country_papers", scope)
        return tuple(CountryCount(**row) for row in rows)  # type: ignore[arg-type]

    def list_manifest(self) -> tuple[ManifestRow, ...]:
        """What the sources list, by venue, year, track and status."""
        rows = count_measure(self._connection, "manifest", {})
        return tuple(ManifestRow(**row) for row in rows)  # type: ignore[arg-type]

    def list_papers(
        self,
        scope: Scope,
        *,
        left: str | None = None,
        right: str | None = None,
        fate: str | None = None,
    ) -> tuple[ListedPaper, ...]:
        """The papers behind a number: of a country, joint of two, or with a fate such as failed."""
        rows = self._count(
            "papers",
            scope,
            left=expand_grouping(left) if left else None,
            right=expand_grouping(right) if right else None,
            fate=fate,
        )
        return tuple(_listed(row) for row in rows)

    def list_failures(self, *, kind: str | None = None) -> tuple[ListedFailure, ...]:
        """Everything that could not be read, and remarks about sources, by stage and kind."""
        rows = self._rows(
            "SELECT paper_id, stage, kind, message, location FROM failure "
            "WHERE ?1 IS NULL OR kind = ?1 ORDER BY ALL",
            kind,
        )
        names = ("paper_id", "stage", "kind", "message", "location")
        return tuple(ListedFailure(**dict(zip(names, row, strict=True))) for row in rows)

    def list_disagreements(self) -> tuple[ListedDisagreement, ...]:
        """Where two readings do not say the same, most doubtful first."""
        rows = self._rows(
            "SELECT paper_id, title, kind, doubt, reason, raw_affiliation_string "
            "FROM disagreement JOIN paper_view USING (paper_id) "
            "LEFT JOIN (SELECT affiliation_id, raw_affiliation_string FROM affiliation) "
            "USING (affiliation_id) ORDER BY doubt DESC, kind, title, disagreement_id"
        )
        names = ("paper_id", "title", "kind", "doubt", "reason", "raw_affiliation_string")
        return tuple(ListedDisagreement(**dict(zip(names, row, strict=True))) for row in rows)

    def find_papers(self, words: str) -> tuple[ListedPaper, ...]:
        """Papers by id, file name, or words of the title."""
        papers = self.list_papers(Scope(status=None))
        exact = tuple(p for p in papers if p.paper_id == words.lower())
        if exact:
            return exact
        wanted = words.casefold()
        return tuple(
            p for p in papers if wanted in p.title.casefold() or wanted in p.location.casefold()
        )

    def show_paper(self, paper: ListedPaper) -> PaperDetail:
        """One paper with authors, affiliations, countries, rules and quotes."""
        return read_detail(self._connection, paper)

    def read_facts(self) -> StudyFacts:
        """How many papers, what became of them, and the versions of everything that decided."""
        [(papers, duplicates)] = self._rows("SELECT count(*), count(duplicate_of) FROM paper_view")
        return StudyFacts(
            papers=papers,
            duplicates=duplicates,
            by_fate=dict(
                self._rows(
                    "SELECT fate, count(*) FROM papers_in_scope(NULL, NULL, NULL, NULL, NULL) "
                    "GROUP BY fate ORDER BY fate"
                )
            ),
            by_status=dict(
                self._rows("SELECT status, count(*) FROM paper GROUP BY status ORDER BY status")
            ),
            failures_by_kind=dict(
                self._rows("SELECT kind, count(*) FROM failure GROUP BY kind ORDER BY kind")
            ),
            versions=dict(self._rows("SELECT DISTINCT component, version FROM run ORDER BY ALL")),
        )

    def read_account(self, scope: Scope) -> Account:
        """What was run and what is known of the papers in scope."""
        queries = AccountQueries(self._count, self._rows)
        return queries.read(scope, facts=self.read_facts(), manifest=self.list_manifest())

    @property
    def pairs(self) -> PairQueries:
        """The questions about pairs of countries and of institutions."""
        return PairQueries(self._count, self.count_joint)

    @property
    def tables(self) -> TableQueries:
        """The tables as they leave the study."""
        return TableQueries(self._connection)

    @property
    def networks(self) -> NetworkQueries:
        """Countries or institutions that work together."""
        return NetworkQueries(self._count)

    @property
    def people(self) -> PeopleQueries:
        """The questions about people over the years."""
        return PeopleQueries(self._count)

    @property
    def technologies(self) -> TechnologyQueries:
        """The questions about what papers take up."""
        names = self._rows("SELECT technology_id, name FROM technology ORDER BY ALL")
        return TechnologyQueries(self._count, names)

    def _count(self, measure: str, scope: Scope, **parameters: object) -> list[dict[str, Value]]:
        values = asdict(scope) | {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in parameters.items()
        }
        return count_measure(self._connection, measure, values)

    def _rows(self, sql: str, *parameters: object) -> list[tuple]:  # type: ignore[type-arg]
        return self._connection.execute(sql, list(parameters)).fetchall()


def _listed(row: Mapping[str, Value]) -> ListedPaper:
    values = {key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}
    return ListedPaper(**values)  # type: ignore[arg-type]


def _sum_joint(rows: tuple[JointCount, ...]) -> JointCount:
    def only(values: set[object]) -> object:
        return next(iter(values)) if len(values) == 1 else None

    places = {"venue", "year", "track"}
    counts = [field.name for field in fields(JointCount) if field.name not in places]
    return JointCount(
        venue=only({row.venue for row in rows}),  # type: ignore[arg-type]
        year=only({row.year for row in rows}),  # type: ignore[arg-type]
        track=only({row.track for row in rows}),  # type: ignore[arg-type]
        **{name: sum(getattr(row, name) for row in rows) for name in counts},
    )


def explain_measure(name: str) -> dict[str, str]:
    """The definition of a measure, as it stands in its file."""
    measure = read_measures()[name]
    return {
        "question": measure.question,
        "unit": measure.unit,
        "counting": measure.counting,
        "denominator": measure.denominator,
    }
