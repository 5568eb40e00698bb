"""One request at a time for each host, never before its pause is over."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from byline.sources.fetching.clock import Clock
from byline.sources.fetching.manners import Manners
from byline.sources.fetching.trouble import FetchError

_MOST_DOUBLINGS = 20


class _Host:
    """What is known of one host in this run."""

    def __init__(self, *, pause: float, not_before: float) -> None:
        self.lock = threading.Lock()
        self.pause = pause
        self.not_before = not_before
        self.requests = 0
        self.failures = 0
        """In a row, by whatever address."""
        self.closed = ""


class Pacer:
    """Turns at hosts; a host that fails or asks for it is left alone for a while."""

    def __init__(self, manners: Manners, *, clock: Clock, chance: Random) -> None:
        self._manners = manners
        self._clock = clock
        self._chance = chance
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Hold the host for one request with its body.

        Raises FetchError ``budget_spent`` or ``host_closed`` where it is not to be asked again in
        this run.
        """
        known = self._find(host)
        with known.lock:
            self._check(host, known)
            if (wait := known.not_before - self._clock.monotonic()) > 0:
                self._clock.sleep(wait)
            known.requests += 1
            try:
                yield
            finally:
                soonest = self._clock.monotonic() + known.pause
                known.not_before = max(known.not_before, soonest)

    def slow_down(self, host: str, *, pause: float) -> None:
        """Keep at least this pause from now on."""
        known = self._find(host)
        known.pause = max(known.pause, pause)

    def note_success(self, host: str) -> None:
        """The host works."""
        self._find(host).failures = 0

    def note_failure(self, host: str, *, asked: float | None) -> None:
        """Leave the host alone for as long as it asked, else for longer with each failure."""
        known = self._find(host)
        known.failures += 1
        if asked is not None and asked > self._manners.longest_asked_wait:
            known.closed = f"{host} asks to come back in {asked / 60:.0f} minutes"
            return
        wait = self._backed_off(known.failures) if asked is None else asked
        known.not_before = max(known.not_before, self._clock.monotonic() + wait)

    def _backed_off(self, failures: int) -> float:
        """Half of it certain, half by chance, so that many clients do not come back together."""
        doubled = self._manners.first_wait * 2.0 ** min(failures - 1, _MOST_DOUBLINGS)
        longest: float = min(doubled, self._manners.longest_wait)
        return longest * (0.5 + self._chance.random() / 2)

    def _check(self, host: str, known: _Host) -> None:
        budget = self._manners.host_budget
        if known.closed:
            raise FetchError("host_closed", f"{known.closed}; run again then")
        if budget is not None and known.requests >= budget:
            raise FetchError("budget_spent", f"{budget} requests to {host} in one run are spent")

    def _find(self, host: str) -> _Host:
        with self._lock:
            if host not in self._hosts:
                pause = max(self._manners.pause, self._manners.host_pauses.get(host, 0.0))
                # The run before may have ended a moment ago: its last request counts, too.
                soonest = self._clock.monotonic() + pause
                self._hosts[host] = _Host(pause=pause, not_before=soonest)
            return self._hosts[host]
