"""Intervals at 95 % for shares, their differences and the intensities of pairs."""

import random
from collections.abc import Callable, Sequence
from math import erfc, exp, log, sqrt

Interval = tuple[float, float]

_Z = 1.959964
_DRAWS = 4000
_JEFFREYS = 0.5
"""Prior weight of a cell, as in docs/methods.md, section 6."""


def find_wilson_interval(hits: int, trials: int) -> Interval:
    """Wilson's score interval of a share; the whole range where nothing was tried."""
    if not trials:
        return (0.0, 1.0)
    share = hits / trials
    middle = share + _Z * _Z / (2 * trials)
    spread = _Z * sqrt(share * (1 - share) / trials + _Z * _Z / (4 * trials * trials))
    scale = 1 + _Z * _Z / trials
    low = 0.0 if not hits else (middle - spread) / scale
    high = 1.0 if hits == trials else (middle + spread) / scale
    return low, high


def find_difference_interval(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """Interval of the second share less the first; each is (hits, trials).

    Newcombe's hybrid of two score intervals (Statistics in Medicine 17:873, method 10).
    """
    if not first[1] or not second[1]:
        return (-1.0, 1.0)
    share_1, share_2 = first[0] / first[1], second[0] / second[1]
    (low_1, high_1), (low_2, high_2) = find_wilson_interval(*first), find_wilson_interval(*second)
    difference = share_2 - share_1
    return (
        difference - sqrt((share_2 - low_2) ** 2 + (high_1 - share_1) ** 2),
        difference + sqrt((high_2 - share_2) ** 2 + (share_1 - low_1) ** 2),
    )


def compare_shares(first: tuple[int, int], second: tuple[int, int]) -> tuple[float, float] | None:
    """The z of two pooled shares being one, and its two-sided p; None where a share is missing."""
    trials = first[1] + second[1]
    pooled = (first[0] + second[0]) / trials if trials else 0.0
    spread = pooled * (1 - pooled)
    if not first[1] or not second[1] or not spread:
        return None
    z = (second[0] / second[1] - first[0] / first[1]) / sqrt(
        spread * (1 / first[1] + 1 / second[1])
    )
    return z, erfc(abs(z) / sqrt(2))


def draw_interval(
    cells: Sequence[int], value_of: Callable[[Sequence[float]], float], *, seed: int = 0
) -> Interval:
    """Interval of a function of cell shares, from their Jeffreys posterior.

    `cells` are counts of disjoint kinds of papers; shares are drawn from the Dirichlet
    distribution with each count plus 1/2, always with the same seed.
    """
    chance = random.Random(seed)
    values = []
    for _ in range(_DRAWS):
        weights = [chance.gammavariate(cell + _JEFFREYS, 1.0) for cell in cells]
        whole = sum(weights)
        values.append(value_of([weight / whole for weight in weights]))
    values.sort()
    return values[int(0.025 * _DRAWS)], values[int(0.975 * _DRAWS) - 1]


def find_ratio_interval(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """Interval of the first share over the second, on the log scale (Katz 1978)."""
    (hits_1, trials_1), (hits_2, trials_2) = first, second
    if not hits_1 or not hits_2:
        return (0.0, float("inf"))
    ratio = (hits_1 / trials_1) / (hits_2 / trials_2)
    spread = _Z * sqrt(max(0.0, 1 / hits_1 - 1 / trials_1 + 1 / hits_2 - 1 / trials_2))
    return exp(log(ratio) - spread), exp(log(ratio) + spread)
