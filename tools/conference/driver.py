"""``python -m tools.conference.driver PORT STUDY EDITION...``: one run against the local server.

The command line itself refuses loopback addresses; this is the exception that tests make.
"""

import argparse
from pathlib import Path

from byline.records import BylineError
from byline.run.fetching import Network, run_fetching
from byline.run.runner import run_study
from byline.run.settings import FetchOptions, SourceSettings, StudySettings, write_settings
from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.manners import Manners
from byline.sources.options import TableOptions
from byline.store.study import Study
from tools.conference.routing import LocalTransport, local_rule
from tools.conference.scenario import HOSTS

LOCAL_PAUSE = 0.005
WITH_PDFS = FetchOptions()


def main() -> None:
    """Run, and say how it ended."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("study", type=Path)
    parser.add_argument("editions", nargs="+")
    parser.add_argument("--metadata-only", action="store_true")
    parser.add_argument("--fetch-only", action="store_true")
    parser.add_argument("--pause", type=float, default=LOCAL_PAUSE)
    given = parser.parse_args()
    run_editions(
        Study(given.study),
        *given.editions,
        port=given.port,
        pause=given.pause,
        fetch=FetchOptions(wants_pdfs=not given.metadata_only),
        is_read=not given.fetch_only,
    )


def run_editions(
    study: Study,
    *editions: str,
    port: int,
    pause: float = LOCAL_PAUSE,
    fetch: FetchOptions = WITH_PDFS,
    is_retry: bool = False,
    is_read: bool = True,
) -> None:
    """What `byline run EDITION... --study STUDY` does, with the way to the local server.

    Only fetches where nothing is to be read.
    """
    sources = tuple(
        SourceSettings(path=name, options=TableOptions(), fetch=fetch) for name in editions
    )
    manners = Manners(pause=pause, first_wait=0.01, longest_wait=0.1, timeout=5.0)
    fetcher = Fetcher(
        study.raw,
        manners=manners,
        transport=LocalTransport(port),
        rule=local_rule(*HOSTS),
        is_retry=is_retry,
    )
    try:
        network, settings = Network(fetcher=fetcher), StudySettings(sources=sources)
        if is_read:
            run_study(study, settings, workers=2, network=network)
        else:
            write_settings(study, settings)
            run_fetching(study, settings, network, workers=1)
    except BylineError as error:
        print(f"byline: {error}")
    finally:
        fetcher.close()


if __name__ == "__main__":
    main()
