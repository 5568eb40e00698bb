"""Lines of affiliations and the single affiliations they hold; ``|`` is a line break."""

import pytest

from byline.authorship.cells import Print
from byline.authorship.organisations import split_affiliations
from byline.authorship.tokens import Token, find_tokens


def split(printed: str, *, is_full: bool = False, is_marked: bool = False) -> list[str]:
    text = printed.replace("|", "\n")
    lines: list[tuple[Token, ...]] = []
    ends: list[int] = []
    offset = 0
    for line in text.split("\n"):
        lines.append(find_tokens(line, offset=offset))
        ends.append(offset + len(line))
        offset += len(line) + 1
    page = Print(text=text, full=frozenset(ends if is_full else ()))
    found = split_affiliations(lines, printed=page, is_marked=is_marked)
    for affiliation in found:
        pieces = [text[start:end] for start, end in affiliation.spans]
        assert all(piece in text and "\n" not in piece for piece in pieces)
    return [affiliation.text for affiliation in found]


@pytest.mark.parametrize(
    "printed",
    [
        "Department of Physics & Princeton Language and Intelligence, Princeton University",
        "School of Psychology and Neuroscience, University of Glasgow, UK",
        "MILA, McGill University",
        "University of California, Los Angeles",
        "JP Morgan Chase & Co.",
        "Paul G. Allen School of Computer Science & Engineering",
        "Key Lab of Information Processing (CAS), Institute of Computing Technology, CAS, China",
        "IBM T. J. Watson Research Center",
        "Independent Researcher, Berlin, Germany",
        "I.B.M. Research",
        "Dept. of EE, BNRist, Tsinghua University",
        "School of Computing, National University of Singapore, Singapore",
        "Princeton University, Princeton",
        "MIT, CSAIL",
    ],
)
def test_a_chain_of_units_is_one_affiliation(printed: str) -> None:
    assert split(printed) == [printed]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (
            "New York University and Flatiron Institute",
            ["New York University", "Flatiron Institute"],
        ),
        ("KAIST / Naver", ["KAIST", "Naver"]),
        ("MIT CSAIL; IBM Research", ["MIT CSAIL", "IBM Research"]),
        ("Aalto University & FCAI", ["Aalto University", "FCAI"]),
        ("City University of Hong Kong, MBZUAI", ["City University of Hong Kong", "MBZUAI"]),
        ("SINTEF and University of Oslo", ["SINTEF", "University of Oslo"]),
        (
            "Institute of Computing Technology, Chinese Academy of Sciences. Peng Cheng Laboratory",
            [
                "Institute of Computing Technology, Chinese Academy of Sciences",
                "Peng Cheng Laboratory",
            ],
        ),
        (
            "Institute of Computing Technology (CAS) and Pengcheng Laboratory",
            ["Institute of Computing Technology (CAS)", "Pengcheng Laboratory"],
        ),
        (
            "Tianjin University, Tianjin, China and Yazhou Institute,|Hainan University, China.",
            [
                "Tianjin University, Tianjin, China",
                "Yazhou Institute, Hainan University, China",
            ],
        ),
        (
            "Tsinghua University|Shanghai AI Laboratory",
            ["Tsinghua University", "Shanghai AI Laboratory"],
        ),
        (
            "SINTEF Digital|Oslo, Norway|University of Oslo|Oslo, Norway",
            ["SINTEF Digital, Oslo, Norway", "University of Oslo, Oslo, Norway"],
        ),
        (
            "School of Computer Science|University of Waterloo|Mila - Quebec AI Institute|Canada",
            [
                "School of Computer Science, University of Waterloo",
                "Mila - Quebec AI Institute, Canada",
            ],
        ),
        ("University of Toronto, Vector Institute", ["University of Toronto", "Vector Institute"]),
        ("ÉTS Montréal, Mila, CIFAR", ["ÉTS Montréal", "Mila", "CIFAR"]),
        ("Zhipu AI  Tsinghua University", ["Zhipu AI", "Tsinghua University"]),
        (
            "Lawrence Livermore National Lab|Claremont Graduate University",
            ["Lawrence Livermore National Lab", "Claremont Graduate University"],
        ),
        (
            "Department of Ropes, Northern Uni-|versity|Department of Knots, Radboud University",
            [
                "Department of Ropes, Northern University",
                "Department of Knots, Radboud University",
            ],
        ),
        (
            "Harvard University|Goldbridge Technologies",
            ["Harvard University", "Goldbridge Technologies"],
        ),
    ],
)
def test_two_organisations_are_two_affiliations(printed: str, found: list[str]) -> None:
    assert split(printed) == found


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (
            "University of Electronic Science and|Technology of China|Chengdu, 611731, China",
            "University of Electronic Science and Technology of China, Chengdu, 611731, China",
        ),
        (
            "CEREMADE|PSL Research University|Paris, France",
            "CEREMADE, PSL Research University, Paris, France",
        ),
        (
            "School of Posts and Telecommunica-|tions, Chongqing",
            "School of Posts and Telecommunications, Chongqing",
        ),
        (
            "State Key Laboratory of Pattern|Recognition, Chinese Academy of Sciences",
            "State Key Laboratory of Pattern Recognition, Chinese Academy of Sciences",
        ),
        ("Amazon|Seattle, WA", "Amazon, Seattle, WA"),
    ],
)
def test_line_breaks_are_joined_by_what_they_stand_for(printed: str, found: str) -> None:
    assert split(printed) == [found]


def test_a_full_line_goes_on_without_a_comma() -> None:
    printed = "Organization, Beijing|Key Laboratory of Pervasive Devices, Peking University"
    assert split(printed, is_full=True) == [printed.replace("|", " ")]


def test_an_entry_behind_a_mark_may_be_broken_between_an_acronym_and_its_words() -> None:
    assert split("KTH|Royal Institute of Technology", is_marked=True) == [
        "KTH, Royal Institute of Technology"
    ]


def test_lines_out_of_order_still_give_spans_that_run_forwards() -> None:
    text = "and Zachary\nCrandall"
    first, second = find_tokens(text[:11], offset=0), find_tokens(text[12:], offset=12)
    (found,) = split_affiliations([second, first], printed=Print(text=text, full=frozenset()))
    assert all(start < end for start, end in found.spans)


def test_a_title_of_a_person_is_no_part_of_an_affiliation() -> None:
    assert split("University of Toronto, Canada|CIFAR AI Chair, Mila") == [
        "University of Toronto, Canada",
        "Mila",
    ]


def test_marks_and_addresses_are_no_part_of_an_affiliation() -> None:
    text = "Qualcomm AI Research∗"
    page = Print(text=text, full=frozenset())
    (found,) = split_affiliations([find_tokens(text, offset=0)], printed=page)
    assert found.text == "Qualcomm AI Research"
    assert found.spans == ((0, 20),)
