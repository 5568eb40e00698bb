"""The styles in which blocks are set, measured on real first pages, and the layouts each allows."""

from random import Random

from tools.typeset import footnotes, layouts, rolls
from tools.typeset.casting import Bounds
from tools.typeset.layouts import Block, Measure, Written
from tools.typeset.pages import Design, Style, Writer
from tools.typeset.publishers import COMPUTING, LECTURES, ROBOTICS

_ANY = Bounds()
_COLUMNS = Bounds(most_people=9, most_affiliations=8, most_each=2, deepest=4)
_SHARED = Bounds(most_people=10, most_affiliations=1, most_each=1)
_GROUPS = Bounds(most_people=10, most_affiliations=5, most_each=1, deepest=4)
_NOTED = Bounds(most_people=12, most_affiliations=6, most_each=2)
_FEW = Bounds(most_people=6, most_affiliations=5, most_each=2, deepest=1)
_SENTENCES = Bounds(most_people=9, most_affiliations=6, most_each=2)


def _in_columns(*parts: str) -> Writer:
    """A writer of blocks side by side, parted by these two commands."""

    def write(block: Block, chance: Random) -> Written:
        count = chance.choice(block.measure.columns)
        return layouts.write_columns(block, columns=count, parts=(parts[0], parts[1]))

    return write


def _in_groups(part: str) -> Writer:
    return lambda block, _: layouts.write_groups(block, part=part)


def _as_printed(author: str, notes: str = "") -> Writer:
    return lambda _block, _chance: Written(author=author, notes=notes)


def marked(weight: int, bounds: Bounds = _ANY) -> Design:
    """Names with marks over affiliations with the same marks."""
    return Design(
        layout="markers",
        bounds=bounds,
        weight=weight,
        write=lambda block, _: layouts.write_marked(block),
    )


def columns(weight: int, *parts: str) -> Design:
    """A column for each author; `parts` part columns and rows of columns."""
    return Design(layout="stacked", bounds=_COLUMNS, weight=weight, write=_in_columns(*parts))


def shared(weight: int) -> Design:
    """Names over the one affiliation of all."""
    return Design(
        layout="inline",
        bounds=_SHARED,
        weight=weight,
        write=lambda block, _: layouts.write_shared(block),
    )


def grouped(weight: int, part: str) -> Design:
    """Names in groups, each over its affiliations."""
    return Design(layout="stacked", bounds=_GROUPS, weight=weight, write=_in_groups(part))


def _noted(weight: int) -> Design:
    return Design(
        layout="footnote",
        bounds=_NOTED,
        weight=weight,
        write=lambda block, _: footnotes.write_noted(block),
    )


def _team(weight: int) -> Design:
    return Design(
        layout="other",
        bounds=_SHARED,
        weight=weight,
        write=lambda block, _: layouts.write_team(block),
        signed_by="team",
    )


def _brackets(weight: int) -> Design:
    return Design(
        layout="inline",
        bounds=_FEW,
        weight=weight,
        write=lambda block, _: rolls.write_brackets(block),
    )


def _roll(weight: int) -> Design:
    return Design(
        layout="inline",
        bounds=_FEW,
        weight=weight,
        write=lambda block, _: rolls.write_roll(block),
    )


def _nobody(weight: int, author: str, notes: str = "") -> Design:
    return Design(
        layout="other",
        bounds=_ANY,
        weight=weight,
        write=_as_printed(author, notes),
        signed_by="nobody",
    )


_ANONYMOUS_ROWS = (
    r"Anonymous Author(s)\\ \normalfont Affiliation\\ \normalfont Address\\ \texttt{email}"
)
_ANONYMOUS_NOTE = (
    r"$^1$Anonymous Institution, Anonymous City, Anonymous Region, Anonymous Country. "
    r"Correspondence to: Anonymous Author $<$anon.email@example.org$>$."
)

NEURIPS = Style(
    name="neurips",
    document_class=r"\documentclass[10pt]{article}",
    preamble=r"\usepackage{likeneurips,block}",
    venue_notes=(
        "38th Conference on Neural Information Processing Systems (NeurIPS 2024).",
        "39th Conference on Neural Information Processing Systems (NeurIPS 2025).",
        "Preprint. Under review.",
        "NeurIPS 2023 Workshop on Robustness, New Orleans, USA.",
    ),
    measure=Measure(names=76, lines=84, column=34, columns=(2, 3, 3)),
    designs=(
        marked(44),
        columns(28, "\n\\And ", "\n\\AND "),
        shared(8),
        grouped(8, "\n\\And "),
        _noted(6),
        _team(3),
        _brackets(2),
        _roll(2),
        _nobody(3, _ANONYMOUS_ROWS),
    ),
)
ICML = Style(
    name="icml",
    document_class=r"\documentclass[10pt]{article}",
    preamble=r"\usepackage{likeicml,block}",
    venue_notes=(
        (
            r"Proceedings of the $41^{st}$ International Conference on Machine Learning, "
            "Vienna, Austria. PMLR 235, 2024. Copyright 2024 by the author(s)."
        ),
        (
            r"Proceedings of the $42^{nd}$ International Conference on Machine Learning, "
            "Vancouver, Canada. PMLR 267, 2025. Copyright 2025 by the author(s)."
        ),
    ),
    measure=Measure(names=90, lines=90, column=34, columns=(3,)),
    designs=(
        Design(
            layout="footnote",
            bounds=_ANY,
            weight=96,
            write=lambda block, _: footnotes.write_column_note(block),
        ),
        _nobody(4, "Anonymous Authors$^{1}$", _ANONYMOUS_NOTE),
    ),
    mark_separator=r"\,",
    has_column_note=True,
)
ICLR = Style(
    name="iclr",
    document_class=r"\documentclass[10pt]{article}",
    preamble=r"\usepackage{likeiclr,block}"
    r"\renewcommand\runninghead{Published as a conference paper at ICLR 2025}",
    venue_notes=("",),
    measure=Measure(names=78, lines=86, column=38, columns=(2, 2, 3)),
    designs=(
        marked(46),
        columns(24, "\n\\And ", "\n\\AND "),
        shared(8),
        grouped(18, "\n\\AND "),
        _nobody(4, r"Anonymous authors\\ \normalfont Paper under double-blind review"),
    ),
)
ACL = Style(
    name="acl",
    document_class=r"\documentclass[10pt]{article}",
    preamble=r"\usepackage{likeacl,block}",
    venue_notes=(
        (
            "Proceedings of the 62nd Annual Meeting of the Association for Computational "
            r"Linguistics, pages 1012--1029\\ August 11--16, 2024, Bangkok, Thailand"
        ),
        (
            "Findings of the Association for Computational Linguistics: EMNLP 2023, "
            r"pages 77--91\\ December 6--10, 2023, Singapore"
        ),
    ),
    measure=Measure(names=72, lines=78, column=36, columns=(2, 2, 3)),
    designs=(
        marked(54, Bounds(most_people=16)),
        columns(28, "\n\\And ", "\n\\AND "),
        shared(8),
        grouped(6, "\n\\AND "),
        _nobody(4, "Anonymous ACL submission"),
    ),
)
IEEE_CONFERENCE = Style(
    name="ieee",
    document_class=r"\documentclass[10pt,conference]{IEEEtran}",
    preamble=r"\usepackage{reproducible,block}",
    venue_notes=("",),
    measure=Measure(
        names=90,
        lines=100,
        column=32,
        columns=(2, 3),
        name_font=r"\normalfont\fontsize{11}{13}\selectfont ",
        line_font=r"\normalfont\normalsize\itshape ",
        mail_font=r"\normalfont\normalsize ",
    ),
    designs=(columns(60, "\n\\and ", "\n\\and "), marked(32), shared(8)),
)
IEEE_JOURNAL = Style(
    name="ieee-journal",
    document_class=r"\documentclass[10pt,journal]{IEEEtran}",
    preamble=r"\usepackage{reproducible,block}"
    r"\markboth{IEEE Transactions on Made-up Pages, Vol.~7, No.~3}{Made-up pages}",
    venue_notes=("",),
    measure=Measure(names=90, lines=100, column=32, columns=(3,)),
    designs=(
        Design(
            layout="ieee",
            bounds=_SENTENCES,
            weight=1,
            write=lambda block, _: footnotes.write_sentences(block),
        ),
    ),
)
PMLR = Style(
    name="pmlr",
    document_class=r"\documentclass[11pt]{article}",
    preamble=r"\usepackage{likepmlr,block}"
    r"\renewcommand\runninghead{Proceedings of Machine Learning Research 260:1--16, 2024"
    r"\hfil ACML 2024}",
    venue_notes=(r"\copyright\ 2024 the authors.", ""),
    measure=Measure(
        names=64,
        lines=72,
        column=36,
        columns=(2,),
        line_font=r"\normalfont\itshape ",
        mail_font=r"\normalfont\small\scshape ",
        newline="\\\\\n\\noindent ",
    ),
    designs=(
        Design(
            layout="stacked",
            bounds=Bounds(most_people=10, most_affiliations=6, most_each=2),
            weight=70,
            write=lambda block, _: layouts.write_proceedings(block),
        ),
        marked(30),
    ),
    after_author="\n\\endgraf\\editors{EDITORS}",
)
ARXIV = Style(
    name="arxiv",
    document_class=r"\documentclass[11pt]{article}",
    preamble=r"\usepackage{reproducible,block}\usepackage[letterpaper,margin=1in]{geometry}",
    venue_notes=("",),
    measure=Measure(
        names=66,
        lines=84,
        column=36,
        columns=(2, 3),
        name_font=r"\normalfont\large ",
        line_font=r"\normalfont\normalsize ",
        mail_font=r"\normalfont\normalsize\ttfamily ",
    ),
    designs=(
        marked(56),
        columns(22, "\n\\and ", "\n\\and "),
        shared(12),
        _noted(5),
        _team(5),
        _brackets(6),
        _roll(6),
    ),
    can_print_characters=True,
)
SYSTEMS = Style(
    name="systems",
    document_class=r"\documentclass[10pt]{article}",
    preamble=r"\usepackage{likeacm,block}",
    venue_notes=("",),
    measure=Measure(
        names=90,
        lines=100,
        column=40,
        columns=(3,),
        name_font=r"\normalfont\large ",
        line_font=r"\normalfont\small ",
        mail_font=r"\normalfont\small ",
    ),
    designs=(
        Design(
            layout="stacked",
            bounds=_COLUMNS,
            weight=1,
            write=lambda block, _: layouts.write_personas(block),
        ),
    ),
)
STYLES = (
    *(NEURIPS, ICML, ICLR, ACL, NEURIPS, IEEE_CONFERENCE, PMLR, ARXIV),
    *(NEURIPS, ICML, ICLR, ACL, IEEE_JOURNAL, PMLR, ARXIV, SYSTEMS),
    *(LECTURES, COMPUTING, NEURIPS, ARXIV, ROBOTICS),
)
"""One style for each page in turn: the styles of most papers come more often."""
