"""How often a move by name is one person: profile ids of some years hidden from the rule."""

import importlib.resources
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from byline.measures.intervals import find_wilson_interval
from byline.records import BylineError
from byline.store.database import read_derived


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkScore:
    """Moves of one link that profile ids can judge, and those that are one person."""

    link: str
    moves: int
    same: int

    @property
    def interval(self) -> tuple[float, float]:
        """Of the share that is one person, at 95 %."""
        return find_wilson_interval(self.same, self.moves)


def evaluate_moves(store: Path, *, hidden: Sequence[int]) -> tuple[LinkScore, ...]:
    """Moves without the profile ids of the hidden years, judged by these ids.

    It shows how far names go where no source gives ids, as in years before a site kept profiles.
    Raises BylineError where nothing can be judged.
    """
    with duckdb.connect() as connection:
        quoted = str(store).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS study (READ_ONLY)")
        connection.execute("SET VARIABLE hidden = ?::BIGINT[]", [list(hidden)])
        connection.execute(_read("moves_hide.sql"))
        connection.execute(read_derived("people.sql"))
        rows = connection.execute(_read("moves_judge.sql")).fetchall()
    if not rows:
        years = ", ".join(map(str, hidden))
        raise BylineError(f"{store}: no move from or to {years} has profile ids at both ends")
    return tuple(LinkScore(link=link, moves=moves, same=same) for link, moves, same in rows)


def _read(name: str) -> str:
    return importlib.resources.files(__package__).joinpath(name).read_text("utf-8")
