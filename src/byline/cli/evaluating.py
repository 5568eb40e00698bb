"""Commands that hold our readings against gold labels."""

from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli import evaluating_technologies
from byline.cli.gold import (
    ErrorsOption,
    GoldOption,
    Half,
    PapersOption,
    count_cells,
    find_papers,
    keep_errors,
)
from byline.cli.options import CORES, FormatOption, StudyOption, WorkersOption
from byline.cli.printing import Format, print_json, print_line, print_table

if TYPE_CHECKING:
    from byline.evaluate.authorship import Score
    from byline.evaluate.papers import PapersReport
    from byline.evaluate.places import PlacesReport

evaluate_app = typer.Typer(no_args_is_help=True, help="Measure accuracy against gold labels.")


@evaluate_app.command("authorship")
def evaluate_authorship(
    *,
    gold: GoldOption,
    papers: PapersOption = None,
    errors: ErrorsOption = None,
    workers: WorkersOption = CORES,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Authors, ties and countries of labelled PDFs against their labels."""
    from byline.evaluate.papers import evaluate_papers

    folder = find_papers(papers, gold=gold)
    report = evaluate_papers(gold, papers=folder, workers=workers)
    disagreements = [*report.authorship.disagreements, *report.countries.disagreements]
    keep_errors(errors, gold=gold, disagreements=disagreements)
    if output_format is Format.JSON:
        print_json(report)
        return
    _print_papers(report)
    if errors is None:
        for row in disagreements:
            print_line(f"{row.paper_id} {row.kind}: gold “{row.gold}”, ours “{row.ours}”")
    for paper_id, message in report.failures.items():
        print_line(f"{paper_id} not read: {message}")


def _print_papers(report: "PapersReport") -> None:
    scores = {"all": report.authorship.total}
    scores |= {f"layout {name}": score for name, score in report.authorship.by_layout.items()}
    scores |= {f"difficulty {name}": s for name, s in report.authorship.by_difficulty.items()}
    print_table(
        ["papers of", "n", "author P", "R", "F1", "95 %", "link P", "R", "F1", "95 %"],
        [[name, *_score_cells(score)] for name, score in scores.items()],
    )
    countries = report.countries
    low, high = countries.exact_interval
    print_line(
        f"exact country set: {countries.exact} of {countries.papers}, "
        f"{countries.exact / max(1, countries.papers):.3f} ({low:.3f}-{high:.3f})"
    )
    flag = countries.flag
    print_line(
        f"US-and-CN flag: precision {flag.precision:.3f}, recall {flag.recall:.3f} "
        f"({flag.hits} right, {flag.extra} false, {flag.missed} missed)"
    )


def _score_cells(score: "Score") -> list[object]:
    return [
        score.papers,
        *count_cells(score.authors),
        "{:.3f}-{:.3f}".format(*score.author_f1_interval),
        *count_cells(score.links),
        "{:.3f}-{:.3f}".format(*score.link_f1_interval),
    ]


@evaluate_app.command("places")
def evaluate_places(
    *,
    gold: GoldOption,
    half: Annotated[
        Half, typer.Option(help="The half that rules were made from, or the one only scored.")
    ] = Half.all,
    errors: ErrorsOption = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Institutions and countries of labelled affiliation strings against their labels."""
    from byline.evaluate.gold_strings import read_gold_strings, split_gold
    from byline.evaluate.places import score_places
    from byline.places.registry import load_registry
    from byline.run.placing import load_resolver

    registry = load_registry()
    strings = read_gold_strings(gold)
    study, score = split_gold(strings)
    report = score_places(
        {Half.all: strings, Half.study: study, Half.score: score}[half],
        load_resolver().resolve,
        country_of={entry.ror_id: entry.country_code for entry in registry.entries},
        name_of={entry.ror_id: entry.names[0][1] for entry in registry.entries},
    )
    keep_errors(errors, gold=gold, disagreements=report.disagreements)
    if output_format is Format.JSON:
        print_json(report)
        return
    print_line(f"{registry.name} {registry.version}, {len(registry.entries):,} organisations")
    _print_places(report)


def _print_places(report: "PlacesReport") -> None:
    scores = {"all": report.total, **report.by_trap} if len(report.by_trap) > 1 else {}
    header = ["strings of", "n", "id P", "R", "F1", "set P", "R", "F1", "country P", "R", "F1"]
    print_table(
        header,
        [
            [
                name,
                score.strings,
                *count_cells(score.by_string),
                *count_cells(score.by_pair),
                *count_cells(score.countries_by_string),
            ]
            for name, score in (scores or {"all": report.total}).items()
        ],
    )
    total = report.total
    intervals = {
        "id precision": total.precision_interval,
        "id recall": total.recall_interval,
        "id F1": total.f1_interval,
        "country precision": total.country_precision_interval,
        "country recall": total.country_recall_interval,
        "country F1": total.country_f1_interval,
    }
    for name, (low, high) in intervals.items():
        print_line(f"{name}: 95 % interval {low:.4f}-{high:.4f}")
    print_line(f"{len(report.disagreements)} strings differ; --errors FILE lists them")


def evaluate_moves(
    *,
    study: StudyOption,
    hide: Annotated[list[int], typer.Option("--hide", help="Year whose profile ids are hidden.")],
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Moves by name against profile ids: how often both ends are one person."""
    from byline.evaluate.moves import evaluate_moves as judge_moves
    from byline.store.study import find_study

    scores = judge_moves(find_study(study).store, hidden=hide)
    if output_format is Format.JSON:
        print_json(scores)
        return
    print_table(
        ["linked by", "moves judged", "one person", "95 %"],
        [[one.link, one.moves, one.same, "{:.0%}-{:.0%}".format(*one.interval)] for one in scores],
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line, those about technologies in their midst."""
    evaluating_technologies.add_to(evaluate_app)
    evaluate_app.command("moves")(evaluate_moves)
    app.add_typer(evaluate_app, name="evaluate")
