"""Page one of PDFs while others still come in: a count that grows, and that is not complete.

Nothing of it enters the study; the stages read every paper in full when all PDFs are here.
"""

import queue
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Self

from byline.authorship.finder import find_authorship
from byline.documents.pool import run_isolated
from byline.documents.reader import read_document
from byline.records import PaperError
from byline.run.memberships import find_country_codes
from byline.run.placing import compile_registry, load_resolver
from byline.sources.fetching.site import SitePaper


@dataclass(frozen=True, slots=True)
class FrontTask:
    """One PDF whose first page is to be read."""

    path: Path


def read_front(task: FrontTask) -> frozenset[str]:
    """Countries of the affiliations on page one; raises PaperError where it cannot be read."""
    data = task.path.read_bytes()
    document = read_document(data, paper_id="", location=str(task.path), first_pages=1)
    return find_country_codes(find_authorship(document), load_resolver())


class LiveReader:
    """Reads in a thread of its own what is added, until it is left; `read` and `joint` grow."""

    def __init__(self, *, watched: tuple[str, str], workers: int) -> None:
        self.read = 0
        self.joint = 0
        self._watched = frozenset(watched)
        self._workers = workers
        self._waiting: queue.SimpleQueue[FrontTask | None] = queue.SimpleQueue()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="live-reader")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        """What waits still is left to the stages."""
        self._is_over.set()
        self._waiting.put(None)
        self._thread.join()

    def add(self, _paper: SitePaper, path: Path) -> None:
        """A PDF that is here."""
        self._waiting.put(FrontTask(path))

    def _run(self) -> None:
        first = self._waiting.get()
        if first is None:
            return
        compile_registry()
        tasks = chain([first], self._take())
        outcomes = run_isolated(read_front, tasks, workers=self._workers, initializer=load_resolver)
        with closing(outcomes):
            for _, outcome in outcomes:
                if self._is_over.is_set():
                    return
                self._count(outcome)

    def _take(self) -> Iterator[FrontTask]:
        while (task := self._waiting.get()) is not None and not self._is_over.is_set():
            yield task

    def _count(self, outcome: frozenset[str] | PaperError) -> None:
        if not isinstance(outcome, PaperError):
            self.read += 1
            self.joint += self._watched <= outcome
