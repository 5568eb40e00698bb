"""arXiv by a list of ids: ``arxiv:2303.08774,2401.00001`` or a file with an id on each line."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

import httpx2

from byline.records import BylineError
from byline.sources.author_cells import keep_affiliations
from byline.sources.fetching.site import Asked, Site, SitePage, SitePaper
from byline.sources.fetching.xml_markup import read_xml, text_of
from byline.sources.listing import ListedAuthor
from byline.sources.venues import Edition

_BATCH = 100
_ID = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_ATOM, _OWN = (
    "{http://www.w3.org/2005/Atom}",
    "{http://arxiv.org/schemas/atom}",
)


def _find_pages(asked: Asked) -> list[str]:
    given = asked.facts.get("arxiv")
    ids = _read_ids(given) if isinstance(given, str) else []
    batches = [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
    return [_address(batch) for batch in batches]


def _read_ids(given: str) -> list[str]:
    """The ids themselves or those of a file; raises BylineError for what is none."""
    path = Path(given)
    text = path.read_text("utf-8", "replace") if not _ID.match(given) and path.is_file() else given
    words = re.split(r"[\s,]+", text.strip())
    wrong = [word for word in words if not _ID.fullmatch(word)]
    if wrong:
        raise BylineError(f"arxiv:{given}: {wrong[0]!r} is neither an arXiv id nor a file of them")
    return list(dict.fromkeys(words))


def _address(ids: Sequence[str]) -> str:
    asked = {"id_list": ",".join(ids), "max_results": len(ids)}
    return str(httpx2.URL("https://export.arxiv.org/api/query", params=asked))


def _read_page(data: bytes, url: str, _asked: Asked) -> SitePage:
    root = read_xml(data)
    entries = [_read_entry(entry) for entry in root.findall(f"{_ATOM}entry")]
    papers = tuple(entry for entry in entries if entry is not None)
    wanted = httpx2.URL(url).params.get("id_list", "").split(",")
    return SitePage(papers=papers, entries=len(papers), stated=len(wanted))


def _read_entry(entry: ET.Element) -> SitePaper | None:
    """The paper of an entry; None for the one by which arXiv says that an id is wrong."""
    address = text_of(entry.find(f"{_ATOM}id"))
    key = address.partition("/abs/")[2]
    if not key:
        return None
    doi = text_of(entry.find(f"{_OWN}doi"))
    plain = re.sub(r"v\d+$", "", key)
    return SitePaper(
        key=key,
        title=text_of(entry.find(f"{_ATOM}title")),
        authors=tuple(_read_author(author) for author in entry.findall(f"{_ATOM}author")),
        edition=Edition(status="submitted"),
        url=f"https://arxiv.org/abs/{key}",
        pdf_url=f"https://arxiv.org/pdf/{key}",
        abstract=text_of(entry.find(f"{_ATOM}summary")),
        published=text_of(entry.find(f"{_ATOM}published"))[:10],
        identifiers=(f"arxiv:{plain}", *([f"doi:{doi.lower()}"] if doi else [])),
    )


def _read_author(author: ET.Element) -> ListedAuthor:
    affiliations = map(text_of, author.findall(f"{_OWN}affiliation"))
    return ListedAuthor(
        name=text_of(author.find(f"{_ATOM}name")), affiliations=keep_affiliations(affiliations)
    )


SITE = Site(
    name="arxiv",
    about="arXiv by ids: arxiv:2303.08774,2401.00001 or arxiv:FILE",
    gives=("pdf", "authors", "abstracts", "dates"),
    find_pages=_find_pages,
    read_page=_read_page,
    is_api=True,
    # its documentation asks for three seconds; PDFs come from arxiv.org, whose robots.txt lets
    # them be fetched, slowly, while that of this host allows nothing but the interface
    host_pauses={"export.arxiv.org": 3.0},
)
