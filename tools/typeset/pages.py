"""Whole first pages in a conference style: the TeX source and the truth of the author block."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal, cast

from tools.typeset.casting import Bounds, Byline, Role, cast_byline, cast_nobody, cast_team
from tools.typeset.layouts import Block, Measure, Written, draw_manner
from tools.typeset.marks import Marking, draw_marking, tell_role
from tools.typeset.names import invent_names
from tools.typeset.strings import StringStock, find_country
from tools.typeset.tex import Engine, escape
from tools.typeset.truth import Difficulty, Layout, TrueAffiliation, TrueAuthor, TruePage

_WORDS = Path(__file__).parent / "words.toml"
_ABSTRACT_SENTENCES, _BODY_PARAGRAPHS, _PARAGRAPH_SENTENCES = 7, 26, 5
_T1_SHARE, _DVI_SHARE, _STAMP_SHARE, _CHARACTERS_SHARE = 0.4, 0.2, 0.2, 0.15
_MANY_PEOPLE, _MANY_PLACES = 8, 4

Writer = Callable[[Block, Random], Written]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """One layout within a style: what it can hold and how it is written."""

    layout: Layout
    bounds: Bounds
    write: Writer
    weight: int
    signed_by: Literal["people", "team", "nobody"] = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A conference style: its preamble, the line it prints at the foot of page one, its layouts."""

    name: str
    document_class: str
    preamble: str
    venue_notes: tuple[str, ...]
    measure: Measure
    designs: tuple[Design, ...]
    abstract: tuple[str, str] = ("\\begin{abstract}", "\\end{abstract}")
    mark_separator: str | None = None
    after_author: str = ""
    has_column_note: bool = False
    """Affiliations stand in a note under column one, which always names a correspondent."""
    can_print_characters: bool = False
    needs_pdftex: bool = False
    abstract_first: bool = False
    """The class wants the abstract before it sets the title."""
    sets_title: bool = False
    """The class sets the title with the abstract, unasked."""
    runs: int = 1
    """Of TeX: more than one where marks are references."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One generated page: its TeX source, the program that sets it, its truth."""

    source: str
    engine: Engine
    runs: int
    truth: TruePage


def invent_page(chance: Random, style: Style, stock: StringStock, *, pid: str) -> Page:
    """A page in this style with an invented byline."""
    design = chance.choices(style.designs, [each.weight for each in style.designs])[0]
    in_characters = style.can_print_characters and chance.random() < _CHARACTERS_SHARE
    byline = _cast(chance, stock, design, in_characters=in_characters)
    return set_page(chance, style, design, byline, pid=pid, in_characters=in_characters)


def set_page(
    chance: Random,
    style: Style,
    design: Design,
    byline: Byline,
    *,
    pid: str,
    in_characters: bool = False,
) -> Page:
    """A page in this style and layout with this byline."""
    if style.has_column_note:
        byline = byline.with_correspondent
    marking = draw_marking(chance, separator=style.mark_separator)
    block = Block(byline=byline, marking=marking, measure=style.measure, manner=draw_manner(chance))
    written = design.write(block, chance)
    title = invent_title(chance)
    engine = "pdflatex" if style.needs_pdftex else _draw_engine(chance, in_characters=in_characters)
    return Page(
        source=_write_source(chance, style, written, title=title, engine=engine),
        engine=engine,
        runs=style.runs,
        truth=_tell_truth(byline, marking, written, pid=pid, title=title, layout=design.layout),
    )


def _cast(chance: Random, stock: StringStock, design: Design, *, in_characters: bool) -> Byline:
    match design.signed_by:
        case "people":
            return cast_byline(chance, stock, design.bounds, in_characters=in_characters)
        case "team":
            return cast_team(chance, stock, team=chance.choice(_read_words()["names"]))
        case "nobody":
            return cast_nobody()


def _draw_engine(chance: Random, *, in_characters: bool) -> Engine:
    if in_characters:
        return "xelatex"
    return "dvipdfmx" if chance.random() < _DVI_SHARE else "pdflatex"


def _tell_truth(
    byline: Byline, marking: Marking, written: Written, *, pid: str, title: str, layout: Layout
) -> TruePage:
    codes = byline.country_codes or tuple(map(find_country, byline.affiliations))
    return TruePage(
        pid=pid,
        title=title,
        affiliations=tuple(
            TrueAffiliation(
                id=number,
                raw=_as_printed(place),
                institution=None,
                country=code,
                basis="stated" if code else "unknown",
            )
            for number, (place, code) in enumerate(zip(byline.affiliations, codes, strict=True), 1)
        ),
        authors=tuple(
            TrueAuthor(
                name=_as_printed(person.name.printed),
                affiliations=person.affiliations,
                role_note=_note_roles(person.roles & written.roles, byline, marking),
            )
            for person in byline.people
        ),
        layout=layout,
        difficulty=_judge_difficulty(byline),
        note="generated",
        countries_known=bool(codes) and all(codes),
    )


def _as_printed(text: str) -> str:
    """The text with the apostrophe that TeX prints."""
    return text.replace("'", "\u2019")


def _note_roles(roles: frozenset[Role], byline: Byline, marking: Marking) -> str:
    plain: dict[Role, str] = {
        "equal": "equal contribution",
        "corresponding": "corresponding author",
        "intern": tell_role("intern", byline, marking),
        "moved": tell_role("moved", byline, marking),
        "group": "group author",
    }
    return "; ".join(told for role, told in plain.items() if role in roles)


def _judge_difficulty(byline: Byline) -> Difficulty:
    if len(byline.people) > _MANY_PEOPLE or len(byline.affiliations) > _MANY_PLACES:
        return "hard"
    return "easy" if len(byline.affiliations) == 1 else "medium"


@cache
def _read_words() -> Mapping[str, list[str]]:
    with _WORDS.open("rb") as file:
        return cast("Mapping[str, list[str]]", tomllib.load(file))


def invent_title(chance: Random) -> str:
    """A title of one or two parts."""
    words = _read_words()
    subject, thing = chance.choice(words["subjects"]), chance.choice(words["objects"])
    core = f"{subject} {chance.choice(words['links'])} {thing}"
    if chance.random() < _NAMED_SHARE:
        return f"{chance.choice(words['names'])}: {core}"
    opening = chance.choice(words["openings"])
    return f"{opening} {core}"


_NAMED_SHARE = 0.35


def _write_source(
    chance: Random, style: Style, written: Written, *, title: str, engine: Engine
) -> str:
    """The document; parts that a style leaves out are empty."""
    driver = ",dvipdfmx" if engine == "dvipdfmx" else ""
    head = [
        style.document_class.replace("]", f"{driver}]"),
        _font_setup(chance, engine),
        style.preamble,
        rf"\renewcommand\venuenote{{{chance.choice(style.venue_notes)}}}",
    ]
    signed = [
        rf"\title{{{escape(title)}}}",
        _write_author(written.author + _fill_in(chance, style.after_author)),
        written.commands,
    ]
    column_note = rf"\affiliationnote{{{written.notes}}}" if style.has_column_note else ""
    notes = "" if style.has_column_note else written.notes
    stamp = _invent_stamp(chance) if chance.random() < _STAMP_SHARE else ""
    abstract, text = _write_abstract(chance, style), _write_text(chance)
    heading = "" if style.sets_title else r"\maketitle"
    opening = [abstract, heading, notes] if style.abstract_first else [heading, notes, abstract]
    body = [r"\begin{document}", *signed, stamp, column_note, *opening, *text]
    return "\n".join(line for line in [*head, *body, r"\end{document}"] if line) + "\n"


def _font_setup(chance: Random, engine: Engine) -> str:
    if engine == "xelatex":
        return _CHARACTERS_SETUP
    return r"\usepackage[T1]{fontenc}" if chance.random() < _T1_SHARE else ""


_CHARACTERS_SETUP = r"""\usepackage{fontspec}
\setmainfont{lmroman10-regular.otf}[BoldFont=lmroman10-bold.otf,ItalicFont=lmroman10-italic.otf]
\usepackage{xeCJK}
\setCJKmainfont{FandolSong-Regular.otf}[BoldFont=FandolSong-Bold.otf]"""


def _fill_in(chance: Random, text: str) -> str:
    """Editors and the like, with names that are invented for the page."""
    if "EDITORS" not in text:
        return text
    first, second = (name.printed for name in invent_names(chance, 2))
    return text.replace("EDITORS", f"{escape(first)} and {escape(second)}")


def _invent_stamp(chance: Random) -> str:
    number = f"{chance.randint(18, 25)}{chance.randint(1, 12):02}.{chance.randint(0, 99999):05}"
    day = f"{chance.randint(1, 28)} {chance.choice(('Jan', 'May', 'Oct'))} 2024"
    return rf"\stamp{{arXiv:{number}v{chance.randint(1, 3)}\ \ [cs.LG]\ \ {day}}}"


def _write_author(author: str) -> str:
    return f"\\author{{{author}%\n}}" if author else ""


def _write_abstract(chance: Random, style: Style) -> str:
    told = " ".join(chance.sample(_read_words()["sentences"], _ABSTRACT_SENTENCES))
    return "\n".join((style.abstract[0], told, style.abstract[1]))


def _write_text(chance: Random) -> list[str]:
    sentences = _read_words()["sentences"]
    paragraphs = [
        " ".join(chance.sample(sentences, _PARAGRAPH_SENTENCES)) + f" [{chance.randint(1, 40)}]"
        for _ in range(_BODY_PARAGRAPHS)
    ]
    return [
        r"\section{Introduction}",
        "\n\n".join(paragraphs[:4]),
        r"\section{Related work}",
        "\n\n".join(paragraphs[4:]),
    ]
