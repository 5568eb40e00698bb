"""Seconds that each measure takes on a study: ``python -m benchmarks.bench_measures STUDY``.

Beside each stands its ratio to a floor of the same run: one pass over the table of authors and
places, grouped by paper, which is the least that a count of joint papers has to do.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from byline.measures import Value, count_measure, expand_grouping, read_measures
from byline.store.database import opened_store
from byline.store.study import Study

ROUNDS = 5
AIM_SECONDS = 0.2
FLOOR = "SELECT paper_id, bool_or(country_code = 'US') FROM author_place GROUP BY paper_id"
ROLES: list[str] = ["introduced", "built_on", "evaluated", "tool", "compared", "mentioned"]
PARAMETERS: dict[str, Value] = {
    "venue": None,
    "year_from": None,
    "year_to": None,
    "track": None,
    "status": "accepted",
    "left": ["US"],
    "right": ["CN"],
    "widest_left": ["US"],
    "widest_right": list(expand_grouping("CN+HK+MO+TW")),
    "only_track": None,
    "between_people": False,
    "with_assumed": True,
    "with_roles": False,
    "source": "any",
    "by_year": True,
    "most": 20,
    "fate": None,
    "countries": None,
    "kind": None,
    "basis": "abstract",
    "with_derivatives": True,
    "roles": ROLES,
    "technologies": ["transformer"],
}
"""The widest question of each: all years and venues, the United States and China."""


def main(study: Path) -> None:
    """Print every measure, slowest first, then how many take longer than 0.2 s."""
    with opened_store(Study(study).store) as connection:
        floor = _best(lambda: connection.execute(FLOOR).fetchall())
        print(f"floor, one pass by paper: {floor:.3f} s")
        seconds = {
            name: _best(lambda name=name: count_measure(connection, name, PARAMETERS))  # type: ignore[misc]
            for name in read_measures()
        }
    for name, taken in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"{name:24} {taken:.3f} s  {taken / floor:5.1f}")
    slow = sum(taken > AIM_SECONDS for taken in seconds.values())
    print(f"{len(seconds)} measures, {slow} of them above {AIM_SECONDS} s")


def _best(ask: Callable[[], object]) -> float:
    def once() -> float:
        start = time.perf_counter()
        ask()
        return time.perf_counter() - start

    return min(once() for _ in range(ROUNDS))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
