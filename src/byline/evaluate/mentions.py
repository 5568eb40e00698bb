"""Names of technologies found in papers against labels, per paper and technology.

Precision: of the (paper, technology) pairs found, those whose name a label holds. Recall: of the
labelled names that the catalogue knows, those found. A name that the catalogue does not know is
counted apart. A derivative counts for what it derives from where whole papers are labelled.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from byline.evaluate.agreement import Counts, Disagreement
from byline.evaluate.mention_gold import GoldName, GoldPaper
from byline.measures.intervals import Interval, find_wilson_interval
from byline.technologies.catalogue import Catalogue
from byline.technologies.descent import find_ancestors
from byline.technologies.mentions import FoundName
from byline.technologies.scanner import Scanner

_NAMED = frozenset({"model", "architecture"})
"""The kinds whose names the labels of paragraphs hold."""
_SIX = frozenset({"transformer", "mamba-ssm", "diffusion-models", "gnn", "moe", "lstm"})
"""The architectures that the labels of whole papers tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameScore:
    """Agreement on the names of one kind; intervals are Wilson's at 95 %."""

    papers: int
    counts: Counts
    precision_interval: Interval
    recall_interval: Interval
    uncatalogued: int
    """Labelled names that the catalogue does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesReport:
    """All names, the same by kind, every difference, and the names to add to the catalogue."""

    total: NameScore
    by_kind: Mapping[str, NameScore]
    disagreements: tuple[Disagreement, ...]
    uncatalogued: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the labels of one paper ask for."""

    names: Mapping[str, frozenset[str]]
    """Labelled name -> the technologies it can mean; empty where the catalogue knows none."""
    allowed: frozenset[str]
    """Technologies whose names a label holds, so that finding them is not wrong."""


@dataclass(frozen=True, slots=True)
class _Judged:
    paper_id: str
    kind: str
    outcome: str
    """hit, extra, missed or uncatalogued."""
    gold: str = ""
    ours: str = ""


def read_wanted(paper: GoldPaper, scanner: Scanner) -> Wanted:
    """The labelled names of a paper as technologies of the catalogue.

    A labelled phrase of a paragraph asks for every name in it ("BERT and GPT-2 models"); a label
    of a whole paper asks for the technology whose name it is.
    """
    inside = [scanner.find_meanings(label.name) for label in paper.names]
    if paper.text is not None:
        names = {alias: ids for found in inside for alias, ids in found.items()}
        names = {alias: ids for alias, ids in names.items() if _kinds(ids) & _NAMED}
        return Wanted(names=names, allowed=frozenset().union(*names.values()))
    printed = (name for label in paper.names for name in (label.name, *label.as_printed))
    held = [ids for name in printed for ids in scanner.find_meanings(name).values()]
    return Wanted(
        names={label.name: _find_exact(label, scanner) for label in paper.names},
        allowed=frozenset().union(*held),
    )


def _find_exact(label: GoldName, scanner: Scanner) -> frozenset[str]:
    """The technologies of a label's kind that its name, or else a printed form, is a name of."""
    for name in (label.name, *label.as_printed):
        ids = scanner.find_exact(name)
        if of_kind := frozenset(key for key in ids if _kind_of(key) == label.kind):
            return of_kind
    return frozenset()


def score_names(
    papers: Sequence[tuple[GoldPaper, Sequence[FoundName]]],
    scanner: Scanner,
    catalogue: Catalogue,
) -> NamesReport:
    """How the names found in these papers agree with their labels."""
    judged = [one for paper, found in papers for one in _judge(paper, found, scanner, catalogue)]
    kinds = sorted({one.kind for one in judged})
    return NamesReport(
        total=_total(len(papers), judged),
        by_kind={k: _total(len(papers), [j for j in judged if j.kind == k]) for k in kinds},
        disagreements=tuple(
            Disagreement(
                paper_id=one.paper_id,
                kind=f"{one.kind} {one.outcome}",
                gold=one.gold,
                ours=one.ours,
            )
            for one in judged
            if one.outcome in ("extra", "missed")
        ),
        uncatalogued=tuple(
            f"{one.paper_id} {one.gold}" for one in judged if one.outcome == "uncatalogued"
        ),
    )


def _judge(
    paper: GoldPaper, found: Sequence[FoundName], scanner: Scanner, catalogue: Catalogue
) -> Iterator[_Judged]:
    wanted = read_wanted(paper, scanner)
    ours: dict[str, FoundName] = {}
    for one in found:
        ours.setdefault(one.technology_id, one)
    derived = {
        parent
        for one in found
        for parent in find_ancestors(catalogue, one.technology_id, version=one.version)
    }
    has_parents = paper.text is None
    for name, ids in wanted.names.items():
        kind = _label_kind(paper, name, ids)
        if not ids:
            yield _Judged(paper.paper_id, kind, "uncatalogued", gold=name)
        else:
            is_found = not ids.isdisjoint(ours) or (has_parents and not ids.isdisjoint(derived))
            yield _Judged(paper.paper_id, kind, "hit" if is_found else "missed", gold=name)
    for key, one in ours.items():
        is_right = key in wanted.allowed or (has_parents and _is_printed(one.alias, paper))
        if not is_right and _is_asked(key, has_parents=has_parents):
            told = f"{one.alias} ({key}, {one.rule} at {one.start})"
            yield _Judged(paper.paper_id, _kind_of(key), "extra", ours=told)


def _is_printed(alias: str, paper: GoldPaper) -> bool:
    """Whether an alias is a word of a label: TPU in "TPU v3"."""
    word = re.compile(rf"(?<!\w){re.escape(alias)}(?!\w)")
    return any(word.search(name) for x in paper.names for name in (x.name, *x.as_printed))


def _is_asked(key: str, *, has_parents: bool) -> bool:
    """Whether labels of this form would hold a technology, if the paper named it."""
    kind, _, name = key.partition(":")
    if not has_parents:
        return kind in _NAMED
    return kind in ("model", "accelerator") or (kind == "architecture" and name in _SIX)


def _label_kind(paper: GoldPaper, name: str, ids: frozenset[str]) -> str:
    if ids:
        return min(map(_kind_of, ids))
    return next(label.kind for label in paper.names if label.name == name)


def _kind_of(key: str) -> str:
    return key.partition(":")[0]


def _kinds(ids: Collection[str]) -> set[str]:
    return set(map(_kind_of, ids))


def _total(papers: int, judged: Iterable[_Judged]) -> NameScore:
    outcomes = [one.outcome for one in judged]
    hits, extra, missed = (outcomes.count(name) for name in ("hit", "extra", "missed"))
    return NameScore(
        papers=papers,
        counts=Counts(hits, extra, missed),
        precision_interval=find_wilson_interval(hits, hits + extra),
        recall_interval=find_wilson_interval(hits, hits + missed),
        uncatalogued=outcomes.count("uncatalogued"),
    )
