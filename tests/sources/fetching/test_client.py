"""The client against a real server on loopback that behaves badly."""

import hashlib
import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest

from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.partial import Partial
from byline.sources.fetching.request import Request
from byline.sources.fetching.trouble import FetchError
from tests.sources.fetching.conftest import QUICK, MakeFetcher
from tools.conference.server import Body, Site

HOST = "papers.example"
PDF_URL = f"https://{HOST}/one.pdf"
PAGE_URL = f"https://{HOST}/list"
PDF = b"%PDF-1.4\n" + b"words of a paper " * 400 + b"\n%%EOF\n"
A_PDF = Request(url=PDF_URL, kind="pdf")
A_PAGE = Request(url=PAGE_URL)


@pytest.fixture
def site() -> Site:
    bodies = {
        (HOST, "/one.pdf"): Body(PDF, "application/pdf"),
        (HOST, "/list"): Body(b"<ul><li>One</li></ul>"),
    }
    return Site(bodies=bodies)


def fetch_kind(fetcher: Fetcher, request: Request) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(request)
    return caught.value.kind


def test_what_was_fetched_is_kept_by_its_hash_with_url_time_status_and_headers(
    make_fetcher: MakeFetcher, tmp_path: Path
) -> None:
    entry = make_fetcher().fetch(A_PDF)
    assert entry.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (tmp_path / "raw" / entry.sha256[:2] / entry.sha256).read_bytes() == PDF
    lines = (tmp_path / "raw" / "fetched.jsonl").read_text("utf-8").splitlines()
    written = json.loads(lines[-1])
    assert (written["url"], written["status"], written["size"]) == (PDF_URL, 200, len(PDF))
    assert written["headers"]["content-type"] == "application/pdf"
    assert written["fetched_at"].endswith("+00:00")


def test_a_second_run_asks_the_network_for_nothing(make_fetcher: MakeFetcher, site: Site) -> None:
    first = make_fetcher().fetch(A_PDF)
    count = len(site.asked)
    again = make_fetcher()
    assert again.fetch(A_PDF) == first
    assert again.read(first) == PDF
    assert len(site.asked) == count


def test_the_client_names_the_project_and_a_contact(make_fetcher: MakeFetcher, site: Site) -> None:
    make_fetcher(contact="me@uni.example (evil)").fetch(A_PAGE)
    agent = site.asked[-1].headers["User-Agent"]
    assert agent.startswith("byline/")
    assert "contact: me@uni.example evil)" in agent


@pytest.mark.parametrize("trouble", ["429", "503", "cut", "too_little", "too_much", "html"])
def test_one_trouble_is_got_over(trouble: str, make_fetcher: MakeFetcher, site: Site) -> None:
    site.retry_after = "0"
    site.troubles[HOST, "/one.pdf"] = [trouble]
    fetcher = make_fetcher()
    assert fetcher.read(fetcher.fetch(A_PDF)) == PDF


def test_a_cut_download_goes_on_where_it_ended_even_in_another_run(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    site.troubles[HOST, "/one.pdf"] = ["cut"]
    assert fetch_kind(make_fetcher(replace(QUICK, attempts=1)), A_PDF) == "cut"
    fetcher = make_fetcher()
    assert fetcher.read(fetcher.fetch(A_PDF)) == PDF
    last = site.asked[-1]
    assert (last.status, last.headers["Range"]) == (206, f"bytes={len(PDF) // 2}-")
    assert sum(one.sent for one in site.asked if one.path == "/one.pdf") == len(PDF)


def test_a_file_that_changed_meanwhile_is_fetched_anew(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    site.troubles[HOST, "/one.pdf"] = ["cut"]
    assert fetch_kind(make_fetcher(replace(QUICK, attempts=1)), A_PDF) == "cut"
    changed = PDF.replace(b"words", b"terms")
    site.bodies[HOST, "/one.pdf"] = Body(changed, "application/pdf")
    fetcher = make_fetcher()
    assert fetcher.read(fetcher.fetch(A_PDF)) == changed


def test_a_whole_download_that_a_kill_left_unnamed_is_not_asked_for_again(
    make_fetcher: MakeFetcher, site: Site, tmp_path: Path
) -> None:
    entry = make_fetcher().fetch(A_PDF)
    count = len(site.asked)
    kept = make_fetcher().path_of(entry)
    partial = Partial(tmp_path / "raw" / "partial", PDF_URL)
    kept.rename(partial.path)
    fetcher = make_fetcher()
    assert fetcher.read(fetcher.fetch(A_PDF)) == PDF
    assert len(site.asked) == count


def test_a_torn_last_line_of_the_index_costs_only_itself(
    make_fetcher: MakeFetcher, tmp_path: Path
) -> None:
    make_fetcher().fetch(A_PDF)
    index = tmp_path / "raw" / "fetched.jsonl"
    index.write_bytes(index.read_bytes() + b'{"url": "https://papers.exa')
    make_fetcher().fetch(A_PAGE)
    assert make_fetcher().find(PDF_URL) is not None
    assert make_fetcher().find(PAGE_URL) is not None


def test_a_web_page_in_the_place_of_a_pdf_is_tried_once_more_and_then_told(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    site.troubles[HOST, "/one.pdf"] = ["html!"]
    fetcher = make_fetcher()
    assert fetch_kind(fetcher, A_PDF) == "not_pdf"
    assert site.times_asked(HOST, "/one.pdf") == 2
    failure = fetcher.index.find_failure(PDF_URL)
    assert failure is not None
    assert "a web page" in failure.message


def test_a_pdf_that_the_server_has_without_its_end_is_taken_after_the_second_time(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    site.bodies[HOST, "/one.pdf"] = Body(PDF[:-20], "application/pdf")
    fetcher = make_fetcher()
    assert fetcher.read(fetcher.fetch(A_PDF)) == PDF[:-20]
    assert site.times_asked(HOST, "/one.pdf") == 2


@pytest.mark.parametrize("trouble", ["inward", "loopback"])
def test_a_redirect_into_a_private_network_is_refused(
    trouble: str, make_fetcher: MakeFetcher, site: Site
) -> None:
    site.troubles[HOST, "/one.pdf"] = [f"{trouble}!"]
    assert fetch_kind(make_fetcher(), A_PDF) == "refused_address"
    assert {one.host for one in site.asked} == {HOST}


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/x.pdf", "https://inside.example/x.pdf", "http://papers.example/x"]
)
def test_private_addresses_and_plain_http_are_refused_at_once(
    url: str, make_fetcher: MakeFetcher, site: Site
) -> None:
    assert fetch_kind(make_fetcher(), Request(url=url, kind="api")) == "refused_address"
    assert site.asked == []


def test_a_redirect_to_another_public_host_is_followed_without_the_secret(
    make_fetcher: MakeFetcher, site: Site, tmp_path: Path
) -> None:
    site.bodies["mirror.example", "/list"] = Body(b"moved")
    site.troubles[HOST, "/list"] = ["elsewhere"]
    secret = {"Authorization": "Bearer of-secrets"}
    request = Request(
        url=PAGE_URL, kind="api", secret_headers=secret, secret_parameters={"api_key": "of-keys"}
    )
    site.bodies[HOST, "/list?api_key=of-keys"] = Body(b"told")
    fetcher = make_fetcher()
    assert fetcher.read(fetcher.fetch(request)) == b"told"
    written = (tmp_path / "raw" / "fetched.jsonl").read_text("utf-8")
    assert "of-keys" not in written
    assert "of-secrets" not in written
    assert site.asked[-1].headers["Authorization"] == "Bearer of-secrets"
    site.troubles[HOST, "/list?api_key=of-keys"] = ["elsewhere"]
    site.bodies["mirror.example", "/list?api_key=of-keys"] = Body(b"moved")
    fetcher.fetch(request, refresh=True)
    assert site.asked[-1].host == "mirror.example"
    assert "Authorization" not in site.asked[-1].headers


def test_a_circle_of_redirects_ends(make_fetcher: MakeFetcher, site: Site) -> None:
    site.troubles[HOST, "/list"] = ["circle!"]
    assert fetch_kind(make_fetcher(), A_PAGE) == "bad_redirect"


def test_a_refresh_asks_whether_anything_has_changed(make_fetcher: MakeFetcher, site: Site) -> None:
    first = make_fetcher().fetch(A_PAGE)
    again = make_fetcher().fetch(A_PAGE, refresh=True)
    assert again.sha256 == first.sha256
    assert (site.asked[-1].status, site.asked[-1].sent) == (304, 0)
    site.bodies[HOST, "/list"] = Body(b"<ul><li>Two</li></ul>")
    fetcher = make_fetcher()
    assert fetcher.read(fetcher.fetch(A_PAGE, refresh=True)) == b"<ul><li>Two</li></ul>"


def test_too_large_a_body_is_refused_and_not_kept(
    make_fetcher: MakeFetcher, tmp_path: Path
) -> None:
    fetcher = make_fetcher(replace(QUICK, most_pdf_bytes=1000))
    assert fetch_kind(fetcher, A_PDF) == "too_large"
    assert not list((tmp_path / "raw").glob("partial/*.part"))


def test_too_slow_a_body_ends_and_the_next_attempt_goes_on(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    site.slow_seconds = 0.15
    site.troubles[HOST, "/one.pdf"] = ["slow"]
    fetcher = make_fetcher(replace(QUICK, body_seconds=0.2))
    assert fetcher.read(fetcher.fetch(A_PDF)) == PDF
    assert [one.status for one in site.asked if one.path == "/one.pdf"] == [200, 206]


def test_robots_txt_is_obeyed_and_asked_for_once(make_fetcher: MakeFetcher, site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /*.pdf$\nAllow: /list\n"
    site.bodies[HOST, "/robots.txt"] = Body(rules, "text/plain")
    assert fetch_kind(make_fetcher(), A_PDF) == "robots"
    make_fetcher().fetch(A_PAGE)
    assert site.times_asked(HOST, "/robots.txt") == 1
    assert site.times_asked(HOST, "/one.pdf") == 0


def test_a_host_whose_robots_txt_cannot_be_had_is_left_alone(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    site.troubles[HOST, "/robots.txt"] = ["503!"]
    assert fetch_kind(make_fetcher(), A_PDF) == "robots_unreachable"
    assert site.times_asked(HOST, "/one.pdf") == 0


def test_the_pause_is_kept_between_requests_and_across_runs(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    manners = replace(QUICK, pause=0.05)
    for number in range(4):
        site.bodies[HOST, f"/{number}"] = Body(b"page")
    for start in (0, 2):
        fetcher = make_fetcher(manners)
        for number in (start, start + 1):
            fetcher.fetch(Request(url=f"https://{HOST}/{number}"))
    gaps = [later.at - one.at for one, later in itertools.pairwise(site.asked)]
    assert len(gaps) == 4
    assert min(gaps) >= 0.05


def test_retry_after_is_waited_for(make_fetcher: MakeFetcher, site: Site) -> None:
    site.troubles[HOST, "/list"] = ["429"]
    make_fetcher().fetch(A_PAGE)
    refused, answered = (one for one in site.asked if one.path == "/list")
    assert answered.at - refused.at >= 1.0


def test_a_host_that_asks_for_hours_is_left_alone_for_the_run(
    make_fetcher: MakeFetcher, site: Site
) -> None:
    site.retry_after = "7200"
    site.troubles[HOST, "/list"] = ["429!"]
    fetcher = make_fetcher()
    assert fetch_kind(fetcher, A_PAGE) == "host_closed"
    assert fetch_kind(fetcher, A_PDF) == "host_closed"
    assert site.times_asked(HOST, "/list") == 1
    assert fetcher.index.find_failure(PDF_URL) is None


def test_a_budget_ends_requests_to_one_host(make_fetcher: MakeFetcher) -> None:
    fetcher = make_fetcher(replace(QUICK, host_budget=2))
    fetcher.fetch(A_PAGE)
    assert fetch_kind(fetcher, A_PDF) == "budget_spent"


def test_a_missing_paper_is_asked_for_once(make_fetcher: MakeFetcher, site: Site) -> None:
    assert fetch_kind(make_fetcher(), Request(url=f"https://{HOST}/no.pdf")) == "not_found"
    assert site.times_asked(HOST, "/no.pdf") == 1


def test_no_site_can_have_a_packed_answer_kept(make_fetcher: MakeFetcher, site: Site) -> None:
    site.troubles[HOST, "/list"] = ["packed"]
    assert fetch_kind(make_fetcher(), A_PAGE) == "encoded"
