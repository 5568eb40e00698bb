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
MostOption = Annotated[int, typer.Option("--most", min=1, help="Rows to print.")]
LeftArgument = Annotated[str, typer.Argument(metavar="A", help="Country or grouping.")]
RightArgument = Annotated[str, typer.Argument(metavar="B", help="Country or grouping.")]
VenueOption = Annotated[str | None, typer.Option("--venue", help="Only this venue.")]
TrackOption = Annotated[str | None, typer.Option("--track", help="Only this track.")]
FromOption = Annotated[int | None, typer.Option("--from", help="First year.")]
ToOption = Annotated[int | None, typer.Option("--to", help="Last year.")]
StatusOption = Annotated[
    str, typer.Option("--status", help="accepted, rejected, withdrawn, submitted or any.")
]

Command = Callable[..., None]


def gather(parameter: str, read: Callable[..., object]) -> Callable[[Command], Command]:
    """Commands with the options that `read` takes in the place of their parameter of this name."""
    options = inspect.signature(read).parameters

    def decorate(command: Command) -> Command:
        own = inspect.signature(command)

        @functools.wraps(command)
        def gathered(**values: object) -> None:
            given = {name: values.pop(name) for name in options}
            command(**{parameter: read(**given)}, **values)

        parameters: list[inspect.Parameter] = []
        for one in own.parameters.values():
            parameters += options.values() if one.name == parameter else [one]
        gathered.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
        gathered.__annotations__ = {one.name: one.annotation for one in parameters}
        return gathered

    return decorate


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


with_scope = gather("scope", _read_scope)
