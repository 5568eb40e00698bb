"""A loopback HTTP server that answers each request with the next of the given misbehaviours."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

ETAG = '"one"'
Answer = Callable[["Handler"], None]


@dataclass
class Seen:
    """The address of the server and the headers of every request it got."""

    url: str = ""
    requests: list[dict[str, str]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    answers: Sequence[Answer]
    seen: Seen

    def do_GET(self) -> None:
        number = min(len(self.seen.requests), len(self.answers) - 1)
        self.seen.requests.append(dict(self.headers.items()))
        self.close_connection = True
        self.answers[number](self)

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serve(*answers: Answer) -> Iterator[Seen]:
    seen = Seen()
    handler = type("Scripted", (Handler,), {"answers": answers, "seen": seen})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        seen.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield seen
        finally:
            server.shutdown()
            thread.join()


def whole(body: bytes, **headers: str) -> Answer:
    return lambda handler: handler.answer(200, body, **({"ETag": ETAG} | headers))


def rest(body: bytes) -> Answer:
    """As a good server: what is asked for, or all of it if the file is another by now."""

    def answer(handler: Handler) -> None:
        asked = handler.headers.get("Range", "")
        if not asked or handler.headers.get("If-Range", ETAG) != ETAG:
            return handler.answer(200, body, ETag=ETAG)
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        span = f"bytes {start}-{len(body) - 1}/{len(body)}"
        return handler.answer(206, body[start:], Content_Range=span, ETag=ETAG)

    return answer


def cut(body: bytes, after: int, **headers: str) -> Answer:
    length = {"Content_Length": str(len(body)), "ETag": ETAG}
    return lambda handler: handler.answer(200, body[:after], **(length | headers))


def status(number: int, **headers: str) -> Answer:
    return lambda handler: handler.answer(number, b"no", **headers)


def redirect(target: str) -> Answer:
    return status(302, Location=target)
