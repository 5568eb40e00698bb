"""Commands that put a number beside its definitions, its years and its rivals."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.answering import open_store
from byline.cli.options import (
    FormatOption,
    LeftArgument,
    MostOption,
    RightArgument,
    StudyOption,
    with_scope,
)
from byline.cli.printing import Format, print_json, print_line, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from byline.measures.intensity import Index
    from byline.measures.laws import BrokenLaw
    from byline.measures.trends import Step, YearShare
    from byline.queries import Scope
    from byline.queries.challenge import ChallengeAnswer
    from byline.queries.claims import Claim
    from byline.queries.definitions import DefinedCount, DefinitionMatrix


@with_scope
def definitions(
    left: LeftArgument = "US",
    right: RightArgument = "CN",
    *,
    study: StudyOption,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """The headline under every definition, and the choice that moves it most."""
    with open_store(study) as store:
        matrix = store.pairs.count_definitions(left, right, scope)
    if output_format is Format.JSON:
        print_json(matrix)
        return
    _print_choices(matrix)
    print_line()
    print_table(_DEFINITION_HEADER, [_definition_row(count) for count in matrix.counts])


def _print_choices(matrix: "DefinitionMatrix") -> None:
    most = matrix.choices[0]
    print_line(f"headline: {_tell_count(matrix.headline)}; {most.name} moves it most")
    for choice in matrix.choices:
        counts = " | ".join(
            f"{_tell_choice(count)} {_tell_count(count)}" for count in choice.counts
        )
        print_line(f"  {choice.name}: {counts}")


def _tell_count(count: "DefinedCount") -> str:
    share = "no share" if count.share is None else f"{count.share:.1%}"
    return f"{count.joint} of {count.known} ({share})"


def _tell_choice(count: "DefinedCount") -> str:
    definition = count.definition
    words = [f"{definition.left}-{definition.right}"]
    words += [] if definition.track is None else [definition.track or "no track"]
    words += [] if definition.with_assumed else ["not assumed"]
    words += ["2+ people"] if definition.between_people else []
    words += ["with roles"] if definition.with_roles else []
    words += [] if definition.source == "any" else [definition.source]
    return ", ".join(words)


_DEFINITION_HEADER = ["pair", "track", "assumed", "2+ people", "roles", "source"]
_DEFINITION_HEADER += ["joint", "known", "share %"]


def _definition_row(count: "DefinedCount") -> list[object]:
    definition = count.definition
    return [
        f"{definition.left}-{definition.right}",
        "all" if definition.track is None else definition.track,
        "with" if definition.with_assumed else "without",
        "only" if definition.between_people else "",
        "with" if definition.with_roles else "",
        definition.source,
        count.joint,
        count.known,
        None if count.share is None else round(100 * count.share, 1),
    ]


@with_scope
def pairs(
    countries: Annotated[
        list[str] | None, typer.Argument(help="Only pairs among these countries.")
    ] = None,
    *,
    study: StudyOption,
    scope: "Scope",
    most: MostOption = 20,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Pairs of countries: joint papers and the indices of how strongly they write together."""
    from byline.measures import expand_grouping
    from byline.queries import explain_measure

    codes = [code for name in countries or () for code in expand_grouping(name)]
    with open_store(study) as store:
        found = store.pairs.measure_pairs(scope, most=most, countries=codes)
        years = store.pairs.list_pair_years(scope, most=most)
    if output_format is Format.JSON:
        definition = explain_measure("country_pairs")
        print_json({"definition": definition, "pairs": found, "by_year": years})
        return
    header = [
        "pair",
        "joint",
        "of first",
        "of second",
        "Salton",
        "Jaccard",
        "association",
        "relative",
    ]
    print_table(
        header,
        [
            [
                f"{one.pair.left}-{one.pair.right}",
                one.pair.joint,
                one.pair.left_papers,
                one.pair.right_papers,
                *map(_tell_index, (one.salton, one.jaccard, one.association, one.relative)),
            ]
            for one in found
        ],
    )
    print_line("association and relative intensity: 1 is chance; intervals at 95 %")


def _tell_index(index: "Index") -> str:
    return f"{index.value:.2f} ({index.interval[0]:.2f}-{index.interval[1]:.2f})"


@with_scope
def trend(
    left: LeftArgument = "US",
    right: RightArgument = "CN",
    *,
    study: StudyOption,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """The joint share by year and track, with the test of each step; coverage beside it."""
    with open_store(study) as store:
        found = store.pairs.find_trend(left, right, scope)
    if output_format is Format.JSON:
        print_json(found)
        return
    header = [
        "year",
        "joint",
        "known",
        "share",
        "95 %",
        "coverage",
        "step, points",
        "distinguishable",
    ]
    for series in found:
        print_line(f"{series.venue or 'no venue'}, {series.track or 'no track'}")
        steps = {step.year: step for step in series.steps}
        print_table(header, [_trend_row(year, steps.get(year.year)) for year in series.years])


def _trend_row(year: "YearShare", step: "Step | None") -> list[object]:
    return [
        str(year.year),
        year.hits,
        year.trials,
        None if year.share is None else f"{year.share:.1%}",
        None if year.share is None else "{:.1%}-{:.1%}".format(*year.interval),
        f"{year.coverage:.0%}",
        "" if step is None else _tell_step(step),
        "" if step is None else "yes" if step.is_distinguishable else "no",
    ]


def _tell_step(step: "Step") -> str:
    points = (100 * share for share in (step.difference, *step.interval))
    return "{:+.1f} ({:+.1f} to {:+.1f})".format(*points)


@with_scope
def laws(
    left: LeftArgument = "US",
    right: RightArgument = "CN",
    *,
    study: StudyOption,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """The laws that the result for two sides breaks: parts, rest, codes, head offices, jumps."""
    with open_store(study) as store:
        broken = store.pairs.check_laws(left, right, scope)
    if output_format is Format.JSON:
        print_json(broken)
        return
    print_broken(broken)
    print_line(f"{len(broken)} laws broken")


def print_broken(broken: "Sequence[BrokenLaw]") -> None:
    """One line for each broken law."""
    for one in broken:
        print_line(f"look at this ({one.law}): {one.message}")


@with_scope
def challenge(
    words: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM",
            help='A claim in words ("141 of 5290 papers at NeurIPS 2025 joint US China"), a TOML '
            "file, or the key of a published one (see --known).",
        ),
    ] = "",
    *,
    study: Annotated[Path | None, typer.Option("--study", help="Folder of the study.")] = None,
    scope: "Scope",
    known: Annotated[bool, typer.Option("--known", help="List the published claims.")] = False,
    most: MostOption = 20,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Put a published number to the test: every definition, the laws, the papers in dispute."""
    from byline.queries.claims import read_claim, read_known_claims

    if known or not words:
        _print_known(read_known_claims(), output_format)
        return
    claim = read_claim(words)
    if study is None:
        raise typer.BadParameter("a claim is held against a study", param_hint="--study")
    with open_store(study) as store:
        answer = store.pairs.challenge(claim, scope)
    if output_format is Format.JSON:
        print_json(answer)
        return
    _print_challenge(answer, most=most)


def _print_known(claims: "Mapping[str, Claim]", output_format: Format) -> None:
    if output_format is Format.JSON:
        print_json(claims)
        return
    for key, one in claims.items():
        print_line(f"{key}: {one.text} ({one.source})")


def _print_challenge(answer: "ChallengeAnswer", *, most: int) -> None:
    claim, headline, implied = answer.claim, answer.matrix.headline, answer.implied
    low, high = answer.headline_interval
    print_line(f"claim: {claim.text}: {claim.share:.1%} (source: {claim.source})")
    print_line(
        f"this corpus: {_tell_count(headline)}, 95 % {low:.1%}-{high:.1%}, "
        f"{headline.papers} papers in scope"
        + ("" if answer.z is None else f"; against the claim z = {answer.z:.1f}")
    )
    for name, count in (("count", answer.nearest_count), ("share", answer.nearest_share)):
        print_line(f"nearest by {name}: {_tell_choice(count)}: {_tell_count(count)}")
    print_line(
        f"what it would imply: with {implied.left} papers of {claim.left} and {implied.right} of "
        f"{claim.right} among {claim.of}, {implied.rest} ({implied.rest_share:.1%}) from "
        f"everywhere else; here it is {implied.corpus_rest_share:.1%}"
    )
    _print_explained(answer)
    _print_choices(answer.matrix)
    moved = [paper for paper in answer.disputed if paper.reasons]
    reasons = ", ".join(f"{name} {count}" for name, count in answer.reasons.items()) or "none"
    print_line(f"{len(moved)} of {len(answer.disputed)} papers hang on a choice: {reasons}")
    for paper in moved[:most]:
        print_line(f"  {paper.paper_id}  {paper.title[:80]}: {', '.join(paper.reasons)}")
    if len(moved) > most:
        print_line(f"  and {len(moved) - most} more; --most or --format json lists them")


def _print_explained(answer: "ChallengeAnswer") -> None:
    """How far the definition explains the difference; the rest is sources and readings."""
    gap = 100 * (answer.claim.share - (answer.matrix.headline.share or 0.0))
    print_line(f"difference of shares: {gap:+.1f} points; how much of it each choice alone closes:")
    for one in answer.explained:
        told = f"{_tell_choice(one.count)}, {_tell_count(one.count)}" if one.closed else "nothing"
        print_line(f"  {one.choice}: {one.closed:.0%} ({told})")
    print_line(
        f"all choices together close {answer.closed:.0%}; no definition explains the rest, which "
        "is left to sources, readings and slips"
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(definitions)
    app.command()(pairs)
    app.command()(trend)
    app.command()(laws)
    app.command()(challenge)
