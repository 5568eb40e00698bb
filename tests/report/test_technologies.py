import re
from dataclasses import replace
from pathlib import Path

import pytest

import byline.report.technology_tables as tables
from byline.queries import AcceleratorCount, Scope, Store, Taking, explain_measure
from byline.records import Document, PaperTechnology, Row, Section
from byline.report.gathering import gather_facts
from byline.report.page import write_report
from byline.report.technologies import MARKETS
from byline.report.technology_tables import TechnologyAnswers, build_market_tables
from byline.report.uses import SIDES
from byline.store.database import build_store
from byline.store.shards import write_shard
from byline.store.study import Study
from tests.report.reading import ReadReport, read_report
from tests.report.test_page import HOSTILE
from tests.toy import MIT, TECHNOLOGY_PAPERS, TSINGHUA, ToyPaper, Use, make_study, rows_of

STATEMENT = (
    "reports Z100; for export to China Z100 needed a US licence from 1 February 2024 (letter)"
)
CHIP = AcceleratorCount(
    technology_id="accelerator:z100",
    name="Z100",
    vendors=("Chipper",),
    vendor_countries=("US",),
    market=None,
    total_processing_performance=None,
    china_licence_from=None,
    china_licence_rule=None,
    papers=1,
    before=0,
    same_year=0,
    after=0,
    read=1,
    reporting=1,
)


def _write(study: Study, right: str = "CN") -> str:
    return write_report(study, left="US", right=right, scope=Scope()).read_text("utf-8")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return make_study(tmp_path_factory.mktemp("toy"), TECHNOLOGY_PAPERS)


@pytest.fixture(scope="module")
def html(study: Study) -> str:
    return _write(study)


@pytest.fixture(scope="module")
def page(html: str) -> ReadReport:
    return read_report(html)


@pytest.fixture(scope="module")
def abstracts(tmp_path_factory: pytest.TempPathFactory) -> ReadReport:
    """The same papers, known by their abstracts alone."""
    study = make_study(tmp_path_factory.mktemp("abstracts"), ())
    rows = [
        row
        for paper in TECHNOLOGY_PAPERS
        for found in rows_of(paper)
        for row in _as_abstract(found)
    ]
    write_shard(study, "listing", "00", key="abstracts", rows=rows)
    build_store(study, stages=("listing", "catalogue", "versions"), key="abstracts")
    return read_report(_write(study))


def _as_abstract(row: Row) -> list[Row]:
    if isinstance(row, PaperTechnology):
        return [replace(row, basis="abstract")]
    if not isinstance(row, Document) or row.kind != "pdf":
        return [row]
    section = Section(
        document_id=row.document_id,
        kind="abstract",
        start=0,
        end=len(row.text),
    )
    return [replace(row, kind="row"), section]


def test_every_number_leads_to_as_many_papers_as_it_says(html: str, page: ReadReport) -> None:
    numbers = re.findall(r'<a class="number" href="#([\w-]+)">([\d,]+)</a>', html)
    uses = [(anchor, int(count)) for anchor, count in numbers if anchor.startswith("use-")]
    papers = [(anchor, int(count)) for anchor, count in numbers if anchor.startswith("papers-")]
    assert len(uses) > 40
    assert {"papers-read", "papers-reporting-right", "papers-u", "papers-k0"} <= dict(papers).keys()
    for anchor, count in uses:
        assert page.count_uses(anchor) == count, anchor
    for anchor, count in papers:
        if anchor != "papers":
            assert page.count_entries(anchor) == count, anchor


def test_numbers_are_those_of_the_queries(study: Study, page: ReadReport) -> None:
    anchors = {a["id"] for _, a in page.elements if "id" in a}
    with Store.opened(study.store) as store:
        for side, countries in (("", None), ("-left", "US"), ("-right", "CN")):
            taking = Taking(countries=countries)
            listed = {
                found.name: found
                for found in store.technologies.list_technologies(Scope(), taking, kind="model")
            }
            for place, name in enumerate(("Owl", "Heron", "Crane", "Owlet")):
                for role in ("cited", "compared", "used", "key"):
                    anchor = f"use-{place}-{role}{side}"
                    count = getattr(listed.get(name), role, 0)
                    assert (anchor in anchors) == bool(count), anchor
                    assert not count or page.count_uses(anchor) == count


def test_every_link_has_its_target_and_every_id_is_given_once(page: ReadReport) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")} <= set(ids)


def test_a_paper_stands_with_role_probability_derivative_page_and_sentence(
    page: ReadReport,
) -> None:
    text = " ".join(page.text.split())
    assert "evaluated through Owlet, probability 90.0%. Page 1: “Through a head office”" in text
    assert "built on, probability 90.0%. Page 1: “Two people”" in text


def test_what_is_said_of_an_accelerator_is_said_in_these_words(page: ReadReport) -> None:
    assert page.text.count(STATEMENT) == 2
    assert "bought earlier, rented abroad, or belong to a foreign co-author" in page.text
    assert "2 of 4 papers read in full report an accelerator by its name." in page.text
    assert page.count_uses("use-4-before-left") == page.count_uses("use-4-same_year-right") == 1


def test_no_word_of_the_report_is_illegal(html: str, abstracts: ReadReport) -> None:
    assert "illegal" not in html.lower()
    assert "illegal" not in abstracts.text.lower()


def test_the_drawings_are_told_in_the_numbers_of_the_table(page: ReadReport) -> None:
    used, key = (
        a["aria-label"] for a in page.all("svg") if "Models that" in a.get("aria-label", "")
    )
    assert "From China (mainland): to United States 0.8, China (mainland) 0.8" in used
    assert "From China (mainland) + United States, jointly: to United States 0.5" in used
    assert "3.0 papers counted in parts" in key


def test_the_drawings_need_no_style_attribute_and_no_script(page: ReadReport) -> None:
    assert not [a for _, a in page.elements if "style" in a or "onclick" in a]
    fills = {a["fill"] for a in page.all("path") if "fill" in a and "band" in a.get("class", "")}
    patterns = {f"url(#{a['id']})" for a in page.all("pattern")}
    assert fills
    assert fills <= patterns


def test_a_study_without_technologies_has_no_such_part(tmp_path: Path) -> None:
    html = _write(make_study(tmp_path))
    page = read_report(html)
    ids = {a["id"] for _, a in page.elements if "id" in a}
    assert not {name for name in ids if name.startswith(("use", "technologies", "flow", "acc"))}
    assert "Whose technology" not in page.text
    assert "data-tech" not in html


def test_abstracts_are_named_in_the_heading_and_never_called_full_texts(
    abstracts: ReadReport,
) -> None:
    assert "Whose technology, by title and abstract alone" in abstracts.text
    assert "4 of 5 papers in scope have an abstract" in " ".join(abstracts.text.split())
    assert "Accelerators are counted in full texts only" in abstracts.text
    assert "read in full." not in abstracts.text
    assert abstracts.count_uses("use-0-key") == 2


def test_abstracts_beside_full_texts_are_set_aside(tmp_path: Path) -> None:
    study = make_study(tmp_path, TECHNOLOGY_PAPERS[:3])
    rows = [row for found in rows_of(TECHNOLOGY_PAPERS[3]) for row in _as_abstract(found)]
    write_shard(study, "documents", "00", key="abstract", rows=rows)
    build_store(study, stages=("listing", "documents", "catalogue", "versions"), key="both")
    page = read_report(_write(study))
    assert "1 more paper was read in the other way and counts nowhere in this part" in page.text
    assert page.count_entries("papers-aside") == 1
    assert page.count_entries("papers-read") == 3
    assert "Crane" not in page.text


def test_hostile_sentences_are_shown_and_do_nothing(tmp_path: Path) -> None:
    papers = [
        ToyPaper(text, (("A", (MIT,)), ("B", (TSINGHUA,))), uses=(Use("Owl", "tool"),))
        for text in HOSTILE
    ]
    page = read_report(_write(make_study(tmp_path, papers)))
    tags = [tag for tag, _ in page.elements]
    assert (tags.count("script"), tags.count("style")) == (1, 1)
    assert page.count_page_titles() == 1
    assert not {"img", "b"} & set(tags)
    for text in (HOSTILE[0], HOSTILE[1], HOSTILE[4], HOSTILE[7]):
        assert f"“{text}”" in page.text
    assert "[U+202E]gnp.rorre[U+202C] evil”" in page.text
    assert f"“{HOSTILE[8][:239]}…”" in page.text
    assert page.count_uses("use-0-used-left") == len(HOSTILE)


def test_only_the_most_used_have_a_row_and_the_table_says_so(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_TECHNOLOGIES", 2)
    page = read_report(_write(study))
    assert "Shown are 2 of 4 that papers name" in page.text
    assert "Owlet" in page.text
    assert page.count_uses("use-1-used") == 2


def test_accelerators_stand_by_market_and_an_unknown_one_last() -> None:
    markets = ("domestic", "consumer", "china_variant", "data_centre", None, "lunar")
    chips = tuple(
        replace(CHIP, technology_id=f"accelerator:{n}", name=str(n), market=market)
        for n, market in enumerate(markets)
    )
    answers = TechnologyAnswers(listed={}, chips=dict.fromkeys(SIDES, chips), uses={})
    grouped = build_market_tables(answers, first_place=3)
    assert list(grouped) == ["data_centre", "china_variant", "domestic", "consumer", "unknown"]
    assert [row.place for row in grouped["unknown"]] == [7, 8]
    assert set(grouped) <= set(MARKETS)


def test_definitions_and_versions_stand_at_the_end(page: ReadReport) -> None:
    for measure in ("technologies", "technology_flows", "accelerator_papers"):
        assert explain_measure(measure)["counting"] in page.text


def test_years_are_counted_by_venue_and_track(study: Study) -> None:
    with Store.opened(study.store) as store:
        facts, _ = gather_facts(store, "US", "CN", Scope())
    assert facts.technologies is not None
    [(venue, track, years)] = facts.technologies.group_years()
    assert (venue, track) == ("ToyConf", "main")
    assert [(year.count.year, year.read, year.models[0].used) for year in years] == [
        (2023, 1, 0),
        (2024, 3, 2),
    ]


def test_a_grouping_of_several_countries_is_a_side(study: Study) -> None:
    page = read_report(_write(study, right="CN+HK+MO"))
    assert page.count_uses("use-2-used-right") == 1
