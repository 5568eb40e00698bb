"""Later pages are plain text: accents on their letters, nothing that cannot be printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.documents.codes import find_codes
from byline.documents.page_text import clean_text
from byline.documents.reader import read_document
from tests.documents.typeset import filler, typeset, word


def second_page(*words: tuple[str, float]) -> str:
    data = typeset(filler(108, 80), [*(word(text, x, 100) for text, x in words), *filler(108, 140)])
    reading = read_document(data, paper_id="p", location="p")
    return reading.document.text[reading.pages[1].start :].split("\n")[0]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ([("Ren", 100), ("e", 116.1), ("\xb4", 116.7)], "Ren\xe9"),
        ([("Ren", 100), ("\xb4", 116.7), ("e", 116.1)], "Ren\xe9"),
        ([("Fran", 100), ("c", 118.3), ("\xb8", 118.8), ("ois", 122.8)], "Fran\xe7ois"),
        ([("a \xb4 b", 100)], "a \xb4 b"),
    ],
)
def test_accents_join_the_letter_that_is_printed_under_them(
    words: list[tuple[str, float]], printed: str
) -> None:
    assert second_page(*words) == printed


@given(st.text(max_size=80))
def test_clean_text_can_be_printed_and_written(text: str) -> None:
    cleaned = clean_text(text)
    assert all(character.isprintable() or character in "\n\xad" for character in cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("e\ufb03cient", "efficient"),
        ("Octo\ufffeber", "Octo\xadber"),
        ("Octo\x02ber", "Octo\xadber"),
        ("a\xa0b\u2009c", "a b c"),
        ("a\x00b\uf8f4c\u200bd", "abcd"),
        ("half \ud835 of one", "half \ufffd of one"),
        ("\U0001d44e is math", "\U0001d44e is math"),
    ],
)
def test_signs_are_cleaned_as_they_should_be(raw: str, cleaned: str) -> None:
    assert clean_text(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "spelt"),
    [
        ("e\x0ecient", {1: "ffi"}),
        ("\x0cnd it", {0: "fi"}),
        ("in\ruence", {2: "fl"}),
        ("Garc\x13\x10a", {4: "\xb4", 5: "\u0131"}),
        ("x = \x12 1", {}),
        ("E\x14Xm", {1: "\u02c7"}),
        ("log \x0c\r\nED", {}),
        ("two\r\nlines", {}),
        ("e\x1ecient, \x1cnd", {1: "ffi", 9: "fi"}),
        ("\x1crst e\x1bect of R\xb7\xbai\xa3ka", {0: "fi", 6: "ff", 15: "ů", 16: "ž", 18: "č"}),
        ("Bo\xbaena", {}),
    ],
)
def test_codes_of_old_fonts_are_read_inside_words_only(raw: str, spelt: dict[int, str]) -> None:
    assert find_codes(raw) == spelt
