"""The papers of a fetched edition as every other source lists them, from disk alone."""

from collections.abc import Iterator
from pathlib import Path

from byline.sources.fetching.edition_file import EditionList, SiteList, read_edition
from byline.sources.fetching.index import Fetched, FetchIndex
from byline.sources.fetching.pdf_fetching import find_pdf
from byline.sources.fetching.site import SitePaper
from byline.sources.listing import Listed, ListedFailure, ListedPaper, PdfFile, PdfTrouble

NOT_FETCHED = "not_fetched"


def list_fetched(path: Path, raw: Path) -> Iterator[Listed]:
    """The papers in an edition's file, with the PDFs that are in the raw folder."""
    edition = read_edition(path)
    index = FetchIndex(raw / "fetched.jsonl")
    reader = _Reader(edition, index, raw)
    for site in edition.sites:
        for paper in site.papers:
            yield reader.read(site, paper)
    for trouble in edition.troubles:
        yield ListedFailure(
            source=f"fetched:{edition.name}",
            source_key=trouble.url,
            location=trouble.url,
            kind=trouble.kind,
            message=trouble.message,
            is_notice=True,
        )


def list_pdf_states(
    edition: EditionList, index: FetchIndex, raw: Path
) -> Iterator[tuple[SitePaper, str | PdfTrouble]]:
    """Each paper that has a PDF, with its hash or with why it is not here."""
    reader = _Reader(edition, index, raw)
    for paper in edition.find_pdf_papers():
        yield paper, reader.find_state(paper)


class _Reader:
    def __init__(self, edition: EditionList, index: FetchIndex, raw: Path) -> None:
        self._edition = edition
        self._index = index
        self._raw = raw

    def read(self, site: SiteList, paper: SitePaper) -> ListedPaper:
        """A paper of a site."""
        state = self.find_state(paper) if paper.pdf_url else None
        told = paper.edition
        return ListedPaper(
            title=paper.title,
            venue=told.venue,
            year=told.year,
            track=told.track,
            status=told.status or "accepted",
            source=f"{site.site}:{self._edition.name}",
            source_key=paper.key,
            location=paper.pdf_url or paper.url or f"{site.site}#{paper.key}",
            url=paper.url,
            authors=paper.authors,
            abstract=paper.abstract,
            pdf=PdfFile(path=self._path(state), sha256=state) if isinstance(state, str) else None,
            identifiers=paper.identifiers,
            is_cross_check=site.is_cross_check,
            pdf_trouble=self._told_trouble(state),
        )

    def find_state(self, paper: SitePaper) -> str | PdfTrouble:
        """The hash of the PDF, or why it is not here."""
        url = find_pdf(self._index, paper, read=self._read)
        entry = self._index.find(url)
        if entry is not None and entry.sha256 and self._path(entry.sha256).is_file():
            return entry.sha256
        failure = self._index.find_failure(url)
        if failure is not None:
            return PdfTrouble(kind=failure.kind, message=f"{url}: {failure.message}")
        return PdfTrouble(kind=NOT_FETCHED, message=f"{url}: not asked for yet; run again")

    def _told_trouble(self, state: str | PdfTrouble | None) -> PdfTrouble | None:
        """What is missing and was wanted."""
        return state if self._edition.wants_pdfs and isinstance(state, PdfTrouble) else None

    def _path(self, sha256: str | PdfTrouble | None) -> Path:
        return self._raw / str(sha256)[:2] / str(sha256)

    def _read(self, entry: Fetched) -> bytes:
        return self._path(entry.sha256).read_bytes()
