"""Definitions, pairs and laws in words."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from byline.measures.laws import BrokenLaw
from byline.queries.definitions import Definition
from byline.report.curve import Curve
from byline.report.defining import Definitions
from byline.report.filters import ListFilter
from byline.report.marks import Figure
from byline.report.naming import Naming
from byline.report.pair_years import PairChart, PairFacts, name_pair_list
from byline.report.shown import clip_text
from byline.report.wording import Wording

_MOST_LABEL = 46
"""Letters of an option in the figure, where a name of a track can be of any length."""
_SECTIONS = {
    "denominator": (
        "parts_and_whole",
        "joint_within_sides",
        "inclusion_exclusion",
        "plausible_rest",
    ),
    "trend": ("jump",),
    "countries": ("iso_codes", "printed_somewhere", "stated_before_headquarters"),
}
"""Where a broken law is told."""


class DefinitionWords:
    """What definitions are called, seen from the headline."""

    def __init__(self, naming: Naming, headline: Definition) -> None:
        self._naming = naming
        self._headline = headline
        self._options: Mapping[str, Callable[[Definition], str]] = {
            "grouping": self._tell_pair,
            "track": self._tell_track,
            "assumed countries": lambda one: self._tell(f"assumed_{_yes(one.with_assumed)}"),
            "one person with two affiliations": lambda one: self._tell(
                f"people_{_yes(one.between_people)}"
            ),
            "internships and other roles": lambda one: self._tell(f"roles_{_yes(one.with_roles)}"),
            "source of affiliations": lambda one: self._tell(f"source_{one.source}"),
        }

    def choice(self, name: str) -> str:
        """A choice by its name among the queries."""
        return self._naming.wording.plain(f"choice.{'_'.join(name.split())}")

    def option(self, choice: str, definition: Definition) -> str:
        """What a definition chooses."""
        return self._options[choice](definition)

    def label(self, choice: str, definition: Definition) -> str:
        """The same, short enough for the figure: of a pair the side that differs."""
        told = self.option(choice, definition)
        if choice == "grouping":
            is_left = definition.left != self._headline.left
            told = self._naming.place(definition.left if is_left else definition.right)
        return clip_text(told, limit=_MOST_LABEL)

    def whole(self, definition: Definition) -> str:
        """All in which a definition differs from the headline; the headline itself by its name."""
        options = [
            told
            for tell in self._options.values()
            if (told := tell(definition)) != tell(self._headline)
        ]
        return self._naming.listed(options) or self._naming.wording.plain("define.headline")

    def _tell(self, key: str) -> str:
        return self._naming.wording.plain(f"option.{key}")

    def _tell_pair(self, definition: Definition) -> str:
        return self._naming.wording.plain(
            "beside.pair_of",
            left=self._naming.place(definition.left),
            right=self._naming.place(definition.right),
        )

    def _tell_track(self, definition: Definition) -> str:
        if definition.track is None:
            return self._tell("track_all")
        return definition.track or self._tell("track_none")


def _yes(value: bool) -> str:  # noqa: FBT001 (a word for an answer)
    return "yes" if value else "no"


def describe_figure(figure: Figure, words: DefinitionWords, naming: Naming) -> str:
    """The figure of definitions in words, for readers who cannot see it."""
    wording = naming.wording
    headline = figure.headline.row.count
    marks = [
        wording.plain(
            "define.alt_mark",
            choice=words.choice(group.choice.name),
            option=words.label(group.choice.name, mark.row.count.definition),
            share=wording.share(mark.row.count.joint, mark.row.count.known),
        )
        for group in figure.groups
        for mark in group.marks
    ]
    return wording.plain(
        "define.alt",
        share=wording.share(headline.joint, headline.known),
        interval=wording.share_interval(figure.headline.row.interval),
        marks=naming.clauses(marks),
    )


def describe_curve(curve: Curve, naming: Naming) -> str:
    """The figure of all combinations in words, for readers who cannot see it."""
    share = naming.wording.share
    shares = [share(dot.count.joint, dot.count.known) for dot in curve.dots]
    return naming.wording.plain(
        "define.curve_alt",
        count=len(curve.dots),
        low=shares[0],
        high=shares[-1],
        middle_low=share(curve.middle[0], 1),
        middle_high=share(curve.middle[1], 1),
        share=share(curve.headline.count.joint, curve.headline.count.known),
    )


def build_definition_filters(
    found: Definitions | None, words: DefinitionWords | None, naming: Naming
) -> Iterator[ListFilter]:
    """The parts of the list of all papers that counts under a definition lead to."""
    if found is None or words is None:
        return
    for token, listed in found.lists.items():
        key = "register.filter_defined" if listed.is_joint else "register.filter_defined_known"
        yield ListFilter(
            anchor=f"papers-{token}",
            selector=f'[data-def~="{token}"]',
            message=naming.wording.text(
                key, count=len(listed.papers), definition=words.whole(listed.definition)
            ),
        )


def build_pair_filters(found: PairFacts, naming: Naming) -> Iterator[ListFilter]:
    """The parts of the list of all papers that pairs of countries lead to."""
    for (left, right), joint in found.lists.items():
        yield ListFilter(
            anchor=name_pair_list(left, right),
            selector=f'[data-country~="{left}"][data-country~="{right}"]',
            message=naming.wording.text(
                "register.filter_pair",
                count=joint,
                left=naming.place(left),
                right=naming.place(right),
            ),
        )


def describe_pair(chart: PairChart, naming: Naming) -> str:
    """A chart of a pair in words: what it joins and where it is highest."""
    pair = chart.row.intensity.pair
    year, joint, known = chart.peak
    return naming.wording.plain(
        "pairs.alt",
        left=naming.place(pair.left),
        right=naming.place(pair.right),
        first=str(chart.years[0]),
        last=str(chart.years[1]),
        year=str(year),
        share=naming.wording.share(joint, known),
    )


def place_laws(broken: tuple[BrokenLaw, ...]) -> Mapping[str, tuple[BrokenLaw, ...]]:
    """The broken laws by the section in which they are told."""
    return {
        section: tuple(one for one in broken if one.law in laws)
        for section, laws in _SECTIONS.items()
    }


def tell_law(broken: BrokenLaw, wording: Wording) -> Markup:
    """How a law is broken, in the words and numbers of the language."""
    values = {name: _tell_value(name, value, wording) for name, value in broken.values.items()}
    return wording.text(f"law_broken.{broken.law}", count=None, **values)


def _tell_value(name: str, value: str | float, wording: Wording) -> str | int:
    if isinstance(value, str | int):
        return value
    if name == "difference":
        return wording.points(value)
    return wording.share(value, 1) if name.endswith("share") else wording.fraction(value)
