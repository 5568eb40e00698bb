import gzip
import json
import zipfile
from pathlib import Path

import pytest

from byline.places import registry_files
from byline.places.registry_files import Unreadable, read_records
from byline.places.registry_rows import RegistryError

RECORDS = [{"id": str(number), "name": f"Örg {number}"} for number in range(5)]


def as_lines(records: list[dict[str, str]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def read_all(path: Path) -> list[object]:
    return [record for _, record in read_records(path)]


@pytest.mark.parametrize("text", [as_lines(RECORDS), json.dumps(RECORDS, indent=2)])
@pytest.mark.parametrize("lead", ["", "\ufeff", "\n  "])
def test_lines_and_arrays_give_the_same_records(tmp_path: Path, text: str, lead: str) -> None:
    path = tmp_path / "records"
    path.write_text(lead + text, encoding="utf-8")
    assert read_all(path) == RECORDS


def test_gzip_and_zip_are_unpacked(tmp_path: Path) -> None:
    packed = tmp_path / "records.jsonl.gz"
    packed.write_bytes(gzip.compress(as_lines(RECORDS).encode()))
    dump = tmp_path / "v1.5-ror-data.zip"
    with zipfile.ZipFile(dump, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("v1.5-ror-data.json", json.dumps([{"old": "schema"}] * 50))
        archive.writestr("v1.5-ror-data_schema_v2.json", json.dumps(RECORDS))
        archive.writestr("v1.5-ror-data.csv", "id,name")
    assert read_all(packed) == RECORDS
    assert read_all(dump) == RECORDS


def test_a_broken_line_is_reported_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text('{"a": 1}\n{"a": \n\n' + "[" * 100_000 + '\n{"a": 2}', encoding="utf-8")
    numbered = dict(read_records(path))
    assert numbered[1] == {"a": 1}
    assert all(isinstance(numbered[row], Unreadable) for row in (2, 3, 4))
    assert numbered[5] == {"a": 2}


def test_a_record_over_the_bound_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry_files, "LONGEST_RECORD", 100)
    path = tmp_path / "records.jsonl"
    path.write_text(f'{{"a": 1}}\n{{"a": "{"x" * 500}"}}\n{{"a": 2}}\n', encoding="utf-8")
    first, second, third = read_all(path)
    assert (first, third) == ({"a": 1}, {"a": 2})
    assert isinstance(second, Unreadable)


def test_an_array_is_read_across_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_files, "_CHUNK", 7)
    path = tmp_path / "records.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    assert read_all(path) == RECORDS


@pytest.mark.parametrize("text", ['[{"a": 1}, {"a": ', '[{"a": 1} {"a" 2}]', "[" * 50_000])
def test_a_broken_array_ends_the_reading(tmp_path: Path, text: str) -> None:
    path = tmp_path / "records.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match="is not JSON after its record"):
        read_all(path)


def test_a_bomb_is_not_unpacked_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_files, "MOST_LETTERS", 10_000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"\n" * 10_000_000))
    with pytest.raises(RegistryError, match="unpacks to more than"):
        read_all(path)


def test_too_many_records_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_files, "MOST_RECORDS", 3)
    path = tmp_path / "records.jsonl"
    path.write_text(as_lines(RECORDS), encoding="utf-8")
    with pytest.raises(RegistryError, match="more than 3 records"):
        read_all(path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 not a zip", "cannot unpack"),
        (b"\x1f\x8b\x08 not a gzip", "cannot read"),
        (gzip.compress(b"{}\n" * 50_000)[:-50], "cannot read"),
        (b'{"name": "\xff\xfe"}', "cannot read"),
    ],
)
def test_a_file_of_no_known_kind_is_an_expected_trouble(
    tmp_path: Path, data: bytes, message: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(RegistryError, match=message):
        read_all(path)


def test_a_zip_without_json_says_what_to_give(tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing here")
    with pytest.raises(RegistryError, match="give the zip of a ROR data dump"):
        read_all(path)


def test_a_missing_file_is_an_expected_trouble(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot read"):
        read_all(tmp_path / "nothing.json")


def test_an_empty_file_holds_no_records(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.write_bytes(b"")
    assert read_all(path) == []
