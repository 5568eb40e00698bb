"""Accepted-paper lists as text: a title, and below it ``Author (Institution) · Author (…)``."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from byline.sources.author_cells import keep_affiliations
from byline.sources.listing import ListedAuthor, SourceError
from byline.sources.table_row import RowTrouble, TableItem, TableRow
from byline.sources.text_files import peek_lines
from byline.sources.unescaping import clean, squeeze
from byline.sources.venues import Edition

_BETWEEN = re.compile(" ?· | ·")
_BROKEN_ENTITY = re.compile(r"&([A-Z]);")
_PAPER_LINES = 2
"""A title and a line of authors."""
_SHOWN = 60
_LOOKED_AT = 60
_LONG_LINE = 40


def is_author_list(head: str) -> bool:
    """Whether most blocks of a text are a title and a line of authors in brackets."""
    blocks = list(_read_blocks(head.splitlines()))[:_LOOKED_AT]
    fitting = sum(len(lines) == _PAPER_LINES and _is_author_line(lines[1]) for _, lines in blocks)
    return 2 * fitting > len(blocks)


def refuse_joined_list(head: str, *, where: str) -> None:
    """Raises SourceError for a list whose lines are a title and its authors run together."""
    lines = peek_lines(head, _LOOKED_AT)
    joined = [line for line in lines if line.count(", ") > 0 and len(line) > _LONG_LINE]
    if lines and "\t" not in lines[0] and 2 * len(joined) > len(lines):
        raise SourceError(
            f"{where}: each line seems to hold a title and its authors with nothing between them "
            f"({lines[0][:_SHOWN]!r}), so that they cannot be told apart; separate them by a tab "
            "or give each a line of its own. There are no affiliations in this file"
        )


def read_author_list(lines: Iterable[str]) -> Iterator[TableItem]:
    """The papers of a list; a block that is no title with a line of authors is trouble."""
    for row, block in _read_blocks(lines):
        if len(block) != _PAPER_LINES:
            message = f"a block of {len(block)} lines, not of two: {block[0][:_SHOWN]!r}"
            yield RowTrouble(row=row, kind="bad_block", message=message)
        else:
            title = clean(block[0])
            authors = tuple(_read_authors(block[1]))
            yield TableRow(row=row, key=str(row), title=title, authors=authors, edition=Edition())


def _read_blocks(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The stretches between empty lines, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate(chain(lines, [""]), start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _is_author_line(line: str) -> bool:
    return line.rstrip().endswith(")") and "(" in line


def _read_authors(line: str) -> Iterator[ListedAuthor]:
    # "A&M;" is what a browser made of "A&M": a name, not an entity.
    mended = _BROKEN_ENTITY.sub(r"&\1", clean(line))
    for entry in _BETWEEN.split(mended):
        name, affiliation = split_bracket(entry)
        if name:
            yield ListedAuthor(name=name, affiliations=keep_affiliations([affiliation]))


def split_bracket(entry: str) -> tuple[str, str]:
    """The name, and what stands in the last bracket, which may hold brackets itself."""
    entry = squeeze(entry)
    if not entry.endswith(")"):
        return entry, ""
    surplus = entry.count(")") - entry.count("(")
    if surplus < 0:
        name, _, rest = entry.partition("(")
        return name.strip(), rest[:-1].strip()
    body = entry[: len(entry) - surplus]
    depth = 0
    for index in range(len(body) - 1, -1, -1):
        depth += (body[index] == ")") - (body[index] == "(")
        if depth == 0:
            return body[:index].strip(), body[index + 1 : -1].strip()
    return entry, ""
