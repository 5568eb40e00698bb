"""Commands that hold our readings against gold labels."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.options import CORES, FormatOption, StudyOption, WorkersOption
from byline.cli.printing import Format, print_json, print_line, print_table

if TYPE_CHECKING:
    from byline.evaluate.authorship import Counts, Score
    from byline.evaluate.citation_roles import CitationsReport
    from byline.evaluate.mentions import NameScore, NamesReport
    from byline.evaluate.papers import PapersReport
    from byline.evaluate.places import PlacesReport
    from byline.evaluate.roles import RolesReport, RolesScore

evaluate_app = typer.Typer(no_args_is_help=True, help="Measure accuracy against gold labels.")

GoldOption = Annotated[Path, typer.Option("--gold", help="File of gold labels.")]
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


@evaluate_app.command("authorship")
def evaluate_authorship(
    *,
    gold: GoldOption,
    papers: Annotated[Path | None, typer.Option(help="Folder of the labelled PDFs.")] = None,
    errors: ErrorsOption = None,
    workers: WorkersOption = CORES,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Authors, ties and countries of labelled PDFs against their labels."""
    from byline.evaluate.errors import write_errors
    from byline.evaluate.papers import evaluate_papers

    folder = papers or gold.parent.parent / "papers"
    report = evaluate_papers(gold, papers=folder, workers=workers)
    disagreements = [*report.authorship.disagreements, *report.countries.disagreements]
    if errors is not None:
        write_errors(errors, title=f"Errors against {gold.name}", disagreements=disagreements)
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
        *_count_cells(score.authors),
        "{:.3f}-{:.3f}".format(*score.author_f1_interval),
        *_count_cells(score.links),
        "{:.3f}-{:.3f}".format(*score.link_f1_interval),
    ]


def _count_cells(counts: "Counts") -> list[str]:
    return [f"{value:.3f}" for value in (counts.precision, counts.recall, counts.f1)]


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
    from byline.evaluate.errors import write_errors
    from byline.evaluate.places import read_gold_strings, score_places, split_gold
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
    if errors is not None:
        title = f"Errors against {gold.name}"
        write_errors(errors, title=title, disagreements=report.disagreements)
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
                *_count_cells(score.by_string),
                *_count_cells(score.by_pair),
                *_count_cells(score.countries_by_string),
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


@evaluate_app.command("mentions")
def evaluate_mentions(
    *,
    gold: GoldOption,
    papers: Annotated[Path | None, typer.Option(help="Folder of the labelled PDFs.")] = None,
    half: HalfOption = Half.all,
    errors: ErrorsOption = None,
    workers: WorkersOption = CORES,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Names of technologies against labelled names, per paper and technology."""
    from byline.evaluate.errors import write_errors
    from byline.evaluate.searching import evaluate_mentions as evaluate

    folder = papers or gold.parent.parent / "papers"
    report = evaluate(gold, papers=folder, workers=workers, half=half.value)
    if errors is not None:
        title = f"Errors against {gold.name}"
        write_errors(errors, title=title, disagreements=report.disagreements)
    if output_format is Format.JSON:
        print_json(report)
        return
    _print_names(report)
    if half is not Half.score and errors is None:
        for row in report.disagreements:
            print_line(f"{row.paper_id} {row.kind}: {row.gold or row.ours}")


def _print_names(report: "NamesReport") -> None:
    scores = {"all": report.total, **report.by_kind}
    print_table(
        ["names of", "papers", "right", "false", "missed", "P", "95 %", "R", "95 %", "unknown"],
        [[name, *_name_cells(score)] for name, score in scores.items()],
    )


def _name_cells(score: "NameScore") -> list[object]:
    counts = score.counts
    return [
        score.papers,
        counts.hits,
        counts.extra,
        counts.missed,
        f"{counts.precision:.3f}",
        "{:.3f}-{:.3f}".format(*score.precision_interval),
        f"{counts.recall:.3f}",
        "{:.3f}-{:.3f}".format(*score.recall_interval),
        score.uncatalogued,
    ]


@evaluate_app.command("alarms")
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


@evaluate_app.command("roles")
def evaluate_roles(
    *,
    gold: GoldOption,
    papers: Annotated[Path | None, typer.Option(help="Folder of the labelled PDFs.")] = None,
    half: HalfOption = Half.all,
    errors: ErrorsOption = None,
    workers: WorkersOption = CORES,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Roles of technologies against labelled papers, or uses of cited works against labels."""
    from byline.evaluate.citation_roles import evaluate_citations, is_citation_set
    from byline.evaluate.errors import write_errors
    from byline.evaluate.judging import evaluate_roles as evaluate

    if is_citation_set(gold):
        citations = evaluate_citations(gold, half=half.value)
        if output_format is Format.JSON:
            print_json(citations)
            return
        _print_citations(citations)
        return
    folder = papers or gold.parent.parent / "papers"
    report = evaluate(gold, papers=folder, workers=workers, half=half.value)
    if errors is not None:
        title = f"Errors against {gold.name}"
        write_errors(errors, title=title, disagreements=report.disagreements)
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
            [role, counts.hits, counts.extra, counts.missed, *_count_cells(counts)]
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


def _print_citations(report: "CitationsReport") -> None:
    print_table(
        ["contexts", "n", "P", "R", "F1"],
        [
            ["used or extended", report.used.hits + report.used.missed, *_count_cells(report.used)],
            ["other", report.other.hits + report.other.missed, *_count_cells(report.other)],
        ],
    )
    print_line(f"macro F1 {report.macro_f1:.3f}; {report.without_marker} contexts left out")


@evaluate_app.command("moves")
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
    """Add these commands to the command line."""
    app.add_typer(evaluate_app, name="evaluate")
