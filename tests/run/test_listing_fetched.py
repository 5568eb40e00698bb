"""A fetched edition becomes papers without the network."""

from pathlib import Path

import pytest

from byline.records import BylineError, Failure, Paper
from byline.run.listing import run_listing
from byline.run.progress import show_nothing
from byline.run.settings import (
    FetchOptions,
    SourceSettings,
    StudySettings,
    read_settings,
    write_settings,
)
from byline.sources.fetching.edition_file import EditionList, SiteList, write_edition
from byline.sources.fetching.site import SitePaper
from byline.sources.listing import ListedAuthor
from byline.sources.options import TableOptions
from byline.sources.venues import Edition
from byline.store.shards import find_shards, read_shard
from byline.store.study import Study

NAME = "neurips-2020"
SETTINGS = StudySettings(
    sources=(
        SourceSettings(
            path=NAME,
            options=TableOptions(),
            fetch=FetchOptions(limit=3, also=("openalex",)),
        ),
    )
)


def paper(key: str, title: str, *names: str, pdf_url: str | None = None) -> SitePaper:
    authors = tuple(ListedAuthor(name=name, affiliations=("Owl Lab",)) for name in names)
    edition = Edition(venue="NeurIPS", year=2020)
    return SitePaper(key=key, title=title, authors=authors, edition=edition, pdf_url=pdf_url)


def list_edition(folder: Path, *sites: SiteList) -> tuple[list[Paper], list[Failure]]:
    study = Study(folder / "study")
    edition = EditionList(name=NAME, wants_pdfs=True, sites=sites, troubles=())
    write_edition(study.edition_path(NAME), edition)
    run_listing(study, SETTINGS, show=show_nothing)
    shards = list(find_shards(study, "listing"))
    papers = [row for shard in shards for row in read_shard(study, "listing", shard, Paper)]
    return papers, [row for shard in shards for row in read_shard(study, "listing", shard, Failure)]


def test_a_cross_check_counts_for_nothing_by_itself_and_is_listed(tmp_path: Path) -> None:
    own = SiteList(site="pmlr", papers=(paper("a", "Owls at Dusk", "Ana Brook"),))
    check = SiteList(
        site="openalex",
        papers=(paper("W1", "Owls at Dusk", "Ana Brook"), paper("W2", "Baking Bread", "Bo Reed")),
        is_cross_check=True,
    )
    papers, failures = list_edition(tmp_path, own, check)
    assert [one.source_key for one in papers if one.duplicate_of is None] == ["a"]
    assert [one.source_key for one in papers if one.duplicate_of is not None] == ["W1"]
    assert [(one.kind, "Baking Bread" in one.message) for one in failures] == [
        ("cross_check_alone", True)
    ]


def test_a_pdf_that_was_not_asked_for_yet_is_a_failure_beside_its_row(tmp_path: Path) -> None:
    url = "https://papers.example/a.pdf"
    papers, failures = list_edition(
        tmp_path, SiteList(site="pmlr", papers=(paper("a", "Owls", "Ana Brook", pdf_url=url),))
    )
    [row], [failure] = papers, failures
    assert (failure.stage, failure.kind, failure.paper_id) == (
        "fetching",
        "not_fetched",
        row.paper_id,
    )
    assert url in failure.message


def test_what_is_to_be_fetched_is_kept_in_the_settings(tmp_path: Path) -> None:
    study = Study(tmp_path)
    write_settings(study, SETTINGS)
    assert read_settings(study) == SETTINGS


def test_an_edition_that_was_never_fetched_is_told(tmp_path: Path) -> None:
    with pytest.raises(BylineError, match="run again"):
        run_listing(Study(tmp_path), SETTINGS, show=show_nothing)
