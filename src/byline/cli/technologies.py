"""Commands that ask a study about technologies."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.answering import open_store, print_counted
from byline.cli.options import FormatOption, MostOption, StudyOption, gather, with_scope
from byline.cli.printing import Format, print_json, print_line, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from byline.queries import AcceleratorCount, Scope, Taking, TechnologyAnswer, TechnologyCount


class RoleSet(StrEnum):
    """A role, or one of the nested sets cited, used and key."""

    introduced = "introduced"
    built_on = "built_on"
    evaluated = "evaluated"
    tool = "tool"
    compared = "compared"
    mentioned = "mentioned"
    key = "key"
    used = "used"
    cited = "cited"


class Kind(StrEnum):
    """Kinds of technologies."""

    model = "model"
    architecture = "architecture"
    accelerator = "accelerator"
    dataset = "dataset"


NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="As in the catalogue.")]
RoleOption = Annotated[
    RoleSet, typer.Option("--role", help="What a paper must do with it; key, used and cited nest.")
]
CountriesOption = Annotated[
    str | None, typer.Option("--countries", help="Only papers of this country or grouping.")
]
AbstractsOption = Annotated[
    bool,
    typer.Option("--abstracts", help="Papers known by title and abstract, instead of full texts."),
]
DerivativesOption = Annotated[
    bool,
    typer.Option(
        "--with-derivatives/--without-derivatives",
        help="Whether Vicuna counts for Llama, and so on.",
    ),
]
KindOption = Annotated[Kind | None, typer.Option("--kind", help="Only technologies of this kind.")]


def _read_taking(
    *,
    countries: CountriesOption = None,
    abstracts: AbstractsOption = False,
    derivatives: DerivativesOption = True,
) -> "Taking":
    """What these options count as taking a technology up."""
    from byline.queries import Taking

    return Taking(
        basis="abstract" if abstracts else "full_text",
        countries=countries,
        with_derivatives=derivatives,
    )


with_taking = gather("taking", _read_taking)


@with_scope
@with_taking
def count_technology(
    name: NameArgument,
    *,
    study: StudyOption,
    taking: "Taking",
    role: RoleOption = RoleSet.cited,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Papers that take up a technology, by role, year and track."""
    from byline.queries import explain_measure

    with open_store(study) as store:
        answer = store.technologies.count(name, scope, taking)
        papers = store.technologies.list_papers(name, scope, taking, role=role)
    definition = explain_measure("technology_papers")
    if output_format is Format.JSON:
        found = {"role": role, "answer": answer, "in_role": len(papers), "papers": papers}
        print_json({"definition": definition, "scope": scope, **found})
        return
    _print_technology(answer, role=role, in_role=len(papers), definition=definition)


def _print_technology(
    answer: "TechnologyAnswer", *, role: RoleSet, in_role: int, definition: dict[str, str]
) -> None:
    from byline.queries import name_countries

    total = answer.total
    read = "with full text" if answer.taking.basis == "full_text" else "with title and abstract"
    print_line(
        f"{answer.name} is {role} in {in_role} of {total.in_countries} papers {read} of "
        f"{name_countries(answer.taking)}; {total.read} papers were so read, "
        f"{total.papers} are in scope"
    )
    print_line(f"counting: {definition['counting']}")
    print_line()
    header = ["venue", "year", "track", "papers", "read", "in countries"]
    header += ["cited", "compared", "used", "key"]
    rows = [_technology_row(row) for row in answer.rows]
    print_table(header, [*rows, ["all", *_technology_row(total)[1:]]])


def _technology_row(count: "TechnologyCount") -> list[object]:
    year = None if count.year is None else str(count.year)
    places = [count.venue, year, count.track, count.papers, count.read, count.in_countries]
    return [*places, count.cited, count.compared, count.used, count.key]


@with_scope
@with_taking
def count_technologies(
    *,
    study: StudyOption,
    kind: KindOption = None,
    taking: "Taking",
    most: MostOption = 40,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Every technology that papers name, by the papers that use it."""
    with open_store(study) as store:
        listed = store.technologies.list_technologies(
            scope, taking, kind=None if kind is None else kind.value
        )
    print_counted(
        "technologies",
        {"technologies": listed},
        scope=scope,
        output_format=output_format,
        header=["technology", "kind", "developers", "country", "cited", "compared", "used", "key"],
        rows=(
            [
                one.name,
                one.kind,
                ", ".join(one.developers),
                "+".join(sorted(set(one.country_codes))),
                *(one.cited, one.compared, one.used, one.key),
            ]
            for one in listed[:most]
        ),
        told=f"{len(listed)} technologies",
    )


@with_scope
def count_accelerators(
    *,
    study: StudyOption,
    countries: CountriesOption = None,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Accelerators that papers report, with vendor, market and the dates of export rules."""
    from byline.queries import explain_measure

    with open_store(study) as store:
        counts = store.technologies.count_accelerators(scope, countries=countries)
    definition = explain_measure("accelerator_papers")
    if output_format is Format.JSON:
        print_json({"definition": definition, "scope": scope, "accelerators": counts})
        return
    _print_accelerators(counts, definition)


def _print_accelerators(counts: "Sequence[AcceleratorCount]", definition: dict[str, str]) -> None:
    if not counts:
        print_line("no paper in scope reports an accelerator by its name")
        return
    header = ["accelerator", "vendor", "country", "market", "TPP", "papers"]
    header += ["licence for China from", "before", "same year", "after"]
    print_table(
        header,
        [
            [
                one.name,
                ", ".join(one.vendors),
                "+".join(one.vendor_countries),
                one.market,
                one.total_processing_performance,
                one.papers,
                one.china_licence_from,
                *((one.before, one.same_year, one.after) if one.statement else (None,) * 3),
            ]
            for one in counts
        ],
    )
    print_line(
        f"{counts[0].reporting} of {counts[0].read} papers with full text report an accelerator "
        "by its name, so every count is a lower bound"
    )
    for one in counts:
        if one.statement:
            print_line(one.statement)
    print_line(f"counting: {definition['counting']}")


@with_scope
def flows(
    *,
    study: StudyOption,
    role: RoleOption = RoleSet.used,
    kind: KindOption = Kind.model,
    technology: Annotated[
        str | None, typer.Option("--technology", help="Only this technology.")
    ] = None,
    abstracts: AbstractsOption = False,
    derivatives: DerivativesOption = True,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Whose technology the papers of each country take up: developer by adopting country."""
    taking = _read_taking(abstracts=abstracts, derivatives=derivatives)
    with open_store(study) as store:
        found = store.technologies.count_flows(
            scope, taking, role=role, kind=None if kind is None else kind.value, name=technology
        )
    print_counted(
        "technology_flows",
        {"role": role, "flows": found},
        scope=scope,
        output_format=output_format,
        header=["developed in", "taken up in", "papers", "of one country alone", "fractional"],
        rows=(
            [
                flow.developer or "unknown",
                flow.country or "unknown",
                flow.papers,
                flow.alone,
                round(flow.fractional, 1),
            ]
            for flow in found
        ),
        told=f"role: {role}",
    )


@with_scope
@with_taking
def uses(
    name: NameArgument,
    *,
    study: StudyOption,
    role: RoleOption = RoleSet.cited,
    taking: "Taking",
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """The papers that take up a technology, each with the sentence that decides its role."""
    with open_store(study) as store:
        papers = store.technologies.list_papers(name, scope, taking, role=role)
    if output_format is Format.JSON:
        print_json(papers)
        return
    for paper in papers:
        via = f" via {paper.via}" if paper.via else ""
        print_line(f"{paper.paper_id}  {paper.title}  [{', '.join(paper.countries) or 'unknown'}]")
        print_line(
            f"    {paper.name}{via}: {paper.role} ({paper.probability:.2f}), page {paper.page}: "
            f"{' '.join((paper.quote or '').split())}"
        )
    print_line(f"{len(papers)} papers")


def add_to(app: typer.Typer, count: typer.Typer) -> None:
    """Add these commands to the command line and to `count`."""
    count.command("technology")(count_technology)
    count.command("technologies")(count_technologies)
    count.command("accelerators")(count_accelerators)
    app.command()(flows)
    app.command()(uses)
