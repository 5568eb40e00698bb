"""The lists behind the numbers: an anchor for each, which shows its papers and hides the rest.

This works without a script: the anchor is the target of a link, and a rule of the style sheet hides
the entries of the list after it that do not belong to the number.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from byline.records import BylineError
from byline.report.cards import Card
from byline.report.facts import RegisterRow, ReportFacts
from byline.report.naming import Naming

LISTS = ("joint", "shown", "people", "only_assumed", "one_person", "disputed")
"""Lists of joint papers that numbers lead to, for each pair of groupings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """A part of a list that a number leads to."""

    anchor: str
    selector: str
    """CSS selector of the entries that belong to it."""
    message: Markup

    @property
    def rule(self) -> str:
        """The rule that hides every other entry while the anchor is the target."""
        return f"#{self.anchor}:target~.entries>li:not({self.selector}){{display:none}}"


def build_card_filters(facts: ReportFacts, naming: Naming) -> tuple[ListFilter, ...]:
    """The parts of the list of joint papers that numbers lead to."""
    return (*_pair_filters(facts, naming), *_joint_row_filters(facts, naming))


def _pair_filters(facts: ReportFacts, naming: Naming) -> Iterator[ListFilter]:
    for place, pair in enumerate(facts.pairs):
        sides = {"left": naming.place(pair.left), "right": naming.place(pair.right)}
        for name in LISTS:
            count = sum(str(place) in lists_of_card(card)[name].split() for card in facts.cards)
            yield ListFilter(
                anchor=f"joint-{place}" if name == "joint" else f"joint-{place}-{name}",
                selector=f'[data-{name}~="{place}"]',
                message=naming.wording.text(f"joint.filter_{name}", count=count, **sides),
            )


def lists_of_card(card: Card) -> dict[str, str]:
    """The lists a card stands in, each with the places of its pairs, as attributes of its entry."""
    joint = frozenset(card.joint)
    places = {
        "joint": joint,
        "shown": joint & frozenset(card.shown),
        "people": joint & frozenset(card.between_people),
        "only_assumed": joint - frozenset(card.shown),
        "one_person": joint - frozenset(card.between_people),
        "disputed": joint if card.disputes else frozenset(),
    }
    return {name: " ".join(map(str, sorted(found))) for name, found in places.items()}


def _joint_row_filters(facts: ReportFacts, naming: Naming) -> Iterator[ListFilter]:
    answer = facts.answers[0]
    sides = {"left": naming.place(answer.left), "right": naming.place(answer.right)}
    for place, row in enumerate(answer.rows):
        name = naming.row(venue=row.venue, year=row.year, track=row.track)
        for key, count in (("joint", row.joint), ("shown", row.joint_without_assumed)):
            suffix = "" if key == "joint" else f"_{key}"
            yield ListFilter(
                anchor=f"joint-row-{place}{suffix}",
                selector=f'[data-row="{place}"][data-{key}~="0"]',
                message=naming.wording.text(
                    f"joint.filter_row{suffix}", count=count, name=name, **sides
                ),
            )


def build_register_filters(facts: ReportFacts, naming: Naming) -> tuple[ListFilter, ...]:
    """The parts of the list of all papers that numbers lead to."""
    return (
        *_fate_filters(facts, naming),
        *_country_filters(facts.register, naming),
        *_most_filters(facts, naming),
        *_register_row_filters(facts, naming),
    )


def _fate_filters(facts: ReportFacts, naming: Naming) -> Iterator[ListFilter]:
    yield ListFilter(
        anchor="papers-counted",
        selector=':is([data-fate="known"],[data-fate="partly_known"])',
        message=naming.wording.text("register.filter_counted", count=facts.total.known),
    )
    for fate, count in sorted(facts.by_fate.items()):
        yield ListFilter(
            anchor=f"papers-fate-{fate}",
            selector=f'[data-fate="{fate}"]',
            message=naming.wording.text(
                "register.filter_fate", count=count, name=naming.wording.text(f"fate.{fate}")
            ),
        )


def _country_filters(register: Iterable[RegisterRow], naming: Naming) -> Iterator[ListFilter]:
    papers = [row.paper for row in register]
    for suffix, kind, counts in (
        ("", "country", Counter(code for paper in papers for code in paper.countries)),
        ("_assumed", "assumed", Counter(c for paper in papers for c in paper.assumed_countries)),
    ):
        for code, count in sorted(counts.items()):
            yield ListFilter(
                anchor=f"papers-{_checked(code)}{suffix}",
                selector=f'[data-{kind}~="{_checked(code)}"]',
                message=naming.wording.text(
                    f"register.filter_{kind}", count=count, place=naming.place(code)
                ),
            )


def _checked(code: str) -> str:
    """The code, which goes into a style sheet; raises BylineError for anything but a code."""
    if not (code.isascii() and code.isalnum()):
        raise BylineError(f"{code!r} is no country code: the store is damaged, run the study again")
    return code


def _most_filters(facts: ReportFacts, naming: Naming) -> Iterator[ListFilter]:
    for place, (pair, answer) in enumerate(zip(facts.pairs, facts.answers, strict=True)):
        sides = {"left": naming.place(pair.left), "right": naming.place(pair.right)}
        yield ListFilter(
            anchor=f"papers-most-{place}",
            selector=f'[data-most~="{place}"]',
            message=naming.wording.text(
                "register.filter_at_most", count=answer.total.at_most, **sides
            ),
        )


def _register_row_filters(facts: ReportFacts, naming: Naming) -> Iterator[ListFilter]:
    answer = facts.answers[0]
    sides = {"left": naming.place(answer.left), "right": naming.place(answer.right)}
    counted = ':is([data-fate="known"],[data-fate="partly_known"])'
    for place, row in enumerate(answer.rows):
        name = naming.row(venue=row.venue, year=row.year, track=row.track)
        for suffix, selector, count in (
            ("", "", row.papers),
            ("_counted", counted, row.known),
            ("_at_most", '[data-most~="0"]', row.at_most),
        ):
            yield ListFilter(
                anchor=f"papers-row-{place}{suffix}",
                selector=f'[data-row="{place}"]{selector}',
                message=naming.wording.text(
                    f"register.filter_row{suffix}", count=count, name=name, **sides
                ),
            )
