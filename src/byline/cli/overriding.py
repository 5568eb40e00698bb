"""Commands about corrections by hand."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.options import FormatOption, StudyOption
from byline.cli.printing import Format, print_json, print_line

if TYPE_CHECKING:
    from byline.records import Override

overrides_app = typer.Typer(no_args_is_help=True, help="Corrections by hand, and merging them.")


@overrides_app.command("add")
def add(
    affiliation: Annotated[str, typer.Argument(help="The string as printed.")],
    *,
    study: StudyOption,
    by: Annotated[str, typer.Option(help="Who says so.")],
    why: Annotated[str, typer.Option(help="What it rests on.")],
    country: Annotated[
        list[str] | None, typer.Option(help="Right country code; none for no country.")
    ] = None,
    institution: Annotated[
        list[str] | None, typer.Option(help="Right ROR id; none for no institution.")
    ] = None,
    paper: Annotated[str | None, typer.Option(help="Id of the only paper it holds in.")] = None,
) -> None:
    """Correct what the program says of a string; the next run applies it."""
    from byline.places.override_files import write_overrides
    from byline.places.overrides import (
        answered_countries,
        answered_institutions,
        make_override,
        merge_overrides,
    )
    from byline.places.registry import load_registry
    from byline.run.placing import load_resolver, read_study_overrides
    from byline.store.study import find_study

    found = find_study(study)
    path = found.overrides_path
    answer = load_resolver().resolve(affiliation)
    row = make_override(
        affiliation=answer.affiliation,
        paper_id=paper,
        ror_ids=_answers(institution),
        country_codes=_answers(country),
        annotator=by,
        date=dt.datetime.now(tz=dt.UTC).date().isoformat(),
        reason=why,
        registry=load_registry().version,
        replaced_ror_ids=answered_institutions(answer),
        replaced_country_codes=answered_countries(answer),
    )
    write_overrides(path, merge_overrides(read_study_overrides(found), [row]).merged)
    print_line(f"kept in {path}; `byline run --study {study}` applies it")


def _answers(values: Iterable[str] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    return tuple(value for value in values if value != "none")


@overrides_app.command("list")
def list_overrides(*, study: StudyOption, output_format: FormatOption = Format.TEXT) -> None:
    """All corrections of a study."""
    from byline.run.placing import read_study_overrides
    from byline.store.study import find_study

    rows = read_study_overrides(find_study(study))
    if output_format is Format.JSON:
        print_json(rows)
        return
    for row in rows:
        print_line(_told(row))
    print_line(f"{len(rows)} corrections")


def _told(row: "Override") -> str:
    parts = [f"“{row.affiliation}”"]
    if row.paper_id:
        parts.append(f"in {row.paper_id}")
    if row.ror_ids is not None:
        parts.append(f"institutions {', '.join(row.ror_ids) or 'none'}")
    if row.country_codes is not None:
        parts.append(f"countries {', '.join(row.country_codes) or 'none'}")
    return f"{'; '.join(parts)} ({row.annotator}, {row.date}: {row.reason})"


@overrides_app.command("export")
def export(
    out: Annotated[Path, typer.Argument(help="File to write.")], *, study: StudyOption
) -> None:
    """Write the corrections as a table that others can merge."""
    from byline.places.override_files import write_overrides
    from byline.run.placing import read_study_overrides
    from byline.store.study import find_study

    rows = read_study_overrides(find_study(study))
    write_overrides(out, rows)
    print_line(f"{len(rows)} corrections in {out}")


@overrides_app.command("merge")
def merge(
    file: Annotated[Path, typer.Argument(help="Somebody else's corrections.")],
    *,
    study: StudyOption,
) -> None:
    """Take in other people's corrections; conflicts are shown and held back until settled."""
    from byline.places.override_files import read_overrides, write_overrides
    from byline.places.overrides import merge_overrides
    from byline.run.placing import read_study_overrides
    from byline.store.study import find_study

    found = find_study(study)
    ours = read_study_overrides(found)
    result = merge_overrides(ours, read_overrides(file))
    write_overrides(found.overrides_path, result.merged)
    for conflict in result.conflicts:
        print_line(f"conflict on “{conflict.affiliation}”:")
        for row in conflict.overrides:
            print_line(f"  {_told(row)}")
    print_line(
        f"{len(result.merged) - len(ours)} corrections added, {len(result.conflicts)} conflicts; "
        "what is in conflict is not applied until one side withdraws or agrees"
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(overrides_app, name="overrides")
