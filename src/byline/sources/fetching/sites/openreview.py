"""OpenReview by either version of its interface; since 2026 it answers only to those who log in."""

import json
from collections.abc import Mapping
from typing import cast

import httpx2

from byline.records import BylineError
from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.request import Request
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
from byline.sources.openreview_notes import read_openreview_notes
from byline.sources.table_row import TableRow
from byline.sources.values import as_count, as_list, as_record, as_text
from byline.sources.venues import Edition

_V1, _V2 = "api.openreview.net", "api2.openreview.net"
_PAGE = 1000
_LONGEST_OFFSET = 100_000
USER, PASSWORD = "OPENREVIEW_USERNAME", "OPENREVIEW_PASSWORD"
_WHAT_TO_DO = (
    "OpenReview asks for proof of a browser, which a program cannot give: set "
    f"{USER} and {PASSWORD} to an account of yours, or leave this site out"
)


def _find_pages(asked: Asked) -> list[str]:
    facts = as_record(asked.facts.get("openreview")) or {}
    groups = [as_text(group).format(year=asked.year) for group in as_list(facts.get("groups"))]
    first_of_v2 = cast("int", facts.get("v2_from", 0))
    host = _V2 if asked.year is not None and asked.year >= first_of_v2 else _V1
    return [_address(host, group) for group in groups] if asked.year is not None else []


def _address(host: str, group: str, offset: int = 0) -> str:
    asked = {
        "content.venueid": group,
        "limit": _PAGE,
        "offset": offset,
        "sort": "number:asc",
    }
    return str(httpx2.URL(f"https://{host}/notes", params=asked))


def _read_page(data: bytes, url: str, asked: Asked) -> SitePage:
    if data.lstrip().startswith(b"<"):
        raise PageError(f"a web page that checks for a browser. {_WHAT_TO_DO}")
    record = as_record(read_json(data)) or {}
    if "notes" not in record:
        raise PageError("JSON without notes")
    notes = as_list(record["notes"])
    rows = [row for row in read_openreview_notes(notes) if isinstance(row, TableRow)]
    total = as_count(record.get("count"))
    return SitePage(
        papers=tuple(_read_row(row, asked) for row in rows),
        entries=len(notes),
        stated=total,
        continued=_next_part(url, len(notes), total),
    )


def _next_part(url: str, count: int, total: int | None) -> str | None:
    parsed = httpx2.URL(url)
    offset = int(parsed.params.get("offset", "0")) + count
    if not count or total is None or offset >= min(total, _LONGEST_OFFSET):
        return None
    return _address(parsed.host, parsed.params["content.venueid"], offset)


def _read_row(row: TableRow, asked: Asked) -> SitePaper:
    edition = row.edition.or_else(Edition(venue=asked.venue, year=asked.year))
    return SitePaper(
        key=row.key,
        title=row.title,
        authors=row.authors or (),
        edition=edition,
        url=row.url,
        abstract=row.abstract,
        identifiers=(f"openreview:{row.key}",),
    )


def _log_in(fetcher: Fetcher, environment: Mapping[str, str]) -> Secrets:
    """The token of an account; nothing where the environment names none."""
    user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
    if not user or not password:
        return Secrets()
    answer = fetcher.send(
        Request(url=f"https://{_V2}/login", kind="api"), payload={"id": user, "password": password}
    )
    try:
        token = as_text((as_record(json.loads(answer)) or {}).get("token"))
    except ValueError:
        token = ""
    if not token:
        raise BylineError(f"OpenReview gave no token: check {USER} and {PASSWORD}")
    return Secrets(headers={"Authorization": f"Bearer {token}"})


def _explain(error: FetchError) -> str:
    if b"ChallengeRequired" in error.detail or error.kind == "forbidden":
        return f"{error.message}: {_WHAT_TO_DO}"
    return error.message


SITE = Site(
    name="openreview",
    about=f"OpenReview, versions 1 and 2, with the account in {USER} and {PASSWORD}",
    gives=("authors", "abstracts"),
    find_pages=_find_pages,
    read_page=_read_page,
    is_api=True,
    # about 500 requests for notes an hour
    host_pauses={_V1: 8.0, _V2: 8.0},
    log_in=_log_in,
    explain=_explain,
)
