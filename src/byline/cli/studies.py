"""Commands that make a study and its report."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.fetching import Asking, open_network, tell_fetched, with_asking
from byline.cli.options import (
    CORES,
    FormatOption,
    StudyOption,
    WorkersOption,
    gather,
    with_scope,
)
from byline.cli.printing import Format, ProgressLine, print_line
from byline.records import BylineError

if TYPE_CHECKING:
    from byline.queries import Scope
    from byline.run.settings import FetchOptions, SourceSettings
    from byline.sources.options import TableOptions


class Status(StrEnum):
    """What became of a paper at its venue."""

    accepted = "accepted"
    rejected = "rejected"
    withdrawn = "withdrawn"
    submitted = "submitted"


class Language(StrEnum):
    """What a report is written in."""

    en = "en"
    zh = "zh"
    id = "id"
    ar = "ar"


class RowIs(StrEnum):
    """What a row of a table stands for."""

    paper = "paper"
    author = "author"


def _read_table_options(
    *,
    venue: Annotated[str | None, typer.Option(help="Venue where the source names none.")] = None,
    year: Annotated[int | None, typer.Option(help="Year where the source names none.")] = None,
    track: Annotated[str | None, typer.Option(help="Track where the source names none.")] = None,
    status: Annotated[Status | None, typer.Option(help="Status where none is given.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="OURS=THEIRS, such as title='Paper Title'.")
    ] = None,
    tracks: Annotated[
        list[Path] | None, typer.Option(help="Official track lists, joined by title and authors.")
    ] = None,
    index: Annotated[
        Path | None, typer.Option(help="A table with a file column that tells about the PDFs.")
    ] = None,
    row: Annotated[RowIs | None, typer.Option(help="What a row of the table is.")] = None,
    author_separator: Annotated[
        str | None, typer.Option(help="Between the authors of one cell.")
    ] = None,
    affiliation_separator: Annotated[
        str | None, typer.Option(help="Between the affiliations of one author.")
    ] = None,
    without_affiliations: Annotated[
        bool, typer.Option("--without-affiliations", help="Leave the table's affiliations out.")
    ] = False,
) -> "TableOptions":
    """What the user says of a source that does not say it itself."""
    from byline.sources.options import TableOptions

    return TableOptions(
        columns=dict(_pair(text) for text in column or ()),
        venue=venue,
        year=year,
        track=track,
        status=None if status is None else status.value,
        row=None if row is None else row.value,
        author_separator=author_separator,
        affiliation_separator=affiliation_separator,
        ignores_affiliations=without_affiliations,
        tracks=tuple(tracks or ()),
        index=index,
    )


def _pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not equals or not ours or not theirs:
        raise typer.BadParameter(f"{text}: write OURS=THEIRS, such as title='Paper Title'")
    return ours, theirs


def _read_fetch_options(
    *,
    metadata_only: Annotated[
        bool, typer.Option("--metadata-only", help="Fetch lists with affiliations and no PDFs.")
    ] = False,
    limit: Annotated[int | None, typer.Option(min=0, help="The most PDFs to fetch.")] = None,
    site: Annotated[
        list[str] | None, typer.Option(help="A site to ask beside the usual ones.")
    ] = None,
) -> "FetchOptions":
    """What of an edition is to be fetched."""
    from byline.run.settings import FetchOptions

    return FetchOptions(wants_pdfs=not metadata_only, limit=limit, also=tuple(site or ()))


@gather("table", _read_table_options)
@gather("fetch", _read_fetch_options)
@with_asking
def run(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Folders, lists or zips of PDFs, single PDFs, tables of papers, or editions to "
            "fetch such as neurips-2025 (`byline sources` names them)."
        ),
    ] = None,
    *,
    study: StudyOption,
    table: "TableOptions",
    fetch: "FetchOptions",
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask whether the lists have changed.")
    ] = False,
    asking: Asking,
    workers: WorkersOption = CORES,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Read every paper of the sources into a study; run again, it redoes only what changed."""
    from byline.cli.manifest import print_manifest
    from byline.run.runner import run_study
    from byline.run.settings import read_settings
    from byline.store.study import Study

    folder = Study(study)
    added = tuple(_source(path, table, fetch) for path in sources or ())
    settings = read_settings(folder).with_sources(added)
    if not settings.sources:
        raise BylineError(f"{study}: a new study needs a source: byline run SOURCE --study {study}")
    has_editions = any(source.fetch is not None for source in settings.sources)
    network = open_network(folder, asking, is_refresh=refresh) if has_editions else None
    run_study(folder, settings, workers=workers, show=ProgressLine(), network=network)
    print_manifest(folder, output_format=output_format)
    if network is not None:
        tell_fetched(folder, is_silent=output_format is not Format.TEXT)


def _source(path: Path, options: "TableOptions", fetch: "FetchOptions") -> "SourceSettings":
    """A path, or the name of an edition where there is no such path."""
    from byline.run.settings import SourceSettings
    from byline.sources.fetching.conferences import is_edition_name

    is_edition = is_edition_name(str(path)) and not path.exists()
    return SourceSettings(path=str(path), options=options, fetch=fetch if is_edition else None)


@with_scope
def report(
    countries: Annotated[
        tuple[str, str], typer.Argument(metavar="A B", help="Two countries or groupings.")
    ] = ("US", "CN"),
    *,
    study: StudyOption,
    out: Annotated[Path | None, typer.Option(help="Where to write; else in the study.")] = None,
    scope: "Scope",
    language: Annotated[
        Language, typer.Option(help="English, Chinese, Indonesian or Arabic.")
    ] = Language.en,
    max_crops: Annotated[
        int, typer.Option("--max-crops", min=0, help="Papers whose pages are pictured.")
    ] = 300,
    workers: WorkersOption = CORES,
) -> None:
    """Write the report of a study: one HTML file that holds the numbers and their proof."""
    from byline.report.page import write_report
    from byline.store.study import find_study

    left, right = countries
    path = write_report(
        find_study(study),
        left=left,
        right=right,
        scope=scope,
        language=language.value,
        out=out,
        max_crops=max_crops,
        workers=workers,
        dated=dt.datetime.now(tz=dt.UTC).date(),
        show=ProgressLine(),
    )
    print_line(str(path))


def demo(
    folder: Annotated[Path, typer.Argument(help="Where the demo study goes.")] = Path(
        "byline-demo"
    ),
    *,
    is_shown: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the report in a browser.")
    ] = True,
    workers: WorkersOption = CORES,
) -> None:
    """Run the whole chain offline on a small made-up conference and open its report."""
    from byline.demo.run import run_demo

    path = run_demo(folder, workers=workers, show=ProgressLine())
    print_line(f"report: {path}")
    if is_shown:
        typer.launch(path.resolve().as_uri())


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(run)
    app.command()(report)
    app.command()(demo)
