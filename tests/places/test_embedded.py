"""The compact registry that ships with the package: whom it holds, and how soundly."""

import re
from collections import Counter, defaultdict
from csv import DictReader
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from byline.places.entry import NameKind, RegistryEntry
from byline.places.registry import embedded_path, load_registry, registry_info
from byline.places.registry_names import name_key
from byline.places.registry_records import own_key, ror_key
from byline.places.registry_rows import LONGEST_TEXT, clean_text
from byline.places.registry_settling import full_name_keys
from tools.embedded.mentions import find_mentions, index_names
from tools.embedded.sources import CHOSEN, FOUND_IDS, LEFT_OUT, read_own, read_table, with_found_ids
from tools.embedded.strings import read_neurips_2024

REGISTRY = load_registry(embedded_path())
ENTRIES = {entry.ror_id: entry for entry in REGISTRY.entries}
HOST = re.compile(r"[a-z0-9.-]+\.[a-z0-9-]{2,}")
COVERAGE_FLOOR = 0.97


def bearers() -> dict[str, set[str]]:
    borne: defaultdict[str, set[str]] = defaultdict(set)
    for entry in ENTRIES.values():
        for name in full_name_keys(entry):
            borne[name].add(entry.ror_id)
    return borne


BEARERS = bearers()


def country_codes() -> set[str]:
    text = (files("byline.places") / "data" / "countries.tsv").read_text(encoding="utf-8")
    return {row["country_code"] for row in DictReader(text.split("\n"), delimiter="\t")}


def test_it_is_large_enough_and_small_enough() -> None:
    info = registry_info(embedded_path())
    assert info.organisation_count >= 3000
    assert info.without_id_count < info.organisation_count / 5
    assert embedded_path().stat().st_size < 3_000_000
    assert len(info.country_counts) > 150


def test_it_names_its_version_and_sources() -> None:
    assert REGISTRY.version == f"v2.9-{REGISTRY.sha256[:12]}"
    assert "CC0" in REGISTRY.source


def test_keys_are_unique_well_formed_and_in_order() -> None:
    keys = [entry.ror_id for entry in REGISTRY.entries]
    assert keys == sorted(set(keys))
    for key in keys:
        assert key.startswith("byline.") or ror_key(key) == key, key


def test_a_key_of_ours_is_made_of_name_and_country() -> None:
    for entry in ENTRIES.values():
        if "." in entry.ror_id:
            assert entry.ror_id == own_key(entry.names[0][1], entry.country_code)


def test_countries_are_iso_codes() -> None:
    codes = country_codes()
    for entry in ENTRIES.values():
        assert entry.country_code in codes, entry
        assert {country for country, _ in entry.locations} <= codes, entry


def test_parents_and_successors_exist() -> None:
    for entry in ENTRIES.values():
        assert ENTRIES.keys() >= {*entry.parent_ids, *entry.successor_ids}, entry
        assert entry.ror_id not in entry.parent_ids, entry


def test_texts_are_bounded_and_clean() -> None:
    for entry in ENTRIES.values():
        for text in (*(text for _, text in entry.names), entry.city, entry.subdivision):
            assert text is None or (0 < len(text) <= LONGEST_TEXT and clean_text(text) == text)
        for domain in entry.domains:
            assert HOST.fullmatch(domain), entry


def test_names_are_in_order_and_unique() -> None:
    order = {kind: number for number, kind in enumerate(get_args(NameKind))}
    for entry in ENTRIES.values():
        numbers = [order[kind] for kind, _ in entry.names]
        assert numbers == sorted(numbers), entry
        assert numbers.count(0) == 1, entry
        assert len({text for _, text in entry.names}) == len(entry.names), entry


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Northeastern University", {"US", "CN"}),
        ("York University", {"CA", "US"}),
        ("University of Georgia", {"US", "GE"}),
        ("Trinity College", {"US", "IE", "CA"}),
        ("Southeast University", {"CN", "BD"}),
        ("Soochow University", {"CN", "TW"}),
        ("Heidelberg University", {"DE", "US"}),
        ("Korea University", {"KR", "JP"}),
        ("Newcastle University", {"GB"}),
    ],
)
def test_namesakes_are_kept(name: str, countries: set[str]) -> None:
    assert {ENTRIES[key].country_code for key in BEARERS[name_key(name)]} == countries


@pytest.mark.parametrize(
    ("name", "country", "city"),
    [
        ("CUHK-Shenzhen", "CN", "Shenzhen"),
        ("HKUST(GZ)", "CN", "Guangzhou"),
        ("NYU Shanghai", "CN", "Shanghai"),
        ("Duke Kunshan University", "CN", "Kunshan"),
        ("Xi'an Jiaotong-Liverpool University", "CN", "Suzhou"),
        ("University of Nottingham Ningbo China", "CN", "Ningbo"),
        ("Georgia Tech Shenzhen Institute", "CN", "Shenzhen"),
        ("Georgia Tech Lorraine", "FR", None),
        ("CMU Africa", "RW", None),
        ("Carnegie Mellon University Qatar", "QA", None),
        ("Singapore-MIT Alliance for Research and Technology", "SG", None),
        ("Yale-NUS College", "SG", "Singapore"),
        ("Monash University Malaysia", "MY", "Subang Jaya"),
        ("NYU Abu Dhabi", "AE", "Abu Dhabi"),
        ("Beijing Normal-Hong Kong Baptist University", "CN", "Zhuhai"),
    ],
)
def test_a_campus_abroad_stands_in_its_own_country(
    name: str, country: str, city: str | None
) -> None:
    keys = BEARERS[name_key(name)]
    assert {(ENTRIES[key].country_code, ENTRIES[key].city) for key in keys} == {(country, city)}


@pytest.mark.parametrize(
    ("name", "ror_id"),
    [
        ("UC Berkeley", "01an7q238"),
        ("Google", "00njsd438"),
        ("Facebook AI Research", "01zbnvs85"),
        ("Microsoft Research Asia", "0300m5276"),
        ("Huawei Noah’s Ark Lab", "00cmhce21"),
        ("Shanghai AI Laboratory", "03wkvpx79"),
        ("ETH Zürich", "05a28rw58"),
        ("Inria", "02kvxyf05"),
        ("清华大学", "03cve4549"),
        ("Moonshot AI", "03ej19f56"),
        ("Ant Group", "byline.ant-group-cn"),
        ("Skoltech", "03f9nc143"),
        ("University of Newcastle", "00eae9z71"),
    ],
)
def test_names_as_papers_print_them_are_there(name: str, ror_id: str) -> None:
    assert ror_id in BEARERS[name_key(name)]
    assert {of for of in BEARERS[name_key(name)] if ENTRIES[of].is_head_office} <= {ror_id}


@pytest.mark.parametrize(
    ("firm", "head"),
    [
        ("Google", "00njsd438"),
        ("Microsoft", "00d0nc645"),
        ("Siemens", "059mq0909"),
        ("Samsung", "04w3jy968"),
        ("Huawei Technologies", "00cmhce21"),
        ("Qualcomm", "002zrf773"),
    ],
)
def test_one_national_record_of_a_firm_is_its_head_office(firm: str, head: str) -> None:
    nationals = [entry for entry in ENTRIES.values() if entry.names[0][1].startswith(f"{firm} (")]
    assert len(nationals) > 1
    assert [entry.ror_id for entry in nationals if entry.is_head_office] == [head]


def test_few_firms_lack_a_head_office() -> None:
    firms: defaultdict[str, list[RegistryEntry]] = defaultdict(list)
    for entry in ENTRIES.values():
        name = entry.names[0][1]
        if "company" in entry.types and name.endswith(")"):
            firms[name.rpartition(" (")[0]].append(entry)
    several = [entries for entries in firms.values() if len(entries) > 1]
    without = [entries for entries in several if not any(of.is_head_office for of in entries)]
    assert len(without) < len(several) / 4


def test_the_tables_beside_the_tool_agree_with_it() -> None:
    found = read_table(FOUND_IDS)
    assert all(ror_key(row["ror_id"]) == row["ror_id"] for row in found)
    chosen = {row["key"] for row in read_table(CHOSEN)}
    assert {row["ror_id"] for row in found} <= chosen
    assert {entry.ror_id for entry in with_found_ids(read_own(), found)} <= chosen
    assert chosen <= ENTRIES.keys()
    left_out = [own_key(row["name"], row["country_code"]) for row in read_table(LEFT_OUT)]
    assert max(Counter(left_out).values()) == 1


def test_it_names_almost_every_affiliation_of_neurips_2024(shared_data: Path) -> None:
    index = index_names(REGISTRY.entries)
    strings = Counter(read_neurips_2024(shared_data))
    named = sum(times for text, times in strings.items() if find_mentions(text, index))
    assert named / strings.total() >= COVERAGE_FLOOR
