"""The sources of a study with their hashes: what was read, told without folders of a machine."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from byline.run.settings import read_settings
from byline.store.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSource:
    """A file or folder that a study read, or a list that it was joined with."""

    name: str
    kind: str
    """file, folder, or missing where it is not there any more."""
    sha256: str | None
    """Of a file's bytes on the day of the export."""


def list_sources(study: Study) -> tuple[NamedSource, ...]:
    """Every source of the study's settings once, the main ones first."""
    return tuple(_name(path) for path in dict.fromkeys(_paths(study)))


def _paths(study: Study) -> Iterator[Path]:
    sources = read_settings(study).sources
    yield from (Path(source.path) for source in sources)
    for source in sources:
        yield from source.options.tracks
        if source.options.index is not None:
            yield source.options.index


def _name(path: Path) -> NamedSource:
    if path.is_file():
        return NamedSource(name=path.name, kind="file", sha256=hash_file(path))
    return NamedSource(name=path.name, kind="folder" if path.is_dir() else "missing", sha256=None)


def hash_file(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
