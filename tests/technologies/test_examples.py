"""Every example of the shipped catalogue, read by the whole scanner."""

from functools import cache

import pytest

from byline.technologies.ambiguity import Example, find_alias
from byline.technologies.catalogue import load_catalogue
from byline.technologies.scanner import Scanner
from tests.technologies.texts import read_text

EXAMPLES = load_catalogue().examples


@cache
def shipped_scanner() -> Scanner:
    return Scanner(load_catalogue())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.alias}-{one.verdict}")
def test_an_example_is_read_as_it_says(example: Example) -> None:
    span = find_alias(example.alias, example.text)
    assert span is not None
    reading = read_text(("body", example.text))
    found = shipped_scanner().find_mentions(reading, year=None).mentions
    there = {one.technology_id for one in found if one.start < span[1] and span[0] < one.end}
    assert (example.technology_id in there) == (example.verdict == "match")
