"""What a study's texts were searched for, so that a changed catalogue searches for changes only.

Each catalogue leaves its spellings beside the tables under the key that the shards name. They are
written before the first shard is made with them, and go when no shard is made with them any more.
"""

import json
from collections.abc import Iterator
from functools import cache

from byline.documents.reading import DocumentReading
from byline.records import make_id
from byline.run.texts import StoredText
from byline.store.study import Study, write_atomically
from byline.technologies.catalogue import Catalogue
from byline.technologies.changes import ChangeFinder, describe_spellings
from byline.technologies.passages import find_spans


class Searched:
    """The spellings of the present catalogue, against those that a shard was made with."""

    def __init__(self, study: Study, catalogue: Catalogue, *, version: str) -> None:
        self.basis = make_id(version, catalogue.sha256)
        self._study = study
        self._catalogue = catalogue
        self._version = version
        self._changes_since = cache(self._find_changes)

    def keep(self) -> None:
        """Write down what is searched for, before anything is."""
        path = self._study.searched_path(self.basis)
        if not path.is_file():
            content = {"version": self._version, "spellings": describe_spellings(self._catalogue)}
            write_atomically(path, json.dumps(content, indent=0, ensure_ascii=False).encode())

    def may_concern(self, text: StoredText, *, basis: str) -> bool:
        """Whether a text may have other names now than when this was the basis."""
        if basis == self.basis:
            return False
        changes = self._changes_since(basis)
        if changes is None:
            return True
        # the whole text first: that is cheap, and leaves few to look at closely
        return changes.may_concern(text.text) and any(
            changes.may_concern(part) for part in _find_parts(text.read())
        )

    def forget_others(self) -> None:
        """Remove what earlier catalogues searched for, once no shard is made with it any more."""
        own = self._study.searched_path(self.basis)
        for path in own.parent.glob("*.json"):
            if path != own:
                path.unlink()

    def _find_changes(self, basis: str) -> ChangeFinder | None:
        """What changed since; None where that cannot be told."""
        before, now = self._read(basis), self._read(self.basis)
        return ChangeFinder(before, now) if before and now else None

    def _read(self, basis: str) -> dict[str, str] | None:
        try:
            content = json.loads(self._study.searched_path(basis).read_text(encoding="utf-8"))
            is_own = content["version"] == self._version
            return dict(content["spellings"]) if is_own else None
        except (OSError, ValueError, TypeError, KeyError):
            return None


def _find_parts(reading: DocumentReading) -> Iterator[bytes]:
    """The stretches of a text in which names count, in UTF-8."""
    for _, (start, end) in find_spans(reading):
        yield reading.document.text[start:end].encode()
