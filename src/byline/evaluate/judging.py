"""Labelled papers read anew and the roles of their technologies judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from byline.documents.pool import run_isolated
from byline.documents.reader import read_document
from byline.evaluate.mention_gold import Half
from byline.evaluate.role_gold import GoldPaper, find_labelled, read_gold_roles
from byline.evaluate.roles import JudgedRole, RolesReport, score_roles
from byline.records import BylineError, PaperError
from byline.sources.listing import PdfFile
from byline.technologies.roles.reading import JudgedTechnology, judge_technologies
from byline.technologies.roles.weights import load_weights


@dataclass(frozen=True, slots=True)
class _Pdf:
    paper: GoldPaper
    path: Path


def evaluate_roles(gold: Path, *, papers: Path, workers: int, half: Half = "all") -> RolesReport:
    """The report on the PDFs of a folder that a JSONL file of labels names.

    Names are searched as the labels print them, so that what is measured is the roles and not the
    catalogue. Raises BylineError where a PDF is missing or cannot be read.
    """
    labelled = (paper for paper in read_gold_roles(gold) if half in ("all", paper.half))
    pdfs = [_Pdf(paper, papers / paper.file) for paper in labelled]
    for pdf in pdfs:
        if not pdf.path.is_file():
            raise BylineError(f"{pdf.path}: the labels name it; name its folder by --papers")
    judged: list[JudgedRole] = []
    for pdf, outcome in run_isolated(
        judge_labelled, pdfs, workers=workers, initializer=load_weights
    ):
        if isinstance(outcome, PaperError):
            raise BylineError(f"{pdf.path}: {outcome.message}")
        judged += outcome
    return score_roles(judged)


def judge_labelled(pdf: _Pdf) -> list[JudgedRole]:
    """Our roles of one paper's labelled technologies; raises PaperError if it cannot be read."""
    data = PdfFile(path=pdf.path).read()
    reading = read_document(data, paper_id=pdf.paper.paper_id, location=str(pdf.path))
    ours = judge_technologies(reading, find_labelled(reading, pdf.paper))
    return list(_hold_against(pdf.paper, {one.technology_id: one for one in ours}))


def _hold_against(paper: GoldPaper, ours: dict[str, JudgedTechnology]) -> Iterator[JudgedRole]:
    for technology in paper.technologies:
        found = ours.get(technology.technology_id)
        yield JudgedRole(
            paper_id=paper.paper_id,
            technology_id=technology.technology_id,
            kind=technology.kind,
            gold=technology.role,
            ours=found.role if found else None,
            probability=found.roles[found.role] if found else 0.0,
            quote=" ".join(found.deciding.named.text.split()) if found else "",
            is_to_study=paper.is_to_study,
        )
