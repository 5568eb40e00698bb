import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from byline.queries import Scope
from byline.records import BylineError, Disagreement
from byline.report.page import write_report
from byline.store.database import build_store
from byline.store.shards import shard_of, write_shard
from byline.store.study import Study
from tests.report.reading import ReadReport, read_report
from tests.toy import MIT, PAPERS, TSINGHUA, ToyPaper, make_study

HOSTILE = (
    "</title></style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "$\\frac{\\textbf{a}}{b}$ & \"quotes\" 'and' <b>bold</b>",
    "\u202egnp.rorre\u202c evil",
    "عنوان عربي مع English في الوسط",
    "😀 👩‍🔬 emoji",
    "nul\x00 and \x1b[31mescape",
    "{{ 7 * 7 }} {% raw %} {0.__class__} %s",
    "long " + 10_000 * "x",
)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return make_study(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="module")
def page(study: Study) -> ReadReport:
    return read_report(_write(study))


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> ReadReport:
    papers = [
        ToyPaper(
            text,
            ((text, (MIT, replace(TSINGHUA, text=f"Tsinghua {text}"))),),
            track=text[:60],
        )
        for text in HOSTILE
    ]
    return read_report(_write(make_study(tmp_path_factory.mktemp("hostile"), papers)))


def _write(study: Study, **options: object) -> str:
    path = write_report(study, left="US", right="CN", scope=Scope(), **options)  # type: ignore[arg-type]
    return path.read_text("utf-8")


def test_the_headline_says_number_and_denominator(page: ReadReport) -> None:
    said = "4 of 9 papers with known affiliations joined authors of institutions in the United "
    assert said + "States and in mainland China." in page.text
    assert "That is 44.4% of the papers with known affiliations" in page.text


def test_every_link_within_the_page_has_its_target(page: ReadReport) -> None:
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    links = [a["href"][1:] for a in page.all("a") if a["href"].startswith("#")]
    assert links
    assert set(links) <= ids


def test_every_id_is_given_once(page: ReadReport) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_number_leads_to_exactly_as_many_papers(study: Study, page: ReadReport) -> None:
    html = _write(study)
    numbers = re.findall(r'<a class="number" href="#([\w-]+)">([\d,]+)</a>', html)
    assert {"papers-d0", "papers-CN-US"} <= {anchor for anchor, _ in numbers}
    narrowing = [
        (anchor, count) for anchor, count in numbers if re.match(r"(joint|papers)-", anchor)
    ]
    assert len(narrowing) > 30
    for anchor, count in narrowing:
        assert page.count_entries(anchor) == int(count.replace(",", "")), anchor


def test_numbers_of_lost_papers_lead_to_lists_with_reasons(page: ReadReport) -> None:
    assert "not a PDF: toy.pdf: not a PDF" in page.text
    assert "Independent Laboratory" in page.text
    assert {"lost-failed", "lost-unknown", "lost-no_author", "lost-no_affiliation"} <= {
        attributes.get("id") for attributes in page.all("h3")
    }


def test_the_source_row_is_shown_with_its_affiliations_marked(study: Study) -> None:
    html = _write(study)
    assert '<pre dir="auto">Two people\nAda Toy\t<mark class="left">MIT, Cambridge, MA' in html
    assert '<mark class="right">Tsinghua University, Beijing<sup>CN</sup></mark>' in html


def test_assumed_countries_and_single_authors_are_marked(page: ReadReport) -> None:
    assert page.text.count("Joint only through an assumed country") == 1
    assert page.text.count("Joint through one author alone") == 1


def test_the_page_asks_nothing_of_a_network(page: ReadReport) -> None:
    for tag, attributes in page.elements:
        assert tag not in {"link", "iframe", "object", "embed", "base", "form", "audio", "video"}
        source = attributes.get("src") or (attributes.get("href", "") if tag == "image" else "")
        assert source == "" or source.startswith("data:image/")
    assert "url(" not in page.codes["style"].replace("url(#", "")
    assert "@import" not in page.codes["style"]


def test_only_our_own_style_and_script_are_allowed(page: ReadReport) -> None:
    [policy] = [m["content"] for m in page.all("meta") if "http-equiv" in m]
    assert policy.startswith("default-src 'none'; img-src data:;")
    for code in page.codes.values():
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    for _, attributes in page.elements:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]


def test_hostile_text_is_shown_and_does_nothing(hostile_page: ReadReport) -> None:
    tags = [tag for tag, _ in hostile_page.elements]
    assert (tags.count("script"), tags.count("style")) == (1, 1)
    assert hostile_page.count_page_titles() == 1
    assert "img" not in tags
    assert "b" not in tags
    for _, attributes in hostile_page.elements:
        assert not [name for name in attributes if name.startswith("on")]
    for said in (
        HOSTILE[0],
        HOSTILE[1],
        HOSTILE[2],
        HOSTILE[4],
        HOSTILE[5],
        HOSTILE[7],
        HOSTILE[8],
    ):
        assert said in hostile_page.text


def test_nothing_invisible_gets_through(hostile_page: ReadReport) -> None:
    assert "nul␀ and ␛[31mescape" in hostile_page.text
    assert "[U+202E]gnp.rorre[U+202C] evil" in hostile_page.text
    assert not re.search("[\x00\x1b\u202a-\u202e\u2066-\u2069]", hostile_page.text)


def test_names_and_titles_are_kept_from_turning_the_line(hostile_page: ReadReport) -> None:
    assert sum(tag == "bdi" for tag, _ in hostile_page.elements) > 4 * len(HOSTILE)


def test_the_same_study_gives_the_same_bytes(study: Study) -> None:
    assert _write(study) == _write(study)


def test_disagreements_are_counted_and_stand_with_their_paper(tmp_path: Path) -> None:
    study = make_study(tmp_path)
    [paper] = [paper for paper in PAPERS if paper.title == "A benchmark"]
    doubt = Disagreement(
        disagreement_id="d",
        paper_id=paper.paper_id,
        affiliation_id=None,
        kind="page_against_site_countries",
        doubt=1.0,
        reason="the page says US, the site says FR",
    )
    write_shard(study, "places", shard_of(paper.paper_id), key="k", rows=[doubt])
    build_store(study, stages=("listing", "places", "versions"), key="k")
    page = read_report(_write(study))
    assert "For 1 of them two readings disagree" in page.text
    kind = "countries of the page and of the site differ"
    assert f"Readings disagree ({kind}): the page says US, the site says FR" in page.text
    assert page.count_entries("joint-0-disputed") == 1


def test_the_command_and_the_date_are_on_the_page(study: Study) -> None:
    text = read_report(_write(study, dated=date(2026, 11, 21))).text
    assert f"byline report US CN --study {study.root}" in text
    assert "Written on 21 November 2026." in text


def test_a_scope_names_its_file_and_its_command(study: Study) -> None:
    scope = Scope(venue="ToyConf", year_from=2024, track="main")
    path = write_report(study, left="US", right="CN+HK+MO", scope=scope)
    assert path == study.reports / "us-cn-hk-mo-toyconf-main-2024.html"
    text = read_report(path.read_text("utf-8")).text
    assert "--venue ToyConf --track main --from 2024" in text


def test_a_study_without_papers_in_scope_still_gives_a_report(study: Study) -> None:
    path = write_report(study, left="US", right="CN", scope=Scope(venue="Elsewhere"))
    text = read_report(path.read_text("utf-8")).text
    assert "0 of 0 papers with known affiliations" in text
    assert "No paper in scope joins the two sides." in text


def test_two_groupings_that_share_a_country_are_refused(study: Study) -> None:
    with pytest.raises(BylineError, match="share CN"):
        write_report(study, left="CN", right="CN+HK+MO", scope=Scope())


def test_the_report_goes_where_it_is_asked_to(study: Study, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "report.html"
    assert write_report(study, left="US", right="CN", scope=Scope(), out=out) == out
    assert out.is_file()


def test_the_toy_corpus_is_whole(page: ReadReport) -> None:
    titles = {
        paper.title for paper in PAPERS if paper.status == "accepted" and not paper.duplicate_of
    }
    assert all(title in page.text for title in titles)
