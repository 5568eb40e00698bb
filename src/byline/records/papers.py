"""The papers that sources list, and which of them are one."""

from dataclasses import dataclass
from typing import Literal

PaperStatus = Literal["accepted", "rejected", "withdrawn", "submitted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One contribution of a venue, as one source lists it."""

    paper_id: str
    title: str
    venue: str | None
    year: int | None
    track: str | None
    status: PaperStatus
    source: str
    """Name of the adapter and input that listed it, such as ``paperlists:nips2018.json``."""
    source_key: str
    """The paper's key in that source: a site id, a row number or a file name."""
    location: str
    """Where it was listed: a path, with the row of a table or the member of an archive."""
    url: str | None
    pdf_sha256: str | None
    """Of its PDF's bytes; None where the source has no PDF."""
    duplicate_of: str | None
    """The `paper_id` that stands for this paper when a source lists it more than once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A row of a table that is the same paper as a PDF; the PDF stands for it."""

    paper_id: str
    duplicate_of: str
