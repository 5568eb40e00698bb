"""What every stage has in common: shards with keys, isolated work, failures as rows."""

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from byline.documents.pool import Limits, run_isolated
from byline.records import Failure, PaperError, Row, make_id
from byline.run.progress import ShowProgress, counted
from byline.store.shards import (
    NOTHING_KNOWN,
    MadeOf,
    Marker,
    find_shards,
    read_marker,
    remove_shard,
    write_shard,
)
from byline.store.study import Study

PAPER_LIMITS = Limits()
TEXT_LIMITS = Limits(items_per_worker=50_000)
"""No library that leaks is at work on texts, and a fresh worker takes longer than an abstract."""
WHOLE = "00"
"""The one shard of a stage that is made in one piece."""

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardPlan(Generic[Item]):
    """What one shard of a stage is made from; its key changes when anything of that does."""

    shard: str
    key: str
    count: int
    read_items: Callable[[], Sequence[Item]]


def run_stage(
    study: Study,
    stage: str,
    plans: Sequence[ShardPlan[Item]],
    *,
    task: Callable[[Item], Result],
    rows_of: Callable[[Item, Result | PaperError], list[Row]],
    workers: int,
    show: ShowProgress,
    limits: Limits = PAPER_LIMITS,
    initializer: Callable[[], object] | None = None,
) -> None:
    """Make the shards that are stale, in order, and remove those that no plan names."""
    remove_unplanned(study, stage, [plan.shard for plan in plans])
    pending = [plan for plan in plans if is_stale(study, stage, plan.shard, key=plan.key)]
    if not pending:
        return
    items = (item for plan in pending for item in plan.read_items())
    outcomes = run_isolated(task, items, workers=workers, limits=limits, initializer=initializer)
    total = sum(plan.count for plan in pending)
    with contextlib.closing(counted(outcomes, stage=stage, total=total, show=show)) as results:
        for plan in pending:
            done = itertools.islice(results, plan.count)
            rows = [row for item, outcome in done for row in rows_of(item, outcome)]
            write_shard(study, stage, plan.shard, key=plan.key, rows=rows)


def remove_unplanned(study: Study, stage: str, planned: Iterable[str]) -> None:
    """Take away the shards that nothing is read into any more."""
    for shard in set(find_shards(study, stage)) - set(planned):
        remove_shard(study, stage, shard)


def is_stale(study: Study, stage: str, shard: str, *, key: str) -> bool:
    """Whether a shard is missing or was made from something else."""
    marker = read_marker(study, stage, shard)
    return marker is None or marker.key != key


def keep_shard(
    study: Study, stage: str, *, shard: str = WHOLE, key: str, rows: Iterable[object]
) -> None:
    """Write a shard if it is stale; else no row is asked for."""
    if is_stale(study, stage, shard, key=key):
        write_shard(study, stage, shard, key=key, rows=rows)


def read_markers(study: Study, stage: str) -> Iterator[tuple[str, Marker]]:
    """The finished shards of a stage with what their markers say."""
    for shard in find_shards(study, stage):
        marker = read_marker(study, stage, shard)
        if marker is not None:
            yield shard, marker


def read_made_of(study: Study, stage: str, shard: str) -> MadeOf:
    """What the documents of a finished shard were made from."""
    marker = read_marker(study, stage, shard)
    return NOTHING_KNOWN if marker is None else marker.made_of


def failure_of(stage: str, paper_id: str, error: PaperError, *, location: str) -> Failure:
    """The row of a paper that a stage could not read."""
    return Failure(
        failure_id=make_id(stage, paper_id, error.kind),
        paper_id=paper_id,
        stage=stage,
        kind=error.kind,
        message=error.message,
        location=location,
    )
