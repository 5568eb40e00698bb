"""One answer of a server into a partial download, or a trouble that says why not."""

import os
import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime

import httpx2

from byline.sources.fetching.index import KEPT_HEADERS
from byline.sources.fetching.partial import Note, Partial
from byline.sources.fetching.trouble import FetchError

_DETAIL = 4096
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_NOT_FOUND = frozenset({404, 410})
_FORBIDDEN = frozenset({401, 403, 451})
_RANGE = re.compile(r"bytes (\d{1,15})-\d{1,15}/(?:\d{1,15}|\*)")
_WHOLE = re.compile(r"bytes \*/(\d{1,15})")


def receive(
    response: httpx2.Response,
    partial: Partial,
    *,
    final_url: str,
    most_bytes: int,
    is_late: Callable[[], bool],
    count: Callable[[int], None],
) -> None:
    """Write the body of an answer; afterwards the partial download is whole.

    Raises FetchError for any answer that is no body, for one that grows too large, and where
    `is_late` says that it takes too long; what came until then stays.
    """
    if response.headers.get("content-encoding", "identity") != "identity":
        raise FetchError("encoded", "the server packs its answer, which was not asked for")
    if response.status_code == httpx2.codes.RANGE_NOT_SATISFIABLE:
        _accept_end(response, partial)
        return
    if response.status_code == httpx2.codes.PARTIAL_CONTENT:
        _check_start(response, partial)
    elif response.status_code == httpx2.codes.OK:
        partial.begin(_note(response, final_url, most_bytes=most_bytes))
    else:
        raise _refused(response)
    _write(response, partial, most_bytes=most_bytes, is_late=is_late, count=count)


def kept_headers(response: httpx2.Response) -> dict[str, str]:
    """The headers of an answer that may be written down."""
    return {name: value for name, value in response.headers.items() if name in KEPT_HEADERS}


def _note(response: httpx2.Response, final_url: str, *, most_bytes: int) -> Note:
    length = response.headers.get("content-length", "")
    total = int(length) if re.fullmatch(r"\d{1,15}", length) else None
    if total is not None and total > most_bytes:
        raise _too_large(most_bytes)
    return Note(
        final_url=final_url,
        status=response.status_code,
        headers=kept_headers(response),
        total=total,
    )


def _check_start(response: httpx2.Response, partial: Partial) -> None:
    """The rest has to begin where the kept bytes end."""
    found = _RANGE.fullmatch(response.headers.get("content-range", ""))
    if found is None or int(found[1]) != partial.size:
        partial.remove()
        raise FetchError("misfit", "the server sent another part than was asked", is_passing=True)


def _accept_end(response: httpx2.Response, partial: Partial) -> None:
    """A server that has no rest: either everything is here, or it is of another body."""
    found = _WHOLE.fullmatch(response.headers.get("content-range", ""))
    if found is None or int(found[1]) != partial.size:
        partial.remove()
        raise FetchError("misfit", "what was kept is no part of this body", is_passing=True)


def _write(
    response: httpx2.Response,
    partial: Partial,
    *,
    most_bytes: int,
    is_late: Callable[[], bool],
    count: Callable[[int], None],
) -> None:
    done = partial.size
    with partial.path.open("ab", buffering=0) as file:
        for chunk in response.iter_raw():
            done += len(chunk)
            if done > most_bytes:
                partial.remove()
                raise _too_large(most_bytes)
            file.write(chunk)
            count(len(chunk))
            if is_late():
                message = f"too slow: {done:,} bytes in the time for one body"
                raise FetchError("too_slow", message, is_passing=True)
        os.fsync(file.fileno())


def _too_large(most_bytes: int) -> FetchError:
    return FetchError("too_large", f"more than {most_bytes:,} bytes")


def _refused(response: httpx2.Response) -> FetchError:
    """The trouble that a status tells."""
    status = response.status_code
    message = f"the server answered {status} {response.reason_phrase}".rstrip()
    if status in _PASSING:
        kind = "too_many_requests" if status == httpx2.codes.TOO_MANY_REQUESTS else "server_error"
        wait = _asked_wait(response)
        return FetchError(kind, message, is_passing=True, wait_seconds=wait, status=status)
    known = {**dict.fromkeys(_NOT_FOUND, "not_found"), **dict.fromkeys(_FORBIDDEN, "forbidden")}
    detail = b"".join(_head(response))
    return FetchError(known.get(status, "bad_status"), message, status=status, detail=detail)


def _head(response: httpx2.Response) -> list[bytes]:
    for chunk in response.iter_raw():
        return [chunk[:_DETAIL]]
    return []


def _asked_wait(response: httpx2.Response) -> float | None:
    """Seconds the server asks us to wait, given as a number or by a date of its own clock."""
    asked = response.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}", asked):
        return float(asked)
    try:
        date = parsedate_to_datetime(response.headers["date"])
        return max((parsedate_to_datetime(asked) - date).total_seconds(), 0.0)
    except (KeyError, TypeError, ValueError):
        return None
