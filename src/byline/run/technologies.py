"""Two stages: names of technologies found in every text, then what each paper does with them.

The second rests on the names found and not on the catalogue, so that a new row of the catalogue
searches every text again but judges only the papers of the shards in which it found something.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from byline.documents.pool import Limits
from byline.documents.reading import DocumentReading
from byline.records import (
    AcceleratorAmount,
    Document,
    Paper,
    PaperError,
    Row,
    TechnologyName,
    make_id,
)
from byline.run.progress import ShowProgress
from byline.run.reading import group_by_document, read_readings
from byline.run.stages import ShardPlan, failure_of, keep_shard, read_markers, run_stage
from byline.store.shards import Marker, read_shard, read_shard_columns
from byline.store.study import Study
from byline.technologies.catalogue import load_catalogue
from byline.technologies.derivations import Derivations
from byline.technologies.mentions import FoundName, MentionReading
from byline.technologies.roles.reading import RolesReading, read_roles
from byline.technologies.scanner import Scanner

NAMES = "names@1"
ROLES = "roles@2"
_SECTIONS_WITH_ABSTRACT = 2
"""A row of a table has these two sections if it has an abstract, else none."""
TEXT_LIMITS = Limits(items_per_worker=50_000)
"""No library that leaks is at work on texts, and a fresh worker takes longer than an abstract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesTask:
    """The text of one paper, and the year a source gives for it."""

    reading: DocumentReading
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesTask:
    """The text of one paper and the names found in it."""

    reading: DocumentReading
    found: tuple[FoundName, ...]


def run_technologies(study: Study, *, workers: int, show: ShowProgress) -> None:
    """Find the technologies of every text, and judge those that are new or changed."""
    catalogue = load_catalogue()
    keep_shard(study, "catalogue", key=catalogue.sha256, rows=catalogue.technologies)
    run_stage(
        study,
        "names",
        _plan_names(study, catalogue.sha256),
        task=find_names,
        rows_of=_rows_of_names,
        workers=workers,
        show=show,
        initializer=load_scanner,
        limits=TEXT_LIMITS,
    )
    run_stage(
        study,
        "roles",
        _plan_roles(study),
        task=judge_names,
        rows_of=_rows_of_roles,
        workers=workers,
        show=show,
        initializer=load_derivations,
        limits=TEXT_LIMITS,
    )


def _plan_names(study: Study, catalogue: str) -> list[ShardPlan[NamesTask]]:
    return [
        ShardPlan(
            shard=shard,
            key=make_id(NAMES, catalogue, *(marker.digest for marker in texts.values())),
            count=count,
            read_items=partial(_read_texts, study, shard),
        )
        for shard, texts in sorted(_find_texts(study).items())
        if (count := sum(_count_texts(stage, marker) for stage, marker in texts.items()))
    ]


def _find_texts(study: Study) -> dict[str, dict[str, Marker]]:
    """By shard: the stages that hold its texts, with their markers."""
    found: defaultdict[str, dict[str, Marker]] = defaultdict(dict)
    for stage in ("listing", "documents"):
        for shard, marker in read_markers(study, stage):
            found[shard][stage] = marker
    return found


def _count_texts(stage: str, marker: Marker) -> int:
    if stage == "documents":
        return marker.row_counts.get("document", 0)
    return marker.row_counts.get("section", 0) // _SECTIONS_WITH_ABSTRACT


def _read_texts(study: Study, shard: str) -> list[NamesTask]:
    years = {paper.paper_id: paper.year for paper in read_shard(study, "listing", shard, Paper)}
    return [
        NamesTask(reading=reading, year=years.get(reading.document.paper_id))
        for reading in _read_readings(study, shard)
    ]


def _read_readings(study: Study, shard: str) -> Iterator[DocumentReading]:
    """The PDFs of a shard, and its rows with an abstract."""
    for stage in ("documents", "listing"):
        for reading in read_readings(study, stage, shard, with_lines=False):
            if reading.sections or stage == "documents":
                yield reading


@cache
def load_scanner() -> Scanner:
    """The scanner of this process, made once."""
    return Scanner(load_catalogue())


@cache
def load_derivations() -> Derivations:
    """What derives from what, for this process."""
    return Derivations(load_catalogue())


def find_names(task: NamesTask) -> MentionReading:
    """The names in one text."""
    return load_scanner().find_mentions(task.reading, year=task.year)


def _rows_of_names(task: NamesTask, outcome: MentionReading | PaperError) -> list[Row]:
    if isinstance(outcome, PaperError):
        return [_failure("names", task.reading, outcome)]
    document = task.reading.document
    names = [_name_row(document, found) for found in outcome.mentions]
    amounts: Sequence[AcceleratorAmount] = outcome.amounts
    return [*names, *amounts, *outcome.evidence]


def _failure(stage: str, reading: DocumentReading, error: PaperError) -> Row:
    document = reading.document
    return failure_of(stage, document.paper_id, error, location=document.location)


def _name_row(document: Document, found: FoundName) -> TechnologyName:
    return TechnologyName(
        paper_id=document.paper_id,
        document_id=document.document_id,
        technology_id=found.technology_id,
        alias=found.alias,
        version=found.version,
        place=found.place,
        rule=found.rule,
        start=found.start,
        end=found.end,
        within_start=found.within[0],
        within_end=found.within[1],
    )


def _plan_roles(study: Study) -> list[ShardPlan[RolesTask]]:
    plans = []
    derivations = Derivations(load_catalogue())
    texts = _find_texts(study)
    for shard, marker in read_markers(study, "names"):
        if not marker.row_counts.get("technology_name"):
            continue
        of_names = partial(read_shard_columns, study, "names", shard, TechnologyName)
        named = set(of_names(("technology_id", "version")))
        made_of = (
            derivations.key(str(key), None if version is None else str(version))
            for key, version in named
        )
        digests = [marker.digest, *(text.digest for text in texts[shard].values())]
        plans.append(
            ShardPlan(
                shard=shard,
                key=make_id(ROLES, *digests, *sorted(set(made_of))),
                count=len(set(of_names(("document_id",)))),
                read_items=partial(_read_named, study, shard),
            )
        )
    return plans


def _read_named(study: Study, shard: str) -> list[RolesTask]:
    names = group_by_document(read_shard(study, "names", shard, TechnologyName))
    return [
        RolesTask(reading=reading, found=tuple(map(_found_name, found)))
        for reading in _read_readings(study, shard)
        if (found := names.get(reading.document.document_id))
    ]


def _found_name(row: TechnologyName) -> FoundName:
    return FoundName(
        technology_id=row.technology_id,
        alias=row.alias,
        version=row.version,
        place=row.place,
        rule=row.rule,
        start=row.start,
        end=row.end,
        within=(row.within_start, row.within_end),
    )


def judge_names(task: RolesTask) -> RolesReading:
    """What one paper does with the technologies it names."""
    derives_from = load_derivations().of_names(task.found)
    return read_roles(task.reading, task.found, derives_from=derives_from)


def _rows_of_roles(task: RolesTask, outcome: RolesReading | PaperError) -> list[Row]:
    if isinstance(outcome, PaperError):
        return [_failure("roles", task.reading, outcome)]
    return [*outcome.mentions, *outcome.technologies, *outcome.evidence]
