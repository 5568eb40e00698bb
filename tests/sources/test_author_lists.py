from pathlib import Path

import pytest

from byline.sources.author_lists import split_bracket
from byline.sources.listing import SourceError
from tests.sources.listing import affiliations_of, kinds_of, list_all, names_of, papers_of, write

LIST = """Owls at Dusk
Ana Brook (Owl Lab) · Wei-Ming (Max) Reed (Mouse Lab (ML), Dusk A&M; College) · Cy Marsh ()

Mice at Dawn
Di Fen (N/A)
"""


def test_a_title_and_a_line_of_authors_are_a_paper(tmp_path: Path) -> None:
    first, second = papers_of(write(tmp_path / "neurips_2019_accepted.txt", LIST))
    assert first.title == "Owls at Dusk"
    assert names_of(first) == ["Ana Brook", "Wei-Ming (Max) Reed", "Cy Marsh"]
    assert affiliations_of(first) == [("Owl Lab",), ("Mouse Lab (ML), Dusk A&M College",), ()]
    assert (first.venue, first.year, first.status) == ("NeurIPS", 2019, "accepted")
    assert affiliations_of(second) == [()]
    assert second.location.endswith("#4")


def test_a_slash_inside_an_affiliation_is_kept(tmp_path: Path) -> None:
    (found,) = papers_of(write(tmp_path / "list.txt", "Owls\nAna Brook (Owl Lab / Mouse Lab)\n"))
    assert affiliations_of(found) == [("Owl Lab / Mouse Lab",)]


def test_a_block_of_another_shape_is_a_failure(tmp_path: Path) -> None:
    path = write(tmp_path / "list.txt", f"{LIST}\nOnly a heading\n\n{LIST}")
    assert kinds_of(path) == ["bad_block"]
    assert len(papers_of(path)) == 4


def test_a_list_without_separators_is_refused_with_the_reason(tmp_path: Path) -> None:
    text = (
        "Owls at Dusk and Their Long Shadows Ana Brook, Bo Reed, Cy Marsh\n"
        "Mice at Dawn, or the Art of Not Being Seen Di Fen, Eve Holt\n"
        "A Short Theory of Hooting in the Open Field Finn Moor, Gil Tarn, Hal Rush, Ivy Peat\n"
    )
    with pytest.raises(SourceError, match="nothing between them") as error:
        list_all(write(tmp_path / "list.txt", text))
    assert "no affiliations" in str(error.value)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Ana Brook (Owl Lab)", ("Ana Brook", "Owl Lab")),
        ("Ana (A.) Brook (Owl Lab (OL))", ("Ana (A.) Brook", "Owl Lab (OL)")),
        ("Ana Brook (Owl Lab (OL)))", ("Ana Brook", "Owl Lab (OL)")),
        ("Ana Brook (Owl Lab (OL)", ("Ana Brook", "Owl Lab (OL")),
        ("Ana Brook", ("Ana Brook", "")),
        ("Ana Brook ()", ("Ana Brook", "")),
    ],
)
def test_the_last_bracket_holds_the_affiliation(entry: str, expected: tuple[str, str]) -> None:
    assert split_bracket(entry) == expected
