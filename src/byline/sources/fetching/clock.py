"""Time as an argument: what fetching asks of a clock."""

import datetime as dt
import time
from typing import Protocol


class Clock(Protocol):
    """Dates, seconds that only grow, and waiting."""

    def now(self) -> dt.datetime:
        """The time in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> dt.datetime:
        """The time in UTC."""
        return dt.datetime.now(tz=dt.UTC)

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
