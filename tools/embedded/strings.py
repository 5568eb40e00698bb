"""The affiliation strings of conference metadata, with how often each is printed.

Sources, all public snapshots described in the metadata's own README: per-author strings of
conference papers (papercopilot/paperlists and its string-country pairs, nips.cc 2024, NeurIPS and
ICML lists of 2017-2020) and strings of OpenReview profiles. Only counts leave this module.
"""

import csv
import gzip
import html
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

_LONGEST_CELL = 2**24
_PROFILE = "Affiliation Name"
"""The column of the strings of profiles."""
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(((?:[^()]|\([^()]*\))*)\) *(?:·|$)")
_BRACKETED_LISTS = (
    "icml_2020_papers",
    "neurips_2017_accepted",
    "neurips_2019_accepted",
    "neurips_2020_accepted",
)


def count_affiliation_strings(data: Path) -> Counter[str]:
    """Every affiliation string under the data folder with the number of its mentions."""
    metadata = data / "metadata"
    counts: Counter[str] = Counter()
    for path in sorted(metadata.glob("paperlists*/*.json.xz")):
        counts.update(read_paperlist(path))
    counts.update(read_neurips_2024(data))
    counts.update(_read_bracketed(metadata / "nd7141"))
    counts.update(_read_neurips_2020(metadata / "neurips2020-mzolfaghari/neurips2020.json.xz"))
    counts.update(_read_column(metadata / "martenlienen/papers.csv.xz", "Affiliation"))
    counts.update(_read_column(metadata / "lossfunk/updated_affiliations.csv.xz", _PROFILE))
    counts.update(_read_column(metadata / "iclr2025-whitney-house/papers.csv.xz", "Affiliations"))
    mapped = metadata / "neurips-us-vs-china/affiliation_mapping_long.csv.xz"
    counts.update(_read_column(mapped, "raw_affiliation"))
    for text, times in _read_pairs(data / "affiliations/silver_papercopilot_aff_pairs.json.gz"):
        counts[text] += times
    counts.update(_read_labels(data / "labels/authorship.jsonl"))
    joined: Counter[str] = Counter()
    for raw, times in counts.items():
        joined[" ".join(raw.split())] += times
    del joined[""]
    return joined


def read_neurips_2024(data: Path) -> Iterator[str]:
    """The strings of the nips.cc list of 2024, one for each author slot that has one."""
    path = data / "metadata/neurips2024-jingshi-yang/nips2024.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for author in json.loads(line)["authors"]:
                text = _without_escapes(author["affiliation"] or "").strip()
                if text not in {"", "None"}:
                    yield text


def read_paperlist(path: Path) -> Iterator[str]:
    """The strings of one list of papers; an author's several affiliations are joined by "+"."""
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        papers = json.load(stream)
    for paper in papers:
        for of_author in (paper.get("aff") or "").split(";"):
            yield from of_author.split("+")


def _without_escapes(text: str) -> str:
    plain = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    for _ in range(3):
        plain = html.unescape(plain)
    return plain


def _read_bracketed(folder: Path) -> Iterator[str]:
    for name in _BRACKETED_LISTS:
        with lzma.open(folder / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from (match[1] for match in _IN_BRACKETS.finditer(line.strip()))


def _read_neurips_2020(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        papers = json.load(stream)
    for paper in papers.values():
        for _, affiliations in paper["authors"]:
            yield from affiliations


def _read_column(path: Path, column: str) -> list[str]:
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        with lzma.open(path, "rt", encoding="utf-8", newline="") as lines:
            return [row[column] or "" for row in csv.DictReader(lines)]
    finally:
        csv.field_size_limit(usual)


def _read_pairs(path: Path) -> Iterator[tuple[str, int]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for text, normalised in json.load(stream):
            yield text, sum(times for _, _, times in normalised)


def _read_labels(path: Path) -> Iterable[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield from (affiliation["raw"] for affiliation in json.loads(line)["affiliations"])
