"""What was run: everything that a methods paragraph and a manifest tell about a study."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from byline.measures import Value
from byline.queries.answers import ManifestRow, Scope, StudyFacts

Count = Callable[..., list[dict[str, Value]]]
"""Runs a measure by its name on a scope, with the measure's own parameters."""
ReadRows = Callable[..., list[tuple]]  # type: ignore[type-arg]
"""Runs plain SQL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCoverage:
    """Papers of a year, and those with a known country."""

    year: int | None
    papers: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A study in numbers: what its sources list, and what is known of the papers in scope."""

    scope: Scope
    facts: StudyFacts
    manifest: tuple[ManifestRow, ...]
    years: tuple[YearCoverage, ...]
    fates: dict[str, int]
    documents: dict[str, int]
    """Papers by what was read of them: pdf or row."""
    affiliations: dict[str, int]
    """By source: page, site or profile."""
    bases: dict[str, int]
    """Countries of affiliations by what decided; `unknown` where nothing did."""
    read_for_technologies: dict[str, int]
    """Papers by how much was read to find technologies, where any names one."""
    overrides: int
    disagreements: int

    @property
    def papers(self) -> int:
        """Papers in scope."""
        return sum(self.fates.values())


class AccountQueries:
    """The questions about a study as a whole; a part of the store."""

    def __init__(self, count: Count, read_rows: ReadRows) -> None:
        self._count = count
        self._read_rows = read_rows

    def read(self, scope: Scope, *, facts: StudyFacts, manifest: Iterable[ManifestRow]) -> Account:
        """The account of the papers in scope."""
        evidence = self._count("country_evidence", scope)
        papers = self._count("papers", scope, left=None, right=None, fate=None)
        ids = [row["paper_id"] for row in papers]
        has_technologies = self._count_rows("paper_technology") > 0
        read = self._count("read_papers", scope) if has_technologies else []
        return Account(
            scope=scope,
            facts=facts,
            manifest=tuple(manifest),
            years=tuple(YearCoverage(**row) for row in self._count("year_coverage", scope)),  # type: ignore[arg-type]
            fates=_tally((str(row["fate"]), 1) for row in papers),
            documents=dict(self._read_rows(_DOCUMENTS, ids)),
            affiliations=dict(self._read_rows(_AFFILIATIONS, ids)),
            bases=_tally((str(row["basis"] or "unknown"), row["countries"]) for row in evidence),
            read_for_technologies=_tally((str(row["basis"]), 1) for row in read),
            overrides=self._count_rows("override"),
            disagreements=self._count_rows("disagreement"),
        )

    def _count_rows(self, table: str) -> int:
        [(count,)] = self._read_rows(f'SELECT count(*) FROM "{table}"')  # noqa: S608 (our names)
        return int(count)


_DOCUMENTS = """
SELECT kind, count(*) FROM document SEMI JOIN (SELECT unnest(?) AS paper_id) USING (paper_id)
GROUP BY kind ORDER BY kind
"""
_AFFILIATIONS = """
SELECT source, count(*) FROM affiliation SEMI JOIN (SELECT unnest(?) AS paper_id) USING (paper_id)
GROUP BY source ORDER BY count(*) DESC
"""


def _tally(parts: Iterable[tuple[str, Value]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for name, count in parts:
        total[name] += int(count)  # type: ignore[arg-type]
    return dict(total.most_common())
