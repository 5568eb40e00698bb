"""Many mentions, one paper: the strongest role that holds, and no single misreading decides."""

import random

import pytest

from byline.records import Role
from byline.technologies.roles.papers import combine
from byline.technologies.roles.priors import (
    Circumstances,
    Priors,
    priors_of,
    says_it_evaluates,
    says_it_trains,
)
from byline.technologies.roles.weights import ROLES, Probabilities

EVEN: Priors = dict.fromkeys(ROLES, 1.0)


def shows(role: Role, probability: float) -> tuple[bool, Probabilities]:
    rest = (1 - probability) / (len(ROLES) - 1)
    return True, {one: probability if one == role else rest for one in ROLES}


def most_probable(roles: Probabilities) -> Role:
    return max(roles, key=roles.__getitem__)


USUAL = Circumstances(
    kind="model",
    is_own=False,
    is_in_title=False,
    is_in_method=True,
    mention_count=4,
    is_trained_here=True,
    is_of_others=False,
)


def test_one_weak_misreading_among_two_hundred_mentions_decides_nothing() -> None:
    mentions = [*[shows("mentioned", 0.95)] * 199, shows("built_on", 0.6)]
    assert most_probable(combine(mentions, priors=EVEN)) == "mentioned"


def test_two_clear_sentences_among_citations_decide() -> None:
    mentions = [*[shows("mentioned", 0.9)] * 6, *[shows("built_on", 0.97)] * 2]
    assert most_probable(combine(mentions, priors=priors_of(USUAL))) == "built_on"


def test_the_strongest_role_that_is_shown_repeatedly_holds() -> None:
    mentions = [
        *[shows("compared", 0.9)] * 12,
        *[shows("mentioned", 0.9)] * 12,
        *[shows("evaluated", 0.9)] * 8,
    ]
    assert most_probable(combine(mentions, priors=EVEN)) == "evaluated"


def test_agreeing_mentions_make_a_role_more_probable() -> None:
    once = combine([shows("tool", 0.7)], priors=EVEN)["tool"]
    often = combine([shows("tool", 0.7)] * 6, priors=EVEN)["tool"]
    assert often > once


def test_the_order_of_mentions_does_not_matter() -> None:
    mentions = [shows(role, 0.5 + place / 20) for place, role in enumerate(ROLES)]
    shuffled = random.Random(3).sample(mentions, len(mentions))
    assert combine(shuffled, priors=EVEN) == pytest.approx(combine(mentions, priors=EVEN))


def test_a_row_of_a_table_says_less_than_a_sentence() -> None:
    row = (False, shows("compared", 0.8)[1])
    in_prose = combine([shows("compared", 0.8)] * 3, priors=EVEN)
    in_rows = combine([row] * 3, priors=EVEN)
    assert in_rows["compared"] < in_prose["compared"]


def test_what_stands_in_the_title_is_hardly_ever_only_mentioned() -> None:
    usual, titled = priors_of(USUAL), priors_of(USUAL._replace(is_in_title=True))
    assert titled["mentioned"] < usual["mentioned"] / 5


def test_a_paper_that_never_trains_evaluates_what_it_runs() -> None:
    trains, trains_not = priors_of(USUAL), priors_of(USUAL._replace(is_trained_here=False))
    assert trains["built_on"] > trains["evaluated"]
    assert trains_not["built_on"] < trains_not["evaluated"]


def test_a_paper_trains_if_it_says_so_more_than_once_or_twice() -> None:
    said = "We fine-tune the parser. It was trained for a week. We prune half of it."
    assert says_it_trains(said)
    assert not says_it_trains("The baseline was trained by its authors. We ask it questions.")


def test_a_paper_that_proposes_nothing_has_fewer_baselines() -> None:
    proposes, studies = priors_of(USUAL), priors_of(USUAL._replace(is_of_others=True))
    assert studies["evaluated"] / studies["compared"] > proposes["evaluated"] / proposes["compared"]


def test_a_paper_evaluates_if_its_opening_says_so_more_often_than_that_it_proposes() -> None:
    assert says_it_evaluates(
        "We study how models count. We find that they\ndo not. We release data."
    )
    assert not says_it_evaluates("We propose a layer. In this paper we evaluate it.")


def test_a_chip_is_not_run_on_for_the_sole_reason_that_it_is_named() -> None:
    chip = USUAL._replace(kind="accelerator", mention_count=2)
    unsure: tuple[bool, dict[Role, float]] = (True, {"built_on": 0.25, "mentioned": 0.75})
    sure: tuple[bool, dict[Role, float]] = (True, {"built_on": 0.95, "mentioned": 0.05})
    assert most_probable(combine([unsure, unsure], priors=priors_of(chip))) == "mentioned"
    assert most_probable(combine([unsure, sure], priors=priors_of(chip))) == "built_on"
