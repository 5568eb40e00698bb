"""Venue, year, track and status of a paper, read apart from what sites and tables write."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast
from urllib.parse import urlsplit

from byline.records import PaperStatus
from byline.sources.unescaping import clean

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)")
_GROUP = re.compile(r"([\w-]+(?:\.[\w-]+)+(?:/TheWebConf)?)/((?:19|20)\d\d)(?:/([\w./-]*))?")
_PATH_YEAR = re.compile(
    r"/(?:virtual|paper|paper_files/paper|conferences|content)[/_]?(\d{4})\b", re.IGNORECASE
)
_PMLR_VOLUME = re.compile(r"proceedings\.mlr\.press/v(\d+)\b")
_LETTERS_OR_DIGITS = re.compile(r"[a-z]+|\d+")
_NOT_IN_PHRASES = re.compile(r"[^\w%&-]+|_")
# OpenReview's words for the main track: "ICML 2024 Poster", "Submitted to ICLR 2025".
_MAIN_PHRASE = re.compile(
    r" (?:submitted to @ \d{4}|@ \d{4} (?:poster|oral|spotlight|notable top \d+%|conference))"
    r"(?: submission)? "
)
_MOST_CHARACTERS = 500
_remember = lru_cache(maxsize=4096)
"""A table repeats the same few venues, tracks and decisions in thousands of rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a source says about where a paper belongs; None where it says nothing."""

    venue: str | None = None
    year: int | None = None
    track: str | None = None
    status: PaperStatus | None = None

    def or_else(self, other: "Edition") -> "Edition":
        """This edition with its gaps filled from another."""
        return Edition(
            venue=self.venue or other.venue,
            year=self.year or other.year,
            track=self.track or other.track,
            status=self.status or other.status,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A venue under all the names by which sources know it."""

    name: str
    site: str | None
    aliases: tuple[str, ...]
    hosts: frozenset[str]
    pmlr: dict[int, int]
    """Year by PMLR volume."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that stand for a status, a track, or both."""

    words: tuple[str, ...]
    status: PaperStatus | None
    track: str | None


def read_cells(*, venue: str = "", year: str = "", track: str = "", status: str = "") -> Edition:
    """The edition that four cells of a table spell out; an empty cell says nothing."""
    decided = read_status(status)
    stated = read_venue(venue)
    own = Edition(year=find_year(year), track=read_track(track), status=decided.status)
    if decided.track is not None:
        own = Edition(track=decided.track).or_else(own)
    return own.or_else(read_group(track)).or_else(stated).or_else(read_venue_words(status))


@_remember
def read_venue(text: str) -> Edition:
    """The edition a venue's name spells out: ``ICML 2024 Poster``, ``NeurIPS.cc/2025/Conference``.

    A venue that is not known keeps the name it was given, without the year.
    """
    text = clean(text[:_MOST_CHARACTERS])
    if not text:
        return Edition()
    found = read_group(text).or_else(read_venue_words(text))
    if found.venue is not None:
        return found
    name = clean(_YEAR.sub(" ", text)).strip(" -,:")
    return Edition(venue=name or None, year=find_year(text))


@_remember
def read_venue_words(text: str) -> Edition:
    """The edition of a text that names a known venue; empty where it names none."""
    phrase = _phrase(clean(text[:_MOST_CHARACTERS]))
    found = _find_venue(phrase)
    if found is None:
        return Edition()
    alias, venue = found
    # The venue's own name may hold "conference", which says nothing about the track.
    rest = phrase.replace(f" {alias} ", " @ ")
    decided = _find_words(rest, _status_words())
    track = _find_track(rest) or (decided.track if decided else None)
    if track is None and _MAIN_PHRASE.fullmatch(rest):
        track = "main"
    return Edition(
        venue=venue.name,
        year=find_year(text),
        track=track,
        status=decided.status if decided else None,
    )


@_remember
def read_group(text: str) -> Edition:
    """The edition of an OpenReview group or venue id, alone or inside an address."""
    for host, year, rest in _GROUP.findall(text[:_MOST_CHARACTERS]):
        venue = _venue_of_host(host.lower())
        if venue is not None:
            phrase = _phrase(rest)
            decided = _find_words(phrase, _status_words())
            return Edition(
                venue=venue.name,
                year=int(year),
                track=_find_track(phrase),
                status=decided.status if decided else None,
            )
    return Edition()


def read_url(url: str) -> Edition:
    """The edition that the address of a paper's page tells by its host and path."""
    if not url:
        return Edition()
    if volume := _PMLR_VOLUME.search(url):
        return _edition_of_volume(int(volume[1]))
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return Edition()
    venue = _venue_of_host(host)
    year = _PATH_YEAR.search(url)
    if venue is None and host:
        return Edition()
    return Edition(venue=venue.name if venue else None, year=int(year[1]) if year else None)


def read_file_name(name: str) -> Edition:
    """The edition that a file name such as ``nips2018.json`` gives away."""
    parts: list[str] = _LETTERS_OR_DIGITS.findall(name.lower())
    years = [int(part) for part in parts if _YEAR.fullmatch(part)]
    named = [venue for venue in _venues() if any(alias in parts for alias in venue.aliases)]
    return Edition(
        venue=named[0].name if len(named) == 1 else None,
        year=years[0] if len(set(years)) == 1 else None,
    )


@_remember
def read_track(text: str) -> str | None:
    """The track in our spelling; one that is not known keeps the name it was given."""
    text = clean(text[:_MOST_CHARACTERS])
    if not text or "://" in text:
        return None
    return _find_track(_phrase(text)) or clean(text.replace("_", " "))


@_remember
def read_status(text: str) -> Edition:
    """The status of a decision or a presentation, with the track if it names one.

    A decision that is not known is no acceptance: the paper counts as submitted.
    """
    text = clean(text[:_MOST_CHARACTERS])
    if not text:
        return Edition()
    found = _find_words(_phrase(text), _status_words())
    if found is None:
        return Edition(status="submitted")
    return Edition(status=found.status, track=found.track)


def find_year(text: str) -> int | None:
    """The first year in a text."""
    found = _YEAR.search(text)
    return int(found[0]) if found else None


def is_paper_event(kind: str) -> bool:
    """Whether an event of a conference programme is a paper and not, say, a tutorial."""
    phrase = _phrase(kind)
    return not any(_has(phrase, word) for word in _words_of_other_events())


def site_of(venue: str | None) -> str | None:
    """The site whose user numbers a venue's programme uses."""
    return next((known.site for known in _venues() if known.name == venue), None)


def volumes_of(venue: str | None, year: int | None) -> list[int]:
    """The volumes of PMLR that hold a year of a venue."""
    return [
        volume
        for known in _venues()
        if known.name == venue
        for volume, its_year in known.pmlr.items()
        if its_year == year
    ]


def _phrase(text: str) -> str:
    return f" {_NOT_IN_PHRASES.sub(' ', text.lower()).strip()} "


def _has(phrase: str, words: str) -> bool:
    return f" {words} " in phrase


def _find_words(phrase: str, groups: Iterable[_Words]) -> _Words | None:
    return next((group for group in groups if any(_has(phrase, w) for w in group.words)), None)


def _find_track(phrase: str) -> str | None:
    found = [
        (len(word), group.track)
        for group in _track_words()
        for word in group.words
        if _has(phrase, word)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _find_venue(phrase: str) -> tuple[str, Venue] | None:
    """The venue of the longest alias in a phrase, with that alias."""
    found = [
        (alias, venue) for venue in _venues() for alias in venue.aliases if _has(phrase, alias)
    ]
    return max(found, key=lambda pair: len(pair[0]), default=None)


def _venue_of_host(host: str) -> Venue | None:
    return next((venue for venue in _venues() if host in venue.hosts), None)


def _edition_of_volume(volume: int) -> Edition:
    for venue in _venues():
        if volume in venue.pmlr:
            return Edition(venue=venue.name, year=venue.pmlr[volume])
    return Edition()


@cache
def _data() -> dict[str, object]:
    return tomllib.loads(files("byline.sources").joinpath("venues.toml").read_text("utf-8"))


def _tables(name: str) -> Sequence[dict[str, object]]:
    return cast("Sequence[dict[str, object]]", _data()[name])


@cache
def _venues() -> tuple[Venue, ...]:
    return tuple(_read_venue_entry(entry) for entry in _tables("venue"))


def _read_venue_entry(entry: dict[str, object]) -> Venue:
    volumes = cast("dict[str, int]", entry.get("pmlr", {}))
    groups = cast("list[str]", entry.get("groups", []))
    return Venue(
        name=str(entry["name"]),
        site=str(entry["site"]) if "site" in entry else None,
        aliases=tuple(cast("list[str]", entry["aliases"])),
        hosts=frozenset([*cast("list[str]", entry["hosts"]), *groups]),
        pmlr={int(volume): year for volume, year in volumes.items()},
    )


@cache
def _status_words() -> tuple[_Words, ...]:
    return tuple(_read_words(entry) for entry in _tables("status"))


@cache
def _track_words() -> tuple[_Words, ...]:
    return tuple(_read_words(entry) for entry in _tables("track"))


def _read_words(entry: dict[str, object]) -> _Words:
    return _Words(
        words=tuple(cast("list[str]", entry["words"])),
        status=cast("PaperStatus | None", entry.get("status")),
        track=cast("str | None", entry.get("track")),
    )


@cache
def _words_of_other_events() -> tuple[str, ...]:
    return tuple(cast("dict[str, list[str]]", _data()["events"])["no_papers"])
