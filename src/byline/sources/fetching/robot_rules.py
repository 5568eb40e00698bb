"""robots.txt of each host, asked for once a day at most."""

import datetime as dt
from typing import TYPE_CHECKING

import httpx2

from byline.sources.fetching.clock import Clock
from byline.sources.fetching.index import Fetched
from byline.sources.fetching.pacing import Pacer
from byline.sources.fetching.request import Request
from byline.sources.fetching.robots import ALLOW_ALL, Robots, read_robots
from byline.sources.fetching.trouble import FetchError

if TYPE_CHECKING:
    from byline.sources.fetching.client import Fetcher

_CLIENT_ERRORS = range(400, 500)


class RobotRules:
    """What hosts allow, read from disk while it is fresh."""

    def __init__(self, fetcher: "Fetcher", *, clock: Clock, pacer: Pacer) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._pacer = pacer
        self._known: dict[str, Robots] = {}

    def check(self, url: str) -> None:
        """Raise FetchError ``robots`` for an address that its host wants to be left alone.

        A host whose rules cannot be had just now is left alone, too (``robots_unreachable``).
        """
        parsed = httpx2.URL(url)
        if parsed.path == "/robots.txt":
            return
        if parsed.host not in self._known:
            self._known[parsed.host] = self._load(parsed)
            self._pacer.slow_down(parsed.host, pause=self._known[parsed.host].crawl_delay)
        if not self._known[parsed.host].allows(parsed.raw_path.decode("ascii", "replace")):
            raise FetchError("robots", f"robots.txt of {parsed.host} forbids {parsed.path[:200]}")

    def _load(self, url: httpx2.URL) -> Robots:
        """The rules of a host; one without a robots.txt forbids nothing."""
        address = str(url.copy_with(path="/robots.txt", query=None, fragment=None))
        failure = self._fetcher.index.find_failure(address)
        if failure is not None and self._is_fresh(failure) and failure.status in _CLIENT_ERRORS:
            return ALLOW_ALL
        try:
            return read_robots(self._fetcher.read(self._fetch(address)))
        except FetchError as error:
            if error.status in _CLIENT_ERRORS:
                return ALLOW_ALL
            if error.kind in {"refused_address", "budget_spent", "host_closed"}:
                raise
            message = f"{address} cannot be had now: {error.message}"
            raise FetchError("robots_unreachable", message) from error

    def _fetch(self, address: str) -> Fetched:
        known = self._fetcher.find(address)
        is_fresh = known is not None and self._is_fresh(known)
        return self._fetcher.fetch(Request(url=address), refresh=not is_fresh)

    def _is_fresh(self, entry: Fetched) -> bool:
        age = self._clock.now() - dt.datetime.fromisoformat(entry.fetched_at)
        return age.total_seconds() < self._fetcher.manners.robots_seconds
