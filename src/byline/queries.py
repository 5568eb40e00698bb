"""The questions a store answers, typed: the only door for every face."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
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
from byline.records import BylineError, Span
from byline.store.database import opened_store

CHINA_GROUPINGS = ("CN", "CN+HK+MO", "CN+HK+MO+TW")
"""Where CN is asked for, these always stand side by side."""

FATES = (
    "known",
    "partly_known",
    "unknown",
    "no_affiliation",
    "no_author",
    "anonymous",
    "failed",
)
"""What can become of a paper; each has exactly one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which papers a question is about; None means any."""

    venue: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    track: str | None = None
    status: str | None = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class JointCount:
    """Joint papers of A and B in one venue, year and track, or summed over several."""

    venue: str | None
    year: int | None
    track: str | None
    papers: int
    known: int
    failed: int
    without_author: int
    without_affiliation: int
    unknown: int
    joint: int
    joint_without_assumed: int
    joint_between_people: int
    at_most: int

    @property
    def share(self) -> float | None:
        """Joint papers over papers with a known country; None where there are none."""
        return self.joint / self.known if self.known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointAnswer:
    """The joint papers of A and B: in all, and row by row."""

    left: str
    right: str
    total: JointCount
    rows: tuple[JointCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCount:
    """How much one country signs; `country_code` is None for the unknown part."""

    country_code: str | None
    papers: int
    assumed_papers: int
    first_author_papers: int
    fractional: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRow:
    """What the sources list for one venue, year, track and status."""

    venue: str | None
    year: int | None
    track: str | None
    status: str
    papers: int
    duplicates: int
    authors: int
    authors_with_affiliation: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFailure:
    """Something that could not be read, or a remark about a source."""

    paper_id: str
    stage: str
    kind: str
    message: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDisagreement:
    """Two readings that do not say the same, with the words they are about."""

    paper_id: str
    title: str
    kind: str
    doubt: float
    reason: str
    raw_affiliation_string: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPaper:
    """A paper behind a number."""

    paper_id: str
    title: str
    venue: str | None
    year: int | None
    track: str | None
    status: str
    fate: str
    author_count: int
    countries: tuple[str, ...]
    assumed_countries: tuple[str, ...]
    url: str | None
    location: str
    pdf_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCountry:
    """A country of an affiliation, with the rule that decided and the words it rests on."""

    country_code: str | None
    basis: str | None
    is_assumed: bool
    rule: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownInstitution:
    """An institution of an affiliation, or an honest lack of one."""

    status: str
    ror_id: str | None
    name: str | None
    score: float
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuote:
    """Words of the document that prove a row."""

    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAffiliation:
    """An affiliation with everything that was made of it."""

    affiliation_id: str
    position: int
    raw_affiliation_string: str
    source: str
    quotes: tuple[ShownQuote, ...]
    institutions: tuple[ShownInstitution, ...]
    countries: tuple[ShownCountry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAuthor:
    """An author with the affiliations that count and those that are only roles."""

    position: int
    name: str
    role_note: str
    quotes: tuple[ShownQuote, ...]
    affiliations: tuple[tuple[int, str], ...]
    """Position of the affiliation in the paper, and the role of the tie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDetail:
    """Everything a study knows about one paper."""

    paper: ListedPaper
    document_kind: str | None
    layout: str | None
    authors: tuple[ShownAuthor, ...]
    affiliations: tuple[ShownAffiliation, ...]
    failures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFacts:
    """What stands behind every number of a study."""

    papers: int
    duplicates: int
    by_fate: dict[str, int]
    by_status: dict[str, int]
    failures_by_kind: dict[str, int]
    versions: dict[str, str]


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
        left, right = name_grouping(left), name_grouping(right)
        pairs = [(left, right)]
        if right == "CN":
            pairs += [(left, grouping) for grouping in CHINA_GROUPINGS[1:]]
        elif left == "CN":
            pairs += [(grouping, right) for grouping in CHINA_GROUPINGS[1:]]
        clear = [
            pair
            for pair in pairs
            if pair == pairs[0] or not set(expand_grouping(pair[0])) & set(expand_grouping(pair[1]))
        ]
        return tuple(self.count_joint(*pair, scope) for pair in clear)

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
        [(kind, layout)] = self._rows(
            "SELECT document_kind, layout FROM paper_view WHERE paper_id = ?", paper.paper_id
        )
        quotes = self._quotes(paper.paper_id)
        return PaperDetail(
            paper=paper,
            document_kind=kind,
            layout=layout,
            authors=self._authors(paper.paper_id, quotes),
            affiliations=self._affiliations(paper.paper_id, quotes),
            failures=tuple(
                self._rows(
                    "SELECT kind, message FROM failure WHERE paper_id = ? ORDER BY failure_id",
                    paper.paper_id,
                )
            ),
        )

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

    def _count(self, measure: str, scope: Scope, **parameters: object) -> list[dict[str, Value]]:
        values = asdict(scope) | {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in parameters.items()
        }
        return count_measure(self._connection, measure, values)

    def _rows(self, sql: str, *parameters: object) -> list[tuple]:  # type: ignore[type-arg]
        return self._connection.execute(sql, list(parameters)).fetchall()

    def _quotes(self, paper_id: str) -> dict[str, tuple[ShownQuote, ...]]:
        rows = self._rows(
            "SELECT evidence_id, page, start, evidence.end, quote FROM evidence "
            "JOIN document USING (document_id) WHERE paper_id = ? ORDER BY evidence_id, part",
            paper_id,
        )
        quotes: dict[str, tuple[ShownQuote, ...]] = {}
        for evidence_id, page, start, end, quote in rows:
            shown = ShownQuote(page=page, start=start, end=end, quote=quote)
            quotes[evidence_id] = (*quotes.get(evidence_id, ()), shown)
        return quotes

    def _authors(
        self, paper_id: str, quotes: Mapping[str, tuple[ShownQuote, ...]]
    ) -> tuple[ShownAuthor, ...]:
        links: dict[str, list[tuple[int, str]]] = {}
        for authorship_id, position, role in self._rows(
            "SELECT link.authorship_id, affiliation.position, link.role "
            "FROM authorship_affiliation AS link JOIN affiliation USING (affiliation_id) "
            "WHERE link.paper_id = ? ORDER BY ALL",
            paper_id,
        ):
            links.setdefault(authorship_id, []).append((position, role))
        rows = self._rows(
            "SELECT authorship_id, position, name, role_note, evidence_id "
            "FROM authorship WHERE paper_id = ? ORDER BY position",
            paper_id,
        )
        return tuple(
            ShownAuthor(
                position=position,
                name=name,
                role_note=note,
                quotes=quotes.get(evidence_id, ()),
                affiliations=tuple(links.get(authorship_id, ())),
            )
            for authorship_id, position, name, note, evidence_id in rows
        )

    def _affiliations(
        self, paper_id: str, quotes: Mapping[str, tuple[ShownQuote, ...]]
    ) -> tuple[ShownAffiliation, ...]:
        institutions = self._institutions(paper_id)
        countries = self._countries(paper_id)
        rows = self._rows(
            "SELECT affiliation_id, position, raw_affiliation_string, source, evidence_id "
            "FROM affiliation WHERE paper_id = ? ORDER BY position",
            paper_id,
        )
        return tuple(
            ShownAffiliation(
                affiliation_id=affiliation_id,
                position=position,
                raw_affiliation_string=raw,
                source=source,
                quotes=quotes.get(evidence_id, ()),
                institutions=tuple(institutions.get(affiliation_id, ())),
                countries=tuple(countries.get(affiliation_id, ())),
            )
            for affiliation_id, position, raw, source, evidence_id in rows
        )

    def _institutions(self, paper_id: str) -> dict[str, list[ShownInstitution]]:
        found: dict[str, list[ShownInstitution]] = {}
        for affiliation_id, status, ror_id, name, score, method in self._rows(
            "SELECT affiliation_id, status, ror_id, name, score, method "
            "FROM institution_match WHERE paper_id = ? ORDER BY affiliation_id, position",
            paper_id,
        ):
            shown = ShownInstitution(
                status=status, ror_id=ror_id, name=name, score=score, method=method
            )
            found.setdefault(affiliation_id, []).append(shown)
        return found

    def _countries(self, paper_id: str) -> dict[str, list[ShownCountry]]:
        found: dict[str, list[ShownCountry]] = {}
        for affiliation_id, code, basis, is_assumed, rule, start, end in self._rows(
            "SELECT affiliation_id, country_code, basis, is_assumed, rule, start, "
            'country_match."end" FROM country_match WHERE paper_id = ? '
            "ORDER BY affiliation_id, position",
            paper_id,
        ):
            shown = ShownCountry(
                country_code=code,
                basis=basis,
                is_assumed=is_assumed,
                rule=rule,
                span=None if start is None else (start, end),
            )
            found.setdefault(affiliation_id, []).append(shown)
        return found


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
