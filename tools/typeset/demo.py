"""Sets the papers of the embedded demonstration and writes their truth and index.

Run `python -m tools.typeset.demo` with pdflatex, dvipdfmx and xelatex at hand; `--out` takes
another folder than the package's own. The same sources give the same bytes.
"""

import argparse
import csv
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from tools.typeset.tex import Engine, typeset
from tools.typeset.truth import (
    Basis,
    Difficulty,
    Layout,
    TrueAffiliation,
    TrueAuthor,
    TruePage,
    write_truth,
)

_HERE = Path(__file__).parent
_PACKAGE = _HERE.parents[1] / "src" / "byline" / "demo"
_EPOCHS = {2024: 1717200000, 2025: 1740787200}
_VENUE = "BDC"

Table = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPaper:
    """One paper to set; `truth` is None for the file that is damaged on purpose."""

    pid: str
    title: str
    track: str
    engine: Engine
    truth: TruePage | None

    @property
    def year(self) -> int:
        """The year of its conference, which its name carries."""
        return 2000 + int(self.pid[3:5])


def main() -> None:
    """Sets every paper into the folder of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=_PACKAGE)
    folder = cast("Path", parser.parse_args().out)
    (folder / "papers").mkdir(parents=True, exist_ok=True)
    papers = list(read_papers(_HERE / "demo.toml"))
    files = [write_paper(paper, folder / "papers") for paper in papers]
    write_truth(folder / "truth.jsonl", _truths(papers, files))
    write_index(folder / "index.csv", papers)
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} papers, {size / 1e6:.2f} MB in {folder / 'papers'}")


def read_papers(path: Path) -> Iterator[DemoPaper]:
    """The papers of the description, in its order."""
    with path.open("rb") as file:
        tables = cast("list[Table]", tomllib.load(file)["paper"])
    for table in tables:
        yield DemoPaper(
            pid=cast("str", table["pid"]),
            title=cast("str", table["title"]),
            track=cast("str", table["track"]),
            engine=cast("Engine", table["engine"]),
            truth=None if table.get("is_damaged") else _read_truth(table),
        )


def _read_truth(table: Table) -> TruePage:
    affiliations = cast("list[Table]", table["affiliations"])
    return TruePage(
        pid=cast("str", table["pid"]),
        title=cast("str", table["title"]),
        affiliations=tuple(_read_affiliation(n, row) for n, row in enumerate(affiliations, 1)),
        authors=tuple(_read_author(row) for row in cast("list[Table]", table["authors"])),
        layout=cast("Layout", table["layout"]),
        difficulty=cast("Difficulty", table["difficulty"]),
        note=cast("str", table["note"]),
    )


def _read_affiliation(position: int, row: Table) -> TrueAffiliation:
    return TrueAffiliation(
        id=position,
        raw=cast("str", row["raw"]),
        institution=cast("str", row["institution"]),
        country=cast("str | None", row.get("country")),
        basis=cast("Basis", row["basis"]),
    )


def _read_author(row: Table) -> TrueAuthor:
    return TrueAuthor(
        name=cast("str", row["name"]),
        affiliations=tuple(cast("list[int]", row["affiliations"])),
        role_note=cast("str", row.get("role_note", "")),
    )


def write_paper(paper: DemoPaper, folder: Path) -> Path:
    """The file of one paper; the damaged one loses the second half of its bytes."""
    source = _HERE / "papers" / f"{paper.pid}.tex"
    pdf = typeset(source, engine=paper.engine, epoch=_EPOCHS[paper.year])
    path = folder / f"{paper.pid}.pdf"
    path.write_bytes(pdf if paper.truth else pdf[: len(pdf) // 2])
    return path


def _truths(papers: list[DemoPaper], files: list[Path]) -> Iterator[tuple[TruePage, str, str]]:
    for paper, file in zip(papers, files, strict=True):
        if paper.truth:
            yield paper.truth, file.name, hashlib.sha256(file.read_bytes()).hexdigest()


def write_index(path: Path, papers: list[DemoPaper]) -> None:
    """The table that a source reads: one row per file, the damaged one included."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "title", "venue", "year", "track"))
        writer.writerows((f"{p.pid}.pdf", p.title, _VENUE, p.year, p.track) for p in papers)


if __name__ == "__main__":
    main()
