"""Author blocks without marks: what stands under which name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from byline.authorship.cells import Cell
from byline.authorship.kinds import Part

_ALIGNED = 3.0
"""Points between left edges that count as the same edge."""
_CENTRED = 0.12
"""Share of a row's width by which a stack under its middle may be off."""
_LEAST_TOLERANCE = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Lines of affiliation and e-mail, and the cells of the names they belong to."""

    names: tuple[Cell, ...]
    body: tuple[Part, ...]


@dataclass(slots=True)
class _Band:
    """Rows of names and what is printed below them, down to the next row of names."""

    names: list[Cell] = field(default_factory=list)
    body: list[Part] = field(default_factory=list)
    is_closed: bool = False


def find_stacks(parts: Sequence[Part]) -> list[Stack]:
    """Names and what is printed under them or beside them, in printed order."""
    kept = _sink_heading([part for part in parts if part.kind in {"names", "affiliation", "email"}])
    cards = _find_cards(kept)
    if cards:
        return cards
    if _is_staggered(kept):
        return [stack for column in _find_columns(kept) for stack in _stack_bands(column)]
    return _stack_bands(kept)


def _find_cards(parts: Sequence[Part]) -> list[Stack]:
    """A stack for each block, where each is a card of names over their places; else none."""
    blocks: dict[int, list[Part]] = {}
    for part in parts:
        blocks.setdefault(part.cell.block, []).append(part)
    cards = list(blocks.values())
    if not all(map(_is_card, cards)) or not _stand_beside(cards):
        return []
    return [
        Stack(
            names=tuple(part.cell for part in card if part.kind == "names"),
            body=tuple(part for part in card if part.kind != "names"),
        )
        for card in cards
    ]


def _is_card(parts: Sequence[Part]) -> bool:
    """Whether names come first and an affiliation of theirs below, one line under another."""
    kinds = [part.kind for part in parts]
    names = kinds.count("names")
    is_column = len({part.cell.row for part in parts}) == len(parts)
    return is_column and "affiliation" in kinds and 0 < names == kinds[:names].count("names")


def _stand_beside(cards: Sequence[Sequence[Part]]) -> bool:
    """Whether some of the cards begin on one row."""
    return len({card[0].cell.row for card in cards}) < len(cards)


def _sink_heading(parts: Sequence[Part]) -> list[Part]:
    """The parts from the first name on; what stands above counts where nothing stands below."""
    first = next((index for index, part in enumerate(parts) if part.kind == "names"), len(parts))
    row = parts[first].cell.row if first < len(parts) else 0
    above = [part for part in parts[:first] if part.cell.row < row]
    below = [part for part in parts if part not in above]
    has_affiliation = any(part.kind == "affiliation" for part in below)
    return below if has_affiliation else [*below, *above]


def _stack_bands(parts: Sequence[Part]) -> list[Stack]:
    bands = list(_find_bands(parts))
    return [stack for band in _lend(bands) for stack in _stack(band)]


def _find_bands(parts: Sequence[Part]) -> Iterator[_Band]:
    band = _Band()
    for _, row in groupby(parts, key=lambda part: part.cell.row):
        listed = list(row)
        names = [part.cell for part in listed if part.kind == "names"]
        body = [part for part in listed if part.kind != "names"]
        if names and band.names and band.is_closed:
            yield band
            band = _Band()
        band.names.extend(names)
        band.body.extend(body)
        band.is_closed |= any(part.kind == "affiliation" for part in body) or bool(
            body and not names
        )
    if band.names:
        yield band


def _lend(bands: Sequence[_Band]) -> Sequence[_Band]:
    """A band without an affiliation joins the next one that has one for all its names."""
    joined: list[_Band] = []
    for band in reversed(bands):
        following = joined[-1] if joined else None
        if following is not None and _may_borrow(band, following):
            following.names[:0] = band.names
            following.body[:0] = [part for part in band.body if part.kind == "email"]
        else:
            joined.append(band)
    return joined[::-1]


def _may_borrow(band: _Band, following: _Band) -> bool:
    if any(part.kind == "affiliation" for part in band.body):
        return False
    lent = [part for part in following.body if part.kind == "affiliation"]
    if not lent or len({part.cell.row for part in lent}) != len(lent):
        return False
    own, others = _domains(band), _domains(following)
    return not own or bool(own & others)


def _domains(band: _Band) -> set[str]:
    """The domains of its addresses without the names of departments before them."""
    emails = (group for part in band.body if part.kind == "email" for group in part.cell.emails)
    return {_cut_domain(group.domain) for group in emails}


def _cut_domain(domain: str) -> str:
    labels = domain.split(".")
    is_shared = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2  # noqa: PLR2004
    return ".".join(labels[-3 if is_shared else -2 :])


def _stack(band: _Band) -> Iterator[Stack]:
    rows = [list(row) for _, row in groupby(band.names, key=lambda cell: cell.row)]
    last = rows[-1]
    beside = {part for part in band.body if any(part.cell.row == cell.row for cell in band.names)}
    own = [part for part in beside if part.kind == "email"]
    shared: list[Part] = []
    columns: dict[int, list[Part]] = {index: [] for index in range(len(last))}
    for part in band.body:
        if part in own:
            continue
        found = _find_column(part.cell, last, is_alone=_is_single(band, own))
        if found is None:
            shared.append(part)
        else:
            columns[found].append(part)
    yield from _write_stacks(rows, columns, shared)
    for part in own:
        yield Stack(names=tuple(c for c in band.names if c.row == part.cell.row), body=(part,))


def _is_single(band: _Band, own: Sequence[Part]) -> bool:
    """Whether all lines below the names stand in one column."""
    rows = [part.cell.row for part in band.body if part not in own]
    return len(set(rows)) == len(rows)


def _find_column(cell: Cell, names: Sequence[Cell], *, is_alone: bool) -> int | None:
    """Which name of a row a line stands under; None where it stands under all of them."""
    if len(names) == 1:
        return None
    if is_alone and _is_under_all(cell, names):
        return None
    covered = [name for name in names if cell.box[0] <= name.middle <= cell.box[2]]
    if len(covered) > 1:
        return None
    return min(range(len(names)), key=lambda index: _distance(cell, names[index]))


def _is_under_all(cell: Cell, names: Sequence[Cell]) -> bool:
    left, right = min(name.box[0] for name in names), max(name.box[2] for name in names)
    tolerance = max(_LEAST_TOLERANCE, _CENTRED * (right - left))
    is_centred = abs(cell.middle - (left + right) / 2) <= tolerance
    return is_centred or abs(cell.box[0] - left) <= _ALIGNED


def _distance(one: Cell, other: Cell) -> float:
    """Between the middles or the left edges, whichever are closer: columns are set either way."""
    return min(abs(one.middle - other.middle), abs(one.box[0] - other.box[0]))


def _write_stacks(
    rows: Sequence[Sequence[Cell]], columns: dict[int, list[Part]], shared: Sequence[Part]
) -> Iterator[Stack]:
    last = rows[-1]
    if not any(columns.values()):
        yield Stack(names=tuple(cell for row in rows for cell in row), body=tuple(shared))
        return
    for index, name in enumerate(last):
        above = [cell for row in rows[:-1] for cell in row if _nearest(cell, last) == index]
        body = sorted([*columns[index], *shared], key=lambda part: part.cell.row)
        yield Stack(names=(*above, name), body=tuple(body))


def _nearest(cell: Cell, names: Sequence[Cell]) -> int:
    return min(range(len(names)), key=lambda index: _distance(cell, names[index]))


def _is_staggered(parts: Sequence[Part]) -> bool:
    """Whether columns run at different heights, so that rows mix names and affiliations."""
    names = [part.cell for part in parts if part.kind == "names"]
    for part in parts:
        beside = [cell for cell in names if cell.row == part.cell.row]
        if part.kind != "affiliation" or not beside or part.cell in beside:
            continue
        above = [cell for cell in names if cell.row < part.cell.row and _overlap(cell, part.cell)]
        if above and not any(_overlap(cell, part.cell) for cell in beside):
            return True
    return False


def _overlap(one: Cell, other: Cell) -> bool:
    return min(one.box[2], other.box[2]) > max(one.box[0], other.box[0])


def _find_columns(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts by columns that do not overlap, from left to right."""
    columns: list[list[Part]] = []
    for part in sorted(parts, key=lambda part: part.cell.box[0]):
        if columns and any(_overlap(part.cell, other.cell) for other in columns[-1]):
            columns[-1].append(part)
        else:
            columns.append([part])
    return [
        sorted(column, key=lambda part: (part.cell.row, part.cell.box[0])) for column in columns
    ]
