"""The picture of every card: crops of a paper's pages, the row of a table, or a note why not."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from byline.documents.pool import run_isolated
from byline.queries import PaperDetail, ShownAffiliation, ShownQuote
from byline.records import AuthorBlock, Document, Page, PaperError
from byline.report.cards import (
    UNKNOWN_LABEL,
    Pair,
    Piece,
    Side,
    cut_pieces,
    find_counted,
    label_country,
    leading_side,
    side_of,
)
from byline.report.crops import MOST_CROPS, Crop, CropTask, Words, draw_crops
from byline.run.progress import ShowProgress, counted
from byline.store.shards import find_shards, read_shard, shard_of
from byline.store.study import Study

_ROW_STAGE, _PDF_STAGE, _BLOCK_STAGE = "listing", "documents", "authorship"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Why a picture, or a part of it, is not shown: a key of the wording with its gaps."""

    key: str
    count: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a card shows of its source."""

    crops: tuple[Crop, ...] = ()
    pieces: tuple[Piece, ...] = ()
    note: Note | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedQuote:
    """Words of a document: the name of an author, or an affiliation with label and side."""

    quote: ShownQuote
    label: str = ""
    side: Side | None = None


def build_pictures(
    study: Study,
    details: Sequence[PaperDetail],
    pairs: Sequence[Pair],
    *,
    max_crops: int,
    workers: int,
    show: ShowProgress,
) -> dict[str, Picture]:
    """The picture of each of these papers by its id; PDFs are drawn in isolated workers."""
    pictures = dict(_build_rows(study, details, pairs))
    printed = [detail for detail in details if detail.paper.paper_id not in pictures]
    limit = Picture(note=Note(key="limit", count=max_crops))
    pictures |= {detail.paper.paper_id: limit for detail in printed[max_crops:]}
    tasks, missing = _build_tasks(study, printed[:max_crops], pairs)
    pictures |= {paper_id: Picture(note=Note(key="no_file")) for paper_id in missing}
    return pictures | dict(_draw_pictures(tasks, workers=workers, show=show))


def _draw_pictures(
    tasks: Sequence[CropTask], *, workers: int, show: ShowProgress
) -> Iterator[tuple[str, Picture]]:
    if not tasks:
        return
    outcomes = run_isolated(draw_crops, tasks, workers=min(workers, len(tasks)))
    told = counted(outcomes, stage="pictures", total=len(tasks), show=show)
    with contextlib.closing(told) as results:
        for task, outcome in results:
            yield task.paper_id, picture_of(outcome)


def picture_of(outcome: tuple[Crop, ...] | PaperError) -> Picture:
    """The picture of what drawing gave; a failure becomes a note."""
    if isinstance(outcome, PaperError):
        return Picture(note=Note(key="failed", kind=outcome.kind))
    if not outcome:
        return Picture(note=Note(key="no_words"))
    left_out = len(outcome) - MOST_CROPS
    note = Note(key="more", count=left_out) if left_out > 0 else None
    return Picture(crops=outcome[:MOST_CROPS], note=note)


def mark_quotes(detail: PaperDetail, pairs: Sequence[Pair]) -> tuple[MarkedQuote, ...]:
    """Every quote of a paper's authors and affiliations, with the countries it stands for."""
    counted = find_counted(detail)
    names = [MarkedQuote(quote=quote) for author in detail.authors for quote in author.quotes]
    places = [
        MarkedQuote(
            quote=quote,
            label=_label_of(affiliation, is_counted=affiliation.position in counted),
            side=_side_of(affiliation, pairs, is_counted=affiliation.position in counted),
        )
        for affiliation in detail.affiliations
        for quote in affiliation.quotes
    ]
    return (*names, *places)


def _label_of(affiliation: ShownAffiliation, *, is_counted: bool) -> str:
    labels = dict.fromkeys(label_country(country) for country in affiliation.countries)
    label = " ".join(labels) or UNKNOWN_LABEL
    return label if is_counted else f"({label})"


def _side_of(affiliation: ShownAffiliation, pairs: Sequence[Pair], *, is_counted: bool) -> Side:
    if not is_counted:
        return "other"
    return leading_side(side_of(c.country_code, pairs) for c in affiliation.countries)


def _build_rows(
    study: Study, details: Iterable[PaperDetail], pairs: Sequence[Pair]
) -> Iterator[tuple[str, Picture]]:
    rows = {detail.paper.paper_id: detail for detail in details if detail.document_kind == "row"}
    for document in _read_rows_of(study, _ROW_STAGE, Document, rows):
        if document.paper_id in rows and document.kind == "row":
            marks = mark_quotes(rows[document.paper_id], pairs)
            yield document.paper_id, Picture(pieces=cut_row(document.text, marks))


def cut_row(text: str, marks: Iterable[MarkedQuote]) -> tuple[Piece, ...]:
    """The text of a row with its affiliations marked."""
    spans = [
        ((mark.quote.start, mark.quote.end), mark.label, mark.side) for mark in marks if mark.side
    ]
    return cut_pieces(text, spans)


RowType = TypeVar("RowType", AuthorBlock, Document, Page)


def _read_rows_of(
    study: Study, stage: str, record: type[RowType], paper_ids: Iterable[str]
) -> Iterator[RowType]:
    wanted = {shard_of(paper_id) for paper_id in paper_ids}
    for shard in find_shards(study, stage):
        if shard in wanted:
            yield from read_shard(study, stage, shard, record)


def _build_tasks(
    study: Study, details: Sequence[PaperDetail], pairs: Sequence[Pair]
) -> tuple[list[CropTask], list[str]]:
    """What to draw, and the papers whose file or pages are not there."""
    pages = _read_pages(study, [detail.paper.paper_id for detail in details])
    tasks, missing = [], []
    for detail in details:
        paper = detail.paper
        path = study.raw_path(paper.pdf_sha256) if paper.pdf_sha256 else None
        if path is None or not path.is_file() or paper.paper_id not in pages:
            missing.append(paper.paper_id)
            continue
        marks = mark_quotes(detail, pairs)
        tasks.append(
            build_task(paper.paper_id, path=path, marks=marks, pages=pages[paper.paper_id])
        )
    return tasks, missing


def _read_pages(study: Study, paper_ids: Sequence[str]) -> dict[str, dict[int, Page]]:
    """The pages of each paper's document by their number."""
    paper_of = {
        block.document_id: block.paper_id
        for block in _read_rows_of(study, _BLOCK_STAGE, AuthorBlock, paper_ids)
    }
    pages: dict[str, dict[int, Page]] = {}
    for page in _read_rows_of(study, _PDF_STAGE, Page, paper_ids):
        if page.document_id in paper_of:
            pages.setdefault(paper_of[page.document_id], {})[page.page] = page
    return pages


def build_task(
    paper_id: str, *, path: Path, marks: Iterable[MarkedQuote], pages: Mapping[int, Page]
) -> CropTask:
    """The words of one paper to box, placed within the text of their pages."""
    words = tuple(
        Words(
            page=mark.quote.page,
            start=mark.quote.start - pages[mark.quote.page].start,
            end=mark.quote.end - pages[mark.quote.page].start,
            label=mark.label,
            class_name=mark.side or "name",
            quote=mark.quote.quote,
        )
        for mark in marks
        if mark.quote.page in pages
    )
    shown = sorted({one.page for one in words if one.label})
    return CropTask(
        paper_id=paper_id,
        path=path,
        words=words,
        sizes=tuple((page, pages[page].width, pages[page].height) for page in shown),
    )
