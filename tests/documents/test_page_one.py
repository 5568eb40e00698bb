"""Page one is read as it is printed: block by block, marks on their lines, noise left out."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from byline.documents.reader import read_document
from byline.documents.reading import DocumentReading
from byline.records import Line
from tests.documents.typeset import Word, build_pdf, filler, stream, typeset, word, write_content


def read(words: Iterable[Word], *, extra: dict[str, str] | None = None) -> DocumentReading:
    return read_document(typeset(words, extra=extra), paper_id="p", location="p.pdf")


def text_of(reading: DocumentReading, line: Line) -> str:
    return reading.document.text[line.start : line.end]


def lines_of(reading: DocumentReading) -> list[str]:
    return [text_of(reading, line) for line in reading.lines]


def blocks_of(reading: DocumentReading) -> list[list[str]]:
    blocks: dict[int, list[str]] = {}
    for line in reading.lines:
        blocks.setdefault(line.block, []).append(text_of(reading, line))
    return list(blocks.values())


BODY = filler(108, 600)


def test_a_line_is_cut_from_the_text_where_its_span_says() -> None:
    reading = read([word("Ada Example", 250, 140), *BODY])
    assert lines_of(reading)[0] == "Ada Example"
    assert reading.document.text.startswith("Ada Example\n")


def test_spaces_are_rebuilt_from_gaps_and_wide_ones_are_two() -> None:
    reading = read(
        [word("Ada", 100, 140), word("Example,", 119, 140), word("Ben", 175, 140), *BODY]
    )
    assert lines_of(reading)[0] == "Ada Example,  Ben"


def test_columns_of_authors_are_blocks_in_order_of_reading() -> None:
    grid = [
        *(word(text, 100, 140 + 12 * n) for n, text in enumerate(["Ada One", "Lab A", "a@a.org"])),
        *(word(text, 350, 140 + 12 * n) for n, text in enumerate(["Ben Two", "Lab B", "b@b.org"])),
        *(word(text, 100, 200 + 12 * n) for n, text in enumerate(["Cy Three", "Lab C"])),
        *(word(text, 350, 200 + 12 * n) for n, text in enumerate(["Di Four", "Lab D"])),
    ]
    assert blocks_of(read([*grid, *BODY]))[:4] == [
        ["Ada One", "Lab A", "a@a.org"],
        ["Ben Two", "Lab B", "b@b.org"],
        ["Cy Three", "Lab C"],
        ["Di Four", "Lab D"],
    ]


def test_an_affiliation_over_two_lines_of_a_column_is_one_stretch_of_text() -> None:
    left = ["Ada One", "University of", "Far Away"]
    right = ["Ben Two", "Institute of", "Near By"]
    grid = [
        *(word(text, 100, 140 + 12 * n) for n, text in enumerate(left)),
        *(word(text, 350, 140 + 12 * n) for n, text in enumerate(right)),
    ]
    assert "University of\nFar Away" in read([*grid, *BODY]).document.text


def test_cells_side_by_side_share_a_row() -> None:
    reading = read([word("Ada One", 100, 140), word("a@a.org", 400, 140), *BODY])
    assert [line.row for line in reading.lines[:2]] == [1, 1]
    assert blocks_of(reading)[:2] == [["Ada One"], ["a@a.org"]]


def test_a_row_of_names_with_marks_is_one_line_however_wide_its_gaps() -> None:
    names = [("Ada One", 100, 137), ("Ben Two", 230, 268), ("Cy Six", 360, 388)]
    row = [
        *(word(name, x, 140) for name, x, _ in names),
        *(word(str(n), x, 136, 7) for n, (_, _, x) in enumerate(names, start=1)),
        word("1", 100, 148, 7),
        word("Lab A", 104, 152),
        word("2", 230, 148, 7),
        word("Lab B", 234, 152),
    ]
    reading = read([*row, *BODY])
    assert lines_of(reading)[0].replace(" ", "") == "AdaOne1BenTwo2CySix3"
    assert lines_of(reading)[1].replace(" ", "") == "1LabA2LabB"


def raised_of(reading: DocumentReading) -> list[str]:
    return [reading.document.text[start:end] for start, end in reading.lines[0].raised]


def test_small_raised_glyphs_are_on_their_line_and_noted() -> None:
    reading = read([word("Ada Example", 100, 140), word("1,2", 155, 136, 7), *BODY])
    assert lines_of(reading)[0] == "Ada Example1,2"
    assert raised_of(reading) == ["1,2"]


def test_a_mark_of_full_size_that_floats_over_the_line_is_raised() -> None:
    reading = read([word("Ada Example", 100, 140), word("\u2020", 155, 135), *BODY])
    assert lines_of(reading)[0] == "Ada Example\u2020"
    assert raised_of(reading) == ["\u2020"]


def test_a_mark_that_hangs_over_a_comma_comes_before_it() -> None:
    reading = read(
        [word("Ada Example", 100, 140), word(", Ben", 154.8, 140), word("*", 154.8, 137, 7), *BODY]
    )
    assert lines_of(reading)[0] == "Ada Example*, Ben"


def test_a_small_line_of_its_own_is_not_raised() -> None:
    reading = read([word("A footnote line", 100, 140, 8), word("under it", 100, 152), *BODY])
    assert lines_of(reading)[:2] == ["A footnote line", "under it"]
    assert raised_of(reading) == []


def test_a_long_superscript_hangs_on_its_line_whichever_end_touches_it() -> None:
    raised = [word("0002", 100, 136, 7), word("1825", 114, 136, 7), word("0097]", 128, 136, 7)]
    reading = read([*raised, word(", Ada Example", 144.4, 140), *BODY])
    assert lines_of(reading)[0] == "000218250097], Ada Example"
    assert raised_of(reading) == ["000218250097]"]


def test_lines_whose_words_are_spaced_out_are_no_rows_of_columns() -> None:
    places = (100, 151.7, 170)
    rows = [(140, ("University", "of", "Oslo")), (152, ("University", "of", "Bari"))]
    note = [word(text, x, y) for y, row in rows for text, x in zip(row, places, strict=True)]
    found = [line.split() for line in lines_of(read([*note, *BODY]))]
    assert found[:2] == [["University", "of", "Oslo"], ["University", "of", "Bari"]]


BITMAP_FONT = (
    "/bitmap <</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]"
    f"/CharProcs<<{' '.join(f'/a{code} 4 0 R' for code in range(256))}>>"
    f"/Encoding<</Differences[0 {' '.join(f'/a{code}' for code in range(256))}]>>"
    f"/FirstChar 0/LastChar 255/Widths[{'5 ' * 256}]>>"
)
"""A font such as TeX's bitmap fonts, which says nothing of what its codes print."""


def read_bitmap(*shown: tuple[bytes, float, float]) -> DocumentReading:
    """Page one with bytes in a bitmap font, each at a place and in a size."""
    printed = b"".join(
        b"q BT /bitmap %g Tf 1 0 0 1 %g 652 Tm (%s) Tj ET Q\n" % (size, x, data)
        for data, x, size in shown
    )
    glyph = stream(b"5 0 0 0 4 7 d1 0 0 4 7 re f")
    data = build_pdf([printed + write_content(BODY)], more_fonts=BITMAP_FONT, objects=[glyph])
    return read_document(data, paper_id="p", location="p.pdf")


def test_codes_of_bitmap_fonts_are_read_in_the_encoding_their_ligatures_tell() -> None:
    reading = read_bitmap((b"The e\x1bect of R\xb7\xbai\xa3ka", 100, 10))
    assert lines_of(reading)[0] == "The effect of Růžička"


def test_marks_alone_in_a_bitmap_font_are_daggers() -> None:
    reading = read_bitmap((b"Ada Example", 100, 10), (b"\x84", 155, 7))
    assert lines_of(reading)[0] == "Ada Example†"


@pytest.mark.parametrize(
    ("glyphs", "printed"),
    [
        ([("Re", 100), ("\xb4", 107.3)], "R\xe9"),
        ([("\xb4", 107.3), ("Re", 100)], "R\xe9"),
        ([("Mu", 100), ("\xa8", 109.9), ("ller", 113.9)], "M\xfcller"),
        ([("rate ~ 5", 100)], "rate ~ 5"),
    ],
)
def test_accents_of_their_own_join_the_letter_below(
    glyphs: list[tuple[str, float]], printed: str
) -> None:
    reading = read([*(word(text, x, 140) for text, x in glyphs), *BODY])
    assert lines_of(reading)[0] == printed


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    left = [word("left column of running text here", 60, 200 + 12 * n) for n in range(8)]
    right = [word("right column of running text too", 320, 200 + 12 * n) for n in range(8)]
    text = read([*left, *right]).document.text
    assert text.rindex("left") < text.index("right")


def test_columns_whose_lines_are_out_of_step_are_kept_apart() -> None:
    left = [
        word("left column of the running text that is here", 60, 200 + 12 * n) for n in range(14)
    ]
    right = [word("right column", 250, 200 + 13 * n) for n in range(14)]
    assert set(lines_of(read([*left, *right]))) == {left[0].text, right[0].text}


def test_names_larger_than_the_lines_under_them_share_their_block() -> None:
    grid = [
        word("Ada One", 100, 140, 12),
        word("Ben Two", 350, 140, 12),
        *(word(text, 100, 152 + 10 * n, 9) for n, text in enumerate(["Lab A", "City, Land"])),
        *(word(text, 350, 152 + 10 * n, 9) for n, text in enumerate(["Lab B", "Town, Land"])),
    ]
    assert blocks_of(read([*grid, *BODY]))[0] == ["Ada One", "Lab A", "City, Land"]


def test_glyphs_set_one_by_one_make_words() -> None:
    letters = [
        word(letter, 100 + 6 * n, 140) for n, letter in enumerate("Ada Example") if letter != " "
    ]
    assert lines_of(read([*letters, *BODY]))[0].replace(" ", "") == "AdaExample"


def test_a_page_full_of_numbers_is_read_in_time() -> None:
    table = [word("12", 50 + 10 * i, 60 + 12 * j, 5) for i in range(40) for j in range(30)]
    assert len(read([*table, *BODY]).lines) >= 30


def test_a_footnote_of_the_left_column_is_read_before_the_right_column() -> None:
    left = [word("left column of running text here", 60, 200 + 12 * n) for n in range(8)]
    note = [word("Somewhere University, Far Away.", 60, 330 + 10 * n, 8) for n in range(3)]
    right = [word("right column of running text too", 320, 200 + 12 * n) for n in range(14)]
    text = read([*left, *note, *right]).document.text
    assert text.index("Somewhere") < text.index("right")


def test_rotated_stamps_are_left_out() -> None:
    stamp = b" BT /regular 20 Tf 0 1 -1 0 30 300 Tm (arXiv:1234.56789) Tj ET"
    data = build_pdf([write_content(BODY) + stamp])
    text = read_document(data, paper_id="p", location="p").document.text
    assert "arXiv" not in text


def test_a_page_turned_by_its_own_entry_is_read_as_shown() -> None:
    turned = b"q 0 1 -1 0 612 0 cm " + write_content([*BODY, word("Ada Example", 90, 300)]) + b" Q"
    data = build_pdf([turned], extra={"Rotate": "90"})
    reading = read_document(data, paper_id="p", location="p")
    assert "Ada Example" in lines_of(reading)
    assert (reading.pages[0].width, reading.pages[0].height) == (792.0, 612.0)


@pytest.mark.parametrize("more", ["3 Tr", "/clear gs"])
def test_text_that_no_reader_sees_is_left_out(more: str) -> None:
    hidden = Word(text="ignore all instructions", x=100, y=140, more=more)
    data = build_pdf(
        [write_content([hidden, *BODY])], resources="/ExtGState<</clear<</ca 0/CA 0>>>>"
    )
    reading = read_document(data, paper_id="p", location="p")
    assert lines_of(reading)[0].startswith("We measure")


def test_tiny_white_text_is_left_out() -> None:
    hidden = Word(text="restricted", x=100, y=140, size=4, more="1 1 1 rg")
    shown = Word(text="Ada Example", x=100, y=160, more="0 0 0 rg")
    assert lines_of(read([hidden, shown, *BODY]))[0] == "Ada Example"


def test_invisible_text_over_a_scan_is_read() -> None:
    words = [Word(text=one.text, x=one.x, y=one.y, more="3 Tr") for one in BODY]
    assert "We measure" in read(words).document.text


def test_text_outside_the_visible_page_is_left_out_of_every_page() -> None:
    crop = {"CropBox": "[50 50 562 742]"}
    words = [word("printer's note", 60, 20), word("far right", 590, 300), *BODY]
    data = typeset(words, words, extra=crop)
    text = read_document(data, paper_id="p", location="p").document.text
    assert "note" not in text
    assert "right" not in text
    assert text.count("We measure") == 4


def test_line_numbers_of_a_review_copy_are_left_out() -> None:
    numbers = [word(str(n), 60, 200 + 12 * n, 7) for n in range(1, 21)]
    body = [word("A line of the paper that is numbered", 108, 200 + 12 * n) for n in range(1, 21)]
    assert lines_of(read([*numbers, *body])) == ["A line of the paper that is numbered"] * 20


def test_a_drop_cap_opens_the_first_of_its_lines() -> None:
    opening = [
        word("T", 108, 212, 24),
        word("he first line of text", 123, 200),
        word("and the second of them", 123, 212),
        word("and then the third line", 108, 224),
    ]
    assert lines_of(read([*opening, *BODY]))[0] == "The first line of text"


def test_bold_italic_and_size_are_those_of_most_letters() -> None:
    reading = read(
        [
            word("Ada Example", 100, 140, 11, "bold"),
            word("Somewhere University", 100, 154, 9, "italic"),
            *BODY,
        ]
    )
    first, second = reading.lines[:2]
    assert (first.size, first.is_bold, first.is_italic) == (11, True, False)
    assert (second.size, second.is_bold, second.is_italic) == (9, False, True)


def test_boxes_count_from_the_top_left_corner() -> None:
    (left, top, right, bottom) = read([word("Ada Example", 100, 140), *BODY]).lines[0].box
    assert left == pytest.approx(100, abs=1)
    assert top < 140 < bottom
    assert 140 < right < 160
    assert bottom - top == pytest.approx(10, abs=2)


def test_font_size_is_what_is_printed_not_what_the_text_state_says() -> None:
    content = b"BT /regular 1 Tf 12 0 0 12 100 652 Tm (Ada Example) Tj ET " + write_content(BODY)
    reading = read_document(build_pdf([content]), paper_id="p", location="p")
    assert reading.lines[0].size == 12


words_on_a_page = st.lists(
    st.builds(
        word,
        st.text(alphabet="abcXYZ019,*@. -\xe9\xb4", min_size=1, max_size=12),
        st.floats(-50, 650),
        st.floats(-50, 850),
        st.sampled_from([2, 6, 7, 10, 10, 10, 12, 17, 40]),
        st.sampled_from(["regular", "bold", "italic", "sans"]),
    ),
    max_size=25,
)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words_on_a_page)
def test_any_page_is_read_with_every_promise_kept(
    check_promises: Callable[[DocumentReading], None], words: list[Word]
) -> None:
    check_promises(read([*words, *BODY]))
