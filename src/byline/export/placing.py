"""Where an export goes: whole or not at all, and never over something else."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from byline.records import BylineError


@contextlib.contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A folder to fill, moved to its place when all is written."""
    with _new_place(out) as part:
        part.mkdir(parents=True)
        yield part


@contextlib.contextmanager
def new_file(out: Path) -> Iterator[Path]:
    """A file to write, moved to its place when all is written."""
    with _new_place(out) as part:
        part.parent.mkdir(parents=True, exist_ok=True)
        yield part


@contextlib.contextmanager
def _new_place(out: Path) -> Iterator[Path]:
    if out.exists():
        raise BylineError(f"{out}: there is something already; name another place for --out")
    part = out.with_name(f".{out.name}.part")
    _remove(part)
    try:
        yield part
        part.replace(out)
    finally:
        _remove(part)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
