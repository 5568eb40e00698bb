"""Boxes lie around the very words; pictures show the very part of the page."""

import io

import pytest
from PIL import Image

from byline.documents.boxes import draw_page, find_all_boxes, find_boxes
from byline.documents.reader import read_document
from byline.records import Box, PaperError
from tests.documents.typeset import build_pdf, filler, typeset, word, write_content

PAGE = [word("On the Traces of Claims", 150, 100, 17, "bold"), *filler(110, 210)]
SECOND = [word("Somewhere University", 200, 300, 12), *filler(108, 80, lines=4)]
DATA = typeset(PAGE, SECOND)


def boxes_of(quote: str, *, page: int, data: bytes = DATA) -> tuple[Box, ...]:
    reading = read_document(data, paper_id="p", location="p")
    place = reading.pages[page - 1]
    start = reading.document.text.index(quote, place.start, place.end) - place.start
    return find_boxes(data, page=page, start=start, end=start + len(quote))


@pytest.mark.parametrize(("quote", "page"), [("Traces", 1), ("Somewhere University", 2)])
def test_one_line_has_one_box_around_its_words(quote: str, page: int) -> None:
    (box,) = boxes_of(quote, page=page)
    left, top, right, bottom = box
    y = 100 if page == 1 else 300
    assert top < y < bottom
    assert 0 < right - left < 130


def test_the_box_starts_and_ends_with_the_words() -> None:
    ((left, _, right, _),) = boxes_of("Somewhere University", page=2)
    assert left == pytest.approx(200, abs=1.5)
    ((inner, _, end, _),) = boxes_of("University", page=2)
    assert left < inner < end == pytest.approx(right, abs=0.5)


@pytest.mark.parametrize("page", [1, 2])
def test_words_over_two_lines_have_two_boxes(page: int) -> None:
    first, second = boxes_of("which it stands, and\nwe report", page=page)
    assert first[1] < second[1]
    assert first[0] > second[0]


def test_boxes_of_a_turned_page_lie_on_it_as_shown() -> None:
    words = [word("Somewhere University", 200, 300, 12), *filler(108, 400)]
    turned = b"q 0 1 -1 0 612 0 cm " + write_content(words) + b" Q"
    data = build_pdf([turned, turned], extra={"Rotate": "90"})
    for page in (1, 2):
        ((left, top, right, bottom),) = boxes_of("Somewhere University", page=page, data=data)
        assert right - left > 5 * (bottom - top)
        assert 0 <= left < right <= 792
        assert 0 <= top < bottom <= 612


@pytest.mark.parametrize("page", [1, 2])
def test_several_stretches_have_the_boxes_that_each_has_alone(page: int) -> None:
    spans = [(0, 5), (30, 60), (2, 90)]
    alone = tuple(find_boxes(DATA, page=page, start=start, end=end) for start, end in spans)
    assert find_all_boxes(DATA, page=page, spans=spans) == alone


def test_a_span_outside_the_page_is_refused() -> None:
    with pytest.raises(ValueError, match="no such stretch"):
        find_boxes(DATA, page=2, start=0, end=10**6)


def test_a_page_that_is_not_there_is_a_failure() -> None:
    with pytest.raises(PaperError, match="page 9"):
        find_boxes(DATA, page=9, start=0, end=1)


def picture(box: Box, *, scale: float = 2.0, page: int = 2) -> Image.Image:
    return Image.open(io.BytesIO(draw_page(DATA, page=page, box=box, scale=scale)))


def test_a_picture_shows_the_part_of_the_page_at_its_scale() -> None:
    (box,) = boxes_of("Somewhere University", page=2)
    left, top, right, bottom = box
    image = picture((left - 10, top - 10, right + 10, bottom + 10)).convert("L")
    assert image.width == pytest.approx(2 * (right - left + 20), abs=2)
    assert min(image.tobytes()) < 100
    assert set(image.crop((0, 0, image.width, 12)).tobytes()) == {255}


def test_white_paper_is_white() -> None:
    assert set(picture((10, 700, 60, 760)).convert("L").tobytes()) == {255}


@pytest.mark.parametrize("box", [(0, 0, 0, 10), (10, 0, 5, 10), (0, 0, 1e6, 1e6)])
def test_no_picture_is_drawn_of_nothing_or_of_far_too_much(box: Box) -> None:
    with pytest.raises(ValueError, match="no picture"):
        draw_page(DATA, page=1, box=box, scale=2.0)
