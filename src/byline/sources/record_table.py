"""Tables whose columns have names: CSV, TSV and JSON records, one row per paper or per author."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from byline.sources.author_cells import (
    Slot,
    keep_affiliations,
    read_profile,
    read_slot,
    split_names,
    split_slots,
    tie_affiliations,
)
from byline.sources.columns import find_author_value
from byline.sources.listing import ListedAuthor, SourceError
from byline.sources.options import TableOptions
from byline.sources.record_plan import SAMPLE, Plan, Record, plan_reading
from byline.sources.table_row import RowTrouble, TableItem, TableRow, remark_others
from byline.sources.values import as_list, as_record, as_text, text_at
from byline.sources.venues import (
    Edition,
    is_paper_event,
    read_cells,
    read_group,
    read_url,
)

Numbered = tuple[int, Record]
"""A record and its row number."""

_HEADER_AGAIN = "the header again"


def read_records(
    items: Iterable[Numbered | RowTrouble], options: TableOptions, *, where: str
) -> Iterator[TableItem]:
    """The papers of a table; raises SourceError for a table without a column of titles."""
    items = iter(items)
    head = list(islice(items, SAMPLE))
    sample = [item[1] for item in head if not isinstance(item, RowTrouble)]
    if not sample:
        yield from (item for item in head if isinstance(item, RowTrouble))
        raise SourceError(f"{where}: the table has no rows")
    plan = plan_reading(sample, options, where=where)
    others: Counter[str] = Counter()
    papers = _keep_papers(chain(head, items), plan, others)
    if plan.row == "author":
        yield from _group_authors(papers, plan)
    else:
        yield from _read_papers(papers, plan)
    yield from _remark(plan, others)


def _keep_papers(
    items: Iterable[Numbered | RowTrouble], plan: Plan, others: Counter[str]
) -> Iterator[Numbered | RowTrouble]:
    """The records that are papers with a title; what is no paper is counted by what it is."""
    event = plan.columns.event
    for item in items:
        if isinstance(item, RowTrouble):
            yield item
        elif as_text(item[1].get(plan.title)) == plan.title:
            others[_HEADER_AGAIN] += 1
        elif event is not None and not is_paper_event(text_at(item[1], event)):
            others[text_at(item[1], event)] += 1
        elif not text_at(item[1], plan.title):
            yield RowTrouble(row=item[0], kind="no_title", message="a row without a title")
        else:
            yield item


def _read_papers(items: Iterable[Numbered | RowTrouble], plan: Plan) -> Iterator[TableItem]:
    for item in items:
        if isinstance(item, RowTrouble):
            yield item
            continue
        row, record = item
        edition = _read_edition(record, plan)
        authors, untied = _read_authors(record, plan)
        yield _build_row(row, record, plan, authors=authors, untied=untied, edition=edition)


def _build_row(
    row: int,
    record: Record,
    plan: Plan,
    *,
    authors: tuple[ListedAuthor, ...] | None,
    untied: Slot,
    edition: Edition,
) -> TableRow:
    return TableRow(
        row=row,
        key=_cell(record, plan.columns.key) or str(row),
        title=text_at(record, plan.title),
        authors=authors,
        affiliations=untied,
        affiliation_source="profile" if plan.is_career_union else "site",
        edition=edition,
        url=_cell(record, plan.columns.url) or None,
        abstract=_cell(record, plan.columns.abstract),
    )


def _read_edition(record: Record, plan: Plan) -> Edition:
    columns = plan.columns
    cells = read_cells(
        venue=_cell(record, columns.venue),
        year=_cell(record, columns.year),
        track=_cell(record, columns.track),
        status=_cell(record, columns.status),
    )
    url = _cell(record, columns.url)
    return cells.or_else(read_group(url)).or_else(read_url(url))


def _cell(record: Record, column: str | None) -> str:
    return "" if column is None else text_at(record, column)


def _read_authors(record: Record, plan: Plan) -> tuple[tuple[ListedAuthor, ...] | None, Slot]:
    """The authors of one record and the affiliations that cannot be tied to any of them."""
    if plan.columns.authors is None:
        return None, ()
    value = record.get(plan.columns.authors)
    listed = as_list(value)
    if any(not isinstance(author, str) for author in listed):
        return tuple(_read_author_values(listed, plan)), ()
    names = [name for author in listed if (name := as_text(author))]
    if not listed and isinstance(value, str):
        names = split_names(value, plan.author_separator)
    slots = _read_slots(record, plan, len(names))
    if len(names) > 1 and not plan.is_side_by_side:
        authors, _ = tie_affiliations(names, [])
        return authors, tuple(dict.fromkeys(one for slot in slots for one in slot))
    return tie_affiliations(names, slots, profiles=_read_profiles(record, plan))


def _read_slots(record: Record, plan: Plan, author_count: int) -> list[Slot]:
    column = plan.columns.affiliations
    if column is None or plan.ignores_affiliations:
        return []
    value = record.get(column)
    listed = as_list(value)
    if listed:
        return [_read_listed_slot(entry, plan) for entry in listed]
    cell = value if isinstance(value, str) else ""
    if not cell.strip():
        return []
    if plan.affiliation_separator is not None:
        return split_slots(cell, plan.affiliation_separator, within=plan.within_author)
    return [read_slot(cell, within=plan.within_author)] if author_count == 1 else []


def _read_listed_slot(entry: object, plan: Plan) -> Slot:
    several = [as_text(one) for one in as_list(entry)]
    return keep_affiliations(several) or read_slot(as_text(entry), within=plan.within_author)


def _read_profiles(record: Record, plan: Plan) -> list[str | None]:
    column = plan.columns.profiles
    if column is None:
        return []
    value = record.get(column)
    parts = [as_text(one) for one in as_list(value)] or as_text(value).split(";")
    return [read_profile(part) for part in parts]


def _read_author_values(values: Sequence[object], plan: Plan) -> Iterator[ListedAuthor]:
    """Authors given as records, as pairs of a name and affiliations, or as plain names."""
    for value in values:
        author = as_record(value)
        pair = as_list(value)
        if author is not None:
            name = as_text(find_author_value(author, "name"))
            given = find_author_value(author, "affiliations")
            profile = as_text(find_author_value(author, "profile"))
        else:
            name = as_text(pair[0]) if pair else as_text(value)
            given = pair[1] if len(pair) > 1 else None
            profile = ""
        if name:
            yield ListedAuthor(
                name=name,
                affiliations=() if plan.ignores_affiliations else _read_given(given, plan),
                profile_id=read_profile(profile),
            )


def _read_given(given: object, plan: Plan) -> Slot:
    several = as_list(given)
    if several:
        return keep_affiliations(_affiliation_text(one) for one in several)
    return read_slot(_affiliation_text(given), within=plan.within_author)


def _affiliation_text(value: object) -> str:
    record = as_record(value)
    return text_at(record, "name", "raw_affiliation_string") if record else as_text(value)


def _group_authors(items: Iterable[Numbered | RowTrouble], plan: Plan) -> Iterator[TableItem]:
    """Papers from rows that each hold one author; the rows of a paper need not be neighbours."""
    papers: dict[tuple[str, ...], list[Numbered]] = {}
    columns = plan.columns
    for item in items:
        if isinstance(item, RowTrouble):
            yield item
            continue
        cells = (plan.title, columns.venue, columns.year, columns.track)
        key = tuple(_cell(item[1], column) for column in cells)
        papers.setdefault(key, []).append(item)
    for rows in papers.values():
        row, record = rows[0]
        edition = _read_edition(record, plan)
        authors = tuple(_merge_rows(_in_position(rows, plan), plan))
        yield _build_row(row, record, plan, authors=authors, untied=(), edition=edition)


def _in_position(rows: list[Numbered], plan: Plan) -> list[Record]:
    """The rows of one paper by the position they state, where every one states it."""
    positions = [_cell(record, plan.columns.position) for _, record in rows]
    if not all(position.isdigit() for position in positions):
        return [record for _, record in rows]
    order = sorted(range(len(rows)), key=lambda index: int(positions[index]))
    return [rows[index][1] for index in order]


def _merge_rows(records: Sequence[Record], plan: Plan) -> Iterator[ListedAuthor]:
    """One author for the rows of one name, which list that author's affiliations."""
    affiliations: dict[tuple[str, str | None], list[str]] = {}
    for record in records:
        profile = read_profile(_cell(record, plan.columns.profiles))
        name = _cell(record, plan.columns.authors)
        given = None if plan.ignores_affiliations else record.get(plan.columns.affiliations or "")
        if name:
            affiliations.setdefault((name, profile), []).extend(_read_given(given, plan))
    for (name, profile), texts in affiliations.items():
        slot = keep_affiliations(texts)
        yield ListedAuthor(name=name, affiliations=slot, profile_id=profile)


def _remark(plan: Plan, others: Counter[str]) -> Iterator[RowTrouble]:
    yield from remark_others(others, noun="rows")
    if plan.is_career_union:
        message = (
            "its affiliations are unions over the authors' whole profiles in no order: they say "
            "nothing about who wrote a paper where, so authors are listed without affiliations"
        )
        yield RowTrouble(row=None, kind="profile_union", message=message, is_notice=True)
    elif _cannot_tell(plan):
        message = (
            f"the column {plan.columns.affiliations} joins the affiliations of several authors "
            "by commas, which names hold, too: such papers are listed without affiliations; "
            "where the table has a sure separator, give it: --author-separator"
        )
        yield RowTrouble(row=None, kind="affiliations_not_told", message=message, is_notice=True)


def _cannot_tell(plan: Plan) -> bool:
    has_column = plan.columns.affiliations is not None and not plan.ignores_affiliations
    is_cell = plan.affiliation_separator is None and not plan.is_side_by_side
    return has_column and is_cell and plan.row == "paper"
