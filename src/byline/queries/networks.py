"""Who works with whom: countries or institutions as nodes, joint papers as links."""

from collections.abc import Callable
from dataclasses import dataclass

from byline.measures import Value
from byline.places.gazetteer import read_countries
from byline.queries.answers import Scope

Count = Callable[..., list[dict[str, Value]]]
"""Runs a measure by its name on a scope, with the measure's own parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A country or an institution with its papers."""

    key: str
    label: str
    country_code: str | None
    papers: int
    fractional: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Joint papers of two nodes, whole and as parts of papers."""

    left: str
    right: str
    papers: int
    fractional: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and the links between them."""

    name: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


class NetworkQueries:
    """The networks of a study; a part of the store."""

    def __init__(self, count: Count) -> None:
        self._count = count

    def link_countries(self, scope: Scope) -> Network:
        """Countries; papers of unknown place are in no node."""
        names = {country.country_code: country.names[0] for country in read_countries()}
        nodes = tuple(
            Node(
                key=str(row["country_code"]),
                label=names.get(str(row["country_code"]), str(row["country_code"])),
                country_code=str(row["country_code"]),
                papers=row["papers"],  # type: ignore[arg-type]
                fractional=row["fractional"],  # type: ignore[arg-type]
            )
            for row in self._count("country_papers", scope)
            if row["country_code"] is not None
        )
        return Network(name="countries", nodes=nodes, links=self._links("country_links", scope))

    def link_institutions(self, scope: Scope) -> Network:
        """Institutions, of one country or of several."""
        nodes = tuple(
            Node(key=str(row.pop("institution")), label=str(row.pop("name")), **row)  # type: ignore[arg-type]
            for row in self._count("institution_papers", scope)
        )
        links = self._links("institution_links", scope)
        return Network(name="institutions", nodes=nodes, links=links)

    def _links(self, measure: str, scope: Scope) -> tuple[Link, ...]:
        return tuple(Link(**row) for row in self._count(measure, scope))  # type: ignore[arg-type]
