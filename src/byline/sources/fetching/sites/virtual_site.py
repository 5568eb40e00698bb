"""The programmes of neurips.cc, icml.cc and iclr.cc: an institution for each author."""

from byline.sources.fetching.site import (
    Asked,
    PageError,
    Site,
    SitePage,
    SitePaper,
    find_forum,
    read_json,
)
from byline.sources.table_row import TableRow
from byline.sources.tables import name_sites
from byline.sources.values import as_count, as_list, as_record
from byline.sources.virtual_site import is_virtual_site, read_virtual_site

_FIRST_YEAR = 2020


def _find_pages(asked: Asked) -> list[str]:
    host = asked.facts.get("virtual-site")
    if not isinstance(host, str) or asked.year is None or asked.year < _FIRST_YEAR:
        return []
    conference = host.partition(".")[0]
    file = f"{conference}-{asked.year}-orals-posters.json"
    return [f"https://{host}/static/virtual/data/{file}"]


def _read_page(data: bytes, _url: str, asked: Asked) -> SitePage:
    value = read_json(data)
    if not is_virtual_site(value):
        raise PageError("JSON, but no programme with results that have a name and authors")
    record = as_record(value) or {}
    rows = [item for item in read_virtual_site(value) if isinstance(item, TableRow)]
    return SitePage(
        papers=tuple(_read_row(row, asked) for row in rows),
        entries=len(as_list(record.get("results"))),
        stated=as_count(record.get("count")),
    )


def _read_row(row: TableRow, asked: Asked) -> SitePaper:
    forum = find_forum(row.url or "")
    return SitePaper(
        key=row.key,
        title=row.title,
        authors=name_sites(row.authors or (), asked.venue),
        edition=row.edition,
        url=row.url,
        abstract=row.abstract,
        identifiers=(f"openreview:{forum}",) if forum else (),
    )


SITE = Site(
    name="virtual-site",
    about="the programme on neurips.cc, icml.cc or iclr.cc, with an institution per author",
    gives=("authors", "affiliations", "abstracts"),
    find_pages=_find_pages,
    read_page=_read_page,
)
