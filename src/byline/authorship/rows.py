"""A finished draft to the rows of the store, each with its evidence."""

from collections.abc import Iterable, Sequence

from byline.authorship.draft import Draft
from byline.authorship.reading import AuthorshipReading
from byline.documents.reading import DocumentReading
from byline.records import (
    Affiliation,
    AuthorBlock,
    AuthorBlockStatus,
    Authorship,
    AuthorshipAffiliation,
    Document,
    Evidence,
    Span,
    make_id,
)


def write_rows(reading: DocumentReading, draft: Draft, *, layout: str) -> AuthorshipReading:
    """The rows of an author block that names its authors."""
    document = reading.document
    evidence = _Evidence(reading)
    authorships = tuple(_write_authorships(draft, document, evidence))
    affiliations = tuple(_write_affiliations(draft, document, evidence))
    return AuthorshipReading(
        block=_write_block(document, "read", layout),
        authorships=authorships,
        affiliations=affiliations,
        links=tuple(
            AuthorshipAffiliation(
                authorship_id=authorships[tie.name].authorship_id,
                affiliation_id=affiliations[tie.affiliation].affiliation_id,
                paper_id=document.paper_id,
                role=tie.role,
                rule=tie.rule,
            )
            for tie in draft.ties
        ),
        evidence=evidence.rows,
    )


def write_empty(reading: DocumentReading, status: AuthorBlockStatus) -> AuthorshipReading:
    """The rows of an author block that names nobody."""
    return AuthorshipReading(
        block=_write_block(reading.document, status, "none"),
        authorships=(),
        affiliations=(),
        links=(),
        evidence=(),
    )


def _write_block(document: Document, status: AuthorBlockStatus, layout: str) -> AuthorBlock:
    return AuthorBlock(
        document_id=document.document_id, paper_id=document.paper_id, status=status, layout=layout
    )


class _Evidence:
    """Evidence rows, each once."""

    def __init__(self, reading: DocumentReading) -> None:
        self._reading = reading
        self._rows: dict[tuple[str, int], Evidence] = {}

    @property
    def rows(self) -> tuple[Evidence, ...]:
        """All rows so far."""
        return tuple(self._rows.values())

    def add(self, spans: Sequence[Span]) -> str:
        """The id of the evidence that these spans make."""
        found = self._reading.document.evidence(*spans, pages=self._reading.pages)
        self._rows.update({(row.evidence_id, row.part): row for row in found})
        return found[0].evidence_id


def _write_authorships(
    draft: Draft, document: Document, evidence: _Evidence
) -> Iterable[Authorship]:
    for index, name in enumerate(draft.names):
        yield Authorship(
            authorship_id=make_id("authorship", document.document_id, index + 1, name.text),
            paper_id=document.paper_id,
            document_id=document.document_id,
            position=index + 1,
            name=name.text,
            role_note="; ".join(draft.notes.get(index, ())),
            is_group=name.is_group,
            profile_id=None,
            evidence_id=evidence.add(name.spans),
        )


def _write_affiliations(
    draft: Draft, document: Document, evidence: _Evidence
) -> Iterable[Affiliation]:
    for index, printed in enumerate(draft.affiliations):
        yield Affiliation(
            affiliation_id=make_id("affiliation", document.document_id, index + 1, printed.text),
            paper_id=document.paper_id,
            document_id=document.document_id,
            position=index + 1,
            raw_affiliation_string=printed.text,
            source="page",
            email_domains=_find_domains(draft, index),
            evidence_id=evidence.add(printed.spans),
        )


def _find_domains(draft: Draft, affiliation: int) -> tuple[str, ...]:
    members = [
        tie.name
        for tie in draft.ties
        if tie.affiliation == affiliation and tie.role == "affiliation"
    ]
    own = draft.common_domains.get(affiliation, [])
    listed = [domain for name in sorted(members) for domain in draft.domains.get(name, [])]
    return tuple(dict.fromkeys([*own, *listed]))
