from collections.abc import Iterator
from dataclasses import replace

import pytest

from byline.measures.laws import LAWS, BrokenLaw
from byline.queries import PairQueries, Scope, Store
from byline.queries.definitions import CHOICES, DefinedPaper, Definition
from byline.records import BylineError
from byline.report.defining import Definitions, gather_definitions
from byline.report.definition_words import (
    DefinitionWords,
    describe_figure,
    place_laws,
    tell_law,
)
from byline.report.marks import Figure, draw_definitions
from byline.report.naming import Naming
from byline.report.wording import read_wording
from tests.toy import PAPERS, make_study

NAMING = Naming(read_wording())
ALL = Scope()
BOUNDS = (4 / 13, 9 / 13)


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PairQueries]:
    with Store.opened(make_study(tmp_path_factory.mktemp("toy")).store) as store:
        yield store.pairs


@pytest.fixture(scope="module")
def found(pairs: PairQueries) -> Definitions:
    return gather_definitions(pairs, ALL, sides=("US", "CN"), listed={})


@pytest.fixture(scope="module")
def words(found: Definitions) -> DefinitionWords:
    return DefinitionWords(NAMING, found.headline.count.definition)


@pytest.fixture(scope="module")
def figure(found: Definitions) -> Figure:
    return draw_definitions(found, BOUNDS)


def test_every_count_leads_to_as_many_papers(found: Definitions) -> None:
    for row in (row for choice in found.choices for row in choice.rows):
        for anchor, number in ((row.joint, row.count.joint), (row.known, row.count.known)):
            assert len(found.lists[anchor.removeprefix("papers-")].papers) == number


def test_an_intern_is_joint_only_with_roles(found: Definitions) -> None:
    [choice] = [c for c in found.choices if c.name == "internships and other roles"]
    without, with_roles = (found.lists[row.joint[7:]].papers for row in choice.rows)
    titles = {paper.title for paper in PAPERS if paper.paper_id in with_roles - without}
    assert titles == {"An intern"}


def test_a_list_that_is_there_already_is_not_made_again(
    pairs: PairQueries, found: Definitions
) -> None:
    joint = found.lists[found.headline.joint[7:]].papers
    again = gather_definitions(pairs, ALL, sides=("US", "CN"), listed={"joint-0": joint})
    assert again.headline.joint == "joint-0"
    assert len(again.lists) == len(found.lists) - 1


def test_a_list_that_is_too_short_stops_the_report(
    pairs: PairQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    def list_one(*_: object) -> tuple[DefinedPaper, ...]:
        return (DefinedPaper(paper_id="p", is_joint=True),)

    monkeypatch.setattr(PairQueries, "list_defined", list_one)
    with pytest.raises(BylineError, match="report this as a bug"):
        gather_definitions(pairs, ALL, sides=("US", "CN"), listed={})


def test_the_extremes_keep_at_least_half_of_the_papers(found: Definitions) -> None:
    least = found.headline.count.known / 2
    assert min(found.lowest.count.known, found.highest.count.known) >= least
    assert (found.lowest.count.share or 0) < (found.highest.count.share or 0)


def test_without_other_groupings_there_is_no_choice_of_them(pairs: PairQueries) -> None:
    assert gather_definitions(pairs, ALL, sides=("US", "GB"), listed={}).settled == ("grouping",)


def test_the_figure_has_a_mark_for_every_count_and_all_lie_on_it(
    found: Definitions, figure: Figure
) -> None:
    marks = [mark for group in figure.groups for mark in group.marks]
    assert len(marks) == sum(len(choice.rows) - 1 for choice in found.choices)
    for mark in (figure.headline, *marks):
        assert 0 < mark.low <= mark.at <= mark.high < figure.width
        assert figure.top < mark.mark_at < figure.height


def test_the_axis_is_in_proportion_to_the_shares(figure: Figure) -> None:
    (nothing, start), (share, place), *_ = figure.ticks
    headline = figure.headline
    assert nothing == 0
    expected = start + (place - start) * (headline.row.count.share or 0) / share
    assert headline.at == pytest.approx(expected)


def test_an_interval_beyond_the_scale_ends_in_an_arrow(found: Definitions) -> None:
    small = replace(found.headline, count=replace(found.headline.count, joint=1, known=100))
    found = replace(found, headline=small, choices=())
    assert draw_definitions(found, (0.01, 0.9)).bounds.is_off
    assert not draw_definitions(found, (0.01, 0.02)).bounds.is_off


def test_the_figure_is_told_in_words(
    figure: Figure, words: DefinitionWords, found: Definitions
) -> None:
    told = describe_figure(figure, words, NAMING)
    assert "The headline is 44.4%, 95% interval 18.9–73.3%." in told
    assert "Assumed countries, without assumed countries: 33.3%" in told
    assert found.choices[0].name == "track"


def test_every_choice_and_option_has_words(words: DefinitionWords, found: Definitions) -> None:
    headline = found.headline.count.definition
    for name in CHOICES:
        assert words.choice(name)
        assert words.option(name, headline)
    for source in ("any", "page", "site", "profile"):
        assert words.option("source of affiliations", replace(headline, source=source))


def test_a_definition_is_named_by_what_it_changes(words: DefinitionWords) -> None:
    headline = Definition(
        left="US",
        right="CN",
        track=None,
        with_assumed=True,
        between_people=False,
        with_roles=False,
        source="any",
    )
    assert words.whole(headline) == "The headline"
    changed = replace(headline, with_assumed=False, track="main")
    assert words.whole(changed) == "main, without assumed countries"


def test_every_law_has_its_section_and_its_words() -> None:
    broken = tuple(BrokenLaw(law=law, message="", values={}) for law in LAWS)
    told = [one.law for section in place_laws(broken).values() for one in section]
    assert sorted(told) == sorted(LAWS)
    assert all(read_wording().find(f"law.{law}") for law in LAWS)


def test_a_broken_law_is_told_in_the_numbers_of_the_language() -> None:
    values: dict[str, str | int | float] = {
        "name": "main",
        "year": "2024",
        "before": "2021",
        "difference": 0.027,
        "z": 3.71,
    }
    law = BrokenLaw(law="jump", message="", values=values)
    told = tell_law(law, read_wording()).striptags()
    assert tell_law(law, read_wording("ar")).startswith("<bdi>main</bdi>")
    assert told.startswith("main, 2024 against 2021: +2.7 percentage points")
    assert "(z = 3.7)" in told
