"""Every measure against numbers worked out by hand, and the page that defines them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from byline.measures import count_measure, read_measures
from byline.measures.page import describe_measures
from byline.store.database import opened_store
from byline.store.study import Study
from tests.measures.goldens import GOLDENS, Golden
from tests.toy import ToyPaper, make_study

PAGE = Path(__file__).parents[2] / "docs" / "measures.md"


@pytest.fixture(scope="module")
def study_of(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[tuple[ToyPaper, ...]], Study]:
    made: dict[tuple[ToyPaper, ...], Study] = {}

    def make(papers: tuple[ToyPaper, ...]) -> Study:
        if papers not in made:
            made[papers] = make_study(tmp_path_factory.mktemp("toy"), papers)
        return made[papers]

    return make


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.measure)
def test_a_measure_gives_what_was_worked_out_by_hand(
    golden: Golden, study_of: Callable[[tuple[ToyPaper, ...]], Study]
) -> None:
    with opened_store(study_of(golden.papers).store) as connection:
        found = count_measure(connection, golden.measure, golden.parameters)
    kept = [row for row in found if golden.only.items() <= row.items()]
    assert [tuple(row[name] for name in golden.columns.split()) for row in kept] == golden.rows


def test_no_measure_is_without_a_golden_result() -> None:
    assert set(read_measures()) - {golden.measure for golden in GOLDENS} == set()


def test_the_page_of_the_measures_is_up_to_date() -> None:
    page = describe_measures(read_measures().values())
    assert PAGE.read_text("utf-8") == page, "write it anew: byline measures --markdown"
