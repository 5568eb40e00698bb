from pathlib import Path

from tests.sources.listing import affiliations_of, failures_of, kinds_of, papers_of, write


def event(**fields: object) -> dict[str, object]:
    return {
        "id": 41,
        "uid": "c0ffee",
        "name": "Owls &amp; Mice at Dusk",
        "authors": [
            {
                "id": 9,
                "fullname": "Ana Brook",
                "url": "http://neurips.cc/api/miniconf/users/9?format=json",
                "institution": "Owl &amp;amp; Mouse Lab",
            },
            {"id": 10, "fullname": "Bo Reed", "url": None, "institution": None},
        ],
        "decision": "Accept (poster)",
        "eventtype": "Poster",
        "sourceurl": "https://openreview.net/group?id=NeurIPS.cc/2025/Datasets_and_Benchmarks_Track",
        "virtualsite_url": "/virtual/2025/poster/41",
        "paper_url": "https://openreview.net/forum?id=abc",
    } | fields


def programme(tmp_path: Path, *events: object, count: int | None = None) -> Path:
    value = {"count": len(events) if count is None else count, "results": list(events)}
    return write(tmp_path / "neurips-2025-orals-posters.json", value)


def test_a_poster_is_a_paper_with_an_institution_per_author(tmp_path: Path) -> None:
    (found,) = papers_of(programme(tmp_path, event()))
    assert found.title == "Owls & Mice at Dusk"
    assert affiliations_of(found) == [("Owl & Mouse Lab",), ()]
    assert (found.authors or ())[0].profile_id == "neurips.cc:9"
    assert (found.venue, found.year) == ("NeurIPS", 2025)
    assert (found.track, found.status) == ("Datasets and Benchmarks", "accepted")
    assert found.url == "https://openreview.net/forum?id=abc"
    assert found.source == "virtual-site:neurips-2025-orals-posters.json"


def test_without_a_group_the_page_and_the_file_tell_the_edition(tmp_path: Path) -> None:
    (found,) = papers_of(programme(tmp_path, event(sourceurl=None, authors=[])))
    assert (found.venue, found.year, found.track) == ("NeurIPS", 2025, None)
    assert found.authors == ()


def test_a_placeholder_is_no_address(tmp_path: Path) -> None:
    placeholder = "https://openreview.net/forum?id=2025-Oral--placeholder"
    (found,) = papers_of(programme(tmp_path, event(paper_url=placeholder)))
    assert found.url == "https://neurips.cc/virtual/2025/poster/41"


def test_other_events_are_left_out_and_counted(tmp_path: Path) -> None:
    path = programme(tmp_path, event(), event(eventtype="Tutorial"), event(eventtype="Workshop"))
    assert len(papers_of(path)) == 1
    (notice,) = failures_of(path)
    assert notice.is_notice
    assert "Tutorial 1, Workshop 1" in notice.message


def test_a_part_of_a_longer_answer_is_a_failure(tmp_path: Path) -> None:
    path = programme(tmp_path, event(), count=2891)
    assert len(papers_of(path)) == 1
    (failure,) = failures_of(path)
    assert failure.kind == "incomplete"
    assert not failure.is_notice


def test_bad_entries_are_failures(tmp_path: Path) -> None:
    path = programme(tmp_path, event(), event(name=""), "no event")
    assert kinds_of(path) == ["no_title", "bad_row"]
