"""Commands about the catalogue of technologies."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.options import FormatOption
from byline.cli.printing import Format, print_json, print_line, print_table
from byline.records import BylineError

if TYPE_CHECKING:
    from byline.technologies.catalogue import Catalogue, Entry

catalogue_app = typer.Typer(no_args_is_help=True, help="The technologies Byline knows.")

FolderOption = Annotated[
    Path | None, typer.Option("--folder", help="Folder with further rows (BYLINE_CATALOGUE).")
]


@catalogue_app.command("check")
def check(*, folder: FolderOption = None, output_format: FormatOption = Format.TEXT) -> None:
    """Say everything that is wrong with the tables: file, row and what to do."""
    from byline.technologies.catalogue import own_folder, read_rows
    from byline.technologies.checking import find_problems

    rows, problems = read_rows(folder or own_folder())
    problems.extend(find_problems(rows, today=dt.datetime.now(tz=dt.UTC).date().isoformat()))
    if output_format is Format.JSON:
        print_json({"rows": len(rows), "problems": problems})
    else:
        for problem in problems:
            print_line(str(problem))
        print_line(f"rows: {len(rows):,}, problems: {len(problems):,}")
    if problems:
        raise typer.Exit(1)


@catalogue_app.command("list")
def list_technologies(
    kind: Annotated[
        str | None, typer.Argument(help="model, architecture, accelerator or dataset.")
    ] = None,
    *,
    folder: FolderOption = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """All technologies, or those of one kind."""
    from byline.technologies.catalogue import load_catalogue

    catalogue = load_catalogue(folder)
    found = [entry.technology for entry in _of_kind(catalogue, kind)]
    if output_format is Format.JSON:
        print_json(found)
        return
    print_table(
        ["technology", "name", "developers", "countries", "released"],
        [
            [
                t.technology_id,
                t.name,
                ", ".join(t.developers),
                " ".join(t.country_codes),
                t.released,
            ]
            for t in found
        ],
    )
    print_line(f"{len(found):,} technologies, catalogue {catalogue.sha256[:12]}")


def _of_kind(catalogue: "Catalogue", kind: str | None) -> "list[Entry]":
    from byline.technologies.naming import KINDS

    if kind is not None and kind not in KINDS.values():
        raise BylineError(f"{kind!r} is no kind; write one of {', '.join(KINDS.values())}")
    return [e for e in catalogue.entries.values() if kind in {None, e.technology.kind}]


@catalogue_app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="A name, an alias or an id.")],
    *,
    folder: FolderOption = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """All that is known of a technology, with its source."""
    from byline.technologies.catalogue import load_catalogue

    catalogue = load_catalogue(folder)
    if not (entries := catalogue.find(name)):
        raise BylineError(
            f"{name!r} is not in the catalogue; `byline catalogue list` shows what is"
        )
    if output_format is Format.JSON:
        print_json([_described(entry, catalogue) for entry in entries])
        return
    for entry in entries:
        _print_entry(entry, catalogue)


def _described(entry: "Entry", catalogue: "Catalogue") -> dict[str, object]:
    key = entry.technology.technology_id
    return {
        "technology": entry.technology,
        "aliases": entry.aliases,
        "versions": [version for version in catalogue.versions if version.technology_id == key],
        "ambiguous": sorted(
            rule.alias
            for rules in catalogue.rules.values()
            for rule in rules
            if rule.technology_id == key
        ),
        "row": dict(entry.cells),
    }


def _print_entry(entry: "Entry", catalogue: "Catalogue") -> None:
    technology = entry.technology
    print_line(f"{technology.name} ({technology.technology_id})")
    for column, cell in entry.cells.items():
        if cell and column not in {"name", "source", "source_date"}:
            print_line(f"  {column.replace('_', ' ')}: {cell.replace('|', ', ')}")
    print_line(f"  countries: {', '.join(technology.country_codes)}")
    for version in catalogue.versions:
        if version.technology_id == technology.technology_id:
            forms = f" ({', '.join(version.aliases)})" if version.aliases else ""
            print_line(f"  version {version.version}{forms}: {version.released or 'no date'}")
    source = catalogue.sources[technology.source]
    print_line(f"  source: {source.title}, {source.location} ({technology.source_date})")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(catalogue_app, name="catalogue")
