"""What a reader of a source may be told when the source does not say it itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from byline.records import PaperStatus
from byline.sources.venues import Edition, read_track, read_venue

RowKind = Literal["paper", "author"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOptions:
    """Columns and gaps of one source; what the source itself says goes before venue to status."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Our name of a column to the table's: ``{"title": "Paper Title"}``, or its number from 1."""
    venue: str | None = None
    year: int | None = None
    track: str | None = None
    status: PaperStatus | None = None
    row: RowKind | None = None
    """Whether a row is a paper or one author of a paper; None looks at the rows."""
    author_separator: str | None = None
    """Between the authors of one cell, and between their affiliations; None looks at the rows."""
    affiliation_separator: str | None = None
    """Between the affiliations of one author; None keeps each author's cell whole."""
    ignores_affiliations: bool = False
    """Leave affiliations out, as for unions over whole careers."""
    tracks: tuple[Path, ...] = ()
    """Official track lists, joined by title and authors."""
    index: Path | None = None
    """A table with a file column that tells about the PDFs of a folder or an archive."""

    @property
    def edition(self) -> Edition:
        """The edition that is given, its venue and track in our spelling."""
        return Edition(
            venue=read_venue(self.venue or "").venue,
            year=self.year,
            track=read_track(self.track or ""),
            status=self.status,
        )
