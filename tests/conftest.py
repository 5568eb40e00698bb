"""Fixtures shared by the tests: the shared data, when they are there, and a home of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import byline
from byline.places.engine import find_stale

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure() -> None:
    stale = find_stale(Path(byline.__file__).parent)
    if stale:
        names = ", ".join(path.name for path in stale)
        pytest.exit(f"{names}: changed since the engine was compiled; `make test` compiles it", 1)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    data = SHARED / "data"
    if not data.is_dir():
        pytest.skip("needs ../shared/data, which is not beside this checkout")
    return data


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees a registry that the user imported; all share one compiled index."""
    base = tmp_path_factory.getbasetemp()
    is_worker = base.name.startswith("popen-")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BYLINE_HOME", str((base.parent if is_worker else base) / "byline-home"))
        yield
