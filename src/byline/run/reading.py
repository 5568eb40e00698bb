"""The stages as pure functions of one paper's records; they run in isolated workers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from byline.authorship.finder import find_authorship
from byline.authorship.reading import AuthorshipReading
from byline.documents.reader import read_document
from byline.documents.reading import DocumentReading
from byline.places.registry import load_registry
from byline.places.resolution import Resolution
from byline.places.resolver import Resolver
from byline.records import Affiliation, CountryMatch, Failure, InstitutionMatch, Row, make_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfTask:
    """One PDF to read: which paper it is, and where its bytes lie."""

    paper_id: str
    path: Path
    location: str


def read_pdf(task: PdfTask) -> DocumentReading:
    """The document of one PDF; raises PaperError where it cannot be read."""
    return read_document(task.path.read_bytes(), paper_id=task.paper_id, location=task.location)


def rows_of_document(reading: DocumentReading, *, location: str) -> list[Row]:
    """The rows of one document; pages that could not be read are failures beside it."""
    paper_id = reading.document.paper_id
    damage = [
        Failure(
            failure_id=make_id("documents", paper_id, message),
            paper_id=paper_id,
            stage="documents",
            kind="damaged_page",
            message=message,
            location=location,
        )
        for message in reading.damage
    ]
    return [reading.document, *reading.pages, *reading.sections, *reading.lines, *damage]


def read_authors(reading: DocumentReading) -> AuthorshipReading:
    """The authors of one document."""
    return find_authorship(reading)


def rows_of_authorship(reading: AuthorshipReading) -> list[Row]:
    """The rows of one author block."""
    return [
        reading.block,
        *reading.authorships,
        *reading.affiliations,
        *reading.links,
        *reading.evidence,
    ]


@cache
def load_resolver() -> Resolver:
    """The resolver of this process, made once: a worker resolves many shards with it."""
    return Resolver(load_registry().entries)


def resolve_places(affiliations: Sequence[Affiliation]) -> list[Row]:
    """Institution and country rows of these affiliations, unknown ones among them."""
    resolver = load_resolver()
    return [row for affiliation in affiliations for row in _places_of(affiliation, resolver)]


def _places_of(affiliation: Affiliation, resolver: Resolver) -> Iterable[Row]:
    resolution = resolver.resolve(
        affiliation.raw_affiliation_string, email_domains=affiliation.email_domains
    )
    yield from _institutions_of(affiliation, resolution)
    yield from _countries_of(affiliation, resolution)


def _institutions_of(affiliation: Affiliation, resolution: Resolution) -> Iterable[Row]:
    for position, match in enumerate(resolution.matches, start=1):
        yield InstitutionMatch(
            affiliation_id=affiliation.affiliation_id,
            paper_id=affiliation.paper_id,
            position=position,
            status=resolution.status,
            ror_id=match.ror_id,
            name=match.name,
            country_code=match.country_code,
            score=match.score,
            method=match.method,
            start=match.span[0],
            end=match.span[1],
            evidence_id=affiliation.evidence_id,
        )
    if not resolution.matches:
        yield InstitutionMatch(
            affiliation_id=affiliation.affiliation_id,
            paper_id=affiliation.paper_id,
            position=1,
            status="not_found",
            ror_id=None,
            name=None,
            country_code=None,
            score=0.0,
            method="none",
            start=None,
            end=None,
            evidence_id=affiliation.evidence_id,
        )


def _countries_of(affiliation: Affiliation, resolution: Resolution) -> Iterable[Row]:
    for position, country in enumerate(resolution.countries, start=1):
        yield CountryMatch(
            affiliation_id=affiliation.affiliation_id,
            paper_id=affiliation.paper_id,
            position=position,
            country_code=country.country_code,
            basis=country.basis,
            is_assumed=country.is_assumed,
            rule=country.rule,
            start=country.span[0],
            end=country.span[1],
            evidence_id=affiliation.evidence_id,
        )
    if not resolution.countries:
        yield CountryMatch(
            affiliation_id=affiliation.affiliation_id,
            paper_id=affiliation.paper_id,
            position=1,
            country_code=None,
            basis=None,
            is_assumed=False,
            rule="country_unknown@1",
            start=None,
            end=None,
            evidence_id=affiliation.evidence_id,
        )
