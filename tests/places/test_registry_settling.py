from byline.places.entry import RegistryEntry
from byline.places.registry_corrections import Corrections, read_corrections
from byline.places.registry_records import read_record
from byline.places.registry_settling import (
    FiledRecord,
    mark_head_offices,
    settle,
    without_known,
)
from tests.places.registry_samples import CAMPUS, FIRM_CH, FIRM_US, LAB, entry, flat

NOTHING = Corrections(seat_rules=(), corrections={}, added_names={})


def filed(*records: dict[str, object], file: str = "a") -> list[FiledRecord]:
    return [
        FiledRecord(file=file, row=row, record=read_record(record))
        for row, record in enumerate(records, start=1)
    ]


def settled(
    *records: dict[str, object], corrections: Corrections = NOTHING
) -> dict[str, RegistryEntry]:
    entries, _ = settle(filed(*records), corrections)
    return {of.ror_id: of for of in entries}


def test_hong_kong_and_macau_have_codes_of_their_own() -> None:
    entries = settled(
        flat(None, "University of Hong Kong", country="CN"),
        flat(None, "University of Macau", country="CN"),
        flat(None, "City University of Hong Kong, Shenzhen Research Institute", country="CN"),
        flat(LAB, "Hong Kong Institute of Tests", country="CN", city="Shenzhen"),
        corrections=read_corrections(),
    )
    codes = {of.names[0][1]: of.country_code for of in entries.values()}
    assert codes == {
        "University of Hong Kong": "HK",
        "University of Macau": "MO",
        "City University of Hong Kong, Shenzhen Research Institute": "CN",
        "Hong Kong Institute of Tests": "CN",
    }
    assert "byline.university-of-hong-kong-hk" in entries


def test_a_host_that_many_records_share_is_nobodys_domain() -> None:
    keys = (LAB, CAMPUS, FIRM_US, FIRM_CH)
    shared = {"links": ["https://gov.example/"]}
    entries = settled(*(flat(key, f"Office {n}", **shared) for n, key in enumerate(keys)))
    assert all(of.domains == () for of in entries.values())
    entries = settled(*(flat(key, f"Office {n}", **shared) for n, key in enumerate(keys[:3])))
    assert all(of.domains == ("gov.example",) for of in entries.values())


def test_a_child_that_names_no_parent_gets_the_one_that_names_it() -> None:
    entries = settled(
        flat(LAB, "University", relationships=[["child", CAMPUS, "Campus"]]),
        flat(CAMPUS, "Campus"),
    )
    assert entries["02d5ks197"].parent_ids == ("042nb2s44",)


def test_a_firm_without_a_country_takes_the_one_behind_its_name() -> None:
    firm: dict[str, object] = {"types": ["company"]}
    entries, rejected = settle(
        filed(
            flat(LAB, "Firm (Switzerland)", country="CH", **firm),
            flat(FIRM_CH, "Google (Switzerland)", country=None, **firm),
            flat(CAMPUS, "Institute of Physics", country=None),
        ),
        NOTHING,
    )
    assert {of.ror_id: of.country_code for of in entries} == {"042nb2s44": "CH", "014f9c269": "CH"}
    assert [(row.row, row.reason) for row in rejected] == [(3, "no country")]


def test_a_later_file_fills_up_what_the_first_lacks() -> None:
    first = filed(flat(LAB, "Institute of Tests"), flat(LAB, "Institute of Tests"))
    second = filed(
        flat(LAB, "Other name"),
        flat(None, "Institute of Tests"),
        flat(None, "Institute of Rests"),
        file="b",
    )
    entries, rejected = settle([*first, *second], NOTHING)
    assert [of.names[0][1] for of in entries] == ["Institute of Tests", "Institute of Rests"]
    assert [(row.file, row.row, row.reason) for row in rejected] == [
        ("a", 2, "already in the file")
    ]


def test_a_name_is_known_only_in_its_country() -> None:
    known = [entry("042nb2s44", "York University", country="CA")]
    ours = [
        entry("byline.york-university-ca", "York University", country="CA"),
        entry("byline.york-university-us", "York University"),
        entry("042nb2s44", "Whatever"),
        entry("014f9c269", "York University", country="CA"),
    ]
    left = [of.ror_id for of in without_known(ours, known)]
    assert left == ["byline.york-university-us", "014f9c269"]


def heads(*entries: RegistryEntry) -> list[str]:
    return [of.ror_id for of in mark_head_offices(entries) if of.is_head_office]


def test_the_parent_of_its_national_records_is_the_head_office() -> None:
    firm_us = entry("us", "Firm (United States)", firm=True, parents=("holding",))
    firm_ch = entry("ch", "Firm (Switzerland)", country="CH", firm=True, parents=("us",))
    assert heads(firm_us, firm_ch) == ["us"]


def test_the_record_with_the_bare_name_is_the_head_office() -> None:
    assert heads(
        entry("jp", "Firm", country="JP", firm=True),
        entry("de", "Firm (Germany)", country="DE", firm=True),
    ) == ["jp"]


def test_national_records_side_by_side_have_no_head_office() -> None:
    assert not heads(
        entry("us", "Firm (United States)", firm=True),
        entry("de", "Firm (Germany)", country="DE", firm=True),
    )
    assert not heads(entry("us", "Firm (United States)", firm=True))
