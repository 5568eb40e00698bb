import tomllib
from collections import Counter
from datetime import date
from importlib.resources import files
from typing import get_args

import pytest

from byline.places.entry import NameKind
from byline.places.registry import embedded_path, load_registry
from byline.places.registry_corrections import (
    AddedName,
    CorrectedField,
    Correction,
    Corrections,
    correct,
    read_corrections,
)
from byline.places.registry_records import ror_key
from byline.places.registry_rows import LONGEST_TEXT, clean_text
from tests.places.registry_samples import entry

CORRECTIONS = [
    correction for rows in read_corrections().corrections.values() for correction in rows
]
ADDED = [name for rows in read_corrections().added_names.values() for name in rows]


def is_key(key: str) -> bool:
    return ror_key(key) == key or key.startswith("byline.")


@pytest.mark.parametrize("row", CORRECTIONS, ids=lambda row: f"{row.ror_id}-{row.field}")
def test_a_correction_has_an_organisation_a_reason_and_a_date(row: Correction) -> None:
    assert is_key(row.ror_id)
    assert row.field in get_args(CorrectedField)
    assert row.value
    assert len(row.reason) > 10
    assert date.fromisoformat(row.date)


def test_a_correction_is_made_once() -> None:
    made = Counter((row.ror_id, row.field, row.value) for row in CORRECTIONS)
    assert max(made.values()) == 1


def test_every_row_of_the_file_is_read() -> None:
    text = (files("byline.places") / "registry_corrections.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    assert len(table["correction"]) == len(CORRECTIONS)
    assert [rule.country_code for rule in read_corrections().seat_rules] == ["HK", "MO"]


def test_added_names_are_sound() -> None:
    seen: set[tuple[str, str]] = set()
    for name in ADDED:
        assert is_key(name.ror_id), name
        assert name.kind in get_args(NameKind)[1:], name
        assert name.text == clean_text(name.text), name
        assert 1 < len(name.text) <= LONGEST_TEXT, name
        assert name.source, name
        assert (name.ror_id, name.text) not in seen, name
        seen.add((name.ror_id, name.text))


def test_added_names_are_in_the_compact_registry() -> None:
    named = {
        of.ror_id: {text for _, text in of.names} for of in load_registry(embedded_path()).entries
    }
    missing = [name for name in ADDED if name.text not in named.get(name.ror_id, ())]
    assert not missing


def test_the_table_of_names_shows_whose_they_are() -> None:
    names = {of.ror_id: of.names[0][1] for of in load_registry(embedded_path()).entries}
    text = (files("byline.places") / "registry_aliases.tsv").read_text(encoding="utf-8")
    for line in text.split("\n")[1:-1]:
        ror_id, name, *_ = line.split("\t")
        assert names[ror_id] == name


def corrections(field: CorrectedField, value: str) -> Corrections:
    row = Correction(ror_id="a", field=field, value=value, reason="a test", date="2026-01-01")
    return Corrections(seat_rules=(), corrections={"a": (row,)}, added_names={})


def test_a_dropped_name_goes_and_the_first_name_stays() -> None:
    organisation = entry("a", "Newcastle", "Newcastle University")
    assert correct(organisation, corrections("drop_name", "Newcastle University")).names == (
        ("name", "Newcastle"),
    )
    assert correct(organisation, corrections("drop_name", "Newcastle")) == organisation


def test_values_are_set_and_removed() -> None:
    organisation = entry("a", "A", parents=("p",))
    assert correct(organisation, corrections("country_code", "CN")).country_code == "CN"
    assert correct(organisation, corrections("city", "Shenzhen")).city == "Shenzhen"
    assert correct(organisation, corrections("subdivision", "Guangdong")).subdivision == "Guangdong"
    assert correct(organisation, corrections("drop_parent", "p")).parent_ids == ()
    assert correct(organisation, corrections("add_parent", "q")).parent_ids == ("p", "q")
    with_domain = correct(organisation, corrections("add_domain", "a.example"))
    assert with_domain.domains == ("a.example",)
    assert correct(with_domain, corrections("drop_domain", "a.example")).domains == ()
    assert correct(organisation, corrections("is_head_office", "true")).is_head_office


def test_other_organisations_are_left_alone() -> None:
    assert correct(entry("b", "B"), corrections("city", "Shenzhen")) == entry("b", "B")


def test_an_added_name_comes_once_and_last() -> None:
    added = AddedName(ror_id="a", kind="acronym", text="MIT", source="a test")
    rules = Corrections(seat_rules=(), corrections={}, added_names={"a": (added,)})
    once = correct(entry("a", "A", "B"), rules)
    assert once.names == (("name", "A"), ("alias", "B"), ("acronym", "MIT"))
    assert correct(once, rules) == once
