"""One study is one folder: settings, raw bytes, tables, store, reports."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from byline.records import BylineError

try:
    import fcntl
except ImportError:  # Windows has no flock; two runs of one study are then not told apart
    fcntl = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Study:
    """The folder of a study and what lies where in it."""

    root: Path

    @property
    def settings_path(self) -> Path:
        """What was asked for: sources and options."""
        return self.root / "study.json"

    @property
    def raw(self) -> Path:
        """Bytes as fetched, by sha256."""
        return self.root / "raw"

    def edition_path(self, name: str) -> Path:
        """What the sites list of a fetched edition, such as ``neurips-2025``."""
        return self.root / "editions" / f"{name}.json"

    @property
    def tables(self) -> Path:
        """Parquet files, one folder per stage and shard: the truth."""
        return self.root / "tables"

    def searched_path(self, key: str) -> Path:
        """The spellings that the texts were searched for."""
        return self.root / "searched" / f"{key}.json"

    @property
    def store(self) -> Path:
        """The DuckDB file built from the tables, opened read-only."""
        return self.root / "store.duckdb"

    @property
    def overrides_path(self) -> Path:
        """Corrections by hand, a table that people edit, send and merge."""
        return self.root / "overrides.csv"

    @property
    def reports(self) -> Path:
        """Where reports are written."""
        return self.root / "reports"

    def raw_path(self, sha256: str) -> Path:
        """Where the bytes with this hash lie."""
        return self.raw / sha256[:2] / sha256

    def keep_raw(self, data: bytes, *, sha256: str) -> None:
        """Keep bytes under their hash; what is already there is not written again."""
        path = self.raw_path(sha256)
        if not path.exists():
            write_atomically(path, data)


def find_study(root: Path) -> Study:
    """The study in a folder; raises BylineError where there is none."""
    study = Study(root)
    if not study.settings_path.is_file():
        raise BylineError(
            f"{root}: no study here; make one with `byline run SOURCE --study {root}`"
        )
    return study


def write_atomically(path: Path, data: bytes) -> None:
    """Write a whole file or none: a temporary file beside it, then a rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def locked(study: Study) -> Iterator[None]:
    """Hold the study for one run; raises BylineError where another run holds it."""
    study.root.mkdir(parents=True, exist_ok=True)
    with (study.root / ".lock").open("w") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise BylineError(
                    f"{study.root}: another run works on this study; wait for it to end"
                ) from error
        yield
