import importlib.util
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from byline.queries import JointCount
from byline.report.charts import Chart, describe_series, draw_charts
from byline.report.facts import Series, build_series
from byline.report.naming import Naming
from byline.report.wording import read_wording

NAMING = Naming(read_wording())
COUNT = JointCount(
    venue="V",
    year=2020,
    track="main",
    papers=10,
    known=8,
    failed=1,
    without_author=0,
    without_affiliation=0,
    unknown=1,
    joint=2,
    joint_without_assumed=2,
    joint_between_people=2,
    at_most=4,
)
YEARS = (2020, 2021, 2023)


@pytest.fixture(scope="module")
def series() -> tuple[Series, ...]:
    rows = [replace(COUNT, year=year, joint=2 + year % 2) for year in YEARS]
    hostile = replace(COUNT, track="<script>alert(1)</script>")
    return build_series(
        [*rows, hostile, replace(hostile, year=2021), replace(hostile, track="one")]
    )


@pytest.fixture(scope="module")
def charts(series: tuple[Series, ...]) -> tuple[Chart, ...]:
    pytest.importorskip("vl_convert", reason="needs the extra charts")
    pytest.importorskip("altair", reason="needs the extra charts")
    return draw_charts(series, NAMING)


def _elements(chart: Chart, name: str) -> list[ET.Element]:
    return list(ET.fromstring(chart.drawing).iter(f"{{http://www.w3.org/2000/svg}}{name}"))  # noqa: S314 (our own drawing)


def test_every_series_of_two_years_has_its_drawing_with_words_for_who_cannot_see_it(
    charts: tuple[Chart, ...],
) -> None:
    assert len(charts) == 2
    [svg] = _elements(charts[0], "svg")
    assert svg.get("role") == "img"
    assert "2022: no papers" in (svg.get("aria-label") or "")


def test_a_line_breaks_at_a_year_without_papers(charts: tuple[Chart, ...]) -> None:
    paths = _elements(charts[0], "path")
    [line] = [path.get("d") or "" for path in paths if path.get("stroke-width") == "1.6"]
    assert line.count("M") == 2


def test_a_drawing_is_of_one_ink_and_needs_no_style_or_script(charts: tuple[Chart, ...]) -> None:
    inks = {"currentColor", "none", "transparent", None}
    for element in ET.fromstring(charts[0].drawing).iter():  # noqa: S314 (our own drawing)
        assert {element.get("fill"), element.get("stroke")} <= inks
        assert element.get("style") is None
        assert not element.tag.endswith("script")


def test_no_text_of_a_paper_gets_into_a_drawing(charts: tuple[Chart, ...]) -> None:
    assert "<script" not in charts[1].drawing
    assert charts[1].name == "V, <script>alert(1)</script>"


def test_values_are_labelled_as_the_table_says_them(charts: tuple[Chart, ...]) -> None:
    texts = [element.text for element in _elements(charts[0], "text")]
    assert {"25.0%", "37.5%"} <= set(texts)


def test_a_series_is_told_in_words(series: tuple[Series, ...]) -> None:
    words = describe_series(series[0], NAMING)
    assert "2020: 25.0%, coverage 80.0%; 2021: 37.5%" in words


def test_without_the_extra_there_is_no_drawing(
    series: tuple[Series, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_nothing(_name: str, *_rest: Any) -> None:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", find_nothing)
    assert draw_charts(series, NAMING) == ()
