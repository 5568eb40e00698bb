"""``python -m benchmarks.bench_mentions``: names found per second, against the automaton alone."""

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from benchmarks.papers import find_papers
from byline.documents.reader import read_document
from byline.documents.reading import DocumentReading
from byline.records import PaperError
from byline.technologies.automaton import Automaton
from byline.technologies.catalogue import load_catalogue
from byline.technologies.scanner import Scanner

ROUNDS = 5
FEW = 10
"""Papers for the regular expression, which is far slower."""


def main() -> None:
    """Print MB of text per second of CPU time, best of a few rounds, and the ratios."""
    catalogue = load_catalogue()
    readings = _read(find_papers())
    texts = [reading.document.text for reading in readings]
    spellings = Automaton(catalogue).spellings
    start = time.process_time()
    scanner = Scanner(catalogue)
    print(
        f"{len(catalogue.entries)} technologies, {len(catalogue.aliases)} aliases, "
        f"{len(spellings)} spellings; compiled in {time.process_time() - start:.2f} s"
    )
    mentions = sum(len(scanner.find_mentions(one, year=None).mentions) for one in readings)
    print(f"{len(texts)} papers, {_size(texts):.1f} MB of text, {mentions} mentions")
    ours = _speed(lambda: [scanner.find_mentions(one, year=None) for one in readings], texts)
    print(f"find_mentions: {ours:.1f} MB/s")
    alone = AhoCorasick(spellings, matchkind=MatchKind.LeftmostLongest)
    peer = _speed(lambda: [alone.find_matches_as_indexes(text) for text in texts], texts)
    print(
        f"ahocorasick_rs alone: {peer:.1f} MB/s; find_mentions takes {peer / ours:.1f} times that"
    )
    longest_first = sorted(spellings, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    few = texts[:FEW]
    slow = _speed(lambda: [pattern.findall(text) for text in few], few, rounds=1)
    print(f"re on {FEW} papers: {slow:.2f} MB/s; find_mentions is {ours / slow:.0f} times as fast")


def _read(paths: Sequence[Path]) -> list[DocumentReading]:
    readings = []
    for path in paths:
        try:
            readings.append(
                read_document(path.read_bytes(), paper_id=path.stem, location=path.name)
            )
        except PaperError:
            continue
    return readings


def _speed(task: Callable[[], object], texts: Sequence[str], *, rounds: int = ROUNDS) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        task()
        best = min(best, time.process_time() - start)
    return _size(texts) / best


def _size(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / 1e6


if __name__ == "__main__":
    main()
