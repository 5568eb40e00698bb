"""Which machines may be asked: public ones only, and those that their name was checked for."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

import httpx2

from byline.sources.fetching.trouble import FetchError


def find_addresses(host: str) -> list[str]:
    """The addresses of a name, the old kind first; empty where there is none, or nobody to ask."""
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(one[4][0]) for one in sorted(found, key=lambda one: one[0] != socket.AF_INET)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRule:
    """Public addresses over TLS; `inward_hosts` is an exception that tests make for themselves."""

    find_addresses: Callable[[str], list[str]] = find_addresses
    inward_hosts: frozenset[str] = frozenset()

    def find_public(self, url: httpx2.URL) -> list[str]:
        """The addresses to connect to, the first that answers.

        Raises FetchError ``refused_address`` where any address of the name is private, loopback
        or otherwise not public, and ``no_such_host`` where there is none.
        """
        if url.scheme != "https":
            raise FetchError("refused_address", f"{_short(url)} is not https")
        found = self.find_addresses(url.host)
        if not found:
            raise FetchError("no_such_host", f"{url.host} has no address now", is_passing=True)
        if url.host not in self.inward_hosts and not all(map(_is_public, found)):
            raise FetchError("refused_address", f"{url.host} leads into a private network")
        return list(dict.fromkeys(found))


def _is_public(address: str) -> bool:
    known = ip_address(address.partition("%")[0])
    return known.is_global and not known.is_multicast


def _short(url: httpx2.URL) -> str:
    return str(url.copy_with(query=None, fragment=None))[:200]


class GuardedTransport(httpx2.BaseTransport):
    """Connects to the very address that was checked, so that a name cannot change in between."""

    def __init__(self, inner: httpx2.BaseTransport, rule: AddressRule) -> None:
        self._inner = inner
        self._rule = rule

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send to a public address, with the certificate checked against the name."""
        *others, last = self._rule.find_public(request.url)
        for address in others:
            try:
                return self._inner.handle_request(_pin(request, address))
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                continue
        return self._inner.handle_request(_pin(request, last))

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def _pin(request: httpx2.Request, address: str) -> httpx2.Request:
    """The request to this address, with the name it is meant for."""
    host = f"[{address}]" if ":" in address else address
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=host),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )
