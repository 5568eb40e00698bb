"""Author blocks in TeX: the ways in which papers tie names to affiliations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from tools.typeset.casting import Byline, Person, Role
from tools.typeset.lines import Piece, break_address, fill, wrap
from tools.typeset.marks import Marking, role_line, role_notes
from tools.typeset.tex import escape

_MARK_WIDTH = 2
_PAIR = 2
_MOST_IN_BRACES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How a style sets its author block: widths in characters and the changes of font."""

    names: int
    lines: int
    column: int
    columns: tuple[int, ...]
    """Numbers of columns that fit."""
    name_font: str = r"\bfseries "
    line_font: str = r"\normalfont "
    mail_font: str = r"\normalfont\ttfamily "
    newline: str = "\\\\\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """One paper's choices that do not depend on the layout."""

    joint: str
    """Between names: a comma, or a wide space."""
    one_place_per_line: bool
    mails: str
    """How e-mail addresses are printed: none, each, braces, corresponding or by place."""
    roles_in_block: bool
    has_and: bool
    """The last of several names follows the word "and"."""
    is_run_on: bool
    """Affiliations with marks are one paragraph, which TeX breaks as it likes."""
    between: str
    """In a column: between short affiliations of one person on one line; empty for a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """All that decides how an author block looks."""

    byline: Byline
    marking: Marking
    measure: Measure
    manner: Manner


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An author block in TeX, the notes that belong to it, and the roles that the page tells."""

    author: str
    notes: str = ""
    roles: frozenset[Role] = frozenset()
    commands: str = ""
    """What a class of a publisher takes outside of the author block."""


def draw_manner(chance: Random) -> Manner:
    """The choices of one paper."""
    return Manner(
        joint=chance.choice((", ", ", ", r"\quad ", r"\quad ", r"\hspace{3mm}", r"\ \ ")),
        one_place_per_line=chance.random() < _ONE_PER_LINE_SHARE,
        mails=chance.choice(("none", "none", "each", "braces", "corresponding", "by place")),
        roles_in_block=chance.random() < _ROLES_IN_BLOCK_SHARE,
        has_and=chance.random() < _AND_SHARE,
        is_run_on=chance.random() < _RUN_ON_SHARE,
        between=chance.choice(("", "", ", ", " & ", " and ", " / ")),
    )


_AND_SHARE = 0.3
_RUN_ON_SHARE = 0.15
_ONE_PER_LINE_SHARE = 0.55
_ROLES_IN_BLOCK_SHARE = 0.25


def write_marked(block: Block) -> Written:
    """Names with marks, then the affiliations with the same marks, then e-mail addresses."""
    rows = fill_names(block, block.byline.people, with_places=True)
    rows += [block.measure.line_font + line for line in _place_lines(block)]
    return _finish(block, rows + _mail_rows(block, block.byline.people))


def write_shared(block: Block) -> Written:
    """Names over the one affiliation that all of them share."""
    rows = fill_names(block, block.byline.people, with_places=False)
    rows += _address_rows(block, wrap(block.byline.affiliations[0], width=block.measure.lines))
    return _finish(block, rows + _mail_rows(block, block.byline.people))


def write_team(block: Block) -> Written:
    """A team over the organisation that it belongs to."""
    (team,) = block.byline.people
    rows = [block.measure.name_font + escape(team.name.printed)]
    rows += _address_rows(block, wrap(block.byline.affiliations[0], width=block.measure.lines))
    return Written(author=block.measure.newline.join(rows), roles=frozenset({"group"}))


def write_columns(block: Block, *, columns: int, parts: tuple[str, str]) -> Written:
    """A column for each author, side by side; `parts` part columns and rows of columns."""
    blocks = [block.measure.newline.join(_column_rows(block, each)) for each in block.byline.people]
    rows = [
        parts[0].join(blocks[start : start + columns]) for start in range(0, len(blocks), columns)
    ]
    return _finish(block, [parts[1].join(rows)], can_tell_in_block=False)


def write_personas(block: Block) -> Written:
    """The grid of the systems style, whose columns break their own lines."""
    cells = []
    for person in block.byline.people:
        name, *rows = _column_rows(block, person)
        cells.append(rf"\persona{{{name}}}{{{block.measure.newline.join(rows)}}}%")
    lines = [cells[start : start + 3] for start in range(0, len(cells), 3)]
    author = "\n\\nextrow\n".join("\n".join(line) for line in lines)
    return _finish(block, [author], can_tell_in_block=False)


def write_groups(block: Block, *, part: str) -> Written:
    """Authors in a row who share their affiliations form a group over them."""
    groups = [_group_rows(block, tuple(people), places) for places, people in group_people(block)]
    author = part.join(block.measure.newline.join(rows) for rows in groups)
    return _finish(block, [author], can_tell_in_block=False)


def write_proceedings(block: Block) -> Written:
    """Names left and addresses right, line by line, over the affiliations in italics."""
    rows: list[str] = []
    for places, people in group_people(block):
        for person in people:
            name = escape(person.name.printed) + print_mark(block, person)
            mail = find_address(person) if block.manner.mails in {"each", "braces"} else ""
            rows.append(rf"\name{{{name}}}{{{escape(mail)}}}%")
        addresses = (escape(block.byline.affiliations[number - 1]) for number in places)
        rows.append(rf"\place{{{_BREAK.join(addresses)}}}%")
    return _finish(block, ["\n".join(rows)], can_tell_in_block=False)


_BREAK = "\\\\"


def _finish(block: Block, rows: Sequence[str], *, can_tell_in_block: bool = True) -> Written:
    """The rows as one block; roles are explained in its last line or in notes."""
    byline, marking = block.byline, block.marking
    in_block = can_tell_in_block and block.manner.roles_in_block
    line = role_line(byline, marking) if in_block else ""
    last = [block.measure.line_font + line] if line else []
    return Written(
        author=block.measure.newline.join([*rows, *last]),
        notes="" if in_block else role_notes(byline, marking),
        roles=frozenset(marking.roles_shown(byline)),
    )


def group_people(block: Block) -> Iterable[tuple[tuple[int, ...], Iterable[Person]]]:
    """Runs of people with the same affiliations, and these."""
    return groupby(block.byline.people, key=lambda person: person.affiliations)


def print_mark(block: Block, person: Person) -> str:
    """The raised marks of a person's roles, as TeX."""
    return block.marking.marks_of(person, block.byline, with_places=False)


def fill_names(block: Block, people: Sequence[Person], *, with_places: bool) -> list[str]:
    """Rows of names with their marks; those of affiliations are left out where told so."""
    comma = block.manner.joint.startswith(",")
    last = len(people) - 1
    ending = "and " if block.manner.has_and and comma and last else ""
    pieces = [
        Piece(
            tex=rf"{ending if number == last else ''}\mbox{{{escape(person.name.printed)}}}"
            + block.marking.marks_of(person, block.byline, with_places=with_places)
            + ("," if comma and number < last else ""),
            width=len(person.name.printed) + _MARK_WIDTH,
        )
        for number, person in enumerate(people)
    ]
    joint = Piece(tex=" ", width=1) if comma else Piece(tex=block.manner.joint, width=3)
    rows = fill(pieces, width=block.measure.names, joint=joint)
    return [block.measure.name_font + row for row in rows]


def _place_lines(block: Block) -> list[str]:
    if block.manner.is_run_on and block.manner.mails != "by place":
        return [_run_on(block)]
    lines: list[str] = []
    pieces: list[Piece] = []
    for number, place in enumerate(block.byline.affiliations, 1):
        rows = _place_rows(block, number)
        if len(rows) > 1 or block.manner.one_place_per_line or block.manner.mails == "by place":
            lines += [*_fill_wide(pieces, block.measure.lines), *rows]
            pieces = []
        else:
            pieces.append(Piece(tex=rows[0], width=len(place) + 1))
    return lines + _fill_wide(pieces, block.measure.lines)


def _run_on(block: Block) -> str:
    places = (
        block.marking.superscript(block.marking.mark(number)) + escape(place)
        for number, place in enumerate(block.byline.affiliations, 1)
    )
    return rf"\parbox[t]{{{_RUN_ON_WIDTH}\textwidth}}{{\centering {'; '.join(places)}}}"


_RUN_ON_WIDTH = 0.9


def _place_rows(block: Block, number: int) -> list[str]:
    """One affiliation with its mark and, where these stand by their place, e-mail addresses."""
    words = block.byline.affiliations[number - 1].split()
    pieces = [Piece(tex=escape(word), width=len(word)) for word in words]
    if block.manner.mails == "by place":
        people = [each for each in block.byline.people if each.affiliations[0] == number]
        pieces += [
            Piece(tex=rf"{{\ttfamily {mail.tex}}}", width=mail.width)
            for mail in _braced_pieces(people)
        ]
    first, *rest = fill(pieces, width=block.measure.lines, joint=Piece(tex=" ", width=1))
    return [block.marking.superscript(block.marking.mark(number)) + first, *rest]


def _fill_wide(pieces: Sequence[Piece], width: int) -> list[str]:
    return fill(pieces, width=width, joint=Piece(tex=r"\quad ", width=3))


def _address_rows(block: Block, lines: Iterable[str]) -> list[str]:
    return [block.measure.line_font + line for line in lines]


def _column_rows(block: Block, person: Person) -> list[str]:
    lines = (
        line
        for place in _list_places(block, person)
        for line in break_address(place, width=block.measure.column)
    )
    name = block.measure.name_font + escape(person.name.printed) + print_mark(block, person)
    mails = _mail_rows(block, (person,)) if block.manner.mails in {"each", "braces"} else []
    return [name, *_address_rows(block, lines), *mails]


def _list_places(block: Block, person: Person) -> list[str]:
    """The person's affiliations, those without a place on one line where the paper does so."""
    places = [block.byline.affiliations[number - 1] for number in person.affiliations]
    between = block.manner.between
    are_plain = not any(set(place) & set(",&/") or " and " in place for place in places)
    if not between or not are_plain or len(between.join(places)) > block.measure.column:
        return places
    return [between.join(places)]


def _group_rows(block: Block, people: Sequence[Person], places: tuple[int, ...]) -> list[str]:
    lines = (
        line
        for number in places
        for line in break_address(block.byline.affiliations[number - 1], width=block.measure.lines)
    )
    names = fill_names(block, people, with_places=False)
    return [*names, *_address_rows(block, lines), *_mail_rows(block, people)]


def _mail_rows(block: Block, people: Sequence[Person]) -> list[str]:
    match block.manner.mails:
        case "each":
            pieces = [write_address(person) for person in people]
        case "braces":
            domains = groupby(people, key=lambda person: person.domain)
            pieces = [piece for _, group in domains for piece in _braced_pieces(tuple(group))]
        case "corresponding":
            pieces = [write_address(each) for each in people if "corresponding" in each.roles]
        case _:
            pieces = []
    rows = _fill_wide(pieces, block.measure.lines - 8)
    return [block.measure.mail_font + row for row in rows]


def find_address(person: Person) -> str:
    """The person's e-mail address, plain."""
    return f"{person.mailbox}@{person.domain}"


def write_address(person: Person) -> Piece:
    """The person's e-mail address, which stays on one line."""
    return Piece(tex=rf"\mbox{{{escape(find_address(person))}}}", width=len(find_address(person)))


def _braced_pieces(people: Sequence[Person]) -> list[Piece]:
    """Addresses of one domain, a few in each pair of braces."""
    starts = range(0, len(people), _MOST_IN_BRACES)
    return [_braced_piece(people[start : start + _MOST_IN_BRACES]) for start in starts]


def _braced_piece(people: Sequence[Person]) -> Piece:
    if len(people) == 1:
        return write_address(people[0])
    boxes = ", ".join(person.mailbox for person in people)
    address = rf"\{{{escape(boxes)}\}}@{escape(people[0].domain)}"
    return Piece(tex=address, width=len(address))
