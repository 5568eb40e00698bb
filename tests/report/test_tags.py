from PIL import Image, ImageDraw

from byline.records import Box
from byline.report.tags import Tagged, ink_of, place_tags

SIZE = (300.0, 100.0)


def _tagged(*boxes: Box, label: str = "US") -> Tagged:
    return Tagged(boxes=boxes, label=label, class_name="left")


def _no_ink(_box: Box) -> float:
    return 0.0


def test_a_tag_stands_right_behind_its_print_where_there_is_room() -> None:
    [tag] = place_tags([_tagged((20, 40, 100, 50))], size=SIZE, ink=_no_ink)
    assert 100 < tag.left < 105
    assert tag.top < 45 < tag.top + tag.height


def test_a_tag_moves_away_from_print_behind_it() -> None:
    image = Image.new("L", (600, 200), 255)
    ImageDraw.Draw(image).rectangle((204, 70, 400, 110), fill=0)
    [tag] = place_tags([_tagged((40, 40, 100, 50))], size=SIZE, ink=ink_of(image, size=SIZE))
    assert tag.left + tag.width < 40


def test_tags_do_not_cover_other_boxes_or_one_another() -> None:
    boxes = [_tagged((20, 40, 100, 50)), _tagged((102, 40, 180, 50)), _tagged((20, 52, 100, 62))]
    tags = place_tags(boxes, size=SIZE, ink=_no_ink)
    assert len({(tag.left, tag.top) for tag in tags}) == 3
    assert not 101 < tags[0].left < 170 or tags[0].top + tags[0].height <= 40.5


def test_a_tag_stays_inside_its_crop() -> None:
    [tag] = place_tags([_tagged((0, 0, 300, 10), label="US CN")], size=SIZE, ink=_no_ink)
    assert tag.left >= 0
    assert tag.left + tag.width <= SIZE[0]
    assert tag.top >= 0


def test_a_tag_stands_behind_the_last_line_of_its_print() -> None:
    [tag] = place_tags([_tagged((20, 40, 100, 50), (20, 52, 60, 62))], size=SIZE, ink=_no_ink)
    assert tag.left < 70
    assert tag.top > 50
