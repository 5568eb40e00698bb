import gzip
import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byline.sources.listing import SourceError
from byline.sources.open import list_papers, recognise
from tests.sources.listing import kinds_of, list_all, papers_of, write

CSV = "title,authors\nOwls,Ana Brook\n"


def test_what_a_source_is_is_told_by_its_content(tmp_path: Path) -> None:
    assert recognise(write(tmp_path / "a.dat", CSV)).name == "csv"
    assert recognise(write(tmp_path / "b.dat", CSV.replace(",", "\t"))).name == "tsv"
    assert recognise(write(tmp_path / "c.dat", [{"title": "Owls"}])).name == "json"
    assert recognise(write(tmp_path / "d.dat", '{"title": "Owls"}\n')).name == "json-lines"
    assert recognise(write(tmp_path / "e.dat", "Owls\nAna Brook (Owl Lab)\n")).name == "author-list"
    assert recognise(write(tmp_path / "f.dat", "%PDF-1.4\n")).name == "pdf"
    assert recognise(write(tmp_path / "g.dat", {"Owls": {"authors": ["A"]}})).name == "title-map"


def test_a_folder_of_tables_lists_each_and_a_bad_one_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path / "icml2020.csv", CSV)
    write(tmp_path / "icml2021.csv", CSV)
    write(tmp_path / "notes.txt", "Owls hoot.\nMice squeak.\n")
    assert recognise(tmp_path).name == "tables"
    assert [paper.year for paper in papers_of(tmp_path)] == [2020, 2021]
    assert kinds_of(tmp_path)[-1] == "unknown_form"


def test_an_unknown_thing_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    path = write(tmp_path / "notes.md", "# Owls\n\nThey hoot.\n")
    with pytest.raises(SourceError, match="begins with '# Owls'") as error:
        list_papers(path)
    assert "CSV or TSV" in str(error.value)


def test_what_is_not_there_or_holds_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        list_papers(tmp_path / "gone")
    with pytest.raises(SourceError, match="no PDFs and no tables"):
        list_papers(tmp_path)
    with pytest.raises(SourceError, match="no list of papers"):
        list_papers(write(tmp_path / "empty.csv", ""))


def test_damage_after_the_first_rows_is_a_failure_and_what_was_read_stays(tmp_path: Path) -> None:
    titles = [
        hashlib.sha256(bytes([number % 251, number // 251])).hexdigest() * 2
        for number in range(4000)
    ]
    text = "title,authors\n" + "".join(f"{title},Ana Brook\n" for title in titles)
    path = tmp_path / "papers.csv.gz"
    path.write_bytes(gzip.compress(text.encode())[:-5000])
    assert len(papers_of(path)) > 1000
    assert kinds_of(path)[0] == "damaged"


CELL = st.sampled_from(["title", "authors", "name", "Owls", "Ana; Bo", '"', "", "é", "1", "[", "{"])
TABLE = st.lists(st.lists(CELL, max_size=4).map(",".join), max_size=6).map("\n".join)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), TABLE).map(str.encode) | st.binary(max_size=200))
def test_whatever_a_file_holds_it_is_listed_or_refused_with_a_reason(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "papers.dat"
        path.write_bytes(content)
        assert outcome(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["title", "name", "authors", "author", "aff", "content", "results", "notes"]
            )
            | st.sampled_from(["status", "track", "affiliations", "institution", "fullname"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(JSON)
def test_whatever_json_holds_it_is_listed_or_refused_with_a_reason(value: object) -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "papers.json", value)
        assert outcome(path)


def outcome(path: Path) -> str:
    """What a user sees: how much is listed, or why nothing is, with the file's name."""
    try:
        return f"{len(list_all(path))} listed"
    except SourceError as error:
        return str(error) if str(path) in str(error) else ""
