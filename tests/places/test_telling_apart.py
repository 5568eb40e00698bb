"""What is another institution's name, and what is one name printed differently."""

import pytest

from byline.places.resolver import Resolver
from tests.places.toy_registry import organisation

ORGANISATIONS = (
    organisation("000000010", "University of Rochester", "US/Rochester/New York"),
    organisation("000000011", "Sapienza University of Rome", "IT/Rome"),
    organisation("000000012", "University of KwaZulu-Natal", "ZA/Durban"),
    organisation("000000013", "University College London", "GB/London"),
    organisation("000000014", "Justus Liebig University Giessen", "DE/Giessen"),
    organisation("000000015", "Wrocław University of Technology", "PL/Wroclaw"),
    organisation("000000016", "University of Wrocław", "PL/Wroclaw"),
    organisation("000000017", "Anhui University", "CN/Hefei/Anhui"),
    organisation("000000018", "Missouri State University", "US/Springfield/Missouri"),
    organisation("000000019", "Yunnan University", "CN/Kunming/Yunnan"),
    organisation("000000020", "Institute of Medical Sciences", "IN/Varanasi"),
    organisation("000000021", "National Institutes of Health", "US/Bethesda/Maryland"),
    organisation("000000022", "Universidad de Navarra", "ES/Pamplona"),
    organisation("000000023", "Knowledge University", "IQ/Erbil"),
    organisation("000000024", "Université Moulay Ismail de Meknes", "MA/Meknes"),
    organisation("000000025", "Muhammadiyah University of Surakarta", "ID/Surakarta"),
    organisation("000000026", "Genentech", "US/San Francisco/California", "~Genentech, Inc."),
    organisation("000000027", "Marine Survey Trust", "GB/Leeds", "#MSTL", types="facility"),
    organisation("000000028", "European Atoll Laboratory", "DE/Heidelberg", types="facility"),
    organisation(
        "000000029",
        "European Atoll Laboratory",
        "IT/Rome",
        types="facility",
        parents=["000000028"],
    ),
    organisation("000000030", "Lakeshore University", "CA/London", types="education funder"),
    organisation("byline.lakeshore-kh", "Lakeshore University", "KH"),
    organisation("000000031", "Riverbend University", "CA/London"),
    organisation("byline.riverbend-kh", "Riverbend University", "KH"),
    organisation("000000032", "Ludwig-Maximilians-Universität", "DE/Munich", "~Munich University"),
    organisation("000000033", "University Hospital Leipzig", "DE/Leipzig", types="healthcare"),
    organisation("000000035", "Southeast University", "CN/Nanjing"),
    organisation("000000034", "Clemson University", "US/Clemson/South Carolina"),
)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(ORGANISATIONS)


def ids(resolver: Resolver, affiliation: str) -> list[str]:
    answer = resolver.resolve(affiliation)
    return [match.ror_id or "" for match in answer.matches] if answer.status == "matched" else []


def countries(resolver: Resolver, affiliation: str) -> list[str]:
    return [country.country_code for country in resolver.resolve(affiliation).countries]


@pytest.mark.parametrize(
    ("affiliation", "ror_id"),
    [
        ("David H. Smith Center for Vaccine Biology, University of Rochester", "000000010"),
        ("Department of Biology “Charles Darwin”, Sapienza University of Rome", "000000011"),
        ("Nelson R Mandela School of Medicine, University of KwaZulu-Natal", "000000012"),
        ("Dementia Research Centre (DRC), University College London", "000000013"),
        ("Mount Sinai Unit, University of Rochester", "000000010"),
    ],
)
def test_a_word_of_a_persons_or_units_name_states_no_country(
    resolver: Resolver, affiliation: str, ror_id: str
) -> None:
    assert ids(resolver, affiliation) == [ror_id]


@pytest.mark.parametrize(
    ("affiliation", "code"),
    [
        ("Unknown Lab, David, Panama", "PA"),
        ("Unknown Lab, Darwin, NT", "AU"),
        ("Unknown Lab, Kinshasa (DRC)", "CD"),
        ("Unknown Lab, Ghent", "BE"),
    ],
)
def test_a_place_that_stands_by_itself_still_does(
    resolver: Resolver, affiliation: str, code: str
) -> None:
    assert countries(resolver, affiliation) == [code]


@pytest.mark.parametrize(
    ("affiliation", "ror_id"),
    [
        ("Institute of Surgery, Justus Liebig University", "000000014"),
        ("Technical University of Wrocław, Poland", "000000015"),
        ("Moulay Ismail University, Meknes, Morocco", "000000024"),
        ("Universitas Muhammadiyah Surakarta, Indonesia", "000000025"),
        ("Structural Biology, Genentech Inc", "000000026"),
        ("University of RochesterSchool of Medicine", "000000010"),
        ("Institute of Optics ofAnhui University", "000000017"),
        ("Unit of Geology, University of Wroc\u0142aw\n   , Poland", "000000016"),
    ],
)
def test_one_name_is_printed_in_many_ways(
    resolver: Resolver, affiliation: str, ror_id: str
) -> None:
    assert ids(resolver, affiliation) == [ror_id]


@pytest.mark.parametrize(
    "affiliation",
    [
        "Anhui University of Chinese Medicine, Hefei, China",
        "Yunnan University of Nationalities",
        "Southeast Missouri State University",
        "Nizam's Institute of Medical Sciences, Hyderabad, India",
        "Unit 1431, National Institute of Health and Medical Research",
        "Hospital Universitario de Navarra, Pamplona, Spain",
        "Knowledge Technology and Innovation",
    ],
)
def test_a_longer_unknown_name_is_not_the_known_one_inside(
    resolver: Resolver, affiliation: str
) -> None:
    assert ids(resolver, affiliation) == []


def test_of_namesakes_the_parent_answers_unless_the_childs_place_is_stated(
    resolver: Resolver,
) -> None:
    assert ids(resolver, "Unit of Reefs, European Atoll Laboratory") == ["000000028"]
    assert ids(resolver, "European Atoll Laboratory, Rome, Italy") == ["000000029"]


def test_an_acronym_confirms_the_name_before_it(resolver: Resolver) -> None:
    plain = resolver.resolve("Unit of Reefs, Marine Survey Trust, Section 4").matches
    (confirmed,) = resolver.resolve("Unit of Reefs, Marine Survey Trust (MSTL), Section 4").matches
    assert all(confirmed.score > match.score for match in plain)


def test_a_row_without_an_id_yields_only_to_a_university_of_standing(resolver: Resolver) -> None:
    assert ids(resolver, "Lakeshore University") == ["000000030"]
    assert countries(resolver, "Lakeshore University, Phnom Penh, Cambodia") == ["KH"]
    assert resolver.resolve("Riverbend University").status == "ambiguous"


def test_a_name_does_not_run_over_an_and(resolver: Resolver) -> None:
    found = ids(resolver, "Sapienza University of Rome and University Hospital Leipzig")
    assert found == ["000000011", "000000033"]


def test_a_countrys_code_is_no_organisation(resolver: Resolver) -> None:
    (match,) = resolver.resolve("Clemson University, Anderson, SC, USA").matches
    assert match.ror_id == "000000034"
