import pytest

from byline.sources.author_cells import (
    keep_affiliations,
    read_profile,
    split_names,
    split_slots,
    tie_affiliations,
)
from byline.sources.listing import ListedAuthor


@pytest.mark.parametrize(
    ("cell", "separator", "names"),
    [
        ("Ana Brook; Bo Reed", ";", ["Ana Brook", "Bo Reed"]),
        ("Ana Brook, Bo Reed", ",", ["Ana Brook", "Bo Reed"]),
        ("Ana Brook, Bo Reed, Jr., and Cy Marsh", ",", ["Ana Brook", "Bo Reed, Jr.", "Cy Marsh"]),
        ("Ana Brook and Bo Reed", ",", ["Ana Brook", "Bo Reed"]),
        ("Zed &quot;Kit&quot; Moran; Bo D&#x27;Arc", ";", ['Zed "Kit" Moran', "Bo D'Arc"]),
        ("Ana Brook;;", ";", ["Ana Brook"]),
        ("", ",", []),
    ],
)
def test_names_of_a_cell(cell: str, separator: str, names: list[str]) -> None:
    assert split_names(cell, separator) == names


def test_an_author_without_an_affiliation_keeps_a_place() -> None:
    assert split_slots("Owl Lab; ;None;A&amp;B Lab", ";") == [("Owl Lab",), (), (), ("A&B Lab",)]
    assert split_slots("Owl Lab / Mouse Lab", ";", within=" / ") == [("Owl Lab", "Mouse Lab")]


def test_an_affiliation_is_kept_once() -> None:
    assert keep_affiliations(["Owl  Lab", "N/A", "Owl Lab"]) == ("Owl Lab",)


def test_lists_of_equal_length_run_side_by_side() -> None:
    authors, untied = tie_affiliations(["Ana Brook", "Bo Reed"], [("Owl Lab",), ()])
    assert authors == (
        ListedAuthor(name="Ana Brook", affiliations=("Owl Lab",)),
        ListedAuthor(name="Bo Reed", affiliations=()),
    )
    assert untied == ()


def test_a_lone_author_has_all_affiliations() -> None:
    authors, untied = tie_affiliations(["Ana Brook"], [("Owl Lab",), ("Mouse Lab",)])
    assert authors[0].affiliations == ("Owl Lab", "Mouse Lab")
    assert untied == ()


def test_affiliations_that_fit_nobody_for_certain_stay_with_the_paper() -> None:
    authors, untied = tie_affiliations(
        ["Ana Brook", "Bo Reed", "Cy Marsh"], [("Owl Lab",), ("Owl Lab",)]
    )
    assert not any(author.affiliations for author in authors)
    assert untied == ("Owl Lab",)


def test_entries_belong_to_the_authors_with_a_profile_when_they_are_as_many() -> None:
    authors, untied = tie_affiliations(
        ["Ana Brook", "Bo Reed", "Cy Marsh"],
        [("Owl Lab",), ("Mouse Lab",)],
        profiles=["~Ana_Brook1", None, "~Cy_Marsh1"],
    )
    assert [author.affiliations for author in authors] == [("Owl Lab",), (), ("Mouse Lab",)]
    assert authors[0].profile_id == "~Ana_Brook1"
    assert untied == ()


def test_no_affiliations_at_all_are_no_riddle() -> None:
    authors, untied = tie_affiliations(["Ana Brook", "Bo Reed"], [])
    assert [author.affiliations for author in authors] == [(), ()]
    assert untied == ()


def test_a_profile_is_never_an_email_address() -> None:
    assert read_profile("~Ana_Brook1") == "~Ana_Brook1"
    assert read_profile("ana@example.org") is None
    assert read_profile(" ") is None
