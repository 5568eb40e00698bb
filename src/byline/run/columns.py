"""Rows as the bare values of their columns, made into records only where that is asked."""

from collections import defaultdict
from typing import Generic

from byline.store.parquet import RowType, column_names
from byline.store.shards import read_shard_columns
from byline.store.study import Study

Values = tuple[object, ...]


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
        for values in self.read(study, stage, shard):
            grouped[self.value(values, "document_id")].append(values)
        return grouped

    def value(self, values: Values, name: str) -> str:
        """One value of a row that is text."""
        return str(values[self._names.index(name)])

    def values(self, values: Values, *names: str) -> Values:
        """Some of the values of a row."""
        return tuple(values[self._names.index(name)] for name in names)

    def record(self, values: Values, **others: object) -> RowType:
        """A row as a record; what was left out is given."""
        return self._record(**dict(zip(self._names, values, strict=True)), **others)
