import io
from pathlib import Path

import pytest
from PIL import Image

from byline.documents.reader import read_document
from byline.records import Box, PaperError
from byline.report.crops import CropTask, FoundWords, Words, draw_crops, group_words, region_of
from tests.report.made_pdf import HEIGHT, WIDTH, make_pdf

NAME, PLACE = "Ada Madeup", "MIT, Cambridge, USA"
LINES = ((200, 80, "A Made Up Title"), (200, 110, NAME), (200, 124, PLACE))


def _found(*boxes: Box, label: str = "US") -> FoundWords:
    words = Words(page=1, start=0, end=1, label=label, class_name="left", quote="q")
    return FoundWords(words=words, boxes=boxes)


def test_print_that_stands_together_is_one_picture_and_a_footnote_another() -> None:
    name, place = _found((100, 100, 200, 110)), _found((100, 130, 200, 140))
    footnote = _found((100, 700, 200, 710))
    assert group_words([footnote, place, name]) == [[name, place], [footnote]]


def test_a_region_across_the_middle_is_as_wide_as_the_print_of_a_page() -> None:
    left, top, right, bottom = region_of((200, 5, 400, 40), width=WIDTH, height=HEIGHT)
    assert (left, right) == pytest.approx((0.07 * WIDTH, 0.93 * WIDTH))
    assert top == 0
    assert 50 < bottom < 80


def test_a_region_in_one_column_keeps_to_its_column() -> None:
    left, _, right, bottom = region_of((60, 700, 290, 780), width=WIDTH, height=HEIGHT)
    assert 30 < left < 60
    assert 290 < right < WIDTH / 2 + 10
    assert bottom == HEIGHT


@pytest.fixture
def task(tmp_path: Path) -> CropTask:
    data = make_pdf(LINES)
    path = tmp_path / "made.pdf"
    path.write_bytes(data)
    text = read_document(data, paper_id="0" * 16, location="made.pdf").document.text
    words = tuple(
        Words(
            page=1,
            start=text.index(quote),
            end=text.index(quote) + len(quote),
            label=label,
            class_name=look,
            quote=quote,
        )
        for quote, label, look in ((NAME, "", "name"), (PLACE, "US", "left"))
    )
    return CropTask(
        paper_id="0" * 16, path=path, words=words, sizes=((1, float(WIDTH), float(HEIGHT)),)
    )


def test_the_author_block_is_cut_out_with_its_boxes_and_codes(task: CropTask) -> None:
    [crop] = draw_crops(task)
    assert [(tag.label, tag.class_name) for tag in crop.tags] == [("US", "left")]
    assert [box.class_name for box in crop.boxes] == ["name", "left"]
    assert crop.quotes == (("US", PLACE),)
    assert crop.height < 90
    with Image.open(io.BytesIO(crop.webp)) as image:
        assert image.format == "WEBP"
        assert image.width / image.height == pytest.approx(crop.width / crop.height, rel=0.05)


def test_boxes_lie_on_print(task: CropTask) -> None:
    [crop] = draw_crops(task)
    with Image.open(io.BytesIO(crop.webp)) as image:
        scale = image.width / crop.width
        grey = image.convert("L")
    for box in crop.boxes:
        edges = (box.left, box.top, box.left + box.width, box.top + box.height)
        left, top, right, bottom = (int(edge * scale) for edge in edges)
        assert min(grey.crop((left, top, right, bottom)).tobytes()) < 100


def test_a_file_that_is_gone_is_a_failure_with_a_kind(task: CropTask) -> None:
    task.path.unlink()
    with pytest.raises(PaperError) as caught:
        draw_crops(task)
    assert caught.value.kind == "unreadable"


def test_a_file_that_is_no_pdf_is_a_failure_with_a_kind(task: CropTask) -> None:
    task.path.write_bytes(b"%PDF-1.4 but not really")
    with pytest.raises(PaperError):
        draw_crops(task)
