"""The registry in use: the imported one if there is one, else the compact one of the package."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from byline.places.entry import RegistryEntry
from byline.places.registry_rows import RejectedRow, read_registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The organisations a study is matched against, and what names their version."""

    name: str
    version: str
    """Release and start of the content's digest, such as ``v2.9-0123456789ab``."""
    source: str
    sha256: str
    """Of the rows as used, corrections and added names included."""
    path: Path
    entries: Sequence[RegistryEntry]
    """In the order of their keys; each is read when it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryInfo:
    """What ``byline registry info`` tells; counts are of organisations, largest first."""

    name: str
    version: str
    release: str
    source: str
    source_sha256: str
    path: Path
    sha256: str
    organisation_count: int
    without_id_count: int
    status_counts: Mapping[str, int]
    type_counts: Mapping[str, int]
    country_counts: Mapping[str, int]
    rejected_count: int
    rejected: tuple[RejectedRow, ...]
    """The first of the rejected rows; all are in `rejected_count`."""


def load_registry(path: Path | None = None) -> Registry:
    """The registry at the path, or the one in use; raises RegistryError if it is damaged."""
    path = path or find_registry(byline_home())
    head, rows = read_registry(path)
    return Registry(
        name=head.name,
        version=head.version,
        source=head.source,
        sha256=head.sha256,
        path=path,
        entries=rows,
    )


def registry_info(path: Path | None = None) -> RegistryInfo:
    """What the registry at the path, or the one in use, says of itself, with counts."""
    path = path or find_registry(byline_home())
    head, rows = read_registry(path)
    entries = list(rows)
    return RegistryInfo(
        name=head.name,
        version=head.version,
        release=head.release,
        source=head.source,
        source_sha256=head.source_sha256,
        path=path,
        sha256=head.sha256,
        organisation_count=len(entries),
        without_id_count=sum("." in entry.ror_id for entry in entries),
        status_counts=_count(entry.status for entry in entries),
        type_counts=_count(kind for entry in entries for kind in entry.types),
        country_counts=_count(entry.country_code for entry in entries),
        rejected_count=head.rejected_count,
        rejected=head.rejected,
    )


def _count(values: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))


def find_registry(home: Path) -> Path:
    """The imported registry under this folder if there is one, else the package's own."""
    imported = imported_path(home)
    return imported if imported.is_file() else embedded_path()


def imported_path(home: Path) -> Path:
    """Where an import puts its registry."""
    return home / "registry" / "registry.tsv"


def embedded_path() -> Path:
    """The compact registry that ships with the package."""
    return Path(str(files("byline.places"))) / "embedded" / "registry.tsv"


def byline_home(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder for this user's data: BYLINE_HOME, or where the platform keeps such data."""
    if chosen := environment.get("BYLINE_HOME"):
        return Path(chosen)
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or "~/AppData/Local").expanduser() / "byline"
    if platform == "darwin":
        return Path("~/Library/Application Support/byline").expanduser()
    return Path(environment.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "byline"
