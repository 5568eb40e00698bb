from PIL import Image, ImageDraw

from byline.records import Box
from byline.report.trimming import Drawn, trim_drawn

REGION = (40.0, 100.0, 540.0, 200.0)
HULL = (200.0, 130.0, 300.0, 170.0)


def _drawn(*print_: Box) -> Drawn:
    """A picture at two pixels to the point with print in these boxes of the page."""
    image = Image.new("L", (1000, 200), 255)
    for left, top, right, bottom in (HULL, *print_):
        pixels = [2 * (left - 40), 2 * (top - 100), 2 * (right - 40), 2 * (bottom - 100)]
        ImageDraw.Draw(image).rectangle(pixels, fill=0)
    return Drawn(region=REGION, image=image)


def test_blank_sides_are_cut_off() -> None:
    trimmed = trim_drawn(_drawn(), hull=HULL)
    left, _, right, _ = trimmed.region
    assert 180 < left < 190
    assert 310 < right < 320


def test_print_beside_the_hull_stays_whole() -> None:
    trimmed = trim_drawn(_drawn((320, 150, 480, 160)), hull=HULL)
    assert trimmed.region[2] > 490


def test_a_line_below_is_shown_whole_or_not_at_all() -> None:
    below = (200.0, 180.0, 300.0, 192.0)
    bottom = trim_drawn(_drawn(below), hull=HULL).region[3]
    assert not below[1] < bottom < below[3]


def test_the_hull_stays_even_where_no_row_is_blank() -> None:
    left, top, right, bottom = trim_drawn(_drawn((40, 100, 60, 200)), hull=HULL).region
    assert left <= HULL[0]
    assert top <= HULL[1]
    assert right >= HULL[2]
    assert bottom >= HULL[3]


def test_picture_and_region_stay_in_proportion() -> None:
    trimmed = trim_drawn(_drawn(), hull=HULL)
    left, top, right, bottom = trimmed.region
    assert abs(trimmed.image.width / (right - left) - 2) < 0.05
    assert abs(trimmed.image.height / (bottom - top) - 2) < 0.05
