"""All lists of one site for one edition, each held against what it says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.index import Fetched
from byline.sources.fetching.request import Request
from byline.sources.fetching.site import Asked, PageError, Secrets, Site, SitePage, SitePaper
from byline.sources.fetching.trouble import FetchError
from byline.sources.venues import Edition

_MOST_PAGES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTrouble:
    """A page that gave nothing, or less than it says; the message names it."""

    url: str
    kind: str
    message: str


@dataclass(slots=True, kw_only=True)
class SiteListing:
    """What one site lists of one edition."""

    site: Site
    papers: list[SitePaper] = field(default_factory=list)
    troubles: list[PageTrouble] = field(default_factory=list)
    pages: int = 0


def list_site(
    fetcher: Fetcher,
    site: Site,
    asked: Asked,
    *,
    environment: Mapping[str, str],
    refresh: bool = False,
) -> SiteListing:
    """The papers of an edition on a site, with every page that is not as it should be."""
    listing = SiteListing(site=site)
    waiting = list(site.find_pages(asked))
    seen = set(waiting)
    secrets = _log_in(fetcher, site, environment, listing) if waiting else Secrets()
    while waiting and secrets is not None:
        crawl = _Crawl(fetcher, site, asked, secrets, refresh=refresh)
        fresh = [url for url in crawl.read_list(waiting.pop(0), listing) if url not in seen]
        seen.update(fresh)
        waiting += fresh
    return listing


def _log_in(
    fetcher: Fetcher, site: Site, environment: Mapping[str, str], listing: SiteListing
) -> Secrets | None:
    """The secrets of a site; None, with the trouble noted, where it does not let us in."""
    try:
        return site.log_in(fetcher, environment)
    except FetchError as error:
        trouble = PageTrouble(url=site.name, kind=error.kind, message=error.message)
        listing.troubles.append(trouble)
        return None


class _Crawl:
    """The pages of one list, from its first to its last."""

    def __init__(
        self, fetcher: Fetcher, site: Site, asked: Asked, secrets: Secrets, *, refresh: bool
    ) -> None:
        self._fetcher = fetcher
        self._site = site
        self._asked = asked
        self._secrets = secrets
        self._refresh = refresh
        self._answers: list[Fetched] = []
        self._stale: list[PageTrouble] = []

    def read_list(self, first: str, listing: SiteListing) -> list[str]:
        """Add the papers of a list; gives the addresses of other lists that it names."""
        url: str | None = first
        entries, stated, trouble = 0, None, None
        see_also: list[str] = []
        while url is not None and trouble is None and listing.pages < _MOST_PAGES:
            page = self._read_page(url)
            if isinstance(page, PageTrouble):
                trouble = page
                continue
            listing.pages += 1
            listing.troubles += self._stale
            self._stale = []
            listing.papers += map(self._place, page.papers)
            entries += page.entries
            stated = page.stated if page.stated is not None else stated
            see_also += page.see_also
            url = page.continued
        trouble = trouble or self._judge(first, entries, stated)
        if trouble is not None:
            listing.troubles.append(trouble)
        return see_also

    def _place(self, paper: SitePaper) -> SitePaper:
        """The paper in the edition that was asked for, where its page does not name another."""
        asked = Edition(venue=self._asked.venue, year=self._asked.year)
        return replace(paper, edition=paper.edition.or_else(asked))

    def _read_page(self, url: str) -> SitePage | PageTrouble:
        site, secrets = self._site, self._secrets
        request = Request(
            url=url,
            kind="api" if site.is_api else "page",
            secret_headers=secrets.headers,
            secret_parameters=secrets.parameters,
        )
        try:
            answer = self._fetch(request)
            self._answers.append(answer)
            return site.read_page(self._fetcher.read(answer), answer.final_url, self._asked)
        except FetchError as error:
            message = f"{url}: {site.explain(error)}"
            return PageTrouble(url=url, kind=error.kind, message=message)
        except PageError as error:
            return self._reject(url, "unreadable_page", str(error))

    def _fetch(self, request: Request) -> Fetched:
        """The page; where it cannot be refreshed, as it was, with that noted."""
        try:
            return self._fetcher.fetch(request, refresh=self._refresh)
        except FetchError as error:
            kept = self._fetcher.find(request.url)
            if kept is None:
                raise
            message = f"{request.url}: as of {kept.fetched_at}, not refreshed: {error.message}"
            self._stale.append(PageTrouble(url=request.url, kind="not_refreshed", message=message))
            return kept

    def _judge(self, url: str, entries: int, stated: int | None) -> PageTrouble | None:
        """A list without an entry, or with fewer than it says, is a parser that has broken."""
        if not entries:
            return self._reject(url, "empty_page", "no paper was found; has its layout changed?")
        if stated is not None and entries < stated:
            message = f"it states {stated:,} and {entries:,} were found; has its layout changed?"
            return self._reject(url, "short_page", message)
        return None

    def _reject(self, url: str, kind: str, message: str) -> PageTrouble:
        """Have the pages of this list asked for again next time."""
        for answer in self._answers:
            self._fetcher.reject(answer, message)
        return PageTrouble(url=url, kind=kind, message=f"{url}: {message}")
