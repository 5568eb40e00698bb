"""ROR ids of organisations that the registry files name without one, from labelled strings.

The name list of 2021 has names and countries but no ids; labelled sets of affiliation strings have
ids without names. Where an id missing from the registry stands on strings that print one such name
and that name stands with no other id, the two belong together.
"""

import csv
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from byline.places.entry import RegistryEntry
from byline.places.registry_names import name_key
from byline.places.registry_records import ror_key
from byline.places.registry_settling import is_own
from tools.embedded.mentions import NameIndex, find_mentions, index_names

LEAST_SHARE = 0.6
"""Of the strings with the id that print the name, and of those with the name that have the id."""
_SEGMENTS = re.compile(r"[,;|()\[\]]|\.\s|\s[-–—]\s")
_ID = re.compile(r"0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}")
_TABLES = (
    ("ame_crossref_publisher_assertions_20230628.csv.xz", "affiliation", "ror_id"),
    ("ame_logs_20230903.csv.xz", "affiliation", "ror_id"),
    ("ame_springer_20231031.csv.xz", "affiliation", "ror_id"),
    ("oa_gold_with_ror_ids.csv.xz", "affiliation", "ror_id"),
)


def find_ids(
    folder: Path,
    entries: Sequence[RegistryEntry],
    known_ids: Container[str],
    *,
    reads: Callable[[str], bool] = lambda _: True,
) -> dict[str, tuple[str, int]]:
    """By the key of ours: the ROR id of the organisation and the number of strings that tell.

    `reads` says of a string whether it may be read.
    """
    strings = [(text, ror_id) for text, ror_id in _read_labelled(folder) if reads(text)]
    without_id = {entry.ror_id for entry in entries if is_own(entry)}
    index = index_names(entries)
    told = _count_pairs(strings, index)
    with_id = Counter(ror_id for _, ror_id in strings)
    with_name = Counter[str]()
    for (name, _), times in told.items():
        with_name[name] += times
    alone = {(key, ror_id) for text, ror_id in strings for key in _list_segments(text)}
    found: dict[str, tuple[str, int]] = {}
    for (name, ror_id), times in told.most_common():
        bearers = index.anywhere.get(name, frozenset())
        is_sure = times >= LEAST_SHARE * max(with_id[ror_id], with_name[name])
        is_sure = is_sure and (times > 1 or (name, ror_id) in alone)
        if ror_id not in known_ids and is_sure and len(bearers) == 1 and bearers <= without_id:
            found.setdefault(next(iter(bearers)), (ror_id, times))
    return _without_doubles(found)


def _list_segments(text: str) -> set[str]:
    """What stands between separators: a lone string tells an id only of a name by itself.

    "Corporate Solid State Laboratory" is not the State Laboratory of another country.
    """
    return {name_key(segment) for segment in _SEGMENTS.split(text)}


def _count_pairs(strings: Iterable[tuple[str, str]], index: NameIndex) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for text, ror_id in strings:
        pairs.update((name, ror_id) for name in {name for name, _ in find_mentions(text, index)})
    return pairs


def _without_doubles(found: Mapping[str, tuple[str, int]]) -> dict[str, tuple[str, int]]:
    """An id that two organisations would get is doubtful for both."""
    holders = defaultdict(list)
    for key, (ror_id, _) in found.items():
        holders[ror_id].append(key)
    return {key: of for key, of in found.items() if len(holders[of[0]]) == 1}


def _read_labelled(folder: Path) -> Iterator[tuple[str, str]]:
    """The strings that are labelled with exactly one id."""
    for text, label in _read_all(folder):
        ids = {key for part in _ID.findall(label) if (key := ror_key(part))}
        if len(ids) == 1:
            yield text, ids.pop()


def _read_all(folder: Path) -> Iterator[tuple[str, str]]:
    for row in json.loads((folder / "dataset_names.json").read_text(encoding="utf-8")):
        yield row["affiliation"], str(row["ror-id"])
    crossref = folder / "dataset_affiliations_crossref_2024_02_19.json"
    for row in json.loads(crossref.read_text(encoding="utf-8")):
        yield row["affiliation"], " ".join(row["ror_ids"])
    for name, text, label in _TABLES:
        with lzma.open(folder / name, "rt", encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                yield row[text], row[label]
    with (folder / "s2aff_train_val.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["original_affiliation"], row["labels"]
