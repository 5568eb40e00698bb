from pathlib import Path

from tests.sources.listing import kinds_of, names_of, papers_of, write

CURRENT = {
    "id": "n1",
    "forum": "n1",
    "content": {
        "title": {"value": "Owls at Dusk"},
        "authors": {"value": ["Ana Brook", "Bo Reed"]},
        "authorids": {"value": ["~Ana_Brook1", "bo@example.org"]},
        "venue": {"value": "NeurIPS 2025 oral"},
        "venueid": {"value": "NeurIPS.cc/2025/Conference"},
    },
}
FORMER = {
    "id": "n2",
    "invitation": "ICLR.cc/2021/Conference/-/Blind_Submission",
    "content": {"title": "Mice at Dawn", "authors": ["Cy Marsh"]},
}


def test_a_note_of_the_current_api_is_a_paper(tmp_path: Path) -> None:
    path = write(tmp_path / "notes.json", {"count": 1, "notes": [CURRENT]})
    (found,) = papers_of(path)
    assert found.title == "Owls at Dusk"
    assert names_of(found) == ["Ana Brook", "Bo Reed"]
    assert [one.profile_id for one in found.authors or ()] == ["~Ana_Brook1", None]
    assert (found.venue, found.year, found.track) == ("NeurIPS", 2025, "main")
    assert found.status == "accepted"
    assert found.url == "https://openreview.net/forum?id=n1"
    assert kinds_of(path) == ["no_affiliations"]


def test_a_note_of_the_former_api_is_one_too(tmp_path: Path) -> None:
    (found,) = papers_of(write(tmp_path / "notes.json", [FORMER]))
    assert found.title == "Mice at Dawn"
    assert (found.venue, found.year, found.track) == ("ICLR", 2021, "main")


def test_bad_notes_are_failures(tmp_path: Path) -> None:
    untitled = {"id": "n3", "content": {"title": {"value": ""}}}
    path = write(tmp_path / "notes.json", [CURRENT, {"id": "n4"}, untitled])
    assert kinds_of(path) == ["bad_row", "no_title", "no_affiliations"]
