"""Amounts of accelerators found in papers against what a reader saw printed.

What is compared are facts: a paper, an accelerator, and one number of one kind, its count, its
memory or its accelerator-hours. A number that a paper prints several times counts once. Precision
is over the facts found, recall over the facts labelled. Hours are accelerator-hours as printed:
the duration of a run is none.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from byline.documents.pool import run_isolated
from byline.documents.reader import read_document
from byline.evaluate.agreement import Counts, Disagreement
from byline.evaluate.searching import load_scanner
from byline.measures.intervals import Interval, find_wilson_interval
from byline.records import AcceleratorAmount, BylineError, PaperError
from byline.technologies.scanner import Scanner

Half = Literal["study", "score", "all"]
KINDS = ("count", "memory_gigabytes", "hours")
"""The numbers that stand beside an accelerator."""


class Fact(NamedTuple):
    """One number that a paper prints of one accelerator."""

    technology_id: str
    kind: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPaper:
    """What a reader saw in one paper: each fact with the words that print it."""

    paper_id: str
    facts: Mapping[Fact, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountScore:
    """Agreement on the numbers of one kind; intervals are Wilson's at 95 %."""

    counts: Counts
    precision_interval: Interval
    recall_interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountsReport:
    """All numbers, the same by kind, and every difference."""

    papers: int
    total: AmountScore
    by_kind: Mapping[str, AmountScore]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class _Pdf:
    paper_id: str
    path: Path


def evaluate_amounts(gold: Path, *, papers: Path, workers: int, half: Half) -> AmountsReport:
    """The report on the PDFs of a folder that a JSONL file of labels names.

    Raises BylineError where a label or a PDF cannot be read.
    """
    labelled = read_gold_amounts(gold, load_scanner(), half=half)
    pdfs = [_Pdf(paper.paper_id, papers / f"{paper.paper_id}.pdf") for paper in labelled]
    for pdf in pdfs:
        if not pdf.path.is_file():
            raise BylineError(f"{pdf.path}: the labels are about it; name its folder by --papers")
    found: dict[str, frozenset[Fact]] = {}
    for pdf, outcome in run_isolated(find_facts, pdfs, workers=workers, initializer=load_scanner):
        if isinstance(outcome, PaperError):
            raise BylineError(f"{pdf.path}: {outcome.message}")
        found[pdf.paper_id] = outcome
    return score_amounts([(paper, found[paper.paper_id]) for paper in labelled])


def find_facts(pdf: _Pdf) -> frozenset[Fact]:
    """The facts in one PDF; raises PaperError where it cannot be read."""
    reading = read_document(pdf.path.read_bytes(), paper_id=pdf.paper_id, location=str(pdf.path))
    return facts_of(load_scanner().find_mentions(reading, year=None).amounts)


def facts_of(amounts: Iterable[AcceleratorAmount]) -> frozenset[Fact]:
    """Each number of these rows once."""
    return frozenset(
        Fact(amount.technology_id, kind, float(value))
        for amount in amounts
        for kind in KINDS
        if (value := getattr(amount, kind)) is not None
    )


def read_gold_amounts(path: Path, scanner: Scanner, *, half: Half = "all") -> tuple[GoldPaper, ...]:
    """Papers of a JSONL file; accelerators go by any name that the catalogue knows.

    A half is drawn by a hash of the paper's id, the same on every machine. Raises BylineError if
    the file is of another form or names an unknown accelerator.
    """
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        papers = tuple(_read_paper(row, scanner) for row in rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BylineError(f"{path}: not a file of labelled amounts ({error})") from error
    return tuple(paper for paper in papers if half in ("all", half_of(paper.paper_id)))


def half_of(paper_id: str) -> Half:
    """The half that a paper falls into."""
    digest = hashlib.blake2b(f"amounts:{paper_id}".encode(), digest_size=2).digest()
    return "study" if digest[0] & 1 else "score"


def _read_paper(row: Mapping[str, object], scanner: Scanner) -> GoldPaper:
    amounts = row["amounts"]
    if not isinstance(amounts, list):
        raise TypeError(f"amounts is {amounts!r} where a list belongs")
    facts = [(fact, str(amount["quote"])) for amount in amounts for fact in _read(amount, scanner)]
    return GoldPaper(paper_id=str(row["paper"]), facts=dict(facts))


def _read(amount: Mapping[str, object], scanner: Scanner) -> Iterator[Fact]:
    name = str(amount["accelerator"])
    ids = [key for key in scanner.find_exact(name) if key.startswith("accelerator:")]
    if len(ids) != 1:
        raise ValueError(f"{name!r} is no accelerator of the catalogue")
    for kind in KINDS:
        if kind in amount:
            yield Fact(ids[0], kind, float(str(amount[kind])))


def score_amounts(papers: Sequence[tuple[GoldPaper, frozenset[Fact]]]) -> AmountsReport:
    """How the facts found in these papers agree with their labels."""
    by_kind = {kind: _add_up(papers, kind) for kind in KINDS}
    return AmountsReport(
        papers=len(papers),
        total=_score(sum(by_kind.values(), Counts())),
        by_kind={kind: _score(counts) for kind, counts in by_kind.items()},
        disagreements=tuple(row for gold, ours in papers for row in _differences(gold, ours)),
    )


def _add_up(papers: Iterable[tuple[GoldPaper, frozenset[Fact]]], kind: str) -> Counts:
    return sum((_compare(gold.facts, ours, kind) for gold, ours in papers), Counts())


def _compare(gold: Iterable[Fact], ours: Iterable[Fact], kind: str) -> Counts:
    wanted = {fact for fact in gold if fact.kind == kind}
    found = {fact for fact in ours if fact.kind == kind}
    return Counts(len(wanted & found), len(found - wanted), len(wanted - found))


def _score(counts: Counts) -> AmountScore:
    hits = counts.hits
    return AmountScore(
        counts=counts,
        precision_interval=find_wilson_interval(hits, hits + counts.extra),
        recall_interval=find_wilson_interval(hits, hits + counts.missed),
    )


def _differences(gold: GoldPaper, ours: frozenset[Fact]) -> Iterator[Disagreement]:
    for fact in sorted(gold.facts.keys() - ours):
        told = f"{_tell(fact)}: {gold.facts[fact]}"
        yield Disagreement(paper_id=gold.paper_id, kind=f"{fact.kind} missed", gold=told, ours="")
    for fact in sorted(ours - gold.facts.keys()):
        yield Disagreement(
            paper_id=gold.paper_id, kind=f"{fact.kind} extra", gold="", ours=_tell(fact)
        )


def _tell(fact: Fact) -> str:
    return f"{fact.technology_id.partition(':')[2]} {fact.value:g}"
