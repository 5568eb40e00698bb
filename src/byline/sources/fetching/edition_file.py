"""What the sites list of one edition, kept beside the raw bytes and written whole or not at all."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import cast

from byline.records import BylineError
from byline.sources.fetching.crawling import PageTrouble
from byline.sources.fetching.site import SitePaper
from byline.sources.listing import ListedAuthor
from byline.sources.venues import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteList:
    """The papers of one site."""

    site: str
    papers: tuple[SitePaper, ...]
    is_cross_check: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionList:
    """Everything that was listed of an edition, and every page that was not as it should be."""

    name: str
    wants_pdfs: bool
    sites: tuple[SiteList, ...]
    troubles: tuple[PageTrouble, ...]
    known: Mapping[str, int] = field(default_factory=dict)
    """Papers that are known to exist, by track."""

    def find_pdf_papers(self) -> list[SitePaper]:
        """The papers that have a PDF, each PDF once."""
        papers = (paper for site in self.sites for paper in site.papers)
        by_url = {paper.pdf_url: paper for paper in reversed(list(papers)) if paper.pdf_url}
        return list(reversed(by_url.values()))


def write_edition(path: Path, edition: EditionList) -> None:
    """Keep a listing in place of the one before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    temporary.write_text(
        json.dumps(edition, default=_name_fields, ensure_ascii=False), encoding="utf-8"
    )
    temporary.replace(path)


def _name_fields(record: object) -> dict[str, object]:
    """The fields of a record, not copied: a conference has tens of thousands of records."""
    return {one.name: getattr(record, one.name) for one in fields(record)}  # type: ignore[arg-type]


def read_edition(path: Path) -> EditionList:
    """The listing in a file; raises BylineError where it is not one of ours."""
    try:
        values = json.loads(path.read_text("utf-8"))
        sites = tuple(
            SiteList(**{**site, "papers": tuple(_read_papers(site["papers"]))})
            for site in values["sites"]
        )
        troubles = tuple(PageTrouble(**trouble) for trouble in values["troubles"])
        return EditionList(**{**values, "sites": sites, "troubles": troubles})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BylineError(f"{path}: cannot be read as a listing ({error}); run again") from error


def _read_papers(values: Iterable[Mapping[str, object]]) -> Iterable[SitePaper]:
    for value in values:
        paper = SitePaper(**value)  # type: ignore[arg-type]
        authors = cast("list[dict[str, object]]", paper.authors)
        yield replace(
            paper,
            authors=tuple(map(_read_author, authors)),
            edition=Edition(**cast("dict[str, object]", paper.edition)),  # type: ignore[arg-type]
            identifiers=tuple(paper.identifiers),
        )


def _read_author(value: Mapping[str, object]) -> ListedAuthor:
    author = ListedAuthor(**value)  # type: ignore[arg-type]
    return replace(author, affiliations=tuple(author.affiliations))
