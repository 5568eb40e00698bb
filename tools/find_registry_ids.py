"""Write places/registry_found.tsv: ids that labelled strings give to names without one.

    python -m tools.find_registry_ids --data ../shared/data

`--half study` reads only the strings that rules may be made from; the figures of the other half
with such a table say what the table does for strings nobody has seen.
"""

import argparse
from pathlib import Path

from byline.evaluate.gold_strings import is_studied
from tools.embedded.found_ids import find_ids
from tools.embedded.sources import read_everything, write_table

OUT = Path(__file__).parents[1] / "src" / "byline" / "places" / "registry_found.tsv"


def main() -> None:
    """Read the strings, join names and ids, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder of the shared data")
    parser.add_argument("--half", choices=("all", "study"), default="all")
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    everything = read_everything(arguments.data / "registry")
    found = find_ids(
        arguments.data / "affiliations",
        everything.entries,
        everything.ids,
        reads=is_studied if arguments.half == "study" else lambda _: True,
    )
    entries = {entry.ror_id: entry for entry in everything.entries}
    rows = [
        {
            "ror_id": ror_id,
            "name": entries[key].names[0][1],
            "country_code": entries[key].country_code,
            "types": "|".join(entries[key].types),
            "labelled_strings": str(times),
        }
        for key, (ror_id, times) in found.items()
    ]
    write_table(arguments.out, sorted(rows, key=lambda row: row["ror_id"]))
    print(f"{len(rows):,} organisations")


if __name__ == "__main__":
    main()
