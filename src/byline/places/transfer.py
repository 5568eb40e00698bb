"""One file of known size over HTTP into a ``.part`` file that survives a cut and can be resumed.

What decides that the file is the right one is its digest, checked by the caller; this module sees
to it that a wrong answer is recognised before it is stored, and that a server cannot make us store
more than the size or call an address inside the user's own network.
"""

import os
import re
import socket
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from ipaddress import ip_address
from itertools import chain
from pathlib import Path

import httpx2

from byline.places.registry_release import ZIP_START, PinnedRelease

MOST_REDIRECTS = 5
LONGEST_ASKED_WAIT = 120.0
"""Seconds; a server that asks for more is not waited for."""
_CONNECT_SECONDS = 20.0
_CHUNK = 2**16
_LONGEST_CONTACT = 200
_TROUBLED = frozenset({408, 425, 429, 500, 502, 503, 504})
_MISFIT = frozenset({206, 416})
_RANGE = re.compile(r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15}|\*)")
_NUMBER = re.compile(r"[0-9]+")


class PermanentError(Exception):
    """The server has something else than the file, and would have it next time too."""


class TransientError(Exception):
    """The transfer was cut; another may not be, after `wait_seconds` if the server gave any."""

    def __init__(self, message: str, *, wait_seconds: float | None = None) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


def opened_client(transport: httpx2.BaseTransport | None, *, timeout: float) -> httpx2.Client:
    """A client that names this program and follows no redirect by itself."""
    return httpx2.Client(
        transport=transport,
        timeout=httpx2.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS)),
        follow_redirects=False,
        headers={"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "identity"},
    )


def user_agent(environment: Mapping[str, str] = os.environ) -> str:
    """The name we go by, with the address in BYLINE_CONTACT if the user gives one."""
    printable = string.digits + string.ascii_letters + string.punctuation + " "
    given = environment.get("BYLINE_CONTACT", "")[:_LONGEST_CONTACT]
    contact = "".join(letter for letter in given if letter in printable and letter not in "()\\")
    about = "reads who wrote the papers of a conference"
    return f"byline/{version('byline')} ({about}{f'; contact: {contact}' if contact else ''})"


def part_size(part: Path) -> int:
    """How many bytes are kept."""
    return part.stat().st_size if part.is_file() else 0


def fetch_part(
    client: httpx2.Client, release: PinnedRelease, *, part: Path, show: Callable[[int], None]
) -> None:
    """Fetch what the part still lacks, telling `show` how many bytes there are.

    Raises TransientError where another attempt may help, PermanentError where it would not.
    """
    try:
        with closing(_request(client, release.url, headers=_range_headers(part))) as response:
            start = _find_start(response, release, part=part)
            chunks = response.iter_raw(_CHUNK)
            _refuse_other_file(response, first := next(chunks, b""), lacking=release.size - start)
            if start == 0:
                _begin_part(part, response)
            for done in _write_chunks(part, chain([first], chunks), most=release.size):
                show(done)
    except httpx2.ConnectError as error:
        raise TransientError(f"cannot reach {httpx2.URL(release.url).host} ({error})") from error
    except httpx2.TransportError as error:
        raise TransientError(f"the connection broke ({error or type(error).__name__})") from error
    if (done := part_size(part)) < release.size:
        raise TransientError(f"the transfer ended after {done:,} of {release.size:,} bytes")


def finish_part(part: Path, path: Path) -> None:
    """Give the whole and checked part its name."""
    part.replace(path)
    _validator_of(part).unlink(missing_ok=True)


def _validator_of(part: Path) -> Path:
    return part.with_name(f"{part.name}.validator")


def _range_headers(part: Path) -> dict[str, str]:
    """Ask for the rest, unless the file has changed since; without a validator the digest tells."""
    if not (kept := part_size(part)):
        return {}
    headers = {"Range": f"bytes={kept}-"}
    note = _validator_of(part)
    validator = note.read_text(encoding="utf-8", errors="replace") if note.is_file() else ""
    if validator and validator.isascii() and validator.isprintable():
        headers["If-Range"] = validator
    return headers


def _request(client: httpx2.Client, url: str, *, headers: Mapping[str, str]) -> httpx2.Response:
    """The answer at the end of the redirects, its body not yet read."""
    request = client.build_request("GET", url, headers=headers)
    for _ in range(MOST_REDIRECTS + 1):
        response = client.send(request, stream=True)
        if response.next_request is None:
            return response
        response.close()
        refuse_inward(request.url, response.next_request.url)
        request = response.next_request
    raise PermanentError(f"more than {MOST_REDIRECTS} redirects")


def _find_addresses(host: str) -> list[str]:
    """What the name resolves to; nothing where only a proxy can tell."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None)]
    except OSError:
        return []


def refuse_inward(
    source: httpx2.URL,
    target: httpx2.URL,
    *,
    find_addresses: Callable[[str], list[str]] = _find_addresses,
) -> None:
    """Raise PermanentError unless a redirect stays on its server or leads to a public one over TLS.

    Its certificate is what keeps a name that resolves differently a moment later from leading
    inside after all.
    """
    if (target.scheme, target.host, target.port) == (source.scheme, source.host, source.port):
        return
    if target.scheme != "https":
        raise PermanentError(f"a redirect leads to {str(target)[:200]}, which is not https")
    for address in map(ip_address, find_addresses(target.host)):
        if not address.is_global or address.is_multicast:
            raise PermanentError(f"a redirect leads to {target.host}, in a private network")


def _find_start(response: httpx2.Response, release: PinnedRelease, *, part: Path) -> int:
    """The offset at which the body of this answer belongs, or an error if it has none."""
    status, kept = response.status_code, part_size(part)
    if status == httpx2.codes.OK:
        return 0
    if status == httpx2.codes.PARTIAL_CONTENT and kept:
        found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if found and int(found[1]) == kept and found[3] in {str(release.size), "*"}:
            return kept
    if status in _MISFIT:
        part.unlink(missing_ok=True)
        raise TransientError("what was kept is no part of the server's file")
    if status in _TROUBLED:
        raise TransientError(f"the server answered {status}", wait_seconds=_asked_wait(response))
    raise PermanentError(f"the server answered {status} {response.reason_phrase}".rstrip())


def _asked_wait(response: httpx2.Response) -> float | None:
    """Seconds the server asks us to wait, given as a number or a date; None if it does not."""
    asked = response.headers.get("Retry-After", "")
    seconds = float(asked[:9]) if _NUMBER.fullmatch(asked) else _seconds_until(asked, response)
    if seconds is not None and seconds > LONGEST_ASKED_WAIT:
        raise PermanentError(f"the server asks to come back in {seconds / 60:.0f} minutes")
    return seconds


def _seconds_until(date: str, response: httpx2.Response) -> float | None:
    """By the server's own clock."""
    try:
        wait = parsedate_to_datetime(date) - parsedate_to_datetime(response.headers["Date"])
    except (KeyError, TypeError, ValueError):
        return None
    return max(wait.total_seconds(), 0.0)


def _refuse_other_file(response: httpx2.Response, first: bytes, *, lacking: int) -> None:
    """Raise PermanentError unless kind and announced length are those of what is lacking."""
    if not first:
        raise TransientError("the server sent nothing")
    announced = response.headers.get("Content-Length", str(lacking))
    is_rest = response.status_code == httpx2.codes.PARTIAL_CONTENT
    is_plain = response.headers.get("Content-Encoding", "identity") == "identity"
    if announced == str(lacking) and is_plain and (is_rest or first.startswith(ZIP_START)):
        return
    kind = response.headers.get("Content-Type", "something")[:80]
    raise PermanentError(
        f"the server sent {kind!r} of {announced[:15]} bytes, not a zip file of {lacking}"
    )


def _begin_part(part: Path, response: httpx2.Response) -> None:
    """Start anew, and note beside the part what tells whether a later answer is of this file."""
    part.write_bytes(b"")
    etag = response.headers.get("ETag", "")
    strong = "" if etag.startswith("W/") else etag
    validator = strong or response.headers.get("Last-Modified", "")
    _validator_of(part).write_text(validator, encoding="utf-8")


def _write_chunks(part: Path, chunks: Iterable[bytes], *, most: int) -> Iterator[int]:
    """Append to the part, giving how many bytes it has after each chunk."""
    done = part_size(part)
    with part.open("ab") as stream:
        for chunk in chunks:
            done += len(chunk)
            if done > most:
                stream.truncate(0)
                raise PermanentError(f"the server sent more than the {most:,} bytes of the file")
            stream.write(chunk)
            yield done
