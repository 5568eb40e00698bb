"""Resolvers that the tests of this folder share; an index takes a second or two to build."""

import pytest

from byline.places.index import PlaceIndex, build_index
from byline.places.registry import embedded_path, load_registry
from byline.places.resolver import Resolver
from tests.places.toy_registry import ORGANISATIONS


@pytest.fixture(scope="session")
def index() -> PlaceIndex:
    return build_index(ORGANISATIONS)


@pytest.fixture(scope="session")
def resolver(index: PlaceIndex) -> Resolver:
    return Resolver(index)


@pytest.fixture(scope="session")
def compact_resolver() -> Resolver:
    """Over the registry that ships with the package."""
    return Resolver(load_registry(embedded_path()).entries)
