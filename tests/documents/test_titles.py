"""The title is the largest print above the abstract, less what only looks like one."""

import pytest

from byline.documents.reader import read_document
from tests.documents.typeset import Word, filler, typeset, word

ABSTRACT = [word("Abstract", 280, 260, 12, "bold"), *filler(110, 280)]


def title_of(words: list[Word]) -> str:
    return read_document(typeset([*words, *ABSTRACT]), paper_id="p", location="p").document.title


def test_the_largest_print_is_the_title() -> None:
    words = [word("On the Traces of Claims", 150, 100, 17, "bold"), word("Ada Example", 250, 140)]
    assert title_of(words) == "On the Traces of Claims"


def test_a_title_over_several_lines_is_one() -> None:
    lines = ["On the Traces of", "Claims and their", "Papers"]
    words = [word(text, 150, 100 + 20 * n, 17, "bold") for n, text in enumerate(lines)]
    assert title_of(words) == "On the Traces of Claims and their Papers"


def test_a_word_cut_at_the_line_end_is_joined() -> None:
    words = [word("Learning General-", 150, 100, 17), word("ization", 150, 120, 17)]
    assert title_of(words) == "Learning Generalization"


def test_a_compound_cut_at_its_own_hyphen_keeps_it() -> None:
    words = [word("Learning from Zero-", 150, 100, 17), word("Shot Examples", 150, 120, 17)]
    assert title_of(words) == "Learning from Zero-Shot Examples"


def test_footnote_marks_are_no_part_of_the_title() -> None:
    words = [word("On Claims", 150, 100, 17, "bold"), word("*", 226, 94, 11)]
    assert title_of(words) == "On Claims"


def test_running_heads_are_no_title_however_large() -> None:
    words = [
        word("Published as a conference paper at ICLR 2023", 100, 40, 18),
        word("On the Traces of Claims", 150, 100, 17, "bold"),
    ]
    assert title_of(words) == "On the Traces of Claims"


def test_the_name_of_a_journal_is_no_title_though_it_is_larger() -> None:
    words = [
        word("Contents lists available at ScienceDirect", 200, 40, 8),
        word("Neural Matters", 240, 70, 19),
        word("journal homepage: www.example.org", 200, 90, 8),
        word("On the Traces of Claims", 150, 130, 14),
    ]
    assert title_of(words) == "On the Traces of Claims"


def test_a_permission_notice_above_is_no_title() -> None:
    notice = [word("Provided proper attribution is given, permission is granted.", 100, 40, 12)]
    assert title_of([*notice, word("On Claims", 150, 100, 17)]) == "On Claims"


def test_what_looks_like_a_running_head_is_the_title_where_nothing_else_is() -> None:
    assert title_of([word("Workshop Reports Considered Harmful", 100, 100, 17)]) != ""


def test_numbers_and_signs_alone_are_no_title() -> None:
    words = [word("2024 - 12 - 01", 100, 60, 30), word("On Claims", 150, 100, 17)]
    assert title_of(words) == "On Claims"


def test_large_print_below_the_abstract_is_no_title() -> None:
    words = [word("On Claims", 150, 100, 14), word("FIGURE ONE", 150, 500, 40)]
    assert title_of(words) == "On Claims"


@pytest.mark.parametrize("gap", [20, 60])
def test_a_title_goes_around_an_icon(gap: float) -> None:
    words = [word("STable", 150, 100, 17), word("Generation", 205 + gap, 100, 17)]
    assert title_of(words) == "STable Generation"
