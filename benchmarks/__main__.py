"""``make bench``: reading, running, resolving, names and new rows, on shared papers or the demo."""

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from benchmarks import bench_mentions, bench_rescan
from benchmarks.memory import peak_memory_of
from benchmarks.papers import SHARED, find_papers, read_plain_text
from benchmarks.processor import processor_seconds_of
from byline.evaluate.gold_strings import read_gold_strings
from byline.places.engine import is_compiled

WORKERS = 2
RUNS = 5
STRINGS = (
    "dataset_affiliations_crossref_2024_02_19.json",
    "s2aff_train_val.csv",
    "ame_crossref_publisher_assertions_20230628.csv.xz",
    "ame_springer_20231031.csv.xz",
    "ame_logs_20230903.csv.xz",
)


def main() -> None:
    """Print every figure with its size and its peer."""
    papers = find_papers()
    print(f"{len(papers)} PDFs, {WORKERS} workers, {os.cpu_count()} cores")
    floor = _time_plain_text(papers)
    print(f"plain pypdfium2 text of all pages: {len(papers) / floor:.1f} papers/s")
    seconds = _time_read(papers)
    print(
        f"byline read, with evidence and places: {len(papers) / seconds:.1f} papers/s, "
        f"{seconds / floor:.2f} times the plain text"
    )
    _run_study(papers)
    _time_resolve()
    bench_mentions.main()
    bench_rescan.main()


def _plain_text(path: Path) -> None:
    with contextlib.suppress(pypdfium2.PdfiumError):
        read_plain_text(path)


def _time_plain_text(papers: list[Path]) -> float:
    start = time.perf_counter()
    with ProcessPoolExecutor(WORKERS) as pool:
        list(pool.map(_plain_text, papers))
    return time.perf_counter() - start


def _byline(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "byline", *arguments]


def _time_read(papers: list[Path]) -> float:
    start = time.perf_counter()
    command = _byline("read", *map(str, papers), "--workers", str(WORKERS))
    answers = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.splitlines()
    seconds = time.perf_counter() - start
    failed = sum(json.loads(answer)["failure"] is not None for answer in answers)
    print(f"byline read: {len(answers)} answers, {failed} failures")
    return seconds


def _run_study(papers: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = _byline(
            "run", str(papers[0].parent), "--study", folder, "--workers", str(WORKERS)
        )
        peak, seconds = peak_memory_of(command)
        print(f"byline run: {seconds:.1f} s, peak memory of all processes {peak / 2**20:.0f} MiB")
        _, again = peak_memory_of(command)
        print(f"byline run again: {again:.1f} s")


def _time_resolve() -> None:
    strings = list(dict.fromkeys(_affiliations()))
    if not strings:
        print("byline resolve: needs the shared tables")
        return
    with tempfile.TemporaryDirectory() as folder:
        one, every = Path(folder, "one.txt"), Path(folder, "affiliations.txt")
        one.write_text(strings[0], encoding="utf-8")
        every.write_text("\n".join(strings), encoding="utf-8")
        subprocess.run(_byline("resolve", str(one)), check=True, stdout=subprocess.DEVNULL)
        ready = sorted(processor_seconds_of(_byline("resolve", str(one))) for _ in range(RUNS))
        whole = sorted(processor_seconds_of(_byline("resolve", str(every))) for _ in range(RUNS))
        peak, _ = peak_memory_of(_byline("resolve", str(every)))
    best, median = whole[0] - ready[0], whole[RUNS // 2] - ready[RUNS // 2]
    print(
        f"byline resolve, {'compiled' if is_compiled() else 'pure Python'}, "
        f"{len(strings)} distinct strings, processor time of {RUNS} runs: "
        f"once ready {len(strings) / best:,.0f}/s at best, {len(strings) / median:,.0f}/s in the "
        f"median; in all {len(strings) / whole[0]:,.0f}/s and "
        f"{len(strings) / whole[RUNS // 2]:,.0f}/s; ready in {ready[RUNS // 2]:.2f} s; "
        f"{best / _time_lookup(strings):.1f} times the bare split and lookup of their words; "
        f"peak memory {peak / 2**20:.0f} MiB"
    )


def _time_lookup(strings: list[str]) -> float:
    """Seconds to split the strings into words and to look each word up, and no more; the best."""
    words = re.compile(r"[^\W\d_]+|\d+")
    known = {word: number for number, word in enumerate(words.findall(" ".join(strings)))}
    taken: list[float] = []
    for _ in range(RUNS):
        start = time.process_time()
        for string in strings:
            for word in words.findall(string):
                known.get(word)
        taken.append(time.process_time() - start)
    return min(taken)


def _affiliations() -> Iterator[str]:
    for name in STRINGS:
        path = SHARED / "affiliations" / name
        for row in read_gold_strings(path) if path.is_file() else ():
            yield " ".join(row.affiliation.split())


if __name__ == "__main__":
    main()
