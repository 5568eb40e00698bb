"""``make bench``: reading, running and resolving on the shared papers, else on the demo."""

import importlib.resources
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]

from benchmarks.memory import peak_memory_of
from byline.sources.open import list_papers
from byline.sources.options import TableOptions

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
WORKERS = 2


def main() -> None:
    """Print every figure with its size and its peer."""
    papers = _find_papers()
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


def _find_papers() -> list[Path]:
    if (SHARED / "papers").is_dir():
        return sorted((SHARED / "papers").glob("*.pdf"))
    demo = importlib.resources.files("byline.demo") / "papers"
    return sorted(Path(str(demo)).glob("*.pdf"))


def _plain_text(path: Path) -> int:
    try:
        with pypdfium2.PdfDocument(path) as document:
            return sum(len(page.get_textpage().get_text_range()) for page in document)
    except pypdfium2.PdfiumError:
        return 0


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
        file = Path(folder, "affiliations.txt")
        file.write_text("\n".join(strings), encoding="utf-8")
        start = time.perf_counter()
        subprocess.run(_byline("resolve", str(file)), check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - start
        file.write_text(strings[0], encoding="utf-8")
        start = time.perf_counter()
        subprocess.run(_byline("resolve", str(file)), check=True, stdout=subprocess.DEVNULL)
        ready = time.perf_counter() - start
    print(
        f"byline resolve: {len(strings)} distinct strings, {len(strings) / seconds:,.0f}/s in all, "
        f"{len(strings) / (seconds - ready):,.0f}/s once ready, ready in {ready:.2f} s"
    )


def _affiliations() -> Iterator[str]:
    table = SHARED / "metadata" / "neurips2024-jingshi-yang" / "nips2024.jsonl.xz"
    if table.is_file():
        for paper in list_papers(table, TableOptions()):
            for author in getattr(paper, "authors", None) or ():
                yield from (" ".join(text.split()) for text in author.affiliations)


if __name__ == "__main__":
    main()
