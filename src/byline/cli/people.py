"""Commands about people over the years: ties beyond the byline."""

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
    from collections.abc import Sequence

    from byline.queries import Scope
    from byline.queries.people import Move, MoveCount, Namesakes, TieAnswer, TieCount, TiedPaper

AssumedOption = Annotated[
    bool,
    typer.Option("--with-assumed", help="With assumed countries: of a head office or a domain."),
]


@with_scope
def moves(
    countries: Annotated[
        tuple[str, str] | None,
        typer.Argument(metavar="[A B]", help="Only moves between these, person by person."),
    ] = None,
    *,
    study: StudyOption,
    scope: "Scope",
    with_assumed: AssumedOption = False,
    most: MostOption = 20,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Who signed in one country and next in another; never part of the joint count."""
    from byline.queries import explain_measure
    from byline.queries.people import count_moves

    left, right = countries or (None, None)
    with open_store(study) as store:
        found = store.people.list_moves(scope, left=left, right=right, with_assumed=with_assumed)
        namesakes, gaps = store.people.read_namesakes(), store.people.list_gaps()
    counts = count_moves(found)
    if output_format is Format.JSON:
        definition = explain_measure("moves")
        risk = {"namesakes": namesakes, "years_without_places": gaps}
        print_json({"definition": definition, **risk, "counts": counts, "moves": found})
        return
    _print_counts(counts[:most])
    if countries:
        print_line()
        _print_moves(found, most=most)
    print_line()
    if gaps:
        print_line(f"no paper of {', '.join(map(str, gaps))} tells a place: moves show later")
    _print_namesakes(namesakes)


def _print_counts(counts: "Sequence[MoveCount]") -> None:
    header = ["from", "to", "moved", "profile", "institution", "co-author", "name"]
    print_table(
        [*header, "unknown name", "added, kept the old"],
        [
            [
                count.country_from,
                count.country_to,
                count.people,
                count.by_profile,
                count.by_institution,
                count.by_coauthor,
                count.by_name,
                count.by_unknown_name,
                count.added,
            ]
            for count in counts
        ],
    )
    print_line("columns say what makes both ends one person; name: alone, but a source knows it;")
    print_line("unknown name: alone, and no source knows it, so that nothing shows a namesake")


def _print_moves(found: "Sequence[Move]", *, most: int) -> None:
    from byline.queries.people import LINKS

    surest = sorted(found, key=lambda m: (LINKS.index(m.link), -m.year_to, m.name))[:most]
    print_table(
        ["who", "from", "", "to", "", "linked by", "namesakes", "kept", "papers"],
        [
            [
                move.name,
                move.country_from,
                str(move.year_from),
                move.country_to,
                str(move.year_to),
                move.link,
                move.namesakes or "",
                "yes" if move.keeps else "",
                f"{move.paper_from} {move.paper_to}",
            ]
            for move in surest
        ],
    )
    if len(found) > most:
        print_line(f"{len(found)} in all; --most shows more, --format json all with their titles")


def _print_namesakes(risk: "Namesakes") -> None:
    print_line(
        f"namesakes: {risk.shared:,} of {risk.names:,} names are known to be shared (up to "
        f"{risk.most_people} people) and {risk.short:,} too short to tell; such a name stands "
        f"for nobody unless a profile id does ({risk.authorships_aside:,} authorships left aside)"
    )
    if risk.shared_rate is not None:
        print_line(
            f"of {risk.names_with_profile:,} names that a source knows, {risk.shared_rate:.1%} "
            "belong to several people: expect that of the names it does not know, too"
        )
    if risk.returns:
        print_line(
            f"a name that came back in a later year was one person in {risk.returns_same:,} of "
            f"{risk.returns:,} cases that profile ids can judge, shared names included"
        )
    else:
        print_line("no name comes back with a profile id: how often a name misleads is not known")


@with_scope
def ties(
    left: LeftArgument = "US",
    right: RightArgument = "CN",
    *,
    study: StudyOption,
    scope: "Scope",
    with_assumed: AssumedOption = False,
    most: MostOption = 20,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Past ties behind the papers of two sides, joint or not; never part of the joint count."""
    from byline.queries import explain_measure

    with open_store(study) as store:
        answer = store.people.find_ties(left, right, scope, with_assumed=with_assumed)
        namesakes = store.people.read_namesakes()
    if output_format is Format.JSON:
        definition = explain_measure("ties")
        print_json({"definition": definition, "namesakes": namesakes, "answer": answer})
        return
    _print_ties(answer)
    print_line()
    _print_tied([paper for paper in answer.papers if paper.is_joint], most=most)
    print_line()
    _print_namesakes(namesakes)


def _print_ties(answer: "TieAnswer") -> None:
    header = ["year", "joint", "renewed", "once in one country", "moved", "not joint"]
    rows = [_tie_row("" if one.year is None else str(one.year), one) for one in answer.years]
    rows += [_tie_row("all", answer.total), _tie_row("by profile id", answer.by_profile)]
    print_table([*header, "moved", "past co-author there"], rows)
    print_line("renewed: authors across the two wrote an earlier paper of this corpus together")
    print_line("moved: an author on one side signed on the other before")


def _tie_row(name: str, count: "TieCount") -> list[object]:
    joint: list[object] = [count.joint, count.renewed, count.together, count.joint_moved]
    return [name, *joint, count.apart, count.apart_moved, count.apart_coauthor]


def _print_tied(papers: "Sequence[TiedPaper]", *, most: int) -> None:
    latest = sorted(papers, key=lambda paper: (-(paper.year or 0), paper.title, paper.kind or ""))
    print_table(
        ["joint paper", "year", "tie", "profile", "who", "earlier", "", "title"],
        [
            [
                paper.paper_id,
                str(paper.year or ""),
                paper.kind,
                "yes" if paper.by_profile else "",
                ", ".join(paper.people)[:60],
                str(paper.earlier_year or ""),
                paper.earlier_paper_id,
                paper.title[:60],
            ]
            for paper in latest[:most]
        ],
    )
    print_line("--format json lists all of them, those that are not joint as well")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(moves)
    app.command()(ties)
