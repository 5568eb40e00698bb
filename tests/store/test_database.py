from pathlib import Path

import duckdb
import pytest

from byline.records import BylineError, Document, Evidence, Page, make_id
from byline.store.database import build_store, opened_store, read_store_key
from byline.store.shards import write_shard
from byline.store.study import Study
from tests.toy import make_study

TEXT = "Ünïvërsity 🎓 of 清华 and of lies"


def test_a_store_holds_quotes_but_no_full_text(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    with opened_store(study.store) as connection:
        columns = {row[0] for row in connection.execute("DESCRIBE document").fetchall()}
        [(quotes,)] = connection.execute("SELECT count(quote) FROM evidence").fetchall()
    assert "text" not in columns
    assert quotes > 20


def test_a_store_is_read_only_and_reads_no_file(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    with opened_store(study.store) as connection:
        with pytest.raises(duckdb.Error):
            connection.execute("DELETE FROM paper")
        with pytest.raises(duckdb.Error):
            connection.execute("SELECT * FROM read_text('/etc/hostname')")
        with pytest.raises(duckdb.Error):
            connection.execute("SET enable_external_access = true")


def write_evidence(study: Study, start: int, quote: str) -> None:
    document = Document(
        document_id="d",
        paper_id="p",
        kind="row",
        sha256="",
        location="",
        page_count=1,
        parser="",
        title="",
        text=TEXT,
    )
    page = Page(document_id="d", page=1, start=0, end=len(TEXT), width=0.0, height=0.0)
    evidence = Evidence(
        evidence_id=make_id(start),
        part=1,
        document_id="d",
        page=1,
        start=start,
        end=start + len(quote),
        quote=quote,
    )
    write_shard(study, "listing", "00", key="k", rows=[document, page, evidence])


def test_a_true_quote_in_any_script_passes_the_store_check(tmp_path: Path) -> None:
    study = Study(tmp_path)
    write_evidence(study, TEXT.index("清华"), "清华")
    build_store(study, stages=("listing",), key="k")
    assert read_store_key(study) == "k"


def test_a_quote_that_is_not_at_its_span_stops_the_store(tmp_path: Path) -> None:
    study = Study(tmp_path)
    write_evidence(study, TEXT.index("清华") + 1, "清华")
    with pytest.raises(BylineError, match="do not stand at their span"):
        build_store(study, stages=("listing",), key="k")
    assert not study.store.exists()


def test_a_damaged_store_is_built_anew(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    study.store.write_bytes(b"no store" * 1000)
    assert read_store_key(study) is None
    with pytest.raises(BylineError, match="delete it and run again"), opened_store(study.store):
        pass
