"""Intervals hold what they should, against values worked out by hand or published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.measures.intensity import PairCount, count_links, measure_intensity
from byline.measures.intervals import (
    compare_shares,
    find_difference_interval,
    find_ratio_interval,
    find_wilson_interval,
)


def test_the_published_counts_of_two_years_are_not_distinguishable() -> None:
    compared = compare_shares((134, 4497), (141, 5290))
    assert compared is not None
    assert compared[0] == pytest.approx(-0.94, abs=0.01)
    low, high = find_difference_interval((134, 4497), (141, 5290))
    assert low < 0 < high


def test_newcombes_interval_is_that_of_his_paper() -> None:
    # 56/70 against 48/80: difference 0.2, interval 0.0524 to 0.3339 (Newcombe 1998, table II)
    low, high = find_difference_interval((48, 80), (56, 70))
    assert low == pytest.approx(0.0524, abs=1e-4)
    assert high == pytest.approx(0.3339, abs=1e-4)


def test_a_share_of_all_reaches_one_and_no_further() -> None:
    low, high = find_wilson_interval(9, 10)
    assert 0.5 < low < 0.9 < high < 1
    assert find_wilson_interval(5, 5)[1] == 1.0


def test_nothing_tried_says_nothing() -> None:
    assert find_wilson_interval(0, 0) == (0.0, 1.0)
    assert find_difference_interval((0, 0), (1, 2)) == (-1.0, 1.0)
    assert compare_shares((0, 5), (0, 5)) is None


@given(st.integers(1, 500), st.integers(0, 500))
def test_the_interval_of_a_share_holds_the_share(trials: int, hits: int) -> None:
    hits = min(hits, trials)
    low, high = find_wilson_interval(hits, trials)
    assert 0 <= low <= hits / trials <= high <= 1


def test_a_ratio_of_equal_shares_is_one() -> None:
    low, high = find_ratio_interval((50, 100), (100, 200))
    assert low < 1 < high
    assert low * high == pytest.approx(1)


PAIR = PairCount(left="CN", right="US", joint=20, left_papers=40, right_papers=100, known=200)


def test_intensities_are_those_of_their_formulas() -> None:
    links = count_links(
        [
            PAIR,
            PairCount(left="DE", right="US", joint=10, left_papers=20, right_papers=100, known=200),
        ]
    )
    found = measure_intensity(PAIR, links=links)
    assert found.salton.value == pytest.approx(20 / (40 * 100) ** 0.5)
    assert found.jaccard.value == pytest.approx(20 / 120)
    assert found.association.value == pytest.approx(20 * 200 / (40 * 100))
    # China's 20 links all go to the US, which holds 30 of the 40 links of everybody else
    assert found.relative.value == pytest.approx(1 / (30 / 40))
    for index in (found.salton, found.jaccard, found.association, found.relative):
        assert index.interval[0] < index.value < index.interval[1]


def test_intervals_are_the_same_every_time() -> None:
    links = count_links([PAIR])
    assert measure_intensity(PAIR, links=links) == measure_intensity(PAIR, links=links)
