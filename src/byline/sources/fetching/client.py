"""Fetching one address: asked for once, politely, and kept by its hash with all that was said."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Literal

import httpx2
import stamina

from byline.sources.fetching.addresses import AddressRule, GuardedTransport
from byline.sources.fetching.clock import Clock, SystemClock
from byline.sources.fetching.index import REJECTED, Fetched, FetchIndex
from byline.sources.fetching.manners import Manners, user_agent
from byline.sources.fetching.pacing import Pacer
from byline.sources.fetching.partial import Partial
from byline.sources.fetching.pdf_checks import DamageJudge, find_damage
from byline.sources.fetching.receiving import receive
from byline.sources.fetching.request import Request
from byline.sources.fetching.robot_rules import RobotRules
from byline.sources.fetching.trouble import LASTING_KINDS, FetchError

MOST_REDIRECTS = 5
_TELLS_NOTHING = frozenset({"budget_spent", "host_closed"})
"""Kinds that are about a host and not about the address that was to be fetched."""

# stamina warns of every retry, and httpx2 writes whole addresses down, keys included.
logging.getLogger("stamina").addHandler(logging.NullHandler())
logging.getLogger("httpx2").setLevel(logging.WARNING)


class Fetcher:
    """The one way to the network; what it has fetched once it reads from disk."""

    def __init__(
        self,
        raw: Path,
        *,
        manners: Manners | None = None,
        contact: str = "",
        transport: httpx2.BaseTransport | None = None,
        rule: AddressRule | None = None,
        clock: Clock | None = None,
        chance: Random | None = None,
        is_retry: bool = False,
    ) -> None:
        """Keep what is fetched in this folder; transport, clock and chance may be given.

        What failed for good before is asked for again only if `is_retry`.
        """
        self.manners = manners or Manners()
        self.index = FetchIndex(raw / "fetched.jsonl")
        self.bytes_received = 0
        self._raw = raw
        self._is_retry = is_retry
        self._clock = clock or SystemClock()
        self._pacer = Pacer(self.manners, clock=self._clock, chance=chance or Random())
        self._robots = RobotRules(self, clock=self._clock, pacer=self._pacer)
        inner = transport or httpx2.HTTPTransport()
        self._client = httpx2.Client(
            transport=GuardedTransport(inner, rule or AddressRule()),
            timeout=httpx2.Timeout(self.manners.timeout, connect=min(20.0, self.manners.timeout)),
            trust_env=False,
            headers={
                "User-Agent": user_agent(contact),
                "Accept": "*/*",
                "Accept-Encoding": "identity",
            },
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def find(self, url: str) -> Fetched | None:
        """What is kept of an address, without the network."""
        entry = self.index.find(url)
        if entry is None or entry.sha256 is None:
            return None
        if not self.path_of(entry).is_file():
            self._recover(entry)
        return entry if self.path_of(entry).is_file() else None

    def path_of(self, entry: Fetched) -> Path:
        """Where the bytes of an answer lie."""
        return self._raw / (entry.sha256 or "")[:2] / (entry.sha256 or "")

    def read(self, entry: Fetched) -> bytes:
        """The bytes of an answer."""
        return self.path_of(entry).read_bytes()

    def fetch(self, request: Request, *, refresh: bool = False) -> Fetched:
        """The answer of an address, from disk where there is one.

        With `refresh` the server is asked whether it has changed. Raises FetchError, which is also
        written down, where there is no answer to keep.
        """
        known = self.find(request.url)
        if known is not None and not refresh:
            return known
        if not refresh:
            self._recall(request.url)
        try:
            if request.kind != "api":
                self._robots.check(request.url)
            return self._fetch(request, known)
        except FetchError as error:
            if error.kind not in _TELLS_NOTHING:
                self.index.append(self._failure(request.url, error))
            raise

    def reject(self, entry: Fetched, message: str) -> None:
        """Ask again next time: the answer is not what it should be. Its bytes stay, to be seen."""
        failure = replace(entry, sha256=None, kind=REJECTED, message=message)
        self.index.append(replace(failure, fetched_at=self._now()))

    def send(self, request: Request, *, payload: Mapping[str, str]) -> bytes:
        """What a server answers to JSON, such as a login; nothing of it is kept or retried."""
        url = httpx2.URL(request.url)
        with self._pacer.turn(url.host), _told():
            answer = self._client.post(url, json=dict(payload))
        if answer.status_code != httpx2.codes.OK:
            raise FetchError("login", f"{url.host} answered {answer.status_code} to the login")
        return answer.content

    def _recall(self, url: str) -> None:
        """Raise what an address failed with before, if it would fail so again."""
        failure = self.index.find_failure(url)
        if failure is not None and failure.kind in LASTING_KINDS and not self._is_retry:
            raise FetchError(failure.kind, failure.message, status=failure.status)

    def _recover(self, entry: Fetched) -> None:
        """A kill between writing a body down and giving it its place left it where it was."""
        partial = self._partial(entry.url)
        if partial.path.is_file() and partial.hash() == entry.sha256:
            partial.move_to(self.path_of(entry))

    def _fetch(self, request: Request, known: Fetched | None) -> Fetched:
        partial = self._partial(request.url)
        if partial.is_whole() and (request.kind != "pdf" or find_damage(partial.path) is None):
            return self._keep(request.url, partial)
        damaged = DamageJudge()
        for attempt in stamina.retry_context(
            on=_wait_after, attempts=self.manners.attempts, timeout=None
        ):
            with attempt:
                answer = self._attempt(request, partial, known)
                if request.kind == "pdf" and answer is None:
                    damaged.judge(partial)
                return answer or self._keep(request.url, partial)
        raise AssertionError("stamina ends by an answer or an error")

    def _attempt(self, request: Request, partial: Partial, known: Fetched | None) -> Fetched | None:
        """Have the whole body in the partial file; an answer where the known one still holds."""
        url = httpx2.URL(request.url)
        host = url.host
        for _ in range(MOST_REDIRECTS + 1):
            with self._watched(url.host), self._sent(request, url, partial, known) as response:
                if response.next_request is None:
                    return self._receive(request, response, partial, known)
                target = response.next_request.url
            if target.host != host and request.kind != "api":
                self._robots.check(str(target))
            url = target
        raise FetchError("bad_redirect", f"more than {MOST_REDIRECTS} redirects")

    @contextmanager
    def _watched(self, host: str) -> Iterator[None]:
        """A turn at the host, which is told to the pacer to have gone well or badly."""
        with self._pacer.turn(host):
            try:
                with _told():
                    yield
            except FetchError as error:
                if error.is_passing:
                    self._pacer.note_failure(host, asked=error.wait_seconds)
                raise
            self._pacer.note_success(host)

    @contextmanager
    def _sent(
        self, request: Request, url: httpx2.URL, partial: Partial, known: Fetched | None
    ) -> Iterator[httpx2.Response]:
        headers = _condition(known) if known is not None else partial.range_headers()
        if url.host == httpx2.URL(request.url).host:
            headers |= request.secret_headers
            url = url.copy_merge_params(dict(request.secret_parameters))
        built = self._client.build_request("GET", url, headers=headers)
        with closing(self._client.send(built, stream=True, follow_redirects=False)) as response:
            yield response

    def _receive(
        self,
        request: Request,
        response: httpx2.Response,
        partial: Partial,
        known: Fetched | None,
    ) -> Fetched | None:
        if known is not None and response.status_code == httpx2.codes.NOT_MODIFIED:
            still = replace(known, fetched_at=self._now())
            self.index.append(still)
            return still
        manners = self.manners
        deadline = self._clock.monotonic() + manners.body_seconds
        receive(
            response,
            partial,
            final_url=_without(str(response.url), request.secret_parameters),
            most_bytes=manners.most_pdf_bytes if request.kind == "pdf" else manners.most_page_bytes,
            is_late=lambda: self._clock.monotonic() > deadline,
            count=self._count,
        )
        return None

    def _count(self, size: int) -> None:
        self.bytes_received += size

    def _keep(self, url: str, partial: Partial) -> Fetched:
        """Write the answer down, then give its bytes their place: either alone can be mended."""
        note = partial.read_note()
        if note is None:
            raise FetchError("misfit", "what was kept tells nothing of itself", is_passing=True)
        entry = Fetched(
            url=url,
            final_url=note.final_url,
            fetched_at=self._now(),
            status=note.status,
            headers=note.headers,
            sha256=partial.hash(),
            size=partial.size,
        )
        self.index.append(entry)
        partial.move_to(self.path_of(entry))
        return entry

    def _failure(self, url: str, error: FetchError) -> Fetched:
        return Fetched(
            url=url,
            final_url=url,
            fetched_at=self._now(),
            status=error.status,
            kind=error.kind,
            message=error.message,
        )

    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="seconds")

    def _partial(self, url: str) -> Partial:
        return Partial(self._raw / "partial", url)


def _wait_after(error: Exception) -> float | Literal[False]:
    """Whether to try again; how long to wait is between the host and the pacer."""
    return 0.0 if isinstance(error, FetchError) and error.is_passing else False


@contextmanager
def _told() -> Iterator[None]:
    """What the connection has to complain of, as a FetchError."""
    try:
        yield
    except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
        message = f"cannot connect ({error or type(error).__name__})"
        raise FetchError("unreachable", message, is_passing=True) from error
    except httpx2.TransportError as error:
        message = f"the connection broke ({error or type(error).__name__})"
        raise FetchError("cut", message, is_passing=True) from error
    except httpx2.InvalidURL as error:
        raise FetchError("bad_redirect", f"an address that is none ({error})") from error


def _condition(known: Fetched) -> dict[str, str]:
    """Headers that ask for the body only if it has changed."""
    asked = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
    return {name: known.headers[key] for name, key in asked.items() if key in known.headers}


def _without(url: str, secrets: Mapping[str, str]) -> str:
    """The address without the parameters that hold a key."""
    parsed = httpx2.URL(url)
    for name in secrets:
        parsed = parsed.copy_remove_param(name)
    return str(parsed)
