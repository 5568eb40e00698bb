import string
import types
import typing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline import records
from byline.store.parquet import TABLES, read_rows, read_schema, table_of, write_rows

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def values_of(hint: object) -> st.SearchStrategy[object]:
    members = typing.get_args(hint)
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return st.one_of(*(values_of(member) for member in members))
    if typing.get_origin(hint) is typing.Literal:
        return st.sampled_from(members)
    if typing.get_origin(hint) is tuple:
        if Ellipsis in members:
            return st.lists(values_of(members[0]), max_size=3).map(tuple)
        return st.tuples(*(values_of(member) for member in members))
    plain: dict[object, st.SearchStrategy[object]] = {
        str: TEXT,
        int: st.integers(0, 2**40),
        float: st.floats(allow_nan=False),
        bool: st.booleans(),
        type(None): st.none(),
    }
    return plain[hint]


@st.composite
def rows_of(draw: st.DrawFn, record: type) -> object:
    hints = typing.get_type_hints(record)
    values = {name: draw(values_of(hint)) for name, hint in hints.items()}
    if record is records.Evidence:
        values["end"] = typing.cast("int", values["start"]) + len(str(values["quote"]))
    if record is records.InstitutionMatch:
        values["name"] = None if values["status"] == "not_found" else "Somewhere"
    if record is records.CountryMatch and values["country_code"] is None:
        values["basis"] = None
    elif record is records.CountryMatch:
        values["basis"] = "stated"
    if record is records.Override and values["ror_ids"] is None:
        values["country_codes"] = ("CN",)
    return record(**values)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_record_comes_back_from_parquet_as_it_was(
    table: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("rows") / "rows.parquet"

    @given(st.lists(rows_of(TABLES[table]), max_size=4))
    def check(rows: list[object]) -> None:
        write_rows(path, table, rows)
        assert read_rows(path, TABLES[table]) == rows

    check()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [records.Run(component=letter, version="1") for letter in string.ascii_lowercase]
    write_rows(tmp_path / "a", "run", rows)
    write_rows(tmp_path / "b", "run", rows)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_every_record_is_a_table_named_after_it() -> None:
    assert {record.__name__ for record in TABLES.values()} == {
        member.__name__ for member in typing.get_args(records.Row)
    }
    assert table_of(records.Run(component="x", version="1")) == "run"


def test_only_optional_fields_may_be_null() -> None:
    schema = read_schema("paper")
    assert schema.field("venue").nullable
    assert not schema.field("title").nullable
