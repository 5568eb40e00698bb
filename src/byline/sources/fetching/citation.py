"""The meta tags for citation managers that most sites put on the page of a paper."""

from dataclasses import dataclass

from byline.sources.fetching.markup import Element, read_html
from byline.sources.unescaping import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What the page of one paper says; empty where it does not."""

    title: str
    authors: tuple[str, ...]
    pdf_url: str
    doi: str
    published: str
    abstract: str


def read_citation(data: bytes) -> Citation:
    """The citation of a page."""
    root = read_html(data)
    metas = [
        (meta.get("name").lower(), clean(meta.get("content"))) for meta in root.find_all("meta")
    ]
    first = dict(reversed(metas))
    return Citation(
        title=first.get("citation_title", ""),
        authors=tuple(value for name, value in metas if name == "citation_author" and value),
        pdf_url=first.get("citation_pdf_url", ""),
        doi=first.get("citation_doi", ""),
        published=first.get("citation_publication_date", "").replace("/", "-"),
        abstract=_find_abstract(root),
    )


def _find_abstract(root: Element) -> str:
    found = root.find("p", "paper-abstract") or root.find("div", "abstract")
    return found.text() if found else ""
