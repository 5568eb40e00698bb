"""A whole made-up conference from a local server that behaves badly, small enough to run always."""

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from byline.queries import Scope, Store
from byline.run.fetch_status import StudyStatus, read_status
from byline.run.settings import FetchOptions
from byline.sources.fetching.edition_file import read_edition
from byline.sources.fetching.index import FetchIndex
from byline.store.study import Study
from tools.conference.driver import run_editions
from tools.conference.pages import PROCEEDINGS, PROGRAMME, paper_page, pdf_path
from tools.conference.papers import MadeUp
from tools.conference.scenario import SMALL, Scenario, build_scenario
from tools.conference.server import Body, served

NEW, OLD = f"neurips-{SMALL.year}", f"neurips-{SMALL.old_year}"
METADATA = FetchOptions(wants_pdfs=False)
PAUSE = 0.02


class Played:
    """A scenario on its port, with a study of its own."""

    def __init__(self, scenario: Scenario, port: int, study: Study) -> None:
        self.scenario, self.port, self.study = scenario, port, study

    def run(self, *editions: str, **options: object) -> StudyStatus:
        run_editions(self.study, *editions, port=self.port, **options)  # type: ignore[arg-type]
        return read_status(self.study)

    def fetch(self, *editions: str, **options: object) -> StudyStatus:
        return self.run(*editions, is_read=False, **options)


def is_all_fetched(status: StudyStatus) -> bool:
    return all(track.fetched == track.listed for track in status.tracks)


def find_lucky(scenario: Scenario) -> MadeUp:
    """A paper that nothing happens to and that is no oral."""
    troubles = scenario.site.troubles
    return next(
        paper
        for paper in scenario.new
        if paper.number % 10 and (PROCEEDINGS, pdf_path(paper)) not in troubles
    )


def move_in_programme(scenario: Scenario, paper: MadeUp, *, name: str = "") -> None:
    """Have the programme say that all authors of a paper are elsewhere, or are somebody else."""
    address = (PROGRAMME, f"/static/virtual/data/neurips-{SMALL.year}-orals-posters.json")
    record = json.loads(scenario.site.bodies[address].data)
    [event] = [event for event in record["results"] if event["name"] == paper.title]
    for author in event["authors"]:
        author["institution"] = "Uppsala University, Sweden"
        author["fullname"] = name or author["fullname"]
    scenario.site.bodies[address] = Body(json.dumps(record).encode(), "application/json")


@pytest.fixture
def good(tmp_path: Path) -> Iterator[Played]:
    scenario = build_scenario(SMALL, is_bad=False)
    with served(scenario.site) as port:
        yield Played(scenario, port, Study(tmp_path / "study"))


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Everything that can go wrong in passing or for good, run once to its end."""
    scenario = build_scenario(SMALL, seed=11)
    move_in_programme(scenario, find_lucky(scenario))
    with served(scenario.site) as port:
        played = Played(scenario, port, Study(tmp_path_factory.mktemp("bad")))
        played.run(NEW, OLD, pause=PAUSE)
        yield played


def test_a_bad_network_ends_complete_or_with_what_is_missing_and_why(bad: Played) -> None:
    status = read_status(bad.study)
    failed: Counter[str] = sum((Counter(track.failed) for track in status.tracks), Counter())
    assert failed == bad.scenario.lasting
    assert sum(track.missing for track in status.tracks) == 0
    listed = sum(track.listed for track in status.tracks)
    read = sum(track.read for track in status.tracks)
    assert (listed, read) == (len(bad.scenario.papers), listed - failed.total())
    assert status.troubles == ()


def test_the_tracks_of_both_volumes_are_there(bad: Played) -> None:
    listed = {(track.edition, track.track): track.listed for track in read_status(bad.study).tracks}
    assert listed == {
        (NEW, "main"): SMALL.main,
        (NEW, "Datasets and Benchmarks"): SMALL.benchmarks,
        (NEW, "Creative AI"): SMALL.creative,
        (OLD, "main"): SMALL.old,
    }


def test_requests_to_one_host_never_come_faster_than_was_set(bad: Played) -> None:
    for host in (PROCEEDINGS, PROGRAMME):
        times = [one.at for one in bad.scenario.site.asked if one.host == host]
        gaps = [later - one for one, later in itertools.pairwise(times)]
        assert min(gaps) >= PAUSE


def test_the_same_paper_of_two_sites_is_one_and_falls_back_on_the_programme(bad: Played) -> None:
    with Store.opened(bad.study.store) as store:
        facts = store.read_facts()
        papers = store.list_papers(Scope())
    assert facts.papers - facts.duplicates == len(bad.scenario.papers)
    assert len(papers) == len(bad.scenario.papers)
    known = [paper for paper in papers if paper.year == SMALL.year]
    assert {paper.fate for paper in known} == {"known"}


def test_where_page_and_programme_differ_the_page_counts_and_the_dispute_is_listed(
    bad: Played,
) -> None:
    moved = find_lucky(bad.scenario)
    with Store.opened(bad.study.store) as store:
        disputes = store.list_disagreements()
        [paper] = [one for one in store.list_papers(Scope()) if one.title == moved.title]
    about = [one for one in disputes if one.paper_id == paper.paper_id]
    assert [one.kind for one in about] == ["page_against_site_countries"]
    assert "the site SE" in about[0].reason
    assert "SE" not in paper.countries


def test_a_second_run_asks_for_nothing(bad: Played) -> None:
    before = len(bad.scenario.site.asked)
    bad.run(NEW, OLD, pause=PAUSE)
    assert len(bad.scenario.site.asked) == before


def test_the_programme_alone_answers_without_pdfs(good: Played) -> None:
    status = good.run(NEW, fetch=METADATA)
    assert not [one for one in good.scenario.site.asked if one.path.endswith(".pdf")]
    assert sum(track.listed for track in status.tracks) == len(good.scenario.new)
    with Store.opened(good.study.store) as store:
        answer = store.count_joint("US", "CN", Scope())
    assert answer.total.joint == good.scenario.joint
    assert answer.total.papers == answer.total.known == len(good.scenario.new)


def test_a_limit_fetches_so_many_and_names_the_rest_as_missing(good: Played) -> None:
    status = good.fetch(NEW, fetch=FetchOptions(limit=5))
    assert sum(track.fetched for track in status.tracks) == 5
    assert sum(track.missing for track in status.tracks) == len(good.scenario.new) - 5
    assert is_all_fetched(good.fetch(NEW))


def test_a_layout_that_changes_half_way_is_an_error_that_names_the_page(good: Played) -> None:
    volume = f"/paper_files/paper/{SMALL.year}/vol38-main-conference"
    rest = len(good.scenario.new) - SMALL.creative
    whole = good.scenario.site.bodies[PROCEEDINGS, volume]
    good.scenario.change_layout(SMALL)
    status = good.fetch(NEW, fetch=METADATA)
    [trouble] = status.troubles
    assert trouble.kind == "short_page"
    assert (
        f"https://{PROCEEDINGS}{volume}: it states {rest} and {rest // 2} were" in trouble.message
    )
    good.scenario.site.bodies[PROCEEDINGS, volume] = whole
    assert good.fetch(NEW, fetch=METADATA).troubles == ()


def test_an_empty_page_is_no_empty_conference(
    good: Played, capsys: pytest.CaptureFixture[str]
) -> None:
    path = f"/paper_files/paper/{SMALL.old_year}"
    good.scenario.site.bodies[PROCEEDINGS, path] = Body(b"<html><body>Soon</body></html>")
    good.fetch(OLD, fetch=METADATA)
    told = capsys.readouterr().out
    assert f"https://{PROCEEDINGS}{path}: no paper was found" in told


def test_fewer_papers_than_are_known_is_told_by_track(good: Played) -> None:
    bodies = good.scenario.site.bodies
    paths = [
        (PROCEEDINGS, f"/paper_files/paper/{SMALL.old_year}"),
        (PROCEEDINGS, "/paper_files/paper/2024"),
    ]
    bodies[paths[1]] = bodies[paths[0]]
    data = f"/static/virtual/data/neurips-{SMALL.year}-orals-posters.json"
    bodies[PROGRAMME, data.replace(str(SMALL.year), "2024")] = bodies[PROGRAMME, data]
    status = good.fetch("neurips-2024", fetch=METADATA)
    messages = [trouble.message for trouble in status.troubles]
    assert any("Datasets and Benchmarks: 459 papers are known" in told for told in messages)


def test_a_pdf_that_moved_is_found_by_the_page_of_its_paper(good: Played) -> None:
    paper = good.scenario.old[0]
    site = good.scenario.site
    body = site.bodies.pop((PROCEEDINGS, pdf_path(paper)))
    site.bodies[PROCEEDINGS, "/moved.pdf"] = body
    page = f'<meta name="citation_pdf_url" content="https://{PROCEEDINGS}/moved.pdf">'
    site.bodies[PROCEEDINGS, paper_page(paper)] = Body(page.encode())
    assert is_all_fetched(good.fetch(OLD))


def test_a_retry_asks_for_what_had_failed_for_good(good: Played) -> None:
    address = (PROCEEDINGS, pdf_path(good.scenario.old[0]))
    good.scenario.site.troubles[address] = ["404!"]
    assert not is_all_fetched(good.fetch(OLD))
    good.scenario.site.troubles.clear()
    before = len(good.scenario.site.asked)
    assert not is_all_fetched(good.fetch(OLD))
    assert len(good.scenario.site.asked) == before
    assert is_all_fetched(good.fetch(OLD, is_retry=True))


def test_what_sites_dispute_is_listed_and_neither_merged_nor_dropped(good: Played) -> None:
    one = find_lucky(good.scenario)
    move_in_programme(good.scenario, one, name="Zed Unknown")
    good.run(NEW, fetch=METADATA)
    with Store.opened(good.study.store) as store:
        kinds = store.read_facts().failures_by_kind
        titles = [paper.title for paper in store.list_papers(Scope())]
    assert kinds == {"authors_differ": 1}
    assert titles.count(one.title) == 2


def test_a_run_that_is_killed_again_and_again_fetches_nothing_twice(tmp_path: Path) -> None:
    scenario = build_scenario(SMALL, is_bad=False)
    chance = random.Random(4)
    study = Study(tmp_path / "study")
    last_asked: set[str] = set()
    kept_at_kills: list[tuple[int, set[str]]] = []
    with served(scenario.site) as port:
        command = [sys.executable, "-m", "tools.conference.driver", str(port), str(study.root)]
        command += [NEW, OLD, "--fetch-only", "--pause", "0.04"]
        for _ in range(3):
            process = subprocess.Popen(command, start_new_session=True)
            count = len(scenario.site.asked)
            wanted = count + chance.randrange(4, 12)
            deadline = time.monotonic() + 60
            while len(scenario.site.asked) < wanted and time.monotonic() < deadline:
                time.sleep(0.005)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            last_asked.add(scenario.site.asked[-1].path)
            index = FetchIndex(study.raw / "fetched.jsonl")
            kept = {
                one.path
                for one in scenario.site.asked
                if index.find(f"https://{one.host}{one.path}") is not None
            }
            kept_at_kills.append((len(scenario.site.asked), kept))
        subprocess.run(command, check=True)
    for asked_before, kept in kept_at_kills:
        assert not kept & {one.path for one in scenario.site.asked[asked_before:]}
    whole = Counter(one.path for one in scenario.site.asked if one.is_whole and one.status < 300)
    twice = {path for path, count in whole.items() if count > 1}
    assert twice <= last_asked
    status = read_status(study)
    assert is_all_fetched(status)
    assert sum(track.fetched for track in status.tracks) == len(scenario.papers)
    assert read_edition(study.edition_path(NEW)).troubles == ()
