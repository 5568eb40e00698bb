"""What a run prints when it has ended: what came in, and what became of it."""

from byline.cli.printing import Format, print_json, print_line, print_table
from byline.queries import ManifestRow, Store
from byline.store.study import Study

_HEADER = (
    "venue",
    "year",
    "track",
    "status",
    "papers",
    "duplicates",
    "authors",
    "with affiliation",
    "without",
    "failed",
)


def print_manifest(study: Study, *, output_format: Format) -> None:
    """Papers by venue, year, track and status with their authors and affiliations, then fates."""
    with Store.opened(study.store) as store:
        facts, rows = store.read_facts(), store.list_manifest()
    if output_format is Format.JSON:
        print_json({"manifest": rows, "facts": facts})
        return
    print_table(_HEADER, [_cells(row) for row in rows])
    fates = ", ".join(f"{fate} {count:,}" for fate, count in facts.by_fate.items())
    print_line(f"{facts.papers - facts.duplicates:,} papers: {fates}")
    for kind, count in facts.failures_by_kind.items():
        print_line(f"{kind}: {count:,}; `byline failures --kind {kind}` lists them")
    print_line(f"store: {study.store}")


def _cells(row: ManifestRow) -> list[object]:
    return [
        row.venue,
        None if row.year is None else str(row.year),
        row.track,
        row.status,
        row.papers,
        row.duplicates,
        row.authors,
        row.authors_with_affiliation,
        row.authors - row.authors_with_affiliation,
        row.failed,
    ]
