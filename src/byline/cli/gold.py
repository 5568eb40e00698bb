"""What the commands that hold our readings against gold labels have in common."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.printing import print_line

if TYPE_CHECKING:
    from byline.evaluate.agreement import Counts, Disagreement
    from byline.measures.intervals import Interval

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


def print_disagreements(
    disagreements: "Sequence[Disagreement]", *, half: Half, errors: Path | None
) -> None:
    """A line for each error, unless a page lists them or they are not to be looked at."""
    if half is not Half.score and errors is None:
        for row in disagreements:
            print_line(f"{row.paper_id} {row.kind}: {row.gold or row.ours}")


def judged_cells(counts: "Counts", precision: "Interval", recall: "Interval") -> list[object]:
    """Right, false, missed, then precision and recall with their intervals."""
    return [
        counts.hits,
        counts.extra,
        counts.missed,
        f"{counts.precision:.3f}",
        "{:.3f}-{:.3f}".format(*precision),
        f"{counts.recall:.3f}",
        "{:.3f}-{:.3f}".format(*recall),
    ]


def count_cells(counts: "Counts") -> list[str]:
    """Precision, recall and F1."""
    return [f"{value:.3f}" for value in (counts.precision, counts.recall, counts.f1)]
