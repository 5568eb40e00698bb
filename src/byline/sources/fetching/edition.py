"""One edition of a conference: what its sites list, held against what is known to exist."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from byline.records import BylineError
from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.conferences import KnownCount, find_edition, known_counts
from byline.sources.fetching.crawling import PageTrouble, SiteListing, list_site
from byline.sources.fetching.edition_file import EditionList, SiteList


def list_edition(
    fetcher: Fetcher,
    name: str,
    *,
    also: tuple[str, ...] = (),
    wants_pdfs: bool = True,
    refresh: bool = False,
    environment: Mapping[str, str],
) -> EditionList:
    """The papers of an edition from each of its sites, with all that is missing of the lists.

    Raises BylineError where no site lists a paper.
    """
    asked, sites = find_edition(name, also=also)
    listings = [
        list_site(fetcher, site, asked, environment=environment, refresh=refresh)
        for site in sites
        if site.find_pages(asked)
    ]
    _require_papers(listings, name=asked.name)
    counts = known_counts(asked)
    troubles = [trouble for listing in listings for trouble in listing.troubles]
    return EditionList(
        name=asked.name,
        wants_pdfs=wants_pdfs,
        sites=tuple(map(_site_list, listings)),
        troubles=(*troubles, *_compare_with_known(listings, counts, name=asked.name)),
        known={count.track: count.papers for count in counts},
    )


def _require_papers(listings: Sequence[SiteListing], *, name: str) -> None:
    if not listings:
        raise BylineError(f"{name}: no site has this edition; `byline sources` tells what there is")
    if not any(listing.papers for listing in listings):
        told = [trouble.message for listing in listings for trouble in listing.troubles]
        raise BylineError(f"{name}: no site lists a paper. {'; '.join(told)}")


def _site_list(listing: SiteListing) -> SiteList:
    return SiteList(
        site=listing.site.name,
        papers=tuple(listing.papers),
        is_cross_check=listing.site.is_cross_check,
    )


def _compare_with_known(
    listings: Sequence[SiteListing], counts: Sequence[KnownCount], *, name: str
) -> Iterator[PageTrouble]:
    """Tracks of which the first site, which names tracks, lists fewer papers than are known."""
    first = listings[0]
    listed = Counter(
        track for track, _ in {(paper.edition.track, paper.key) for paper in first.papers}
    )
    for count in counts:
        if listed[count.track] < count.papers:
            message = (
                f"{name}, {count.track}: {count.papers:,} papers are known ({count.source}) and "
                f"{listed[count.track]:,} are listed by {first.site.name}"
            )
            yield PageTrouble(url=name, kind="fewer_than_known", message=message)
