"""Styles set by the classes of publishers, which come with TeX."""

from tools.typeset import footnotes, rolls
from tools.typeset.casting import Bounds
from tools.typeset.layouts import Measure
from tools.typeset.pages import Design, Style

LECTURES = Style(
    name="lectures",
    document_class=r"\documentclass[10pt]{llncs}",
    preamble=r"\usepackage{reproducible,block}",
    venue_notes=("",),
    measure=Measure(names=80, lines=90, column=36, columns=(2,)),
    designs=(
        Design(
            layout="markers",
            bounds=Bounds(),
            weight=1,
            write=lambda block, _: rolls.write_institutes(block),
        ),
    ),
)
COMPUTING = Style(
    name="computing",
    document_class=r"\documentclass[sigconf]{acmart}",
    preamble=r"\usepackage{lmodern,reproducible,block}",
    venue_notes=("",),
    measure=Measure(names=80, lines=90, column=36, columns=(3,)),
    designs=(
        Design(
            layout="stacked",
            bounds=Bounds(most_people=9, most_affiliations=8, most_each=2, deepest=4),
            weight=1,
            write=lambda block, _: rolls.write_publisher_grid(block),
        ),
    ),
    needs_pdftex=True,
    abstract_first=True,
)
ROBOTICS = Style(
    name="robotics",
    document_class=r"\documentclass[10pt,conference]{IEEEtran}\IEEEoverridecommandlockouts",
    preamble=r"\usepackage{reproducible,block}",
    venue_notes=("",),
    measure=Measure(names=72, lines=100, column=32, columns=(3,)),
    designs=(
        Design(
            layout="ieee",
            bounds=Bounds(most_people=8, most_affiliations=5, most_each=2),
            weight=1,
            write=lambda block, _: footnotes.write_numbered_sentences(block),
        ),
    ),
)
