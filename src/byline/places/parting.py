"""Where one affiliation of a string ends and the next begins."""

from typing import Final

from byline.places.atlas import COUNTRY
from byline.places.scanning import AND, HARD, SLASH, SOFT, Hit, Scan
from byline.places.stating import Spot

_JOINS: Final = AND | SLASH


def find_parts(scan: Scan, names: list[Hit], spots: list[Spot], themselves: list[Hit]) -> list[int]:
    """The part each token belongs to, counted from 0.

    A part begins after a semicolon or line end, and at an "and" or slash that follows a country or
    stands right before or after an institution's name, if another name came before it. It also
    begins at each name of `themselves`, which are no units of what is beside them, behind another,
    or behind any other name if its own goes on to its city (University of California, Davis).
    """
    joints = _find_joints(scan, names, spots)
    for start, end, _ in themselves:
        first = names if _goes_on_to_place(start, end, scan) else themselves
        if first[0][1] <= start and scan.bounds[start] & SOFT:
            joints.add(start)
    parts: list[int] = []
    part = 0
    for token in range(len(scan.tokens)):
        if token and (scan.bounds[token] & HARD or token in joints):
            part += 1
        parts.append(part)
    return parts


def _goes_on_to_place(start: int, end: int, scan: Scan) -> bool:
    return any(
        first == start and last > end and (end, last) in scan.places for first, last, _ in scan.hits
    )


def _find_joints(scan: Scan, names: list[Hit], spots: list[Spot]) -> set[int]:
    if not names:
        return set()
    joined = [token for token, bound in enumerate(scan.bounds[:-1]) if token and bound & _JOINS]
    if not joined:
        return set()
    first_end = names[0][1]
    last_start = names[-1][0]
    edges = {end for _, end, _ in names} | {start for start, _, _ in names}
    edges |= {spot.end for spot in spots if spot.stands and spot.kind == COUNTRY}
    return {token for token in joined if token in edges and first_end <= token <= last_start}
