"""The command that holds amounts of accelerators against labels."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.gold import ErrorsOption, GoldOption, Half, HalfOption, keep_errors
from byline.cli.options import CORES, FormatOption, WorkersOption
from byline.cli.printing import Format, print_json, print_line, print_table

if TYPE_CHECKING:
    from byline.evaluate.amounts import AmountScore, AmountsReport


def add_to(evaluate_app: typer.Typer) -> None:
    """Add the command to ``byline evaluate``."""
    evaluate_app.command("amounts")(evaluate_amounts)


def evaluate_amounts(
    *,
    gold: GoldOption,
    papers: Annotated[Path, typer.Option(help="Folder of the labelled PDFs.")],
    half: HalfOption = Half.all,
    errors: ErrorsOption = None,
    workers: WorkersOption = CORES,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Counts, memory and hours of accelerators in labelled PDFs against their labels."""
    from byline.evaluate.amounts import evaluate_amounts as evaluate

    report = evaluate(gold, papers=papers, workers=workers, half=half.value)
    keep_errors(errors, gold=gold, disagreements=report.disagreements)
    if output_format is Format.JSON:
        print_json(report)
        return
    _print_amounts(report)
    if half is not Half.score and errors is None:
        for row in report.disagreements:
            print_line(f"{row.paper_id} {row.kind}: {row.gold or row.ours}")


def _print_amounts(report: "AmountsReport") -> None:
    scores = {"all": report.total, **report.by_kind}
    print_table(
        ["numbers", "papers", "right", "false", "missed", "P", "95 %", "R", "95 %"],
        [[name, report.papers, *_cells(score)] for name, score in scores.items()],
    )


def _cells(score: "AmountScore") -> list[object]:
    counts = score.counts
    return [
        counts.hits,
        counts.extra,
        counts.missed,
        f"{counts.precision:.3f}",
        "{:.3f}-{:.3f}".format(*score.precision_interval),
        f"{counts.recall:.3f}",
        "{:.3f}-{:.3f}".format(*score.recall_interval),
    ]
