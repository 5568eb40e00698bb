import bz2
import gzip
import lzma
from pathlib import Path

import pytest

from byline.sources import text_files
from byline.sources.listing import SourceError
from byline.sources.text_files import read_head, read_lines, read_text, table_name

TEXT = "title,authors\nÜber Nähe,José Ångström\n"


@pytest.mark.parametrize("compress", [bytes, lzma.compress, gzip.compress, bz2.compress])
def test_a_compressed_file_reads_like_a_plain_one(tmp_path: Path, compress: type[bytes]) -> None:
    path = tmp_path / "papers.csv"
    path.write_bytes(compress(TEXT.encode()))
    assert list(read_lines(path)) == TEXT.splitlines(keepends=True)
    assert read_head(path) == read_text(path) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_any_usual_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "papers.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert read_text(path) == TEXT


def test_a_stray_byte_does_not_spoil_the_rest_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "papers.csv"
    path.write_bytes("Ångström; ".encode() + b"M\xfcller \x81")
    assert read_text(path) == "Ångström; Müller \x81"


@pytest.mark.parametrize("compress", [lzma.compress, gzip.compress, bz2.compress])
def test_a_damaged_archive_is_an_error_that_names_it(tmp_path: Path, compress: type[bytes]) -> None:
    path = tmp_path / "papers.csv.xz"
    path.write_bytes(compress(TEXT.encode() * 500)[:-20])
    with pytest.raises(SourceError, match=r"papers\.csv\.xz: cannot be read"):
        read_text(path)


def test_text_beyond_the_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "papers.csv"
    path.write_text("a\n" * 100)
    monkeypatch.setattr(text_files, "MAX_TEXT_CHARACTERS", 50)
    with pytest.raises(SourceError, match="too long"):
        list(read_lines(path))
    with pytest.raises(SourceError, match="too long"):
        read_text(path)


def test_one_endless_line_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "papers.csv"
    path.write_text("a" * 100)
    monkeypatch.setattr(text_files, "MAX_LINE_CHARACTERS", 50)
    with pytest.raises(SourceError, match="too long"):
        list(read_lines(path))


def test_the_name_of_a_table_is_without_its_compression() -> None:
    assert table_name(Path("lists/nips2018.json.xz")) == "nips2018.json"
    assert table_name(Path("papers.csv")) == "papers.csv"
