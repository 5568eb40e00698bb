"""The year that a paper prints."""

from byline.technologies.years import find_year
from tests.technologies.texts import read_text


def test_the_arxiv_stamp_says_the_year() -> None:
    reading = read_text(("front_matter", "arXiv:2105.01234v2 [cs.CL] 5 May 2021"))
    assert find_year(reading) == 2021


def test_else_the_latest_year_that_the_references_print_but_no_page_number() -> None:
    reading = read_text(("body", "in 2030"), ("references", "A. 2019. B. 2021b. C. 2021. pp. 2040"))
    assert find_year(reading) == 2021


def test_front_matter_says_its_year_once() -> None:
    assert find_year(read_text(("front_matter", "NeurIPS 2022"), ("body", "x"))) == 2022


def test_a_paper_without_years_has_none() -> None:
    assert find_year(read_text(("body", "It costs 2000 dollars."))) is None
