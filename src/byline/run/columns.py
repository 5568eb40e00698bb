"""Rows as the bare values of their columns, made into records only where that is asked."""

from collections import defaultdict
from collections.abc import Callable
from operator import itemgetter
from typing import Generic

from byline.store.parquet import RowType, Values, column_names
from byline.store.shards import read_shard_columns
from byline.store.study import Study


class Columns(Generic[RowType]):
    """The columns of one record, but one that may be left out."""

    def __init__(self, record: type[RowType], *, but: str = "") -> None:
        self._record = record
        self._names = tuple(name for name in column_names(record) if name != but)

    def read(self, study: Study, stage: str, shard: str) -> list[Values]:
        """The rows of a shard, in order."""
        return read_shard_columns(study, stage, shard, self._record, self._names)

    def read_by_document(
        self, study: Study, stage: str, shard: str
    ) -> defaultdict[str, list[Values]]:
        """The rows of a shard by their `document_id`."""
        grouped: defaultdict[str, list[Values]] = defaultdict(list)
        at = self._names.index("document_id")
        for values in self.read(study, stage, shard):
            grouped[values[at]].append(values)
        return grouped

    def value(self, values: Values, name: str) -> str:
        """One value of a row that is text."""
        return str(values[self._names.index(name)])

    def picker(self, *names: str) -> Callable[[Values], Values]:
        """What takes some of the values of a row, at least two."""
        return itemgetter(*map(self._names.index, names))

    def record(self, values: Values, **others: object) -> RowType:
        """A row as a record; what was left out is given."""
        return self._record(**dict(zip(self._names, values, strict=True)), **others)
