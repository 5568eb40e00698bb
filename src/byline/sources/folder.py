"""PDFs as they lie: single files, folders, and lists of paths."""

import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from byline.sources.archive import list_archive
from byline.sources.index import find_index
from byline.sources.listing import Listed, PdfFile, SourceError
from byline.sources.options import TableOptions
from byline.sources.pdf_papers import MAX_PDF_BYTES, PdfSource
from byline.sources.text_files import read_lines

MAX_FILES = 1_000_000

_PDF_MARK = b"%PDF-"
_ZIP_MARK = b"PK"
_MARK_WITHIN = 1024


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
    index = find_index(options)
    for path in paths:
        if path.is_dir():
            yield from list_folder(path, options)
        elif path.is_file() and not is_pdf(path) and zipfile.is_zipfile(path):
            yield from list_archive(path, options)
        else:
            source = PdfSource(
                source=f"pdf:{path.name}",
                location=str(path),
                index=index,
                edition=options.edition,
            )
            yield _list_one(path, path.name, source)


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
    name = f"folder:{folder.resolve().name}"
    index = find_index(options, folder=folder)
    source = PdfSource(source=name, location=str(folder), index=index, edition=options.edition)
    troubles: list[OSError] = []
    files = sorted(_walk(folder, troubles), key=lambda file: file.parts)
    pdfs = [file for file in files if is_pdf(folder / file)]
    for file in pdfs:
        yield _list_one(folder / file, file.as_posix(), source)
    yield from source.list_missing([file.as_posix() for file in pdfs])
    for trouble in troubles:
        place = str(trouble.filename)
        message = f"{place}: this folder cannot be read: {trouble.strerror}"
        yield source.build_failure(place, location=place, kind="unreadable", message=message)
    others = set(files) - set(pdfs)
    yield from source.list_ignored([file for file in others if folder / file != source.index.path])


def has_pdfs(folder: Path) -> bool:
    """Whether a folder or one of its subfolders holds a PDF."""
    return any(is_pdf(folder / file) for file in _walk(folder, []))


def _walk(folder: Path, troubles: list[OSError]) -> Iterator[PurePosixPath]:
    """The files below a folder, relative to it, hidden ones and linked folders left out.

    Folders that cannot be read are added to `troubles`.
    """
    count = 0
    for place, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                count += 1
                if count > MAX_FILES:
                    raise SourceError(f"{folder}: more than {MAX_FILES} files; name a subfolder")
                yield PurePosixPath((Path(place) / name).relative_to(folder).as_posix())


def _list_one(path: Path, file: str, source: PdfSource) -> Listed:
    trouble = _find_trouble(path)
    if trouble is None:
        return source.build_paper(PdfFile(path=path), file)
    kind, message = trouble
    return source.build_failure(file, location=str(path), kind=kind, message=f"{path}: {message}")


def _find_trouble(path: Path) -> tuple[str, str] | None:
    """Kind and message for a path that is no PDF or must not be read."""
    try:
        size = path.stat().st_size
    except OSError as error:
        kind = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        return kind, error.strerror or "cannot be read"
    if not path.is_file() or not is_pdf(path):
        return "not_a_pdf", "neither named nor begun like a PDF"
    if size > MAX_PDF_BYTES:
        return "too_large", f"{size} bytes, more than {MAX_PDF_BYTES}"
    return None
