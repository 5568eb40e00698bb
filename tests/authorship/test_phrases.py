import pytest

from byline.authorship.phrases import is_anonymous, is_end_heading, is_skipped, read_role


@pytest.mark.parametrize(
    ("note", "kind", "organisation"),
    [
        ("Equal contribution.", "equal", None),
        ("Both authors contributed equally to the paper", "equal", None),
        ("Co-first authors", "equal", None),
        ("Corresponding author", "corresponding", None),
        ("Work done during internship at StepFun.", "internship", "StepFun."),
        ("Part of work done as an intern at Moonshot AI, with others", "internship", "Moonshot AI"),
        ("The author was an intern at d-Matrix", "internship", "d-Matrix"),
        ("Work done while interning at I.I.T. Delhi", "internship", "I.I.T. Delhi"),
        ("Work done during an internship.", "internship", None),
        ("Visiting researcher at ETH Zurich", "visit", "ETH Zurich"),
        ("Now at University of Oxford, UK", "moved", "University of Oxford, UK"),
        ("Work done while at LightOn", "moved", "LightOn"),
        ("Work done prior to joining Amazon", "moved", "Amazon"),
        ("Current address: DeepMind, London", "moved", "DeepMind, London"),
        ("通讯作者：a@b.cn", "corresponding", None),
    ],
)
def test_notes_say_what_authors_did_and_where(
    note: str, kind: str, organisation: str | None
) -> None:
    role = read_role(note)
    assert role is not None
    assert kind in role.kinds
    named = note[slice(*role.organisation)] if role.organisation else None
    assert named == organisation
    assert (role.link_role is None) == (organisation is None)


@pytest.mark.parametrize(
    "note",
    [
        "Code is available at https://example.org",
        "Google Brain, Mountain View, California, USA",
        "The source code is available upon request",
        "Qualcomm AI Research is an initiative of Qualcomm Technologies, Inc.",
    ],
)
def test_other_notes_say_nothing_of_authors(note: str) -> None:
    assert read_role(note) is None


@pytest.mark.parametrize(
    "line",
    [
        "Editors: Anna Blue", "Code: https://example.org", "GitHub", "June 2024", "2025-03-31",
        "Technical Report", "Preprint. Under review.", "37th Conference on Everything",
        "Huawei Proprietary - Restricted Distribution",
    ],
)  # fmt: skip
def test_lines_about_the_paper_name_nobody(line: str) -> None:
    assert is_skipped(line)


@pytest.mark.parametrize("line", ["Dataiku", "Codefresh Inc.", "Modeste Alfonso", "Mayank Gupta"])
def test_names_that_begin_alike_are_kept(line: str) -> None:
    assert not is_skipped(line)


def test_withheld_authors_are_recognised() -> None:
    assert is_anonymous("Anonymous Author(s)")
    assert is_anonymous("Paper under double-blind review")
    assert not is_anonymous("Department of Anaesthesia")


def test_headings_of_author_lists_are_recognised() -> None:
    assert is_end_heading("A Contributions and Acknowledgments")
    assert is_end_heading("Core Contributors:")
    assert not is_end_heading("Our contributions are as follows")
