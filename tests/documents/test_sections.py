"""Sections are found by their headings, however these are printed, and cover the text."""

import tomllib
from importlib import resources
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.documents.headings import find_heading
from byline.documents.sections import find_sections
from byline.records import Page

PROSE = (
    "In this work we show that this is so, which was not known, and that it can be of use.\n" * 9
)
ENTRIES = "".join(
    f"[{n}] A. Author. A title of work {n}. Journal, {2000 + n}.\n" for n in range(20)
)
HEADINGS = tomllib.loads(
    resources.files("byline.documents").joinpath("data/headings.toml").read_text("utf-8")
)


def kinds_and_starts(text: str, *, text_start: int | None = None) -> list[tuple[str, str]]:
    """Each section's kind with its first line."""
    page = Page(document_id="d", page=1, start=0, end=len(text), width=612, height=792)
    sections = find_sections(text, pages=[page], text_start=text_start, document_id="d")
    return [(one.kind, text[one.start : one.end].lstrip().split("\n")[0]) for one in sections]


def paper(*parts: str) -> str:
    return "A Title\nAda Example\nUniversity of Somewhere\n" + "".join(parts)


def test_a_plain_paper_has_its_five_parts() -> None:
    text = paper(
        "Abstract\n",
        PROSE,
        "1 Introduction\n",
        PROSE,
        "Acknowledgments\nWe thank Ben.\n",
        "References\n",
        ENTRIES,
        "A Further results\n",
        PROSE,
    )
    assert kinds_and_starts(text) == [
        ("front_matter", "A Title"),
        ("abstract", "Abstract"),
        ("body", "1 Introduction"),
        ("acknowledgements", "Acknowledgments"),
        ("references", "References"),
        ("appendix", "A Further results"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "References",
        "REFERENCES",
        "R EFERENCES",
        "R E F E R E N C E S",
        "7. References",
        "VII. REFERENCES",
    ],
)
def test_a_heading_is_known_in_every_dress(line: str) -> None:
    assert find_heading(line) == "references"
    assert ("references", line) in kinds_and_starts(paper(PROSE, f"{line}\n", ENTRIES))


@pytest.mark.parametrize(
    "line",
    [
        "references",
        "References 12",
        "References to earlier work are given below",
        "see the References and the text around them for more on this",
        "",
        "2019",
    ],
)
def test_words_of_a_sentence_are_no_heading(line: str) -> None:
    assert find_heading(line) is None


@pytest.mark.parametrize(
    ("part", "words"), [(part, words) for part, known in HEADINGS.items() for words in known]
)
def test_every_known_heading_opens_its_part(part: str, words: str) -> None:
    for line in (words.capitalize(), words.upper(), f"7 {words.title()}"):
        assert find_heading(line) == part


@pytest.mark.parametrize(
    "line",
    [
        "E. H. Owl, D. Reed, et al. Dusk and dawn in the",
        "S. Marsh, P. Heron, and D. Crane",
        "H. Brook, Han Fen, Hanwei Moor, Haocheng Lake",
    ],
)
def test_a_line_of_authors_with_initials_opens_no_appendix(line: str) -> None:
    text = paper("References\n", ENTRIES, f"{line}\n", PROSE, "A Proofs\n", PROSE)
    assert kinds_and_starts(text)[-1] == ("appendix", "A Proofs")


@pytest.mark.parametrize(
    "line", ["Abstract\u2014We show", "Abstract. We show", "ABSTRACT: We show"]
)
def test_an_abstract_may_run_in(line: str) -> None:
    assert kinds_and_starts(paper(f"{line} this.\n", PROSE))[1] == ("abstract", f"{line} this.")


def test_the_first_numbered_heading_ends_an_abstract_whatever_its_words() -> None:
    text = paper("Abstract\n", PROSE, "1 Setting the stage\n", PROSE)
    assert kinds_and_starts(text)[2] == ("body", "1 Setting the stage")


def test_numbered_affiliations_do_not_end_the_front_matter() -> None:
    text = paper("1 University of Somewhere\n", "Abstract\n", PROSE)
    assert [kind for kind, _ in kinds_and_starts(text)] == ["front_matter", "abstract"]


def test_without_headings_the_text_starts_where_running_text_does() -> None:
    text = paper(PROSE)
    start = text.index("In this work")
    assert kinds_and_starts(text, text_start=start)[1][0] == "body"


def test_references_without_entries_are_none() -> None:
    text = paper("Abstract\n", PROSE, "1 Introduction\n", PROSE, "References\n", PROSE)
    assert "references" not in [kind for kind, _ in kinds_and_starts(text)]


def test_a_wrapped_title_among_references_is_no_appendix() -> None:
    entries = ENTRIES + "[21] B. Author. On everything.\nA Survey of it. Journal, 2020.\n" + ENTRIES
    assert kinds_and_starts(paper(PROSE, "References\n", entries))[-1][0] == "references"


@pytest.mark.parametrize(
    "line",
    ["Appendix", "A PPENDIX", "Supplementary Material", "NeurIPS Paper Checklist", "B.1 Proofs"],
)
def test_what_follows_the_references_is_an_appendix(line: str) -> None:
    text = paper(PROSE, "References\n", ENTRIES, f"{line}\n", PROSE)
    assert kinds_and_starts(text)[-1] == ("appendix", line)


def test_an_appendix_may_have_references_of_its_own() -> None:
    text = paper(PROSE, "References\n", ENTRIES, "Appendix\n", PROSE, "References\n", ENTRIES)
    assert [kind for kind, _ in kinds_and_starts(text)][-3:] == [
        "references",
        "appendix",
        "references",
    ]


def test_pages_of_prose_after_the_references_are_an_appendix_even_without_heading() -> None:
    first, second, third = paper("Abstract\n", PROSE, "References\n", ENTRIES), ENTRIES, PROSE * 2
    text = first + second + third
    borders = [0, len(first), len(first + second), len(text)]
    pages = [
        Page(document_id="d", page=n, start=start, end=end, width=612, height=792)
        for n, (start, end) in enumerate(pairwise(borders), start=1)
    ]
    sections = find_sections(text, pages=pages, text_start=None, document_id="d")
    assert sections[-1].kind == "appendix"
    assert sections[-1].start == len(first + second)


def test_acknowledgements_end_at_the_next_heading() -> None:
    text = paper(
        "Abstract\n",
        PROSE,
        "1 Introduction\n",
        PROSE,
        "Acknowledgements\nThanks.\n",
        "Broader Impact\n",
        PROSE,
    )
    assert [kind for kind, _ in kinds_and_starts(text)][-2:] == ["acknowledgements", "body"]


def test_a_heading_in_the_middle_of_a_sentence_is_none() -> None:
    text = paper(
        "Abstract\n", PROSE, "1 Introduction\n", PROSE, "as is shown in the\nAppendix\n", PROSE
    )
    assert kinds_and_starts(text)[-1][0] == "body"


LINES = st.sampled_from(
    [
        "Abstract",
        "1 Introduction",
        "References",
        "Appendix",
        "A Proofs",
        "Acknowledgments",
        ENTRIES,
        PROSE,
    ]
)


@given(st.lists(LINES, max_size=12))
def test_sections_cover_any_text_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    page = Page(document_id="d", page=1, start=0, end=len(text), width=612, height=792)
    sections = find_sections(text, pages=[page], text_start=None, document_id="d")
    assert "".join(text[one.start : one.end] for one in sections) == text
    kinds = [one.kind for one in sections]
    assert all(kind != follower for kind, follower in pairwise(kinds))
