"""Official track lists joined to a table that does not know the tracks of its papers.

Title and authors tie most papers. Titles change between acceptance and proceedings, so of what is
left on both sides the pairs that share most authors are tied, too, and said to be renamed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from byline.sources.listing import Listed, ListedFailure, ListedPaper, SourceError
from byline.sources.options import TableOptions
from byline.sources.renamed import Names, find_renamed
from byline.sources.tables import list_table, open_table
from byline.sources.titles import do_names_overlap, name_words, normalise_title


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A paper of the table or of a list, ready to be compared."""

    paper: ListedPaper
    title: str
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackLists:
    """All entries of the lists, the same by title, and the editions they are about."""

    entries: tuple[_Entry, ...]
    by_title: dict[str, list[_Entry]]
    editions: frozenset[tuple[str | None, int | None]]


def read_tracks(paths: Sequence[Path]) -> TrackLists:
    """The official lists in these files; raises SourceError for a list without tracks."""
    entries = [entry for path in paths for entry in _read_entries(path)]
    by_title: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        by_title[entry.title].append(entry)
    editions = frozenset((entry.paper.venue, entry.paper.year) for entry in entries)
    return TrackLists(entries=tuple(entries), by_title=dict(by_title), editions=editions)


def _read_entries(path: Path) -> list[_Entry]:
    options = TableOptions()
    listed = list_table(open_table(path, options), options)
    papers = [item for item in listed if isinstance(item, ListedPaper) and item.track]
    if not papers:
        raise SourceError(f"{path}: no paper of this track list has a track")
    return [_build_entry(paper) for paper in papers]


def _build_entry(paper: ListedPaper) -> _Entry:
    names = tuple(name_words(author.name) for author in paper.authors or ())
    return _Entry(paper=paper, title=normalise_title(paper.title), names=names)


def join_tracks(listed: Iterable[Listed], tracks: TrackLists) -> Iterator[Listed]:
    """The listing with official tracks; renamed papers and those on one side only are notices."""
    items = list(listed)
    papers = [item for item in items if isinstance(item, ListedPaper) and _covers(tracks, item)]
    tied = {
        paper.location: entry
        for paper in papers
        if (entry := find_track(paper, tracks)) is not None
    }
    used = {entry.paper.location for entry in tied.values()}
    left = [_build_entry(paper) for paper in papers if paper.location not in tied]
    unused = [entry for entry in tracks.entries if entry.paper.location not in used]
    renamed = _tie_renamed(left, unused)
    tied |= renamed
    for item in items:
        entry = tied.get(item.location) if isinstance(item, ListedPaper) else None
        if entry is not None and isinstance(item, ListedPaper):
            yield replace(item, track=entry.paper.track)
        else:
            yield item
    yield from _remark(left, unused, renamed)


def find_track(paper: ListedPaper, tracks: TrackLists) -> _Entry | None:
    """The entry with the title and authors of a paper; None if there is none or tracks differ."""
    own = _build_entry(paper)
    fitting = [
        entry
        for entry in tracks.by_title.get(own.title, [])
        if _is_same_edition(paper, entry.paper) and _has_same_authors(own.names, entry.names)
    ]
    return fitting[0] if len({entry.paper.track for entry in fitting}) == 1 else None


def _has_same_authors(left: Names, right: Names) -> bool:
    return not left or not right or do_names_overlap(left, right)


def _tie_renamed(left: Sequence[_Entry], unused: Sequence[_Entry]) -> dict[str, _Entry]:
    """The best pairs of what is left over, each side used once, by the paper's location."""
    pairs = find_renamed(
        [(entry.title, entry.names) for entry in left],
        [(entry.title, entry.names) for entry in unused],
    )
    return {
        left[pair.left].paper.location: unused[pair.right]
        for pair in pairs
        if _is_same_edition(left[pair.left].paper, unused[pair.right].paper)
    }


def _covers(tracks: TrackLists, paper: ListedPaper) -> bool:
    """Whether the lists are about the edition of a paper, as far as either says."""
    return any(
        _agrees(paper.venue, venue) and _agrees(paper.year, year) for venue, year in tracks.editions
    )


def _is_same_edition(left: ListedPaper, right: ListedPaper) -> bool:
    return _agrees(left.venue, right.venue) and _agrees(left.year, right.year)


def _agrees(left: str | int | None, right: str | int | None) -> bool:
    return left is None or right is None or left == right


def _remark(
    left: Sequence[_Entry], unused: Sequence[_Entry], renamed: dict[str, _Entry]
) -> Iterator[ListedFailure]:
    for entry in left:
        other = renamed.get(entry.paper.location)
        if other is None:
            yield _notice(entry.paper, "track_unmatched", "is on no official track list")
        else:
            message = f"has the track of {other.paper.title!r}, by its authors"
            yield _notice(entry.paper, "track_renamed", message)
    tied = {entry.paper.location for entry in renamed.values()}
    for entry in unused:
        if entry.paper.location not in tied:
            yield _notice(entry.paper, "track_unused", "is on a track list and not in the table")


def _notice(paper: ListedPaper, kind: str, message: str) -> ListedFailure:
    return ListedFailure(
        source=paper.source,
        source_key=paper.source_key,
        location=paper.location,
        kind=kind,
        message=f"{paper.title!r} {message}",
        is_notice=True,
    )
