"""The registry release this version of Byline asks for, and whether a file is that release."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

ZIP_START = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedRelease:
    """One file of one release, named by its digests; what is not published is None."""

    name: str
    date: str
    record_url: str
    """The page for people, where the file can be had by other means."""
    url: str
    file_name: str
    size: int
    """In bytes."""
    licence: str
    md5: str | None = None
    sha256: str | None = None

    def __post_init__(self) -> None:
        if self.md5 is None and self.sha256 is None:
            raise ValueError(f"the release {self.name} is not pinned by any digest")
        if Path(self.file_name).name != self.file_name:
            raise ValueError(f"not a file name: {self.file_name!r}")


@cache
def read_release() -> PinnedRelease:
    """The pinned release of the ROR data dump."""
    text = (files("byline.places") / "registry_release.toml").read_text(encoding="utf-8")
    return PinnedRelease(**tomllib.loads(text))


def find_fault(path: Path, release: PinnedRelease) -> str | None:
    """Why the file is not the release, as the end of a sentence; None if it is."""
    if not path.is_file():
        return "is not there"
    if (size := path.stat().st_size) != release.size:
        return f"has {size:,} bytes instead of {release.size:,}"
    with path.open("rb") as stream:
        if stream.read(len(ZIP_START)) != ZIP_START:
            return "is not a zip file"
    for kind, pinned in (("md5", release.md5), ("sha256", release.sha256)):
        if pinned and (found := _file_digest(path, kind)) != pinned:
            return f"has the {kind} {found} instead of {pinned}"
    return None


def _file_digest(path: Path, kind: str) -> str:
    # md5 is there because the publisher gives it, not because it would guard against malice.
    with path.open("rb") as stream:
        return hashlib.file_digest(
            stream, partial(hashlib.new, kind, usedforsecurity=False)
        ).hexdigest()
