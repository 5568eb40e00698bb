import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from byline.places.registry import (
    embedded_path,
    find_registry,
    imported_path,
    load_registry,
    registry_info,
)
from byline.places.registry_found import read_found
from byline.places.registry_import import MOST_LISTED, import_registry
from byline.places.registry_rows import RegistryError
from tests.places.registry_samples import CAMPUS, LAB, flat, schema_2

OWN = {"042nb2s44", "02d5ks197"}


def write_lines(path: Path, *records: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    return write_lines(
        tmp_path / "rows.jsonl",
        flat(LAB, "Institute of Tests", release="v2.9", country="DE", city="Berlin"),
        flat(LAB, "Institute of Tests"),
        flat(CAMPUS, "Campus of Tests", release="v2.10", status="withdrawn"),
        flat("https://ror.org/000000000", "Mistyped"),
    )


def test_an_imported_registry_is_the_one_in_use(rows: Path, tmp_path: Path) -> None:
    info = import_registry(rows, home=tmp_path)
    registry = load_registry(find_registry(tmp_path))
    assert registry.path == info.path == imported_path(tmp_path)
    assert registry.sha256 == info.sha256
    assert registry.version == info.version
    assert info.version == f"v2.10-{info.sha256[:12]}"
    assert info.release == "v2.10"
    assert info.source == "rows.jsonl"
    assert info.source_sha256 == sha256(rows.read_bytes()).hexdigest()
    named = {of.ror_id: of for of in registry.entries}
    assert named["042nb2s44"].names[0] == ("name", "Institute of Tests")
    assert named["02d5ks197"].status == "withdrawn"


def test_rows_that_give_no_organisation_are_counted_and_listed(rows: Path, tmp_path: Path) -> None:
    info = import_registry(rows, home=tmp_path)
    assert info.rejected_count == 2
    assert {(row.file, row.row) for row in info.rejected} == {("rows.jsonl", 2), ("rows.jsonl", 4)}
    assert registry_info(info.path).rejected == info.rejected


def test_only_the_first_rejected_rows_are_listed(tmp_path: Path) -> None:
    bad: list[Mapping[str, object]] = [{"id": "none"}] * (MOST_LISTED + 50)
    path = write_lines(tmp_path / "rows.jsonl", flat(LAB, "Institute of Tests"), *bad)
    info = import_registry(path, home=tmp_path)
    assert info.rejected_count == MOST_LISTED + 50
    assert len(info.rejected) == MOST_LISTED


def test_a_dump_is_imported_from_its_zip(tmp_path: Path) -> None:
    path = tmp_path / "v2.3-2025-12-16-ror-data.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("v2.3-2025-12-16-ror-data.json", json.dumps([schema_2()]))
    info = import_registry(path, home=tmp_path)
    assert info.release == "v2.3"
    named = {of.ror_id: of for of in load_registry(info.path).entries}
    assert named["042nb2s44"].city == "Berlin"


def test_organisations_the_file_lacks_come_from_what_the_package_knows(
    rows: Path, tmp_path: Path
) -> None:
    info = import_registry(rows, home=tmp_path)
    keys = [of.ror_id for of in load_registry(info.path).entries]
    compact = {of.ror_id for of in load_registry(embedded_path()).entries}
    found = {of.ror_id for of in read_found()}
    assert found | OWN <= set(keys) <= compact | found | OWN
    assert all("." in key for key in (compact | OWN) - set(keys))
    assert keys == sorted(keys)
    assert info.without_id_count == sum("." in key for key in keys)


def test_an_id_found_for_a_name_yields_to_the_files_own_record(tmp_path: Path) -> None:
    found = read_found()[0]
    path = write_lines(tmp_path / "rows.jsonl", flat(found.ror_id, "Its Present Name"))
    entries = {
        of.ror_id: of for of in load_registry(import_registry(path, home=tmp_path).path).entries
    }
    assert entries[found.ror_id].names[0][1] == "Its Present Name"


def test_an_organisation_keeps_its_names_when_its_id_is_found(rows: Path, tmp_path: Path) -> None:
    info = import_registry(rows, home=tmp_path)
    entries = {of.ror_id: of for of in load_registry(info.path).entries}
    assert ("alias", "JP Morgan") in entries["01x3kkr08"].names


def test_counts_add_up_and_start_with_the_largest(rows: Path, tmp_path: Path) -> None:
    info = import_registry(rows, home=tmp_path)
    assert sum(info.country_counts.values()) == info.organisation_count
    assert sum(info.status_counts.values()) == info.organisation_count
    counts = list(info.country_counts.values())
    assert counts == sorted(counts, reverse=True)


def test_the_same_files_give_the_same_registry(rows: Path, tmp_path: Path) -> None:
    first = import_registry(rows, home=tmp_path / "one").path.read_bytes()
    assert import_registry(rows, home=tmp_path / "two").path.read_bytes() == first


def test_a_failed_import_leaves_the_registry_in_use(rows: Path, tmp_path: Path) -> None:
    before = import_registry(rows, home=tmp_path)
    broken = tmp_path / "broken.json"
    broken.write_text('[{"id": "', encoding="utf-8")
    empty = write_lines(tmp_path / "empty.jsonl", {"id": "none"})
    for path, message in ((broken, "is not JSON"), (empty, "no organisation in empty.jsonl")):
        with pytest.raises(RegistryError, match=message):
            import_registry(path, home=tmp_path)
    assert registry_info(before.path) == before


def test_a_killed_import_leaves_the_registry_in_use(
    rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = import_registry(rows, home=tmp_path)
    other = write_lines(tmp_path / "other.jsonl", flat(CAMPUS, "Other"))

    def be_killed(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", be_killed)
    with pytest.raises(KeyboardInterrupt):
        import_registry(other, home=tmp_path)
    assert registry_info(before.path) == before
    assert [path.name for path in before.path.parent.iterdir()] == ["registry.tsv"]


def test_a_file_of_stubs_is_imported_under_right_codes(shared_data: Path, tmp_path: Path) -> None:
    info = import_registry(shared_data / "registry/ror_stub_ids.jsonl.gz", home=tmp_path)
    named = {of.ror_id: of for of in load_registry(info.path).entries}
    assert named["03fttgk04"].country_code == "HK"
    assert (named["02d5ks197"].country_code, named["02d5ks197"].city) == ("CN", "Shenzhen")
    assert 300 < info.rejected_count < 450
    assert {row.reason for row in info.rejected} == {"no country"}
