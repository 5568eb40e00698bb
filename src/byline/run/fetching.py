"""The stage before the first: editions are listed by their sites and their PDFs brought home."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from byline.run.listing import edition_path
from byline.run.settings import FetchOptions, SourceSettings, StudySettings
from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.edition import list_edition
from byline.sources.fetching.edition_file import write_edition
from byline.sources.fetching.pdf_fetching import PdfFetching, ShowFetching, show_no_fetching
from byline.sources.fetching.site import SitePaper
from byline.store.study import Study


def _ignore(_paper: SitePaper, _path: Path) -> None:
    """Nobody waits for PDFs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What a run needs to fetch; without one it works with what is here."""

    fetcher: Fetcher
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Where logins and keys stand."""
    refresh: bool = False
    """Ask whether the lists have changed."""
    show: ShowFetching = show_no_fetching


def run_fetching(study: Study, settings: StudySettings, network: Network) -> None:
    """List every edition of a study again and fetch what is missing.

    What cannot be fetched is written down and ends nothing; raises BylineError for an edition of
    which no site lists a paper.
    """
    for source in settings.sources:
        if source.fetch is not None:
            _fetch_edition(study, source, source.fetch, network)


def _fetch_edition(
    study: Study, source: SourceSettings, options: FetchOptions, network: Network
) -> None:
    edition = list_edition(
        network.fetcher,
        source.path,
        also=options.also,
        wants_pdfs=options.wants_pdfs,
        refresh=network.refresh,
        environment=network.environment,
    )
    write_edition(edition_path(study, source), edition)
    if options.wants_pdfs:
        papers = edition.find_pdf_papers()[: options.limit]
        PdfFetching(network.fetcher, papers, show=network.show, on_pdf=_ignore).run()
