"""What was fetched: one line of JSON for each answer, appended, so that a kill loses nothing."""

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

KEPT_HEADERS = frozenset(
    {
        "content-type",
        "content-length",
        "content-range",
        "etag",
        "last-modified",
        "date",
        "retry-after",
        "ratelimit-policy",
        "ratelimit-remaining",
        "ratelimit-reset",
    }
)
"""Headers of answers that are written down; cookies and whatever else may hold a secret are not."""

REJECTED = "rejected"
"""An answer that was kept and then turned out not to be what was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One address and what came of it; `kind` is empty for an answer that was kept."""

    url: str
    """As it was asked for, without keys."""
    final_url: str
    fetched_at: str
    """In UTC, as ISO 8601 writes it."""
    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict)
    sha256: str | None = None
    size: int = 0
    kind: str = ""
    message: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether there are bytes."""
        return self.sha256 is not None


class FetchIndex:
    """All answers of a study by address: the last kept one, and the failure after it if any."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._kept: dict[str, Fetched] = {}
        self._failed: dict[str, Fetched] = {}
        for entry in _read_lines(path):
            self._note(entry)

    def find(self, url: str) -> Fetched | None:
        """The last answer of this address that was kept."""
        return self._kept.get(url)

    def find_failure(self, url: str) -> Fetched | None:
        """Why nothing was kept when this address was last asked for; None where something was."""
        return self._failed.get(url)

    def append(self, entry: Fetched) -> None:
        """Write an answer down."""
        line = json.dumps(asdict(entry), ensure_ascii=False) + "\n"
        with self._lock:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab+") as file:
                if file.tell() and not _ends_line(self._path):
                    line = "\n" + line
                file.write(line.encode("utf-8"))
            self._note(entry)

    def _note(self, entry: Fetched) -> None:
        if entry.is_kept:
            self._kept[entry.url] = entry
            self._failed.pop(entry.url, None)
        else:
            self._failed[entry.url] = entry
            if entry.kind == REJECTED:
                self._kept.pop(entry.url, None)


def _read_lines(path: Path) -> Iterator[Fetched]:
    """The whole lines of the file; one that a kill left torn is passed over."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                yield Fetched(**json.loads(line))
            except (ValueError, TypeError):
                continue


def _ends_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"
