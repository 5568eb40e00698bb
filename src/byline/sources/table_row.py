"""What a reader of tables gives: papers not yet placed, and trouble, row by row."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from byline.records import AffiliationSource
from byline.sources.listing import ListedAuthor
from byline.sources.venues import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One paper of a table and what the table itself says about its edition."""

    row: int
    key: str
    title: str
    authors: tuple[ListedAuthor, ...] | None
    edition: Edition
    affiliations: tuple[str, ...] = ()
    """Affiliations that cannot be tied to single authors."""
    affiliation_source: AffiliationSource = "site"
    url: str | None = None
    abstract: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTrouble:
    """A row that is no paper, or a remark on the whole table (`row` is None)."""

    row: int | None
    kind: str
    message: str
    is_notice: bool = False


TableItem = TableRow | RowTrouble


def remark_others(others: Counter[str], *, noun: str) -> Iterator[RowTrouble]:
    """A remark on what a table holds beside papers, counted by what it is; none for nothing."""
    if others:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(others.items()))
        message = f"{others.total()} {noun} are no papers and were left out: {kinds}"
        yield RowTrouble(row=None, kind="not_papers", message=message, is_notice=True)
