"""The command that holds amounts of accelerators against labels."""

from typing import TYPE_CHECKING

import typer

from byline.cli.gold import (
    ErrorsOption,
    GoldOption,
    Half,
    HalfOption,
    PapersOption,
    find_papers,
    judged_cells,
    keep_errors,
    print_disagreements,
)
from byline.cli.options import CORES, FormatOption, WorkersOption
from byline.cli.printing import Format, print_json, print_table

if TYPE_CHECKING:
    from byline.evaluate.amounts import AmountScore, AmountsReport


def add_to(evaluate_app: typer.Typer) -> None:
    """Add the command to ``byline evaluate``."""
    evaluate_app.command("amounts")(evaluate_amounts)


def evaluate_amounts(
    *,
    gold: GoldOption,
    papers: PapersOption = None,
    half: HalfOption = Half.all,
    errors: ErrorsOption = None,
    workers: WorkersOption = CORES,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Counts, memory and hours of accelerators in labelled PDFs against their labels."""
    from byline.evaluate.amounts import evaluate_amounts as evaluate

    folder = find_papers(papers, gold=gold)
    report = evaluate(gold, papers=folder, workers=workers, half=half.value)
    keep_errors(errors, gold=gold, disagreements=report.disagreements)
    if output_format is Format.JSON:
        print_json(report)
        return
    _print_amounts(report)
    print_disagreements(report.disagreements, half=half, errors=errors)


def _print_amounts(report: "AmountsReport") -> None:
    scores = {"all": report.total, **report.by_kind}
    print_table(
        ["numbers", "papers", "right", "false", "missed", "P", "95 %", "R", "95 %"],
        [[name, report.papers, *_cells(score)] for name, score in scores.items()],
    )


def _cells(score: "AmountScore") -> list[object]:
    return judged_cells(score.counts, score.precision_interval, score.recall_interval)
