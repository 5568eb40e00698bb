"""The pinned registry release fetched over the network, checked, and imported.

A transfer that is cut, or killed, leaves its ``.part`` file, and the next attempt or the next run
goes on from there. Only a file of the pinned size and digests is imported, and an import replaces
the registry in use in one step, so there is never half a registry.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx2
import stamina

from byline.places.registry import RegistryInfo, byline_home
from byline.places.registry_import import import_registry
from byline.places.registry_release import PinnedRelease, find_fault, read_release
from byline.places.registry_rows import RegistryError
from byline.places.transfer import (
    PermanentError,
    TransientError,
    fetch_part,
    finish_part,
    opened_client,
    part_size,
)

Show = Callable[[str], None]

# stamina reports every retry to its logger, which nobody set up; `show` tells people instead.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often and how long to wait for a server; all times are in seconds."""

    attempts: int = 5
    first_wait: float = 1.0
    """Doubled from attempt to attempt, up to `longest_wait`, with jitter added."""
    longest_wait: float = 30.0
    jitter: float = 1.0
    timeout: float = 60.0
    """Without one byte from the server."""


PATIENCE = Patience()


def download_registry(
    *,
    show: Show,
    home: Path | None = None,
    release: PinnedRelease | None = None,
    transport: httpx2.BaseTransport | None = None,
    patience: Patience = PATIENCE,
) -> RegistryInfo:
    """The registry made of the pinned release, from now on the one in use.

    `show` is told in short lines how it goes. Raises RegistryError, which says what to do, if the
    release cannot be had, kept or imported; the registry in use stays as it was then.
    """
    home = home or byline_home()
    release = release or read_release()
    path = home / "registry" / "downloads" / release.file_name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if find_fault(path, release):
            with opened_client(transport, timeout=patience.timeout) as client:
                _fetch(client, release, path=path, patience=patience, show=show)
    except OSError as error:
        raise RegistryError(
            f"cannot keep {path}: {error}; free or allow it, and run again"
        ) from error
    show(f"{release.name} is here and is what was pinned; importing it")
    return import_registry(path, home=home)


def _fetch(
    client: httpx2.Client, release: PinnedRelease, *, path: Path, patience: Patience, show: Show
) -> None:
    part = path.with_name(f"{path.name}.part")
    show(f"downloading {release.name} ({_megabytes(release.size)} MB) from {release.url}")
    try:
        for attempt in stamina.retry_context(
            on=_wait_after,
            attempts=patience.attempts,
            timeout=None,
            wait_initial=patience.first_wait,
            wait_max=patience.longest_wait,
            wait_jitter=patience.jitter,
        ):
            with attempt:
                if attempt.num > 1:
                    show(f"trying again ({attempt.num} of {patience.attempts})")
                _attempt(client, release, part=part, show=show)
    except (TransientError, PermanentError) as error:
        raise RegistryError(_explained(str(error), release, part=part)) from error
    finish_part(part, path)


def _attempt(client: httpx2.Client, release: PinnedRelease, *, part: Path, show: Show) -> None:
    """One attempt: afterwards the part is the release, or an error says why not."""
    kept = part_size(part)
    if kept:
        show(f"going on after {_megabytes(kept)} MB")
    try:
        if kept != release.size:
            fetch_part(client, release, part=part, show=_tenths_of(release.size, show))
    except TransientError as error:
        show(str(error))
        raise
    if fault := find_fault(part, release):
        part.unlink()
        # What went on from an older part may be of two files; a whole one is simply not ours.
        trouble = TransientError if kept else PermanentError
        raise trouble(f"the file {fault}, so it was thrown away")


def _wait_after(error: Exception) -> bool | float:
    """Whether to try again after this, and after how many seconds if the server asked for it."""
    if not isinstance(error, TransientError):
        return False
    return True if error.wait_seconds is None else error.wait_seconds


def _explained(trouble: str, release: PinnedRelease, *, part: Path) -> str:
    kept = part_size(part)
    again = f"run this again to go on after {_megabytes(kept)} MB, or " if kept else ""
    return (
        f"cannot download {release.name}: {trouble}; {again}get {release.file_name} from "
        f"{release.record_url} by other means and run `byline registry import FILE`"
    )


def _tenths_of(size: int, show: Show) -> Callable[[int], None]:
    """Tells `show` of every further tenth of the size."""
    told = 0

    def tell(done: int) -> None:
        nonlocal told
        if (tenths := 10 * done // size) > told:
            told = tenths
            show(f"{_megabytes(done)} of {_megabytes(size)} MB")

    return tell


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f}"
