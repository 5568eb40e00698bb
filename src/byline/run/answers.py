"""What `byline read` answers: one JSON object a PDF."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from byline.authorship.finder import find_authorship
from byline.authorship.reading import AuthorshipReading
from byline.documents.pool import Limits, run_isolated
from byline.documents.reader import read_document
from byline.documents.reading import DocumentReading
from byline.places.resolver import Resolver
from byline.records import Affiliation, Evidence, PaperError, PaperTechnology
from byline.run.affiliations import Answer, answer_places
from byline.run.memberships import list_counted
from byline.run.names import NamesTask, find_names, load_scanner
from byline.run.placing import compile_registry, load_resolver
from byline.run.roles import RolesTask, judge_names, load_derivations
from byline.sources.listing import PdfFile
from byline.technologies.catalogue import load_catalogue


def read_answers(paths: Iterable[Path], *, workers: int) -> Iterator[Answer]:
    """One answer per PDF, in the order given; what cannot be read is an answer too."""
    compile_registry()
    for path, outcome in run_isolated(
        answer_pdf, paths, workers=workers, limits=Limits(), initializer=load_readers
    ):
        yield _answer_failure(path, outcome) if isinstance(outcome, PaperError) else outcome


def answer_pdf(path: Path) -> Answer:
    """One PDF as `byline read` prints it; raises PaperError where it cannot be read."""
    data = PdfFile(path=path).read()
    sha256 = hashlib.sha256(data).hexdigest()
    document = read_document(data, paper_id=sha256[:16], location=str(path))
    authorship = find_authorship(document)
    return {
        "file": str(path),
        "sha256": sha256,
        **_answer_authorship(document, authorship, load_resolver()),
        "technologies": _answer_technologies(document),
        "failure": None,
    }


def load_readers() -> None:
    """Make the resolver and the reader of technologies of this process."""
    load_resolver()
    load_scanner()
    load_derivations()


def _answer_technologies(document: DocumentReading) -> list[Answer]:
    """Each technology once, with its strongest role; `via` where only a derivative is named."""
    names = find_names(NamesTask(reading=document, year=None))
    derives_from = load_derivations().of_names(names.mentions)
    task = RolesTask(reading=document, found=names.mentions, derives_from=derives_from)
    reading = judge_names(task)
    where = {part.evidence_id: part for part in reversed(reading.evidence)}
    known = {one.technology_id: one for one in load_catalogue().technologies}
    rows: dict[str, PaperTechnology] = {}
    for row in reading.technologies:
        rows.setdefault(row.technology_id, row)
    return [
        {
            "technology_id": key,
            "name": known[key].name,
            "kind": known[key].kind,
            "role": row.role,
            "page": where[row.evidence_id].page,
            "quote": where[row.evidence_id].quote,
            "via": row.via and known[row.via].name,
        }
        for key, row in rows.items()
    ]


def _answer_failure(path: Path, error: PaperError) -> Answer:
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        sha256 = None
    return {
        "file": str(path),
        "sha256": sha256,
        "title": None,
        "authors": [],
        "affiliations": [],
        "countries": [],
        "assumed_countries": [],
        "technologies": [],
        "failure": {"kind": error.kind, "message": error.message},
    }


def _answer_authorship(
    document: DocumentReading, reading: AuthorshipReading, resolver: Resolver
) -> Answer:
    counted = list_counted(reading)
    resolutions = {
        affiliation.affiliation_id: resolver.resolve(
            affiliation.raw_affiliation_string, email_domains=affiliation.email_domains
        )
        for affiliation in counted
    }
    places = [place for resolution in resolutions.values() for place in resolution.countries]
    shown = {place.country_code for place in places if not place.is_assumed}
    countries = {place.country_code for place in places}
    where = {part.evidence_id: part for part in reversed(reading.evidence)}
    return {
        "title": document.document.title,
        "authors": _authors(reading, counted, where),
        "affiliations": [
            {
                "id": affiliation.position,
                "raw_affiliation_string": affiliation.raw_affiliation_string,
                **_where(where[affiliation.evidence_id]),
                **answer_places(resolutions[affiliation.affiliation_id]),
            }
            for affiliation in counted
        ],
        "countries": sorted(countries),
        "assumed_countries": sorted(countries - shown),
    }


def _authors(
    reading: AuthorshipReading, counted: Sequence[Affiliation], where: dict[str, Evidence]
) -> list[Answer]:
    positions = {affiliation.affiliation_id: affiliation.position for affiliation in counted}
    ties: dict[str, list[int]] = {}
    for link in reading.links:
        if link.role == "affiliation":
            ties.setdefault(link.authorship_id, []).append(positions[link.affiliation_id])
    return [
        {
            "name": author.name,
            "affiliations": sorted(ties.get(author.authorship_id, [])),
            "role_note": author.role_note,
            **_where(where[author.evidence_id]),
        }
        for author in reading.authorships
    ]


def _where(part: Evidence) -> Answer:
    return {"page": part.page, "span": [part.start, part.end]}
