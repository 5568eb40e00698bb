"""proceedings.mlr.press: one page per volume; the PDFs lie in a repository per volume."""

from collections.abc import Iterator
from urllib.parse import urljoin

from byline.sources.author_cells import split_names
from byline.sources.fetching.markup import Element, read_html
from byline.sources.fetching.site import Asked, Site, SitePage, SitePaper, find_forum
from byline.sources.listing import ListedAuthor
from byline.sources.venues import Edition, volumes_of


def _find_pages(asked: Asked) -> list[str]:
    volumes = volumes_of(asked.venue, asked.year)
    return [f"https://proceedings.mlr.press/v{volume}/" for volume in volumes]


def _read_page(data: bytes, url: str, asked: Asked) -> SitePage:
    root = read_html(data)
    papers = tuple(_read_entries(root, url, asked))
    stated = sum(1 for _ in root.find_all("div", "paper"))
    return SitePage(papers=papers, entries=len(papers), stated=stated)


def _read_entries(root: Element, url: str, asked: Asked) -> Iterator[SitePaper]:
    for entry in root.find_all("div", "paper"):
        title, authors = entry.find("p", "title"), entry.find("span", "authors")
        if title is None or not title.text():
            continue
        names = split_names(authors.text(), ",") if authors else []
        links = [urljoin(url, link.get("href")) for link in entry.find_all("a")]
        page = next((link for link in links if link.endswith(".html")), None)
        pdf = next((link for link in links if link.endswith(".pdf")), None)
        forums = [forum for link in links if (forum := find_forum(link))]
        key = (page or pdf or title.text()).rpartition("/")[2].rpartition(".")[0]
        yield SitePaper(
            key=key or title.text(),
            title=title.text(),
            authors=tuple(ListedAuthor(name=name, affiliations=()) for name in names),
            edition=Edition(venue=asked.venue, year=asked.year, track="main"),
            url=page,
            pdf_url=pdf,
            identifiers=tuple(f"openreview:{forum}" for forum in forums[:1]),
        )


SITE = Site(
    name="pmlr",
    about="proceedings.mlr.press: volumes of ICML, AISTATS, COLT, UAI and others",
    gives=("pdf", "authors"),
    find_pages=_find_pages,
    read_page=_read_page,
)
