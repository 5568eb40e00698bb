"""The tables of technologies: what the store counts, for all papers read and for either side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from byline.queries import (
    AcceleratorCount,
    JointCount,
    ListedTechnology,
    TechnologyCount,
    TechnologyPaper,
)
from byline.report.technologies import (
    KINDS,
    MARKETS,
    MOST_TECHNOLOGIES,
    REPORT_NAMES,
    ROLE_NAMES,
    AcceleratorRow,
    KindTable,
    TechnologyRow,
    YearRow,
)
from byline.report.uses import SIDES


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyAnswers:
    """What the store says, by side where that makes a difference."""

    listed: Mapping[str, tuple[ListedTechnology, ...]]
    chips: Mapping[str, tuple[AcceleratorCount, ...]]
    uses: Mapping[str, tuple[TechnologyPaper, ...]]
    """Papers by technology, whatever the role."""


def build_kind_tables(answers: TechnologyAnswers) -> tuple[KindTable, ...]:
    """A table for each kind, its most used technologies first; lists are placed in this order."""
    counts = {side: {t.technology_id: t for t in answers.listed[side]} for side in SIDES}
    tables: list[KindTable] = []
    place = 0
    for kind in KINDS:
        named = [found for found in answers.listed["all"] if found.kind == kind]
        rows = tuple(
            TechnologyRow(
                technology=found,
                place=place + at,
                numbers={
                    side: _role_numbers(counts[side].get(found.technology_id)) for side in SIDES
                },
            )
            for at, found in enumerate(named[:MOST_TECHNOLOGIES])
        )
        tables.append(KindTable(kind=kind, rows=rows, named=len(named)))
        place += len(rows)
    return tuple(tables)


def _role_numbers(found: ListedTechnology | None) -> dict[str, int]:
    return {name: getattr(found, name, 0) for name in ROLE_NAMES}


def build_market_tables(
    answers: TechnologyAnswers, *, first_place: int
) -> dict[str, tuple[AcceleratorRow, ...]]:
    """Accelerators by market class; classes without one are left out."""
    by_side = {side: {chip.technology_id: chip for chip in answers.chips[side]} for side in SIDES}
    rows = [
        AcceleratorRow(
            chip=chip,
            place=first_place + at,
            numbers={
                side: _report_numbers(by_side[side].get(chip.technology_id)) for side in SIDES
            },
        )
        for at, chip in enumerate(answers.chips["all"])
    ]
    grouped = {
        market: tuple(row for row in rows if _market_of(row.chip) == market) for market in MARKETS
    }
    return {market: found for market, found in grouped.items() if found}


def _market_of(chip: AcceleratorCount) -> str:
    return chip.market if chip.market in MARKETS else "unknown"


def _report_numbers(chip: AcceleratorCount | None) -> dict[str, int]:
    if chip is None:
        return dict.fromkeys(REPORT_NAMES, 0)
    counts = (chip.papers, chip.before, chip.same_year, chip.after)
    return dict(zip(REPORT_NAMES, counts, strict=True))


def build_year_rows(
    rows: Sequence[JointCount], models: Sequence[Sequence[TechnologyCount]]
) -> tuple[YearRow, ...]:
    """The counts of each model by venue, track and year; none for one year."""
    if not models or len({row.year for row in rows}) < 2:  # noqa: PLR2004 (one year is no trend)
        return ()
    by_model = [{(c.venue, c.year, c.track): c for c in counts} for counts in models]
    found = []
    for place, row in enumerate(rows):
        counts = tuple(by_row[row.venue, row.year, row.track] for by_row in by_model)
        found.append(YearRow(row=place, count=row, read=counts[0].read, models=counts))
    return tuple(sorted(found, key=_series_key))


def _series_key(found: YearRow) -> tuple[str, str, int]:
    return found.count.venue or "", found.count.track or "", found.count.year or 0
