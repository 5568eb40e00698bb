"""The same paper listed more than once, in one source or in two of one study.

Two listings are one paper if a source gives both the same address, if their PDFs have the same
bytes, if they share an identifier and are alike, or if title, venue and year agree and the authors
overlap. Titles change between acceptance and proceedings: of the papers that only one of two
sources has, those with most authors and half of the title in common are one, too. Listings of
different tracks are never joined: they are doubtful, and shown, as are those with the same authors
under another title. A later year is another paper.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Literal

from byline.records import Paper, make_id
from byline.sources.listing import ListedPaper
from byline.sources.renamed import LEAST_SHARE, Names, find_renamed
from byline.sources.titles import do_names_overlap, name_words, normalise_title

DoubtKind = Literal[
    "tracks_differ", "authors_differ", "titles_differ", "title_alone", "identifier_alone"
]
_Answer = DoubtKind | Literal["same"]
_Pair = tuple[int, int, _Answer]
_Doubt = tuple[int, int, DoubtKind]

_LEAST_TITLE_WORDS = 3
_MOST_COMPARED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulPair:
    """Two listings that may be one paper, and why they were not joined."""

    paper_id: str
    other_id: str
    kind: DoubtKind
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPapers:
    """All papers in their order, each with an id of its own; `doubtful` needs a look by hand."""

    papers: tuple[Paper, ...]
    doubtful: tuple[DoubtfulPair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """One listing with what it is compared by."""

    listed: ListedPaper
    paper: Paper
    title: str
    names: Names | None


def mark_duplicates(papers: Sequence[tuple[ListedPaper, Paper]]) -> MarkedPapers:
    """The papers with `duplicate_of` set to the listing that stands for them.

    That is an accepted one before others, one with a PDF before a row, then the one with most
    affiliations, then the first. A track that it does not know is taken from its duplicates.
    """
    own = _give_own_ids([paper for _, paper in papers])
    copies = [_build_copy(listed, paper) for (listed, _), paper in zip(papers, own, strict=True)]
    groups = _Groups([paper.track for paper in own])
    doubts = _join_all(
        groups,
        chain(
            _find_certain_pairs(copies), _find_identified_pairs(copies), _find_title_pairs(copies)
        ),
    )
    leaders = [groups.leader(index) for index in range(len(copies))]
    doubts += _join_all(groups, _find_renamed_pairs(copies, leaders))
    leaders = [groups.leader(index) for index in range(len(copies))]
    return MarkedPapers(
        papers=tuple(_mark(copies, leaders)), doubtful=tuple(_list_doubts(copies, leaders, doubts))
    )


def _join_all(groups: "_Groups", pairs: Iterable[_Pair]) -> list[_Doubt]:
    """Join what is the same; the pairs that are not certain, or that tracks keep apart."""
    doubts: list[_Doubt] = []
    for left, right, answer in pairs:
        if answer != "same":
            doubts.append((left, right, answer))
        elif not groups.join(left, right):
            doubts.append((left, right, "tracks_differ"))
    return doubts


class _Groups:
    """Listings joined to papers; a join that would mix two tracks is refused."""

    def __init__(self, tracks: Sequence[str | None]) -> None:
        self._leaders = list(range(len(tracks)))
        self._tracks = list(tracks)

    def leader(self, index: int) -> int:
        """The first listing of the group that this listing is in."""
        leaders = self._leaders
        while leaders[index] != index:
            leaders[index] = leaders[leaders[index]]
            index = leaders[index]
        return index

    def join(self, left: int, right: int) -> bool:
        """Whether both are now in one group."""
        first, second = sorted((self.leader(left), self.leader(right)))
        tracks = {self._tracks[first], self._tracks[second]} - {None}
        if len(tracks) > 1 and first != second:
            return False
        self._leaders[second] = first
        self._tracks[first] = next(iter(tracks), None)
        return True


def _give_own_ids(papers: Sequence[Paper]) -> list[Paper]:
    """The papers with an id for each: a listing of the same content gets one from its place."""
    seen: set[str] = set()
    given: list[Paper] = []
    for paper in papers:
        own = paper.paper_id
        repeats = 0
        while own in seen:
            own = make_id(paper.paper_id, paper.source, paper.source_key, repeats)
            repeats += 1
        seen.add(own)
        given.append(replace(paper, paper_id=own, duplicate_of=None))
    return given


def _build_copy(listed: ListedPaper, paper: Paper) -> _Copy:
    authors = listed.authors
    names = None if authors is None else tuple(name_words(author.name) for author in authors)
    return _Copy(
        listed=listed, paper=paper, title=normalise_title(paper.title), names=names or None
    )


def _find_certain_pairs(copies: Sequence[_Copy]) -> Iterator[_Pair]:
    """Listings of the same bytes, or of one address that are alike besides, with the first."""
    by_bytes: dict[str, int] = {}
    by_address: dict[tuple[str, str], int] = {}
    for index, copy in enumerate(copies):
        if copy.paper.pdf_sha256 is not None:
            yield by_bytes.setdefault(copy.paper.pdf_sha256, index), index, "same"
        if copy.paper.url is not None:
            first = by_address.setdefault((copy.paper.source, copy.paper.url), index)
            if _is_alike(copies[first], copy):
                yield first, index, "same"


def _find_identified_pairs(copies: Sequence[_Copy]) -> Iterator[_Pair]:
    """Listings that share an identifier, with the first: one paper, unless nothing else agrees."""
    by_identifier: dict[str, int] = {}
    for index, copy in enumerate(copies):
        for identifier in copy.listed.identifiers:
            first = by_identifier.setdefault(identifier, index)
            if first != index:
                alike = _is_alike(copies[first], copy)
                yield first, index, "same" if alike else "identifier_alone"


def _is_alike(left: _Copy, right: _Copy) -> bool:
    """Whether two listings of one address agree in title or authors: some addresses are shared."""
    if left.title == right.title:
        return True
    return left.names is not None and right.names is not None and _have_overlap(left, right)


def _find_title_pairs(copies: Sequence[_Copy]) -> Iterator[_Pair]:
    """Listings of one title, venue and year, and whether they are one paper."""
    groups: dict[tuple[str | None, int | None, str], list[int]] = defaultdict(list)
    for index, copy in enumerate(copies):
        if copy.title:
            groups[copy.paper.venue, copy.paper.year, copy.title].append(index)
    for bucket in groups.values():
        for left, right in _pairs(bucket):
            yield left, right, _compare(copies[left], copies[right])


def _find_renamed_pairs(copies: Sequence[_Copy], leaders: Sequence[int]) -> Iterator[_Pair]:
    """For each two sources of one venue and year, papers that only one has under their title."""
    editions: dict[tuple[str | None, int | None], dict[str, list[int]]] = defaultdict(dict)
    for index, copy in enumerate(copies):
        if copy.title and copy.names is not None:
            by_source = editions[copy.paper.venue, copy.paper.year]
            by_source.setdefault(copy.paper.source, []).append(index)
    for by_source in editions.values():
        for one, other in combinations(by_source.values(), 2):
            left = _only_here(one, other, leaders)
            right = _only_here(other, one, leaders)
            for pair in find_renamed(_keys(copies, left), _keys(copies, right)):
                is_same = pair.has_close_title and pair.names_share >= LEAST_SHARE
                answer: _Answer = "same" if is_same else "titles_differ"
                if is_same or pair.has_same_group:
                    yield left[pair.left], right[pair.right], answer


def _only_here(here: Sequence[int], there: Sequence[int], leaders: Sequence[int]) -> list[int]:
    known = {leaders[index] for index in there}
    return [index for index in here if leaders[index] not in known]


def _keys(copies: Sequence[_Copy], indices: Sequence[int]) -> list[tuple[str, Names]]:
    return [(copies[index].title, copies[index].names or ()) for index in indices]


def _pairs(bucket: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a small group; in a large one, which no venue has, each with the first."""
    if len(bucket) <= _MOST_COMPARED:
        yield from combinations(bucket, 2)
    else:
        yield from ((bucket[0], other) for other in bucket[1:])


def _compare(left: _Copy, right: _Copy) -> _Answer:
    """Whether two listings of one title, venue and year are one paper."""
    if left.names is None or right.names is None:
        is_telling = len(left.title.split()) >= _LEAST_TITLE_WORDS
        return "same" if is_telling else "title_alone"
    return "same" if _have_overlap(left, right) else "authors_differ"


def _have_overlap(left: _Copy, right: _Copy) -> bool:
    return do_names_overlap(left.names or (), right.names or ())


def _list_doubts(
    copies: Sequence[_Copy], leaders: Sequence[int], doubts: Sequence[_Doubt]
) -> Iterator[DoubtfulPair]:
    """One doubt for each two groups, however many of their listings raise it."""
    told: set[tuple[int, int]] = set()
    for left, right, kind in doubts:
        pair = (leaders[left], leaders[right])
        if pair[0] != pair[1] and pair not in told:
            told.add(pair)
            yield _build_doubt(copies[left].paper, copies[right].paper, kind)


def _build_doubt(left: Paper, right: Paper, kind: DoubtKind) -> DoubtfulPair:
    reasons: dict[DoubtKind, str] = {
        "tracks_differ": f"listed in the tracks {left.track} and {right.track}",
        "authors_differ": "one title with different authors",
        "titles_differ": f"its authors are also listed with {right.title!r}, by another source",
        "identifier_alone": "one identifier with another title and other authors",
        "title_alone": "one short title, and one listing names no authors to compare",
    }
    return DoubtfulPair(
        paper_id=left.paper_id,
        other_id=right.paper_id,
        kind=kind,
        message=f"{left.title!r}: {reasons[kind]} ({left.location} and {right.location})",
    )


def _mark(copies: Sequence[_Copy], groups: Sequence[int]) -> Iterator[Paper]:
    members: dict[int, list[_Copy]] = defaultdict(list)
    for copy, group in zip(copies, groups, strict=True):
        members[group].append(copy)
    standing = {group: max(those, key=_rank) for group, those in members.items()}
    for copy, group in zip(copies, groups, strict=True):
        best = standing[group].paper
        if copy.paper.paper_id != best.paper_id:
            yield replace(copy.paper, duplicate_of=best.paper_id)
        else:
            tracks = (other.paper.track for other in members[group])
            yield replace(best, track=best.track or next(filter(None, tracks), None))


def _rank(copy: _Copy) -> tuple[bool, bool, bool, int, int]:
    """Higher stands for the others; of equals the first does, as `max` keeps it."""
    tied = sum(bool(author.affiliations) for author in copy.listed.authors or ())
    is_accepted = copy.paper.status == "accepted"
    is_own = not copy.listed.is_cross_check
    return is_own, is_accepted, copy.listed.pdf is not None, tied, len(copy.listed.affiliations)
