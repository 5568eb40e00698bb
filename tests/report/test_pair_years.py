import re
from collections.abc import Iterator

import pytest

from byline.measures.intensity import PairCount, measure_intensity
from byline.queries import Scope, Store
from byline.queries.matrix import build_matrix
from byline.report.definition_words import describe_pair
from byline.report.naming import Naming
from byline.report.pair_years import (
    HEIGHT,
    PairFacts,
    PairRow,
    draw_pairs,
    gather_pairs,
    name_pair_list,
)
from byline.report.wording import read_wording
from tests.toy import make_study

PAIR = PairCount(left="CN", right="US", joint=6, left_papers=10, right_papers=20, known=60)


def _facts(by_year: dict[int, int], known: dict[int, int]) -> PairFacts:
    row = PairRow(intensity=measure_intensity(PAIR, links={"CN": 6, "US": 6}), by_year=by_year)
    return PairFacts(rows=(row,), known=known, matrix=build_matrix((), {}, ()))


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PairFacts]:
    with Store.opened(make_study(tmp_path_factory.mktemp("toy")).store) as store:
        rows = store.count_joint("US", "CN", Scope()).rows
        yield gather_pairs(store.pairs, Scope(), rows)


def test_pairs_come_with_their_years_and_the_known_papers(toy: PairFacts) -> None:
    assert toy.known == {2023: 3, 2024: 6}
    first = toy.rows[0]
    assert (first.anchor, dict(first.by_year)) == ("papers-CN-US", {2024: 4})


def test_bars_are_as_high_as_their_shares() -> None:
    [chart] = draw_pairs(_facts({2000: 1, 2002: 5}, {2000: 20, 2001: 10, 2002: 25}))
    heights = [float(height) for height in re.findall(r"v-([\d.]+)", chart.bars)]
    assert heights == [pytest.approx(HEIGHT / 4), pytest.approx(HEIGHT)]
    assert chart.peak == (2002, 5, 25)


def test_the_base_line_is_broken_where_no_paper_is_known() -> None:
    [chart] = draw_pairs(_facts({2000: 1}, {2000: 20, 2001: 0, 2002: 25, 2003: 5}))
    starts = [float(at) for at in re.findall(r"M([\d.]+)", chart.base)]
    assert len(starts) == 3
    assert starts[1] - starts[0] == pytest.approx(2 * (starts[2] - starts[1]), abs=0.2)


def test_one_year_is_no_chart() -> None:
    assert draw_pairs(_facts({2000: 1}, {2000: 20, 2001: 0})) == ()


def test_a_chart_is_told_in_words() -> None:
    [chart] = draw_pairs(_facts({2000: 1, 2002: 5}, {2000: 20, 2002: 25}))
    told = describe_pair(chart, Naming(read_wording()))
    assert told.startswith("mainland China and the United States, 2000 to 2002:")
    assert told.endswith("highest in 2002 with 20.0%.")


def test_every_pair_of_the_matrix_that_shares_papers_lists_them(toy: PairFacts) -> None:
    for cell in toy.matrix.cells:
        assert ((min(cell.left, cell.right), max(cell.left, cell.right)) in toy.lists) == bool(
            cell.joint
        )


def test_a_pair_has_one_list_whichever_country_is_named_first() -> None:
    assert name_pair_list("US", "CN") == name_pair_list("CN", "US") == "papers-CN-US"
