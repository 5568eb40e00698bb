"""The pool gives every item back, in order, whatever becomes of its workers."""

import itertools
import multiprocessing
from collections.abc import Iterator

import pytest

from byline.documents.pool import Limits, run_isolated
from byline.records import PaperError
from tests.documents import tasks

QUICK = Limits(wall_seconds=1.5)


def kinds(orders: list[str], *, limits: Limits = QUICK, workers: int = 2) -> list[str | None]:
    outcomes = run_isolated(tasks.obey, orders, workers=workers, limits=limits)
    return [outcome.kind if isinstance(outcome, PaperError) else outcome for _, outcome in outcomes]


def test_results_come_in_the_order_given() -> None:
    outcomes = list(run_isolated(tasks.square, range(40), workers=2))
    assert outcomes == [(number, number * number) for number in range(40)]


def test_a_slow_item_does_not_let_a_later_one_pass() -> None:
    assert kinds(["sleep 0.5", "a", "b", "c"]) == ["sleep 0.5", "a", "b", "c"]


def test_an_item_that_hangs_is_a_timeout_and_the_rest_goes_on() -> None:
    assert kinds(["a", "sleep 60", "b"]) == ["a", "timeout", "b"]


@pytest.mark.parametrize("order", ["die", "leave"])
def test_an_item_that_kills_its_worker_is_crashed_and_the_rest_goes_on(order: str) -> None:
    assert kinds(["a", order, order, "b"], workers=1) == ["a", "crashed", "crashed", "b"]


def test_an_item_that_needs_too_much_memory_is_out_of_memory() -> None:
    assert kinds(["a", "grow", "b"], workers=1) == ["a", "out_of_memory", "b"]


def test_an_error_of_the_paper_comes_back_with_its_words() -> None:
    ((order, outcome),) = run_isolated(tasks.obey, ["refuse"], workers=1)
    assert order == "refuse"
    assert isinstance(outcome, PaperError)
    assert (outcome.kind, outcome.message) == ("no_text", "nothing to read")


def test_nothing_is_a_result_too() -> None:
    assert kinds(["nothing", "a"]) == [None, "a"]


def test_no_inputs_give_no_results_and_start_no_worker() -> None:
    assert kinds([]) == []
    assert multiprocessing.active_children() == []


def test_a_worker_is_replaced_after_its_share_of_items() -> None:
    workers = kinds(["who"] * 4, limits=Limits(items_per_worker=2), workers=1)
    assert len(set(workers)) == 2


def test_the_initializer_runs_in_every_worker_with_its_arguments() -> None:
    outcomes = run_isolated(
        tasks.recall, range(2), workers=1, initializer=tasks.remember, arguments=("ready",)
    )
    assert list(outcomes) == [(0, "ready"), (1, "ready")]


def test_workers_that_cannot_start_are_an_error_not_an_endless_wait() -> None:
    with pytest.raises(RuntimeError, match="workers cannot start"):
        list(run_isolated(tasks.square, [1], workers=1, initializer=tasks.fail_to_start))


def test_inputs_are_taken_only_as_far_as_they_are_needed() -> None:
    taken = []

    def inputs() -> Iterator[int]:
        for number in itertools.count():
            taken.append(number)
            yield number

    outcomes = run_isolated(tasks.square, inputs(), workers=2)
    assert next(outcomes) == (0, 0)
    outcomes.close()
    assert len(taken) <= 10


def test_a_run_that_is_closed_early_leaves_no_process_behind() -> None:
    outcomes = run_isolated(tasks.obey, ["a", "sleep 60", "sleep 60"], workers=2, limits=Limits())
    assert next(outcomes) == ("a", "a")
    outcomes.close()
    assert multiprocessing.active_children() == []


def test_a_finished_run_leaves_no_process_behind() -> None:
    kinds(["a", "die", "b"])
    assert multiprocessing.active_children() == []
