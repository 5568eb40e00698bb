"""``python -m benchmarks.bench_rescan``: a row more in the catalogue, over a year of papers.

The shared papers are repeated to about 5,000, each copy a paper of its own. What a new row costs is
held against a floor of the same run: reading the texts once and what ahocorasick_rs alone takes to
search them. Every run is a process of its own, as a user waits for it; ratios are those of
processor time, which other work on the machine moves less.
"""

import os
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from benchmarks.papers import find_papers
from benchmarks.processor import processor_seconds_of
from byline.documents.reader import read_document
from byline.documents.reading import DocumentReading
from byline.records import Document, Paper, PaperError, TechnologyName, make_id
from byline.run.progress import show_nothing
from byline.run.runner import STAGES
from byline.run.technologies import run_technologies
from byline.store.database import build_store
from byline.store.parquet import read_columns
from byline.store.shards import find_shards, read_shard_columns, shard_of, shard_path, write_shard
from byline.store.study import Study
from byline.technologies.automaton import Automaton
from byline.technologies.catalogue import load_catalogue
from byline.technologies.tables import COLUMNS

WORKERS = 2
PAPERS = 5000
_RUN = "import sys; from benchmarks.bench_rescan import bring_up_to_date as run; run(sys.argv[1])"
"""Given to the interpreter itself, so that workers load no more than those of `byline run`."""
_WORD = re.compile(r"\b[A-Z][a-z]{5,}\b")


class Taken(NamedTuple):
    """What work takes."""

    seconds: float
    processor: float
    """Seconds on a processor, of all processes together."""

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.processor:.1f} s of processor time)"


def main() -> None:
    """Print seconds and ratios for a first run, rows more and a row fewer."""
    with tempfile.TemporaryDirectory() as folder:
        study, own = Study(Path(folder, "study")), Path(folder, "own")
        readings = read_papers()
        letters = make_study(study, readings)
        floor = time_floor(study)
        print(f"{PAPERS} papers, {letters / 1e6:.0f} MB of text; the floor takes {floor}")
        names = pick_names(readings)
        for what, rows in (
            ("first run", ()),
            *((f"the row {name!r} more", (name,)) for name in names),
            ("that row taken away", ()),
        ):
            write_catalogue(own, rows)
            taken = time_run(study, own)
            found = sum(count_papers(study, name) for name in rows)
            ratio = taken.processor / floor.processor
            print(f"{what}: {taken}, {ratio:.1f} times the floor; found in {found} papers")


def read_papers() -> list[DocumentReading]:
    """The shared papers that can be read."""
    with ProcessPoolExecutor(WORKERS) as pool:
        return [one for one in pool.map(_read, find_papers()) if one is not None]


def make_study(study: Study, readings: Sequence[DocumentReading]) -> int:
    """Write a study of copies of these papers; gives the letters of all texts."""
    shards: defaultdict[str, list[DocumentReading]] = defaultdict(list)
    for number in range(PAPERS):
        copy = _copy(readings[number % len(readings)], number)
        shards[shard_of(copy.document.paper_id)].append(copy)
    for shard, own in shards.items():
        rows = (row for one in own for row in (one.document, *one.pages, *one.sections))
        write_shard(study, "documents", shard, key="bench", rows=rows)
        papers = [_list_paper(one.document) for one in own]
        write_shard(study, "listing", shard, key="bench", rows=papers)
    return sum(len(one.document.text) for own in shards.values() for one in own)


def _read(path: Path) -> DocumentReading | None:
    try:
        return read_document(path.read_bytes(), paper_id=path.stem, location=path.name)
    except PaperError:
        return None


def _copy(reading: DocumentReading, number: int) -> DocumentReading:
    """A paper of its own with the same words."""
    paper_id, document_id = make_id("bench", number), make_id("document", number)
    return replace(
        reading,
        document=replace(reading.document, document_id=document_id, paper_id=paper_id),
        pages=tuple(replace(page, document_id=document_id) for page in reading.pages),
        sections=tuple(replace(part, document_id=document_id) for part in reading.sections),
    )


def _list_paper(document: Document) -> Paper:
    return Paper(
        paper_id=document.paper_id,
        title=document.title,
        venue=None,
        year=None,
        track=None,
        status="accepted",
        source="bench",
        source_key=document.paper_id,
        location=document.location,
        url=None,
        pdf_sha256=document.sha256,
        duplicate_of=None,
    )


def pick_names(readings: Sequence[DocumentReading]) -> tuple[str, ...]:
    """Words that the catalogue does not know: of one paper, of a tenth of them, of most."""
    known = {word for name in load_catalogue().aliases for word in name.split()}
    counts = Counter(word for one in readings for word in _read_words(one) - known)
    wanted = (1, len(readings) / 10, len(readings))
    return tuple(
        min(counts, key=lambda word: (abs(counts[word] - count), word)) for count in wanted
    )


def _read_words(reading: DocumentReading) -> set[str]:
    text = reading.document.text
    return {
        word
        for part in reading.sections
        if part.kind == "body"
        for word in _WORD.findall(text, part.start, part.end)
    }


def time_floor(study: Study) -> Taken:
    """What it takes to read the texts once and to search them, and no more."""
    texts = [_text_path(study, shard) for shard in find_shards(study, "documents")]
    spellings = Automaton(load_catalogue()).spellings
    start, before = time.perf_counter(), time.process_time()
    search = AhoCorasick(
        spellings, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
    ).find_matches_as_indexes
    for path in texts:
        for (text,) in read_columns(path, ("text",)):
            search(text)
    return Taken(time.perf_counter() - start, time.process_time() - before)


def _text_path(study: Study, shard: str) -> Path:
    return shard_path(study, "documents", shard) / "document.parquet"


def time_run(study: Study, catalogue: Path) -> Taken:
    """What a process takes that brings the technologies and the store up to date."""
    command = [sys.executable, "-c", _RUN, str(study.root)]
    start = time.perf_counter()
    with mock.patch.dict(os.environ, BYLINE_CATALOGUE=str(catalogue)):
        processor = processor_seconds_of(command)
    return Taken(time.perf_counter() - start, processor)


def bring_up_to_date(folder: str) -> None:
    """What `byline run` does once the catalogue has changed, sources and places left out."""
    study = Study(Path(folder))
    run_technologies(study, workers=WORKERS, show=show_nothing)
    build_store(study, stages=STAGES, key="bench")


def write_catalogue(folder: Path, names: Sequence[str]) -> None:
    """A catalogue of one's own with a model of each name."""
    folder.mkdir(exist_ok=True)
    shipped = load_catalogue()
    facts = {
        "developers": next(iter(shipped.organisations)),
        "released": "1990",
        "source": next(iter(shipped.sources)),
        "source_date": "2026-11-28",
    }
    lines = ["\t".join(COLUMNS["models.tsv"])]
    for name in names:
        cells = {**facts, "name": name}
        lines.append("\t".join(cells.get(column, "") for column in COLUMNS["models.tsv"]))
    (folder / "models.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def count_papers(study: Study, name: str) -> int:
    """Papers that name a technology."""
    names = (
        row
        for shard in find_shards(study, "names")
        for row in read_shard_columns(study, "names", shard, TechnologyName, ("alias", "paper_id"))
    )
    return len({paper for alias, paper in names if alias == name})


if __name__ == "__main__":
    main()
