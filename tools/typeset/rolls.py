"""Author blocks that list people one by one: in sentences of brackets, in rows, for publishers."""

from tools.typeset.casting import Person
from tools.typeset.layouts import Block, Written, find_address, print_mark
from tools.typeset.lines import Piece, fill
from tools.typeset.marks import role_notes
from tools.typeset.tex import escape


def write_brackets(block: Block) -> Written:
    """Names in a row, each with its affiliations in brackets."""
    people = block.byline.people
    pieces = [
        Piece(tex=told + ("," if number < len(people) else ""), width=len(told))
        for number, told in enumerate((_bracket(block, each) for each in people), 1)
    ]
    rows = fill(pieces, width=block.measure.lines, joint=Piece(tex=" ", width=1))
    return _finish(block, block.measure.newline.join(block.measure.line_font + r for r in rows))


def _bracket(block: Block, person: Person) -> str:
    name = rf"\mbox{{{escape(person.name.printed)}}}{print_mark(block, person)}"
    return f"{name} ({_list_places(block, person, joint='; ')})"


def write_roll(block: Block) -> Written:
    """A line for each person: name, affiliations, address."""
    rows = [_roll_row(block, person) for person in block.byline.people]
    return _finish(block, block.measure.newline.join(rows))


def _roll_row(block: Block, person: Person) -> str:
    name = f"{block.measure.name_font}{escape(person.name.printed)}{print_mark(block, person)}"
    told = [name, block.measure.line_font + _list_places(block, person, joint=" and ")]
    if block.manner.mails in {"each", "braces"}:
        told.append(block.measure.mail_font + escape(find_address(person)))
    return ", ".join(told)


def write_institutes(block: Block) -> Written:
    """The lists of a publisher's class: names with numbers, here and there an ORCID, institutes."""
    byline = block.byline
    names = [
        rf"{escape(person.name.printed)}\inst{{{','.join(map(str, person.affiliations))}}}"
        + (_ORCID if block.manner.has_and else "")
        for person in byline.people
    ]
    places = [
        escape(place) + _institute_mails(block, number)
        for number, place in enumerate(byline.affiliations, 1)
    ]
    institutes = "\n\\and ".join(places)
    return Written(
        author="\n\\and ".join(names),
        commands=rf"\authorrunning{{The authors}}\institute{{{institutes}}}",
    )


_ORCID = r"\orcidID{0000-0002-1825-0097}"


def _institute_mails(block: Block, number: int) -> str:
    people = [each for each in block.byline.people if each.affiliations[0] == number]
    if block.manner.mails == "none" or not people:
        return ""
    addresses = ", ".join(escape(find_address(person)) for person in people)
    return rf"\\ \email{{{addresses}}}"


def write_publisher_grid(block: Block) -> Written:
    """The grid of a publisher's class, which sets each person with affiliations as a card."""
    cards = [
        rf"\author{{{escape(person.name.printed)}}}"
        + "".join(
            _card_place(block.byline.affiliations[number - 1]) for number in person.affiliations
        )
        + rf"\email{{{escape(find_address(person))}}}"
        for person in block.byline.people
    ]
    return Written(author="", commands="\n".join(cards))


def _card_place(place: str) -> str:
    """A string as the class wants it: the organisation, then city and country where there are."""
    parts = [escape(part) for part in place.split(", ")]
    if len(parts) == 1:
        return rf"\affiliation{{\institution{{{parts[0]}}}\country{{\relax}}}}"
    own, last = ", ".join(parts[:-1]), parts[-1]
    return rf"\affiliation{{\institution{{{own}}}\country{{{last}}}}}"


def _list_places(block: Block, person: Person, *, joint: str) -> str:
    return joint.join(escape(block.byline.affiliations[n - 1]) for n in person.affiliations)


def _finish(block: Block, author: str) -> Written:
    byline, marking = block.byline, block.marking
    return Written(
        author=author,
        notes=role_notes(byline, marking),
        roles=frozenset(marking.roles_shown(byline)),
    )
