"""The technologies stage: what each paper names and does, from full text or from its abstract."""

from dataclasses import dataclass
from functools import cache, partial

from byline.documents.reading import DocumentReading
from byline.records import Document, Page, Paper, PaperError, Row, Section, make_id
from byline.run.progress import ShowProgress
from byline.run.reading import group_by_document
from byline.run.stages import ShardPlan, failure_of, read_markers, run_stage
from byline.store.shards import Marker, read_marker, read_shard, write_shard
from byline.store.study import Study
from byline.technologies.catalogue import load_catalogue
from byline.technologies.reading import TechnologyReader, TechnologyReading

TECHNOLOGIES = "technologies@1"
_SECTIONS_WITH_ABSTRACT = 2
"""A row of a table has these two sections if it has an abstract, else none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTask:
    """The text of one paper, and the year a source gives for it."""

    reading: DocumentReading
    year: int | None


def run_technologies(study: Study, *, workers: int, show: ShowProgress) -> None:
    """Read the technologies of every text that is new, or all with a catalogue that is."""
    catalogue = load_catalogue()
    marker = read_marker(study, "catalogue", "00")
    if marker is None or marker.key != catalogue.sha256:
        rows = catalogue.technologies
        write_shard(study, "catalogue", "00", key=catalogue.sha256, rows=rows)
    run_stage(
        study,
        "technologies",
        _plan(study, catalogue.sha256),
        task=read_technologies,
        rows_of=_rows_of,
        workers=workers,
        show=show,
        initializer=load_reader,
    )


def _plan(study: Study, catalogue: str) -> list[ShardPlan[TextTask]]:
    markers: dict[str, dict[str, Marker]] = {}
    for stage in ("listing", "documents"):
        for shard, marker in read_markers(study, stage):
            markers.setdefault(shard, {})[stage] = marker
    return [
        ShardPlan(
            shard=shard,
            key=make_id(TECHNOLOGIES, catalogue, *(marker.digest for marker in found.values())),
            count=count,
            read_items=partial(_read_texts, study, shard),
        )
        for shard, found in sorted(markers.items())
        if (count := sum(_count_texts(stage, marker) for stage, marker in found.items()))
    ]


def _count_texts(stage: str, marker: Marker) -> int:
    if stage == "documents":
        return marker.row_counts.get("document", 0)
    return marker.row_counts.get("section", 0) // _SECTIONS_WITH_ABSTRACT


def _read_texts(study: Study, shard: str) -> list[TextTask]:
    years = {paper.paper_id: paper.year for paper in read_shard(study, "listing", shard, Paper)}
    readings = [
        *_read_stage(study, "documents", shard),
        *(one for one in _read_stage(study, "listing", shard) if one.sections),
    ]
    return [TextTask(reading=one, year=years.get(one.document.paper_id)) for one in readings]


def _read_stage(study: Study, stage: str, shard: str) -> list[DocumentReading]:
    pages = group_by_document(read_shard(study, stage, shard, Page))
    sections = group_by_document(read_shard(study, stage, shard, Section))
    return [
        DocumentReading(
            document=document,
            pages=tuple(pages[document.document_id]),
            sections=tuple(sections[document.document_id]),
            lines=(),
            damage=(),
        )
        for document in read_shard(study, stage, shard, Document)
    ]


@cache
def load_reader() -> TechnologyReader:
    """The reader of this process, made once."""
    return TechnologyReader(load_catalogue())


def read_technologies(task: TextTask) -> TechnologyReading:
    """The technologies of one paper."""
    return load_reader().read(task.reading, year=task.year)


def _rows_of(task: TextTask, outcome: TechnologyReading | PaperError) -> list[Row]:
    document = task.reading.document
    if isinstance(outcome, PaperError):
        location = document.location
        return [failure_of("technologies", document.paper_id, outcome, location=location)]
    return outcome.rows
