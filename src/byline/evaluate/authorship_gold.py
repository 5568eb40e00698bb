"""Papers whose authors, affiliations and links were labelled by eye from page one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from byline.evaluate.gold_files import read_labels, read_list, read_objects


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The authors of one paper and their affiliations, by position, from either side."""

    paper_id: str
    names: tuple[str, ...]
    affiliations: tuple[str, ...]
    links: frozenset[tuple[int, int]]
    """Index of an author, index of an affiliation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPaper:
    """One labelled paper."""

    roll: Roll
    file: str
    """Name of its PDF."""
    layout: str
    difficulty: str
    country_codes: frozenset[str] | None
    """None where the label leaves them open."""


def read_gold_authorships(path: Path) -> list[GoldPaper]:
    """The labelled papers of a JSONL file; raises BylineError where a line is of no such form."""
    return read_labels(path, _read_label, about="authors and affiliations")


def _read_label(label: Mapping[str, object]) -> GoldPaper:
    affiliations = read_objects(label["affiliations"])
    places = {entry["id"]: index for index, entry in enumerate(affiliations)}
    authors = read_objects(label["authors"])
    roll = Roll(
        paper_id=str(label["pid"]),
        names=tuple(str(author["name"]) for author in authors),
        affiliations=tuple(str(entry["raw"]) for entry in affiliations),
        links=frozenset(
            (index, places[number])
            for index, author in enumerate(authors)
            for number in read_list(author["affiliations"])
        ),
    )
    codes = label.get("countries")
    return GoldPaper(
        roll=roll,
        file=str(label["file"]),
        layout=str(label["layout"]),
        difficulty=str(label["difficulty"]),
        country_codes=None if codes is None else frozenset(map(str, read_list(codes))),
    )
