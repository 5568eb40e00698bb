"""The command that puts countries against countries."""

from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.answering import open_store
from byline.cli.options import FormatOption, StudyOption, with_scope
from byline.cli.printing import Format, print_json, print_line, print_table

if TYPE_CHECKING:
    from byline.queries import Scope
    from byline.queries.matrix import CountryMatrix, MatrixCell

_MOST = 10


@with_scope
def matrix(
    countries: Annotated[
        list[str] | None, typer.Argument(help="These countries; else those of most papers.")
    ] = None,
    *,
    study: StudyOption,
    scope: "Scope",
    most: Annotated[int, typer.Option(min=2, help="How many countries.")] = _MOST,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Country by country: joint papers, and how far they are from chance."""
    from byline.measures import expand_grouping
    from byline.queries import explain_measure

    codes = [code for name in countries or () for code in expand_grouping(name)]
    with open_store(study) as store:
        found = store.pairs.build_matrix(scope, most=most, countries=codes)
    if output_format is Format.JSON:
        print_json({"definition": explain_measure("country_pairs"), "matrix": found})
        return
    print_table(
        ["", *found.countries],
        [
            [code, *(_tell_cell(found, code, other) for other in found.countries)]
            for code in found.countries
        ],
    )
    print_line(
        "on the diagonal in brackets: papers of the country; below it: joint papers of both;"
    )
    print_line("above it: association, joint papers over what chance would give (1 is chance)")


def _tell_cell(found: "CountryMatrix", row: str, column: str) -> object:
    if row == column:
        return f"[{found.papers[row]}]"
    cell = found.find(row, column)
    is_above = found.countries.index(row) < found.countries.index(column)
    return _tell_association(cell) if is_above else cell.joint


def _tell_association(cell: "MatrixCell") -> str:
    return f"{cell.intensity.association.value:.2f}" if cell.intensity else "-"


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(matrix)
