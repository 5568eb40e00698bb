"""JSON and JSON Lines as numbered records, whatever the nesting around them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from byline.sources.columns import field_names, find_header, name_columns
from byline.sources.listing import SourceError
from byline.sources.record_plan import Record
from byline.sources.table_row import RowTrouble
from byline.sources.text_files import peek_lines, read_lines, read_text
from byline.sources.unescaping import decode_escapes, is_escaped_json
from byline.sources.values import as_list, as_record


def is_json(head: str) -> bool:
    """Whether a text begins like JSON."""
    return head.lstrip()[:1] in ("{", "[")


def is_json_lines(head: str) -> bool:
    """Whether each line is a record of its own."""
    lines = peek_lines(head, 2)
    record = _parse_line(lines[0]) if lines else None
    if record is None:
        return False
    is_paper = find_header(list(record), field_names()["title"]) is not None
    return is_paper or (len(lines) > 1 and lines[1].lstrip().startswith("{"))


def load_json(path: Path) -> object:
    """The decoded file; raises SourceError where it is no JSON."""
    text = read_text(path)
    try:
        value: object = json.loads(text)
        return decode_strings(value) if is_escaped_json(text) else value
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{path}: begins like JSON and is none: {error}") from error


def read_json_lines(
    lines: Iterable[str], *, is_escaped: bool
) -> Iterator[tuple[int, Record] | RowTrouble]:
    """The records of a JSON Lines text by line number; a line that is none is trouble."""
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        record = _parse_line(line, is_escaped=is_escaped)
        if record is None:
            yield RowTrouble(row=row, kind="bad_json", message="a line that is no JSON record")
        else:
            yield row, record


def read_json_line_file(path: Path, head: str) -> Iterator[tuple[int, Record] | RowTrouble]:
    """The records of a JSON Lines file, its strings unescaped where they were escaped twice."""
    return read_json_lines(read_lines(path), is_escaped=is_escaped_json(head))


def find_records(value: object, *, where: str) -> list[tuple[int, Record] | RowTrouble]:
    """The records in decoded JSON: a list, a list inside an object, or a map from titles.

    Raises SourceError where there is nothing of the kind.
    """
    record = as_record(value)
    if record is None:
        return _number(as_list(value))
    if is_title_map(record):
        return _number([{"title": title} | dict(_fields(paper)) for title, paper in record.items()])
    lists = [as_list(held) for held in record.values()]
    longest = max(lists, key=len, default=[])
    if longest and as_record(longest[0]) is not None:
        return _number(longest)
    raise SourceError(
        f"{where}: this JSON lists no papers; its keys are {name_columns(list(record))}. Papers "
        "are expected as a list of records, or as a map from titles to records with authors"
    )


def is_title_map(record: Mapping[str, object]) -> bool:
    """Whether an object maps titles to records that hold a list of authors."""
    first = as_record(next(iter(record.values()), None)) or {}
    header = find_header(list(first), field_names()["authors"])
    return header is not None and bool(as_list(first[header]))


def decode_strings(value: object) -> object:
    """The value with the backslash escapes of all its strings undone."""
    if isinstance(value, str):
        return decode_escapes(value)
    record = as_record(value)
    if record is not None:
        return {key: decode_strings(held) for key, held in record.items()}
    return [decode_strings(held) for held in value] if isinstance(value, list) else value


def _fields(paper: object) -> Mapping[str, object]:
    return as_record(paper) or {"authors": paper}


def _number(values: Iterable[object]) -> list[tuple[int, Record] | RowTrouble]:
    return [_number_one(row, value) for row, value in enumerate(values, start=1)]


def _number_one(row: int, value: object) -> tuple[int, Record] | RowTrouble:
    record = as_record(value)
    if record is None:
        return RowTrouble(row=row, kind="bad_row", message="an entry that is no record")
    return row, record


def _parse_line(line: str, *, is_escaped: bool = False) -> Record | None:
    try:
        value: object = json.loads(line)
        return as_record(decode_strings(value) if is_escaped else value)
    except (ValueError, RecursionError):
        return None
