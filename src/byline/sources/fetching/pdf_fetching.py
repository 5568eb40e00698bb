"""The PDFs of a listing, one thread for each host, the ones that failed in passing once more."""

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from byline.sources.fetching.citation import read_citation
from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.index import Fetched, FetchIndex
from byline.sources.fetching.request import Request
from byline.sources.fetching.site import SitePaper
from byline.sources.fetching.trouble import FetchError

_ELSEWHERE = frozenset({"not_found", "not_pdf"})
"""Kinds after which the paper's own page is asked where its PDF lies."""
_HOST_KINDS = frozenset({"budget_spent", "host_closed"})


@dataclass(slots=True)
class FetchState:
    """How far the fetching is."""

    total: int
    done: int = 0
    """Fetched now or before, or failed."""
    fetched: int = 0
    bytes: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    left_out: str = ""
    """Why a host was not asked for the rest; empty where all were asked."""
    read: int = 0
    """Papers of which page one was read meanwhile."""
    joint: int = 0
    """Of these, papers of both countries that are watched: a count that is not complete."""


ShowFetching = Callable[[FetchState], None]
OnPdf = Callable[[SitePaper, Path], None]


def show_no_fetching(_state: FetchState) -> None:
    """Progress for nobody."""


def find_pdf(index: FetchIndex, paper: SitePaper, *, read: Callable[[Fetched], bytes]) -> str:
    """The address under which a paper's PDF is kept or was last asked for."""
    url = paper.pdf_url or ""
    if index.find(url) is None and paper.url and (page := index.find(paper.url)) is not None:
        return _stated_pdf(read(page), paper) or url
    return url


def _stated_pdf(page: bytes, paper: SitePaper) -> str:
    """Where the page of a paper says that its PDF lies, if that is on the same host."""
    stated = read_citation(page).pdf_url
    is_same = urlsplit(stated).hostname == urlsplit(paper.pdf_url or "").hostname
    return stated if is_same else ""


class PdfFetching:
    """One round over the PDFs that are wanted."""

    def __init__(
        self, fetcher: Fetcher, papers: Sequence[SitePaper], *, show: ShowFetching, on_pdf: OnPdf
    ) -> None:
        self._fetcher = fetcher
        self._papers = papers
        self._show = show
        self._on_pdf = on_pdf
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._bugs: list[Exception] = []
        self.state = FetchState(total=len(papers))

    def run(self) -> FetchState:
        """Fetch what is not here yet; whatever fails is written down by the fetcher.

        `on_pdf` is told of every PDF, unless there is nothing to wait for.
        """
        bytes_before = self._fetcher.bytes_received
        kept = {paper.pdf_url: self._find_kept(paper) for paper in self._papers}
        waiting = self._by_host(paper for paper in self._papers if kept[paper.pdf_url] is None)
        self.state.done = self.state.fetched = len(self._papers) - sum(map(len, waiting.values()))
        if waiting:
            for paper in self._papers:
                if (entry := kept[paper.pdf_url]) is not None:
                    self._on_pdf(paper, self._fetcher.path_of(entry))
            self._run_threads(list(waiting.values()), bytes_before)
        self._show(self.state)
        return self.state

    def _run_threads(self, by_host: Sequence[Sequence[SitePaper]], bytes_before: int) -> None:
        """A thread for each host; an interrupt does not wait for one that waits for its host."""
        threads = [
            threading.Thread(target=self._guarded, args=(papers, bytes_before), daemon=True)
            for papers in by_host
        ]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                thread.join()
        finally:
            self._stop.set()
        if self._bugs:
            raise self._bugs[0]

    def _guarded(self, papers: Sequence[SitePaper], bytes_before: int) -> None:
        try:
            self._fetch_host(papers, bytes_before)
        except Exception as bug:  # noqa: BLE001  raised again by the thread that waits
            self._bugs.append(bug)

    def _by_host(self, papers: Iterable[SitePaper]) -> dict[str, list[SitePaper]]:
        hosts: dict[str, list[SitePaper]] = defaultdict(list)
        for paper in papers:
            hosts[urlsplit(paper.pdf_url or "").hostname or ""].append(paper)
        return dict(hosts)

    def _find_kept(self, paper: SitePaper) -> Fetched | None:
        """The PDF that is here already."""
        url = find_pdf(self._fetcher.index, paper, read=self._fetcher.read)
        return self._fetcher.find(url)

    def _fetch_host(self, papers: Sequence[SitePaper], bytes_before: int) -> None:
        """One PDF after the other, then those that failed in passing once more."""
        again: list[SitePaper] = []
        for is_last, waiting in ((False, papers), (True, again)):
            for paper in waiting:
                if self._stop.is_set():
                    return
                error = self._fetch_one(paper)
                if error is not None and error.kind in _HOST_KINDS:
                    self._note_host(error)
                    return
                if error is not None and error.is_passing and not is_last:
                    again.append(paper)
                    continue
                self._note(error, bytes_before)

    def _fetch_one(self, paper: SitePaper) -> FetchError | None:
        try:
            entry = self._fetch_pdf(paper)
        except FetchError as error:
            return error
        self._on_pdf(paper, self._fetcher.path_of(entry))
        return None

    def _fetch_pdf(self, paper: SitePaper) -> Fetched:
        try:
            return self._fetcher.fetch(Request(url=paper.pdf_url or "", kind="pdf"))
        except FetchError as error:
            if error.kind not in _ELSEWHERE or not paper.url:
                raise
            other = self._ask_page(paper)
            if other is None:
                raise
            return self._fetcher.fetch(Request(url=other, kind="pdf"))

    def _ask_page(self, paper: SitePaper) -> str | None:
        """Another address for the PDF, by the paper's own page; None where there is none."""
        try:
            page = self._fetcher.fetch(Request(url=paper.url or ""))
        except FetchError:
            return None
        stated = _stated_pdf(self._fetcher.read(page), paper)
        return stated if stated and stated != paper.pdf_url else None

    def _note(self, error: FetchError | None, bytes_before: int) -> None:
        with self._lock:
            self.state.done += 1
            self.state.bytes = self._fetcher.bytes_received - bytes_before
            if error is None:
                self.state.fetched += 1
            else:
                self.state.failures[error.kind] += 1
            self._show(self.state)

    def _note_host(self, error: FetchError) -> None:
        with self._lock:
            self.state.left_out = error.message
