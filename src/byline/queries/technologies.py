"""What papers take up, in which role, and whose it is."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

from byline.measures import Value, expand_grouping, name_grouping
from byline.queries.answers import Scope
from byline.records import BylineError, TechnologyKind, TextBasis

Count = Callable[..., list[dict[str, Value]]]
"""Runs a measure by its name on a scope, with the measure's own parameters."""

ROLES: dict[str, tuple[str, ...]] = {
    "introduced": ("introduced",),
    "built_on": ("built_on",),
    "evaluated": ("evaluated",),
    "tool": ("tool",),
    "compared": ("compared",),
    "mentioned": ("mentioned",),
    "key": ("introduced", "built_on", "evaluated"),
    "used": ("introduced", "built_on", "evaluated", "tool", "compared"),
    "cited": ("introduced", "built_on", "evaluated", "tool", "compared", "mentioned"),
}
"""The roles by themselves, and the three nested sets of docs/methods.md, section 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """How technologies are to be counted."""

    basis: TextBasis = "full_text"
    countries: str | None = None
    """A country or grouping: only papers with an affiliation there."""
    with_derivatives: bool = True
    """Whether a derivative counts for what it derives from, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyCount:
    """Papers that take up a technology, in one venue, year and track or summed over several."""

    venue: str | None
    year: int | None
    track: str | None
    papers: int
    read: int
    in_countries: int
    cited: int
    compared: int
    used: int
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyAnswer:
    """The papers of a technology: in all, and row by row."""

    name: str
    taking: Taking
    total: TechnologyCount
    rows: tuple[TechnologyCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTechnology:
    """How many papers name one technology, by the strongest role in each."""

    technology_id: str
    name: str
    kind: TechnologyKind
    developers: tuple[str, ...]
    country_codes: tuple[str, ...]
    released: str | None
    cited: int
    compared: int
    used: int
    key: int
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Papers of a country that take up technology of a developer country; None is unknown."""

    developer: str | None
    country: str | None
    papers: int
    alone: int
    """Of these, papers of that country alone."""
    fractional: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceleratorCount:
    """Papers that report one accelerator, with the dates of export rules beside their years."""

    technology_id: str
    name: str
    vendors: tuple[str, ...]
    vendor_countries: tuple[str, ...]
    market: str | None
    total_processing_performance: float | None
    china_licence_from: str | None
    china_licence_rule: str | None
    papers: int
    before: int
    same_year: int
    after: int
    read: int
    reporting: int

    @property
    def statement(self) -> str | None:
        """What may be said of it and no more; None where no rule names it."""
        if self.china_licence_from is None:
            return None
        return (
            f"reports {self.name}; for export to China {self.name} needed a US licence "
            f"from {self.china_licence_from} ({self.china_licence_rule})"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyPaper:
    """A paper behind a count, with the sentence that decides its role."""

    paper_id: str
    title: str
    venue: str | None
    year: int | None
    track: str | None
    countries: tuple[str, ...]
    url: str | None
    location: str
    technology_id: str
    name: str
    role: str
    probability: float
    via: str | None
    page: int | None
    start: int | None
    end: int | None
    quote: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPaper:
    """A paper that was read for technologies, and how much of it."""

    paper_id: str
    basis: TextBasis
    has_unknown: bool
    """Whether a part of it is of no known country."""


class TechnologyQueries:
    """The questions about technologies; a part of the store."""

    def __init__(self, count: Count, names: Sequence[tuple[str, str]]) -> None:
        self._count = count
        self._names = names
        """(technology_id, name) of every technology that the study's catalogue holds."""

    def count(self, name: str, scope: Scope, taking: Taking) -> TechnologyAnswer:
        """Papers that take up a technology; raises BylineError for a name nobody knows."""
        found = self._count(
            "technology_papers", scope, technologies=self.find(name), **_parameters(taking)
        )
        rows = tuple(TechnologyCount(**row) for row in found)  # type: ignore[arg-type]
        return TechnologyAnswer(name=name, taking=taking, total=_sum(rows), rows=rows)

    def list_technologies(
        self, scope: Scope, taking: Taking, *, kind: TechnologyKind | None = None
    ) -> tuple[ListedTechnology, ...]:
        """Every technology that papers name, most used first."""
        rows = self._count("technologies", scope, kind=kind, **_parameters(taking))
        return tuple(ListedTechnology(**_frozen(row)) for row in rows)  # type: ignore[arg-type]

    def count_flows(
        self,
        scope: Scope,
        taking: Taking,
        *,
        role: str = "used",
        kind: TechnologyKind | None = None,
        name: str | None = None,
    ) -> tuple[Flow, ...]:
        """Developer country by adopting country; raises BylineError for a role nobody knows."""
        rows = self._count(
            "technology_flows",
            scope,
            roles=find_roles(role),
            kind=kind,
            technologies=None if name is None else self.find(name),
            **_parameters(taking),
        )
        return tuple(Flow(**row) for row in rows)  # type: ignore[arg-type]

    def count_accelerators(
        self, scope: Scope, *, countries: str | None = None
    ) -> tuple[AcceleratorCount, ...]:
        """Every accelerator that papers report to have run on, most papers first."""
        taking = Taking(countries=countries)
        rows = self._count("accelerator_papers", scope, **_parameters(taking))
        return tuple(AcceleratorCount(**_frozen(row)) for row in rows)  # type: ignore[arg-type]

    def list_read(self, scope: Scope) -> tuple[ReadPaper, ...]:
        """Every paper in scope that was read in full or by its abstract."""
        rows = self._count("read_papers", scope)
        return tuple(ReadPaper(**row) for row in rows)  # type: ignore[arg-type]

    def list_papers(
        self, name: str | None, scope: Scope, taking: Taking, *, role: str = "cited"
    ) -> tuple[TechnologyPaper, ...]:
        """The papers behind a count, each with its sentence; of every technology for None."""
        rows = self._count(
            "technology_evidence",
            scope,
            technologies=None if name is None else self.find(name),
            roles=find_roles(role),
            **_parameters(taking),
        )
        return tuple(TechnologyPaper(**_frozen(row)) for row in rows)  # type: ignore[arg-type]

    def find(self, name: str) -> list[str]:
        """Ids of the technologies so called, in whatever case; raises BylineError for none."""
        wanted = name.casefold()
        found = [key for key, known in self._names if wanted in (known.casefold(), key)]
        if found:
            return found
        names = sorted({known for _, known in self._names})
        near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
        hint = f"; is it {' or '.join(near)}?" if near else ""
        raise BylineError(
            f"{name}: no technology of the catalogue this study was read with{hint}; "
            "`byline catalogue list` names them all"
        )


def find_roles(role: str) -> list[str]:
    """The roles that a role or a set of roles holds; raises BylineError for any other word."""
    if role not in ROLES:
        raise BylineError(f"{role}: no role; one of {', '.join(ROLES)}")
    return list(ROLES[role])


def _parameters(taking: Taking) -> dict[str, object]:
    return {
        "basis": taking.basis,
        "countries": list(expand_grouping(taking.countries)) if taking.countries else None,
        "with_derivatives": taking.with_derivatives,
    }


def name_countries(taking: Taking) -> str:
    """What the countries asked for are called; "all countries" where none is."""
    return name_grouping(taking.countries) if taking.countries else "all countries"


def _frozen(row: dict[str, Value]) -> dict[str, object]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _sum(rows: Sequence[TechnologyCount]) -> TechnologyCount:
    places = ("venue", "year", "track")
    only = {place: {getattr(row, place) for row in rows} for place in places}
    shared = {place: found.pop() if len(found) == 1 else None for place, found in only.items()}
    names = [field.name for field in fields(TechnologyCount) if field.name not in places]
    counts = {name: sum(getattr(row, name) for row in rows) for name in names}
    return TechnologyCount(**shared, **counts)  # type: ignore[arg-type]
