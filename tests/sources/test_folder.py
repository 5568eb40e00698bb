import zipfile
from pathlib import Path

import pytest

from byline.records import PaperError
from byline.sources import folder
from byline.sources.folder import list_files
from byline.sources.listing import ListedFailure, ListedPaper, PdfFile, SourceError
from byline.sources.open import recognise
from byline.sources.options import TableOptions
from tests.sources.listing import failures_of, kinds_of, list_all, papers_of, write

PDF = "%PDF-1.7\n%%EOF\n"


def keys(path: Path, options: TableOptions | None = None) -> list[str]:
    return [paper.source_key for paper in papers_of(path, options)]


def pack(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_folder_is_listed_sorted_with_its_subfolders(tmp_path: Path) -> None:
    for name in ("b.pdf", "a/z.PDF", "a/c.pdf", "a.pdf", ".hidden/x.pdf", "a/._c.pdf"):
        write(tmp_path / name, PDF)
    assert keys(tmp_path) == ["a/c.pdf", "a/z.PDF", "a.pdf", "b.pdf"]
    paper = papers_of(tmp_path)[0]
    assert paper.authors is None
    assert paper.pdf is not None
    assert paper.pdf.read() == PDF.encode()
    assert paper.title == ""


def test_other_files_are_counted_and_left_out(tmp_path: Path) -> None:
    for name, text in {"a.pdf": PDF, "b.txt": "", "c.txt": "", "d": "", "e": PDF}.items():
        write(tmp_path / name, text)
    assert keys(tmp_path) == ["a.pdf", "e"]
    (notice,) = failures_of(tmp_path)
    assert notice.kind == "ignored_files"
    assert notice.is_notice
    assert notice.message.startswith("3 files are no PDFs")
    assert ".txt 2, no suffix 1" in notice.message


def test_options_place_the_papers_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", PDF)
    options = TableOptions(venue="nips", year=2024, track="Datasets & Benchmarks")
    (paper,) = papers_of(tmp_path, options)
    assert (paper.venue, paper.year, paper.track) == ("NeurIPS", 2024, "Datasets and Benchmarks")
    assert paper.status == "accepted"


def test_an_index_in_the_folder_tells_title_and_edition(tmp_path: Path) -> None:
    write(tmp_path / "x" / "a.pdf", PDF)
    write(tmp_path / "b.pdf", PDF)
    text = "file,title,venue,year,track\na.pdf,Owls &amp; Mice,NIPS,2021,D&B\nc.pdf,Gone,,,\n"
    write(tmp_path / "index.csv", text)
    untitled, paper = papers_of(tmp_path, TableOptions(year=2020))
    assert (paper.title, paper.venue, paper.year) == ("Owls & Mice", "NeurIPS", 2021)
    assert paper.track == "Datasets and Benchmarks"
    assert (untitled.title, untitled.year) == ("", 2020)
    assert kinds_of(tmp_path) == ["missing_pdf"]


def test_an_index_can_lie_elsewhere_and_name_its_columns(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    write(papers / "a.pdf", PDF)
    index = write(tmp_path / "about.tsv", "where\twhat\na.pdf\tOwls\n")
    options = TableOptions(index=index, columns={"file": "where", "title": "what"})
    assert [paper.title for paper in papers_of(papers, options)] == ["Owls"]
    with pytest.raises(SourceError, match="the columns found are where, what"):
        list_all(papers, TableOptions(index=index))


def test_a_row_of_an_index_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", PDF)
    index = write(tmp_path / "index.csv", "file,title\na.pdf,Owls\nb.pdf,Owls, or not\n")
    (notice,) = failures_of(tmp_path)
    assert (notice.kind, notice.location, notice.is_notice) == ("bad_row", f"{index}#2", True)
    assert "3 cells where the header has 2" in notice.message


def test_a_csv_that_names_no_files_is_no_index(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", PDF)
    write(tmp_path / "index.csv", "colour,taste\nred,sweet\n")
    assert keys(tmp_path) == ["a.pdf"]
    assert kinds_of(tmp_path) == ["ignored_files"]


def test_the_index_of_a_folder_can_have_its_columns_named(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", PDF)
    write(tmp_path / "index.csv", "where,what\na.pdf,Owls\n")
    (paper,) = papers_of(tmp_path, TableOptions(columns={"file": "where", "title": "what"}))
    assert paper.title == "Owls"


def test_a_lost_file_is_counted_where_its_paper_would_have_been(tmp_path: Path) -> None:
    write(tmp_path / "index.csv", "file,venue,year\ngone.pdf,NIPS,2021\n")
    write(tmp_path / "a.pdf", PDF)
    (failure,) = failures_of(tmp_path)
    assert (failure.venue, failure.year) == ("NeurIPS", 2021)


def test_a_list_of_paths_keeps_its_order(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf", "sub/c.pdf"):
        write(tmp_path / name, PDF)
    path = write(tmp_path / "list.txt", "b.pdf\n\nsub/c.pdf\ngone.pdf\na.pdf\n")
    assert recognise(path).name == "list"
    assert [Path(key).name for key in keys(path)] == ["b.pdf", "c.pdf", "a.pdf"]
    assert kinds_of(path) == ["missing"]


def test_explicit_files_keep_their_order_and_what_is_no_pdf_is_a_failure(tmp_path: Path) -> None:
    paths = [write(tmp_path / name, PDF) for name in ("b.pdf", "a.pdf")]
    paths.insert(1, write(tmp_path / "notes.txt", "owls"))
    found = list(list_files(paths, TableOptions()))
    assert [type(one) for one in found] == [ListedPaper, ListedFailure, ListedPaper]
    assert [one.source_key for one in found] == ["b.pdf", "notes.txt", "a.pdf"]


def test_an_archive_is_read_in_place(tmp_path: Path) -> None:
    members = {"b.pdf": PDF.encode(), "x/a.pdf": PDF.encode(), "__MACOSX/b.pdf": b"", "r.txt": b""}
    path = pack(tmp_path / "papers.zip", members)
    assert recognise(path).name == "zip"
    first, second = papers_of(path)
    assert [first.source_key, second.source_key] == ["b.pdf", "x/a.pdf"]
    assert first.pdf is not None
    assert first.pdf.read() == PDF.encode()
    assert first.location == f"{path}!b.pdf"
    assert kinds_of(path) == ["ignored_files"]


def test_a_bomb_in_an_archive_is_a_failure_that_is_never_unpacked(tmp_path: Path) -> None:
    members = {"a.pdf": PDF.encode(), "bomb.pdf": b"\0" * 3_000_000}
    path = pack(tmp_path / "papers.zip", members, zipfile.ZIP_DEFLATED)
    assert keys(path) == ["a.pdf"]
    (failure,) = failures_of(path)
    assert (failure.kind, failure.source_key) == ("too_large", "bomb.pdf")


def test_a_pdf_beyond_the_bound_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "MAX_PDF_BYTES", 10)
    write(tmp_path / "a.pdf", PDF)
    assert kinds_of(tmp_path) == ["too_large"]


def test_a_damaged_member_is_a_paper_error(tmp_path: Path) -> None:
    members = {"a.pdf": PDF.encode() * 50, "b.pdf": PDF.encode()}
    path = pack(tmp_path / "papers.zip", members, zipfile.ZIP_DEFLATED)
    damaged = bytearray(path.read_bytes())
    damaged[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(damaged))
    first, second = papers_of(path)
    assert first.pdf is not None
    assert second.pdf is not None
    with pytest.raises(PaperError) as error:
        first.pdf.read()
    assert error.value.kind == "unreadable"
    assert second.pdf.read() == PDF.encode()


def test_an_archive_that_changed_is_read_anew(tmp_path: Path) -> None:
    path = pack(tmp_path / "papers.zip", {"a.pdf": PDF.encode()})
    pdf = PdfFile(path=path, member="a.pdf")
    assert pdf.read() == PDF.encode()
    pack(path, {"a.pdf": PDF.encode() * 2})
    assert pdf.read() == PDF.encode() * 2


def test_a_member_with_a_strange_path_stays_inside_the_archive(tmp_path: Path) -> None:
    path = pack(tmp_path / "papers.zip", {"../../evil.pdf": PDF.encode()})
    (paper,) = papers_of(path)
    assert paper.pdf is not None
    assert paper.pdf.read() == PDF.encode()
    assert not (tmp_path.parent.parent / "evil.pdf").exists()


def test_an_archive_without_pdfs_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no PDF in this archive"):
        list_all(pack(tmp_path / "table.zip", {"a.txt": b""}))


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_FILES", 2)
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        write(tmp_path / name, PDF)
    with pytest.raises(SourceError, match="more than 2 files"):
        list_all(tmp_path)
