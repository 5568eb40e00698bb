"""Paper Copilot's lists ("paperlists"): one JSON array of papers for each venue and year.

Authors stand in one string, their affiliations in another in the same order, several of one author
joined by a plus sign. Where OpenReview profiles are the origin, older lists leave out authors
without an entry, and the lists of 2022 name each affiliation once in no order: such affiliations
stay with the paper and are tied to nobody.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from byline.records import AffiliationSource
from byline.sources.author_cells import (
    Slot,
    keep_affiliations,
    read_profile,
    split_names,
    tie_affiliations,
)
from byline.sources.listing import ListedAuthor
from byline.sources.table_row import RowTrouble, TableItem, TableRow
from byline.sources.unescaping import squeeze, unescape
from byline.sources.values import as_record, as_text, text_at
from byline.sources.venues import Edition, read_cells, read_url

_SEVERAL = re.compile(r"(?<!\+) ?\+ ?(?![+ ])")
_PROFILE_FIELDS = ("or_profile", "authorids", "position")
_INDEX = "aff_unique_index"
"""Lists that have this field join several affiliations by a plus; in others it is part of names."""
_ADDRESSES = ("site", "openreview", "oa", "proceeding", "pdf")


def is_paperlists(values: Sequence[object]) -> bool:
    """Whether decoded JSON looks like one of Paper Copilot's lists."""
    first = as_record(values[0]) if values else None
    if first is None or not {"title", "status", "track"} <= first.keys():
        return False
    return isinstance(first.get("author", first.get("authors")), str)


def read_paperlists(values: Sequence[object]) -> Iterator[TableItem]:
    """The papers of one list, in order."""
    for row, value in enumerate(values, start=1):
        record = as_record(value)
        if record is None:
            yield RowTrouble(row=row, kind="bad_row", message="an entry that is no paper")
        elif not text_at(record, "title"):
            yield RowTrouble(row=row, kind="no_title", message="a paper without a title")
        else:
            yield _read_paper(row, record)


def _read_paper(row: int, record: Mapping[str, object]) -> TableRow:
    authors, untied = _read_authors(record)
    return TableRow(
        row=row,
        key=text_at(record, "id", "pid") or str(row),
        title=text_at(record, "title"),
        authors=authors,
        affiliations=untied,
        affiliation_source=_affiliation_source(record),
        edition=_read_edition(record),
        url=text_at(record, *_ADDRESSES) or None,
        abstract=text_at(record, "abstract"),
    )


def _affiliation_source(record: Mapping[str, object]) -> AffiliationSource:
    return "profile" if any(field in record for field in _PROFILE_FIELDS) else "site"


def _read_edition(record: Mapping[str, object]) -> Edition:
    edition = read_cells(track=text_at(record, "track"), status=text_at(record, "status"))
    for field in _ADDRESSES:
        if edition.venue is None or edition.year is None:
            edition = edition.or_else(read_url(text_at(record, field)))
    return edition


def _read_authors(record: Mapping[str, object]) -> tuple[tuple[ListedAuthor, ...], Slot]:
    cell = unescape(str(record.get("author") or record.get("authors") or ""))
    separator = ";" if ";" in cell else ","
    names = split_names(cell, separator)
    if not names:
        return _read_site_authors(record), ()
    slots = _read_slots(record)
    is_set = separator == "," and len(names) > 1
    if is_set:
        # Names joined by commas beside affiliations joined by semicolons: a set in no order.
        authors, _ = tie_affiliations(names, [])
        return authors, tuple(dict.fromkeys(one for slot in slots for one in slot))
    profiles = [read_profile(part) for part in as_text(record.get("authorids")).split(";")]
    return tie_affiliations(names, slots, profiles=profiles)


def _read_site_authors(record: Mapping[str, object]) -> tuple[ListedAuthor, ...]:
    """The names on the conference's page, where the list's own cell is empty."""
    cell = unescape(as_text(record.get("author_site")))
    names = split_names(cell, ";" if ";" in cell else ",")
    return tuple(ListedAuthor(name=name, affiliations=()) for name in names)


def _read_slots(record: Mapping[str, object]) -> list[Slot]:
    cell = record.get("aff")
    if not isinstance(cell, str) or not cell.strip():
        return []
    parts = [squeeze(part) for part in unescape(cell).split(";")]
    if _INDEX not in record:
        return [keep_affiliations([part]) for part in parts]
    return [keep_affiliations(_SEVERAL.split(part)) for part in parts]
