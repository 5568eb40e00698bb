"""Labelled affiliation strings: the forms they come in, and their two halves."""

import csv
import hashlib
import json
import lzma
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import cast

from byline.records import BylineError

_ROR_ID = re.compile(r"(?<![0-9a-z])0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}(?![0-9a-z])")
_COUNTRY = re.compile(r"(?<![A-Za-z])[A-Z]{2}(?![A-Za-z])")
_AMBIGUOUS = "ambiguous"
_UNKNOWN = "unknown"
_FORMS = "JSON of ror-api, CSV of S2AFF or of affiliation matching, hard cases, or countries"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldString:
    """One labelled affiliation string."""

    affiliation: str
    ror_ids: frozenset[str]
    """Any of them is right; empty where the label says that the registry has none."""
    country_codes: frozenset[str] | None
    """None where the label says nothing of countries."""
    trap: str
    """What makes it hard, or the part of the set it belongs to; empty if nothing is said."""
    may_be_ambiguous: bool
    """Whether not to decide is an answer as right as the labelled one."""
    tells_institutions: bool = True
    """False where the label is of countries alone."""


def read_gold_strings(path: Path) -> tuple[GoldString, ...]:
    """The labelled strings of a file; raises BylineError if it is of no known form."""
    text = _read_text(path)
    try:
        if path.suffix == ".jsonl":
            strings = tuple(_read_countries(json.loads(line)) for line in text.splitlines())
        elif path.name.removesuffix(".xz").endswith(".json"):
            strings = tuple(_read_json(json.loads(text)))
        else:
            strings = tuple(_read_table(list(csv.DictReader(StringIO(text)))))
    except (KeyError, TypeError, ValueError) as error:
        raise BylineError(f"{path}: not a set of labelled strings ({_FORMS}): {error}") from error
    if not strings:
        raise BylineError(f"{path}: holds no labelled string")
    return strings


HALVES_SEED = "places-1"
"""Seed of the halves: rules and weights come from the first, the second is only ever scored."""


def split_gold(
    gold: Iterable[GoldString], *, seed: str = HALVES_SEED
) -> tuple[tuple[GoldString, ...], tuple[GoldString, ...]]:
    """The half to study and the half only to score: by a seeded hash, the same everywhere."""
    halves: tuple[list[GoldString], list[GoldString]] = ([], [])
    for row in gold:
        halves[not is_studied(row.affiliation, seed=seed)].append(row)
    return tuple(halves[0]), tuple(halves[1])


def is_studied(affiliation: str, *, seed: str = HALVES_SEED) -> bool:
    """Whether a string is in the half to study."""
    digest = hashlib.blake2b(f"{seed}:{affiliation}".encode(), digest_size=2).digest()
    return not digest[0] & 1


def _read_text(path: Path) -> str:
    raw = path.read_bytes()
    if path.suffix == ".xz":
        raw = lzma.decompress(raw)
    return raw.decode("utf-8-sig")


def _read_json(rows: Sequence[Mapping[str, object]]) -> Iterator[GoldString]:
    for row in rows:
        ids = row["ror_ids"] if "ror_ids" in row else row["ror-id"]
        yield _gold_string(str(row["affiliation"]), ids=str(ids))


def _read_countries(row: Mapping[str, object]) -> GoldString:
    """A string labelled with countries, any of them right; if it is not known which, none is."""
    return GoldString(
        affiliation=str(row["string"]),
        ror_ids=frozenset(),
        country_codes=frozenset(cast("list[str]", row["countries"])),
        trap=str(row["set"]),
        may_be_ambiguous=row["basis"] == _UNKNOWN,
        tells_institutions=False,
    )


def _read_table(rows: Sequence[Mapping[str, str]]) -> Iterator[GoldString]:
    columns = rows[0].keys() if rows else set()
    if "affiliation_string" in columns:
        return (_read_hard_case(row) for row in rows)
    if "original_affiliation" in columns:
        return (
            _gold_string(row["original_affiliation"], ids=row["labels"], trap=row["split"])
            for row in rows
        )
    return (_gold_string(row["affiliation"], ids=row["ror_id"]) for row in rows)


def _read_hard_case(row: Mapping[str, str]) -> GoldString:
    """A hard case: its country may stand among remarks, and it may ask for no decision."""
    label = f"{row['ror_id']} {row['country_iso']}"
    is_ambiguous = _AMBIGUOUS in f"{row['institution']} {label}"
    codes = frozenset(_COUNTRY.findall(row["country_iso"])) - {"HQ"}
    return _gold_string(
        row["affiliation_string"],
        ids=row["ror_id"],
        trap=row["trap"],
        country_codes=None if is_ambiguous else codes,
        may_be_ambiguous=is_ambiguous,
    )


def _gold_string(
    affiliation: str,
    *,
    ids: str,
    trap: str = "",
    country_codes: frozenset[str] | None = None,
    may_be_ambiguous: bool = False,
) -> GoldString:
    return GoldString(
        affiliation=affiliation,
        ror_ids=frozenset(_ROR_ID.findall(ids)),
        country_codes=country_codes,
        trap=trap,
        may_be_ambiguous=may_be_ambiguous,
    )
