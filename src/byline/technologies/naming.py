"""How rows of the catalogue are named, and how a cell refers to another row."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from byline.records import TechnologyKind
from byline.technologies.tables import TableRow

KINDS: Mapping[str, TechnologyKind] = {
    "models.tsv": "model",
    "architectures.tsv": "architecture",
    "accelerators.tsv": "accelerator",
    "datasets.tsv": "dataset",
}
"""The tables of technologies and the kind each holds."""

_NOT_IN_SLUG = re.compile(r"[\W_]+")


def technology_id(row: TableRow) -> str:
    """Kind and slug of a technology's row, such as ``accelerator:rtx-3090``."""
    slug = _NOT_IN_SLUG.sub("-", row["name"].casefold()).strip("-")
    return f"{KINDS[row.table]}:{slug}"


class Names:
    """What the names in cells refer to."""

    def __init__(self, rows: Iterable[TableRow]) -> None:
        self._ids: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            if row.table in KINDS:
                key = technology_id(row)
                self._ids[row["name"]].append(key)
                self._ids[key].append(key)

    def find(self, reference: str) -> str | None:
        """The one technology of a name or id."""
        found = dict.fromkeys(self._ids.get(reference, ()))
        return next(iter(found)) if len(found) == 1 else None

    def why_not(self, reference: str) -> str:
        """Why a reference names no technology, or more than one, and what to do."""
        found = dict.fromkeys(self._ids.get(reference, ()))
        if found:
            return f"{reference!r} names several technologies; write {' or '.join(found)}"
        return f"{reference!r} is not in the catalogue; add its row or correct the name"


def developer_column(row: TableRow) -> str:
    """The column that names who made a technology."""
    return "vendor" if row.table == "accelerators.tsv" else "developers"


def owner_of(row: TableRow, names: Names) -> tuple[str | None, str]:
    """The technology and version that the aliases of a row mean."""
    if row.table in KINDS:
        return technology_id(row), ""
    return names.find(row["technology"]), row["version"]


def aliases_of(row: TableRow) -> tuple[str, ...]:
    """The surface forms of a row; a technology's name is the first of its own."""
    own = (row["name"],) if row.table in KINDS else ()
    return tuple(dict.fromkeys((*own, *row.parts("aliases"))))
