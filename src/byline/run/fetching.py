"""The stage before the first: editions are listed by their sites and their PDFs brought home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from byline.run.listing import edition_path
from byline.run.live_reading import LiveReader
from byline.run.settings import FetchOptions, SourceSettings, StudySettings
from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.edition import list_edition
from byline.sources.fetching.edition_file import EditionList, write_edition
from byline.sources.fetching.pdf_fetching import (
    FetchState,
    PdfFetching,
    ShowFetching,
    show_no_fetching,
)
from byline.sources.fetching.site import SitePaper
from byline.store.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What a run needs to fetch; without one it works with what is here."""

    fetcher: Fetcher
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Where logins and keys stand."""
    refresh: bool = False
    """Ask whether the lists have changed."""
    show: ShowFetching = show_no_fetching
    watched: tuple[str, str] = ("US", "CN")
    """Countries whose joint papers are counted while PDFs come in."""


def run_fetching(study: Study, settings: StudySettings, network: Network, *, workers: int) -> None:
    """List every edition of a study again and fetch what is missing.

    What cannot be fetched is written down and ends nothing; raises BylineError for an edition of
    which no site lists a paper.
    """
    for source in settings.sources:
        if source.fetch is not None:
            edition = _list_edition(study, source, source.fetch, network)
            if source.fetch.wants_pdfs:
                papers = edition.find_pdf_papers()[: source.fetch.limit]
                _fetch_pdfs(network, papers, workers=workers)


def _list_edition(
    study: Study, source: SourceSettings, options: FetchOptions, network: Network
) -> EditionList:
    edition = list_edition(
        network.fetcher,
        source.path,
        also=options.also,
        wants_pdfs=options.wants_pdfs,
        refresh=network.refresh,
        environment=network.environment,
    )
    write_edition(edition_path(study, source), edition)
    return edition


def _fetch_pdfs(network: Network, papers: Sequence[SitePaper], *, workers: int) -> None:
    """Fetch the PDFs while page one of those that are here is read and counted."""

    def show(state: FetchState) -> None:
        state.read, state.joint = live.read, live.joint
        network.show(state)

    with LiveReader(watched=network.watched, workers=workers) as live:
        PdfFetching(network.fetcher, papers, show=show, on_pdf=live.add).run()
