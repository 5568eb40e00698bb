"""The runner: from sources to a store, shard by shard; a rerun redoes only what changed."""

import importlib.metadata
from collections import defaultdict
from functools import partial

from byline.authorship.reading import AuthorshipReading
from byline.documents.pool import Limits
from byline.documents.reading import DocumentReading
from byline.places.registry import load_registry
from byline.records import (
    Affiliation,
    Override,
    Paper,
    PaperError,
    Row,
    Run,
    make_id,
)
from byline.run.fetching import Network, run_fetching
from byline.run.linking import LINKING, run_linking
from byline.run.listing import LISTING, run_listing
from byline.run.names import NAMES
from byline.run.placing import (
    PlacesTask,
    compile_registry,
    load_resolver,
    read_study_overrides,
    resolve_places,
)
from byline.run.progress import ShowProgress, show_nothing
from byline.run.reading import (
    PdfTask,
    read_authors,
    read_pdf,
    read_readings,
    rows_of_authorship,
    rows_of_document,
)
from byline.run.roles import ROLES
from byline.run.settings import StudySettings, write_settings
from byline.run.stages import ShardPlan, failure_of, is_stale, keep_shard, read_markers, run_stage
from byline.run.technologies import run_technologies
from byline.store.database import STORE_VERSION, build_store, read_store_key
from byline.store.shards import (
    find_shards,
    read_shard,
    remove_leftovers,
)
from byline.store.study import Study, locked
from byline.technologies.catalogue import load_catalogue

DOCUMENTS = "documents@1"
AUTHORSHIP = "authorship@1"
PLACES = "places@1"
SHARD_LIMITS = Limits(wall_seconds=1800)
"""A shard of affiliations is no hostile file, only long work."""
STAGES = (
    "listing",
    "documents",
    "authorship",
    "places",
    "catalogue",
    "names",
    "roles",
    "linking",
    "versions",
)


def run_study(
    study: Study,
    settings: StudySettings,
    *,
    workers: int,
    show: ShowProgress = show_nothing,
    network: Network | None = None,
) -> None:
    """Bring a study up to date with its sources; what is done already is not done again.

    Editions of conferences are fetched over the network that is given, else read as they are here.
    """
    with locked(study):
        remove_leftovers(study)
        write_settings(study, settings)
        if network is not None:
            run_fetching(study, settings, network, workers=workers)
        run_listing(study, settings, show=show)
        registry = load_registry()
        _run_documents(study, workers=workers, show=show)
        _run_authorship(study, workers=workers, show=show)
        _run_places(study, registry=registry.sha256, workers=workers, show=show)
        run_technologies(study, workers=workers, show=show)
        run_linking(study)
        _write_versions(study, registry=f"{registry.name} {registry.version}")
        _build_store(study, show=show)


def _run_documents(study: Study, *, workers: int, show: ShowProgress) -> None:
    plans = []
    for shard in find_shards(study, "listing"):
        papers = [paper for paper in read_shard(study, "listing", shard, Paper) if _has_pdf(paper)]
        if papers:
            tasks = [_pdf_task(study, paper) for paper in papers]
            key = make_id(
                DOCUMENTS, *(part for task in tasks for part in (task.paper_id, task.path.name))
            )
            plans.append(ShardPlan(shard=shard, key=key, count=len(tasks), read_items=tasks.copy))

    def rows_of(task: PdfTask, outcome: DocumentReading | PaperError) -> list[Row]:
        if isinstance(outcome, PaperError):
            return [failure_of("documents", task.paper_id, outcome, location=task.location)]
        return rows_of_document(outcome, location=task.location)

    run_stage(study, "documents", plans, task=read_pdf, rows_of=rows_of, workers=workers, show=show)


def _has_pdf(paper: Paper) -> bool:
    return paper.pdf_sha256 is not None and paper.duplicate_of is None


def _pdf_task(study: Study, paper: Paper) -> PdfTask:
    path = study.raw_path(paper.pdf_sha256 or "")
    return PdfTask(paper_id=paper.paper_id, path=path, location=paper.location)


def _run_authorship(study: Study, *, workers: int, show: ShowProgress) -> None:
    plans = [
        ShardPlan(
            shard=shard,
            key=make_id(AUTHORSHIP, marker.digest),
            count=marker.row_counts.get("document", 0),
            read_items=partial(_read_documents, study, shard),
        )
        for shard, marker in read_markers(study, "documents")
    ]

    def rows_of(item: DocumentReading, outcome: AuthorshipReading | PaperError) -> list[Row]:
        if isinstance(outcome, PaperError):
            document = item.document
            return [
                failure_of("authorship", document.paper_id, outcome, location=document.location)
            ]
        return rows_of_authorship(outcome)

    run_stage(
        study, "authorship", plans, task=read_authors, rows_of=rows_of, workers=workers, show=show
    )


def _read_documents(study: Study, shard: str) -> list[DocumentReading]:
    return list(read_readings(study, "documents", shard))


def _run_places(study: Study, *, registry: str, workers: int, show: ShowProgress) -> None:
    digests: defaultdict[str, list[str]] = defaultdict(list)
    for stage in ("listing", "authorship"):
        for shard, marker in read_markers(study, stage):
            if marker.row_counts.get("affiliation"):
                digests[shard].append(marker.digest)
    overrides = read_study_overrides(study)
    corrections = [override.override_id for override in overrides]
    plans = [
        ShardPlan(
            shard=shard,
            key=make_id(PLACES, registry, *corrections, *digests[shard]),
            count=1,
            read_items=partial(_read_affiliations, study, shard, overrides),
        )
        for shard in sorted(digests)
    ]

    if any(is_stale(study, "places", plan.shard, key=plan.key) for plan in plans):
        compile_registry()

    def rows_of(_task: PlacesTask, outcome: list[Row] | PaperError) -> list[Row]:
        if isinstance(outcome, PaperError):
            raise outcome
        return outcome

    run_stage(
        study,
        "places",
        plans,
        task=resolve_places,
        rows_of=rows_of,
        workers=workers,
        show=show,
        limits=SHARD_LIMITS,
        initializer=load_resolver,
    )


def _read_affiliations(
    study: Study, shard: str, overrides: tuple[Override, ...]
) -> list[PlacesTask]:
    stages = ("listing", "authorship")
    rows = [row for stage in stages for row in read_shard(study, stage, shard, Affiliation)]
    return [PlacesTask(affiliations=tuple(rows), overrides=overrides)]


def _write_versions(study: Study, *, registry: str) -> None:
    versions = {
        "byline": importlib.metadata.version("byline"),
        "pdf reader": f"pypdfium2 {importlib.metadata.version('pypdfium2')}",
        "registry": registry,
        "listing": LISTING,
        "documents": DOCUMENTS,
        "authorship": AUTHORSHIP,
        "places": PLACES,
        "linking": LINKING,
        "names": NAMES,
        "roles": ROLES,
        "catalogue": load_catalogue().sha256[:12],
    }
    rows = [Run(component=name, version=version) for name, version in sorted(versions.items())]
    key = make_id(*(part for row in rows for part in (row.component, row.version)))
    keep_shard(study, "versions", key=key, rows=rows)


def _build_store(study: Study, *, show: ShowProgress) -> None:
    digests = (marker.digest for stage in STAGES for _, marker in read_markers(study, stage))
    key = make_id(STORE_VERSION, *digests)
    if read_store_key(study) != key:
        show("store", 0, 1)
        build_store(study, stages=STAGES, key=key)
        show("store", 1, 1)
