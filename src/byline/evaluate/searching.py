"""Labelled papers searched for names: their paragraphs as they are, or their PDFs read anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from byline.documents.pool import run_isolated
from byline.documents.reader import read_document
from byline.documents.reading import DocumentReading
from byline.evaluate.mention_gold import GoldPaper, Half, read_gold_papers
from byline.evaluate.mentions import NamesReport, score_names
from byline.records import BylineError, Document, Page, PaperError, Section
from byline.technologies.catalogue import load_catalogue
from byline.technologies.mentions import FoundName
from byline.technologies.scanner import Scanner


@cache
def load_scanner() -> Scanner:
    """The scanner of this process, compiled once."""
    return Scanner(load_catalogue())


@dataclass(frozen=True, slots=True)
class _Pdf:
    paper_id: str
    path: Path


def evaluate_mentions(gold: Path, *, papers: Path, workers: int, half: Half) -> NamesReport:
    """The report on a file of labels; raises BylineError where a PDF it names is missing."""
    labelled = read_gold_papers(gold, half=half)
    found = _search_pdfs(labelled, papers, workers=workers)
    for paper in labelled:
        if paper.text is not None:
            reading = read_plain(paper.text, paper_id=paper.paper_id)
            found[paper.paper_id] = load_scanner().find_mentions(reading, year=paper.year).mentions
    return score_names(
        [(paper, found.get(paper.paper_id, ())) for paper in labelled],
        load_scanner(),
        load_catalogue(),
    )


def _search_pdfs(
    labelled: Iterable[GoldPaper], folder: Path, *, workers: int
) -> dict[str, Sequence[FoundName]]:
    pdfs = [
        _Pdf(paper.paper_id, folder / f"{paper.paper_id}.pdf")
        for paper in labelled
        if paper.text is None
    ]
    for pdf in pdfs:
        if not pdf.path.is_file():
            raise BylineError(f"{pdf.path}: the labels are about it; name its folder by --papers")
    found: dict[str, Sequence[FoundName]] = {}
    for pdf, outcome in run_isolated(search_pdf, pdfs, workers=workers, initializer=load_scanner):
        if isinstance(outcome, PaperError):
            raise BylineError(f"{pdf.path}: {outcome.message}")
        found[pdf.paper_id] = outcome
    return found


def search_pdf(pdf: _Pdf) -> tuple[FoundName, ...]:
    """The names in one PDF; raises PaperError where it cannot be read."""
    reading = read_document(pdf.path.read_bytes(), paper_id=pdf.paper_id, location=str(pdf.path))
    return load_scanner().find_mentions(reading, year=None).mentions


def read_plain(text: str, *, paper_id: str) -> DocumentReading:
    """A text that is known to be the body of a paper, as a reading of one page."""
    return DocumentReading(
        document=Document(
            document_id=paper_id,
            paper_id=paper_id,
            kind="pdf",
            sha256="",
            location="",
            page_count=1,
            parser="plain",
            title="",
            text=text,
        ),
        pages=(Page(document_id=paper_id, page=1, start=0, end=len(text), width=0.0, height=0.0),),
        sections=(Section(document_id=paper_id, kind="body", start=0, end=len(text)),),
        lines=(),
        damage=(),
    )
