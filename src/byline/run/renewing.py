"""Stages that look at documents one by one: only those are done again that could come out anew.

A shard says of each document what its rows were made from (`MadeOf`). When the shard is made again,
the rows of the documents for which that is the same are taken over as they are.
"""

import contextlib
import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic

from byline.documents.pool import Limits, run_isolated
from byline.records import PaperError, Row
from byline.run.progress import ShowProgress
from byline.run.stages import Item, Result, is_stale, remove_unplanned
from byline.store.shards import NOTHING_KNOWN, MadeOf, write_shard
from byline.store.study import Study

_LEAST_PER_WORKER = 50
"""Documents that one worker more is started for: fewer are done while it starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal(Generic[Item]):
    """What is to be done for one shard."""

    made_of: MadeOf
    """Of all its documents."""
    items: Mapping[str, Item]
    """By `document_id`: what is to be done again, in order. All others are taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalPlan(Generic[Item]):
    """What one shard is made from; its key changes when anything of that does."""

    shard: str
    key: str
    count: int
    read: Callable[[], Renewal[Item]]


def renew_stage(
    study: Study,
    stage: str,
    plans: Sequence[RenewalPlan[Item]],
    *,
    task: Callable[[Item], Result],
    rows_of: Callable[[Item, Result | PaperError], list[Row]],
    workers: int,
    show: ShowProgress,
    limits: Limits,
    initializer: Callable[[], object] | None = None,
) -> None:
    """Make the shards that are stale, document by document, and remove those that no plan names."""
    remove_unplanned(study, stage, [plan.shard for plan in plans])
    pending = [plan for plan in plans if is_stale(study, stage, plan.shard, key=plan.key)]
    if not pending:
        return
    progress = _Progress(stage=stage, total=sum(plan.count for plan in pending), show=show)
    progress.advance(0)
    queue = _Queue(pending)
    outcomes = run_isolated(
        task,
        queue.items(),
        workers=queue.count_useful(workers),
        limits=limits,
        initializer=initializer,
    )
    with contextlib.closing(outcomes):
        for plan in pending:
            renewal = queue.read(plan)
            progress.advance(plan.count - len(renewal.items))
            rows: list[Row] = []
            failed: set[str] = set()
            done = itertools.islice(outcomes, len(renewal.items))
            for document_id, (item, outcome) in zip(renewal.items, done, strict=True):
                rows += rows_of(item, outcome)
                if isinstance(outcome, PaperError):
                    failed.add(document_id)
                progress.advance(1)
            _write(study, stage, plan, renewal, rows=rows, failed=failed)
            queue.forget(plan)


@dataclass(slots=True)
class _Queue(Generic[Item]):
    """What is to be done for each shard, read when its turn comes and held until it is written."""

    plans: Sequence[RenewalPlan[Item]]
    held: dict[str, Renewal[Item]] = field(default_factory=dict)

    def items(self) -> Iterator[Item]:
        """All that is to be done, shard by shard."""
        for plan in self.plans:
            yield from self.read(plan).items.values()

    def count_useful(self, workers: int) -> int:
        """How many workers are worth their start, told from the first of what is to be done."""
        most, found = _LEAST_PER_WORKER * workers, 0
        for plan in self.plans:
            found += len(self.read(plan).items)
            if found >= most:
                return workers
        return found // _LEAST_PER_WORKER + 1

    def read(self, plan: RenewalPlan[Item]) -> Renewal[Item]:
        """What is to be done for one shard; nothing where that is written."""
        if plan.shard not in self.held:
            self.held[plan.shard] = plan.read()
        return self.held[plan.shard]

    def forget(self, plan: RenewalPlan[Item]) -> None:
        """Let go of what is written."""
        self.held[plan.shard] = Renewal(made_of=NOTHING_KNOWN, items={})


@dataclass(slots=True, kw_only=True)
class _Progress:
    stage: str
    total: int
    show: ShowProgress
    done: int = 0

    def advance(self, count: int) -> None:
        self.done += count
        self.show(self.stage, self.done, self.total)


def _write(
    study: Study,
    stage: str,
    plan: RenewalPlan[Item],
    renewal: Renewal[Item],
    *,
    rows: list[Row],
    failed: Collection[str],
) -> None:
    """Write a shard; nothing is known of a document that failed, so that it is tried again."""
    made_of = renewal.made_of
    keys = {one: key for one, key in made_of.keys.items() if one not in failed}
    write_shard(
        study,
        stage,
        plan.shard,
        key=plan.key,
        rows=rows,
        made_of=MadeOf(basis=made_of.basis, keys=keys),
        kept=made_of.keys.keys() - renewal.items.keys(),
    )
