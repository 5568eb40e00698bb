"""OpenAlex: affiliation strings as printed, only to be compared with what other sites say."""

from collections.abc import Mapping

import httpx2

from byline.sources.author_cells import keep_affiliations
from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.site import (
    Asked,
    PageError,
    Secrets,
    Site,
    SitePage,
    SitePaper,
    read_json,
)
from byline.sources.fetching.trouble import FetchError
from byline.sources.listing import ListedAuthor
from byline.sources.values import as_count, as_list, as_record, as_text, text_at
from byline.sources.venues import Edition

KEY = "OPENALEX_API_KEY"
_PAGE = 100
_FIELDS = "id,doi,title,publication_date,authorships"


def _find_pages(asked: Asked) -> list[str]:
    source = asked.facts.get("openalex")
    if not isinstance(source, str) or asked.year is None:
        return []
    return [_address(f"primary_location.source.id:{source},publication_year:{asked.year}", "*")]


def _address(wanted: str, cursor: str) -> str:
    asked = {"filter": wanted, "select": _FIELDS, "per-page": _PAGE, "cursor": cursor}
    return str(httpx2.URL("https://api.openalex.org/works", params=asked))


def _read_page(data: bytes, url: str, asked: Asked) -> SitePage:
    record = as_record(read_json(data)) or {}
    meta = as_record(record.get("meta"))
    if meta is None:
        raise PageError("JSON that is no list of works")
    works = [work for value in as_list(record.get("results")) if (work := as_record(value))]
    cursor = as_text(meta.get("next_cursor"))
    wanted = httpx2.URL(url).params.get("filter", "")
    return SitePage(
        papers=tuple(_read_work(work, asked) for work in works if as_text(work.get("title"))),
        entries=len(works),
        stated=as_count(meta.get("count")),
        continued=_address(wanted, cursor) if cursor and works else None,
    )


def _read_work(work: Mapping[str, object], asked: Asked) -> SitePaper:
    key = text_at(work, "id").rpartition("/")[2]
    doi = text_at(work, "doi").removeprefix("https://doi.org/").lower()
    people = [one for value in as_list(work.get("authorships")) if (one := as_record(value))]
    return SitePaper(
        key=key,
        title=text_at(work, "title"),
        authors=tuple(_read_author(one) for one in people),
        edition=Edition(venue=asked.venue, year=asked.year),
        url=f"https://openalex.org/{key}",
        published=text_at(work, "publication_date"),
        identifiers=(f"doi:{doi}",) if doi else (),
    )


def _read_author(authorship: Mapping[str, object]) -> ListedAuthor:
    author = as_record(authorship.get("author")) or {}
    printed = map(as_text, as_list(authorship.get("raw_affiliation_strings")))
    return ListedAuthor(
        name=text_at(author, "display_name") or text_at(authorship, "raw_author_name"),
        affiliations=keep_affiliations(printed),
    )


def _log_in(_fetcher: Fetcher, environment: Mapping[str, str]) -> Secrets:
    key = environment.get(KEY, "")
    return Secrets(parameters={"api_key": key} if key else {})


def _explain(error: FetchError) -> str:
    if error.kind in {"forbidden", "too_many_requests"}:
        return f"{error.message}: OpenAlex wants a key, which is free: set {KEY}"
    return error.message


SITE = Site(
    name="openalex",
    about=f"OpenAlex, with the key in {KEY}: a cross-check whose papers do not count themselves",
    gives=("authors", "affiliations", "dates"),
    find_pages=_find_pages,
    read_page=_read_page,
    is_api=True,
    is_cross_check=True,
    log_in=_log_in,
    explain=_explain,
)
