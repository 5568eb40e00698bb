"""Turns at hosts on a clock that only the test moves."""

import datetime as dt
from dataclasses import replace
from email.utils import format_datetime
from random import Random

import pytest

from byline.sources.fetching.manners import Manners, user_agent
from byline.sources.fetching.pacing import Pacer
from byline.sources.fetching.request import Request
from byline.sources.fetching.trouble import FetchError
from tests.sources.fetching.conftest import QUICK, MakeFetcher
from tools.conference.server import Body, Site

MANNERS = Manners(pause=1.0, first_wait=2.0, longest_wait=30.0, longest_asked_wait=100.0)


class MovedClock:
    """A clock that moves when somebody waits."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.waits: list[float] = []

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds


def take_turn(pacer: Pacer, host: str = "a") -> None:
    with pacer.turn(host):
        pass


def test_hosts_wait_for_themselves_alone() -> None:
    clock = MovedClock()
    pacer = Pacer(replace(MANNERS, host_pauses={"b": 3.0}), clock=clock, chance=Random(1))
    for host in ("a", "b", "a", "b"):
        take_turn(pacer, host)
    # the second pause of a passed while b was waited for
    assert clock.waits == [1.0, 3.0, 3.0]
    pacer.slow_down("a", pause=15.0)
    take_turn(pacer)
    take_turn(pacer)
    assert clock.waits[-1] == 15.0


def test_failures_in_a_row_double_the_wait_up_to_its_end_and_a_success_ends_them() -> None:
    clock = MovedClock()
    pacer = Pacer(MANNERS, clock=clock, chance=Random(1))
    take_turn(pacer)
    for longest in (2.0, 4.0, 8.0, 16.0, 30.0, 30.0):
        pacer.note_failure("a", asked=None)
        take_turn(pacer)
        assert longest / 2 <= clock.waits[-1] <= longest
    pacer.note_success("a")
    pacer.note_failure("a", asked=None)
    take_turn(pacer)
    assert clock.waits[-1] <= 2.0


def test_two_clients_do_not_come_back_together() -> None:
    waits = []
    for seed in (1, 2):
        clock = MovedClock()
        pacer = Pacer(MANNERS, clock=clock, chance=Random(seed))
        pacer.note_failure("a", asked=None)
        take_turn(pacer)
        waits += clock.waits
    assert waits[0] != waits[1]


def test_what_a_host_asks_for_is_waited_for_and_too_much_closes_it() -> None:
    clock = MovedClock()
    pacer = Pacer(MANNERS, clock=clock, chance=Random(1))
    pacer.note_failure("a", asked=90.0)
    take_turn(pacer)
    assert clock.waits == [90.0]
    pacer.note_failure("a", asked=101.0)
    with pytest.raises(FetchError) as caught:
        take_turn(pacer)
    assert caught.value.kind == "host_closed"


def test_retry_after_may_be_a_date_by_the_clock_of_the_server(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    clock = MovedClock()
    in_a_minute = dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=60)
    site.retry_after = format_datetime(in_a_minute, usegmt=True)
    site.bodies["papers.example", "/list"] = Body(b"list")
    site.troubles["papers.example", "/list"] = ["429"]
    make_fetcher(QUICK, clock=clock).fetch(Request(url="https://papers.example/list"))
    assert 57 <= max(clock.waits) <= 61


def test_the_contact_comes_from_the_environment_and_cannot_break_the_header() -> None:
    given = {"BYLINE_CONTACT": "me@uni.example\r\nX-Evil: yes"}
    agent = user_agent(environment=given)
    assert "contact: me@uni.example" in agent
    assert "\n" not in agent
    assert "contact" not in user_agent(environment={})
