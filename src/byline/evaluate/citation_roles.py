"""Citations labelled as used or extended, or not, against what our roles say of the marker.

The classifier of technologies' roles is asked about the marker of the cited work as if that were
the name: introduced, built_on, evaluated and tool are use. Three sets are known by their form:
MultiCite (JSON with ``<cite>``), ACL-ARC (JSON lines; only contexts with one marker) and SOFT (a
table with ``[CITED_AUTHOR]``). None of them is learnt from.
"""

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import cast

from byline.evaluate.agreement import Counts, count_one
from byline.evaluate.gold_files import read_gold_text
from byline.evaluate.mention_gold import Half
from byline.records import BylineError, Span
from byline.technologies.roles.sentences import NamedSentence, Topic
from byline.technologies.roles.weights import judge_sentence

_CITE = re.compile(r"<cite>\s*(?P<marker>.*?)\s*</cite>")
_CITED_AUTHOR = re.compile(r"\[CITED_AUTHOR\]")
_MARKER = re.compile(
    r"(?:[A-Z][\w'’-]+(?:,? et al\b\.?|,? (?:and|&) [A-Z][\w'’-]+)*,? )"
    r"\(? ?(?:19|20)\d\d[a-z]?( \))?"
)
_USE = frozenset({"uses", "extends", "Uses", "Extends", "Use", "Modify"})
_USED_ROLES = frozenset({"introduced", "built_on", "evaluated", "tool"})
_SEED = "citations-1"
_THRESHOLD = 0.5
_TOPICS: Mapping[str, Topic] = {
    "introduction": "introduction",
    "related work": "related",
    "method": "method",
    "experiments": "experiments",
    "experiment": "experiments",
    "result": "experiments",
    "conclusion": "conclusion",
    "discussion": "conclusion",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationContext:
    """Words that cite a work, where its markers stand, and whether it is used or extended."""

    text: str
    markers: tuple[Span, ...]
    topic: Topic
    is_use: bool

    @property
    def half(self) -> Half:
        """Whether its errors may be looked at, by a seeded hash of its words."""
        digest = hashlib.blake2b(f"{_SEED}:{self.text}".encode(), digest_size=2).digest()
        return "score" if digest[0] & 1 else "study"


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationsReport:
    """Use or extension against all else."""

    contexts: int
    without_marker: int
    """Contexts that show no marker, or more than one where only one is meant: left out."""
    used: Counts
    other: Counts
    macro_f1: float


def is_citation_set(path: Path) -> bool:
    """Whether a file holds citation contexts and not papers."""
    return path.name.removesuffix(".xz").endswith((".json", ".txt", ".tsv"))


def evaluate_citations(path: Path, *, half: Half = "all") -> CitationsReport:
    """The report on one set; raises BylineError if it is of no known form."""
    try:
        contexts = [one for one in read_contexts(path) if half in ("all", one.half)]
    except (ValueError, KeyError, TypeError) as error:
        raise BylineError(f"{path}: not a set of citation contexts ({error})") from error
    if not contexts:
        raise BylineError(f"{path}: holds no citation context")
    marked = [context for context in contexts if context.markers]
    used = _count((context.is_use, is_used(context)) for context in marked)
    other = _count((not context.is_use, not is_used(context)) for context in marked)
    return CitationsReport(
        contexts=len(marked),
        without_marker=len(contexts) - len(marked),
        used=used,
        other=other,
        macro_f1=(used.f1 + other.f1) / 2,
    )


def is_used(context: CitationContext) -> bool:
    """Whether the work is used or extended, by its most telling marker."""
    return max(_measure_use(context, marker) for marker in context.markers) >= _THRESHOLD


def _measure_use(context: CitationContext, marker: Span) -> float:
    named = NamedSentence(
        text=context.text,
        start=marker[0],
        end=marker[1],
        kind="work",
        place="body",
        topic=context.topic,
    )
    return sum(p for role, p in judge_sentence(named).items() if role in _USED_ROLES)


def _count(pairs: Iterable[tuple[bool, bool]]) -> Counts:
    total = Counts()
    for gold, ours in pairs:
        total += count_one(is_gold=gold, is_ours=ours)
    return total


def read_contexts(path: Path) -> Iterator[CitationContext]:
    """Every context of a set; a ValueError, KeyError or TypeError if it is of no known form."""
    text = read_gold_text(path)
    match path.name.removesuffix(".xz").rpartition(".")[2]:
        case "json":
            yield from map(_read_multicite, json.loads(text))
        case "txt":
            yield from (_read_acl_arc(json.loads(line)) for line in text.splitlines() if line)
        case _:
            rows = csv.DictReader(StringIO(text), delimiter="\t")
            yield from map(_read_soft, rows)


def _read_multicite(row: Mapping[str, object]) -> CitationContext:
    marked = _join(row["x"])
    text, markers, last = "", [], 0
    for found in _CITE.finditer(marked):
        text += marked[last : found.start()]
        markers.append((len(text), len(text) + len(found["marker"])))
        text += found["marker"]
        last = found.end()
    labels = set(_join(row["y"]).split())
    return CitationContext(
        text=text + marked[last:],
        markers=tuple(markers),
        topic="other",
        is_use=bool(labels & _USE),
    )


def _join(value: object) -> str:
    return value if isinstance(value, str) else " ".join(map(str, cast("Sequence[object]", value)))


def _read_acl_arc(row: Mapping[str, object]) -> CitationContext:
    text = str(row["text"])
    markers = tuple(found.span() for found in _MARKER.finditer(text))
    return CitationContext(
        text=text,
        markers=markers if len(markers) == 1 else (),
        topic="other",
        is_use=row["label"] in _USE,
    )


def _read_soft(row: Mapping[str, str]) -> CitationContext:
    text = row["citation_context"]
    return CitationContext(
        text=text,
        markers=tuple(found.span() for found in _CITED_AUTHOR.finditer(text)),
        topic=_TOPICS.get(row["section_title"], "other"),
        is_use=row["citation_function"] in _USE,
    )
