"""Labelled names of technologies, read from the two forms they are published in."""

import hashlib
import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from byline.records import BylineError

Half = Literal["study", "score", "all"]

_NAMING = frozenset({"MLModel", "ModelArchitecture", "MLModelGeneric", "Method"})
"""Labels of GSAP-NER under which the name of a model or an architecture may stand."""
_ARXIV = re.compile(r"_(\d\d)(\d\d)_\d{4,5}")
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class GoldName:
    """One labelled name, and the forms that the paper prints of it."""

    name: str
    kind: str
    """Empty where the label does not tell models from architectures."""
    as_printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPaper:
    """One paper with every name in it."""

    paper_id: str
    year: int | None
    text: str | None
    """None where the labels are about a PDF."""
    names: tuple[GoldName, ...]


def read_gold_papers(path: Path, *, half: Half = "all") -> tuple[GoldPaper, ...]:
    """Papers of a JSONL file: labelled spans of paragraphs, or technologies of whole papers.

    A half is drawn by a hash of the paper's id, the same on every machine: one to look at errors,
    one only to score. Raises BylineError if the file is of neither form.
    """
    try:
        rows = [json.loads(line) for line in _read_text(path).splitlines() if line.strip()]
        papers = _read_spans(rows) if "spans" in rows[0] else tuple(map(_read_paper, rows))
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise BylineError(f"{path}: not a file of labelled names ({error})") from error
    return tuple(paper for paper in papers if half in ("all", half_of(paper.paper_id)))


def half_of(paper_id: str) -> Half:
    """The half that a paper falls into."""
    digest = hashlib.blake2b(f"mentions:{paper_id}".encode(), digest_size=2).digest()
    return "study" if digest[0] & 1 else "score"


def _read_text(path: Path) -> str:
    raw = path.read_bytes()
    return (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")


def _read_spans(rows: Iterable[Mapping[str, object]]) -> tuple[GoldPaper, ...]:
    """GSAP-NER: one paragraph a row, with spans of labels."""
    texts: dict[str, list[str]] = defaultdict(list)
    names: dict[str, dict[GoldName, None]] = defaultdict(dict)
    for row in rows:
        paper_id, text = str(row["doc"]), str(row["text"])
        texts[paper_id].append(text)
        for start, end, label in _spans(row["spans"]):
            if label in _NAMING:
                names[paper_id][GoldName(text[start:end], "")] = None
    return tuple(
        GoldPaper(
            paper_id=paper_id,
            year=_year_of(paper_id),
            text="\n".join(parts),
            names=tuple(names[paper_id]),
        )
        for paper_id, parts in texts.items()
    )


def _year_of(paper_id: str) -> int | None:
    """The year of the arXiv number in an id."""
    found = _ARXIV.search(paper_id)
    return _CENTURY + int(found[1]) if found else None


def _read_paper(row: Mapping[str, object]) -> GoldPaper:
    return GoldPaper(
        paper_id=str(row["pid"]),
        year=None,
        text=None,
        names=tuple(
            GoldName(
                str(label["name"]), str(label["kind"]), tuple(map(str, _list(label["as_printed"])))
            )
            for label in _objects(row["technologies"])
        ),
    )


def _spans(value: object) -> list[tuple[int, int, str]]:
    return [(int(start), int(end), str(label)) for start, end, label in _list(value)]


def _objects(value: object) -> list[dict[str, object]]:
    return [dict(entry) for entry in _list(value) if isinstance(entry, dict)]


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"a label holds {value!r} where a list belongs")
    return value
