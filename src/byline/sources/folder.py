"""PDFs as they lie: single files, folders, lists of paths, and zip archives."""

import os
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from byline.sources.index import EMPTY_INDEX, INDEX_NAME, PdfIndex, has_file_column, read_index
from byline.sources.listing import Listed, ListedFailure, ListedPaper, PdfFile, SourceError
from byline.sources.options import TableOptions
from byline.sources.text_files import read_lines
from byline.sources.venues import Edition, read_track, read_venue

MAX_PDF_BYTES = 1 << 29
MAX_FILES = 1_000_000
MAX_RATIO = 200
"""Of unpacked to packed bytes: a PDF is compressed inside, so more than this is a bomb."""

_PDF_MARK = b"%PDF-"
_ZIP_MARK = b"PK"
_MARK_WITHIN = 1024
_ENCRYPTED = 0x1


def is_pdf(path: Path) -> bool:
    """Whether a file is named or begins like a PDF."""
    return path.suffix.lower() == ".pdf" or _begins_like_pdf(path)


def _begins_like_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(_MARK_WITHIN)
    except OSError:
        return False
    # An archive that stores a PDF without compression holds the mark near its beginning, too.
    return _PDF_MARK in start and not start.startswith(_ZIP_MARK)


def list_files(paths: Iterable[Path], options: TableOptions) -> Iterator[Listed]:
    """The PDFs of these paths in the order given; folders and archives are opened in place."""
    for path in paths:
        if path.is_dir():
            yield from list_folder(path, options)
        elif path.is_file() and not is_pdf(path) and zipfile.is_zipfile(path):
            yield from list_archive(path, options)
        else:
            yield from _list_file(path, options)


def _list_file(path: Path, options: TableOptions) -> Iterator[Listed]:
    index = read_index(options.index, options) if options.index else EMPTY_INDEX
    yield _list_one(path, file=path.name, source=f"pdf:{path.name}", index=index, options=options)


def list_path_list(path: Path, options: TableOptions) -> Iterator[Listed]:
    """The PDFs that a text file names, one path a line, in its order.

    Paths are looked up beside the list, then from the working directory.
    """
    named = (line.strip() for line in read_lines(path))
    yield from list_files((_find_beside(path, name) for name in named if name), options)


def _find_beside(path: Path, name: str) -> Path:
    beside = path.parent / name
    return beside if beside.exists() or not Path(name).exists() else Path(name)


def list_folder(folder: Path, options: TableOptions) -> Iterator[Listed]:
    """The PDFs in a folder and its subfolders, sorted by path; other files are counted."""
    files = sorted(_walk(folder), key=lambda file: file.parts)
    paths = [folder / file for file in files]
    pdfs = [file for file, path in zip(files, paths, strict=True) if is_pdf(path)]
    index = _find_index(folder, options)
    for file in pdfs:
        yield _list_one(
            folder / file,
            file=file.as_posix(),
            source=f"folder:{folder.resolve().name}",
            index=index,
            options=options,
        )
    yield from index.missing(file.as_posix() for file in pdfs)
    others = [file for file in set(files) - set(pdfs) if folder / file != index.path]
    yield from _remark_others(others, source=f"folder:{folder.resolve().name}", location=folder)


def has_pdfs(folder: Path) -> bool:
    """Whether a folder or one of its subfolders holds a PDF."""
    return any(is_pdf(folder / file) for file in _walk(folder))


def _walk(folder: Path) -> Iterator[PurePosixPath]:
    """The files below a folder, relative to it, hidden ones and linked folders left out."""
    count = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                count += 1
                if count > MAX_FILES:
                    raise SourceError(f"{folder}: more than {MAX_FILES} files; name a subfolder")
                yield PurePosixPath((Path(place) / name).relative_to(folder).as_posix())


def _find_index(folder: Path, options: TableOptions) -> PdfIndex:
    """The index that was named, else ``index.csv`` in the folder if it names files."""
    if options.index is not None:
        return read_index(options.index, options)
    own = folder / INDEX_NAME
    return read_index(own, options) if own.is_file() and has_file_column(own) else EMPTY_INDEX


def list_archive(path: Path, options: TableOptions) -> Iterator[Listed]:
    """The PDFs of a zip archive, sorted by name; nothing is unpacked to disk.

    Raises SourceError for an archive that cannot be opened or holds no PDF.
    """
    index = read_index(options.index, options) if options.index else EMPTY_INDEX
    members = _read_members(path)
    pdfs = [member for member in members if _is_pdf_member(member)]
    if not pdfs:
        raise SourceError(f"{path}: there is no PDF in this archive")
    source = f"zip:{path.name}"
    for member in pdfs:
        trouble = _find_trouble(member)
        if trouble is None:
            pdf = PdfFile(path=path, member=member.filename)
            yield _build_paper(pdf, member.filename, source=source, index=index, options=options)
        else:
            kind, message = trouble
            where = f"{path}!{member.filename}"
            yield _failure(source, member.filename, where, kind=kind, message=message)
    yield from index.missing(member.filename for member in pdfs)
    others = [PurePosixPath(one.filename) for one in members if not _is_pdf_member(one)]
    yield from _remark_others(others, source=source, location=path)


def _read_members(path: Path) -> Sequence[zipfile.ZipInfo]:
    """The files of an archive by name, each name once: the last one is what is read."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise SourceError(f"{path}: cannot be opened as an archive: {error}") from error
    if len(infos) > MAX_FILES:
        raise SourceError(f"{path}: more than {MAX_FILES} members; split the archive")
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


def _list_one(
    path: Path, *, file: str, source: str, index: PdfIndex, options: TableOptions
) -> Listed:
    try:
        size = path.stat().st_size
    except OSError as error:
        kind = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        return _failure(source, file, str(path), kind=kind, message=f"{path}: {error.strerror}")
    if not path.is_file() or not is_pdf(path):
        message = f"{path}: neither named nor begun like a PDF"
        return _failure(source, file, str(path), kind="not_a_pdf", message=message)
    if size > MAX_PDF_BYTES:
        message = f"{path}: {size} bytes, more than {MAX_PDF_BYTES}"
        return _failure(source, file, str(path), kind="too_large", message=message)
    return _build_paper(PdfFile(path=path), file, source=source, index=index, options=options)


def _build_paper(
    pdf: PdfFile, file: str, *, source: str, index: PdfIndex, options: TableOptions
) -> ListedPaper:
    entry = index.find(file)
    edition = (entry.edition if entry else Edition()).or_else(
        Edition(
            venue=read_venue(options.venue or "").venue,
            year=options.year,
            track=read_track(options.track or ""),
            status=options.status,
        )
    )
    return ListedPaper(
        title=entry.title if entry else "",
        venue=edition.venue,
        year=edition.year,
        track=edition.track,
        status=edition.status or "accepted",
        source=source,
        source_key=file,
        location=pdf.location,
        url=entry.url if entry else None,
        pdf=pdf,
    )


def _failure(
    source: str, source_key: str, location: str, *, kind: str, message: str
) -> ListedFailure:
    return ListedFailure(
        source=source, source_key=source_key, location=location, kind=kind, message=message
    )


def _remark_others(
    others: Sequence[PurePosixPath], *, source: str, location: Path
) -> Iterator[ListedFailure]:
    """One remark on the files that are no PDFs, with their number by suffix."""
    if others:
        kinds = Counter(file.suffix.lower() or "no suffix" for file in others)
        named = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        yield ListedFailure(
            source=source,
            source_key="",
            location=str(location),
            kind="ignored_files",
            message=f"{len(others)} files are no PDFs and were left out: {named}",
            is_notice=True,
        )
