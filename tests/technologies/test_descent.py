"""Derivatives lead to what they were made from."""

from byline.technologies.descent import find_ancestors
from tests.technologies.toy_catalogue import toy_catalogue


def test_a_derivative_leads_to_all_its_ancestors() -> None:
    assert find_ancestors(toy_catalogue(), "model:wizard") == ("model:vicuna", "model:llama")
    assert find_ancestors(toy_catalogue(), "model:llama") == ()


def test_a_version_may_derive_from_more_than_its_family() -> None:
    assert find_ancestors(toy_catalogue(), "model:qwen", version="2.5-VL") == ("model:vit",)
    assert find_ancestors(toy_catalogue(), "model:qwen", version="2.5") == ()
