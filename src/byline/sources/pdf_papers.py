"""PDFs of one folder, list or archive as listed papers, with what an index says about them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from byline.sources.index import PdfIndex
from byline.sources.listing import ListedFailure, ListedPaper, PdfFile
from byline.sources.venues import Edition

MAX_PDF_BYTES = 1 << 29


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfSource:
    """Where a number of PDFs come from, and what is known about all of them."""

    source: str
    location: str
    index: PdfIndex
    edition: Edition

    def build_paper(self, pdf: PdfFile, file: str) -> ListedPaper:
        """The paper in a PDF that goes by this name in the source."""
        entry = self.index.find(file)
        edition = entry.edition.or_else(self.edition) if entry else self.edition
        return ListedPaper(
            title=entry.title if entry else "",
            venue=edition.venue,
            year=edition.year,
            track=edition.track,
            status=edition.status or "accepted",
            source=self.source,
            source_key=file,
            location=pdf.location,
            url=entry.url if entry else None,
            pdf=pdf,
        )

    def build_failure(
        self, file: str, *, location: str, kind: str, message: str, is_notice: bool = False
    ) -> ListedFailure:
        """The failure of a file that is lost, placed as its paper would have been."""
        entry = self.index.find(file)
        edition = entry.edition.or_else(self.edition) if entry else self.edition
        return ListedFailure(
            source=self.source,
            source_key=file,
            location=location,
            kind=kind,
            message=message,
            venue=edition.venue,
            year=edition.year,
            track=edition.track,
            is_notice=is_notice,
        )

    def list_missing(self, files: Sequence[str]) -> list[ListedFailure]:
        """A failure for each entry of the index without a PDF, a remark for each wrong row."""
        missing = [
            self.build_failure(
                entry.file,
                location=f"{self.index.path}#{entry.row}",
                kind="missing_pdf",
                message=f"the index names {entry.file}, and there is no such PDF",
            )
            for entry in self.index.find_missing(files)
        ]
        return missing + [
            self.build_failure(
                f"#{trouble.row}",
                location=f"{self.index.path}#{trouble.row}",
                kind=trouble.kind,
                message=f"this row of the index tells nothing: {trouble.message}",
                is_notice=True,
            )
            for trouble in self.index.troubles
        ]

    def list_ignored(self, others: Sequence[PurePosixPath]) -> list[ListedFailure]:
        """One remark on the files that are no PDFs, with their number by suffix."""
        if not others:
            return []
        kinds = Counter(file.suffix.lower() or "no suffix" for file in others)
        named = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        message = f"{len(others)} files are no PDFs and were left out: {named}"
        remark = self.build_failure(
            "", location=self.location, kind="ignored_files", message=message, is_notice=True
        )
        return [remark]
