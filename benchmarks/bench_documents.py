"""``python -m benchmarks.bench_documents``: one core, against the plain text of the same pages."""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks.papers import find_papers, read_plain_text
from byline.documents.boxes import find_boxes
from byline.documents.reader import read_document
from byline.records import PaperError

ROUNDS = 3


def main() -> None:
    """Print CPU time per paper and page, and the ratio, best of a few alternating rounds."""
    files = _readable([path.read_bytes() for path in find_papers()])
    pages = sum(map(read_plain_text, files))
    plain, ours = [], []
    for _ in range(ROUNDS):
        plain.append(_cpu_seconds(read_plain_text, files))
        ours.append(_cpu_seconds(_read, files))
    for name, seconds in (("plain pypdfium2 text", min(plain)), ("read_document", min(ours))):
        per_paper, per_page = 1000 * seconds / len(files), 1000 * seconds / pages
        print(f"{name}: {per_paper:.1f} ms/paper, {per_page:.2f} ms/page")
    print(f"ratio {min(ours) / min(plain):.2f} on {len(files)} papers, {pages} pages, one core")
    boxes = [_cpu_seconds(_find_box, [data]) for data in files]
    print(f"find_boxes on page one: median {1000 * statistics.median(boxes):.1f} ms")
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(f"peak memory, all files held: {peak / 1e6:.0f} MB, files {_size(files) / 1e6:.0f} MB")


def _readable(files: Sequence[bytes]) -> list[bytes]:
    readable = []
    for data in files:
        try:
            _read(data)
        except PaperError:
            continue
        readable.append(data)
    return readable


def _read(data: bytes) -> None:
    read_document(data, paper_id="bench", location="bench.pdf")


def _find_box(data: bytes) -> None:
    find_boxes(data, page=1, start=0, end=10)


def _cpu_seconds(task: Callable[[bytes], object], files: Sequence[bytes]) -> float:
    start = time.process_time()
    for data in files:
        task(data)
    return time.process_time() - start


def _size(files: Sequence[bytes]) -> int:
    return sum(map(len, files))


if __name__ == "__main__":
    main()
