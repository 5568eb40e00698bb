"""A body on its way: bytes in a ``.part`` file, and beside it what tells how to go on."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from byline.records import make_id

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the answer that began a partial download said."""

    final_url: str
    status: int
    headers: Mapping[str, str]
    total: int | None
    """Bytes of the whole body; None where the server did not say."""

    @property
    def validator(self) -> str:
        """What tells whether the rest is of the same body: a strong tag, else a date."""
        etag = self.headers.get("etag", "")
        is_strong = bool(etag) and not etag.startswith("W/")
        return etag if is_strong else self.headers.get("last-modified", "")


class Partial:
    """The bytes that have come of one address so far."""

    def __init__(self, folder: Path, url: str) -> None:
        key = make_id("partial", url)
        self.path = folder / f"{key}.part"
        self._note_path = folder / f"{key}.json"

    @property
    def size(self) -> int:
        """How many bytes are here."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def read_note(self) -> Note | None:
        """What began it; None where nothing usable did."""
        try:
            return Note(**json.loads(self._note_path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def range_headers(self) -> dict[str, str]:
        """Headers that ask for the rest; none where another body could not be told from it."""
        note = self.read_note()
        if note is None or not note.validator or not self.size:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": note.validator}

    def begin(self, note: Note) -> None:
        """Start from nothing."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"")
        self._note_path.write_text(json.dumps(asdict(note)), encoding="utf-8")

    def is_whole(self) -> bool:
        """Whether all bytes that were announced are here."""
        note = self.read_note()
        return note is not None and self.path.is_file() and note.total == self.size

    def hash(self) -> str:
        """The sha256 of the bytes."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def move_to(self, path: Path) -> None:
        """Give the whole body its place."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path.replace(path)
        self._note_path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Throw away what is here."""
        self.path.unlink(missing_ok=True)
        self._note_path.unlink(missing_ok=True)
