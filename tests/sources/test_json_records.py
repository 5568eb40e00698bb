import json
from pathlib import Path

import pytest

from byline.sources.listing import SourceError
from byline.sources.options import TableOptions
from tests.sources.listing import (
    affiliations_of,
    kinds_of,
    list_all,
    names_of,
    papers_of,
    write,
)


def lines(*records: object) -> str:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


def test_json_lines_with_a_record_per_author(tmp_path: Path) -> None:
    record = {
        "title": "Owls at Dusk",
        "authors": [
            {"name": "Ana Brook", "affiliation": "Owl Lab, Owl Lab", "no": "12"},
            {"name": "Bo Reed", "affiliation": "None", "no": "13"},
        ],
    }
    (found,) = papers_of(write(tmp_path / "nips2024.jsonl", lines(record)))
    assert affiliations_of(found) == [("Owl Lab, Owl Lab",), ()]
    assert [one.profile_id for one in found.authors or ()] == [
        "neurips.cc:12",
        "neurips.cc:13",
    ]
    assert (found.venue, found.year) == ("NeurIPS", 2024)


def test_user_numbers_stay_bare_where_no_site_is_known(tmp_path: Path) -> None:
    record = {"title": "Owls", "authors": [{"name": "Ana Brook", "no": "12"}]}
    (found,) = papers_of(write(tmp_path / "papers.jsonl", lines(record)))
    assert (found.authors or ())[0].profile_id == "12"


def test_strings_that_were_escaped_twice_are_mended(tmp_path: Path) -> None:
    text = (
        '{"title": "$\\\\\\\\alpha$ &amp; Owls", "authors": '
        '[{"name": "Lena B\\\\xfcrger", "affiliation": "Xi&amp;amp;#x27;an Owl Lab"}]}\n'
    )
    (found,) = papers_of(write(tmp_path / "papers.jsonl", text * 2))[:1]
    assert found.title == r"$\alpha$ & Owls"
    assert names_of(found) == ["Lena Bürger"]
    assert affiliations_of(found) == [("Xi'an Owl Lab",)]


def test_latex_in_a_plain_file_is_left_alone(tmp_path: Path) -> None:
    record = {"title": r"$\nu$ and $\xi$", "authors": [{"name": "Lena Bürger"}]}
    (found,) = papers_of(write(tmp_path / "papers.jsonl", lines(record)))
    assert found.title == r"$\nu$ and $\xi$"


def test_official_lists_tell_track_and_profile(tmp_path: Path) -> None:
    record = {
        "paper_id": "x1",
        "year": "2024",
        "track": "Datasets & Benchmarks",
        "title": "Owls",
        "authors": [{"name": "Ana Brook", "profile_id": "~Ana_Brook1"}],
        "presentation_type": "poster",
        "pdf_link": "https://openreview.net/pdf?id=x1",
    }
    path = write(tmp_path / "neurips_2024_datasets.jsonl", lines(record, record | {"authors": []}))
    found, empty = papers_of(path)
    assert (found.track, found.source_key) == ("Datasets and Benchmarks", "x1")
    assert (found.authors or ())[0].profile_id == "~Ana_Brook1"
    assert empty.authors == ()
    assert kinds_of(path) == ["no_affiliations"]


def test_a_broken_line_is_a_failure_with_its_number(tmp_path: Path) -> None:
    text = lines({"title": "Owls", "authors": ["Ana Brook"]}) + '\n{"title": \n[1]\n'
    path = write(tmp_path / "papers.jsonl", text)
    failures = [one for one in list_all(path) if not hasattr(one, "authors")]
    assert [(one.kind, one.source_key) for one in failures][:2] == [
        ("bad_json", "2"),
        ("bad_json", "3"),
    ]


def test_a_map_from_titles_is_a_table(tmp_path: Path) -> None:
    value = {
        "Owls at Dusk": {"authors": [["Ana Brook", ["Owl Lab", "Mouse Lab"]], ["Bo Reed", [""]]]},
        "Mice at Dawn": {"authors": [["Cy Marsh", []]]},
    }
    first, second = papers_of(write(tmp_path / "neurips2020.json", value))
    assert first.title == "Owls at Dusk"
    assert affiliations_of(first) == [("Owl Lab", "Mouse Lab"), ()]
    assert affiliations_of(second) == [()]


def test_records_may_lie_inside_an_object(tmp_path: Path) -> None:
    value = {"version": 3, "papers": [{"title": "Owls", "authors": ["Ana Brook", "Bo Reed"]}]}
    (found,) = papers_of(write(tmp_path / "papers.json", value))
    assert names_of(found) == ["Ana Brook", "Bo Reed"]


def test_affiliations_as_records_or_lists_of_one_author(tmp_path: Path) -> None:
    authors = [
        {"fullname": "Ana Brook", "affiliations": [{"name": "Owl Lab"}, {"name": "Mouse Lab"}]},
        {"fullname": "Bo Reed", "institutions": ["Owl Lab"]},
        {"fullname": "Cy Marsh", "institution": {"name": "Mouse Lab"}},
    ]
    (found,) = papers_of(write(tmp_path / "p.json", [{"title": "Owls", "authors": authors}]))
    assert affiliations_of(found) == [("Owl Lab", "Mouse Lab"), ("Owl Lab",), ("Mouse Lab",)]


def test_parallel_lists_are_tied_only_if_they_nearly_always_agree(tmp_path: Path) -> None:
    pair = {"title": "A", "authors": ["Ana Brook", "Bo Reed"], "affiliations": ["Owl", "Mouse"]}
    lone = {"title": "B", "authors": ["Ana Brook", "Bo Reed"], "affiliations": ["Owl"]}
    (tied,) = papers_of(write(tmp_path / "tied.json", [pair]))
    assert affiliations_of(tied) == [("Owl",), ("Mouse",)]
    first, second = papers_of(write(tmp_path / "sets.json", [pair, lone]))
    assert affiliations_of(first) == affiliations_of(second) == [(), ()]
    assert (first.affiliations, second.affiliations) == (("Owl", "Mouse"), ("Owl",))


def test_lists_of_lists_hold_several_affiliations_per_author(tmp_path: Path) -> None:
    record = {
        "title": "A",
        "authors": ["Ana Brook", "Bo Reed"],
        "affiliations": [["Owl", "Mouse"], []],
    }
    (found,) = papers_of(write(tmp_path / "papers.json", [record]))
    assert affiliations_of(found) == [("Owl", "Mouse"), ()]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([{"full_name": "Ana Brook", "country": "NZ"}], "columns found are full_name, country"),
        ({"Owl Lab": "NZ", "Mouse Lab": "PT"}, "keys are Owl Lab, Mouse Lab"),
        ([], "no rows"),
    ],
)
def test_json_without_papers_says_what_it_holds(
    tmp_path: Path, value: object, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        list_all(write(tmp_path / "other.json", value))


@pytest.mark.parametrize("text", ['[{"title": "Owls"', "[" * 100_000])
def test_broken_or_bottomless_json_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match="begins like JSON"):
        list_all(write(tmp_path / "other.json", text))


@pytest.mark.parametrize("depth", [400, 700])
def test_deep_nesting_in_an_escaped_file_is_no_crash(tmp_path: Path, depth: int) -> None:
    deep = '{"title": "B\\\\xfccher", "x": ' + "[" * depth + "]" * depth + "}"
    path = write(tmp_path / "papers.jsonl", f'{{"title": "Owls \\\\xfc"}}\n{deep}\n')
    assert [paper.title for paper in papers_of(path)][:1] == ["Owls ü"]


def test_a_key_can_be_mapped(tmp_path: Path) -> None:
    path = write(tmp_path / "papers.json", [{"heading": "Owls", "people": "Ana Brook; Bo Reed"}])
    options = TableOptions(columns={"title": "heading", "authors": "people"})
    (found,) = papers_of(path, options)
    assert (found.title, names_of(found)) == ("Owls", ["Ana Brook", "Bo Reed"])
