"""Generates first pages with invented authors and real affiliation strings, and their truth.

Run from the root of the repository:
`python -m tools.typeset.blocks --metadata DIR --out DIR --count 300 --seed 7`.
DIR of `--metadata` holds `paperlists/*.json.xz`; `--out` should lie outside the repository, since
the strings are not ours. Half of the pages, `study`, is there to be looked at; the other half,
`score`, has other strings and is only to be scored. The same seed gives the same pages.

Needs Debian's texlive-latex-extra, texlive-fonts-recommended, texlive-publishers, texlive-xetex,
texlive-lang-chinese and lmodern. Where cm-super is missing, T1 pages in Computer Modern are set in
bitmap fonts, as on many authors' machines.
"""

import argparse
import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import cast

from tools.typeset.conferences import STYLES
from tools.typeset.pages import Page, invent_page
from tools.typeset.strings import Half, read_stock
from tools.typeset.tex import typeset
from tools.typeset.truth import TruePage, write_truth

_HALVES: tuple[Half, ...] = ("study", "score")
_EPOCH = 1717200000


def main() -> None:
    """Writes both halves into the folder of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--metadata", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    out, metadata = cast("Path", given.out), cast("Path", given.metadata)
    for half in _HALVES:
        pages = invent_pages(
            metadata, half=half, count=cast("int", given.count) // 2, seed=cast("int", given.seed)
        )
        write_half(out / half, pages, workers=cast("int", given.workers))
        print(f"{half}: {len(pages)} pages in {out / half}")


def invent_pages(metadata: Path, *, half: Half, count: int, seed: int) -> list[Page]:
    """So many pages, the styles in turn; each page depends on the seed and its own number."""
    stock = read_stock(metadata, half=half, seed=seed)
    pages = []
    for number in range(count):
        style = STYLES[number % len(STYLES)]
        chance = Random(f"{seed}:{half}:{number}")
        pages.append(invent_page(chance, style, stock, pid=f"{half}-{number:04}-{style.name}"))
    return pages


def write_half(folder: Path, pages: list[Page], *, workers: int) -> None:
    """The PDFs, their sources and their truth."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(workers) as pool:
        write_truth(folder / "truth.jsonl", _write_pages(folder, pages, pool))


def _write_pages(
    folder: Path, pages: list[Page], pool: ThreadPoolExecutor
) -> Iterator[tuple[TruePage, str, str]]:
    written = pool.map(lambda page: _write_page(folder, page), pages)
    for page, content in zip(pages, written, strict=True):
        yield page.truth, f"{page.truth.pid}.pdf", hashlib.sha256(content).hexdigest()


def _write_page(folder: Path, page: Page) -> bytes:
    source = folder / "sources" / f"{page.truth.pid}.tex"
    source.write_text(page.source, encoding="utf-8")
    content = typeset(source, engine=page.engine, epoch=_EPOCH, runs=1)
    (folder / f"{page.truth.pid}.pdf").write_bytes(content)
    return content


if __name__ == "__main__":
    main()
