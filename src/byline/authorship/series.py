"""Names and affiliations in one running list, as covers of proceedings print them.

``Ada Lund and Bo Fell, Moor College; Cy Oke, Fen Laboratory``: each group names its people first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from byline.authorship.cells import Cell, Print
from byline.authorship.draft import Draft
from byline.authorship.kinds import is_full_name
from byline.authorship.names import PrintedName, read_name
from byline.authorship.organisations import split_affiliations
from byline.authorship.segments import Segment, split_segments
from byline.authorship.tokens import Token
from byline.records import Span

_SEVERAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """People of one place of work, and what is printed behind them."""

    people: tuple[Segment, ...]
    place: tuple[Segment, ...]

    @property
    def is_possible(self) -> bool:
        """Whether it may begin with a name and goes on with something else."""
        return bool(self.place) and not any(part.holds_organisation for part in self.people)

    @property
    def is_plain(self) -> bool:
        """Whether it begins with what is a name for sure and goes on with what is none."""
        is_placed = any(part.holds_organisation or not part.is_name for part in self.place)
        return self.is_possible and is_placed and is_full_name(self.people[0])


def read_series(cells: Sequence[Cell], *, printed: Print) -> Draft | None:
    """The authors of such a list and their affiliations; None where no block of lines is one."""
    for _, block in groupby(cells, key=lambda cell: cell.block):
        lines = list(block)
        if not any(token.kind == "semicolon" for cell in lines for token in cell.tokens):
            continue
        groups = [_part(group) for group in _split_groups(lines)]
        plain = sum(group.is_plain for group in groups)
        is_series = all(group.is_possible for group in groups) and 2 * plain > len(groups)
        if len(groups) >= _SEVERAL and is_series:
            return _write_draft(groups, lines, printed=printed)
    return None


def _split_groups(cells: Sequence[Cell]) -> Iterator[list[Segment]]:
    segments = split_segments([token for cell in cells for token in cell.tokens])
    group: list[Segment] = []
    for segment in segments:
        if segment.before == "semicolon" and group:
            yield group
            group = []
        group.append(segment)
    if group:
        yield group


def _part(group: Sequence[Segment]) -> _Group:
    """A group cut behind the name after ``and``, or behind its first name where it has one."""
    count = next((n for n, segment in enumerate(group) if _ends_names(group, n)), 0) + 1
    return _Group(people=tuple(group[:count]), place=tuple(group[count:]))


def _ends_names(group: Sequence[Segment], number: int) -> bool:
    listed = group[: number + 1]
    is_last = number > 0 and group[number].before == "and"
    return is_last and not any(segment.holds_organisation for segment in listed)


def _write_draft(groups: Sequence[_Group], cells: Sequence[Cell], *, printed: Print) -> Draft:
    people = [(number, name) for number, group in enumerate(groups) for name in _read(group, cells)]
    draft = Draft(names=[name for _, name in people])
    for number, group in enumerate(groups):
        lines = list(_cut_lines(group.place, cells))
        for affiliation in split_affiliations(lines, printed=printed, is_marked=True):
            index = draft.add_affiliation(affiliation)
            for name, (place, _) in enumerate(people):
                if place == number:
                    draft.tie(name, index, rule="link_series@1")
    return draft


def _read(group: _Group, cells: Sequence[Cell]) -> Iterator[PrintedName]:
    for segment in group.people:
        (*_, last), spans = _find_lines(segment, cells)
        name = read_name(segment, last)
        if name is not None:
            yield replace(name, spans=spans) if len(spans) > 1 else name


def _find_lines(segment: Segment, cells: Sequence[Cell]) -> tuple[list[Cell], tuple[Span, ...]]:
    """The lines on which a part is printed, and the stretch of it on each."""
    held = [
        (cell, [word for word in segment.words if cell.start <= word.start < cell.end])
        for cell in cells
    ]
    kept = [(cell, words) for cell, words in held if words]
    return [cell for cell, _ in kept], tuple((w[0].start, w[-1].end) for _, w in kept)


def _cut_lines(place: Sequence[Segment], cells: Sequence[Cell]) -> Iterator[list[Token]]:
    """The tokens from the first to the last word of a place, line by line."""
    start, end = place[0].start, place[-1].end
    for cell in cells:
        line = [token for token in cell.tokens if start <= token.start and token.end <= end]
        if line:
            yield line
