"""Lists of sites from a local server: counts, continuations, logins and keys."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from byline.records import BylineError
from byline.sources.fetching.client import Fetcher
from byline.sources.fetching.conferences import find_edition
from byline.sources.fetching.crawling import SiteListing, list_site
from byline.sources.fetching.edition import list_edition as list_all_sites
from byline.sources.fetching.sites import find_site
from tests.sources.fetching.conftest import QUICK
from tools.conference.routing import LocalTransport, local_rule
from tools.conference.server import Body, Site, served

NOTES, WORKS = "api2.openreview.net", "api.openalex.org"
ACCOUNT = {"OPENREVIEW_USERNAME": "me@uni.example", "OPENREVIEW_PASSWORD": "of-passwords"}
KEY = {"OPENALEX_API_KEY": "of-keys"}


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def fetcher(site: Site, tmp_path: Path) -> Iterator[Fetcher]:
    with served(site) as port:
        made = Fetcher(
            tmp_path / "raw",
            manners=QUICK,
            transport=LocalTransport(port),
            rule=local_rule(NOTES, WORKS),
        )
        yield made
        made.close()


def list_edition(
    fetcher: Fetcher,
    name: str,
    environment: dict[str, str] | None = None,
    *,
    refresh: bool = False,
) -> SiteListing:
    asked, _ = find_edition("iclr-2025")
    site = find_site(name)
    return list_site(fetcher, site, asked, environment=environment or {}, refresh=refresh)


def notes_path(offset: int) -> str:
    asked, _ = find_edition("iclr-2025")
    address = find_site("openreview").find_pages(asked)[0]
    path = address.partition(NOTES)[2]
    return path.replace("offset=0", f"offset={offset}")


def notes(*names: str, count: int) -> Body:
    found = [
        {"id": name, "content": {"title": {"value": f"On {name}"}, "authors": {"value": ["A B"]}}}
        for name in names
    ]
    return Body(json.dumps({"notes": found, "count": count}).encode(), "application/json")


def test_an_account_opens_openreview_and_leaves_no_trace(
    fetcher: Fetcher, site: Site, tmp_path: Path
) -> None:
    site.bodies[NOTES, "/login"] = Body(b'{"token": "of-tokens"}', "application/json")
    site.bodies[NOTES, notes_path(0)] = notes("a", "b", count=3)
    site.bodies[NOTES, notes_path(2)] = notes("c", count=3)
    listing = list_edition(fetcher, "openreview", ACCOUNT)
    assert [paper.key for paper in listing.papers] == ["a", "b", "c"]
    assert listing.troubles == []
    asked = [one for one in site.asked if one.path.startswith("/notes")]
    assert {one.headers["Authorization"] for one in asked} == {"Bearer of-tokens"}
    for file in (path for path in tmp_path.rglob("*") if path.is_file()):
        text = file.read_text("utf-8", errors="replace")
        assert not any(secret in text for secret in ("of-passwords", "of-tokens"))


def test_a_challenge_in_the_place_of_notes_is_explained_and_asked_for_again(
    fetcher: Fetcher, site: Site
) -> None:
    challenge = Body(b"<!DOCTYPE html><html><head><title>Verifying your browser</title></html>")
    site.bodies[NOTES, notes_path(0)] = challenge
    [trouble] = list_edition(fetcher, "openreview").troubles
    assert trouble.kind == "unreadable_page"
    assert "OPENREVIEW_USERNAME" in trouble.message
    site.bodies[NOTES, notes_path(0)] = notes("a", count=1)
    assert list_edition(fetcher, "openreview").troubles == []


def test_a_refusal_with_a_challenge_is_explained(fetcher: Fetcher, site: Site) -> None:
    site.troubles[NOTES, notes_path(0)] = ["403!"]
    [trouble] = list_edition(fetcher, "openreview").troubles
    assert trouble.kind == "forbidden"
    assert "OPENREVIEW_USERNAME" in trouble.message


def test_a_login_that_is_refused_is_told_without_the_password(fetcher: Fetcher, site: Site) -> None:
    site.troubles[NOTES, "/login"] = ["403!"]
    [trouble] = list_edition(fetcher, "openreview", ACCOUNT).troubles
    assert trouble.kind == "login"
    assert "of-passwords" not in trouble.message


def test_a_list_that_ends_before_its_count_names_its_page(fetcher: Fetcher, site: Site) -> None:
    site.bodies[NOTES, notes_path(0)] = notes("a", "b", count=5)
    site.bodies[NOTES, notes_path(2)] = notes(count=5)
    listing = list_edition(fetcher, "openreview")
    [trouble] = listing.troubles
    assert trouble.kind == "short_page"
    assert "it states 5 and 2 were found" in trouble.message
    assert len(listing.papers) == 2


def test_a_missing_part_of_a_list_is_told(fetcher: Fetcher, site: Site) -> None:
    site.bodies[NOTES, notes_path(0)] = notes("a", "b", count=5)
    [trouble] = list_edition(fetcher, "openreview").troubles
    assert trouble.kind == "not_found"
    assert "offset=2" in trouble.url


def test_the_key_of_openalex_is_sent_and_never_written_down(
    fetcher: Fetcher, site: Site, tmp_path: Path
) -> None:
    asked, _ = find_edition("iclr-2025")
    path = find_site("openalex").find_pages(asked)[0].partition(WORKS)[2]
    work = {"id": "https://openalex.org/W1", "title": "Owls", "authorships": []}
    answer = json.dumps({"meta": {"count": 1, "next_cursor": None}, "results": [work]})
    site.bodies[WORKS, f"{path}&api_key=of-keys"] = Body(answer.encode(), "application/json")
    listing = list_edition(fetcher, "openalex", KEY)
    assert [paper.title for paper in listing.papers] == ["Owls"]
    assert "of-keys" not in (tmp_path / "raw" / "fetched.jsonl").read_text("utf-8")
    assert "of-keys" not in repr(listing)


def test_openalex_without_a_key_says_which_one(fetcher: Fetcher, site: Site) -> None:
    asked, _ = find_edition("iclr-2025")
    path = find_site("openalex").find_pages(asked)[0].partition(WORKS)[2]
    site.troubles[WORKS, path] = ["403!"]
    [trouble] = list_edition(fetcher, "openalex").troubles
    assert "OPENALEX_API_KEY" in trouble.message


def test_a_list_that_cannot_be_refreshed_stays_as_it_was_and_says_so(
    fetcher: Fetcher, site: Site
) -> None:
    site.bodies[NOTES, notes_path(0)] = notes("a", count=1)
    assert list_edition(fetcher, "openreview").troubles == []
    site.troubles[NOTES, notes_path(0)] = ["503!"]
    listing = list_edition(fetcher, "openreview", refresh=True)
    assert [paper.key for paper in listing.papers] == ["a"]
    assert [trouble.kind for trouble in listing.troubles] == ["not_refreshed"]


def test_without_a_network_page_and_cause_are_named(fetcher: Fetcher) -> None:
    with pytest.raises(BylineError, match=r"CVPR2025.* openaccess\.thecvf\.com has no address now"):
        list_all_sites(fetcher, "cvpr-2025", environment={})


def test_an_edition_that_no_site_has_is_said(fetcher: Fetcher) -> None:
    with pytest.raises(BylineError, match="no site has this edition"):
        list_all_sites(fetcher, "icml-1999", environment={})
