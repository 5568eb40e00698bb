"""Generates first pages with invented authors and real affiliation strings, and their truth.

Run from the root of the repository:
`python -m tools.typeset.blocks --metadata DIR --out DIR --count 300 --seed 7`.
DIR of `--metadata` holds `paperlists/*.json.xz`; `--out` should lie outside the repository, since
the strings are not ours. Half of the pages, `study`, is there to be looked at; the other half,
`score`, has other strings and is only to be scored. The same seed gives the same pages.
`--styles further` sets the styles beside the usual ones. `--labels FILE...` takes people, places
and countries from labelled papers instead, so that each is set as another conference would.

Needs Debian's texlive-latex-extra, texlive-fonts-recommended, texlive-publishers, texlive-xetex,
texlive-lang-chinese and lmodern. Where cm-super is missing, T1 pages in Computer Modern are set in
bitmap fonts, as on many authors' machines.
"""

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import cast

from tools.typeset.casting import Byline
from tools.typeset.conferences import STYLES
from tools.typeset.further import FURTHER_STYLES
from tools.typeset.labelled import fits, read_labelled
from tools.typeset.pages import Design, Page, Style, invent_page, set_page
from tools.typeset.strings import Half, read_stock
from tools.typeset.tex import typeset
from tools.typeset.truth import TruePage, write_truth

_HALVES: tuple[Half, ...] = ("study", "score")
_EPOCH = 1717200000
_STYLES = {"usual": STYLES, "further": FURTHER_STYLES}


def main() -> None:
    """Writes both halves into the folder of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--metadata", type=Path)
    source.add_argument("--labels", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--styles", choices=tuple(_STYLES), default="usual")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    out, metadata = cast("Path", given.out), cast("Path", given.metadata)
    if given.labels:
        pages = recast_pages(
            cast("list[Path]", given.labels),
            count=cast("int", given.count),
            seed=cast("int", given.seed),
            styles=_STYLES[cast("str", given.styles)],
        )
        write_half(out, pages, workers=cast("int", given.workers))
        print(f"labels: {len(pages)} pages in {out}")
        return
    for half in _HALVES:
        pages = invent_pages(
            metadata,
            half=half,
            count=cast("int", given.count) // 2,
            seed=cast("int", given.seed),
            styles=_STYLES[cast("str", given.styles)],
        )
        write_half(out / half, pages, workers=cast("int", given.workers))
        print(f"{half}: {len(pages)} pages in {out / half}")


def invent_pages(
    metadata: Path, *, half: Half, count: int, seed: int, styles: tuple[Style, ...] = STYLES
) -> list[Page]:
    """So many pages, the styles in turn; each page depends on the seed and its own number."""
    stock = read_stock(metadata, half=half, seed=seed)
    pages = []
    for number in range(count):
        style = styles[number % len(styles)]
        chance = Random(f"{seed}:{half}:{number}")
        pages.append(invent_page(chance, style, stock, pid=f"{half}-{number:04}-{style.name}"))
    return pages


def recast_pages(
    labels: list[Path], *, count: int, seed: int, styles: tuple[Style, ...] = STYLES
) -> list[Page]:
    """So many pages with the people and places of labelled papers, the styles in turn."""
    bylines = read_labelled(labels)
    held = {style.name: _find_castings(bylines, style) for style in styles}
    usable = [style for style in styles if held[style.name]]
    pages = []
    for number in range(count):
        style = usable[number % len(usable)]
        chance = Random(f"{seed}:labels:{number}")
        castings = held[style.name]
        byline, design = chance.choices(castings, [design.weight for _, design in castings])[0]
        pid = f"labels-{number:04}-{style.name}"
        pages.append(set_page(chance, style, design, byline, pid=pid))
    return pages


def _find_castings(bylines: Sequence[Byline], style: Style) -> list[tuple[Byline, Design]]:
    """The bylines, each with the layouts of this style that can hold it."""
    return [
        (byline, design)
        for byline in bylines
        for design in style.designs
        if design.signed_by == "people" and fits(byline, design.bounds)
    ]


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
    content = typeset(source, engine=page.engine, epoch=_EPOCH, runs=page.runs)
    (folder / f"{page.truth.pid}.pdf").write_bytes(content)
    return content


if __name__ == "__main__":
    main()
