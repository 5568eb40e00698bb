"""Everything a store knows about one paper, down to the quotes."""

from collections.abc import Mapping

import duckdb

from byline.queries.answers import (
    ListedPaper,
    PaperDetail,
    ShownAffiliation,
    ShownAuthor,
    ShownCountry,
    ShownInstitution,
    ShownQuote,
)


def read_detail(connection: duckdb.DuckDBPyConnection, paper: ListedPaper) -> PaperDetail:
    """One paper with authors, affiliations, countries, rules and quotes."""
    paper_id = paper.paper_id
    [(kind, layout)] = _rows(
        connection, "SELECT document_kind, layout FROM paper_view WHERE paper_id = ?", paper_id
    )
    quotes = _quotes(connection, paper_id)
    failures = _rows(
        connection,
        "SELECT kind, message FROM failure WHERE paper_id = ? ORDER BY failure_id",
        paper_id,
    )
    return PaperDetail(
        paper=paper,
        document_kind=kind,
        layout=layout,
        authors=_authors(connection, paper_id, quotes),
        affiliations=_affiliations(connection, paper_id, quotes),
        failures=tuple(failures),
    )


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, paper_id: str) -> list[tuple]:  # type: ignore[type-arg]
    return connection.execute(sql, [paper_id]).fetchall()


def _quotes(
    connection: duckdb.DuckDBPyConnection, paper_id: str
) -> dict[str, tuple[ShownQuote, ...]]:
    rows = _rows(
        connection,
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
    connection: duckdb.DuckDBPyConnection,
    paper_id: str,
    quotes: Mapping[str, tuple[ShownQuote, ...]],
) -> tuple[ShownAuthor, ...]:
    links: dict[str, list[tuple[int, str]]] = {}
    for authorship_id, position, role in _rows(
        connection,
        "SELECT link.authorship_id, affiliation.position, link.role "
        "FROM authorship_affiliation AS link JOIN affiliation USING (affiliation_id) "
        "WHERE link.paper_id = ? ORDER BY ALL",
        paper_id,
    ):
        links.setdefault(authorship_id, []).append((position, role))
    rows = _rows(
        connection,
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
    connection: duckdb.DuckDBPyConnection,
    paper_id: str,
    quotes: Mapping[str, tuple[ShownQuote, ...]],
) -> tuple[ShownAffiliation, ...]:
    institutions = _institutions(connection, paper_id)
    countries = _countries(connection, paper_id)
    rows = _rows(
        connection,
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


def _institutions(
    connection: duckdb.DuckDBPyConnection, paper_id: str
) -> dict[str, list[ShownInstitution]]:
    found: dict[str, list[ShownInstitution]] = {}
    for affiliation_id, status, ror_id, name, score, method in _rows(
        connection,
        "SELECT affiliation_id, status, ror_id, name, score, method "
        "FROM institution_match WHERE paper_id = ? ORDER BY affiliation_id, position",
        paper_id,
    ):
        shown = ShownInstitution(
            status=status, ror_id=ror_id, name=name, score=score, method=method
        )
        found.setdefault(affiliation_id, []).append(shown)
    return found


def _countries(
    connection: duckdb.DuckDBPyConnection, paper_id: str
) -> dict[str, list[ShownCountry]]:
    found: dict[str, list[ShownCountry]] = {}
    for affiliation_id, code, basis, is_assumed, rule, start, end in _rows(
        connection,
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
