"""Derivatives lead to what they were made from."""

from byline.technologies.derivations import Derivations
from byline.technologies.descent import find_ancestors
from byline.technologies.mentions import FoundName
from tests.technologies.toy_catalogue import toy_catalogue


def test_a_derivative_leads_to_all_its_ancestors() -> None:
    assert find_ancestors(toy_catalogue(), "model:wizard") == ("model:vicuna", "model:llama")
    assert find_ancestors(toy_catalogue(), "model:llama") == ()


def test_a_version_may_derive_from_more_than_its_family() -> None:
    assert find_ancestors(toy_catalogue(), "model:qwen", version="2.5-VL") == (
        "model:vit",
        "architecture:transformer",
    )
    assert find_ancestors(toy_catalogue(), "model:qwen", version="2.5") == ()


def test_a_model_counts_for_its_family_and_not_for_its_architecture() -> None:
    found = [_name("model:wizard"), _name("model:vit"), _name("model:qwen", version="2.5-VL")]
    assert Derivations(toy_catalogue()).of_names(found) == {
        "model:wizard": ("model:vicuna", "model:llama"),
        "model:vit": (),
        "model:qwen": ("model:vit",),
    }


def _name(technology_id: str, *, version: str | None = None) -> FoundName:
    return FoundName(technology_id, "Name", version, "body", "name_known@1", 0, 4, (0, 4))
