from pathlib import Path

import pytest

from byline.places import compiled
from byline.places.compiled import load_index
from byline.places.registry import load_registry
from byline.places.resolver import Resolver


def test_an_index_that_was_kept_answers_like_a_fresh_one(tmp_path: Path) -> None:
    registry = load_registry()
    fresh = Resolver(load_index(registry, home=tmp_path))
    kept = Resolver(load_index(registry, home=tmp_path))
    for text in ("Tsinghua University, Beijing", "MIT CSAIL, Cambridge, MA", "Nowhere College"):
        assert kept.resolve(text) == fresh.resolve(text)


def test_a_kept_index_is_read_and_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry = load_registry()
    load_index(registry, home=tmp_path)
    monkeypatch.setattr(compiled, "build_index", None)
    assert load_index(registry, home=tmp_path).ror_ids


def test_a_damaged_index_is_built_again(tmp_path: Path) -> None:
    registry = load_registry()
    load_index(registry, home=tmp_path)
    [path] = (tmp_path / "index").iterdir()
    path.write_bytes(path.read_bytes()[:1000])
    assert load_index(registry, home=tmp_path).ror_ids
    assert path.stat().st_size > 1000
