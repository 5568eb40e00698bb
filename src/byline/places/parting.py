"""Where one affiliation of a string ends and the next begins."""

from typing import Final

from byline.places.atlas import COUNTRY
from byline.places.bounds import AND, HARD, SLASH, SOFT
from byline.places.registered import BARE, GENERIC, INSTITUTIONAL
from byline.places.scanning import Hit, Scan
from byline.places.stating import Spot
from byline.places.trie import flags_of, rarity_of

_JOINS: Final = AND | SLASH
_TELLING_RARITY: Final = 16


def find_parts(scan: Scan, names: list[Hit], spots: list[Spot], themselves: list[Hit]) -> list[int]:
    """The part each token belongs to, counted from 0.

    A part begins after a semicolon or line end, and at an "and" or slash that follows a country or
    stands right before or after an institution's name, if another name came before it. It also
    begins at each name of `themselves`, which are no units of what is beside them, behind another,
    or behind any other name if its own goes on to its city (University of California, Davis).
    """
    count = len(scan.tokens)
    if not themselves and not scan.drawn & (HARD | _JOINS):
        return [0] * count
    joints = _find_joints(scan, names, spots) if scan.drawn & _JOINS else set()
    if themselves:
        joints |= _find_beginnings(scan, names, themselves)
    parts: list[int] = []
    part = 0
    for token in range(count):
        if token and (scan.bounds[token] & HARD or token in joints):
            part += 1
        parts.append(part)
    return parts


def _find_beginnings(scan: Scan, names: list[Hit], themselves: list[Hit]) -> set[int]:
    """Where names of `themselves` begin an affiliation."""
    beginnings: set[int] = set()
    for hit in themselves:
        if hit.start and scan.bounds[hit.start] & SOFT:
            before = names if _goes_on_to_place(hit, scan) else themselves
            if any(is_sure(one) and one.end <= hit.start for one in before):
                beginnings.add(hit.start)
    return beginnings


def _goes_on_to_place(hit: Hit, scan: Scan) -> bool:
    return hit.end in scan.place_starts and any(
        longer.start == hit.start and (hit.end, longer.end) in scan.places for longer in scan.hits
    )


def _find_joints(scan: Scan, names: list[Hit], spots: list[Spot]) -> set[int]:
    sure = [hit for hit in names if is_sure(hit)]
    if not sure:
        return set()
    first_end = sure[0].end
    last_start = sure[-1].start
    edges: set[int] = set()
    for hit in sure:
        edges.add(hit.start)
        edges.add(hit.end)
    for spot in spots:
        if spot.stands and spot.kind == COUNTRY:
            edges.add(spot.end)
    return {
        token
        for token in range(max(1, first_end), min(last_start + 1, len(scan.tokens)))
        if scan.bounds[token] & _JOINS and token in edges
    }


def is_sure(hit: Hit) -> bool:
    """Whether it surely names an institution."""
    flags = flags_of(hit.node)
    if flags & GENERIC:
        return False
    return bool(flags & (INSTITUTIONAL | BARE)) or rarity_of(hit.node) >= _TELLING_RARITY
