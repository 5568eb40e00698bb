"""The resolver on labelled strings, with the compact registry that every user has."""

from pathlib import Path

import pytest

from byline.evaluate.gold_strings import read_gold_strings
from byline.evaluate.places import score_places
from byline.places.resolver import Resolver

POLICY = {
    "Google, Zurich, Switzerland",
    "Munchen, Bayern, DE (OpenReview style)",
    "Univ. of Edinburgh* / OpenAI",
}
"""Labels that name one of several right answers, or one that the string does not print."""


def test_hard_cases_are_right_or_honestly_ambiguous(
    shared_data: Path, compact_resolver: Resolver
) -> None:
    gold = read_gold_strings(shared_data / "affiliations" / "hard_cases.csv")
    index = compact_resolver.index
    country_of = {
        key: index.country_codes[country]
        for key, country in zip(index.ror_ids, index.countries, strict=True)
    }
    report = score_places(gold, compact_resolver.resolve, country_of=country_of)
    wrong = {
        row.paper_id
        for row in report.disagreements
        if row.kind not in ("unlabelled", "incomplete")
        and compact_resolver.resolve(row.paper_id).status != "ambiguous"
    }
    assert wrong - POLICY == set()
    assert report.total.countries_by_string.extra == 0


@pytest.mark.accuracy
@pytest.mark.parametrize(
    ("name", "floor"),
    [("s2aff_train_val.csv", 0.99), ("dataset_affiliations_crossref_2024_02_19.json", 0.99)],
)
def test_countries_stay_precise(
    shared_data: Path, compact_resolver: Resolver, name: str, floor: float
) -> None:
    gold = read_gold_strings(shared_data / "affiliations" / name)
    index = compact_resolver.index
    country_of = {
        key: index.country_codes[country]
        for key, country in zip(index.ror_ids, index.countries, strict=True)
    }
    report = score_places(gold, compact_resolver.resolve, country_of=country_of)
    assert report.total.countries_by_string.precision >= floor
