"""What a study's sources hold, counted before anything is read: by venue, year, track, status."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from byline.records import Paper, PaperStatus
from byline.sources.duplicates import DoubtfulPair
from byline.sources.listing import ListedFailure, ListedPaper
from byline.sources.titles import name_words

Edition = tuple[str | None, int | None, str | None, PaperStatus]

_HEADER = (
    "venue",
    "year",
    "track",
    "status",
    "papers",
    "duplicates",
    "with affiliation",
    "not tied to authors",
    "authors",
    "author slots",
    "slots with affiliation",
    "slots without",
)
_NUMBERS = 8
"""Columns of the header that are counts: the last ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRow:
    """Counts of one venue, year, track and status; all but `duplicates` leave duplicates out."""

    edition: Edition
    papers: int
    duplicates: int
    papers_with_affiliation: int
    papers_with_untied_affiliations: int
    authors: int
    """Distinct names, as listed, without case, accents and order."""
    slots: int
    """Authors summed over papers."""
    slots_with_affiliation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The counts, what could not be listed, the sources' remarks, and pairs to look at by hand."""

    rows: tuple[ManifestRow, ...]
    failures: tuple[ListedFailure, ...]
    notices: tuple[ListedFailure, ...]
    doubtful: tuple[DoubtfulPair, ...]


def build_manifest(
    papers: Iterable[tuple[ListedPaper, Paper]],
    *,
    failures: Sequence[ListedFailure] = (),
    doubtful: Sequence[DoubtfulPair] = (),
) -> Manifest:
    """The manifest of these papers, whose duplicates are marked."""
    groups: dict[Edition, list[tuple[ListedPaper, Paper]]] = defaultdict(list)
    for listed, paper in papers:
        groups[paper.venue, paper.year, paper.track, paper.status].append((listed, paper))
    return Manifest(
        rows=tuple(_count(edition, groups[edition]) for edition in sorted(groups, key=_order)),
        failures=tuple(failure for failure in failures if not failure.is_notice),
        notices=tuple(failure for failure in failures if failure.is_notice),
        doubtful=tuple(doubtful),
    )


def _order(edition: Edition) -> tuple[str, int, str, str]:
    venue, year, track, status = edition
    return venue or "", year or 0, track or "", status


def _count(edition: Edition, papers: Sequence[tuple[ListedPaper, Paper]]) -> ManifestRow:
    own = [listed for listed, paper in papers if paper.duplicate_of is None]
    slots = [author for listed in own for author in listed.authors or ()]
    tied = [listed for listed in own if any(one.affiliations for one in listed.authors or ())]
    return ManifestRow(
        edition=edition,
        papers=len(own),
        duplicates=len(papers) - len(own),
        papers_with_affiliation=len(tied),
        papers_with_untied_affiliations=sum(bool(listed.affiliations) for listed in own),
        authors=len({name_words(author.name) for author in slots}),
        slots=len(slots),
        slots_with_affiliation=sum(bool(author.affiliations) for author in slots),
    )


def manifest_table(manifest: Manifest) -> list[tuple[str, ...]]:
    """The counts as plain rows, the header first and a total last."""
    return [_HEADER, *map(_cells, manifest.rows), _total(manifest.rows)]


def _cells(row: ManifestRow) -> tuple[str, ...]:
    return (*("" if part is None else str(part) for part in row.edition), *map(str, _numbers(row)))


def _numbers(row: ManifestRow) -> tuple[int, ...]:
    return (
        row.papers,
        row.duplicates,
        row.papers_with_affiliation,
        row.papers_with_untied_affiliations,
        row.authors,
        row.slots,
        row.slots_with_affiliation,
        row.slots - row.slots_with_affiliation,
    )


def _total(rows: Sequence[ManifestRow]) -> tuple[str, ...]:
    """Sums of all but the distinct names, which cannot be added up."""
    sums = [sum(row) for row in zip(*map(_numbers, rows), strict=True)] or [0] * _NUMBERS
    cells = [str(number) for number in sums]
    cells[_HEADER.index("authors") - (len(_HEADER) - _NUMBERS)] = ""
    return ("total", "", "", "", *cells)


def manifest_remarks(manifest: Manifest) -> Iterator[str]:
    """What else must be said, a line each: failures by kind, notices, doubtful pairs."""
    for kind, count in sorted(Counter(failure.kind for failure in manifest.failures).items()):
        first = next(failure for failure in manifest.failures if failure.kind == kind)
        yield f"failures of kind {kind}: {count}, the first at {first.location}: {first.message}"
    for notice in manifest.notices:
        yield f"{notice.source}: {notice.message}"
    for pair in manifest.doubtful:
        yield f"may be one paper: {pair.message}"
