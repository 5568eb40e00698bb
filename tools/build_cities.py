"""Builds places/data/cities.tsv: which cities exist where, and how much is published there.

Sources: seats of organisations in a ROR dump (CC0; place names from GeoNames, CC BY) and the world
cities list of SimpleMaps (CC BY 4.0). Both are read, counted and written as name, country, weight.

    python tools/build_cities.py ROR.jsonl.gz CITIES.csv.gz src/byline/places/data/cities.tsv
"""

import csv
import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from byline.places.tokens import fold

SEAT_WEIGHT = 100
"""One organisation counts as much as this many thousand inhabitants: papers come from both."""
POPULATION_CAP = 2000
"""Thousands of inhabitants beyond which a city is no likelier to be the one meant."""

_CODES = {"XG": "PS", "XW": "PS", "XR": "SJ"}
"""The world cities list has codes of its own for Gaza, the West Bank and Svalbard."""

City = tuple[str, str]


def main(registry: Path, cities: Path, output: Path) -> None:
    """Write the table, heaviest city first within its name."""
    seats = count_seats(registry)
    inhabitants = read_inhabitants(cities)
    spelling: dict[City, str] = {}
    weights: Counter[City] = Counter()
    for (country, name), count in seats.most_common():
        spelling.setdefault((country, fold(name)), name)
        weights[country, fold(name)] += SEAT_WEIGHT * count
    for (country, name), thousands in inhabitants.most_common():
        spelling.setdefault((country, fold(name)), name)
        weights[country, fold(name)] += min(thousands, POPULATION_CAP)
    rows = sorted((key[1], -weight, key[0]) for key, weight in weights.items())
    lines = [
        f"{spelling[country, folded]}\t{country}\t{-negative}" for folded, negative, country in rows
    ]
    output.write_text("\n".join(["name\tcountry_code\tweight", *lines, ""]), encoding="utf-8")


def count_seats(registry: Path) -> Counter[City]:
    """How many active organisations sit in each city."""
    seats: Counter[City] = Counter()
    with gzip.open(registry, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["status"] == "active":
                seats.update((country, city) for country, city in record["locations"] if city)
    return seats


def read_inhabitants(cities: Path) -> Counter[City]:
    """Thousands of inhabitants of each city; a name listed twice keeps the larger."""
    inhabitants: Counter[City] = Counter()
    with gzip.open(cities, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            code = _CODES.get(row["iso2"], row["iso2"])
            key = (code, row["city_ascii"])
            thousands = int(float(row["population"] or 0)) // 1000
            inhabitants[key] = max(inhabitants[key], thousands)
    return inhabitants


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
