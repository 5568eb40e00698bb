"""The first stage: every source's papers become rows, PDFs are kept by hash, duplicates marked."""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from byline.records import Failure, Paper, PaperError, Row, make_id
from byline.run.progress import ShowProgress, counted
from byline.run.settings import SourceSettings, StudySettings, check_sources
from byline.run.stages import keep_shard
from byline.sources.duplicates import mark_duplicates
from byline.sources.fetching.listed import list_fetched
from byline.sources.listing import Listed, ListedFailure, ListedPaper, PdfFile
from byline.sources.open import list_papers
from byline.sources.rows import build_paper, read_row
from byline.store.shards import find_shards, remove_shard, shard_of
from byline.store.study import Study, write_atomically

LISTING = "listing@1"


@dataclass(frozen=True, slots=True)
class _Listed:
    """A paper with what its source says about it."""

    paper: Paper
    listed: ListedPaper


@dataclass(frozen=True, slots=True)
class _Lost:
    """Trouble of a source, with the paper it costs; a remark about a whole file costs none."""

    failure: Failure
    paper: Paper | None = None


def run_listing(study: Study, settings: StudySettings, *, show: ShowProgress) -> None:
    """List all sources again if any of their files changed; write the shards that differ."""
    check_sources(settings)
    marker = study.tables / "listing.json"
    signature = json.dumps({"version": LISTING, "key": _signature(study, settings)})
    if marker.is_file() and marker.read_text("utf-8") == signature:
        return
    found = list(counted(_list_all(study, settings), stage="listing", total=None, show=show))
    _write_shards(study, [*_mark([f for f in found if isinstance(f, _Listed)]), *_lost(found)])
    write_atomically(marker, signature.encode())


def _signature(study: Study, settings: StudySettings) -> str:
    """A key over name, size and time of every file, so that a rerun need not read them."""
    parts: list[object] = [repr(settings)]
    for source in settings.sources:
        options = source.options
        given = [Path(source.path)] if source.fetch is None else _fetched_files(study, source)
        for path in (*given, *options.tracks, *filter(None, [options.index])):
            for file in _files(path):
                stat = file.stat()
                parts += [file, stat.st_size, stat.st_mtime_ns]
    return make_id(*parts)


def _fetched_files(study: Study, source: SourceSettings) -> list[Path]:
    """What a fetched edition is listed from: its listing, and the index of what was fetched."""
    paths = (edition_path(study, source), study.raw / "fetched.jsonl")
    return [path for path in paths if path.is_file()]


def edition_path(study: Study, source: SourceSettings) -> Path:
    """Where the listing of an edition is kept; a list of ids goes by a key made from it."""
    name = source.path.lower()
    return study.edition_path(name if name.replace("-", "").isalnum() else make_id(source.path))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        for folder, folders, names in os.walk(path):
            folders.sort()
            yield from (Path(folder, name) for name in sorted(names))
    else:
        yield path


def _list_all(study: Study, settings: StudySettings) -> Iterator[_Listed | _Lost]:
    for source in settings.sources:
        for listed in _list_source(study, source):
            yield _read_listed(study, listed)


def _list_source(study: Study, source: SourceSettings) -> Iterator[Listed]:
    if source.fetch is not None:
        return list_fetched(edition_path(study, source), study.raw)
    return list_papers(Path(source.path), source.options)


def _read_listed(study: Study, listed: Listed) -> _Listed | _Lost:
    if isinstance(listed, ListedFailure):
        failure = _failure(listed, kind=listed.kind, message=listed.message)
        return _Lost(failure, None if listed.is_notice else _lost_paper(listed, failure))
    if listed.pdf is None:
        return _Listed(build_paper(listed), listed)
    try:
        sha256 = _keep_pdf(study, listed.pdf)
    except PaperError as error:
        failure = _failure(listed, kind=error.kind, message=error.message)
        return _Lost(failure, _lost_paper(listed, failure))
    return _Listed(build_paper(listed, pdf_sha256=sha256), listed)


def _keep_pdf(study: Study, pdf: PdfFile) -> str:
    if pdf.sha256 is not None:
        return pdf.sha256
    data = pdf.read()
    sha256 = hashlib.sha256(data).hexdigest()
    study.keep_raw(data, sha256=sha256)
    return sha256


def _failure(listed: Listed, *, kind: str, message: str) -> Failure:
    key = (listed.source, listed.source_key, listed.location)
    return Failure(
        failure_id=make_id("listing", *key, kind),
        paper_id=make_id("lost", *key),
        stage="listing",
        kind=kind,
        message=message,
        location=listed.location,
    )


def _lost_paper(listed: Listed, failure: Failure) -> Paper:
    """A paper that is known by its place in the source alone: it counts as one that failed."""
    known = listed if isinstance(listed, ListedPaper) else None
    return Paper(
        paper_id=failure.paper_id,
        title=known.title if known else "",
        venue=listed.venue,
        year=listed.year,
        track=listed.track,
        status=known.status if known else "accepted",
        source=listed.source,
        source_key=listed.source_key,
        location=listed.location,
        url=None,
        pdf_sha256=None,
        duplicate_of=None,
    )


def _mark(found: Sequence[_Listed]) -> Iterator[_Listed | _Lost]:
    """The papers with duplicates marked, and what may be a duplicate as a remark."""
    marked = mark_duplicates([(item.listed, item.paper) for item in found])
    locations = {}
    for item, paper in zip(found, marked.papers, strict=True):
        locations[paper.paper_id] = paper.location
        is_unmatched = item.listed.is_cross_check and paper.duplicate_of is None
        yield _Lost(_unmatched(paper)) if is_unmatched else replace(item, paper=paper)
    for pair in marked.doubtful:
        yield _Lost(
            Failure(
                failure_id=make_id("listing", pair.paper_id, pair.other_id, pair.kind),
                paper_id=pair.paper_id,
                stage="listing",
                kind=pair.kind,
                message=pair.message,
                location=locations[pair.paper_id],
            )
        )


def _unmatched(paper: Paper) -> Failure:
    return Failure(
        failure_id=make_id("listing", paper.paper_id, "cross_check_alone"),
        paper_id=paper.paper_id,
        stage="listing",
        kind="cross_check_alone",
        message=f"{paper.title!r} is on no other list: {paper.source} alone counts for nothing",
        location=paper.location,
    )


def _lost(found: Iterable[_Listed | _Lost]) -> list[_Lost]:
    """Trouble told once: the same place of a source that is lost again adds nothing."""
    return list(
        {item.failure.failure_id: item for item in found if isinstance(item, _Lost)}.values()
    )


def _write_shards(study: Study, found: Iterable[_Listed | _Lost]) -> None:
    shards: defaultdict[str, list[_Listed | _Lost]] = defaultdict(list)
    for item in found:
        shards[shard_of(_paper_id(item))].append(item)
    for shard in set(find_shards(study, "listing")) - set(shards):
        remove_shard(study, "listing", shard)
    for shard, items in sorted(shards.items()):
        items.sort(key=lambda item: (_paper_id(item), repr(item)))
        key = make_id(LISTING, *map(repr, items))
        rows = (row for item in items for row in _rows_of(item))
        keep_shard(study, "listing", shard=shard, key=key, rows=rows)


def _paper_id(item: _Listed | _Lost) -> str:
    return item.paper.paper_id if isinstance(item, _Listed) else item.failure.paper_id


def _rows_of(item: _Listed | _Lost) -> list[Row]:
    if isinstance(item, _Lost):
        return [item.paper, item.failure] if item.paper else [item.failure]
    if item.listed.pdf is not None:
        return [item.paper]
    reading = read_row(item.listed, paper=item.paper)
    rows: list[Row] = [
        *_pdf_failures(item),
        item.paper,
        reading.document,
        reading.page,
        *reading.sections,
        reading.block,
    ]
    rows += [*reading.authorships, *reading.affiliations, *reading.links, *reading.evidence]
    return rows


def _pdf_failures(item: _Listed) -> Iterator[Failure]:
    """Why a paper that has a PDF is read from its row alone."""
    trouble = item.listed.pdf_trouble
    if trouble is not None:
        yield Failure(
            failure_id=make_id("fetching", item.paper.paper_id, trouble.kind),
            paper_id=item.paper.paper_id,
            stage="fetching",
            kind=trouble.kind,
            message=trouble.message,
            location=item.paper.location,
        )
