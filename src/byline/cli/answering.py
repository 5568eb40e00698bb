"""What commands that ask a study have in common: its store, and the form of a counted answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from byline.cli.printing import Format, print_json, print_line, print_table

if TYPE_CHECKING:
    from byline.queries import Scope, Store


@contextmanager
def open_store(study: Path) -> "Iterator[Store]":
    """The store of the study in a folder; raises BylineError where there is none."""
    from byline.queries import Store
    from byline.store.study import find_study

    with Store.opened(find_study(study).store) as store:
        yield store


def print_counted(
    measure: str,
    found: Mapping[str, object],
    *,
    scope: "Scope",
    output_format: Format,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    told: str = "",
) -> None:
    """What a measure found, beside its definition and scope in JSON; else as a table.

    Under the table stands what is `told` and how the measure counts.
    """
    from byline.queries import explain_measure

    definition = explain_measure(measure)
    if output_format is Format.JSON:
        print_json({"definition": definition, "scope": scope, **found})
        return
    print_table(header, rows)
    print_line(f"{told and f'{told}; '}counting: {definition['counting']}")
