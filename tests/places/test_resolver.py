"""What an affiliation string says: the rules of METHODS.md section 3, one claim at a time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byline.places.index import PlaceIndex
from byline.places.resolution import Resolution
from byline.places.resolver import Resolver


def ids(answer: Resolution) -> list[str | None]:
    return [match.ror_id for match in answer.matches]


def countries(answer: Resolution) -> list[str]:
    return [country.country_code for country in answer.countries]


@pytest.mark.parametrize(
    ("affiliation", "ror_id"),
    [
        ("Massachusetts Institute of Technology", "042nb2s44"),
        ("Dept. of EECS, Massachusetts Inst. of Technol., Cambridge, MA 02139, USA", "042nb2s44"),
        ("MIT", "042nb2s44"),
        ("CSAIL, MIT, Cambridge, MA", "042nb2s44"),
        ("University of California at Berkeley", "01an7q238"),
        ("UC Berkeley", "01an7q238"),
        ("Department of Plant Sciences, University of California, One Shields Ave., Davis, CA",
         "05rrcem69"),
        ("Beijing Univ. of Posts & Telecommun., Beijing", "04w9fbh59"),
        ("清华大学计算机系", "03cve4549"),
        ("Ruprecht-Karls-Universitaet Heidelberg", "038t36y30"),
        ("University of Heidelberg, Germany", "038t36y30"),
        ("Universitätsklinikum Heidelberg", "013czdx64"),
        ("TU München", "02kkvpp62"),
        ("Technische Universität Muenchen, Germany", "02kkvpp62"),
        ("Shanghai Jiaotong University", "0220qvk04"),
        ("The Weizmann Institute, Rehovot", "0316ej306"),
        ("Massachusetts Institue of Technology", "042nb2s44"),
        ("Univeristy of Oxford, UK", "052gg0110"),
    ],
)  # fmt: skip
def test_names_are_found_as_they_are_printed(
    resolver: Resolver, affiliation: str, ror_id: str
) -> None:
    answer = resolver.resolve(affiliation)
    assert (answer.status, ids(answer)) == ("matched", [ror_id])


@pytest.mark.parametrize(
    ("affiliation", "expected"),
    [
        ("University of Oxford and Tsinghua University", ["052gg0110", "03cve4549"]),
        ("MIT / Google Research", ["042nb2s44", "00njsd438"]),
        ("Tsinghua University; Imperial College London, UK", ["03cve4549", "041kmwe10"]),
        ("University of Oxford, UK & Shanghai Jiao Tong University, Shanghai, China",
         ["052gg0110", "0220qvk04"]),
    ],
)  # fmt: skip
def test_every_institution_of_a_string_is_found(
    resolver: Resolver, affiliation: str, expected: list[str]
) -> None:
    assert ids(resolver.resolve(affiliation)) == expected


def test_a_generic_name_is_proven_by_its_parent(compact_resolver: Resolver) -> None:
    answer = compact_resolver.resolve("Institute of Automation, Chinese Academy of Sciences")
    assert ids(answer) == ["022c3hy66", "034t30j35"]


@pytest.mark.parametrize(
    ("affiliation", "expected"),
    [
        ("The Chinese University of Hong Kong, Shenzhen", ["CN"]),
        ("The Chinese University of Hong Kong", ["HK"]),
        ("The Hong Kong Polytechnic University, Hong Kong, China", ["HK"]),
        ("The Hong Kong Polytechnic University, China", ["HK"]),
        ("University of Macau, Taipa, Macau, China", ["MO"]),
        ("National Taiwan University, Taipei, Taiwan, R.O.C.", ["TW"]),
        ("Georgia Institute of Technology, Atlanta, Georgia", ["US"]),
        ("Beth Israel Deaconess Medical Center, Boston", ["US"]),
        ("Western University, London, Ontario", ["CA"]),
        ("Western University, London", ["CA"]),
        ("Unknown Institute, Perth, WA", ["AU"]),
        ("Unknown Institute, Seattle, WA 98195", ["US"]),
        ("Unknown Clinic, Albuquerque, New Mexico", ["US"]),
        ("Unknown Clinic, Sydney, New South Wales", ["AU"]),
        ("Unknown Lab, Munchen, Bayern, DE", ["DE"]),
        ("Unknown Lab, Wilmington, DE 19801", ["US"]),
        ("Unknown Lab, Toronto, ON", ["CA"]),
        ("Unknown Lab, P. R. China", ["CN"]),
        ("Unknown Lab, Deutschland", ["DE"]),
        ("Unknown Lab, 中国", ["CN"]),
        ("Unknown Lab, Tbilisi, Georgia", ["GE"]),
        ("Unknown Lab, Athens, Georgia", ["US"]),
        ("Unknown Hospital, Lebanon, NH 03756", ["US"]),
        ("University of Puerto Rico at Río Piedras, USA", ["PR"]),
        ("Unknown Lab, Cambridge", []),
        ("Independent Researcher", []),
    ],
)
def test_the_country_is_the_one_that_is_meant(
    resolver: Resolver, affiliation: str, expected: list[str]
) -> None:
    assert countries(resolver.resolve(affiliation)) == expected


@pytest.mark.parametrize(
    ("affiliation", "basis", "is_assumed"),
    [
        ("Tsinghua University, Beijing, China", "stated", False),
        ("Tsinghua University", "institution", False),
        ("Google", "headquarters", True),
        ("Google, Zurich", "stated", False),
        ("vectorinstitute.ai", "domain", True),
    ],
)
def test_only_head_offices_and_domains_are_assumed(
    resolver: Resolver, affiliation: str, basis: str, *, is_assumed: bool
) -> None:
    (country,) = resolver.resolve(affiliation).countries
    assert (country.basis, country.is_assumed) == (basis, is_assumed)


@pytest.mark.parametrize("name", ["Northeastern University", "University of Georgia"])
def test_namesakes_without_a_place_are_ambiguous(resolver: Resolver, name: str) -> None:
    answer = resolver.resolve(name)
    assert answer.status == "ambiguous"
    assert len({match.country_code for match in answer.matches}) == 2
    assert not answer.countries


@pytest.mark.parametrize(
    ("affiliation", "domains", "ror_id"),
    [
        ("Northeastern University, Boston, MA", (), "04t5xt781"),
        ("Northeastern University, Shenyang, China", (), "03awzbc87"),
        ("Northeastern University", ("mail.neu.edu.cn",), "03awzbc87"),
        ("Northeastern University, jane@northeastern.edu", (), "04t5xt781"),
    ],
)
def test_a_place_or_a_domain_tells_namesakes_apart(
    resolver: Resolver, affiliation: str, domains: tuple[str, ...], ror_id: str
) -> None:
    answer = resolver.resolve(affiliation, email_domains=domains)
    assert (answer.status, ids(answer)) == ("matched", [ror_id])


def test_a_match_that_contradicts_the_stated_country_is_rejected(resolver: Resolver) -> None:
    answer = resolver.resolve("Heidelberg University, Tiffin, Ohio, USA")
    assert "038t36y30" not in ids(answer)
    assert countries(answer) == ["US"]


@pytest.mark.parametrize(
    "affiliation",
    [
        "Institute of Technology",
        "Department of Public Health",
        "University Hospital",
        "School of Engineering",
        "Tokyo University of Unknown Arts",
        "CAS",
        "",
        " , ;",
    ],
)
def test_generic_or_unknown_names_take_no_neighbour(resolver: Resolver, affiliation: str) -> None:
    assert resolver.resolve(affiliation).status != "matched"


def test_two_acronyms_of_one_spelling_need_a_place(resolver: Resolver) -> None:
    assert resolver.resolve("NTU").status == "ambiguous"
    assert ids(resolver.resolve("EEE, NTU, Singapore")) == ["02e7b5302"]
    assert ids(resolver.resolve("CSIE, NTU, Taipei, Taiwan")) == ["05bqach95"]


def test_a_company_takes_the_place_that_is_stated(resolver: Resolver) -> None:
    answer = resolver.resolve("Huawei Noah's Ark Lab, London, UK")
    assert ids(answer) == ["00cmhce21"]
    assert countries(answer) == ["GB"]


def test_a_national_record_is_chosen_by_the_stated_place(resolver: Resolver) -> None:
    assert ids(resolver.resolve("Google, Zurich, Switzerland")) == ["014f9c269"]
    assert ids(resolver.resolve("Google")) == ["00njsd438"]


def test_a_joint_name_is_not_its_parts(resolver: Resolver) -> None:
    answer = resolver.resolve("Tsinghua-Berkeley Shenzhen Institute")
    assert ids(answer) == ["02hhwwz98"]
    assert countries(answer) == ["CN"]


def test_an_organisation_without_a_registry_id_has_none(resolver: Resolver) -> None:
    (match,) = resolver.resolve("Quarry Lab, Boston").matches
    assert (match.ror_id, match.name) == (None, "Quarry Lab")


def test_spans_quote_the_deciding_words(resolver: Resolver) -> None:
    text = "1 Tsinghua&amp;#x2019;s lab, Dept. of CS, Tsinghua Univ., Beijing, PR&#160;China"
    answer = resolver.resolve(text)
    (match,) = answer.matches
    (country,) = answer.countries
    assert text[slice(*match.span)] == "Tsinghua Univ"
    assert text[slice(*country.span)] == "PR&#160;China"


def test_domains_of_private_mail_say_nothing(resolver: Resolver) -> None:
    answer = resolver.resolve("someone@gmail.com")
    assert (answer.status, answer.countries) == ("not_found", ())


@pytest.mark.parametrize("domain", ["acme.ai", "acme.io", "acme.co", "acme.tv", "acme.com"])
def test_open_top_level_domains_say_nothing(resolver: Resolver, domain: str) -> None:
    assert not resolver.resolve(domain).countries


def test_a_national_domain_says_the_country(resolver: Resolver) -> None:
    assert countries(resolver.resolve("jane@cs.unknown.ac.jp")) == ["JP"]
    assert countries(resolver.resolve("uniandes.edu.co")) == ["CO"]


def test_asking_twice_gives_the_same_answer(resolver: Resolver, index: PlaceIndex) -> None:
    text = "University of Oxford and Tsinghua University"
    assert resolver.resolve(text) is resolver.resolve(text)
    assert resolver.resolve(text) == Resolver(index).resolve(text)


PIECES = [
    "Tsinghua University",
    "MIT",
    "Google",
    "University of ",
    "Boston, MA",
    "Georgia",
    "China",
    "Hong Kong",
    ",",
    ";",
    " and ",
    "/",
    "(",
    "10",
    "&amp;",
    "<b>",
    "\x02",
    "e\u0301",
    "@a.edu",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join))
def test_any_string_gets_an_answer_whose_spans_lie_in_it(resolver: Resolver, text: str) -> None:
    answer = resolver.resolve(text)
    assert (answer.status == "not_found") == (not answer.matches)
    spans = [match.span for match in answer.matches]
    spans += [country.span for country in answer.countries]
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_a_name_that_looks_like_an_entity_has_its_own_span(resolver: Resolver) -> None:
    text = "&amp;MIT;"
    (match,) = resolver.resolve(text).matches
    assert text[slice(*match.span)] == "MIT"


def test_very_long_strings_are_read_in_bounded_time(resolver: Resolver) -> None:
    assert resolver.resolve("MIT, " * 100_000).status == "matched"
    assert resolver.resolve("a" * 1_000_000).status == "not_found"


@pytest.mark.parametrize(
    ("affiliation", "code"),
    [
        ("Google Zürich", "CH"),
        ("Toronto Research Center, Huawei Technologies", "CA"),
        ("Huawei Technologies, Paris Research Center", "FR"),
    ],
)
def test_a_companys_unit_is_where_its_name_says(
    resolver: Resolver, affiliation: str, code: str
) -> None:
    answer = resolver.resolve(affiliation)
    assert countries(answer) == [code]
    assert not answer.countries[0].is_assumed


@pytest.mark.parametrize(
    ("domain", "country_code"),
    [
        ("nvidia.com", "US"),
        ("huawei.com", "CN"),
        ("samsung.com", "KR"),
        ("intel.com", "US"),
        ("us.ibm.com", "US"),
        ("sony.com", "JP"),
        ("amazon.de", "DE"),
        ("google.com.au", "AU"),
        ("merl.com", "US"),
    ],
)
def test_a_firms_domain_is_its_head_offices_unless_it_is_a_branchs_own(
    compact_resolver: Resolver, domain: str, country_code: str
) -> None:
    [country] = compact_resolver.resolve(f"someone@{domain}").countries
    assert (country.country_code, country.basis, country.is_assumed) == (
        country_code,
        "domain",
        True,
    )
