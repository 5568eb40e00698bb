"""The tables of real conferences give the counts that were made of them by hand."""

from collections import Counter
from pathlib import Path

import pytest

from byline.sources.listing import ListedFailure, ListedPaper, SourceError
from byline.sources.open import list_papers
from byline.sources.options import TableOptions
from tests.sources.listing import list_all, papers_of

# file, accepted papers, those of them with any affiliation; from the README of the shared data
ACCEPTED = [
    ("paperlists-history/nips2021.json.xz", 2508, 2501),
    ("paperlists-history/icml2023.json.xz", 1865, 1815),
    ("paperlists-history/iclr2021.json.xz", 860, 851),
    ("paperlists-history/iclr2022.json.xz", 1095, 1021),
    ("paperlists-history/nips2019.json.xz", 1427, 0),
    ("paperlists-history/nips2020.json.xz", 1899, 0),
    ("paperlists-history/nips2022.json.xz", 2834, 0),
    ("paperlists-history/nips2023.json.xz", 3540, 0),
    ("paperlists-history/nips2024.json.xz", 4553, 0),
    ("paperlists-history/icml2025.json.xz", 3340, 0),
    ("paperlists-history/iclr2023.json.xz", 1575, 0),
    ("nd7141/neurips_2017_accepted.txt.xz", 680, 679),
    ("nd7141/neurips_2019_accepted.txt.xz", 1429, 1429),
    ("nd7141/neurips_2020_accepted.txt.xz", 1900, 1900),
    ("nd7141/icml_2020_papers.txt.xz", 1088, 1088),
    ("neurips2020-mzolfaghari/neurips2020.json.xz", 1899, 1899),
    ("paperlists/colm2024.json.xz", 299, 297),
    ("neurips2025-bsantraigi/neurips_2025_full_analysis.tsv.xz", 5787, 0),
    ("neurips2025-junyi99/neurips2025_oral.json.xz", 77, 0),
]
TRACKS = [
    (2021, 2630, 174),
    (2022, 2671, 162),
    (2023, 3218, 322),
    (2024, 4035, 459),
]
WITHOUT_PAPERS = [
    "lossfunk/neurips-2024-cc-authors.json.xz",
    "lossfunk/neurips-2024-analytics.json.xz",
    "lossfunk/updated_affiliations.csv.xz",
    "nd7141/university2.csv.xz",
    "nd7141/neurips_2018_accepted.txt.xz",
    "neurips-us-vs-china/affiliation_normalization.json.xz",
    "neurips2024-jingshi-yang/affiliations.txt.xz",
    "neurips2025-m0rtzz/NeurIPS2025_TODO.md.xz",
]


@pytest.fixture(scope="module")
def metadata(shared_data: Path) -> Path:
    return shared_data / "metadata"


def is_affiliated(paper: ListedPaper) -> bool:
    tied = any(author.affiliations for author in paper.authors or ())
    return tied or bool(paper.affiliations)


@pytest.mark.parametrize(("file", "accepted", "affiliated"), ACCEPTED)
def test_accepted_papers_and_those_with_affiliations(
    metadata: Path, file: str, accepted: int, affiliated: int
) -> None:
    papers = [paper for paper in papers_of(metadata / file) if paper.status == "accepted"]
    assert len(papers) == accepted
    assert sum(map(is_affiliated, papers)) == affiliated
    assert all(paper.venue and paper.year for paper in papers)


def test_neurips_2024_has_its_slots_and_its_gaps(metadata: Path) -> None:
    papers = papers_of(metadata / "neurips2024-jingshi-yang" / "nips2024.jsonl.xz")
    authors = [author for paper in papers for author in paper.authors or ()]
    assert (len(papers), len(authors)) == (4553, 25_002)
    # 262 empty, 358 "None", and one each of "n/a" and "???"
    assert sum(not author.affiliations for author in authors) == 622
    strings = {one for author in authors for one in author.affiliations}
    assert {"Queen's University", "Xi'an Jiaotong University", "Texas A&M University"} <= strings
    assert not any("&amp;" in one or "&#x27;" in one or "\\x" in one for one in strings)


@pytest.mark.parametrize(("year", "main", "benchmarks"), TRACKS)
def test_official_tracks(metadata: Path, year: int, main: int, benchmarks: int) -> None:
    folder = metadata / "neurips-skg"
    first = papers_of(folder / f"neurips_{year}_conference.jsonl.xz")
    second = papers_of(folder / f"neurips_{year}_datasets_and_benchmarks.jsonl.xz")
    counts = Counter((paper.venue, paper.year, paper.track) for paper in (*first, *second))
    assert counts == {
        ("NeurIPS", year, "main"): main,
        ("NeurIPS", year, "Datasets and Benchmarks"): benchmarks,
    }


def test_the_papers_of_2024_get_their_tracks(metadata: Path) -> None:
    folder = metadata / "neurips-skg"
    tracks = tuple(sorted(folder.glob("neurips_2024_*.jsonl.xz")))
    table = metadata / "neurips2024-jingshi-yang" / "nips2024.jsonl.xz"
    papers = papers_of(table, TableOptions(tracks=tracks))
    counts = Counter(paper.track for paper in papers)
    # 4,494 official papers; the table's other 59 or so are of journals and of no official track
    assert counts["main"] + counts["Datasets and Benchmarks"] > 4470
    assert 59 <= counts[None] < 80


def test_one_row_per_author(metadata: Path) -> None:
    papers = papers_of(metadata / "martenlienen" / "papers.csv.xz")
    assert len(papers) == 7994
    # 27,897 rows less 17 that stand twice and 10 more names that are empty
    assert sum(len(paper.authors or ()) for paper in papers) == 27_870
    assert {paper.venue for paper in papers} == {"NeurIPS", "ICML", "ICLR"}


def test_a_table_without_a_header_is_mapped_by_numbers(metadata: Path) -> None:
    columns = {"url": "1", "title": "2", "authors": "3", "venue": "6"}
    path = metadata / "icml2024-dotd" / "ICML_cc_2024_Conference.tsv.xz"
    papers = papers_of(path, TableOptions(columns=columns))
    assert len(papers) == 2610
    assert {(paper.venue, paper.year, paper.track) for paper in papers} == {("ICML", 2024, "main")}


def test_career_unions_are_flagged(metadata: Path) -> None:
    path = metadata / "iclr2025-whitney-house" / "papers.csv.xz"
    listed = list_all(path)
    papers = [item for item in listed if isinstance(item, ListedPaper)]
    assert Counter(paper.status for paper in papers) == {
        "accepted": 3706,
        "withdrawn": 2937,
        "submitted": 4959,
        "rejected": 70,
    }
    assert not any(map(is_affiliated, papers))
    assert "profile_union" in {item.kind for item in listed if isinstance(item, ListedFailure)}


def test_every_list_of_a_year_is_placed_by_what_it_says(metadata: Path) -> None:
    for path in sorted((metadata / "paperlists").glob("nips*[0258].json.xz")):
        papers = papers_of(path)
        assert {(paper.venue, paper.year) for paper in papers} == {("NeurIPS", int(path.name[4:8]))}


@pytest.mark.parametrize("file", WITHOUT_PAPERS)
def test_files_without_papers_are_refused_with_the_reason(metadata: Path, file: str) -> None:
    with pytest.raises(SourceError) as error:
        list(list_papers(metadata / file))
    assert str(metadata / file) in str(error.value)


def test_the_shared_pdfs_are_listed_with_their_index(shared_data: Path) -> None:
    papers = papers_of(shared_data / "papers")
    assert len(papers) == 162
    assert all(paper.title and paper.pdf for paper in papers)
