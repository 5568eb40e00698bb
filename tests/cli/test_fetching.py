"""Commands about fetching, as their users meet them; none of these asks the network."""

import json
import subprocess
import sys
from pathlib import Path

from byline.run.settings import FetchOptions, SourceSettings, StudySettings, write_settings
from byline.sources.fetching.crawling import PageTrouble
from byline.sources.fetching.edition_file import EditionList, SiteList, write_edition
from byline.sources.fetching.index import Fetched, FetchIndex
from byline.sources.fetching.site import SitePaper
from byline.sources.fetching.sites import load_sites
from byline.sources.options import TableOptions
from byline.sources.venues import Edition
from byline.store.study import Study


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "byline", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def make_study(root: Path) -> Study:
    """Three papers that are listed: one fetched, one that failed, one not asked for."""
    study = Study(root)
    source = SourceSettings(path="neurips-2020", options=TableOptions(), fetch=FetchOptions())
    write_settings(study, StudySettings(sources=(source,)))
    papers = tuple(
        SitePaper(
            key=str(number),
            title=f"Paper {number}",
            authors=(),
            edition=Edition(venue="NeurIPS", year=2020, track="main"),
            pdf_url=f"https://papers.example/{number}.pdf",
        )
        for number in range(3)
    )
    trouble = PageTrouble(url="https://papers.example/", kind="short_page", message="it is short")
    edition = EditionList(
        name="neurips-2020",
        wants_pdfs=True,
        sites=(SiteList(site="neurips-proceedings", papers=papers),),
        troubles=(trouble,),
        known={"main": 3, "Position": 1},
    )
    write_edition(study.edition_path("neurips-2020"), edition)
    index = FetchIndex(study.raw / "fetched.jsonl")
    for number, sha256, kind in ((0, "ab" * 32, ""), (1, None, "not_found")):
        url = papers[number].pdf_url or ""
        index.append(
            Fetched(
                url=url,
                final_url=url,
                fetched_at="2026-01-01T00:00:00+00:00",
                status=200,
                sha256=sha256,
                kind=kind,
            )
        )
    study.keep_raw(b"%PDF-", sha256="ab" * 32)
    return study


def test_sources_names_every_site_and_what_it_gives() -> None:
    answer = run("sources")
    assert answer.returncode == 0
    assert all(name in answer.stdout for name in load_sites())
    sites = json.loads(run("sources", "--format", "json").stdout)["sites"]
    gives = {site["name"]: site["gives"] for site in sites}
    assert "affiliations" in gives["virtual-site"]
    assert "pdf" not in gives["openreview"]


def test_status_tells_by_track_what_is_here_failed_and_missing(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study")
    answer = json.loads(run("status", "--study", str(study.root), "--format", "json").stdout)
    assert answer["complete"] is False
    main, position = answer["status"]["tracks"]
    assert (main["known"], main["listed"], main["fetched"], main["missing"]) == (3, 3, 1, 1)
    assert main["failed"] == {"not_found": 1}
    assert (position["track"], position["known"], position["listed"]) == ("Position", 1, 0)
    text = run("status", "--study", str(study.root)).stdout
    assert "short_page: it is short" in text
    assert text.rstrip().endswith("not complete")


def test_an_edition_that_nobody_knows_is_one_clear_line(tmp_path: Path) -> None:
    answer = run("run", "nowhere-2025", "--study", str(tmp_path / "study"))
    assert answer.returncode == 1
    assert "nowhere-2025" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_site_that_does_not_list_a_conference_is_refused_before_the_network(
    tmp_path: Path,
) -> None:
    answer = run("run", "cvpr-2025", "--site", "pmlr", "--study", str(tmp_path / "study"))
    assert answer.returncode == 1
    assert "pmlr does not list cvpr" in answer.stderr
