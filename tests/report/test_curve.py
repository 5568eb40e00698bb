"""The figure of all combinations: every one has a dot, and the ink below says what it chooses."""

from collections.abc import Iterator

import pytest

from byline.queries import Scope, Store
from byline.queries.definitions import CHOICES, DefinedCount
from byline.report.curve import MOST_OPTIONS, Curve, Strip, draw_curve
from byline.report.definition_words import describe_curve
from byline.report.naming import Naming
from byline.report.wording import read_wording
from tests.toy import make_study


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DefinedCount, ...]]:
    with Store.opened(make_study(tmp_path_factory.mktemp("toy")).store) as store:
        yield store.pairs.count_definitions("US", "CN", Scope()).counts


@pytest.fixture(scope="module")
def curve(counts: tuple[DefinedCount, ...]) -> Curve:
    return draw_curve(counts)


def test_every_combination_has_a_dot_lowest_share_first(
    curve: Curve, counts: tuple[DefinedCount, ...]
) -> None:
    assert {dot.count.definition for dot in curve.dots} == {one.definition for one in counts}
    shares = [dot.count.share or 0.0 for dot in curve.dots]
    assert shares == sorted(shares)
    assert len(set(shares)) > 1
    assert [dot.x for dot in curve.dots] == sorted(dot.x for dot in curve.dots)


def test_a_higher_share_stands_higher(curve: Curve) -> None:
    top, bottom = curve.plot
    assert curve.dots[-1].y < curve.dots[0].y
    assert all(top <= dot.y <= bottom for dot in curve.dots)


def test_the_headline_is_the_first_count(curve: Curve, counts: tuple[DefinedCount, ...]) -> None:
    assert curve.headline.count == counts[0]
    upper, lower = curve.interval
    assert upper <= curve.headline.y <= lower


def test_the_ink_below_a_dot_is_what_it_chooses(curve: Curve) -> None:
    for choice in curve.choices:
        fields = CHOICES[choice.name]
        for strip in choice.strips:
            chosen = [getattr(strip.example.definition, name) for name in fields]
            for dot in curve.dots:
                takes = [getattr(dot.count.definition, name) for name in fields] == chosen
                assert _is_inked(strip, dot.x) == takes


def test_neighbours_share_one_run_of_ink(curve: Curve) -> None:
    for strip in (strip for choice in curve.choices for strip in choice.strips):
        ends = [left + width for left, width in strip.runs]
        starts = [left for left, _ in strip.runs]
        assert all(end < start for end, start in zip(ends, starts[1:], strict=False))


def test_a_venue_of_many_tracks_shows_the_largest(counts: tuple[DefinedCount, ...]) -> None:
    curve = draw_curve(counts)
    assert all(len(choice.strips) <= MOST_OPTIONS for choice in curve.choices)
    assert all(choice.strips[0].example == counts[0] for choice in curve.choices)


def test_half_of_the_combinations_lie_in_the_middle(curve: Curve) -> None:
    low, high = curve.middle
    inside = sum(low <= (dot.count.share or 0.0) <= high for dot in curve.dots)
    assert inside >= len(curve.dots) / 2


def test_one_combination_alone_is_a_dot_without_choices(counts: tuple[DefinedCount, ...]) -> None:
    curve = draw_curve(counts[:1])
    assert len(curve.dots) == 1
    assert not curve.choices


@pytest.mark.parametrize("language", ["en", "zh", "id", "ar"])
def test_the_figure_is_told_in_words(curve: Curve, language: str) -> None:
    told = describe_curve(curve, Naming(read_wording(language)))
    assert str(len(curve.dots)) in told


def _is_inked(strip: Strip, x: float) -> bool:
    return any(left <= x <= left + width for left, width in strip.runs)
