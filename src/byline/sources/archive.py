"""PDFs in a zip archive, listed by its directory; nothing is unpacked to disk."""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from byline.sources.index import find_index
from byline.sources.listing import Listed, PdfFile, SourceError
from byline.sources.options import TableOptions
from byline.sources.pdf_papers import MAX_PDF_BYTES, PdfSource

MAX_MEMBERS = 1_000_000
MAX_RATIO = 200
"""Of unpacked to packed bytes: a PDF is compressed inside, so more than this is a bomb."""

_ENCRYPTED = 0x1


def list_archive(path: Path, options: TableOptions) -> Iterator[Listed]:
    """The PDFs of a zip archive, sorted by name.

    Raises SourceError for an archive that cannot be opened or holds no PDF.
    """
    members = _read_members(path)
    pdfs = [member for member in members if _is_pdf_member(member)]
    if not pdfs:
        raise SourceError(f"{path}: there is no PDF in this archive")
    source = PdfSource(
        source=f"zip:{path.name}",
        location=str(path),
        index=find_index(options),
        edition=options.edition,
    )
    for member in pdfs:
        pdf = PdfFile(path=path, member=member.filename)
        trouble = _find_trouble(member)
        if trouble is None:
            yield source.build_paper(pdf, member.filename)
        else:
            kind, message = trouble
            yield source.build_failure(
                member.filename, location=pdf.location, kind=kind, message=message
            )
    yield from source.list_missing([member.filename for member in pdfs])
    yield from source.list_ignored(
        [PurePosixPath(member.filename) for member in members if not _is_pdf_member(member)]
    )


def _read_members(path: Path) -> Sequence[zipfile.ZipInfo]:
    """The files of an archive by name, each name once: the last one is what is read."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise SourceError(f"{path}: cannot be opened as an archive: {error}") from error
    if len(infos) > MAX_MEMBERS:
        raise SourceError(f"{path}: more than {MAX_MEMBERS} members; split the archive")
    by_name = {info.filename: info for info in infos if not info.is_dir()}
    return [by_name[name] for name in sorted(by_name) if not _is_hidden(name)]


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") and part != ".." for part in parts) or "__MACOSX" in parts


def _is_pdf_member(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith(".pdf")


def _find_trouble(member: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Kind and message for a member that must not be read."""
    if member.flag_bits & _ENCRYPTED:
        return "encrypted", "this member of the archive needs a password"
    if member.file_size > MAX_PDF_BYTES:
        return "too_large", f"{member.file_size} bytes, more than {MAX_PDF_BYTES}"
    if member.file_size > MAX_RATIO * max(member.compress_size, 1):
        return "too_large", f"unpacks to more than {MAX_RATIO} times its size"
    return None
