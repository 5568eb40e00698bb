"""proceedings.neurips.cc: year pages in two layouts, volumes that name each other, all PDFs."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from byline.sources.author_cells import split_names
from byline.sources.fetching.markup import Element, read_html
from byline.sources.fetching.site import Asked, Site, SitePage, SitePaper
from byline.sources.listing import ListedAuthor
from byline.sources.unescaping import clean
from byline.sources.venues import Edition, read_track

_ROOT = "https://proceedings.neurips.cc/paper_files/paper"
_SEPARATE_2021 = "https://datasets-benchmarks-proceedings.neurips.cc/paper/2021"
_FIRST_YEAR = 1987
_YEAR_OF_SEPARATE = 2021
_PAPER = re.compile(r"/(\d{4})/hash/([0-9a-f]{8,64})-Abstract(?:-(\w+))?\.html$")
_COUNT = re.compile(r"([\d,.]+)\s+papers?\b")


def _find_pages(asked: Asked) -> list[str]:
    if asked.year is None or asked.year < _FIRST_YEAR:
        return []
    separate = [_SEPARATE_2021] if asked.year == _YEAR_OF_SEPARATE else []
    return [f"{_ROOT}/{asked.year}", *separate]


def _read_page(data: bytes, url: str, _asked: Asked) -> SitePage:
    root = read_html(data)
    papers = tuple(_read_entries(root, url))
    return SitePage(
        papers=papers,
        entries=len(papers),
        stated=_read_count(root),
        see_also=tuple(_find_other_volumes(root, url)),
    )


def _read_entries(root: Element, url: str) -> Iterator[SitePaper]:
    for entry in root.find_all("li"):
        for link in entry.find_all("a"):
            if found := _PAPER.search(link.get("href")):
                yield _read_entry(entry, link, found, url)
                break


def _read_entry(entry: Element, link: Element, found: re.Match[str], url: str) -> SitePaper:
    year, key, token = found.groups()
    page = urljoin(url, link.get("href"))
    authors = entry.find("span", "paper-authors") or entry.find("i")
    names = split_names(authors.text(), ",") if authors else []
    return SitePaper(
        key=key,
        title=link.text(),
        authors=tuple(ListedAuthor(name=name, affiliations=()) for name in names),
        edition=Edition(venue="NeurIPS", year=int(year), track=_name_track(token, url)),
        url=page,
        pdf_url=_pdf_url(page),
        identifiers=(f"neurips:{key}",),
    )


def _name_track(token: str | None, url: str) -> str | None:
    """Before 2022 addresses name no track: what is not on the separate site is the main one."""
    if (urlsplit(url).hostname or "").startswith("datasets-benchmarks"):
        return "Datasets and Benchmarks"
    return "main" if token is None else read_track(token.replace("_", " "))


def _pdf_url(page: str) -> str:
    """The site's own rule for where the PDF of a page lies."""
    folder, _, name = page.rpartition("/")
    file = name.replace("-Abstract", "-Paper").removesuffix(".html") + ".pdf"
    return f"{folder.removesuffix('/hash')}/file/{file}"


def _read_count(root: Element) -> int | None:
    counted = root.find("span", "paper-count")
    found = _COUNT.search(clean(counted.text())) if counted else None
    return int(re.sub(r"\D", "", found[1])) if found else None


def _find_other_volumes(root: Element, url: str) -> Iterator[str]:
    """Volumes of the same year on the same site that a page points to."""
    for note in root.find_all("p", "book-see-also"):
        for link in note.find_all("a"):
            target = urljoin(url, link.get("href"))
            if urlsplit(target).hostname == urlsplit(url).hostname and "/paper" in target:
                yield target


SITE = Site(
    name="neurips-proceedings",
    about="proceedings.neurips.cc: every paper of NeurIPS since 1987, by track",
    gives=("pdf", "authors"),
    find_pages=_find_pages,
    read_page=_read_page,
)
