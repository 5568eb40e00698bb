"""The data behind the words: every row is usable, and telling words tell what they should."""

import pytest

from byline.authorship.lexicon import (
    fold,
    fold_words,
    read_cues,
    read_words,
    weigh_name,
    weigh_opening,
)

CUES = {
    "organisation": (
        "top", "top_runs", "middle", "unit", "unspaced_top", "unspaced", "firsts", "whole",
        "whole_runs", "inner", "company", "forms",
    ),
    "place": ("closing",),
    "name": ("particles", "suffixes", "titles", "openers"),
    "group": ("words",),
    "job": ("words",),
    "sentence": ("openers", "remarks", "abbreviations", "verbs", "function_words", "open_ends"),
    "mail": ("words", "templates", "free", "free_labels"),
}  # fmt: skip


def test_every_counted_word_is_folded_and_its_numbers_are_in_range() -> None:
    for word, fact in read_words().items():
        assert fold_words(word) == [word]
        assert -8 <= fact.weight <= 8
        assert fact.opens is None or 0 <= fact.opens <= 9


@pytest.mark.parametrize(("section", "key"), [(s, key) for s, keys in CUES.items() for key in keys])
def test_cues_are_folded(section: str, key: str) -> None:
    cues = read_cues(section, key)
    assert cues
    if not key.startswith("unspaced"):
        assert {cue for cue in cues if fold(cue) != cue} <= {"für", "授权"}


@pytest.mark.parametrize(
    "name",
    [
        "Huawei Li", "Austin Wen", "Jordan Smith", "Łukasz Garncarek", "R.X. Xu",
        "Leendert van Doorn", "Vahid Partovi Nia", "Yi-Ke Guo", "Zhuoyan Mei", "Orla St. Clair",
        "滕若岚", "Zhenkai Ai", "Abdulaziz Al-Harthi", "Hidetaka Shimomura III",
    ],
)  # fmt: skip
def test_names_weigh_as_names(name: str) -> None:
    assert weigh_name(name.split()) > 0


@pytest.mark.parametrize(
    "affiliation",
    [
        "Amazon Ads", "Huawei Cloud", "University of Washington", "Paris, France", "UC Berkeley",
        "Facebook AI Research", "Seattle, WA 98105", "浙江大学",
    ],
)  # fmt: skip
def test_affiliations_weigh_as_affiliations(affiliation: str) -> None:
    assert weigh_name(affiliation.replace(",", "").split()) < 0


def test_places_open_parts_of_affiliations_and_inner_words_do_not() -> None:
    assert (weigh_opening("Pittsburgh") or 0) > 4
    assert weigh_opening("Recognition") == 0
    assert weigh_opening("Qqqq") is None
