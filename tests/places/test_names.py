"""The ways a registered name is printed."""

import pytest

from byline.places.names import (
    Kind,
    derive_names,
    drop_city,
    find_first_name,
    read_names,
    turn_city,
)
from byline.places.tokens import read_tokens

PLACES = {("heidelberg",), ("stuttgart",), ("qatar",), ("guangzhou",), ("china",), ("boston",)}


def variants(name: str, country_code: str = "US") -> set[str]:
    return {" ".join(tokens) for _, tokens in read_names("name", name, country_code, PLACES)}


@pytest.mark.parametrize(
    ("name", "country_code", "variant"),
    [
        ("Sun Yat-sen University", "CN", "sun yatsen university"),
        ("Fu Jen Catholic University", "TW", "fujen catholic university"),
        ("Universität zu Köln", "DE", "university koeln"),
        ("University of Milan", "IT", "university milano"),
        ("Indian Institute of Technology Madras", "IN", "iit madras"),
        ("Omron Healthcare Co., Ltd.", "JP", "omron healthcare"),
        ("N. I. Lobachevsky State University", "RU", "lobachevsky state university"),
        ("University of Newcastle Australia", "AU", "university newcastle"),
        ("Syracuse VA Medical Center", "US", "syracuse veteran affair medical center"),
        ("University Hospital Bonn", "DE", "universitatsklinikum bonn"),
        ("ILL - Institut Laue-Langevin", "FR", "institut laue langevin"),
        ("Institut Laue-Langevin, ILL", "FR", "institut laue langevin"),
        ("Leibniz Institute on Aging - Fritz Lipmann Institute", "DE", "leibniz institute aging"),
        (
            "Czech Academy of Sciences, Institute of Geology",
            "CZ",
            "institute geology czech academy sciences",
        ),
        ("Oxford University Hospitals NHS Trust", "GB", "oxford university hospitals"),
    ],
)
def test_a_name_has_its_usual_variants(name: str, country_code: str, variant: str) -> None:
    found = {" ".join(read_tokens(text)) for text in variants(name, country_code)}
    assert " ".join(read_tokens(variant)) in found


def test_a_country_in_brackets_tells_national_records_apart() -> None:
    names = dict(reversed([*read_names("name", "Google (China)", "CN", PLACES)][:2]))
    assert names == {Kind.NATIONAL: ("google",), Kind.NAME: ("google", "china")}


def test_a_place_in_brackets_is_part_of_the_name() -> None:
    assert "university science guangzhou" in variants("University of Science (Guangzhou)", "CN")
    assert "university science" not in variants("University of Science (Guangzhou)", "CN")


def test_capitals_among_the_aliases_are_acronyms() -> None:
    assert [kind for kind, _ in read_names("alias", "RWTH", "DE", PLACES)] == [Kind.ACRONYM]


@pytest.mark.parametrize(
    ("name", "derived"),
    [
        ("Heidelberg University", "University of Heidelberg"),
        ("Wrocław University of Technology", "Technical University of Wrocław"),
        ("Weizmann Institute of Science", "Weizmann Institute"),
        ("Hospital Universitario Ramón y Cajal", "Ramón y Cajal University Hospital"),
        ("University of Minnesota System", "University of Minnesota"),
        ("Military University Nueva Granada", "Nueva Granada Military University"),
        ("Muhammadiyah University of Surakarta", "Universitas Muhammadiyah Surakarta"),
        ("Vellore Institute of Technology University", "Vellore Institute of Technology"),
    ],
)
def test_names_are_turned_and_cut(name: str, derived: str) -> None:
    found = set(derive_names(tuple(read_tokens(name)), PLACES))
    assert tuple(read_tokens(derived)) in found


@pytest.mark.parametrize(
    ("name", "derived"),
    [
        ("Weill Medical College in Qatar", "Weill Medical College"),
        ("Stuttgart University of Applied Sciences", "Stuttgart University"),
        ("University of Washington", "Washington University"),
        ("Technical University of Physics", "Technical University"),
        ("Washington State University", "State University of Washington"),
        ("China Medical University", "Medical University of China"),
    ],
)
def test_no_name_is_made_that_others_bear(name: str, derived: str) -> None:
    found = set(derive_names(tuple(read_tokens(name)), PLACES))
    assert tuple(read_tokens(derived)) not in found


def test_a_city_is_left_out_unless_nothing_else_tells_the_name() -> None:
    city = ("heidelberg",)
    named = ("ruprecht", "karl", "university", "heidelberg")
    assert drop_city(named, city, PLACES) == ("ruprecht", "karl", "university")
    assert drop_city(("university", "heidelberg"), city, PLACES) is None
    assert drop_city(("boston", "university", "heidelberg"), city, PLACES) is None


def test_another_institution_in_brackets_is_part_of_the_name() -> None:
    assert "indian institute technology" not in variants(
        "Indian Institute of Technology (Banaras Hindu University)", "IN"
    )


def test_a_university_has_a_first_name_unless_it_is_a_place() -> None:
    assert find_first_name(("tsinghua", "university"), PLACES) == ("tsinghua",)
    assert find_first_name(("boston", "university"), PLACES) is None
    assert find_first_name(("east", "boston", "university"), PLACES) is None


def test_a_city_may_stand_at_either_end() -> None:
    name = ("university", "hospital", "geneva")
    assert turn_city(name, ("geneva",)) == ("geneva", "university", "hospital")
    assert turn_city(("geneva", "university", "hospital"), ("geneva",)) == name
    assert turn_city(name, ("bern",)) is None
    assert turn_city(name, ()) is None
