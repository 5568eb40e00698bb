"""Work on hostile input, one item at a time in spawned workers that may hang or die.

The caller gets every item back with its result or with a PaperError, in the order given, and never
waits longer for an item than its limits allow. Nothing here knows what the work is.
"""

import contextlib
import gc
import mmap
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from math import inf, isinf
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Generic, TypeVar

from byline.records import PaperError

Item = TypeVar("Item")
Result = TypeVar("Result")
_Message = tuple[str, object, str, bool]
"""Kind of outcome, the result or the kind of error, its message, whether the worker is spent."""

_AHEAD = 4
"""Items per worker that may be in hand or done while the oldest one is waited for."""
_STARTS = 3
"""Workers that may die in a row before one is ready."""
_JOIN_SECONDS = 10.0
_GROWN = 1 / 3
"""Share of the memory limit: a worker that goes on to hold so much more is replaced."""


_OBJECTS_BEFORE_COLLECTION = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one item may take, and after how many items a worker is replaced by a fresh one."""

    wall_seconds: float = 20.0
    memory_bytes: int = 1_500_000_000
    """Of address space, where the system can limit it."""
    items_per_worker: int = 500
    start_seconds: float = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work(Generic[Item, Result]):
    """What every worker does."""

    task: Callable[[Item], Result]
    limits: Limits
    initializer: Callable[..., object] | None
    arguments: tuple[object, ...]


def run_isolated(
    task: Callable[[Item], Result],
    inputs: Iterable[Item],
    *,
    workers: int,
    limits: Limits = Limits(),
    initializer: Callable[..., object] | None = None,
    arguments: tuple[object, ...] = (),
) -> Generator[tuple[Item, Result | PaperError], None, None]:
    """Each item with what `task` made of it, in the order given.

    `task` and `initializer` are importable top-level functions. A PaperError that the task raises
    is its result; a worker that takes too long, runs out of memory or dies gives one of kind
    ``timeout``, ``out_of_memory`` or ``crashed``. `inputs` are taken one by one as workers come
    free. Raises RuntimeError where workers cannot start at all.
    """
    work = _Work(task=task, limits=limits, initializer=initializer, arguments=arguments)
    crew = _Crew(work, size=max(1, workers))
    try:
        yield from crew.run(inputs)
    finally:
        crew.dismiss()


@dataclass(slots=True, kw_only=True)
class _Worker(Generic[Item]):
    """One process; `since` is when it was started or given its item."""

    process: BaseProcess
    connection: Connection
    since: float
    is_ready: bool = False
    job: tuple[int, Item] | None = None

    @property
    def is_free(self) -> bool:
        """Whether it can be given an item."""
        return self.is_ready and self.job is None


@dataclass(slots=True)
class _Crew(Generic[Item, Result]):
    """The workers of one run, and the items that are handed out next."""

    work: _Work[Item, Result]
    size: int
    workers: list[_Worker[Item]] = field(default_factory=list)
    waiting: deque[tuple[int, Item]] = field(default_factory=deque)
    failed_starts: int = 0

    def run(self, inputs: Iterable[Item]) -> Iterator[tuple[Item, Result | PaperError]]:
        """Hand out the items and give their outcomes back in order."""
        source = enumerate(inputs)
        done: dict[int, tuple[Item, Result | PaperError]] = {}
        position = taken = 0
        while True:
            room = min(self.size - len(self.waiting), _AHEAD * self.size - (taken - position))
            fresh = list(islice(source, max(0, room)))
            taken += len(fresh)
            self.waiting.extend(fresh)
            if position == taken:
                return
            self._hand_out()
            for (index, item), outcome in self._collect():
                done[index] = (item, outcome)
            while position in done:
                yield done.pop(position)
                position += 1

    def _hand_out(self) -> None:
        """Give waiting items to workers that are free, and start as many more as can be used."""
        for worker in self.workers:
            if self.waiting and worker.is_free:
                worker.job, worker.since = self.waiting.popleft(), time.monotonic()
                with contextlib.suppress(OSError):  # a dead one is found out when it is heard
                    worker.connection.send(worker.job[1])
        starting = sum(not worker.is_ready for worker in self.workers)
        for _ in range(min(len(self.waiting) - starting, self.size - len(self.workers))):
            self.workers.append(_start(self.work))

    def _collect(self) -> Iterator[tuple[tuple[int, Item], Result | PaperError]]:
        """Wait until something happens; the outcomes that workers gave or failed to give."""
        soonest = min(map(self._deadline, self.workers))
        pause = max(0.0, soonest - time.monotonic())
        wait([worker.connection for worker in self.workers], None if isinf(pause) else pause)
        for worker in list(self.workers):
            outcomes: tuple[Result | PaperError, ...] = ()
            job = worker.job
            if worker.connection.poll():
                outcomes = self._hear(worker)
            elif time.monotonic() > self._deadline(worker):
                outcomes = (self._give_up(worker),)
            if job is not None:
                yield from ((job, outcome) for outcome in outcomes)

    def _deadline(self, worker: _Worker[Item]) -> float:
        if worker.is_free:
            return inf
        limits = self.work.limits
        return worker.since + (limits.wall_seconds if worker.is_ready else limits.start_seconds)

    def _hear(self, worker: _Worker[Item]) -> tuple[Result | PaperError, ...]:
        """The outcome that a worker sends; none where it only says that it is ready."""
        try:
            kind, value, message, is_spent = worker.connection.recv()
        except (EOFError, OSError):
            return (self._bury(worker),)
        if kind == "ready":
            worker.is_ready, self.failed_starts = True, 0
            return ()
        worker.job = None
        if is_spent:
            self._remove(worker)
        return (PaperError(value, message) if kind == "error" else value,)

    def _bury(self, worker: _Worker[Item]) -> PaperError:
        """Why a worker died; raises RuntimeError where several died before they were ready."""
        worker.process.join(_JOIN_SECONDS)
        end = _describe_exit(worker.process.exitcode)
        self._remove(worker)
        if not worker.is_ready:
            self._count_failed_start(end)
        return PaperError("crashed", f"the reader died on this file ({end})")

    def _give_up(self, worker: _Worker[Item]) -> PaperError:
        """Kill a worker whose time is over."""
        self._remove(worker)
        if not worker.is_ready:
            self._count_failed_start("too slow")
        seconds = self.work.limits.wall_seconds
        return PaperError("timeout", f"not finished within {seconds:g} seconds")

    def _count_failed_start(self, end: str) -> None:
        self.failed_starts += 1
        if self.failed_starts >= _STARTS:
            raise RuntimeError(f"workers cannot start: {end}")

    def _remove(self, worker: _Worker[Item]) -> None:
        self.workers.remove(worker)
        _stop(worker)

    def dismiss(self) -> None:
        """End every worker and wait until it is gone."""
        while self.workers:
            _stop(self.workers.pop())


def _start(work: _Work[Item, Result]) -> _Worker[Item]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, work), daemon=True)
    process.start()
    there.close()
    return _Worker(process=process, connection=here, since=time.monotonic())


def _stop(worker: _Worker[Item]) -> None:
    worker.process.kill()
    worker.process.join()
    worker.process.close()
    worker.connection.close()


def _describe_exit(code: int | None) -> str:
    """The end of a process in words; negative codes are signals."""
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _serve(connection: Connection, work: _Work[Item, Result]) -> None:
    """The life of a worker: it ends when its connection is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller hears it and ends its workers
    _limit_process(work.limits)
    if work.initializer is not None:
        work.initializer(*work.arguments)
    # What was loaded stays, and what an item leaves behind goes by reference count: looking for
    # cycles after every few hundred objects is a tenth of the time.
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTION)
    with contextlib.suppress(EOFError, OSError):
        connection.send(("ready", None, "", False))
        most = _held_bytes() + _GROWN * work.limits.memory_bytes
        for done in count(1):
            kind, value, message = _attempt(work, connection.recv())
            is_spent = done >= work.limits.items_per_worker or _held_bytes() > most
            connection.send((kind, value, message, is_spent))


def _attempt(work: _Work[Item, Result], item: Item) -> tuple[str, object, str]:
    try:
        with _alarm(work.limits.wall_seconds):
            return "result", work.task(item), ""
    except PaperError as error:
        return "error", error.kind, error.message
    except MemoryError:
        return "error", "out_of_memory", "the file needs more memory than a paper may take"


def _held_bytes() -> int:
    """Memory that this process holds; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * mmap.PAGESIZE


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """A signal that ends this process should nobody be left to do so when its time is over."""
    if sys.platform == "win32":
        yield
        return
    signal.alarm(int(2 * seconds) + 1)
    try:
        yield
    finally:
        signal.alarm(0)


def _limit_process(limits: Limits) -> None:
    """Bound the address space where the system has such a limit, and leave no core files."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on every system

    for kind, most in ((resource.RLIMIT_AS, limits.memory_bytes), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
