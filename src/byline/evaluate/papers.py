"""Labelled PDFs read anew and held against their labels: authors, ties, countries."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from byline.authorship.finder import find_authorship
from byline.documents.pool import run_isolated
from byline.documents.reader import read_document
from byline.evaluate.authorship import AuthorshipReport, build_roll, score_authorship
from byline.evaluate.authorship_gold import GoldPaper, Roll, read_gold_authorships
from byline.evaluate.country_sets import CountryScore, score_countries
from byline.records import BylineError, PaperError
from byline.run.memberships import find_country_codes
from byline.run.placing import load_resolver
from byline.sources.listing import PdfFile


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPdf:
    """One labelled paper and where its PDF lies."""

    paper_id: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPaper:
    """What we read of one labelled paper."""

    roll: Roll
    country_codes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersReport:
    """Authors, ties and countries of labelled papers against their labels."""

    authorship: AuthorshipReport
    countries: CountryScore
    failures: Mapping[str, str]


def evaluate_papers(gold: Path, *, papers: Path, workers: int) -> PapersReport:
    """The report on the PDFs of a folder that a JSONL file of labels names.

    Raises BylineError where a label or a PDF is missing or not of the form.
    """
    labels = read_gold_authorships(gold)
    pdfs = [_find_pdf(label, papers) for label in labels]
    read: dict[str, ReadPaper] = {}
    failures: dict[str, str] = {}
    for pdf, outcome in run_isolated(
        read_labelled, pdfs, workers=workers, initializer=load_resolver
    ):
        if isinstance(outcome, PaperError):
            failures[pdf.paper_id] = outcome.message
        else:
            read[pdf.paper_id] = outcome
    return PapersReport(
        authorship=score_authorship(labels, {key: paper.roll for key, paper in read.items()}),
        countries=score_countries(
            {
                label.roll.paper_id: label.country_codes
                for label in labels
                if label.country_codes is not None
            },
            {key: paper.country_codes for key, paper in read.items()},
        ),
        failures=failures,
    )


def _find_pdf(label: GoldPaper, papers: Path) -> LabelledPdf:
    path = papers / label.file
    if not path.is_file():
        raise BylineError(f"{path}: the labels name this PDF, but it is not there; use --papers")
    return LabelledPdf(paper_id=label.roll.paper_id, path=path)


def read_labelled(pdf: LabelledPdf) -> ReadPaper:
    """Authors, ties and countries of one PDF; raises PaperError where it cannot be read."""
    data = PdfFile(path=pdf.path).read()
    document = read_document(data, paper_id=pdf.paper_id, location=str(pdf.path))
    reading = find_authorship(document)
    codes = find_country_codes(reading, load_resolver())
    return ReadPaper(roll=build_roll(pdf.paper_id, reading), country_codes=codes)
