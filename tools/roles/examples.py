"""Names in sentences with the role that each shows: invented sentences, and sentences of papers.

The invented ones stand in ``sentences.tsv``; a name is marked as ``{LLaMA-7B|model|built_on}``, a
name of the paper's own as ``{RAEE|own}``. Of papers only the labels are kept (``papers.tsv``): a
row names the paper's file, the technology, a digest of the words and where in them the name starts;
the words themselves are read from the PDF.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, cast

from byline.documents.reader import read_document
from byline.records import Role, Span
from byline.technologies.catalogue import load_catalogue
from byline.technologies.roles.contexts import Contexts
from byline.technologies.roles.sentences import NamedKind, NamedSentence, Place, Topic
from byline.technologies.scanner import Scanner

FOLDER = Path(__file__).parent
SENTENCES = FOLDER / "sentences.tsv"
PAPERS = FOLDER / "papers.tsv"
OWN_KNOWN = 4
"""In all but one of so many sentences, the paper's own name is known to be its own."""
_MARK = re.compile(r"\{(?P<name>[^{}|]+)\|(?P<kind>\w+)(?:\|(?P<role>\w+))?\}")
_DIGEST_BYTES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One name in its sentence and its role."""

    named: NamedSentence
    role: Role
    group: str
    """What it is learnt or left out with: its sentence, or its paper."""


class Mark(NamedTuple):
    """Where a marked name stands in the plain sentence, its kind and role."""

    start: int
    end: int
    kind: str
    role: str | None
    """None for a name of the paper's own that is no example."""


class LabelKey(NamedTuple):
    """What a label of a paper is found again by."""

    technology_id: str
    digest: str
    start: int


def read_sentences(path: Path = SENTENCES) -> Iterator[Example]:
    """Every marked name of the sentences; the other names of its sentence are its company."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows):
            text, marks = unmark(row["sentence"])
            for mark in marks:
                if mark.role is not None:
                    named = NamedSentence(
                        text=text,
                        start=mark.start,
                        end=mark.end,
                        others=tuple(other[:2] for other in marks if other.role),
                        own=tuple(_find_own(marks, is_known=number % OWN_KNOWN > 0)),
                        kind=cast("NamedKind", mark.kind),
                        place=cast("Place", row["place"]),
                        topic=cast("Topic", row["topic"]),
                    )
                    yield Example(named=named, role=cast("Role", mark.role), group=str(number))


def unmark(marked: str) -> tuple[str, list[Mark]]:
    """The plain sentence, and its marked names."""
    text, last = "", 0
    marks: list[Mark] = []
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        marks.append(Mark(len(text), len(text) + len(found["name"]), found["kind"], found["role"]))
        text += found["name"]
        last = found.end()
    return text + marked[last:], marks


def _find_own(marks: Sequence[Mark], *, is_known: bool) -> Iterator[Span]:
    """The names of the paper's own: those marked so, and what it introduces where that is known."""
    for mark in marks:
        if mark.role is None or (mark.role == "introduced" and is_known):
            yield mark.start, mark.end


def read_papers(folder: Path, labels: Path = PAPERS) -> Iterator[Example]:
    """Every labelled name that is found again in the PDFs of a folder."""
    scanner = Scanner(load_catalogue())
    for file, roles in read_labels(labels).items():
        for key, named in find_named(folder / file, scanner):
            if role := roles.get(key):
                yield Example(named=named, role=role, group=file)


def read_labels(path: Path = PAPERS) -> Mapping[str, Mapping[LabelKey, Role]]:
    """The labels by file and by what they are found again by."""
    roles: dict[str, dict[LabelKey, Role]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            key = LabelKey(row["technology"], row["words"], int(row["start"]))
            roles.setdefault(row["paper"], {})[key] = cast("Role", row["role"])
    return roles


def find_named(path: Path, scanner: Scanner) -> Iterator[tuple[LabelKey, NamedSentence]]:
    """Every name that a PDF mentions, in its sentence; raises PaperError if it cannot be read."""
    reading = read_document(path.read_bytes(), paper_id=path.stem, location=path.name)
    found = scanner.find_mentions(reading, year=None).mentions
    contexts = Contexts(reading, found)
    for name in found:
        named = contexts.sentence_around(name)
        digest = hashlib.blake2b(named.text.encode(), digest_size=_DIGEST_BYTES).hexdigest()
        yield LabelKey(name.technology_id, digest, named.start), named
