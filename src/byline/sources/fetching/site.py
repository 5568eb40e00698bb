"""The protocol of sites: which pages list an edition, and what one such page says."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from byline.records import BylineError
from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.trouble import FetchError
from byline.sources.listing import ListedAuthor
from byline.sources.venues import Edition

_FORUM = re.compile(r"openreview\.net/forum\?id=([\w-]+)")

Gift = Literal["pdf", "authors", "affiliations", "abstracts", "dates"]


class PageError(BylineError):
    """A page that is not what it should be; the message says what it is instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePaper:
    """One paper as a site lists it; empty or None where the site does not say."""

    key: str
    """Its key on the site."""
    title: str
    authors: tuple[ListedAuthor, ...]
    edition: Edition = field(default_factory=Edition)
    url: str | None = None
    pdf_url: str | None = None
    abstract: str = ""
    published: str = ""
    """A day as ``2024-12-16``, a month or a year."""
    identifiers: tuple[str, ...] = ()
    """Names of the paper that other sites use as well, such as ``openreview:jNQ40aw5qL``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """What one page lists."""

    papers: tuple[SitePaper, ...]
    entries: int
    """How many entries the parser understood, papers or not."""
    stated: int | None = None
    """How many the page says there are, with the pages that continue it."""
    continued: str | None = None
    """Address of the next part of the same list."""
    see_also: tuple[str, ...] = ()
    """Addresses of further lists of the same edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What has to be sent along and is never written down."""

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The edition that is wanted, with what the table of conferences knows about it."""

    name: str
    """Such as ``neurips-2025``."""
    venue: str | None
    year: int | None
    facts: Mapping[str, object] = field(default_factory=dict)
    """Keys of the conference on its sites, by the name of the site."""


def read_json(data: bytes) -> object:
    """The decoded body of a page; raises PageError where it is no JSON."""
    try:
        return json.loads(data)
    except ValueError as error:
        raise PageError(f"no JSON ({error})") from error


def find_forum(address: str) -> str | None:
    """The id that a paper has on OpenReview, in an address that leads to it."""
    found = _FORUM.search(address)
    return found[1] if found else None


def _tell_as_it_is(error: FetchError) -> str:
    return error.message


def _need_nothing(_fetcher: Fetcher, _environment: Mapping[str, str]) -> Secrets:
    return Secrets()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site: everything that the rest of the program knows about it."""

    name: str
    about: str
    gives: tuple[Gift, ...]
    find_pages: Callable[[Asked], Sequence[str]]
    """Addresses of the first pages that list an edition; none where the site does not have it."""
    read_page: Callable[[bytes, str, Asked], SitePage]
    """What a page of this address says; raises PageError for what is no such page."""
    is_api: bool = False
    """Made for programs, which robots.txt is not about."""
    is_cross_check: bool = False
    """Its papers never count by themselves: they are compared with those of other sites."""
    host_pauses: Mapping[str, float] = field(default_factory=dict)
    log_in: Callable[[Fetcher, Mapping[str, str]], Secrets] = _need_nothing
    explain: Callable[[FetchError], str] = _tell_as_it_is
    """What to do about an answer that is none."""
