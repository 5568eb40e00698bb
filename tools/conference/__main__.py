"""``python -m tools.conference``: 6,000 made-up papers from a bad server, killed ten times."""

import argparse
import itertools
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from byline.run.fetch_status import StudyStatus, read_status
from byline.sources.fetching.index import FetchIndex
from byline.store.study import Study
from tools.conference.driver import LOCAL_PAUSE
from tools.conference.pages import PROCEEDINGS
from tools.conference.scenario import REAL, SMALL, Scenario, Sizes, build_scenario
from tools.conference.server import Address, served

_KILLS = 10
_LONGEST_RUN = 1800.0


@dataclass(slots=True)
class Kills:
    """What was kept at each kill, and what was asked for last before it."""

    kept: list[tuple[int, frozenset[Address]]] = field(default_factory=list)
    in_flight: set[Address] = field(default_factory=set)


def main() -> None:
    """Both proofs, with every figure counted at the server."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true", help="A few dozen papers.")
    parser.add_argument("--read", action="store_true", help="Read the PDFs in the last run, too.")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    sizes = SMALL if given.small else REAL
    with tempfile.TemporaryDirectory() as folder:
        _time_metadata(sizes, Path(folder, "metadata"))
        _change_layout(sizes, Path(folder, "changed"))
        _fetch_badly(sizes, Path(folder, "all"), seed=given.seed, is_read=given.read)


def _editions(sizes: Sizes) -> list[str]:
    return [f"neurips-{sizes.year}", f"neurips-{sizes.old_year}"]


def _time_metadata(sizes: Sizes, root: Path) -> None:
    scenario = build_scenario(sizes, is_bad=False)
    with served(scenario.site) as port:
        start, used = time.perf_counter(), _child_seconds()
        command = _command(port, root, sizes)
        subprocess.run([*command, "--metadata-only"], check=True, timeout=_LONGEST_RUN)
        seconds, used = time.perf_counter() - start, _child_seconds() - used
    listed = sum(track.listed for track in read_status(Study(root)).tracks)
    print(
        f"metadata only: {listed:,} papers listed and counted in {seconds:.1f} s "
        f"({used:.1f} s of processor time, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} "
        f"cores), {len(scenario.site.asked)} requests"
    )


def _change_layout(sizes: Sizes, root: Path) -> None:
    scenario = build_scenario(sizes, is_bad=False)
    scenario.change_layout(sizes)
    with served(scenario.site) as port:
        command = [*_command(port, root, sizes), "--metadata-only"]
        subprocess.run(command, check=True, timeout=_LONGEST_RUN)
    for trouble in read_status(Study(root)).troubles:
        print(f"a layout that changes half-way: {trouble.kind}: {trouble.message}")


def _child_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _command(port: int, root: Path, sizes: Sizes) -> list[str]:
    return [
        sys.executable,
        "-m",
        "tools.conference.driver",
        str(port),
        str(root),
        *_editions(sizes),
    ]


def _fetch_badly(sizes: Sizes, root: Path, *, seed: int, is_read: bool) -> None:
    scenario = build_scenario(sizes, seed=seed)
    study = Study(root)
    with served(scenario.site) as port:
        command = _command(port, root, sizes)
        start = time.perf_counter()
        kills = _kill(scenario, study, [*command, "--fetch-only"], random.Random(seed))
        last = command if is_read else [*command, "--fetch-only"]
        subprocess.run(last, check=True, timeout=_LONGEST_RUN)
        seconds = time.perf_counter() - start
        before = len(scenario.site.asked)
        subprocess.run([*command, "--fetch-only"], check=True, timeout=_LONGEST_RUN)
        again = len(scenario.site.asked) - before
    print(f"all PDFs, {len(kills.kept)} kills: {seconds:.0f} s, {before:,} requests")
    _tell_rate(scenario)
    _tell_twice(scenario, kills)
    _tell_outcome(scenario, read_status(study), is_read=is_read)
    print(f"requests of another run: {again}")


def _kill(scenario: Scenario, study: Study, command: list[str], chance: random.Random) -> Kills:
    """Start and kill, each time after so many requests that all kills come before the end."""
    kills = Kills()
    share = max(1, len(scenario.papers) // (2 * _KILLS))
    for _ in range(_KILLS):
        asked = scenario.site.asked
        wanted = len(asked) + chance.randint(1, share)
        process = subprocess.Popen(command, start_new_session=True)
        deadline = time.monotonic() + _LONGEST_RUN
        while len(asked) < wanted and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 2 * LOCAL_PAUSE))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        kills.in_flight.add(asked[-1].address)
        index = FetchIndex(study.raw / "fetched.jsonl")
        kept = frozenset(
            one.address for one in asked if index.find(f"https://{one.host}{one.path}") is not None
        )
        kills.kept.append((len(asked), kept))
    return kills


def _tell_rate(scenario: Scenario) -> None:
    times = [one.at for one in scenario.site.asked if one.host == PROCEEDINGS]
    gaps = [later - one for one, later in itertools.pairwise(times)]
    print(
        f"between two requests to {PROCEEDINGS}: at least {1000 * min(gaps):.2f} ms, "
        f"set were {1000 * LOCAL_PAUSE:.2f} ms"
    )


def _tell_twice(scenario: Scenario, kills: Kills) -> None:
    asked = scenario.site.asked
    again = sum(one.address in kept for before, kept in kills.kept for one in asked[before:])
    good = Counter(one.address for one in asked if one.is_whole and not one.trouble and one.sent)
    twice = {address for address, count in good.items() if count > 1}
    print(
        f"asked for again although it was kept at a kill: {again}; "
        f"sent whole more than once: {len(twice)}, of which {len(twice & kills.in_flight)} "
        "were on their way when the client was killed"
    )


def _tell_outcome(scenario: Scenario, status: StudyStatus, *, is_read: bool) -> None:
    for track in status.tracks:
        print(
            f"{track.edition}, {track.track}: known {track.known}, listed {track.listed:,}, "
            f"fetched {track.fetched:,}, read {track.read:,}, failed {track.failed}, "
            f"missing {track.missing}"
        )
    failed: Counter[str] = sum((Counter(track.failed) for track in status.tracks), Counter())
    print(f"troubles of lists: {len(status.troubles)}")
    print(f"failed as it had to: {failed == scenario.lasting} ({dict(failed)})")
    here = sum(track.read if is_read else track.fetched for track in status.tracks)
    print(f"accounted for: {here + failed.total():,} of {len(scenario.papers):,}")


if __name__ == "__main__":
    main()
