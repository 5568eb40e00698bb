"""The programme of neurips.cc, icml.cc or iclr.cc: ``<conf>-<year>-orals-posters.json``."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from byline.sources.author_cells import keep_affiliations, read_profile
from byline.sources.listing import ListedAuthor
from byline.sources.table_row import RowTrouble, TableItem, TableRow, remark_others
from byline.sources.values import as_count, as_list, as_record, as_text, text_at
from byline.sources.venues import Edition, is_paper_event, read_cells, read_group, read_url

_PLACEHOLDER = re.compile(r"placeholder", re.IGNORECASE)


def is_virtual_site(value: object) -> bool:
    """Whether decoded JSON looks like a conference's programme."""
    record = as_record(value)
    results = as_list(record.get("results")) if record else []
    first = as_record(results[0]) if results else None
    return first is not None and "name" in first and isinstance(first.get("authors"), list)


def read_virtual_site(value: object) -> Iterator[TableItem]:
    """The papers of a programme, in order; other events are left out and counted."""
    record = as_record(value) or {}
    events = as_list(record.get("results"))
    others: Counter[str] = Counter()
    for row, entry in enumerate(events, start=1):
        event = as_record(entry)
        if event is None:
            yield RowTrouble(row=row, kind="bad_row", message="an entry that is no event")
        elif not is_paper_event(text_at(event, "eventtype", "event_type")):
            others[text_at(event, "eventtype", "event_type")] += 1
        elif not text_at(event, "name"):
            yield RowTrouble(row=row, kind="no_title", message="an event without a name")
        else:
            yield _read_event(row, event)
    yield from remark_others(others, noun="entries")
    yield from _remark_missing(record, events)


def _read_event(row: int, event: Mapping[str, object]) -> TableRow:
    host = _find_host(event)
    return TableRow(
        row=row,
        key=text_at(event, "id", "uid") or str(row),
        title=text_at(event, "name"),
        authors=tuple(_read_authors(as_list(event.get("authors")))),
        edition=_read_edition(event, host),
        url=_find_url(event, host),
        abstract=text_at(event, "abstract"),
    )


def _read_authors(values: Sequence[object]) -> Iterator[ListedAuthor]:
    for value in values:
        author = as_record(value)
        name = text_at(author, "fullname", "name") if author else ""
        if author and name:
            yield ListedAuthor(
                name=name,
                affiliations=keep_affiliations([as_text(author.get("institution"))]),
                profile_id=read_profile(as_text(author.get("id"))),
            )


def _read_edition(event: Mapping[str, object], host: str) -> Edition:
    page = text_at(event, "virtualsite_url")
    return (
        read_group(text_at(event, "sourceurl"))
        .or_else(read_cells(status=text_at(event, "decision")))
        .or_else(read_url(urljoin(f"https://{host}/", page) if host else page))
    )


def _find_host(event: Mapping[str, object]) -> str:
    """The site, which only the authors' addresses name."""
    for value in as_list(event.get("authors")):
        author = as_record(value)
        try:
            host = urlsplit(text_at(author, "url") if author else "").hostname
        except ValueError:
            continue
        if host:
            return host.removeprefix("www.")
    return ""


def _find_url(event: Mapping[str, object], host: str) -> str | None:
    for address in (text_at(event, "paper_url"), text_at(event, "url")):
        if address.startswith("http") and not _PLACEHOLDER.search(address):
            return address
    page = text_at(event, "virtualsite_url")
    return urljoin(f"https://{host}/", page) if page and host else page or None


def _remark_missing(record: Mapping[str, object], events: Sequence[object]) -> Iterator[RowTrouble]:
    declared = as_count(record.get("count"))
    if declared is not None and declared > len(events):
        message = (
            f"the file declares {declared} entries and holds {len(events)}: it is one part of a "
            "longer answer; fetch the rest before counting papers"
        )
        yield RowTrouble(row=None, kind="incomplete", message=message)
