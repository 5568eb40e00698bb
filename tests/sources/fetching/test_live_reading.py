"""Page one of what has come so far, while the rest still comes."""

import time
from pathlib import Path

from byline.run.live_reading import FrontTask, LiveReader, read_front
from byline.sources.fetching.site import SitePaper
from tools.conference.papers import make_papers, make_pdf
from tools.conference.scenario import is_joint

PAPERS = make_papers(6, year=2020, track=None)
NO_PAPER = SitePaper(key="", title="", authors=())


def write(folder: Path) -> list[Path]:
    paths = [folder / f"{paper.number}.pdf" for paper in PAPERS]
    for path, paper in zip(paths, PAPERS, strict=True):
        path.write_bytes(make_pdf(paper))
    return paths


def test_the_count_grows_while_papers_come_and_takes_no_harm_from_one_that_is_none(
    tmp_path: Path,
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF at all")
    with LiveReader(watched=("US", "CN"), workers=1) as live:
        for path in [broken, *write(tmp_path)]:
            live.add(NO_PAPER, path)
        deadline = time.monotonic() + 60
        while live.read < len(PAPERS) - 1 and time.monotonic() < deadline:
            time.sleep(0.02)
    assert live.read >= len(PAPERS) - 1
    joint = [is_joint(paper) for paper in PAPERS]
    assert live.joint in {sum(joint), sum(joint[:-1])}


def test_the_countries_of_page_one_are_those_that_it_prints(tmp_path: Path) -> None:
    codes = [read_front(FrontTask(path)) for path in write(tmp_path)]
    assert [{"US", "CN"} <= found for found in codes] == [is_joint(paper) for paper in PAPERS]


def test_nothing_to_read_ends_at_once() -> None:
    with LiveReader(watched=("US", "CN"), workers=1) as live:
        pass
    assert (live.read, live.joint) == (0, 0)
