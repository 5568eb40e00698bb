from pathlib import Path

import pytest

from byline.sources.listing import SourceError
from byline.sources.options import TableOptions
from tests.sources.listing import (
    affiliations_of,
    failures_of,
    kinds_of,
    list_all,
    names_of,
    papers_of,
    write,
)

PER_AUTHOR = """Conference,Year,Title,Author,Affiliation
NIPS,2018,Owls at Dusk,Ana Brook,Owl Lab
NIPS,2018,Owls at Dusk,Bo Reed,None
ICML,2017,Mice at Dawn,Cy Marsh,"Mouse Lab, Dusk College"
"""


def test_one_row_per_author_becomes_one_paper_per_title(tmp_path: Path) -> None:
    first, second = papers_of(write(tmp_path / "papers.csv", PER_AUTHOR))
    assert (first.title, first.venue, first.year) == ("Owls at Dusk", "NeurIPS", 2018)
    assert names_of(first) == ["Ana Brook", "Bo Reed"]
    assert affiliations_of(first) == [("Owl Lab",), ()]
    assert (second.venue, second.year) == ("ICML", 2017)
    assert affiliations_of(second) == [("Mouse Lab, Dusk College",)]


def test_rows_of_one_author_give_that_author_several_affiliations(tmp_path: Path) -> None:
    text = PER_AUTHOR + "NIPS,2018,Owls at Dusk,Ana Brook,Mouse Lab\n"
    first = papers_of(write(tmp_path / "papers.csv", text))[0]
    assert affiliations_of(first) == [("Owl Lab", "Mouse Lab"), ()]


def test_rows_of_authors_follow_the_position_they_state(tmp_path: Path) -> None:
    text = "title,author,author_position\nOwls,Bo Reed,2\nOwls,Ana Brook,1\n"
    (found,) = papers_of(write(tmp_path / "papers.csv", text))
    assert names_of(found) == ["Ana Brook", "Bo Reed"]


def test_the_kind_of_row_can_be_given(tmp_path: Path) -> None:
    text = "title,author\nOwls,Ana Brook\nMice,Bo Reed\nOwls,Cy Marsh\n"
    path = write(tmp_path / "papers.csv", text)
    assert len(papers_of(path)) == 3
    assert len(papers_of(path, TableOptions(row="author"))) == 2


def test_one_row_per_paper_with_a_sure_separator(tmp_path: Path) -> None:
    text = (
        "Paper Title,Author Names,Author Institutions,decision,track_source\n"
        "Owls,Ana Brook; Bo Reed,Owl Lab; Mouse &amp; Co,Accept (oral),"
        "https://openreview.net/group?id=NeurIPS.cc/2025/Position_Paper_Track\n"
        "Mice,Cy Marsh,Mouse Lab,Reject,\n"
    )
    first, second = papers_of(write(tmp_path / "papers.csv", text))
    assert affiliations_of(first) == [("Owl Lab",), ("Mouse & Co",)]
    assert (first.venue, first.year, first.track) == ("NeurIPS", 2025, "Position")
    assert (first.status, second.status) == ("accepted", "rejected")


def test_affiliations_joined_by_commas_are_not_guessed(tmp_path: Path) -> None:
    text = (
        "title,authors,affiliations\n"
        'Owls,"Ana Brook, Bo Reed","Owl Lab, Dusk, Mouse Lab"\n'
        'Mice,Cy Marsh,"Mouse Lab, Dusk"\n'
    )
    path = write(tmp_path / "papers.csv", text)
    first, second = papers_of(path)
    assert affiliations_of(first) == [(), ()]
    assert first.affiliations == ()
    assert affiliations_of(second) == [("Mouse Lab, Dusk",)]
    assert kinds_of(path) == ["affiliations_not_told"]


def test_separators_can_be_given(tmp_path: Path) -> None:
    text = "title,authors,affiliations\nOwls,Ana Brook/Bo Reed,Owl Lab+Dusk College/Mouse Lab\n"
    options = TableOptions(author_separator="/", affiliation_separator="+")
    (found,) = papers_of(write(tmp_path / "papers.csv", text), options)
    assert affiliations_of(found) == [("Owl Lab", "Dusk College"), ("Mouse Lab",)]


def test_unions_over_careers_are_flagged_and_tied_to_nobody(tmp_path: Path) -> None:
    text = (
        "Title,Authors,Affiliations,Decision\n"
        'Owls,"Ana Brook, Bo Reed","Owl Lab, Mouse Lab, Dusk College",ICLR 2025 Poster\n'
        "Mice,Cy Marsh,Mouse Lab,Submitted to ICLR 2025\n"
        "Bats,Di Fen,Bat Lab,ICLR 2025 Conference Withdrawn Submission\n"
    )
    path = write(tmp_path / "papers.csv", text)
    found = papers_of(path)
    assert [affiliations_of(one) for one in found] == [[(), ()], [()], [()]]
    assert {one.affiliation_source for one in found} == {"profile"}
    assert [one.status for one in found] == ["accepted", "submitted", "withdrawn"]
    assert kinds_of(path) == ["profile_union", "no_affiliations"]


def test_a_user_can_leave_affiliations_out(tmp_path: Path) -> None:
    path = write(tmp_path / "papers.csv", PER_AUTHOR)
    found = papers_of(path, TableOptions(ignores_affiliations=True))
    assert [affiliations_of(one) for one in found] == [[(), ()], [()]]
    assert kinds_of(path, TableOptions(ignores_affiliations=True)) == []


def test_rows_that_are_no_papers_are_counted_and_left_out(tmp_path: Path) -> None:
    text = (
        "name\tspeakers/authors\ttype\n"
        "Owls\tAna Brook, Bo Reed\tPoster\n"
        "How to Hoot\tCy Marsh\tTutorial\n"
        "name\tspeakers/authors\ttype\n"
    )
    path = write(tmp_path / "neurips_2025.tsv", text)
    (found,) = papers_of(path)
    assert names_of(found) == ["Ana Brook", "Bo Reed"]
    notice = failures_of(path)[0]
    assert notice.kind == "not_papers"
    assert "Tutorial 1, the header again 1" in notice.message


def test_a_bad_row_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    text = "title,authors\nOwls,Ana Brook\nMice, and Men,Bo Reed\n,Cy Marsh\nBats,Di Fen\n"
    path = write(tmp_path / "papers.csv", text)
    assert [one.title for one in papers_of(path)] == ["Owls", "Bats"]
    bad = [(one.kind, one.source_key) for one in failures_of(path) if not one.is_notice]
    assert bad == [("bad_row", "2"), ("no_title", "3")]


def test_a_cell_beyond_the_limit_of_csv_is_a_failure(tmp_path: Path) -> None:
    text = f"title,authors\nOwls,Ana Brook\n{'x' * 200_000},Bo Reed\nBats,Di Fen\n"
    path = write(tmp_path / "papers.csv", text)
    assert [one.title for one in papers_of(path)] == ["Owls", "Bats"]
    assert "bad_row" in kinds_of(path)


def test_quotes_in_a_tsv_are_part_of_the_text(tmp_path: Path) -> None:
    text = 'title\tauthors\n"To hoot" or not\tAna Brook\n"Say ""hoot"""\tBo Reed\n'
    first, second = papers_of(write(tmp_path / "papers.tsv", text))
    assert first.title == '"To hoot" or not'
    assert second.title == 'Say "hoot"'


def test_a_quoted_cell_may_hold_line_breaks(tmp_path: Path) -> None:
    text = 'title,authors\n"Owls\nat Dusk",Ana Brook\n'
    (found,) = papers_of(write(tmp_path / "papers.csv", text))
    assert found.title == "Owls at Dusk"


def test_a_table_without_a_header_is_read_by_column_numbers(tmp_path: Path) -> None:
    text = "https://openreview.net/forum?id=a\tOwls\tAna Brook;Bo Reed\tICML 2024 Oral\n" * 2
    path = write(tmp_path / "list.tsv", text.replace("Owls", "Mice", 1))
    with pytest.raises(SourceError, match="columns found are 1, 2, 3, 4"):
        list_all(path)
    columns = {"url": "1", "title": "2", "authors": "3", "venue": "4"}
    first, second = papers_of(path, TableOptions(columns=columns))
    assert (first.title, second.title) == ("Mice", "Owls")
    assert (first.venue, first.year, first.track) == ("ICML", 2024, "main")
    assert first.url == "https://openreview.net/forum?id=a"


def test_semicolons_may_separate_cells(tmp_path: Path) -> None:
    (found,) = papers_of(write(tmp_path / "papers.csv", "title;authors\nOwls;Ana Brook, Bo Reed\n"))
    assert names_of(found) == ["Ana Brook", "Bo Reed"]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"title": "Titel"}, "no column 'Titel' for title; the columns found are heading, authors"),
        ({"heading": "title"}, "no field 'heading'"),
        ({}, "no column of paper titles was recognised; the columns found are heading, authors"),
    ],
)
def test_a_missing_column_is_an_error_that_names_the_columns_and_the_option(
    tmp_path: Path, columns: dict[str, str], message: str
) -> None:
    path = write(tmp_path / "papers.csv", "heading,authors\nOwls,Ana Brook\n")
    with pytest.raises(SourceError, match="papers") as error:
        list_all(path, TableOptions(columns=columns))
    assert str(path) in str(error.value)
    assert message in str(error.value)


def test_a_list_of_people_is_no_list_of_papers(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no column of paper titles"):
        list_all(write(tmp_path / "people.csv", "name,affiliation\nAna Brook,Owl Lab\n"))


def test_a_table_without_rows_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no rows"):
        list_all(write(tmp_path / "papers.csv", "title,authors\n"))


def test_two_columns_of_one_name_stay_two(tmp_path: Path) -> None:
    text = "title,title,authors\nOwls,Eulen,Ana Brook\n"
    path = write(tmp_path / "papers.csv", text)
    (found,) = papers_of(path, TableOptions(columns={"title": "title (2)"}))
    assert found.title == "Eulen"


def test_options_fill_gaps_before_the_file_name_does(tmp_path: Path) -> None:
    path = write(tmp_path / "icml2020.csv", "title,authors,year\nOwls,Ana Brook,2019\nMice,Bo,\n")
    options = TableOptions(
        venue="NIPS", year=2021, track="Datasets & Benchmarks", status="rejected"
    )
    first, second = papers_of(path, options)
    assert (first.venue, first.year) == ("NeurIPS", 2019)
    assert (second.year, second.track) == (2021, "Datasets and Benchmarks")
    assert second.status == "rejected"
    assert papers_of(path)[1].venue == "ICML"


def test_a_telling_folder_names_the_edition_of_a_plain_file(tmp_path: Path) -> None:
    path = write(tmp_path / "neurips2023-list" / "oral.csv", "title,authors\nOwls,Ana Brook\n")
    (found,) = papers_of(path)
    assert (found.venue, found.year) == ("NeurIPS", 2023)


def test_a_table_of_titles_alone_is_listed_and_said_to_be_one(tmp_path: Path) -> None:
    path = write(tmp_path / "titles.csv", "paper_id,title\n7,Owls\n")
    (found,) = papers_of(path)
    assert found.authors is None
    assert "no authors and no affiliations" in failures_of(path)[0].message
