from dataclasses import replace
from pathlib import Path

from byline.sources.duplicates import mark_duplicates
from byline.sources.manifest import Manifest, build_manifest, manifest_remarks, manifest_table
from byline.sources.rows import build_paper
from tests.sources.listing import failures_of, papers_of, write

TEXT = """title,authors,affiliations,venue,year,status
Owls at Dusk,Ana Brook; Bo Reed,Owl Lab;,ICML,2020,Poster
Owls at Dusk,Ana Brook; Bo Reed,Owl Lab;,ICML,2020,Oral
Mice at Dawn,ana brook; Cy Marsh,None;N/A,ICML,2020,Poster
Bats,Di Fen,Bat Lab,ICML,2020,Withdrawn
,Eve Holt,Owl Lab,ICML,2020,Poster
"""


def manifest_of(tmp_path: Path) -> Manifest:
    path = write(tmp_path / "papers.csv", TEXT)
    listed = papers_of(path)
    marked = mark_duplicates([(one, build_paper(one)) for one in listed])
    pairs = zip(listed, marked.papers, strict=True)
    return build_manifest(pairs, failures=failures_of(path), doubtful=marked.doubtful)


def test_the_manifest_counts_papers_authors_and_affiliations(tmp_path: Path) -> None:
    accepted, withdrawn = manifest_of(tmp_path).rows
    assert accepted.edition == ("ICML", 2020, None, "accepted")
    assert (accepted.papers, accepted.duplicates) == (2, 1)
    assert (accepted.slots, accepted.slots_with_affiliation, accepted.authors) == (4, 1, 3)
    assert accepted.papers_with_affiliation == 1
    assert (withdrawn.edition[3], withdrawn.papers) == ("withdrawn", 1)


def test_the_table_has_a_header_and_a_total(tmp_path: Path) -> None:
    header, accepted, _, total = manifest_table(manifest_of(tmp_path))
    assert dict(zip(header, accepted, strict=True))["slots without"] == "3"
    assert dict(zip(header, total, strict=True))["papers"] == "3"
    assert dict(zip(header, total, strict=True))["authors"] == ""


def test_an_empty_manifest_has_a_total_of_nothing() -> None:
    _, total = manifest_table(build_manifest([]))
    assert total[0] == "total"
    assert total[4] == "0"


def test_failures_notices_and_doubts_are_told(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path)
    notice = replace(manifest.failures[0], is_notice=True, message="a remark")
    told = list(manifest_remarks(replace(manifest, notices=(notice,))))
    assert told[0].startswith("failures of kind no_title: 1, the first at")
    assert told[1] == "csv:papers.csv: a remark"
