"""What every source gives: listed papers, each with a PDF, or with authors and affiliations."""

import lzma
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from byline.records import AffiliationSource, BylineError, PaperError, PaperStatus

_UNREADABLE = (
    OSError,
    EOFError,
    KeyError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
)


class SourceError(BylineError):
    """A source that cannot be listed at all; the message names it and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFile:
    """Where the bytes of one PDF lie: a file, or a member of a zip archive."""

    path: Path
    member: str | None = None
    sha256: str | None = None
    """Of the bytes, where they lie under their hash already."""

    @property
    def location(self) -> str:
        """The path as a reader would write it, with the member of an archive after ``!``."""
        return f"{self.path}!{self.member}" if self.member else str(self.path)

    def read(self) -> bytes:
        """The bytes; raises PaperError ``unreadable`` where the file cannot be read."""
        try:
            if self.member is None:
                return self.path.read_bytes()
            stat = self.path.stat()
            return _open_archive(self.path, stat.st_mtime_ns, stat.st_size).read(self.member)
        except _UNREADABLE as error:
            raise PaperError("unreadable", f"{self.location}: {error}") from error


@lru_cache(maxsize=2)
def _open_archive(path: Path, _mtime_ns: int, _size: int) -> zipfile.ZipFile:
    """The archive, kept open: its directory is read once and not for each of its members."""
    return zipfile.ZipFile(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAuthor:
    """An author as a table lists them; affiliations are the site's strings, unescaped, split."""

    name: str
    affiliations: tuple[str, ...]
    profile_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfTrouble:
    """Why a PDF that a source names is not here."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPaper:
    """One paper of a source; `authors` is None where only a PDF tells them."""

    title: str
    venue: str | None
    year: int | None
    track: str | None
    status: PaperStatus
    source: str
    source_key: str
    location: str
    url: str | None = None
    authors: tuple[ListedAuthor, ...] | None = None
    affiliations: tuple[str, ...] = ()
    """Affiliations the source gives for the paper without saying which author they belong to."""
    affiliation_source: AffiliationSource = "site"
    pdf: PdfFile | None = None
    abstract: str = ""
    identifiers: tuple[str, ...] = ()
    """Names that other sources use as well, such as ``doi:10.1/x``."""
    is_cross_check: bool = False
    """It counts only as another listing of a paper that a source of its own lists."""
    pdf_trouble: PdfTrouble | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFailure:
    """A row or file of a source that could not become a paper; it is kept and counted."""

    source: str
    source_key: str
    location: str
    kind: str
    message: str
    venue: str | None = None
    """With `year` and `track`: where the lost paper would have been counted, if that is known."""
    year: int | None = None
    track: str | None = None
    is_notice: bool = False
    """A remark about a whole file that costs no paper, such as ``no_affiliations``."""


Listed = ListedPaper | ListedFailure
