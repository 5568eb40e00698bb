"""Papers with labelled technologies and roles, and where their names stand in the text."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from byline.documents.reading import DocumentReading
from byline.evaluate.gold_files import read_labels, read_list, read_objects
from byline.evaluate.mention_gold import Half
from byline.records import Role, TechnologyKind
from byline.technologies.mentions import FoundName
from byline.technologies.passages import find_passages
from byline.technologies.placing import Layout

_SEED = "roles-1"
_RULE = "labelled@1"
_TAIL = r"(?:-\d+(?:\.\d+)?[BMbm]?)?"
"""A size after a labelled name that the label leaves out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTechnology:
    """One labelled technology of a paper."""

    technology_id: str
    """Kind and name as labelled."""
    kind: TechnologyKind
    printed: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPaper:
    """One paper all of whose technologies are labelled."""

    paper_id: str
    file: str
    technologies: tuple[GoldTechnology, ...]

    @property
    def is_to_study(self) -> bool:
        """Whether its errors may be looked at; a seeded hash leaves the others for scoring."""
        digest = hashlib.blake2b(f"{_SEED}:{self.paper_id}".encode(), digest_size=2).digest()
        return not digest[0] & 1

    @property
    def half(self) -> Half:
        """The part of the set that the paper belongs to."""
        return "study" if self.is_to_study else "score"


def read_gold_roles(path: Path) -> tuple[GoldPaper, ...]:
    """The labelled papers of a JSONL file; raises BylineError where a line is of no such form."""
    return tuple(read_labels(path, _read_paper, about="technologies and roles"))


def _read_paper(label: Mapping[str, object]) -> GoldPaper:
    return GoldPaper(
        paper_id=str(label["pid"]),
        file=str(label["file"]),
        technologies=tuple(_read_technology(one) for one in read_objects(label["technologies"])),
    )


def _read_technology(label: Mapping[str, object]) -> GoldTechnology:
    kind, role, name = str(label["kind"]), str(label["role"]), str(label["name"])
    if kind not in get_args(TechnologyKind) or role not in get_args(Role):
        raise ValueError(f"{name}: no such kind or role: {kind}, {role}")
    printed = map(str, read_list(label["as_printed"]))
    return GoldTechnology(
        technology_id=f"{kind}:{name}",
        kind=cast("TechnologyKind", kind),
        printed=tuple(dict.fromkeys((*printed, name))),
        role=cast("Role", role),
    )


def find_labelled(reading: DocumentReading, paper: GoldPaper) -> list[FoundName]:
    """Every place where a labelled name stands in the text that counts.

    A printed form may be labelled for two technologies ("Vicuna" for Llama as well).
    """
    of_form: dict[str, list[str]] = {}
    for technology in paper.technologies:
        for form in technology.printed:
            of_form.setdefault(_plain(form), []).append(technology.technology_id)
    pattern = _pattern(of_form)
    return list(_find_forms(reading, pattern, of_form))


def _plain(form: str) -> str:
    return " ".join(form.split())


def _pattern(forms: Iterable[str]) -> "re.Pattern[str]":
    spelt = (
        re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"(?<![A-Za-z0-9])(?P<form>{'|'.join(spelt)}){_TAIL}(?![a-z])")


def _find_forms(
    reading: DocumentReading, pattern: "re.Pattern[str]", of_form: Mapping[str, list[str]]
) -> Iterator[FoundName]:
    for passage in find_passages(reading, whole=()):
        layout = Layout(passage)
        for match in pattern.finditer(passage.view.text):
            start, end = passage.raw_span(match.start(), match.end())
            for technology_id in of_form[_plain(match["form"])]:
                yield FoundName(
                    technology_id=technology_id,
                    alias=match["form"],
                    version=None,
                    place=layout.place_of(match.start()),
                    rule=_RULE,
                    start=start,
                    end=end,
                    within=(passage.start, passage.end),
                )
