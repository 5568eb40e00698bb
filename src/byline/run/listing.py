"""The first stage: every source's papers become rows, PDFs are kept by hash, duplicates marked."""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from byline.records import Failure, Paper, PaperError, Row, make_id
from byline.run.progress import ShowProgress, counted
from byline.run.settings import StudySettings, check_sources
from byline.sources.duplicates import mark_duplicates
from byline.sources.listing import ListedFailure, ListedPaper, PdfFile
from byline.sources.open import list_papers
from byline.sources.rows import build_paper, read_row
from byline.store.shards import find_shards, read_marker, remove_shard, shard_of, write_shard
from byline.store.study import Study, write_atomically

LISTING = "listing@1"


@dataclass(frozen=True, slots=True)
class _Listed:
    """A paper with what its source says about it, or why the source says nothing."""

    paper: Paper
    listed: ListedPaper | None
    failure: Failure | None


def run_listing(study: Study, settings: StudySettings, *, show: ShowProgress) -> None:
    """List all sources again if any of their files changed; write the shards that differ."""
    check_sources(settings)
    marker = study.tables / "listing.json"
    signature = json.dumps({"version": LISTING, "key": _signature(settings)})
    if marker.is_file() and marker.read_text("utf-8") == signature:
        return
    found = counted(_list_all(study, settings), stage="listing", total=None, show=show)
    _write_shards(study, _without_duplicates(list(_apart(found))))
    write_atomically(marker, signature.encode())


def _signature(settings: StudySettings) -> str:
    """A key over name, size and time of every file, so that a rerun need not read them."""
    parts: list[object] = [repr(settings)]
    for source in settings.sources:
        options = source.options
        for path in (Path(source.path), *options.tracks, *filter(None, [options.index])):
            for file in _files(path):
                stat = file.stat()
                parts += [file, stat.st_size, stat.st_mtime_ns]
    return make_id(*parts)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        for folder, folders, names in os.walk(path):
            folders.sort()
            yield from (Path(folder, name) for name in sorted(names))
    else:
        yield path


def _list_all(study: Study, settings: StudySettings) -> Iterator[_Listed]:
    for source in settings.sources:
        for listed in list_papers(Path(source.path), source.options):
            yield _read_listed(study, listed)


def _read_listed(study: Study, listed: ListedPaper | ListedFailure) -> _Listed:
    if isinstance(listed, ListedFailure):
        return _lost(listed.source, listed, kind=listed.kind, message=listed.message)
    if listed.pdf is None:
        return _Listed(build_paper(listed), listed, None)
    try:
        sha256 = _keep_pdf(study, listed.pdf)
    except PaperError as error:
        return _lost(listed.source, listed, kind=error.kind, message=error.message)
    return _Listed(build_paper(listed, pdf_sha256=sha256), listed, None)


def _keep_pdf(study: Study, pdf: PdfFile) -> str:
    data = pdf.read()
    sha256 = hashlib.sha256(data).hexdigest()
    study.keep_raw(data, sha256=sha256)
    return sha256


def _lost(source: str, item: ListedPaper | ListedFailure, *, kind: str, message: str) -> _Listed:
    """A paper that is known by its place in the source alone: it counts as one that failed."""
    paper = Paper(
        paper_id=make_id("lost", source, item.source_key),
        title=item.title if isinstance(item, ListedPaper) else "",
        venue=item.venue if isinstance(item, ListedPaper) else None,
        year=item.year if isinstance(item, ListedPaper) else None,
        track=item.track if isinstance(item, ListedPaper) else None,
        status=item.status if isinstance(item, ListedPaper) else "accepted",
        source=source,
        source_key=item.source_key,
        location=item.location,
        url=None,
        pdf_sha256=None,
        duplicate_of=None,
    )
    failure = Failure(
        failure_id=make_id("listing", paper.paper_id, kind),
        paper_id=paper.paper_id,
        stage="listing",
        kind=kind,
        message=message,
        location=item.location,
    )
    return _Listed(paper, None, failure)


def _apart(listed: Iterable[_Listed]) -> Iterator[_Listed]:
    """The same bytes or the same row listed again get an id of their own and name the first."""
    seen: set[str] = set()
    for item in listed:
        paper = item.paper
        if paper.paper_id in seen:
            again = make_id(paper.paper_id, paper.source, paper.source_key, paper.location)
            item = replace(item, paper=replace(paper, paper_id=again, duplicate_of=paper.paper_id))  # noqa: PLW2901
        seen.add(paper.paper_id)
        yield item


def _write_shards(study: Study, listed: Iterable[_Listed]) -> None:
    shards: defaultdict[str, list[_Listed]] = defaultdict(list)
    for item in listed:
        shards[shard_of(item.paper.paper_id)].append(item)
    for shard in set(find_shards(study, "listing")) - set(shards):
        remove_shard(study, "listing", shard)
    for shard, items in sorted(shards.items()):
        items.sort(key=lambda item: item.paper.paper_id)
        key = make_id(LISTING, *map(repr, items))
        marker = read_marker(study, "listing", shard)
        if marker is None or marker.key != key:
            rows = (row for item in items for row in _rows_of(item))
            write_shard(study, "listing", shard, key=key, rows=rows)


def _rows_of(item: _Listed) -> list[Row]:
    rows: list[Row] = [item.paper]
    if item.failure is not None:
        rows.append(item.failure)
    if item.listed is not None and item.listed.pdf is None:
        reading = read_row(item.listed, paper=item.paper)
        rows += [reading.document, reading.page, reading.block, *reading.authorships]
        rows += [*reading.affiliations, *reading.links, *reading.evidence]
    return rows
