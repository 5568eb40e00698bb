"""Commands about conferences that are fetched from their sites."""

import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.options import CORES, FormatOption, StudyOption, WorkersOption, gather
from byline.cli.printing import Format, ProgressLine, print_json, print_line, print_table
from byline.records import BylineError

if TYPE_CHECKING:
    from byline.run.fetch_status import StudyStatus, TrackStatus
    from byline.run.fetching import Network
    from byline.sources.fetching.pdf_fetching import FetchState
    from byline.store.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How sites are asked; each field is an option."""

    contact: Annotated[
        str,
        typer.Option("--contact", help="Where a site's people reach you; else BYLINE_CONTACT."),
    ] = ""
    pause: Annotated[
        float, typer.Option("--pause", min=0.2, help="Seconds between requests to one host.")
    ] = 1.0
    budget: Annotated[
        int | None, typer.Option("--budget", min=1, help="Requests to one host in this run.")
    ] = None


with_asking = gather("asking", Asking)


def open_network(
    study: "Study", asking: Asking, *, is_refresh: bool = False, is_retry: bool = False
) -> "Network":
    """The way to the sites, with what the user asks of it."""
    from byline.run.fetching import Network
    from byline.sources.fetching.client import Fetcher
    from byline.sources.fetching.manners import Manners
    from byline.sources.fetching.sites import load_sites

    pauses = {
        host: least for site in load_sites().values() for host, least in site.host_pauses.items()
    }
    manners = Manners(pause=asking.pause, host_budget=asking.budget, host_pauses=pauses)
    fetcher = Fetcher(study.raw, manners=manners, contact=asking.contact, is_retry=is_retry)
    return Network(fetcher=fetcher, environment=os.environ, refresh=is_refresh, show=FetchingLine())


class FetchingLine:
    """Papers, bytes, rate, time left and failures on stderr."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._before: int | None = None
        self._shown = 0.0

    def __call__(self, state: "FetchState") -> None:
        """Tell how far it is; five lines a second at most on a terminal, else one in 5 s."""
        now = time.monotonic()
        if self._before is None:
            self._before = state.done
        is_last = state.done == state.total
        if now - self._shown < (0.2 if sys.stderr.isatty() else 5.0) and not is_last:
            return
        self._shown = now
        end = "\n" if is_last or not sys.stderr.isatty() else ""
        start = "\r\x1b[K" if sys.stderr.isatty() else ""
        sys.stderr.write(start + self._describe(state, now - self._started) + end)
        sys.stderr.flush()

    def _describe(self, state: "FetchState", seconds: float) -> str:
        done = state.done - (self._before or 0)
        text = f"fetching: {state.done:,} of {state.total:,} papers, {state.bytes / 1e6:,.1f} MB"
        if done and seconds:
            left = (state.total - state.done) * seconds / done
            text += f", {done / seconds:.1f}/s, {_minutes(left)} left"
        if state.read:
            text += f"; so far {state.joint:,} US-CN of {state.read:,} first pages (partial)"
        if state.failures:
            told = ", ".join(f"{kind} {count:,}" for kind, count in state.failures.most_common())
            text += f", failed: {told}"
        return text + (f" ({state.left_out})" if state.left_out else "")


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"  # noqa: PLR2004


def sources(*, output_format: FormatOption = Format.TEXT) -> None:
    """The sites that papers can be fetched from, what each gives, and the conferences by name."""
    from byline.sources.fetching.conferences import load_conferences
    from byline.sources.fetching.sites import load_sites

    sites, conferences = load_sites().values(), load_conferences()
    if output_format is Format.JSON:
        print_json(
            {
                "sites": [
                    {"name": site.name, "about": site.about, "gives": site.gives} for site in sites
                ],
                "conferences": [
                    {"name": one.name, "sites": one.sites, "optional": one.optional}
                    for one in conferences
                ],
            }
        )
        return
    gifts = ("pdf", "authors", "affiliations", "abstracts", "dates")
    rows = [
        (site.name, *("yes" if gift in site.gives else "" for gift in gifts), site.about)
        for site in sites
    ]
    print_table(("site", *gifts, "about"), rows)
    print_line()
    names = [
        (f"{one.name}-YEAR", ", ".join(one.sites), ", ".join(one.optional)) for one in conferences
    ]
    names.append(("arxiv:IDS", "arxiv", ""))
    print_table(("name", "asked by default", "with --site"), names)


def status(*, study: StudyOption, output_format: FormatOption = Format.TEXT) -> None:
    """What of the fetched editions is listed, fetched, read, failed and missing, by track."""
    from byline.run.fetch_status import read_status
    from byline.store.study import find_study

    found = read_status(find_study(study))
    if output_format is Format.JSON:
        print_json({"status": found, "complete": found.is_complete})
    else:
        print_status(found)


def print_status(found: "StudyStatus") -> None:
    """A table by track, then what each site lists and what is wrong with the lists."""
    header = ("edition", "track", "known", "listed", "fetched", "read", "failed", "missing")
    print_table(header, [_cells(track) for track in found.tracks])
    for site, count in found.by_site.items():
        print_line(f"{site}: {count:,} listed")
    for track in found.tracks:
        for kind, count in track.failed.items():
            print_line(f"{track.edition}, {track.track}: {count:,} {kind}")
    for trouble in found.troubles:
        print_line(f"{trouble.kind}: {trouble.message}")
    print_line("complete" if found.is_complete else "not complete")


def _cells(track: "TrackStatus") -> list[object]:
    failed = sum(track.failed.values())
    return [
        track.edition,
        track.track,
        track.known,
        track.listed,
        track.fetched,
        track.read,
        failed,
        track.missing,
    ]


@with_asking
def retry(
    *,
    study: StudyOption,
    asking: Asking,
    workers: WorkersOption = CORES,
) -> None:
    """Ask again for everything that failed, even for good, and read what comes."""
    from byline.run.runner import run_study
    from byline.run.settings import read_settings
    from byline.store.study import find_study

    folder = find_study(study)
    network = open_network(folder, asking, is_retry=True)
    run_study(folder, read_settings(folder), workers=workers, show=ProgressLine(), network=network)
    tell_fetched(folder)


def tell_fetched(study: "Study", *, is_silent: bool = False) -> None:
    """Print the status of the editions; raises BylineError where a list is not whole."""
    from byline.run.fetch_status import read_status

    found = read_status(study)
    if found.by_site and not is_silent:
        print_status(found)
    if found.troubles:
        raise BylineError(
            f"{len(found.troubles)} lists are not whole, as told above; what there is of them is "
            f"in the study. `byline run --study {study.root}` asks for them again"
        )


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(sources)
    app.command()(status)
    app.command()(retry)
