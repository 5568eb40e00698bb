"""Options that several commands share."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.printing import Format

if TYPE_CHECKING:
    from byline.queries import Scope

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


def read_scope(
    venue: str | None, year_from: int | None, year_to: int | None, track: str | None, status: str
) -> "Scope":
    """The papers that these options name."""
    from byline.queries import Scope

    return Scope(
        venue=venue,
        year_from=year_from,
        year_to=year_to,
        track=track,
        status=None if status == "any" else status,
    )
