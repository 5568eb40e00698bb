"""Hostile files end as failures or as honest readings, and the next paper is read all the same."""

from collections.abc import Callable

import pytest

from byline.documents.pool import Limits, run_isolated
from byline.documents.reading import DocumentReading
from byline.records import PaperError
from tests.documents import tasks
from tests.documents.hostile import make_all
from tests.documents.typeset import good_paper

LIMITS = Limits(wall_seconds=4)
KINDS = {
    "crashed",
    "damaged",
    "damaged_page",
    "encrypted",
    "no_pages",
    "no_text",
    "not_pdf",
    "out_of_memory",
    "page_too_large",
    "timeout",
    "too_many_pages",
}
Outcome = DocumentReading | PaperError


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """Every hostile file as read, with a good paper after each."""
    good = good_paper()
    inputs = [
        item for name, data in make_all().items() for item in ((name, data), (f"{name}+", good))
    ]
    outcomes = run_isolated(tasks.read, inputs, workers=2, limits=LIMITS)
    return {name: outcome for (name, _), outcome in outcomes}


def test_there_are_many_ways_to_be_hostile(outcomes: dict[str, Outcome]) -> None:
    assert len(outcomes) >= 2 * 60


def test_every_hostile_file_is_a_failure_or_a_reading(outcomes: dict[str, Outcome]) -> None:
    failures = [outcome for outcome in outcomes.values() if isinstance(outcome, PaperError)]
    assert {failure.kind for failure in failures} <= KINDS
    assert all(failure.message for failure in failures)


def test_the_paper_after_each_is_read(outcomes: dict[str, Outcome]) -> None:
    after = {name: outcome for name, outcome in outcomes.items() if name.endswith("+")}
    titles = {
        name: outcome.document.title if isinstance(outcome, DocumentReading) else outcome.kind
        for name, outcome in after.items()
    }
    assert titles == dict.fromkeys(after, "On the Traces of Claims")


def test_readings_of_hostile_files_keep_the_promises(
    outcomes: dict[str, Outcome], check_promises: Callable[[DocumentReading], None]
) -> None:
    for outcome in outcomes.values():
        if isinstance(outcome, DocumentReading):
            check_promises(outcome)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("empty", "not_pdf"),
        ("web_page", "not_pdf"),
        ("picture", "not_pdf"),
        ("only_a_header", "damaged"),
        ("cut_in_half", "damaged"),
        ("page_tree_of_itself", "damaged"),
        ("no_pages", "no_pages"),
        ("far_too_many_pages", "too_many_pages"),
        ("picture_of_text", "no_text"),
        ("text_off_the_page", "no_text"),
        ("user_password", "encrypted"),
        ("encryption_unknown", "encrypted"),
    ],
)
def test_the_failure_says_what_is_wrong(outcomes: dict[str, Outcome], name: str, kind: str) -> None:
    outcome = outcomes[name]
    assert isinstance(outcome, PaperError)
    assert outcome.kind == kind


@pytest.mark.parametrize(
    ("limits", "kind"),
    [
        (Limits(wall_seconds=1, memory_bytes=32_000_000_000), "timeout"),
        (Limits(wall_seconds=120, memory_bytes=600_000_000), "crashed"),
    ],
)
def test_forms_without_end_are_ended_by_either_limit(limits: Limits, kind: str) -> None:
    inputs = [("endless", make_all()["forms_that_multiply"]), ("after", good_paper())]
    (_, endless), (_, after) = run_isolated(tasks.read, inputs, workers=1, limits=limits)
    assert isinstance(endless, PaperError)
    assert endless.kind == kind
    assert isinstance(after, DocumentReading)


@pytest.mark.parametrize(
    "name",
    [
        "junk_before_the_header",
        "flipped_table",
        "form_that_draws_itself",
        "glyph_that_draws_itself",
        "outlines_in_a_circle",
        "script_at_opening",
        "owner_password",
        "table_in_a_circle",
    ],
)
def test_what_can_be_read_is_read(outcomes: dict[str, Outcome], name: str) -> None:
    outcome = outcomes[name]
    assert isinstance(outcome, DocumentReading)
    assert outcome.document.title == "On the Traces of Claims"


def test_a_page_lost_to_flipped_bytes_is_told(outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes["flipped_bytes"]
    assert isinstance(outcome, DocumentReading)
    assert outcome.damage


def test_half_characters_are_replaced_so_that_text_can_be_written(
    outcomes: dict[str, Outcome],
) -> None:
    outcome = outcomes["lone_surrogates"]
    assert isinstance(outcome, DocumentReading)
    assert outcome.document.text.encode("utf-8")
    assert "\ufffd" in outcome.document.text


def test_drawing_hostile_pages_ends_in_a_picture_where_there_is_a_page() -> None:
    names = ("page_of_enormous_size", "image_of_enormous_size", "shading_of_itself", "no_pages")
    files = make_all()
    inputs = [(name, files[name]) for name in names]
    outcomes = [end for _, end in run_isolated(tasks.draw, inputs, workers=2, limits=LIMITS)]
    *pictures, lost = outcomes
    assert all(not isinstance(picture, PaperError) and picture > 0 for picture in pictures)
    assert isinstance(lost, PaperError)
    assert lost.kind == "damaged_page"
