"""The stage that judges what each paper does with the technologies it names.

It rests on the names found and not on the catalogue: where a paper's names, their derivations and
its text are as they were, its rows are, too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from byline.documents.reading import DocumentReading
from byline.records import PaperError, Row, TechnologyName, make_id
from byline.run.columns import Columns
from byline.run.progress import ShowProgress
from byline.run.renewing import Renewal, RenewalPlan, renew_stage
from byline.run.stages import TEXT_LIMITS, failure_of, read_made_of, read_markers
from byline.run.texts import find_texts, read_texts
from byline.store.parquet import Values
from byline.store.shards import MadeOf, read_shard_columns
from byline.store.study import Study
from byline.technologies.catalogue import load_catalogue
from byline.technologies.derivations import Derivations
from byline.technologies.mentions import FoundName
from byline.technologies.roles.reading import RolesReading, read_roles

ROLES = "roles@3"
_DERIVING = ("technology_id", "version")
"""Columns of a name that say what it derives from."""
_NAME = Columns(TechnologyName)
_derives = _NAME.picker(*_DERIVING)


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesTask:
    """The text of one paper, the names found in it, and what the named derive from."""

    reading: DocumentReading
    found: tuple[FoundName, ...]
    derives_from: Mapping[str, Sequence[str]]


def run_roles(study: Study, *, workers: int, show: ShowProgress) -> None:
    """Judge the papers whose names or texts are new or changed."""
    renew_stage(
        study,
        "roles",
        _plan_roles(study, Derivations(load_catalogue())),
        task=judge_names,
        rows_of=_rows_of_roles,
        workers=workers,
        show=show,
        limits=TEXT_LIMITS,
    )


@cache
def load_derivations() -> Derivations:
    """What derives from what, for this process."""
    return Derivations(load_catalogue())


def _plan_roles(study: Study, derivations: Derivations) -> list[RenewalPlan[RolesTask]]:
    plans = []
    texts = find_texts(study)
    for shard, marker in read_markers(study, "names"):
        if not marker.row_counts.get("technology_name"):
            continue
        of_names = partial(read_shard_columns, study, "names", shard, TechnologyName)
        digests = [marker.digest, *(text.digest for text in texts[shard].values())]
        plans.append(
            RenewalPlan(
                shard=shard,
                key=make_id(ROLES, *digests, *_derive(derivations, of_names(_DERIVING))),
                count=len(set(of_names(("document_id",)))),
                read=partial(_read_renewal, study, shard, derivations),
            )
        )
    return plans


def _derive(derivations: Derivations, named: Iterable[Values]) -> list[str]:
    """What technologies, each in a version, derive from, as keys in order."""
    return sorted(derivations.key(key, version) for key, version in set(named))


def _read_renewal(study: Study, shard: str, derivations: Derivations) -> Renewal[RolesTask]:
    """The papers of a shard that have to be judged."""
    before, texts = (read_made_of(study, stage, shard) for stage in ("roles", "names"))
    names = _NAME.read_by_document(study, "names", shard)
    keys = {
        one: make_id(
            ROLES,
            texts.keys[one],
            rows,
            *_derive(derivations, map(_derives, rows)),
        )
        for one, rows in names.items()
    }
    wanted = {one for one, key in keys.items() if before.keys.get(one) != key}
    items = {
        text.document_id: _make_task(text.read(), names[text.document_id], derivations)
        for text in (read_texts(study, shard) if wanted else ())
        if text.document_id in wanted
    }
    return Renewal(made_of=MadeOf(basis="", keys=keys), items=items)


def _make_task(
    reading: DocumentReading, names: Sequence[Values], derivations: Derivations
) -> RolesTask:
    found = tuple(_found_name(_NAME.record(values)) for values in names)
    return RolesTask(reading=reading, found=found, derives_from=derivations.of_names(found))


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
    return read_roles(task.reading, task.found, derives_from=task.derives_from)


def _rows_of_roles(task: RolesTask, outcome: RolesReading | PaperError) -> list[Row]:
    if isinstance(outcome, PaperError):
        document = task.reading.document
        return [failure_of("roles", document.paper_id, outcome, location=document.location)]
    return [*outcome.mentions, *outcome.technologies, *outcome.evidence]
