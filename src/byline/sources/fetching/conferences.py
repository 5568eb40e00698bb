"""Names such as ``neurips-2025``: which sites list them, and how many papers are known."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from byline.records import BylineError
from byline.sources.fetching.site import Asked, Site
from byline.sources.fetching.sites import find_site

_NAME = re.compile(r"([a-z]+)[- ]?((?:19|20)\d\d)")
_ARXIV = "arxiv:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A conference with the sites that know it."""

    name: str
    venue: str
    sites: tuple[str, ...]
    """Asked by default."""
    optional: tuple[str, ...]
    """Asked only when named: they want a login or a key."""
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCount:
    """Papers of one track that are known to exist."""

    conference: str
    year: int
    track: str
    papers: int
    source: str


def is_edition_name(text: str) -> bool:
    """Whether a text names something to fetch and not a path."""
    found = _NAME.fullmatch(text.lower())
    is_known = found is not None and any(one.name == found[1] for one in load_conferences())
    return is_known or text.lower().startswith(_ARXIV)


def find_edition(name: str, *, also: tuple[str, ...] = ()) -> tuple[Asked, tuple[Site, ...]]:
    """The edition of this name and the sites to ask, with optional ones where they are named.

    Raises BylineError for a name or a site that is not known.
    """
    if name.lower().startswith(_ARXIV):
        given = name[len(_ARXIV) :]
        asked = Asked(name=name, venue=None, year=None, facts={"arxiv": given})
        return asked, (find_site("arxiv"),)
    found = _NAME.fullmatch(name.lower())
    known = next((one for one in load_conferences() if found and one.name == found[1]), None)
    if found is None or known is None:
        names = ", ".join(one.name for one in load_conferences())
        raise BylineError(f"{name}: write a conference and its year; the conferences are {names}")
    year = int(found[2])
    asked = Asked(name=f"{known.name}-{year}", venue=known.venue, year=year, facts=known.facts)
    for site in also:
        if site not in known.optional + known.sites:
            listing = ", ".join((*known.sites, *known.optional))
            raise BylineError(f"{site} does not list {known.name}; the sites that do are {listing}")
    wanted = dict.fromkeys((*known.sites, *also))
    return asked, tuple(find_site(site) for site in wanted)


def known_counts(asked: Asked) -> tuple[KnownCount, ...]:
    """What is known of an edition, by track."""
    conference = asked.name.partition("-")[0]
    return tuple(
        count
        for count in _load_counts()
        if count.conference == conference and count.year == asked.year
    )


@cache
def load_conferences() -> tuple[Conference, ...]:
    """All conferences."""
    return tuple(
        Conference(
            name=str(entry["name"]),
            venue=str(entry["venue"]),
            sites=tuple(cast("list[str]", entry["sites"])),
            optional=tuple(cast("list[str]", entry.get("optional", []))),
            facts=entry,
        )
        for entry in _tables("conference")
    )


@cache
def _load_counts() -> tuple[KnownCount, ...]:
    return tuple(
        KnownCount(
            conference=str(group["conference"]),
            year=cast("int", row["year"]),
            track=str(row["track"]),
            papers=cast("int", row["papers"]),
            source=str(group["source"]),
        )
        for group in _tables("count")
        for row in cast("list[dict[str, object]]", group["counts"])
    )


@cache
def _tables(name: str) -> list[dict[str, object]]:
    text = files("byline.sources.fetching").joinpath("conferences.toml").read_text("utf-8")
    return cast("list[dict[str, object]]", tomllib.loads(text)[name])
