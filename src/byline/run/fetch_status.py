"""How far the fetching of a study is, by track: told from disk, even while a run is at work."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from byline.records import Document, Failure, Paper
from byline.run.listing import edition_path
from byline.run.settings import read_settings
from byline.sources.fetching.crawling import PageTrouble
from byline.sources.fetching.edition_file import EditionList, read_edition
from byline.sources.fetching.index import FetchIndex
from byline.sources.fetching.listed import NOT_FETCHED, list_pdf_states
from byline.store.shards import find_shards, read_shard, read_shard_columns
from byline.store.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackStatus:
    """One track of an edition; `failed` counts by reason."""

    edition: str
    track: str | None
    known: int | None
    """Papers that are known to exist; None where nothing is known."""
    listed: int
    fetched: int
    read: int
    failed: dict[str, int]
    missing: int
    """Listed with a PDF that was not asked for yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyStatus:
    """All tracks of all editions, what each site lists, and what is wrong with the lists."""

    tracks: tuple[TrackStatus, ...]
    by_site: dict[str, int]
    troubles: tuple[PageTrouble, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every paper that is listed or known is here and read."""
        return not self.troubles and all(
            not track.failed and not track.missing and track.read == track.listed
            for track in self.tracks
        )


def read_status(study: Study) -> StudyStatus:
    """The status of a study's editions; raises BylineError where a listing is damaged."""
    editions = [
        read_edition(path)
        for source in read_settings(study).sources
        if source.fetch is not None and (path := edition_path(study, source)).is_file()
    ]
    index = FetchIndex(study.raw / "fetched.jsonl")
    read, unreadable = _read_documents(study)
    tracks: list[TrackStatus] = []
    for edition in editions:
        tracks += _read_tracks(study, edition, index, read, unreadable)
    return StudyStatus(
        tracks=tuple(tracks),
        by_site={
            f"{site.site}, {edition.name}": len({paper.key for paper in site.papers})
            for edition in editions
            for site in edition.sites
        },
        troubles=tuple(trouble for edition in editions for trouble in edition.troubles),
    )


def _read_documents(study: Study) -> tuple[set[str], dict[str, str]]:
    """Hashes of the PDFs that were read, and the reason by hash for those that could not be."""
    read: set[str] = set()
    unreadable: dict[str, str] = {}
    for shard in find_shards(study, "documents"):
        columns = read_shard_columns(study, "documents", shard, Document, ("sha256",))
        read |= {str(sha256) for (sha256,) in columns}
        failures = read_shard(study, "documents", shard, Failure)
        hashes = dict(_hashes(study, shard)) if failures else {}
        unreadable |= {hashes.get(failure.paper_id, ""): failure.kind for failure in failures}
    return read, {sha256: kind for sha256, kind in unreadable.items() if sha256 not in read}


def _hashes(study: Study, shard: str) -> Iterator[tuple[str, str]]:
    for paper in read_shard(study, "listing", shard, Paper):
        if paper.pdf_sha256 is not None:
            yield paper.paper_id, paper.pdf_sha256


def _read_tracks(
    study: Study,
    edition: EditionList,
    index: FetchIndex,
    read: set[str],
    unreadable: dict[str, str],
) -> Iterator[TrackStatus]:
    counts: dict[str | None, Counter[str]] = defaultdict(Counter)
    failed: dict[str | None, Counter[str]] = defaultdict(Counter)
    for paper, state in list_pdf_states(edition, index, study.raw):
        track = paper.edition.track
        counts[track]["listed"] += 1
        if isinstance(state, str):
            counts[track]["fetched"] += 1
            counts[track]["read"] += state in read
            if state in unreadable:
                failed[track][unreadable[state]] += 1
        elif state.kind == NOT_FETCHED:
            counts[track]["missing"] += 1
        else:
            failed[track][state.kind] += 1
    for track in sorted({*counts, *edition.known}, key=lambda name: (name != "main", str(name))):
        yield TrackStatus(
            edition=edition.name,
            track=track,
            known=edition.known.get(track or ""),
            listed=counts[track]["listed"],
            fetched=counts[track]["fetched"],
            read=counts[track]["read"],
            failed=dict(sorted(failed[track].items())),
            missing=counts[track]["missing"],
        )
