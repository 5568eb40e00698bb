"""The compiled index of a registry, built once and kept in the user's data folder."""

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

from byline.places.index import PlaceIndex, build_index, read_index, write_index
from byline.places.registry import Registry, byline_home
from byline.records import BylineError, make_id


def load_index(registry: Registry, *, home: Path | None = None) -> PlaceIndex:
    """The index of a registry: read where it was kept, else built and kept.

    What it is kept under changes with the registry and with every file it is built by, so that an
    old one is never read. A folder that cannot be written only costs the building.
    """
    key = make_id(registry.sha256, _make_of_places())
    path = (home or byline_home()) / "index" / f"{key}.index"
    try:
        return read_index(path)
    except (OSError, BylineError):
        pass
    index = build_index(registry.entries)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_others(path)
        write_index(index, path)
    except OSError:
        pass
    return index


def _remove_others(path: Path) -> None:
    """An index is quickly built again, so only a few are worth their space."""
    kept = sorted(path.parent.glob("*.index"), key=lambda other: other.stat().st_mtime)
    for other in kept[:-_MOST_KEPT]:
        other.unlink(missing_ok=True)


_MOST_KEPT = 3


@cache
def _make_of_places() -> str:
    """A hash over the rules and the gazetteer that an index is built by."""
    digest = hashlib.sha256()
    folder = Path(str(files("byline.places")))
    for path in sorted([*folder.glob("*.py"), *(folder / "data").rglob("*")]):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()
