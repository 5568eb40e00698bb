"""Commands that count papers, by country and by where their authors sit."""

from typing import TYPE_CHECKING

import typer

from byline.cli.answering import open_store, print_counted
from byline.cli.measuring import print_broken
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
    from collections.abc import Sequence

    from byline.queries import JointAnswer, JointCount, Scope

count_app = typer.Typer(no_args_is_help=True, help="Count papers.")


@count_app.command("joint")
@with_scope
def count_joint(
    left: LeftArgument,
    right: RightArgument,
    *,
    study: StudyOption,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Joint papers of two countries, by year and track, in all China groupings side by side."""
    from byline.queries import explain_measure

    with open_store(study) as store:
        answers = store.count_joint_beside(left, right, scope)
        broken = store.pairs.check_laws(left, right, scope)
    definition = explain_measure("joint_papers")
    if output_format is Format.JSON:
        found = {"answers": answers, "broken_laws": broken}
        print_json({"definition": definition, "scope": scope, **found})
        return
    _print_joint(answers, definition)
    print_broken(broken)


def _print_joint(answers: "Sequence[JointAnswer]", definition: dict[str, str]) -> None:
    total = answers[0].total
    name = f"{answers[0].left} and {answers[0].right}"
    share = f"{100 * total.share:.1f} %" if total.share is not None else "no share"
    print_line(
        f"{total.joint} joint papers of {name}: {share} of {total.known} papers with a known "
        f"country, {total.papers} in scope; at most {total.at_most} if all unknown were joint"
    )
    print_line(f"definition: {definition['question']} {definition['counting']}")
    print_line()
    header = ["venue", "year", "track", "papers", "known", "unknown"]
    header += [f"{answer.left}-{answer.right}" for answer in answers]
    header += ["not assumed", "2+ people", "at most", "share %"]
    by_row = zip(*(answer.rows for answer in answers), strict=True)
    rows = [_joint_row(row) for row in by_row]
    print_table(header, [*rows, ["all", *_joint_row([a.total for a in answers])[1:]]])


def _joint_row(counts: "Sequence[JointCount]") -> list[object]:
    first = counts[0]
    lost = first.failed + first.without_author + first.without_affiliation + first.unknown
    share = None if first.share is None else round(100 * first.share, 1)
    return [
        first.venue,
        None if first.year is None else str(first.year),
        first.track,
        first.papers,
        first.known,
        lost,
        *(count.joint for count in counts),
        first.joint_without_assumed,
        first.joint_between_people,
        first.at_most,
        share,
    ]


@count_app.command("countries")
@with_scope
def count_countries(
    *,
    study: StudyOption,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Papers of every country: full and fractional counting, first authors, assumed ones."""
    with open_store(study) as store:
        counts = store.count_countries(scope)
    print_counted(
        "country_papers",
        {"countries": counts},
        scope=scope,
        output_format=output_format,
        header=["country", "papers", "assumed only", "first author", "fractional"],
        rows=(
            [
                one.country_code or "unknown",
                one.papers,
                one.assumed_papers,
                one.first_author_papers,
                round(one.fractional, 1),
            ]
            for one in counts
        ),
    )


@count_app.command("authors")
@with_scope
def count_authors(
    *, study: StudyOption, scope: "Scope", output_format: FormatOption = Format.TEXT
) -> None:
    """Authorships of every country, whole and in parts."""
    with open_store(study) as store:
        shares = store.pairs.count_authors(scope)
    print_counted(
        "author_shares",
        {"countries": shares},
        scope=scope,
        output_format=output_format,
        header=["country", "authorships", "fractional"],
        rows=(
            [one.country_code or "unknown", one.authorships, round(one.fractional, 1)]
            for one in shares
        ),
    )


@count_app.command("first-last")
@with_scope
def count_first_last(
    left: LeftArgument,
    right: RightArgument,
    *,
    study: StudyOption,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Papers whose first and last author sit in different ones of two countries."""
    with open_store(study) as store:
        counts = store.pairs.count_first_last(left, right, scope)
    print_counted(
        "first_last",
        {"rows": counts},
        scope=scope,
        output_format=output_format,
        header=["venue", "year", "track", "papers", "known", f"{left} first", f"{right} first"],
        rows=(
            [
                one.venue,
                one.year and str(one.year),
                one.track,
                one.papers,
                one.known,
                one.left_first,
                one.right_first,
            ]
            for one in counts
        ),
    )


@count_app.command("institutions")
@with_scope
def count_institutions(
    left: LeftArgument,
    right: RightArgument,
    *,
    study: StudyOption,
    scope: "Scope",
    most: MostOption = 20,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Pairs of institutions across two countries, by joint papers."""
    with open_store(study) as store:
        found = store.pairs.count_institutions(left, right, scope, most=most)
    print_counted(
        "institution_pairs",
        {"pairs": found},
        scope=scope,
        output_format=output_format,
        header=[f"in {left}", f"in {right}", "papers"],
        rows=([one.left_institution, one.right_institution, one.papers] for one in found),
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(count_app, name="count")
