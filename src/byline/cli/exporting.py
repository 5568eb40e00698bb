"""Commands that hand a study to other programs and to print."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.options import FormatOption, StudyOption, with_scope
from byline.cli.printing import Format, print_json, print_line

if TYPE_CHECKING:
    from byline.queries import Scope, Store


class ExportFormat(StrEnum):
    """What an export is made of."""

    csv = "csv"
    parquet = "parquet"
    json = "json"
    sqlite = "sqlite"
    graphml = "graphml"
    vosviewer = "vosviewer"
    package = "package"


@with_scope
def export(
    export_format: Annotated[
        ExportFormat,
        typer.Argument(
            metavar="FORMAT",
            help="Tables as csv, parquet, json or sqlite; networks of countries and institutions "
            "as graphml or vosviewer; package: CSV, networks, definitions and methods under an "
            "RO-Crate manifest.",
        ),
    ],
    *,
    study: StudyOption,
    out: Annotated[
        Path, typer.Option("--out", help="Where to write: a new folder; a new file for sqlite.")
    ],
    scope: "Scope",
    name: Annotated[str | None, typer.Option("--name", help="Title of a package.")] = None,
    licence: Annotated[
        str | None,
        typer.Option("--licence", help="Of a package: an address or the terms in words."),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", help="Who answers for a package.")
    ] = None,
) -> None:
    """Write a study for other programs; tables hold the whole study, networks what is in scope.

    Full texts stay in the study; quotes are short. In CSV, text that a spreadsheet would run as a
    formula has an apostrophe before it; other formats hold it as it is.
    """
    from byline.queries import Store
    from byline.store.study import find_study

    found = find_study(study)
    with Store.opened(found.store) as store:
        if export_format is ExportFormat.package:
            from byline.export.crate import PackageLabel, write_package

            label = PackageLabel(
                name=name or f"Byline study {found.root.resolve().name}",
                dated=dt.datetime.now(tz=dt.UTC).date(),
                licence=licence,
                publisher=publisher,
            )
            write_package(found, store, scope, out, label=label)
        else:
            _writers(scope)[export_format](store, out)
    print_line(str(out))


def _writers(scope: "Scope") -> "dict[ExportFormat, Callable[[Store, Path], None]]":
    from byline.export.networks import write_graphml, write_vosviewer
    from byline.export.sqlite import write_sqlite
    from byline.export.tables import write_csv, write_json, write_parquet

    return {
        ExportFormat.csv: write_csv,
        ExportFormat.parquet: write_parquet,
        ExportFormat.json: write_json,
        ExportFormat.sqlite: write_sqlite,
        ExportFormat.graphml: lambda store, out: write_graphml(store, scope, out),
        ExportFormat.vosviewer: lambda store, out: write_vosviewer(store, scope, out),
    }


@with_scope
def methods(
    *,
    study: StudyOption,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """A methods paragraph ready to print, written from what was run."""
    from byline.export.methods import write_methods
    from byline.export.sources import list_sources
    from byline.queries import Store
    from byline.store.study import find_study

    found = find_study(study)
    sources = list_sources(found)
    with Store.opened(found.store) as store:
        account = store.read_account(scope)
    paragraphs = write_methods(account, sources)
    if output_format is Format.JSON:
        print_json({"paragraphs": paragraphs, "account": account, "sources": sources})
        return
    for paragraph in paragraphs:
        print_line(paragraph)
        print_line()


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(export)
    app.command()(methods)
