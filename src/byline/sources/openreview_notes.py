"""Notes as OpenReview's API gives them, in its first or second version, without affiliations."""

from collections.abc import Iterator, Mapping, Sequence

from byline.sources.author_cells import read_profile
from byline.sources.listing import ListedAuthor
from byline.sources.table_row import RowTrouble, TableItem, TableRow
from byline.sources.values import as_list, as_record, as_text
from byline.sources.venues import Edition, read_group, read_venue

_FORUM = "https://openreview.net/forum?id="


def find_notes(value: object) -> list[object]:
    """The notes in decoded JSON, a list or an answer that holds one; empty if there are none."""
    record = as_record(value)
    notes = as_list(record.get("notes")) if record else as_list(value)
    first = as_record(notes[0]) if notes else None
    content = as_record(first.get("content")) if first else None
    return notes if content is not None and "title" in content else []


def read_openreview_notes(notes: Sequence[object]) -> Iterator[TableItem]:
    """The papers of these notes, in order."""
    for row, value in enumerate(notes, start=1):
        note = as_record(value)
        content = as_record(note.get("content")) if note else None
        if note is None or content is None:
            yield RowTrouble(row=row, kind="bad_row", message="an entry that is no note")
        elif not as_text(_value(content, "title")):
            yield RowTrouble(row=row, kind="no_title", message="a note without a title")
        else:
            yield _read_note(row, note, content)


def _read_note(row: int, note: Mapping[str, object], content: Mapping[str, object]) -> TableRow:
    forum = as_text(note.get("forum")) or as_text(note.get("id"))
    return TableRow(
        row=row,
        key=forum or str(row),
        title=as_text(_value(content, "title")),
        authors=_read_authors(content),
        edition=_read_edition(note, content),
        url=f"{_FORUM}{forum}" if forum else None,
        abstract=as_text(_value(content, "abstract")),
    )


def _read_authors(content: Mapping[str, object]) -> tuple[ListedAuthor, ...]:
    names = [as_text(name) for name in as_list(_value(content, "authors"))]
    ids = [as_text(one) for one in as_list(_value(content, "authorids"))]
    profiles = ids if len(ids) == len(names) else [""] * len(names)
    return tuple(
        ListedAuthor(name=name, affiliations=(), profile_id=read_profile(profile))
        for name, profile in zip(names, profiles, strict=True)
        if name
    )


def _read_edition(note: Mapping[str, object], content: Mapping[str, object]) -> Edition:
    group = read_group(as_text(_value(content, "venueid")))
    stated = read_venue(as_text(_value(content, "venue")))
    invitation = read_group(as_text(note.get("invitation")) or as_text(note.get("domain")))
    return group.or_else(stated).or_else(invitation)


def _value(content: Mapping[str, object], key: str) -> object:
    """A field's value; the second version of the API wraps it."""
    held = content.get(key)
    wrapped = as_record(held)
    return held if wrapped is None else wrapped.get("value")
