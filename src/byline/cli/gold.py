"""What the commands that hold our readings against gold labels have in common."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from byline.evaluate.agreement import Counts, Disagreement

GoldOption = Annotated[Path, typer.Option("--gold", help="File of gold labels.")]
PapersOption = Annotated[Path | None, typer.Option(help="Folder of the labelled PDFs.")]
ErrorsOption = Annotated[
    Path | None, typer.Option("--errors", help="Write every error as an HTML page here.")
]


class Half(StrEnum):
    """Part of a set, drawn by a seeded hash."""

    all = "all"
    study = "study"
    score = "score"


HalfOption = Annotated[
    Half, typer.Option(help="The half to study, or the one that is only scored.")
]


def find_papers(papers: Path | None, *, gold: Path) -> Path:
    """The folder of the labelled PDFs; the one beside the folder of the labels if none is named."""
    return papers or gold.parent.parent / "papers"


def keep_errors(
    errors: Path | None, *, gold: Path, disagreements: "Sequence[Disagreement]"
) -> None:
    """Write the page of all errors, where one is asked for."""
    from byline.evaluate.errors import write_errors

    if errors is not None:
        write_errors(errors, title=f"Errors against {gold.name}", disagreements=disagreements)


def count_cells(counts: "Counts") -> list[str]:
    """Precision, recall and F1."""
    return [f"{value:.3f}" for value in (counts.precision, counts.recall, counts.f1)]
