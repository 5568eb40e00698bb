"""Which machines may be asked: public ones only, and those that their name was checked for."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

import httpx2

from byline.sources.fetching.trouble import FetchError


def find_addresses(host: str) -> list[str]:
    """The addresses of a name; empty where it has none or nobody can be asked."""
    try:
        return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, 443)))
    except (OSError, UnicodeError):
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRule:
    """Public addresses over TLS; `inward_hosts` is an exception that tests make for themselves."""

    find_addresses: Callable[[str], list[str]] = find_addresses
    inward_hosts: frozenset[str] = frozenset()

    def choose(self, url: httpx2.URL) -> str:
        """The address to connect to.

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
        return found[0]


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
        pinned = httpx2.Request(
            request.method,
            request.url.copy_with(host=self._rule.choose(request.url)),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": request.url.host},
        )
        return self._inner.handle_request(pinned)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()
