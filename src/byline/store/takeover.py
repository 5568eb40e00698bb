"""Rows of a shard that stay as they are, put among new ones without becoming records between."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Tables = Mapping[str, pa.Table]
"""By the name of the table: its rows in columns."""

_OF = "document_id"


def take_over(
    folder: Path, tables: Tables, *, documents: Collection[str], order: Sequence[str]
) -> Tables:
    """These tables and the rows that a shard's folder holds of some documents, in order.

    Rows of one document stay in the order they have; those of no document are never taken over.
    """
    old = {path.stem: pq.read_table(path) for path in folder.glob("*.parquet")}
    kept = pa.array(sorted(documents), type=pa.string())
    place = pa.array(order, type=pa.string())
    found: dict[str, pa.Table] = {}
    for name in {**old, **tables}:
        parts = [tables[name]] if name in tables else []
        if name in old and _OF in old[name].column_names:
            parts.append(old[name].filter(pc.is_in(old[name].column(_OF), value_set=kept)))
        if any(part.num_rows for part in parts):
            found[name] = _sort(parts, place)
    return found


def _sort(parts: Sequence[pa.Table], place: pa.StringArray) -> pa.Table:
    rows = pa.concat_tables(parts)
    if _OF in rows.column_names:
        places = pc.index_in(rows.column(_OF), value_set=place)
        rows = rows.take(pc.sort_indices(places))
    return rows.combine_chunks()
