"""How commands print: tables for people, JSON for programs, progress on stderr."""

import dataclasses
import json
import sys
import time
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

_CONTROL: dict[int, str | None] = {
    **dict.fromkeys((*range(32), 127, *range(0x80, 0xA0)), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), None),
}
"""Titles and names are hostile text: no escape sequence and no direction override gets out."""


class Format(StrEnum):
    """How a command prints its data."""

    TEXT = "text"
    JSON = "json"


def print_json(value: object) -> None:
    """One JSON document; dataclasses become objects, field by field, and paths text."""
    text = json.dumps(value, default=_jsonable, ensure_ascii=False, indent=1)
    sys.stdout.write(text + "\n")


def _jsonable(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def print_line(text: str = "") -> None:
    """One line of text for people."""
    sys.stdout.write(clean(text) + "\n")


def clean(text: str) -> str:
    """Text without control characters, safe to show in a terminal."""
    return text.replace("\n", " ").translate(_CONTROL)


def print_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A plain table, numbers to the right."""
    cells = [[clean("" if cell is None else _shown(cell)) for cell in row] for row in rows]
    is_number = [
        all(
            row[i].replace(",", "").replace(".", "").rstrip("%").isdigit() or not row[i]
            for row in cells
        )
        for i in range(len(header))
    ]
    widths = [max(len(row[i]) for row in [list(header), *cells]) for i in range(len(header))]
    for row in [list(header), ["-" * width for width in widths], *cells]:
        shown = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, is_number, strict=True)
        )
        sys.stdout.write("  ".join(shown).rstrip() + "\n")


def _shown(cell: object) -> str:
    return f"{cell:,.1f}" if isinstance(cell, float) else str(cell)


_TELLING_SHARE = 0.1
"""Less than this done says too little about the time left."""


class ProgressLine:
    """Stage, count, rate and time left on stderr, for anything that takes over two seconds."""

    def __init__(self, *, patience_seconds: float = 2.0) -> None:
        self._patience = patience_seconds
        self._stage = ""
        self._started = 0.0
        self._shown = 0.0

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Tell how far a stage is; at most five lines a second on a terminal, else every 5 s."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._started, self._shown = stage, now, 0.0
        pause = 0.2 if sys.stderr.isatty() else 5.0
        is_last = done == total
        if now - self._started < self._patience or (now - self._shown < pause and not is_last):
            return
        self._shown = now
        self._write(done, total, seconds=now - self._started)

    def _write(self, done: int, total: int | None, *, seconds: float) -> None:
        rate = done / seconds
        text = f"{self._stage}: {done}{f' of {total}' if total else ''}, {rate:.1f}/s"
        if total and done < total and done >= _TELLING_SHARE * total:
            text += f", {(total - done) / rate:.0f} s left"
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{text}" + ("\n" if done == total else ""))
        else:
            sys.stderr.write(text + "\n")
        sys.stderr.flush()
