from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.places.entry import NameKind, RegistryEntry
from byline.places.registry_rows import (
    EntryStatus,
    RegistryError,
    RegistryHead,
    RegistryRows,
    RejectedRow,
    clean_text,
    read_registry,
    read_row,
    rows_sha256,
    write_registry,
    write_row,
)
from tests.places.registry_samples import entry

TEXTS = st.text(max_size=30).map(clean_text).filter(bool)
TUPLES = st.lists(TEXTS, max_size=3).map(tuple)
CODES = st.sampled_from(["US", "CN", "HK", "MO", "TW", "DE"])
FURTHER_KINDS = st.sampled_from(get_args(NameKind)[1:])


@st.composite
def entries(draw: st.DrawFn) -> RegistryEntry:
    further = draw(st.lists(st.tuples(FURTHER_KINDS, TEXTS), max_size=4))
    order = {kind: number for number, kind in enumerate(get_args(NameKind))}
    return RegistryEntry(
        ror_id=draw(st.from_regex(r"0[a-z0-9]{6}[0-9]{2}", fullmatch=True)),
        names=(("name", draw(TEXTS)), *sorted(further, key=lambda name: order[name[0]])),
        country_code=draw(CODES),
        city=draw(st.none() | TEXTS),
        subdivision=draw(st.none() | TEXTS),
        types=draw(TUPLES),
        status=draw(st.sampled_from(get_args(EntryStatus))),
        domains=draw(TUPLES),
        parent_ids=draw(TUPLES),
        successor_ids=draw(TUPLES),
        locations=tuple(draw(st.lists(st.tuples(CODES, st.none() | TEXTS), max_size=2))),
        is_head_office=draw(st.booleans()),
    )


def a_head(lines: list[str], **fields: str) -> RegistryHead:
    return RegistryHead(
        name="Test registry",
        version=fields.get("version", "v1-0"),
        release="v1",
        source="a test",
        source_sha256="0" * 64,
        sha256=fields.get("sha256", rows_sha256(lines)),
        rejected_count=1,
        rejected=(RejectedRow(file="a.jsonl", row=3, reason="no country"),),
    )


@given(entries())
def test_an_organisation_survives_its_row(organisation: RegistryEntry) -> None:
    assert read_row(write_row(organisation)) == organisation


@given(st.text(max_size=60))
def test_cleaned_text_breaks_no_table(text: str) -> None:
    cleaned = clean_text(text)
    assert not set(cleaned) & set("\t\n\r|\x00\u202e\ufeff")
    assert clean_text(cleaned) == cleaned


def test_a_row_of_another_table_is_refused() -> None:
    with pytest.raises(RegistryError, match="not a row of a registry"):
        read_row("one\ttwo\tthree")


def test_rows_are_a_sequence_read_when_asked_for() -> None:
    lines = ["not a row", write_row(entry("a", "A")), write_row(entry("b", "B"))]
    rows = RegistryRows("\n".join(lines).encode())
    assert len(rows) == 3
    assert rows[2].ror_id == "b"
    assert [organisation.ror_id for organisation in rows[1:]] == ["a", "b"]
    with pytest.raises(RegistryError):
        rows[0]


def test_a_registry_file_gives_back_its_head_and_rows(tmp_path: Path) -> None:
    lines = [write_row(entry("a", "A")), write_row(entry("b", "B"))]
    path = tmp_path / "registry.tsv"
    path.write_text(write_registry(a_head(lines), lines), encoding="utf-8")
    head, rows = read_registry(path)
    assert head == a_head(lines)
    assert list(rows) == [entry("a", "A"), entry("b", "B")]


def test_a_registry_of_no_rows_and_one_with_line_ends_of_windows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "registry.tsv"
    path.write_bytes(write_registry(a_head([]), []).encode())
    assert list(read_registry(path)[1]) == []
    lines = [write_row(entry("a", "A"))]
    path.write_bytes(write_registry(a_head(lines), lines).replace("\n", "\r\n").encode())
    assert list(read_registry(path)[1]) == [entry("a", "A")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\tB\t", "\tC\t", "damaged"),
        ("# byline-registry\t1", "# byline-registry\t0", "not a registry of this version"),
        ("# version\tv1-0\n", "", "the head of"),
        ("# rejected_count\t1", "# rejected_count\tmany", "the head of"),
    ],
)
def test_a_damaged_registry_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    lines = [write_row(entry("a", "A")), write_row(entry("b", "B"))]
    text = write_registry(a_head(lines), lines)
    assert old in text
    path = tmp_path / "registry.tsv"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RegistryError, match=message):
        read_registry(path)


def test_a_missing_registry_is_an_expected_trouble(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot read the registry"):
        read_registry(tmp_path / "registry.tsv")
