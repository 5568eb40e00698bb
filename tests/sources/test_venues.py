import tomllib
from importlib.resources import files

import pytest

from byline.sources.venues import (
    Edition,
    find_year,
    is_paper_event,
    read_cells,
    read_file_name,
    read_group,
    read_status,
    read_track,
    read_url,
    read_venue,
    site_of,
)

DATA = tomllib.loads(files("byline.sources").joinpath("venues.toml").read_text("utf-8"))
ALIASES = [(venue["name"], alias) for venue in DATA["venue"] for alias in venue["aliases"]]
HOSTS = [(venue["name"], host) for venue in DATA["venue"] for host in venue["hosts"]]
STATUSES = [(entry["status"], word) for entry in DATA["status"] for word in entry["words"]]
TRACKS = [(entry["track"], word) for entry in DATA["track"] for word in entry["words"]]


@pytest.mark.parametrize(("name", "alias"), ALIASES)
def test_every_alias_stands_for_its_venue(name: str, alias: str) -> None:
    assert read_venue(alias.upper()).venue == name


@pytest.mark.parametrize(("name", "host"), HOSTS)
def test_every_host_stands_for_its_venue(name: str, host: str) -> None:
    assert read_url(f"https://{host}/virtual/2024/poster/1") == Edition(venue=name, year=2024)


@pytest.mark.parametrize(("status", "word"), STATUSES)
def test_every_word_of_a_decision_stands_for_its_status(status: str, word: str) -> None:
    assert read_status(word.title()).status == status


@pytest.mark.parametrize(("track", "word"), TRACKS)
def test_every_word_of_a_track_stands_for_it(track: str, word: str) -> None:
    assert read_track(word.title().replace(" ", "_") + "_Track") == track


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NIPS", Edition(venue="NeurIPS")),
        (
            "ICML 2024 Poster",
            Edition(venue="ICML", year=2024, track="main", status="accepted"),
        ),
        (
            "Submitted to ICLR 2025",
            Edition(venue="ICLR", year=2025, track="main", status="submitted"),
        ),
        (
            "ICLR 2025 Conference Withdrawn Submission",
            Edition(venue="ICLR", year=2025, track="main", status="withdrawn"),
        ),
        (
            "NeurIPS 2024 Track Datasets and Benchmarks Poster",
            Edition(venue="NeurIPS", year=2024, track="Datasets and Benchmarks", status="accepted"),
        ),
        (
            "NeurIPS.cc/2025/Conference",
            Edition(venue="NeurIPS", year=2025, track="main"),
        ),
        (
            "Proceedings of the 35th International Conference on Machine Learning",
            Edition(venue="ICML"),
        ),
        (
            "Journal of Invented Results, 2021",
            Edition(venue="Journal of Invented Results", year=2021),
        ),
        ("", Edition()),
    ],
)
def test_a_venue_is_read_apart(text: str, expected: Edition) -> None:
    assert read_venue(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://nips.cc/virtual/2018/poster/1", Edition(venue="NeurIPS", year=2018)),
        (
            "https://papers.nips.cc/paper_files/paper/2009/hash/ab-Abstract.html",
            Edition(venue="NeurIPS", year=2009),
        ),
        ("https://proceedings.mlr.press/v238/moran24a.html", Edition(venue="AISTATS", year=2024)),
        ("https://openreview.net/forum?id=x1", Edition()),
        ("/virtual/2025/poster/7", Edition(year=2025)),
        ("http://[broken", Edition()),
        ("", Edition()),
    ],
)
def test_an_address_tells_venue_and_year(url: str, expected: Edition) -> None:
    assert read_url(url) == expected


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        (
            "https://openreview.net/group?id=NeurIPS.cc/2025/Datasets_and_Benchmarks_Track",
            Edition(venue="NeurIPS", year=2025, track="Datasets and Benchmarks"),
        ),
        (
            "NeurIPS.cc/2025/Position_Paper_Track",
            Edition(venue="NeurIPS", year=2025, track="Position"),
        ),
        (
            "ICLR.cc/2025/Conference/Withdrawn_Submission",
            Edition(venue="ICLR", year=2025, track="main", status="withdrawn"),
        ),
        ("example.org/2025/Conference", Edition()),
    ],
)
def test_a_group_tells_venue_year_and_track(group: str, expected: Edition) -> None:
    assert read_group(group) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nips2018.json", Edition(venue="NeurIPS", year=2018)),
        ("neurips-2024-orals-posters.json", Edition(venue="NeurIPS", year=2024)),
        ("ICML_cc_2024_Conference.tsv", Edition(venue="ICML", year=2024)),
        ("icml_2020_papers.txt", Edition(venue="ICML", year=2020)),
        ("papers.csv", Edition()),
        ("icml_vs_iclr_2020.csv", Edition(year=2020)),
        ("nips2017_to_2018.csv", Edition(venue="NeurIPS")),
    ],
)
def test_a_file_name_gives_away_what_is_unmistakable(name: str, expected: Edition) -> None:
    assert read_file_name(name) == expected


def test_cells_are_kept_apart_and_a_presentation_is_no_status() -> None:
    cells = read_cells(venue="NIPS", year="2021", track="Datasets & Benchmarks", status="Oral")
    assert cells == Edition(
        venue="NeurIPS", year=2021, track="Datasets and Benchmarks", status="accepted"
    )


def test_a_paper_invited_to_a_workshop_is_not_in_the_main_track() -> None:
    assert read_cells(track="main", status="Workshop").track == "Workshop"


def test_a_decision_that_is_not_known_is_no_acceptance() -> None:
    assert read_status("Refereed by owls").status == "submitted"
    assert read_status("").status is None


def test_a_track_that_is_not_known_keeps_its_name() -> None:
    assert read_track("High_School_Projects") == "High School Projects"
    assert read_track("https://example.org/track") is None


def test_gaps_are_filled_and_nothing_is_overwritten() -> None:
    known = Edition(venue="ICML", track="main")
    assert known.or_else(Edition(venue="ICLR", year=2020)) == Edition(
        venue="ICML", year=2020, track="main"
    )


@pytest.mark.parametrize("kind", ["Poster", "Oral", "{location} Spotlight Poster", ""])
def test_a_poster_is_a_paper(kind: str) -> None:
    assert is_paper_event(kind)


@pytest.mark.parametrize("kind", ["Tutorial", "Invited Talk", "Workshop", "Affinity Poster"])
def test_a_tutorial_is_no_paper(kind: str) -> None:
    assert not is_paper_event(kind)


def test_a_year_is_found_only_as_a_number_of_its_own() -> None:
    assert find_year("v1.2019-03") == 2019
    assert find_year("id 120193") is None
    assert site_of("ICML") == "icml.cc"
    assert site_of("AISTATS") is None
