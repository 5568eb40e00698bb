import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from byline.sources.listing import SourceError
from byline.sources.options import TableOptions
from tests.sources.listing import failures_of, list_all, papers_of, write

TEAM = ["Ana Brook", "Bo Reed", "Cy Marsh"]


def track_list(path: Path, track: str, *papers: tuple[str, Sequence[str]]) -> Path:
    records = [
        {
            "paper_id": title,
            "year": "2024",
            "track": track,
            "title": title,
            "authors": [{"name": name, "profile_id": ""} for name in names],
        }
        for title, names in papers
    ]
    return write(path, "\n".join(json.dumps(record) for record in records))


def table(path: Path, *papers: tuple[str, Sequence[str]]) -> Path:
    rows = "".join(f"{title}\t{'; '.join(names)}\tOwl Lab\n" for title, names in papers)
    return write(path, f"title\tauthors\taffiliations\n{rows}")


def options_for(tmp_path: Path) -> TableOptions:
    main = track_list(
        tmp_path / "neurips_2024_main.jsonl",
        "Conference",
        ("Owls at Dusk", TEAM),
        ("A Theory of Bats", ["Di Fen", "Eve Holt"]),
        ("Only on the List", ["Finn Moor"]),
    )
    other = track_list(
        tmp_path / "neurips_2024_db.jsonl", "Datasets & Benchmarks", ("Mice at Dawn", TEAM)
    )
    return TableOptions(tracks=(main, other))


def test_papers_get_the_track_of_their_title_and_authors(tmp_path: Path) -> None:
    options = options_for(tmp_path)
    path = table(
        tmp_path / "nips2024.tsv", ("OWLS at dusk!", TEAM), ("Mice at Dawn", [*TEAM, "Gil Tarn"])
    )
    assert [paper.track for paper in papers_of(path, options)] == [
        "main",
        "Datasets and Benchmarks",
    ]


def test_a_renamed_paper_is_found_by_its_authors_and_said_to_be_renamed(tmp_path: Path) -> None:
    options = options_for(tmp_path)
    path = table(tmp_path / "nips2024.tsv", ("Bats, Explained", ["Eve Holt", "Di Fen"]))
    (paper,) = papers_of(path, options)
    assert paper.track == "main"
    assert "track_renamed" in [one.kind for one in failures_of(path, options)]


def test_what_is_on_one_side_only_is_listed(tmp_path: Path) -> None:
    options = options_for(tmp_path)
    path = table(tmp_path / "nips2024.tsv", ("Owls at Dusk", TEAM), ("Frogs", ["Hal Rush"]))
    papers = papers_of(path, options)
    assert [paper.track for paper in papers] == ["main", None]
    told = {one.kind: one for one in failures_of(path, options)}
    assert "'Frogs'" in told["track_unmatched"].message
    assert told["track_unused"].is_notice
    unused = [one.message for one in failures_of(path, options) if one.kind == "track_unused"]
    assert any("'Only on the List'" in message for message in unused)


def test_the_same_title_by_other_people_is_not_the_same_paper(tmp_path: Path) -> None:
    options = options_for(tmp_path)
    path = table(tmp_path / "nips2024.tsv", ("Owls at Dusk", ["Ivy Peat", "Jo Sand"]))
    assert papers_of(path, options)[0].track is None


def test_papers_of_another_year_are_left_alone(tmp_path: Path) -> None:
    options = options_for(tmp_path)
    path = table(tmp_path / "nips2023.tsv", ("Owls at Dusk", TEAM))
    assert papers_of(path, options)[0].track is None
    assert "track_unmatched" not in [one.kind for one in failures_of(path, options)]


def test_a_list_without_tracks_is_an_error(tmp_path: Path) -> None:
    plain = table(tmp_path / "plain.tsv", ("Owls", TEAM))
    with pytest.raises(SourceError, match="has a track"):
        list_all(plain, TableOptions(tracks=(plain,)))
