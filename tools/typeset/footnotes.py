"""Author blocks whose affiliations stand in notes on the first page."""

from collections.abc import Sequence
from random import Random

from tools.typeset.casting import Byline, Person
from tools.typeset.layouts import Block, Written, fill_names, group_people, write_address
from tools.typeset.lines import Piece, fill
from tools.typeset.marks import role_notes, tell_role
from tools.typeset.tex import escape

_PAIR = 2
_GRADES = (r"Member,~IEEE", r"Senior Member,~IEEE", r"Fellow,~IEEE")


def write_noted(block: Block) -> Written:
    """Names with marks, and apart from them the affiliations as notes at the foot of the page."""
    byline, marking = block.byline, block.marking
    names = fill_names(block, byline.people, with_places=True)
    notes = [
        rf"\rolenote{{\ensuremath{{{marking.mark(number)}}}}}{{{escape(place)}}}"
        for number, place in enumerate(byline.affiliations, 1)
    ]
    return Written(
        author=block.measure.newline.join(names),
        notes="\n".join([*notes, role_notes(byline, marking)]),
        roles=frozenset(marking.roles_shown(byline)),
    )


def write_column_note(block: Block) -> Written:
    """Names with marks, and the running note under column one that explains all marks."""
    byline, marking = block.byline, block.marking
    names = " ".join(
        rf"\mbox{{{escape(person.name.printed)}\,{marking.marks_of(person, byline)}}}\quad"
        for person in byline.people
    )
    shown = [role for role in marking.roles_shown(byline) if role != "corresponding"]
    told = [
        marking.superscript(marking.role_mark(role)) + escape(tell_role(role, byline, marking))
        for role in shown
    ]
    places = [
        marking.superscript(marking.mark(number)) + escape(place)
        for number, place in enumerate(byline.affiliations, 1)
    ]
    note = f"{' '.join([*told, *places])}. {_correspondence(byline)}"
    return Written(author=names, notes=note, roles=frozenset({*shown, "corresponding"}))


def write_sentences(block: Block) -> Written:
    """Names in a row, and at the foot sentences that tell by initials who is with whom."""
    people = block.byline.people
    names = _enumerate([_with_grade(block, person) for person in people])
    sentences = [_tell_places(block, tuple(group), places) for places, group in group_people(block)]
    corresponding = block.byline.people_with("corresponding")
    if corresponding:
        told = _enumerate([escape(person.name.printed) for person in corresponding])
        sentences.append(f"Corresponding author: {told}.")
    thanks = "".join(f"%\n\\thanks{{{sentence}}}" for sentence in sentences)
    return Written(author=names + thanks, roles=frozenset({"corresponding"}))


def write_numbered_sentences(block: Block) -> Written:
    """Names with numbers, and at the foot a sentence for each number, as robotics papers print."""
    pieces = [
        Piece(tex=_number_name(person), width=len(person.name.printed) + len(person.affiliations))
        for person in block.byline.people
    ]
    names = fill(pieces, width=block.measure.names, joint=Piece(tex=", ", width=2))
    thanks = "".join(
        rf"\thanks{{$^{{{number}}}${_tell_members(block, number)}}}"
        for number in range(1, len(block.byline.affiliations) + 1)
    )
    return Written(author=(",\\\\\n".join(names)) + thanks)


def _number_name(person: Person) -> str:
    name = escape(person.name.printed).replace(" ", "~")
    return rf"{name}$^{{{','.join(map(str, person.affiliations))}}}$"


def _tell_members(block: Block, number: int) -> str:
    members = [each for each in block.byline.people if number in each.affiliations]
    who = _enumerate([escape(person.name.printed) for person in members])
    verb = "is" if len(members) == 1 else "are"
    where = _with_article(escape(block.byline.affiliations[number - 1]))
    mails = ", ".join(write_address(person).tex for person in members)
    told = rf" {{\tt\small {mails}}}" if block.manner.mails in {"each", "braces"} else ""
    return f"{who} {verb} with {where}{told}"


def _correspondence(byline: Byline) -> str:
    told = ", ".join(
        rf"{escape(person.name.printed)} $<${write_address(person).tex}$>$"
        for person in byline.people_with("corresponding")
    )
    return f"Correspondence to: {told}."


def _tell_places(block: Block, people: Sequence[Person], places: tuple[int, ...]) -> str:
    who = _enumerate([escape(person.name.shortened) for person in people])
    verb = "is" if len(people) == 1 else "are"
    where = ", and also with ".join(
        _with_article(escape(block.byline.affiliations[number - 1])) for number in places
    )
    mails = ", ".join(write_address(person).tex for person in people)
    told = f" (e-mail: {mails})" if block.manner.mails in {"each", "braces"} else ""
    return f"{who} {verb} with {where}{told}."


def _with_grade(block: Block, person: Person) -> str:
    """The name, in one of two papers with a grade of membership for one of three people."""
    name = escape(person.name.printed).replace(" ", "~")
    chance = Random(person.name.printed)
    if not block.manner.has_and or chance.random() > _GRADE_SHARE:
        return name
    return rf"{name},~\IEEEmembership{{{chance.choice(_GRADES)}}}"


def _with_article(place: str) -> str:
    needs = place.startswith(("Department", "School", "Faculty", "Institute", "University", "Dep"))
    return f"the {place}" if needs else place


_GRADE_SHARE = 0.35


def _enumerate(items: Sequence[str]) -> str:
    """The items in a sentence: one, one and two, or one, two, and three."""
    if len(items) == 1:
        return items[0]
    if len(items) == _PAIR:
        return f"{items[0]} and {items[1]}"
    return f"{', '.join(items[:-1])}, and {items[-1]}"
