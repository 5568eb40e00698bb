"""Author blocks as journals, preprints and the covers of proceedings set them."""

from collections.abc import Sequence

from tools.typeset.casting import Person
from tools.typeset.layouts import (
    Block,
    Written,
    fill_names,
    find_address,
    group_people,
    write_address,
)
from tools.typeset.lines import break_address, wrap
from tools.typeset.marks import role_notes
from tools.typeset.tex import escape

_PAIR = 2
_GRANTS = (
    "",
    " Supported by a grant of the Foundation for Ropes.",
    " This work was partially supported by grant KNOT-2104117.",
)


def write_indexed(block: Block) -> Written:
    """Commands that number names and affiliations, as journals and preprints take them."""
    byline = block.byline
    names = [
        rf"\author[{','.join(map(str, person.affiliations))}]{{{escape(person.name.printed)}}}"
        for person in byline.people
    ]
    places = [
        rf"\affil[{number}]{{{escape(place)}}}"
        for number, place in enumerate(byline.affiliations, 1)
    ]
    return Written(author="", commands="\n".join([*names, *places]))


def write_lettered(block: Block) -> Written:
    """Commands that letter names and affiliations; who answers letters has a star."""
    byline = block.byline
    names = [
        rf"\author[{','.join('abcdefghij'[n - 1] for n in person.affiliations)}]"
        rf"{{{escape(person.name.printed)}{_star(person)}}}"
        + rf"\ead{{{escape(find_address(person))}}}"
        * (block.manner.mails == "each")
        for person in byline.people
    ]
    places = [
        rf"\address[{letter}]{{{escape(place)}}}"
        for letter, place in zip("abcdefghij", byline.affiliations, strict=False)
    ]
    told = r"\cortext[cor1]{Corresponding author}" if byline.people_with("corresponding") else ""
    return Written(
        author="",
        commands="\n".join([*names, *places, told]),
        roles=frozenset({"corresponding"}),
    )


def _star(person: Person) -> str:
    return r"\corref{cor1}" if "corresponding" in person.roles else ""


def write_repeated(block: Block) -> Written:
    """Commands that name the affiliations of everybody anew; the class merges or numbers them."""
    rows = [
        rf"\author{{{escape(person.name.printed)}}}"
        + "".join(rf"\affiliation{{{escape(_place(block, n))}}}" for n in person.affiliations)
        for person in block.byline.people
    ]
    return Written(author="", commands="\n".join(rows))


def write_thanks(block: Block) -> Written:
    """Names whose symbols lead to a note each: affiliations, address, who paid."""
    people = block.byline.people
    grant = _GRANTS[len(people) % len(_GRANTS)]
    told = [
        rf"{escape(person.name.printed)}\thanks{{{_list_places(block, person)}. "
        rf"{_tell_mail(block, person)}{grant}}}"
        for person in people
    ]
    return Written(author="\n\\and ".join(told))


def _tell_mail(block: Block, person: Person) -> str:
    if block.manner.mails in {"none", "corresponding"}:
        return ""
    return rf"Email: \texttt{{{escape(find_address(person))}}}."


def write_journal(block: Block) -> Written:
    """Names with numbers and stars, a paragraph for each affiliation, then lists of addresses."""
    byline = block.byline
    last = len(byline.people) - 1
    names = [
        rf"{'and ' if number == last and last else ''}\mbox{{{escape(person.name.printed)}}}"
        rf"\textsuperscript{{{_journal_marks(person)}}}"
        for number, person in enumerate(byline.people)
    ]
    first = {n for person in byline.people_with("corresponding") for n in person.affiliations}
    places = [
        rf"\textsuperscript{{{number}{'*' if number in first else ''}}}{escape(place)}."
        for number, place in enumerate(byline.affiliations, 1)
    ]
    rows = [", ".join(names), *places, *_journal_mails(block)]
    return Written(
        author=rf"\parbox{{\textwidth}}{{\centering {_GAP.join(rows)}}}",
        roles=frozenset({"corresponding", "equal"}),
    )


_GAP = "\\\\[4pt]\n"


def _journal_marks(person: Person) -> str:
    star = "*" if "corresponding" in person.roles else ""
    dagger = r"$\dagger$" if "equal" in person.roles else ""
    return ",".join([*map(str, person.affiliations), *([star] if star else [])]) + dagger


def _journal_mails(block: Block) -> list[str]:
    byline = block.byline
    writers = byline.people_with("corresponding")
    others = [person for person in byline.people if person not in writers]
    rows = []
    if writers:
        rows.append(f"*Corresponding author(s). E-mail(s): {_list_mails(writers)};")
    if others and block.manner.mails == "each":
        rows.append(f"Contributing authors: {_list_mails(others)};")
    if byline.people_with("equal"):
        rows.append(r"$^\dagger$These authors contributed equally to this work.")
    return rows


def _list_mails(people: Sequence[Person]) -> str:
    return "; ".join(write_address(person).tex for person in people)


def write_cover(block: Block) -> Written:
    """Groups of names, each followed by its affiliations in italics, parted by semicolons."""
    groups = [
        f"{_enumerate([escape(person.name.printed) for person in people])}, \\emph{{"
        + " and ".join(escape(_place(block, number)) for number in places)
        + "}"
        for places, people in ((p, tuple(g)) for p, g in group_people(block))
    ]
    return Written(author=rf"\parbox{{\textwidth}}{{\centering {'; '.join(groups)}}}")


def write_ordinals(block: Block) -> Written:
    """Columns whose names carry an ordinal, as the template of a publisher suggests."""
    cells = [
        "\\\\\n".join(
            [
                rf"\IEEEauthorblockN{{{number}\textsuperscript{{{_ordinal(number)}}} "
                rf"{escape(person.name.printed)}}}\IEEEauthorblockA{{"
                + "\\\\\n".join([*_ordinal_rows(block, person), escape(find_address(person))])
                + "}"
            ]
        )
        for number, person in enumerate(block.byline.people, 1)
    ]
    return Written(author="\n\\and\n".join(cells))


def _ordinal_rows(block: Block, person: Person) -> list[str]:
    return [
        rf"\textit{{{line}}}"
        for number in person.affiliations
        for line in break_address(_place(block, number), width=block.measure.column)
    ]


def _ordinal(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number, "th")


def write_mail_columns(block: Block) -> Written:
    """Columns of a name and an address each, over the one affiliation that all share."""
    per_row = block.measure.columns[0]
    cells = [
        rf"{block.measure.name_font}{escape(person.name.printed)}\\ "
        rf"{block.measure.mail_font}{escape(find_address(person))}"
        for person in block.byline.people
    ]
    rows = [
        "\\hspace{2em}".join(
            rf"\begin{{tabular}}[t]{{@{{}}c@{{}}}}{cell}\end{{tabular}}"
            for cell in cells[start : start + per_row]
        )
        for start in range(0, len(cells), per_row)
    ]
    place = wrap(block.byline.affiliations[0], width=block.measure.lines)
    return Written(
        author=_GAP.join([*rows, *(block.measure.line_font + line for line in place)]),
        notes=role_notes(block.byline, block.marking),
    )


def write_crowd(block: Block) -> Written:
    """Many names over many lines, then their affiliations in one paragraph without separators."""
    byline, marking = block.byline, block.marking
    names = fill_names(block, byline.people, with_places=True)
    places = " ".join(
        marking.superscript(marking.mark(number)) + escape(place)
        for number, place in enumerate(byline.affiliations, 1)
    )
    row = rf"\parbox[t]{{0.95\textwidth}}{{\centering {block.measure.line_font}{places}}}"
    return Written(
        author=block.measure.newline.join([*names, row]),
        notes=role_notes(byline, marking),
        roles=frozenset(marking.roles_shown(byline)),
    )


def _place(block: Block, number: int) -> str:
    return block.byline.affiliations[number - 1]


def _list_places(block: Block, person: Person) -> str:
    return " and ".join(escape(_place(block, number)) for number in person.affiliations)


def _enumerate(items: Sequence[str]) -> str:
    """The items in a sentence: one, one and two, or one, two, and three."""
    if len(items) <= _PAIR:
        return " and ".join(items)
    return f"{', '.join(items[:-1])}, and {items[-1]}"
