"""Author blocks as single papers set them: brackets for marks, degrees, dashes, rows of a table."""

from itertools import groupby

from tools.typeset.casting import Person
from tools.typeset.layouts import Block, Written, find_address, write_address
from tools.typeset.lines import Piece, fill, wrap
from tools.typeset.tex import escape

_TITLES = ("", "Dr.\\ ", "Prof.\\ ", "")
_DEGREES = (", PhD", "", ", MD, PhD", ", MSc")


def write_bracketed(block: Block) -> Written:
    """Numbers in brackets on the line, not raised, behind names and before places."""
    pieces = [
        Piece(tex=rf"\mbox{{{told}}}", width=len(told))
        for told in (
            f"{escape(each.name.printed)} ({','.join(map(str, each.affiliations))})"
            for each in block.byline.people
        )
    ]
    names = fill(pieces, width=block.measure.names, joint=Piece(tex=", ", width=2))
    places = [f"({n}) {escape(place)}" for n, place in enumerate(block.byline.affiliations, 1)]
    return Written(author=",\\\\\n".join(names) + "\\\\\n" + "\\\\\n".join(places))


def write_degrees(block: Block) -> Written:
    """Degrees behind names, then raised numbers; an ampersand before the last name."""
    last = len(block.byline.people) - 1
    pieces = [
        Piece(
            tex=(r"\& " if number == last and last else "") + told, width=len(each.name.printed) + 9
        )
        for number, each in enumerate(block.byline.people)
        for told in [f"{escape(each.name.printed)}{_DEGREES[number % 4]}{_raise(each)}"]
    ]
    names = fill(pieces, width=block.measure.names, joint=Piece(tex=", ", width=2))
    return Written(author=",\\\\\n".join(names) + "\\\\\n" + _run_on(block))


def _raise(person: Person) -> str:
    return f"$^{{{','.join(map(str, person.affiliations))}}}$"


def _run_on(block: Block) -> str:
    """Affiliations with raised numbers in one paragraph, parted by commas."""
    places = (f"$^{{{n}}}${escape(p)}" for n, p in enumerate(block.byline.affiliations, 1))
    return rf"\parbox[t]{{0.95\textwidth}}{{\centering {', '.join(places)}}}"


def write_titles(block: Block) -> Written:
    """A column for each author whose name follows a title."""
    cells = [
        "\\\\\n".join(
            [
                _TITLES[number % 4] + escape(each.name.printed),
                *(
                    line
                    for n in each.affiliations
                    for line in wrap(block.byline.affiliations[n - 1], width=block.measure.column)
                ),
                rf"\texttt{{{escape(find_address(each))}}}",
            ]
        )
        for number, each in enumerate(block.byline.people)
    ]
    return Written(author="\n\\and\n".join(cells))


def write_dashes(block: Block) -> Written:
    """A line for each author: name, dash, affiliations."""
    rows = [
        rf"{escape(each.name.printed)} --- "
        + " / ".join(escape(block.byline.affiliations[n - 1]) for n in each.affiliations)
        for each in block.byline.people
    ]
    return Written(author="\\\\\n".join(rows))


def write_mails_first(block: Block) -> Written:
    """Groups of names, their addresses, and only then where all of them work."""
    rows: list[str] = []
    for places, people in groupby(block.byline.people, key=lambda each: each.affiliations):
        listed = list(people)
        names = [Piece(tex=rf"\mbox{{{escape(p.name.printed)}}}", width=20) for p in listed]
        mails = [write_address(person) for person in listed]
        rows += fill(names, width=block.measure.names, joint=Piece(tex=r"\quad ", width=3))
        rows += [
            rf"\texttt{{{row}}}"
            for row in fill(mails, width=block.measure.lines, joint=Piece(tex=", ", width=2))
        ]
        rows += [
            rf"\textit{{{line}}}"
            for n in places
            for line in wrap(block.byline.affiliations[n - 1], width=block.measure.lines)
        ]
        rows[-1] += r"\\[6pt]" + "%"
    return Written(author="\\\\\n".join(rows).replace("%\\\\\n", "\n").removesuffix("\\\\[6pt]%"))


def write_table(block: Block) -> Written:
    """A table whose rows are names, affiliations and addresses, three people to a row of it."""
    people = block.byline.people
    rows = [people[start : start + 3] for start in range(0, len(people), 3)]
    told = "\\\\[6pt]\n".join("\\\\\n".join(_table_rows(block, row)) for row in rows)
    return Written(author=rf"\begin{{tabular}}{{ccc}}{told}\end{{tabular}}")


def _table_rows(block: Block, people: tuple[Person, ...]) -> list[str]:
    cells = [
        [
            escape(each.name.printed),
            *(
                rf"\small {line}"
                for n in each.affiliations
                for line in wrap(block.byline.affiliations[n - 1], width=block.measure.column)
            ),
            rf"\small\texttt{{{escape(find_address(each))}}}",
        ]
        for each in people
    ]
    height = max(map(len, cells))
    filled = [cell + [""] * (height - len(cell)) for cell in cells]
    return [" & ".join(row) for row in zip(*filled, strict=True)]
