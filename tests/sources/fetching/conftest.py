"""A local server and fetchers that know the way to it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.manners import Manners
from tools.conference.routing import LocalTransport, local_rule
from tools.conference.server import Site, served

HOSTS = ("papers.example", "mirror.example", "other.example")
QUICK = Manners(pause=0.0, first_wait=0.001, longest_wait=0.004, attempts=4, timeout=5.0)
MakeFetcher = Callable[..., Fetcher]


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def make_fetcher(site: Site, tmp_path: Path) -> Iterator[MakeFetcher]:
    """Fetchers over one raw folder, each as a new run would make it."""
    made: list[Fetcher] = []
    with served(site) as port:

        def make(manners: Manners = QUICK, **options: object) -> Fetcher:
            fetcher = Fetcher(
                tmp_path / "raw",
                manners=manners,
                transport=LocalTransport(port),
                rule=local_rule(*HOSTS),
                chance=Random(7),
                **options,  # type: ignore[arg-type]
            )
            made.append(fetcher)
            return fetcher

        yield make
        for fetcher in made:
            fetcher.close()
