import hashlib
import io
import json
import random
import ssl
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from threading import Event

import httpx2
import pytest

from byline.places.registry import RegistryInfo, find_registry, imported_path
from byline.places.registry_download import Patience, download_registry
from byline.places.registry_release import PinnedRelease, find_fault, read_release
from byline.places.registry_rows import RegistryError
from byline.places.transfer import PermanentError, refuse_inward, user_agent
from tests.places.lame_server import (
    Answer,
    Handler,
    Seen,
    cut,
    redirect,
    rest,
    serve,
    status,
    whole,
)

QUICK = Patience(attempts=4, first_wait=0.01, longest_wait=0.02, jitter=0.01, timeout=5)
CHUNK = 2**16
TLS = ssl.create_default_context()


def make_dump() -> bytes:
    organisation = {
        "id": "https://ror.org/042nb2s44",
        "names": [{"value": "Test Institute", "types": ["ror_display", "label"], "lang": "en"}],
        "locations": [
            {"geonames_id": 1, "geonames_details": {"country_code": "US", "name": "Cambridge"}}
        ],
        "types": ["education"],
        "status": "active",
        "domains": [],
        "links": [],
        "relationships": [],
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("v9.1-2030-01-01-ror-data.json", json.dumps([organisation]))
        archive.writestr("v9.1-2030-01-01-ror-data.csv", random.Random(1).randbytes(8 * CHUNK))
    return buffer.getvalue()


DUMP = make_dump()
RELEASE = PinnedRelease(
    name="ROR v9.1",
    date="2030-01-01",
    record_url="https://example.org/records/1",
    url="",
    file_name="v9.1-2030-01-01-ror-data.zip",
    size=len(DUMP),
    licence="CC0-1.0",
    md5=hashlib.md5(DUMP, usedforsecurity=False).hexdigest(),
    sha256=hashlib.sha256(DUMP).hexdigest(),
)


@dataclass
class Told:
    lines: list[str] = field(default_factory=list)

    def __call__(self, line: str) -> None:
        self.lines.append(line)


def download(home: Path, seen: Seen, **changes: object) -> RegistryInfo:
    release = replace(RELEASE, url=f"{seen.url}/dump.zip", **changes)  # type: ignore[arg-type]
    return download_registry(
        home=home,
        release=release,
        transport=httpx2.HTTPTransport(verify=TLS),
        patience=QUICK,
        show=Told(),
    )


def files_under(home: Path) -> Sequence[str]:
    return sorted(path.name for path in home.rglob("*") if path.is_file())


def part_of(home: Path) -> Path:
    return home / "registry" / "downloads" / f"{RELEASE.file_name}.part"


def test_a_downloaded_release_becomes_the_registry_in_use(tmp_path: Path) -> None:
    with serve(whole(DUMP)) as seen:
        info = download(tmp_path, seen)
    assert info.release == "v9.1"
    assert info.source_sha256 == RELEASE.sha256
    assert find_registry(tmp_path) == imported_path(tmp_path)
    assert files_under(tmp_path) == ["registry.tsv", RELEASE.file_name]


def test_a_second_run_needs_no_network(tmp_path: Path) -> None:
    with serve(whole(DUMP)) as seen:
        first = download(tmp_path, seen)
        second = download(tmp_path, seen)
    assert len(seen.requests) == 1
    assert first == second


def test_a_cut_connection_goes_on_where_it_broke(tmp_path: Path) -> None:
    with serve(cut(DUMP, 3 * CHUNK + 7), rest(DUMP)) as seen:
        download(tmp_path, seen)
    [first, second] = seen.requests
    assert "Range" not in first
    assert second["Range"] == f"bytes={3 * CHUNK}-"
    assert second["If-Range"] == '"one"'


def test_what_is_left_of_a_killed_run_is_used_by_the_next(tmp_path: Path) -> None:
    with (
        serve(cut(DUMP, 5 * CHUNK)) as seen,
        pytest.raises(RegistryError, match=r"go on after 0\.3"),
    ):
        download(tmp_path, seen)
    assert part_of(tmp_path).stat().st_size == 5 * CHUNK
    with serve(rest(DUMP)) as seen:
        download(tmp_path, seen)
    assert seen.requests[0]["Range"] == f"bytes={5 * CHUNK}-"


def test_a_run_killed_in_the_middle_leaves_its_part_and_no_registry(tmp_path: Path) -> None:
    is_over = Event()

    def stall(handler: Handler) -> None:
        cut(DUMP, 3 * CHUNK)(handler)
        is_over.wait(60)

    with serve(stall, rest(DUMP)) as seen:
        child = get_context("spawn").Process(target=download, args=(tmp_path, seen))
        child.start()
        while not (part_of(tmp_path).exists() and part_of(tmp_path).stat().st_size == 3 * CHUNK):
            assert child.is_alive()
            time.sleep(0.05)
        child.kill()
        child.join()
        is_over.set()
        assert not imported_path(tmp_path).exists()
        download(tmp_path, seen)
    assert seen.requests[1]["Range"] == f"bytes={3 * CHUNK}-"


def test_a_run_killed_after_the_last_byte_fetches_nothing(tmp_path: Path) -> None:
    part_of(tmp_path).parent.mkdir(parents=True)
    part_of(tmp_path).write_bytes(DUMP)
    with serve(status(500)) as seen:
        download(tmp_path, seen)
    assert seen.requests == []


def test_a_file_that_changed_meanwhile_is_fetched_anew(tmp_path: Path) -> None:
    with serve(cut(DUMP, 2 * CHUNK, ETag='"old"'), rest(DUMP)) as seen:
        download(tmp_path, seen)
    assert len(seen.requests) == 2


def test_a_server_without_ranges_gives_all_of_it_again(tmp_path: Path) -> None:
    with serve(cut(DUMP, 2 * CHUNK), whole(DUMP)) as seen:
        info = download(tmp_path, seen)
    assert info.source_sha256 == RELEASE.sha256


def test_a_range_nobody_asked_for_is_not_appended(tmp_path: Path) -> None:
    wrong = status(206, Content_Range=f"bytes 10-{len(DUMP) - 1}/{len(DUMP)}")
    with serve(cut(DUMP, 2 * CHUNK), wrong, whole(DUMP)) as seen:
        info = download(tmp_path, seen)
    assert "Range" not in seen.requests[2]
    assert info.source_sha256 == RELEASE.sha256


def test_a_part_longer_than_the_servers_file_is_dropped(tmp_path: Path) -> None:
    part_of(tmp_path).parent.mkdir(parents=True)
    part_of(tmp_path).write_bytes(b"x" * (len(DUMP) + 5))
    with serve(status(416), whole(DUMP)) as seen:
        download(tmp_path, seen)
    assert len(seen.requests) == 2


def test_a_part_of_another_file_is_found_out_by_its_digest(tmp_path: Path) -> None:
    part_of(tmp_path).parent.mkdir(parents=True)
    part_of(tmp_path).write_bytes(b"PK\x03\x04" + b"x" * CHUNK)
    with serve(rest(DUMP)) as seen:
        info = download(tmp_path, seen)
    assert len(seen.requests) == 2
    assert info.source_sha256 == RELEASE.sha256


@pytest.mark.parametrize("number", [429, 503])
def test_the_wait_a_server_asks_for_is_kept(number: int, tmp_path: Path) -> None:
    with serve(status(number, Retry_After="1"), whole(DUMP)) as seen:
        start = time.monotonic()
        download(tmp_path, seen)
    assert time.monotonic() - start >= 1
    assert len(seen.requests) == 2


def test_a_wait_may_be_given_as_a_date_of_the_servers_clock(tmp_path: Path) -> None:
    def come_back(handler: Handler) -> None:
        handler.send_response_only(503)
        handler.send_header("Date", "Thu, 01 Jan 2015 00:00:00 GMT")
        handler.send_header("Retry-After", "Thu, 01 Jan 2015 00:00:01 GMT")
        handler.end_headers()

    with serve(come_back, whole(DUMP)) as seen:
        start = time.monotonic()
        download(tmp_path, seen)
    assert 1 <= time.monotonic() - start < 10


def test_a_server_that_asks_for_an_hour_is_not_waited_for(tmp_path: Path) -> None:
    with (
        serve(status(429, Retry_After="3600")) as seen,
        pytest.raises(RegistryError, match="come back in 60 minutes"),
    ):
        download(tmp_path, seen)


def test_a_troubled_server_is_asked_a_few_times_and_no_more(tmp_path: Path) -> None:
    with serve(status(503)) as seen, pytest.raises(RegistryError, match="answered 503"):
        download(tmp_path, seen)
    assert len(seen.requests) == QUICK.attempts


def test_a_missing_file_is_asked_for_once(tmp_path: Path) -> None:
    with (
        serve(status(404)) as seen,
        pytest.raises(RegistryError, match=r"answered 404 .*registry import FILE"),
    ):
        download(tmp_path, seen)
    assert len(seen.requests) == 1


PAGE = b"<!doctype html><title>Please log in</title>"


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (whole(PAGE, Content_Type="text/html"), "'text/html' of 43 bytes, not a zip file"),
        (whole(b"<" + DUMP[1:]), "not a zip file"),
        (whole(DUMP + b"more"), "not a zip file of"),
        (whole(DUMP[:-9]), "not a zip file of"),
        (whole(DUMP + b"more", Content_Length=""), "sent more than"),
        (whole(DUMP, Content_Encoding="gzip"), "not a zip file"),
        (whole(DUMP[:-1] + b"?"), "has the md5"),
    ],
)
def test_what_is_not_the_pinned_file_is_refused(
    answer: Answer, complaint: str, tmp_path: Path
) -> None:
    with serve(answer) as seen, pytest.raises(RegistryError, match=complaint):
        download(tmp_path, seen)
    assert len(seen.requests) == 1
    assert not imported_path(tmp_path).exists()


def test_a_log_in_page_in_between_costs_nothing_that_is_kept(tmp_path: Path) -> None:
    with serve(cut(DUMP, 4 * CHUNK), whole(PAGE)) as seen, pytest.raises(RegistryError):
        download(tmp_path, seen)
    assert part_of(tmp_path).stat().st_size == 4 * CHUNK


def test_sha256_counts_where_no_md5_is_published(tmp_path: Path) -> None:
    with serve(whole(DUMP)) as seen:
        with pytest.raises(RegistryError, match="has the sha256"):
            download(tmp_path, seen, md5=None, sha256="0" * 64)
        download(tmp_path, seen, md5=None)


def test_a_failed_download_leaves_the_registry_in_use_as_it_was(tmp_path: Path) -> None:
    with serve(whole(DUMP)) as seen:
        download(tmp_path, seen)
    before = imported_path(tmp_path).read_bytes()
    (tmp_path / "registry" / "downloads" / RELEASE.file_name).unlink()
    with serve(whole(PAGE)) as seen, pytest.raises(RegistryError):
        download(tmp_path, seen)
    assert imported_path(tmp_path).read_bytes() == before


def test_without_a_network_the_message_says_how_to_import_a_file(tmp_path: Path) -> None:
    with serve(status(500)) as seen:
        pass
    with pytest.raises(RegistryError, match=r"cannot reach 127.0.0.1 .*registry import FILE"):
        download(tmp_path, seen)
    assert files_under(tmp_path) == []


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "registry").write_text("in the way", encoding="utf-8")
    with serve(whole(DUMP)) as seen, pytest.raises(RegistryError, match="cannot keep"):
        download(tmp_path, seen)


def test_a_redirect_on_the_same_server_is_followed(tmp_path: Path) -> None:
    with serve(redirect("/elsewhere.zip"), whole(DUMP)) as seen:
        download(tmp_path, seen)
    assert len(seen.requests) == 2


@pytest.mark.parametrize("target", ["http://localhost:{port}/", "https://127.0.0.1/", "file:///x"])
def test_a_redirect_into_the_users_network_is_refused(target: str, tmp_path: Path) -> None:
    with serve(whole(DUMP)) as inside:
        port = inside.url.rpartition(":")[2]
        with serve(redirect(target.format(port=port))) as seen, pytest.raises(RegistryError):
            download(tmp_path, seen)
    assert inside.requests == []
    assert len(seen.requests) == 1


def test_redirects_come_to_an_end(tmp_path: Path) -> None:
    with serve(redirect("/again")) as seen, pytest.raises(RegistryError, match="more than 5"):
        download(tmp_path, seen)


@pytest.mark.parametrize(
    "address",
    [
        *("10.0.0.8", "127.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "224.0.0.1"),
        *("::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1"),
    ],
)
def test_a_name_that_resolves_to_a_private_address_is_refused(address: str) -> None:
    source, target = httpx2.URL("https://zenodo.org/a"), httpx2.URL("https://files.example/b")
    with pytest.raises(PermanentError, match="private network"):
        refuse_inward(source, target, find_addresses=lambda _: ["93.184.216.34", address])


def test_a_public_address_over_tls_is_not_refused() -> None:
    source, target = httpx2.URL("https://zenodo.org/a"), httpx2.URL("https://files.example/b")
    refuse_inward(source, target, find_addresses=lambda _: ["93.184.216.34", "2606:4700::1111"])
    with pytest.raises(PermanentError, match="not https"):
        refuse_inward(source, httpx2.URL("http://zenodo.org/a"))


def test_every_request_names_the_program(tmp_path: Path) -> None:
    with serve(whole(DUMP)) as seen:
        download(tmp_path, seen)
    assert seen.requests[0]["User-Agent"].startswith("byline/")
    assert seen.requests[0]["Accept-Encoding"] == "identity"


def test_a_contact_is_one_line_of_printable_ascii() -> None:
    assert user_agent({"BYLINE_CONTACT": "me@example.org"}).endswith("; contact: me@example.org)")
    hostile = user_agent({"BYLINE_CONTACT": "a\r\nHost: evil)(\x00é" + "x" * 999})
    assert hostile.isascii()
    assert hostile.isprintable()
    assert hostile.count("(") == hostile.count(")") == 1
    assert len(hostile) < 400
    assert "contact" not in user_agent({})


def test_progress_is_told_in_tenths(tmp_path: Path) -> None:
    told = Told()
    with serve(whole(DUMP)) as seen:
        download_registry(
            home=tmp_path,
            release=replace(RELEASE, url=seen.url),
            transport=httpx2.HTTPTransport(verify=TLS),
            patience=QUICK,
            show=told,
        )
    assert sum(" of 0.5 MB" in line for line in told.lines) in range(5, 11)
    assert told.lines[-1].endswith("importing it")


def test_the_pinned_release_is_whole() -> None:
    release = read_release()
    assert release.url.startswith("https://")
    assert release.file_name in release.url
    assert release.record_url in release.url
    assert len(release.sha256 or "") == 64
    assert len(release.md5 or "") == 32
    assert release.size > 10_000_000


def test_a_release_without_a_digest_or_with_a_path_is_none() -> None:
    with pytest.raises(ValueError, match="not pinned"):
        replace(RELEASE, md5=None, sha256=None)
    with pytest.raises(ValueError, match="not a file name"):
        replace(RELEASE, file_name="../registry.tsv")


def test_a_fault_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    assert find_fault(path, RELEASE) == "is not there"
    path.write_bytes(DUMP)
    assert find_fault(path, RELEASE) is None
    path.write_bytes(bytes(len(DUMP)))
    assert find_fault(path, RELEASE) == "is not a zip file"
