"""A local server that plays many hosts at once and behaves as badly as it is told."""

import gzip
import hashlib
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Address = tuple[str, str]
"""Host, and path with query."""
LAST_MODIFIED = "Mon, 06 Oct 2025 08:00:00 GMT"
_WRONG_BY = 100
_SLOW_PIECES = 4


@dataclass(frozen=True, slots=True)
class Body:
    """What lies at an address."""

    data: bytes
    kind: str = "text/html; charset=utf-8"

    @property
    def etag(self) -> str:
        """A strong tag of the bytes."""
        return f'"{hashlib.sha256(self.data).hexdigest()[:16]}"'


@dataclass(slots=True)
class Asked:
    """One request as the server saw it."""

    host: str
    path: str
    at: float
    headers: Mapping[str, str]
    status: int = 0
    sent: int = 0
    trouble: str = ""
    is_whole: bool = False
    """Whether the last byte of the body was handed to the connection."""

    @property
    def address(self) -> Address:
        """What was asked for."""
        return self.host, self.path


@dataclass(slots=True)
class Site:
    """Bodies by address, what goes wrong at which, and everything that was asked."""

    bodies: dict[Address, Body] = field(default_factory=dict)
    troubles: dict[Address, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Taken one by one, a request each; one that ends in ``!`` stays."""
    slow_seconds: float = 0.05
    retry_after: str = "1"
    asked: list[Asked] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next_trouble(self, address: Address) -> str:
        """What goes wrong with this request; empty for nothing."""
        with self.lock:
            waiting = self.troubles.get(address)
            if not waiting:
                return ""
            return waiting[0][:-1] if waiting[0].endswith("!") else waiting.pop(0)

    def times_asked(self, host: str, path: str) -> int:
        """How often an address was asked for."""
        return sum(one.host == host and one.path == path for one in self.asked)


def _handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        played = site

    return Handler


class _Handler(BaseHTTPRequestHandler):
    played: Site
    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer, or misbehave."""
        host = (self.headers.get("Host") or "").partition(":")[0]
        asked = Asked(host, self.path, time.monotonic(), dict(self.headers.items()))
        with self.played.lock:
            self.played.asked.append(asked)
        body = self.played.bodies.get((host, self.path))
        trouble = asked.trouble = self.played.next_trouble((host, self.path))
        if body is None and not trouble:
            self._answer(asked, 404, Body(b"nothing here"))
        else:
            troubled: Callable[[_Handler, Asked, Body], None] = _TROUBLES[trouble]
            troubled(self, asked, body or Body(b""))

    def do_POST(self) -> None:
        """Take what is posted and answer with what lies there."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.do_GET()

    def _answer(
        self, asked: Asked, status: int, body: Body, headers: Mapping[str, str] | None = None
    ) -> None:
        self._send_head(asked, status, {**_plain(body), **(headers or {})})
        self._write(asked, body.data)
        asked.is_whole = True

    def _send_head(self, asked: Asked, status: int, headers: Mapping[str, str]) -> None:
        asked.status = status
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _write(self, asked: Asked, data: bytes) -> None:
        try:
            self.wfile.write(data)
            asked.sent += len(data)
        except OSError:
            self.close_connection = True

    def send_normally(self, asked: Asked, body: Body) -> None:
        """Whole, the rest of it, or not at all where nothing has changed."""
        if self.headers.get("If-None-Match") == body.etag:
            self._answer(asked, 304, Body(b"", body.kind), {"ETag": body.etag})
            return
        start = _find_start(self.headers.get("Range"), self.headers.get("If-Range"), body)
        if start is None:
            self._answer(asked, 200, body, _told(body))
        elif start >= len(body.data):
            self._answer(asked, 416, Body(b""), {"Content-Range": f"bytes */{len(body.data)}"})
        else:
            size = len(body.data)
            place = {"Content-Range": f"bytes {start}-{size - 1}/{size}"}
            self._answer(asked, 206, Body(body.data[start:], body.kind), {**_told(body), **place})

    def send_cut(self, asked: Asked, body: Body) -> None:
        """The first half of what was asked for, then nothing."""
        start = _find_start(self.headers.get("Range"), self.headers.get("If-Range"), body) or 0
        rest = body.data[start:]
        size = len(body.data)
        place = {"Content-Range": f"bytes {start}-{size - 1}/{size}"} if start else {}
        self._send_head(
            asked, 206 if start else 200, {**_plain(Body(rest, body.kind)), **_told(body), **place}
        )
        self._write(asked, rest[: len(rest) // 2])
        self._hang_up()

    def send_slowly(self, asked: Asked, body: Body) -> None:
        """All of it, piece by piece."""
        self._send_head(asked, 200, {**_plain(body), **_told(body)})
        step = max(1, len(body.data) // _SLOW_PIECES)
        for start in range(0, len(body.data), step):
            time.sleep(self.played.slow_seconds)
            self._write(asked, body.data[start : start + step])
        asked.is_whole = True

    def send_too_little(self, asked: Asked, body: Body) -> None:
        """Less than was announced."""
        length = {"Content-Length": str(len(body.data) + _WRONG_BY)}
        self._send_head(asked, 200, {**_plain(body), **_told(body), **length})
        self._write(asked, body.data)
        self._hang_up()

    def send_too_much(self, asked: Asked, body: Body) -> None:
        """More than was announced."""
        length = {"Content-Length": str(max(0, len(body.data) - _WRONG_BY))}
        self._send_head(asked, 200, {**_plain(body), **_told(body), **length})
        self._write(asked, body.data)
        self._hang_up()

    def send_web_page(self, asked: Asked, _body: Body) -> None:
        """A page that says nothing, as if all were well."""
        self._answer(asked, 200, Body(b"<!doctype html><html><body>One moment</body></html>"))

    def send_packed(self, asked: Asked, body: Body) -> None:
        """Packed, though the client asks for it as it is."""
        packed = Body(gzip.compress(body.data), body.kind)
        self._answer(asked, 200, packed, {"Content-Encoding": "gzip"})

    def send_away(self, target: str) -> Callable[[Asked, Body], None]:
        """A redirect."""
        return lambda asked, _body: self._answer(asked, 302, Body(b""), {"Location": target})

    def send_status(self, status: int, **headers: str) -> Callable[[Asked, Body], None]:
        """A status without what was asked for."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return lambda asked, _body: self._answer(asked, status, Body(b"not now"), told)

    def _hang_up(self) -> None:
        self.wfile.flush()
        self.close_connection = True

    def log_message(self, *_args: object) -> None:
        """Say nothing on stderr."""


_Trouble = Callable[[_Handler, Asked, Body], None]
_TROUBLES: dict[str, _Trouble] = {
    "": _Handler.send_normally,
    "cut": _Handler.send_cut,
    "slow": _Handler.send_slowly,
    "too_little": _Handler.send_too_little,
    "too_much": _Handler.send_too_much,
    "html": _Handler.send_web_page,
    "packed": _Handler.send_packed,
    "429": lambda self, asked, body: self.send_status(429, Retry_After=self.played.retry_after)(
        asked, body
    ),
    "503": lambda self, asked, body: self.send_status(503)(asked, body),
    "403": lambda self, asked, body: self.send_status(403)(asked, body),
    "404": lambda self, asked, body: self.send_status(404)(asked, body),
    "inward": lambda self, asked, body: self.send_away("https://inside.example/paper.pdf")(
        asked, body
    ),
    "loopback": lambda self, asked, body: self.send_away("https://127.0.0.1/paper.pdf")(
        asked, body
    ),
    "elsewhere": lambda self, asked, body: self.send_away(f"https://mirror.example{self.path}")(
        asked, body
    ),
    "circle": lambda self, asked, body: self.send_away(self.path)(asked, body),
}


def _plain(body: Body) -> dict[str, str]:
    return {"Content-Type": body.kind, "Content-Length": str(len(body.data))}


def _told(body: Body) -> dict[str, str]:
    return {"ETag": body.etag, "Last-Modified": LAST_MODIFIED, "Accept-Ranges": "bytes"}


def _find_start(wanted: str | None, condition: str | None, body: Body) -> int | None:
    """Where a range begins; None where all of the body is to be sent."""
    if not wanted or (condition and condition not in {body.etag, LAST_MODIFIED}):
        return None
    return int(wanted.removeprefix("bytes=").partition("-")[0])


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no error of the server."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(site: Site) -> Iterator[int]:
    """The port at which the site is played on loopback."""
    server = _Server(("127.0.0.1", 0), _handler_of(site))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
