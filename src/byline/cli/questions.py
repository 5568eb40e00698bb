"""Commands that show the papers behind a number, and what is known of each."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.answering import open_store
from byline.cli.options import FormatOption, StudyOption, with_scope
from byline.cli.printing import Format, print_json, print_line, print_table
from byline.records import BylineError

if TYPE_CHECKING:
    from byline.queries import ListedPaper, PaperDetail, Scope, ShownAffiliation, ShownAuthor


@with_scope
def papers(
    countries: Annotated[
        list[str] | None,
        typer.Argument(metavar="[A [B]]", help="Papers of A, or joint papers of A and B."),
    ] = None,
    *,
    study: StudyOption,
    fate: Annotated[
        str | None,
        typer.Option(
            help="Only papers with this fate: known, partly_known, unknown, no_affiliation, "
            "no_author, anonymous or failed."
        ),
    ] = None,
    scope: "Scope",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """The papers behind a number."""
    from byline.queries import FATES

    if countries is not None and len(countries) > 2:  # noqa: PLR2004
        raise typer.BadParameter(f"{' '.join(countries)}: name one country, or two")
    left, right = (*(countries or ()), None, None)[:2]
    if fate is not None and fate not in FATES:
        raise typer.BadParameter(f"{fate}: one of {', '.join(FATES)}")
    with open_store(study) as store:
        found = store.list_papers(scope, left=left, right=right, fate=fate)
    if output_format is Format.JSON:
        print_json(found)
        return
    print_table(
        ["paper", "venue", "year", "countries", "fate", "title"],
        [
            [p.paper_id, p.venue, str(p.year or ""), _countries(p), p.fate, p.title[:90]]
            for p in found
        ],
    )
    print_line(f"{len(found)} papers; a country in brackets is assumed")


def _countries(paper: "ListedPaper") -> str:
    return " ".join(
        f"({code})" if code in paper.assumed_countries else code for code in paper.countries
    )


def show(
    paper: Annotated[str, typer.Argument(help="Paper id, file name or words of the title.")],
    *,
    study: StudyOption,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """One paper: each author, affiliation and country, the rule that decided, and the quote."""
    with open_store(study) as store:
        found = store.find_papers(paper)
        if not found:
            raise BylineError(f"{paper}: no such paper in {study}; `byline papers` lists them")
        if len(found) > 1:
            some = "; ".join(f"{p.paper_id} {p.title[:60]}" for p in found[:8])
            raise BylineError(f"{paper}: {len(found)} papers fit, name one: {some}")
        detail = store.show_paper(found[0])
    if output_format is Format.JSON:
        print_json(detail)
        return
    _print_paper(detail)


def _print_paper(detail: "PaperDetail") -> None:
    paper = detail.paper
    print_line(paper.title)
    facts = [paper.venue, paper.year, paper.track, paper.status, paper.fate]
    print_line(" · ".join(str(fact) for fact in facts if fact is not None))
    print_line(f"{paper.location} · {paper.url or 'no url'} · layout {detail.layout}")
    for kind, message in detail.failures:
        print_line(f"failure {kind}: {message}")
    print_line()
    for author in detail.authors:
        _print_author(author)
    for affiliation in detail.affiliations:
        print_line()
        _print_affiliation(affiliation)


def _print_author(author: "ShownAuthor") -> None:
    ties = " ".join(
        str(position) if role == "affiliation" else f"{position} ({role})"
        for position, role in author.affiliations
    )
    note = f"  [{author.role_note}]" if author.role_note else ""
    print_line(f"{author.position:>3}. {author.name}  -> {ties or 'no affiliation'}{note}")


def _print_affiliation(affiliation: "ShownAffiliation") -> None:
    print_line(f"[{affiliation.position}] {affiliation.raw_affiliation_string}")
    for institution in affiliation.institutions:
        name = institution.name or "no institution"
        key = f" (ror.org/{institution.ror_id})" if institution.ror_id else ""
        print_line(f"    {institution.status}: {name}{key} by {institution.method}")
    for country in affiliation.countries:
        words = _words(affiliation.raw_affiliation_string, country.span)
        assumed = ", assumed" if country.is_assumed else ""
        print_line(
            f"    {country.country_code or 'unknown country'}: {country.basis or '-'}{assumed}"
            f" by {country.rule}{words}"
        )
    for quote in affiliation.quotes:
        print_line(f"    page {quote.page}, {quote.start}:{quote.end}: “{quote.quote}”")


def _words(text: str, span: tuple[int, int] | None) -> str:
    return f" on “{text[span[0] : span[1]]}”" if span else ""


def failures(
    *,
    study: StudyOption,
    kind: Annotated[str | None, typer.Option(help="Only this kind.")] = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """What could not be read and why, and what a source left open."""
    with open_store(study) as store:
        found = store.list_failures(kind=kind)
    if output_format is Format.JSON:
        print_json(found)
        return
    for failure in found:
        print_line(f"{failure.stage} {failure.kind}: {failure.message} [{failure.location}]")
    print_line(f"{len(found)} rows")


def disagreements(*, study: StudyOption, output_format: FormatOption = Format.TEXT) -> None:
    """Where two readings do not say the same, most doubtful first: the queue to look at by hand."""
    with open_store(study) as store:
        found = store.list_disagreements()
    if output_format is Format.JSON:
        print_json(found)
        return
    for row in found:
        words = f" on “{row.raw_affiliation_string}”" if row.raw_affiliation_string else ""
        print_line(f"{row.doubt:.2f} {row.kind}: {row.reason}{words}")
        print_line(f"     {row.paper_id} {row.title[:90]}")
    print_line(f"{len(found)} rows")


def measures(
    *,
    is_page: Annotated[
        bool, typer.Option("--markdown", help="As the page docs/measures.md.")
    ] = False,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Every measure with its question, unit, counting and denominator."""
    from byline.measures import read_measures
    from byline.measures.page import describe_measures
    from byline.queries import explain_measure

    if is_page:
        sys.stdout.write(describe_measures(read_measures().values()))
        return
    definitions = {name: explain_measure(name) for name in read_measures()}
    if output_format is Format.JSON:
        print_json(definitions)
        return
    for name, definition in definitions.items():
        print_line(name)
        for key, text in definition.items():
            print_line(f"  {key}: {text}")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(papers)
    app.command()(show)
    app.command()(failures)
    app.command()(disagreements)
    app.command()(measures)
