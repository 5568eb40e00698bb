"""The ACL Anthology by the XML of its repository, with affiliations since 2023."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import cast

from byline.sources.author_cells import keep_affiliations
from byline.sources.fetching.site import Asked, Site, SitePage, SitePaper
from byline.sources.fetching.xml_markup import read_xml, text_of
from byline.sources.listing import ListedAuthor
from byline.sources.venues import Edition

_ROOT = "https://raw.githubusercontent.com/acl-org/acl-anthology/master/data/xml"
_FIRST_YEAR = 2020
"""Before, events have names of another kind."""


def _find_pages(asked: Asked) -> list[str]:
    volumes = _volumes(asked)
    if asked.year is None or asked.year < _FIRST_YEAR:
        return []
    collections = dict.fromkeys(volume.partition("-")[0] for volume in volumes)
    return [f"{_ROOT}/{asked.year}.{collection}.xml" for collection in collections]


def _volumes(asked: Asked) -> Mapping[str, str]:
    """The track of each volume of an event, such as ``acl-long`` or ``findings-acl``."""
    return cast("Mapping[str, str]", asked.facts.get("acl-anthology") or {})


def _read_page(data: bytes, _url: str, asked: Asked) -> SitePage:
    root = read_xml(data)
    collection = root.get("id", "").partition(".")[2]
    wanted = [
        (paper, volume, track)
        for volume in root.findall("volume")
        if (track := _volumes(asked).get(f"{collection}-{volume.get('id')}")) is not None
        for paper in volume.findall("paper")
    ]
    papers = tuple(_read_papers(wanted, root.get("id", ""), asked))
    return SitePage(papers=papers, entries=len(papers), stated=len(wanted))


def _read_papers(
    wanted: list[tuple[ET.Element, ET.Element, str]], collection: str, asked: Asked
) -> Iterator[SitePaper]:
    for paper, volume, track in wanted:
        title = text_of(paper.find("title"))
        if not title:
            continue
        key = text_of(paper.find("url")) or f"{collection}-{volume.get('id')}.{paper.get('id')}"
        doi = text_of(paper.find("doi"))
        yield SitePaper(
            key=key,
            title=title,
            authors=tuple(_read_author(author) for author in paper.findall("author")),
            edition=Edition(venue=asked.venue, year=asked.year, track=track),
            url=f"https://aclanthology.org/{key}/",
            pdf_url=f"https://aclanthology.org/{key}.pdf",
            abstract=text_of(paper.find("abstract")),
            published=_read_date(volume),
            identifiers=(f"acl:{key}", *([f"doi:{doi.lower()}"] if doi else [])),
        )


def _read_author(author: ET.Element) -> ListedAuthor:
    names = (text_of(author.find("first")), text_of(author.find("last")))
    return ListedAuthor(
        name=" ".join(name for name in names if name),
        affiliations=keep_affiliations(map(text_of, author.findall("affiliation"))),
        profile_id=author.get("id"),
    )


def _read_date(volume: ET.Element) -> str:
    return text_of(volume.find("meta/year"))


SITE = Site(
    name="acl-anthology",
    about="the ACL Anthology: ACL, EMNLP, NAACL and others with their Findings",
    gives=("pdf", "authors", "affiliations", "abstracts", "dates"),
    find_pages=_find_pages,
    read_page=_read_page,
)
