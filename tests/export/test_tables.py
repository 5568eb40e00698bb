"""Tables as CSV, JSON, Parquet and SQLite: the same rows, no full text, and nothing that runs."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from byline.export.placing import new_folder
from byline.export.sqlite import write_sqlite
from byline.export.tables import write_csv, write_json, write_parquet
from byline.export.text import defuse
from byline.queries import Scope, Store
from byline.records import BylineError
from byline.store.parquet import TABLES
from tests.export.hostile import CLEAN_INSTITUTION, CLEAN_TITLE, HOSTILE, LONG, NAME, TITLE
from tests.toy import PEOPLE_PAPERS, TECHNOLOGY_PAPERS, ToyPaper, make_study

INNER = {"technology_name", "institution"}
"""Tables that hold what only a run needs, or nothing yet."""


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find(rows: list[dict[str, str]], paper: ToyPaper) -> list[dict[str, str]]:
    return [row for row in rows if row["paper_id"] == paper.paper_id]


def test_every_table_of_records_leaves_or_is_an_inner_one(store: Store) -> None:
    assert set(TABLES) - {table.name for table in store.tables.list_tables()} == INNER


def test_every_format_holds_the_same_rows(store: Store, tmp_path: Path) -> None:
    write_csv(store, tmp_path / "csv")
    write_json(store, tmp_path / "json")
    write_parquet(store, tmp_path / "parquet")
    write_sqlite(store, tmp_path / "study.db")
    with closing(sqlite3.connect(tmp_path / "study.db")) as connection:
        for table in store.tables.list_tables():
            name, rows = table.name, list(store.tables.read_rows(table))
            columns = [column.name for column in table.columns]
            [(in_sqlite,)] = connection.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608
            in_json = json.loads((tmp_path / "json" / f"{name}.json").read_text("utf-8"))
            in_parquet = pq.read_table(tmp_path / "parquet" / f"{name}.parquet")
            in_csv = read_csv(tmp_path / "csv" / f"{name}.csv")
            counts = [len(in_csv), len(in_json), in_parquet.num_rows, in_sqlite]
            assert counts == [len(rows)] * 4, name
            assert in_parquet.column_names == columns
            assert all(list(row) == columns for row in in_json)


def test_no_full_text_leaves_and_quotes_are_short(store: Store, tmp_path: Path) -> None:
    tables = store.tables.list_tables()
    assert all(column.name != "text" for table in tables for column in table.columns)
    write_json(store, tmp_path / "json")
    rows = json.loads((tmp_path / "json" / "evidence.json").read_text("utf-8"))
    assert all(row["end"] - row["start"] <= 400 for row in rows)
    assert LONG[:400] in {row["quote"] for row in rows}
    assert LONG not in {row["quote"] for row in rows}


def test_a_spreadsheet_runs_nothing(store: Store, tmp_path: Path) -> None:
    write_csv(store, tmp_path / "csv")
    [paper] = find(read_csv(tmp_path / "csv" / "paper.csv"), HOSTILE)
    assert paper["title"] == f"'{CLEAN_TITLE}"
    names = {row["name"] for row in find(read_csv(tmp_path / "csv" / "authorship.csv"), HOSTILE)}
    assert names == {f"'{NAME}", "Bo Toy"}
    cells = [
        cell
        for path in (tmp_path / "csv").iterdir()
        for row in read_csv(path)
        for cell in row.values()
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A", "\t=1", "\r=1", " =1", "\n=1", "\x00=1"]
)
def test_formulas_are_defused(text: str) -> None:
    assert defuse(text).startswith("'")


@pytest.mark.parametrize("text", ["Ada Toy", "a=b", "3-D vision", "", "[1]", "ε-greedy"])
def test_plain_text_stays(text: str) -> None:
    assert defuse(text) == text


def test_parquet_keeps_strings_as_they_are(store: Store, tmp_path: Path) -> None:
    write_parquet(store, tmp_path / "parquet")
    titles = pq.read_table(tmp_path / "parquet" / "paper.parquet").column("title").to_pylist()
    assert TITLE in titles


def test_lists_are_json_in_a_cell(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study", TECHNOLOGY_PAPERS)
    with Store.opened(study.store) as store:
        write_csv(store, tmp_path / "csv")
    rows = {row["name"]: row for row in read_csv(tmp_path / "csv" / "technology.csv")}
    assert json.loads(rows["Crane"]["country_codes"]) == ["CN", "US"]
    assert rows["Owl"]["market"] == ""


@pytest.mark.parametrize("papers", [TECHNOLOGY_PAPERS, PEOPLE_PAPERS])
def test_sqlite_keys_hold(papers: tuple[ToyPaper, ...], tmp_path: Path) -> None:
    study = make_study(tmp_path / "study", papers)
    with Store.opened(study.store) as store:
        write_sqlite(store, tmp_path / "study.db")
    with closing(sqlite3.connect(tmp_path / "study.db")) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        references = connection.execute("PRAGMA foreign_key_list(authorship)").fetchall()
    assert {row[2] for row in references} == {"paper", "document"}


def test_sqlite_answers_as_the_store_does(store: Store, tmp_path: Path) -> None:
    write_sqlite(store, tmp_path / "study.db")
    with closing(sqlite3.connect(tmp_path / "study.db")) as connection:
        [(joint,)] = connection.execute(
            "SELECT count(*) FROM paper WHERE duplicate_of IS NULL AND status = 'accepted' "
            "AND paper_id IN (SELECT paper_id FROM paper_country WHERE country_code = 'US') "
            "AND paper_id IN (SELECT paper_id FROM paper_country WHERE country_code = 'CN')"
        )
        [(title,)] = connection.execute(
            "SELECT title FROM paper_fts WHERE paper_fts MATCH 'benchmark'"
        )
        [(institution,)] = connection.execute(
            "SELECT name FROM institution_match WHERE country_code = 'US'"
        )
        [(counting,)] = connection.execute(
            "SELECT counting FROM measure WHERE name = 'joint_papers'"
        )
    assert joint == store.count_joint("US", "CN", Scope()).total.joint
    assert title == "A benchmark"
    assert institution == CLEAN_INSTITUTION
    assert "full counting" in counting


def test_folders_of_this_machine_stay(tmp_path: Path) -> None:
    folder = "/home/somebody/my papers"
    papers = (ToyPaper("Lost", None, folder=folder), ToyPaper("Found", (), folder=folder))
    study = make_study(tmp_path / "study", papers)
    with Store.opened(study.store) as store:
        write_csv(store, tmp_path / "csv")
    assert {row["location"] for row in read_csv(tmp_path / "csv" / "paper.csv")} == {
        "toy.json#Lost",
        "toy.json#Found",
    }
    [failure] = read_csv(tmp_path / "csv" / "failure.csv")
    assert (failure["location"], failure["message"]) == ("toy.pdf", "toy.pdf: not a PDF")
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "csv").iterdir())
    assert "somebody" not in written


def test_nothing_is_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(BylineError, match="something already"):
        write_csv(store, tmp_path)
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"


def test_an_export_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def write_half() -> None:
        with new_folder(tmp_path / "out") as folder:
            (folder / "half.csv").write_text("half", "utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert list(tmp_path.iterdir()) == []
