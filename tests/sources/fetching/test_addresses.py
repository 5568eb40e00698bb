"""Names, addresses and certificates."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx2
import pytest

from byline.sources.fetching.addresses import AddressRule, GuardedTransport, find_addresses
from byline.sources.fetching.trouble import FetchError

NAME = "papers.example"


def rule_of(*addresses: str, inward: str = "") -> AddressRule:
    return AddressRule(
        find_addresses=lambda _host: list(addresses), inward_hosts=frozenset({inward})
    )


@pytest.mark.parametrize(
    "addresses",
    [
        ("127.0.0.1",),
        ("10.1.2.3",),
        ("169.254.169.254",),
        ("::1",),
        ("fe80::1%eth0",),
        ("fd00::1",),
        ("::ffff:192.168.0.1",),
        ("100.64.0.1",),
        ("224.0.0.1",),
        ("0.0.0.0",),  # noqa: S104
        ("93.184.216.34", "192.168.1.1"),
    ],
)
def test_a_name_with_any_address_that_is_not_public_is_refused(addresses: tuple[str, ...]) -> None:
    with pytest.raises(FetchError) as caught:
        rule_of(*addresses).find_public(httpx2.URL(f"https://{NAME}/x"))
    assert caught.value.kind == "refused_address"


def test_public_addresses_are_taken_each_once() -> None:
    found = rule_of("93.184.216.34", "2606:2800:220:1::1", "93.184.216.34")
    assert found.find_public(httpx2.URL(f"https://{NAME}/x")) == [
        "93.184.216.34",
        "2606:2800:220:1::1",
    ]


def test_a_name_without_an_address_may_have_one_later() -> None:
    with pytest.raises(FetchError) as caught:
        rule_of().find_public(httpx2.URL(f"https://{NAME}/x"))
    assert caught.value.is_passing


def test_the_machine_itself_is_known_by_its_addresses() -> None:
    assert "127.0.0.1" in find_addresses("127.0.0.1")
    assert find_addresses("no-such-name.invalid") == []


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = (self.headers.get("Host") or "").encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def tls(tmp_path: Path) -> Iterator[tuple[int, ssl.SSLContext]]:
    """A server on loopback whose certificate is for one name, and a client that trusts it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    command += ["-addext", f"subjectAltName=DNS:{NAME}"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate, key)
    server = HTTPServer(("127.0.0.1", 0), _Answer)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = served.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1], ssl.create_default_context(cafile=str(certificate))
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_certificate_is_checked_against_the_name_at_the_address_that_was_checked(
    tls: tuple[int, ssl.SSLContext],
) -> None:
    port, trusted = tls
    hosts = ("127.0.0.1",)
    inner = httpx2.HTTPTransport(verify=trusted)
    with httpx2.Client(transport=GuardedTransport(inner, rule_of(*hosts, inward=NAME))) as client:
        assert client.get(f"https://{NAME}:{port}/").text == f"{NAME}:{port}"
    other = "other.example"
    inner = httpx2.HTTPTransport(verify=trusted)
    with (
        httpx2.Client(transport=GuardedTransport(inner, rule_of(*hosts, inward=other))) as client,
        pytest.raises(httpx2.ConnectError, match="certificate"),
    ):
        client.get(f"https://{other}:{port}/")


def test_an_address_that_does_not_answer_is_passed_over(tls: tuple[int, ssl.SSLContext]) -> None:
    port, trusted = tls
    inner = httpx2.HTTPTransport(verify=trusted)
    rule = rule_of("::1", "127.0.0.1", inward=NAME)
    with httpx2.Client(transport=GuardedTransport(inner, rule)) as client:
        assert client.get(f"https://{NAME}:{port}/").text == f"{NAME}:{port}"
