import time

import pytest

from byline.authorship.emails import find_emails, find_owner


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ada@cam.ac.uk", [(("ada",), "cam.ac.uk")]),
        ("{ada, b.seok}@kaist.ac.kr", [(("ada", "b.seok"), "kaist.ac.kr")]),
        ("[ada|b]@kaist.ac.kr.", [(("ada", "b"), "kaist.ac.kr")]),
        ("(xz584, bindel)@cornell.edu", [(("xz584", "bindel"), "cornell.edu")]),
        ("{ada,\nboran}@cam.ac.uk 1Code", [(("ada", "boran"), "cam.ac.uk")]),
        ("<ada@cam.ac.uk>, b@x.edu. Next", [(("ada",), "cam.ac.uk"), (("b",), "x.edu")]),
        ("ADA@CAM.AC.UK", [(("ada",), "cam.ac.uk")]),
        ("ada at cs dot ox dot ac dot uk", [(("ada",), "cs.ox.ac.uk")]),
        ("ada (at) cam.ac.uk", [(("ada",), "cam.ac.uk")]),
        ("Code is available at github.com", []),
        ("AI @ Meta", []),
    ],
)
def test_addresses_are_read_as_printed(text: str, found: list[tuple[tuple[str, ...], str]]) -> None:
    assert [(group.locals, group.domain) for group in find_emails(text)] == found


def test_spans_hold_the_address_and_its_domain() -> None:
    text = "See {ada,b}@cam.ac.uk now"
    (group,) = find_emails(text)
    assert text[group.start : group.end] == "{ada,b}@cam.ac.uk"
    assert text[slice(*group.domain_span)] == "cam.ac.uk"


def test_free_providers_say_nothing() -> None:
    domains = ("a@gmail.com", "a@yahoo.fr", "a@163.com", "a@cam.ac.uk")
    found = [find_emails(address)[0].is_institutional for address in domains]
    assert found == [False, False, False, True]


NAMES = ("Ada Winterbourne", "Bo-ran Seok", "Zhi Li", "Zoe Li")


@pytest.mark.parametrize(
    ("local", "owner"),
    [
        ("ada.winterbourne", 0),
        ("awinterbourne", 0),
        ("seokb", 1),
        ("boran", 1),
        ("zhili", 2),
        ("zli", None),
        ("firstname.lastname", None),
        ("research", None),
    ],
)
def test_an_address_belongs_to_the_one_name_it_spells(local: str, owner: int | None) -> None:
    assert find_owner(local, NAMES) == owner


def test_hostile_text_takes_no_time() -> None:
    started = time.process_time()
    for text in ("{" + "a," * 20000 + "}", "a." * 20000 + "@", "@" * 2000, "a at " * 5000):
        find_emails(text)
    assert time.process_time() - started < 2
