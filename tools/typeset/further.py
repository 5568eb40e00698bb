"""Styles beside the usual ones: other conferences, journals, preprints and covers."""

from collections.abc import Callable
from dataclasses import replace

from tools.typeset import listings, oddities
from tools.typeset.casting import Bounds
from tools.typeset.conferences import (
    ARXIV,
    ICLR,
    IEEE_CONFERENCE,
    columns,
    grouped,
    marked,
    shared,
)
from tools.typeset.layouts import Block, Measure, Written
from tools.typeset.pages import Design, Style
from tools.typeset.rolls import write_publisher_grid
from tools.typeset.truth import Layout

_WIDE = Bounds(most_people=16, most_affiliations=6)
_NARROW = Bounds(most_people=9, most_affiliations=5, most_each=2, deepest=4)
_ROWS = Bounds(most_people=7, most_affiliations=5, most_each=2, deepest=1)
_GROUPS = replace(_NARROW, most_each=1)
_PLAIN = Measure(names=66, lines=84, column=32, columns=(2, 3))
_NOTICE = (
    "This paper is the Open Access version, provided by the Foundation for Made-up Vision. Except "
    "for this watermark, it is identical to the accepted version; the final published version of "
    "the proceedings is available on the publisher's site."
)


def _written_by(
    write: Callable[[Block], Written], bounds: Bounds, *, layout: Layout, weight: int = 1
) -> Design:
    return Design(layout=layout, bounds=bounds, weight=weight, write=lambda block, _: write(block))


INTELLIGENCE = Style(
    name="intelligence",
    document_class=r"\documentclass[10pt]{article}",
    preamble=r"\usepackage{likeaaai,block}",
    venue_notes=(
        "Copyright \\copyright\\ 2025, Association for Made-up Intelligence. All rights reserved.",
    ),
    measure=Measure(
        names=70,
        lines=76,
        column=32,
        columns=(2, 3),
        mail_font=r"\normalfont\fontsize{10}{12}\selectfont ",
    ),
    designs=(
        marked(70, _WIDE),
        columns(15, "\n\\And ", "\n\\AND "),
        grouped(8, "\n\\AND "),
        shared(7),
    ),
)
VISION = Style(
    name="vision",
    document_class=r"\documentclass[10pt]{article}",
    preamble=rf"\usepackage{{likecvf,block}}\renewcommand\runninghead{{{_NOTICE}}}",
    venue_notes=("",),
    measure=Measure(
        names=70,
        lines=76,
        column=30,
        columns=(2, 3),
        name_font=r"\normalfont ",
        mail_font=r"\normalfont\small\ttfamily ",
    ),
    designs=(
        marked(72, _WIDE),
        columns(14, "\n\\And ", "\n\\AND "),
        grouped(7, "\n\\AND "),
        shared(7),
    ),
)
JOURNAL = Style(
    name="journal",
    document_class=r"\documentclass[preprint,12pt]{elsarticle}",
    preamble=r"\usepackage{reproducible,block}",
    venue_notes=("",),
    measure=_PLAIN,
    designs=(_written_by(listings.write_lettered, _WIDE, layout="markers"),),
    abstract=("\\begin{frontmatter}\\begin{abstract}", "\\end{abstract}\\end{frontmatter}"),
    abstract_first=True,
    sets_title=True,
    runs=2,
)
PREPRINT = Style(
    name="preprint",
    document_class=r"\documentclass[11pt]{article}",
    preamble=r"\usepackage{reproducible,block}\usepackage[letterpaper,margin=1in]{geometry}"
    r"\usepackage{authblk}",
    venue_notes=("",),
    measure=_PLAIN,
    designs=(_written_by(listings.write_indexed, _WIDE, layout="markers"),),
)
PHYSICS = Style(
    name="physics",
    document_class=r"\documentclass[aps,prl,twocolumn,superscriptaddress]{revtex4-2}",
    preamble=r"\usepackage{reproducible,block}",
    venue_notes=("",),
    measure=_PLAIN,
    designs=(_written_by(listings.write_repeated, _WIDE, layout="markers"),),
    abstract_first=True,
)
PHYSICS_GROUPS = replace(
    PHYSICS,
    name="physics-groups",
    document_class=r"\documentclass[aps,prl,twocolumn,groupedaddress]{revtex4-2}",
    designs=(
        _written_by(
            listings.write_repeated,
            _GROUPS,
            layout="stacked",
        ),
    ),
)
MANUSCRIPT = Style(
    name="manuscript",
    document_class=r"\documentclass[acmsmall]{acmart}",
    preamble=r"\usepackage{lmodern,reproducible,block}",
    venue_notes=("",),
    measure=_PLAIN,
    designs=(_written_by(write_publisher_grid, _NARROW, layout="inline"),),
    needs_pdftex=True,
    abstract_first=True,
)
THEORY = replace(
    ARXIV,
    name="theory",
    measure=_PLAIN,
    designs=(
        _written_by(
            listings.write_thanks,
            Bounds(most_people=7, most_affiliations=6, most_each=2, deepest=4),
            layout="footnote",
        ),
    ),
)
LETTERS = replace(
    ARXIV,
    name="letters",
    preamble=ARXIV.preamble.replace("margin=1in", "margin=1.3in"),
    measure=_PLAIN,
    designs=(_written_by(listings.write_journal, _WIDE, layout="markers"),),
)
COVER = replace(
    ARXIV,
    name="cover",
    measure=_PLAIN,
    designs=(
        _written_by(
            listings.write_cover,
            Bounds(most_people=12, most_affiliations=5, most_each=2, deepest=1),
            layout="inline",
        ),
    ),
)
ORDINALS = replace(
    IEEE_CONFERENCE,
    name="ordinals",
    designs=(
        _written_by(
            listings.write_ordinals,
            Bounds(most_people=6, most_affiliations=5, most_each=1, deepest=5),
            layout="stacked",
        ),
    ),
)
CROWD = replace(
    ICLR,
    name="crowd",
    designs=(
        _written_by(
            listings.write_crowd,
            Bounds(least_people=20, most_people=60, most_affiliations=8),
            layout="markers",
        ),
    ),
)
TOGETHER = replace(
    ICLR,
    name="together",
    designs=(
        _written_by(
            listings.write_mail_columns,
            Bounds(most_people=6, most_affiliations=1, most_each=1),
            layout="stacked",
        ),
    ),
)
_ODD_WAYS: tuple[tuple[str, Callable[[Block], Written], Bounds, Layout], ...] = (
    ("bracketed", oddities.write_bracketed, _WIDE, "markers"),
    ("degrees", oddities.write_degrees, _WIDE, "markers"),
    ("titles", oddities.write_titles, _NARROW, "stacked"),
    ("dashes", oddities.write_dashes, _ROWS, "inline"),
    ("mails-first", oddities.write_mails_first, _GROUPS, "stacked"),
    ("table", oddities.write_table, _NARROW, "stacked"),
)
ODDITIES = tuple(
    replace(
        ARXIV,
        name=name,
        measure=_PLAIN,
        designs=(_written_by(write, bounds, layout=layout),),
    )
    for name, write, bounds, layout in _ODD_WAYS
)
FURTHER_STYLES = (
    *(INTELLIGENCE, VISION, JOURNAL, PREPRINT, PHYSICS, MANUSCRIPT, THEORY),
    *(INTELLIGENCE, VISION, LETTERS, COVER, ORDINALS, CROWD, TOGETHER, PHYSICS_GROUPS),
    *ODDITIES,
)
"""One style for each page in turn."""
