"""openaccess.thecvf.com: all days of a conference on one page."""

from collections.abc import Iterator
from urllib.parse import urljoin

from byline.sources.author_cells import split_names
from byline.sources.fetching.markup import Element, read_html
from byline.sources.fetching.site import Asked, Site, SitePage, SitePaper
from byline.sources.listing import ListedAuthor
from byline.sources.venues import Edition

_ROOT = "https://openaccess.thecvf.com"
_FIRST_YEAR_BY_DAYS = 2018


def _find_pages(asked: Asked) -> list[str]:
    name = asked.facts.get("cvf")
    if not isinstance(name, str) or asked.year is None:
        return []
    days = "?day=all" if asked.year >= _FIRST_YEAR_BY_DAYS else ""
    return [f"{_ROOT}/{name}{asked.year}{days}"]


def _read_page(data: bytes, url: str, asked: Asked) -> SitePage:
    root = read_html(data)
    entries = [item for item in root.walk() if item.tag in {"dt", "dd"}]
    papers = tuple(_read_entries(entries, url, asked))
    titles = sum(item.tag == "dt" and item.has_class("ptitle") for item in entries)
    return SitePage(papers=papers, entries=len(papers), stated=titles)


def _read_entries(entries: list[Element], url: str, asked: Asked) -> Iterator[SitePaper]:
    """A title, and after it all that is said of it before the next one."""
    for place, entry in enumerate(entries):
        link = entry.find("a")
        if entry.tag != "dt" or not entry.has_class("ptitle") or link is None or not link.text():
            continue
        told = list(_until_next(entries, place))
        links = (urljoin(url, a.get("href")) for dd in told for a in dd.find_all("a"))
        page = urljoin(url, link.get("href"))
        yield SitePaper(
            key=page.rpartition("/")[2].removesuffix(".html"),
            title=link.text(),
            authors=tuple(_read_authors(told)),
            edition=Edition(venue=asked.venue, year=asked.year, track="main"),
            url=page,
            pdf_url=next((link for link in links if link.endswith(".pdf")), None),
        )


def _until_next(entries: list[Element], place: int) -> Iterator[Element]:
    for entry in entries[place + 1 :]:
        if entry.tag == "dt":
            return
        yield entry


def _read_authors(told: list[Element]) -> Iterator[ListedAuthor]:
    """One form for each author; pages of before 2018 have them as plain text."""
    inputs = [field for dd in told for field in dd.find_all("input")]
    names = [field.get("value") for field in inputs if field.get("name") == "query_author"]
    if not names and told:
        names = split_names(told[0].text(), ",")
    yield from (ListedAuthor(name=" ".join(name.split()), affiliations=()) for name in names)


SITE = Site(
    name="cvf",
    about="openaccess.thecvf.com: CVPR, ICCV and WACV",
    gives=("pdf", "authors"),
    find_pages=_find_pages,
    read_page=_read_page,
)
