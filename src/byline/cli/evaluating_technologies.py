"""Commands that hold what is found of technologies against gold labels."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.gold import (
    ErrorsOption,
    GoldOption,
    Half,
    HalfOption,
    PapersOption,
    count_cells,
    find_papers,
    judged_cells,
    keep_errors,
    print_disagreements,
)
from byline.cli.options import CORES, FormatOption, WorkersOption
from byline.cli.printing import Format, print_json, print_line, print_table

if TYPE_CHECKING:
    from byline.evaluate.citation_roles import CitationsReport
    from byline.evaluate.mentions import NameScore, NamesReport
    from byline.evaluate.roles import RolesReport, RolesScore


def evaluate_mentions(
    *,
    gold: GoldOption,
    papers: PapersOption = None,
    half: HalfOption = Half.all,
    errors: ErrorsOption = None,
    workers: WorkersOption = CORES,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Names of technologies against labelled names, per paper and technology."""
    from byline.evaluate.searching import evaluate_mentions as evaluate

    folder = find_papers(papers, gold=gold)
    report = evaluate(gold, papers=folder, workers=workers, half=half.value)
    keep_errors(errors, gold=gold, disagreements=report.disagreements)
    if output_format is Format.JSON:
        print_json(report)
        return
    _print_names(report)
    print_disagreements(report.disagreements, half=half, errors=errors)


def _print_names(report: "NamesReport") -> None:
    scores = {"all": report.total, **report.by_kind}
    print_table(
        ["names of", "papers", "right", "false", "missed", "P", "95 %", "R", "95 %", "unknown"],
        [[name, *_name_cells(score)] for name, score in scores.items()],
    )


def _name_cells(score: "NameScore") -> list[object]:
    judged = judged_cells(score.counts, score.precision_interval, score.recall_interval)
    return [score.papers, *judged, score.uncatalogued]


def evaluate_alarms(
    texts: Annotated[list[Path], typer.Argument(help="Tables of papers, or citation contexts.")],
    *,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Names found in papers that are older than the technology: each is false."""
    from byline.evaluate.alarms import find_alarms, read_dated_texts
    from byline.evaluate.searching import load_scanner
    from byline.technologies.catalogue import load_catalogue

    dated = (text for path in texts for text in read_dated_texts(path))
    report = find_alarms(dated, load_scanner(), load_catalogue())
    if output_format is Format.JSON:
        print_json(report)
        return
    for alarm in report.by_words:
        print_line(
            f"{alarm.paper_id} ({alarm.year}) {alarm.technology_id} {alarm.rule}: {alarm.quote}"
        )
    print_line(
        f"{report.papers:,} papers, pairs of a paper and a technology younger than it: "
        f"{report.naive:,} by name, {len(report.by_words):,} by the words around, "
        f"{len(report.by_all):,} with the year of the paper"
    )


def evaluate_roles(
    *,
    gold: GoldOption,
    papers: PapersOption = None,
    half: HalfOption = Half.all,
    errors: ErrorsOption = None,
    workers: WorkersOption = CORES,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Roles of technologies against labelled papers, or uses of cited works against labels."""
    from byline.evaluate.citation_roles import evaluate_citations, is_citation_set
    from byline.evaluate.judging import evaluate_roles as evaluate

    if is_citation_set(gold):
        citations = evaluate_citations(gold, half=half.value)
        _print_citations(citations, output_format)
        return
    folder = find_papers(papers, gold=gold)
    report = evaluate(gold, papers=folder, workers=workers, half=half.value)
    keep_errors(errors, gold=gold, disagreements=report.disagreements)
    if output_format is Format.JSON:
        print_json(report)
        return
    _print_roles(report)
    if half is not Half.score and errors is None:
        for row in report.disagreements:
            print_line(f"{row.paper_id} {row.kind}: gold {row.gold}, ours {row.ours}")


def _print_roles(report: "RolesReport") -> None:
    scores = {"all": report.total, **report.by_half, **report.by_kind}
    print_table(
        ["technologies of", "n", "exact", "95 %", "six F1", "three F1", "key", "used", "mentioned"],
        [[name, *_role_cells(score)] for name, score in scores.items()],
    )
    print_table(
        ["role", "right", "false", "missed", "P", "R", "F1"],
        [
            [role, counts.hits, counts.extra, counts.missed, *count_cells(counts)]
            for role, counts in report.total.by_role.items()
        ],
    )
    print_table(
        ["probability", "answers", "mean", "right"],
        [
            [f"{one.low:.2f}-{one.high:.2f}", one.answers, f"{one.mean_probability:.3f}", one.right]
            for one in report.reliability
        ],
    )
    used = report.total.accelerators_used
    print_line(f"accelerators run on: precision {used.precision:.3f}, recall {used.recall:.3f}")
    print_line(f"mean calibration error: {report.calibration_error:.3f}")


def _role_cells(score: "RolesScore") -> list[object]:
    return [
        score.technologies,
        f"{score.exact:.3f}",
        "{:.3f}-{:.3f}".format(*score.exact_interval),
        f"{score.six_macro_f1:.3f}",
        f"{score.group_macro_f1:.3f}",
        *(f"{counts.f1:.3f}" for counts in score.by_group.values()),
    ]


def _print_citations(report: "CitationsReport", output_format: Format) -> None:
    if output_format is Format.JSON:
        print_json(report)
        return
    print_table(
        ["contexts", "n", "P", "R", "F1"],
        [
            ["used or extended", report.used.hits + report.used.missed, *count_cells(report.used)],
            ["other", report.other.hits + report.other.missed, *count_cells(report.other)],
        ],
    )
    print_line(f"macro F1 {report.macro_f1:.3f}; {report.without_marker} contexts left out")


def add_to(evaluate: typer.Typer) -> None:
    """Add these commands to `evaluate`."""
    evaluate.command("mentions")(evaluate_mentions)
    evaluate.command("alarms")(evaluate_alarms)
    evaluate.command("roles")(evaluate_roles)
