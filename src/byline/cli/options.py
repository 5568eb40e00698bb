"""Options that several commands share."""

import os
from pathlib import Path
from typing import Annotated

import typer

from byline.cli.printing import Format

CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]
StudyOption = Annotated[Path, typer.Option("--study", help="Folder of the study.")]
WorkersOption = Annotated[int, typer.Option("--workers", min=1, help="Processes that read.")]
VenueOption = Annotated[str | None, typer.Option("--venue", help="Only this venue.")]
TrackOption = Annotated[str | None, typer.Option("--track", help="Only this track.")]
FromOption = Annotated[int | None, typer.Option("--from", help="First year.")]
ToOption = Annotated[int | None, typer.Option("--to", help="Last year.")]
StatusOption = Annotated[
    str, typer.Option("--status", help="accepted, rejected, withdrawn, submitted or any.")
]
