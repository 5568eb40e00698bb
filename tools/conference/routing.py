"""The way of a fetcher to the local server, whatever host it asks for."""

import httpx2

from byline.sources.fetching.addresses import AddressRule

INSIDE = "inside.example"
"""A public name that leads into a private network."""


class LocalTransport(httpx2.BaseTransport):
    """Real connections, all to one port of this machine; the server tells hosts by their name."""

    def __init__(self, port: int) -> None:
        self._inner = httpx2.HTTPTransport()
        self._port = port

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send over plain HTTP to the port, with the name of the host that is meant."""
        url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return self._inner.handle_request(
            httpx2.Request(request.method, url, headers=request.headers, stream=request.stream)
        )

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()


def local_rule(*hosts: str) -> AddressRule:
    """These hosts are on this machine, which is allowed to them alone; one is inside for all."""

    def find(host: str) -> list[str]:
        if host in hosts or host == "127.0.0.1":
            return ["127.0.0.1"]
        return ["10.0.0.1"] if host == INSIDE else []

    return AddressRule(find_addresses=find, inward_hosts=frozenset(hosts))
