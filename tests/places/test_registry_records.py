import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.places.registry_names import name_key, split_country
from byline.places.registry_records import (
    MOST_VALUES,
    RecordError,
    own_key,
    read_record,
    ror_key,
)
from byline.places.registry_rows import LONGEST_TEXT, read_row, write_row
from tests.places.registry_samples import FIRM_US, LAB, flat, schema_1, schema_2

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["id", "name", "names", "country", "locations", "types", "domains", "links", "relationships"]
)


def test_schema_2_gives_names_places_and_relations() -> None:
    record = read_record(schema_2())
    assert record.entry.ror_id == "042nb2s44"
    assert record.entry.names == (
        ("name", "Institute of Tests"),
        ("label", "Institut für Tests"),
        ("alias", "Test Institute"),
        ("acronym", "ITM"),
    )
    assert (record.entry.country_code, record.entry.city) == ("DE", "Berlin")
    assert record.entry.subdivision == "State of Berlin"
    assert record.entry.locations == (("FR", "Metz"),)
    assert record.entry.parent_ids == ("00njsd438",)
    assert record.entry.successor_ids == ("014f9c269",)
    assert record.child_ids == ("02d5ks197",)
    assert record.entry.domains == ("tests.example",)


def test_the_three_forms_of_a_record_agree() -> None:
    first, second = read_record(schema_1()).entry, read_record(schema_2()).entry
    third = read_record(
        flat(
            LAB,
            "Institute of Tests",
            country="DE",
            city="Berlin",
            subdivision="State of Berlin",
            labels=["Institut für Tests"],
            aliases=["Test Institute"],
            acronyms=["ITM"],
            relationships=[["parent", FIRM_US, "Parent"]],
        )
    ).entry
    for organisation in (first, third):
        assert organisation.names == second.names
        assert organisation.country_code == second.country_code
        assert (organisation.city, organisation.subdivision) == (second.city, second.subdivision)
        assert organisation.parent_ids == second.parent_ids


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("a string", "not a JSON object"),
        (flat("https://ror.org/042nb2s45", "Mistyped"), "not a ROR id"),
        (flat("https://example.org/1", "Elsewhere"), "not a ROR id"),
        (flat(LAB, "  "), "no name"),
        (flat(LAB, "x" * (LONGEST_TEXT + 1)), "no name"),
        ({"id": LAB, "names": 7}, "no name"),
    ],
)
def test_a_record_without_an_organisation_says_why(record: object, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        read_record(record)


@pytest.mark.parametrize("status", ["active", "inactive", "withdrawn"])
def test_the_status_of_a_record_is_kept(status: str) -> None:
    assert read_record(schema_2(status=status)).entry.status == status


def test_names_are_bounded_and_kept_on_one_line() -> None:
    aliases = ["Long " * 100, "On\ttwo\nlines", *(f"Alias {n}" for n in range(MOST_VALUES + 9))]
    entry = read_record(flat(LAB, "Institute | of\x00 Tests", aliases=aliases)).entry
    assert entry.names[0] == ("name", "Institute of Tests")
    assert ("alias", "On two lines") in entry.names
    assert len(entry.names) == MOST_VALUES
    assert max(len(text) for _, text in entry.names) <= LONGEST_TEXT


@given(st.dictionaries(FIELDS, JSON))
def test_no_record_breaks_the_reader(record: dict[str, object]) -> None:
    try:
        entry = read_record(record).entry
    except RecordError:
        return
    assert read_row(write_row(entry)) == entry


@pytest.mark.parametrize(
    ("link", "domains"),
    [
        ("https://www.ethz.ch", ("ethz.ch",)),
        ("http://www.ethz.ch/en.html", ()),
        ("https://www.nagasaki-u.ac.jp/en/", ("nagasaki-u.ac.jp",)),
        ("https://www.denso.com/global/en/", ("denso.com",)),
        ("http://example.org/index.html", ("example.org",)),
        ("https://www.energy.gov/ne/nuclear-reactor-technologies", ()),
        ("https://sites.google.com/view/lab", ()),
        ("https://example.org/?q=1", ()),
        ("https://[", ()),
        ("https://localhost", ()),
        ("javascript:alert(1)", ()),
    ],
)
def test_only_a_home_page_gives_a_domain(link: str, domains: tuple[str, ...]) -> None:
    assert read_record(flat(LAB, "Tests", links=[link])).link_domains == domains


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("https://ror.org/042nb2s44", "042nb2s44"),
        ("ror.org/042nb2s44", None),
        (" 042nb2s44 ", "042nb2s44"),
        ("042nb2s45", None),
        ("042nb2l44", None),
        ("", None),
    ],
)
def test_a_mistyped_ror_id_is_no_id(text: str, key: str | None) -> None:
    assert ror_key(text) == key


def test_an_organisation_without_an_id_gets_a_key_with_a_dot() -> None:
    assert own_key("Moonshot AI", "CN") == "byline.moonshot-ai-cn"
    assert own_key("The Moonshot-AI", "CN") == own_key("Moonshot AI", "CN")
    assert own_key("清华大学", "CN") != own_key("北京大学", "CN")
    assert own_key("University of " + "Tests " * 30, "US").count(".") == 1
    assert len(own_key("University of " + "Tests " * 30, "US")) < 90


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ETH Zürich", "ETH ZURICH"),
        ("The University of Hong Kong", "University of Hong Kong"),
        ("Texas A&M University", "Texas A and M University"),
        ("Xi’an Jiaotong-Liverpool University", "Xi'an Jiaotong Liverpool University"),
        ("Tromsø", "Tromso"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_name_that_is_only_an_article_keeps_it() -> None:
    assert name_key("THE") == "the"


def test_the_country_behind_a_firm_is_split_off() -> None:
    assert split_country("Google (Switzerland)") == ("Google", "Switzerland")
    assert split_country("Google") == ("Google", None)
