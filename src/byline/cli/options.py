"""Options that several commands share."""

import functools
import inspect
import os
from collections.abc import Callable
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


def _read_scope(
    *,
    venue: VenueOption = None,
    year_from: FromOption = None,
    year_to: ToOption = None,
    track: TrackOption = None,
    status: StatusOption = "accepted",
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


def with_scope(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of a scope in the place of its parameter `scope`."""
    own = inspect.signature(command)
    options = inspect.signature(_read_scope).parameters

    @functools.wraps(command)
    def scoped(**values: object) -> None:
        scope = _read_scope(**{name: values.pop(name) for name in options})  # type: ignore[arg-type]
        command(scope=scope, **values)

    parameters: list[inspect.Parameter] = []
    for parameter in own.parameters.values():
        parameters += options.values() if parameter.name == "scope" else [parameter]
    scoped.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    scoped.__annotations__ = {p.name: p.annotation for p in parameters}
    return scoped
