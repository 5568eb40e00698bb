"""How far a run is, told to whoever shows it."""

from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

Item = TypeVar("Item")
ShowProgress = Callable[[str, int, int | None], None]
"""Called with the stage, what is done and, where known, how many there are."""


def show_nothing(_stage: str, _done: int, _total: int | None) -> None:
    """Progress for nobody."""


def counted(
    items: Iterable[Item], *, stage: str, total: int | None, show: ShowProgress
) -> Generator[Item]:
    """The items, each told to the progress once it is done with."""
    show(stage, 0, total)
    for done, item in enumerate(items, start=1):
        yield item
        show(stage, done, total)
