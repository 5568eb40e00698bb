"""The two interfaces for programs, which stay as they are: resolve and read."""

import gc
import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from byline.cli.options import CORES, WorkersOption
from byline.records import BylineError


class Lines(StrEnum):
    """How the interfaces for programs print."""

    JSONL = "jsonl"


LinesOption = Annotated[Lines, typer.Option("--format", help="One JSON object per line.")]


def resolve(
    file: Annotated[str, typer.Argument(help="One affiliation per line; - reads stdin.")] = "-",
    *,
    output_format: LinesOption = Lines.JSONL,  # noqa: ARG001
) -> None:
    """Institutions and countries of affiliation strings: one line in, one JSON object out."""
    gc.disable()  # answers hold no cycles: looking for some, now or on leaving, only costs time
    from byline.run.affiliations import read_affiliation_line, write_answer
    from byline.run.placing import load_resolver

    resolver = load_resolver()
    for line in _lines(file):
        resolution = resolver.resolve(read_affiliation_line(line))
        sys.stdout.write(write_answer(resolution) + "\n")
    sys.stdout.flush()
    gc.freeze()


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        yield from sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8-sig", errors="replace") as lines:
            yield from lines
    except OSError as error:
        raise BylineError(f"{file}: cannot be read ({error.strerror})") from error


def read(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="PDFs, in order.")],
    *,
    workers: WorkersOption = CORES,
    output_format: LinesOption = Lines.JSONL,  # noqa: ARG001
) -> None:
    """Authors, affiliations and countries of PDFs: one JSON object per PDF, in the order given."""
    from byline.run.answers import read_answers

    for answer in read_answers(paths, workers=workers):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(resolve)
    app.command()(read)
