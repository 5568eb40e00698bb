"""A report can be read by ear, by keyboard and by weak eyes."""

import importlib.resources
import re
from itertools import pairwise

import pytest

from byline.queries import Scope
from byline.report.page import write_report
from byline.store.study import Study
from tests.report.reading import ReadReport, read_report
from tests.toy import TECHNOLOGY_PAPERS, make_study

LEAST_CONTRAST = 4.5
"""Of text to its ground, after WCAG 2.2, success criterion 1.4.3."""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return make_study(tmp_path_factory.mktemp("tech"), TECHNOLOGY_PAPERS)


@pytest.fixture(scope="module")
def page(study: Study) -> ReadReport:
    path = write_report(study, left="US", right="CN", scope=Scope())
    return read_report(path.read_text("utf-8"))


def test_headings_leave_out_no_level(page: ReadReport) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert {4} <= set(levels)
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_head_of_a_table_says_what_it_heads(page: ReadReport) -> None:
    scopes = [head.get("scope") for head in page.all("th")]
    assert set(scopes) == {"col", "row", "colgroup", "rowgroup"}


def test_every_drawing_is_told_in_words_or_is_none(page: ReadReport) -> None:
    drawings = list(page.all("svg"))
    assert len(drawings) > 3
    for drawing in drawings:
        is_told = drawing.get("role") == "img" and drawing.get("aria-label")
        assert is_told or drawing.get("aria-hidden") == "true"
    assert not list(page.all("img"))


def test_what_scrolls_has_a_name_and_can_be_reached_by_keyboard(page: ReadReport) -> None:
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    regions = [one for one in page.all("div") if one.get("class") == "scroll"]
    assert regions
    for region in regions:
        assert (region["role"], region["tabindex"]) == ("region", "0")
        assert region.get("aria-label") or region["aria-labelledby"] in ids


def test_a_link_leads_past_everything_to_the_papers(page: ReadReport) -> None:
    first = next(page.all("a"))
    assert (first["class"], first["href"]) == ("skip", "#joint")


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("name", ["ink", "quiet", "left", "right", "beside", "link"])
def test_every_colour_of_text_stands_out_from_its_ground(name: str, *, is_dark: bool) -> None:
    colours = _read_colours(is_dark=is_dark)
    for ground in ("page", "tint"):
        assert _contrast(colours[name], colours[ground]) >= LEAST_CONTRAST


def _read_colours(*, is_dark: bool) -> dict[str, str]:
    css = importlib.resources.files("byline.report").joinpath("templates", "report.css")
    roots = re.findall(r":root \{([^}]*)\}", css.read_text("utf-8"))
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", roots[int(is_dark)]))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
