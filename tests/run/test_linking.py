"""A PDF and the row of a table that are one paper."""

from pathlib import Path

import pytest

from byline.places.override_files import write_overrides
from byline.places.overrides import answered_countries, make_override
from byline.queries import Scope, Store
from byline.run import runner
from byline.run.placing import load_resolver
from byline.run.runner import run_study
from byline.run.settings import SourceSettings, StudySettings
from byline.sources.options import TableOptions
from byline.store.study import Study

PAPER = Path(runner.__file__).parents[1] / "demo" / "papers" / "bdc25-02.pdf"


def make_table(folder: Path, *, title: str, authors: str, affiliations: str) -> Path:
    table = folder / "site.csv"
    rows = f'title,authors,affiliations\n"{title}","{authors}","{affiliations}"\n'
    table.write_text(rows, encoding="utf-8")
    return table


def run(folder: Path, *sources: Path) -> Study:
    study = Study(folder / "study")
    settings = StudySettings(
        sources=tuple(
            SourceSettings(
                path=str(source),
                options=TableOptions(venue="BDC", year=2025)
                if source.suffix == ".csv"
                else TableOptions(),
            )
            for source in sources
        )
    )
    run_study(study, settings, workers=1)
    return study


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    study = run(tmp_path_factory.mktemp("page"), PAPER)
    with Store.opened(study.store) as store:
        [paper] = store.list_papers(Scope())
        authors = store.show_paper(paper).authors
    return paper.title, "; ".join(author.name for author in authors)


def test_a_pdf_stands_for_its_row_and_takes_its_venue(
    page: tuple[str, str], tmp_path: Path
) -> None:
    title, authors = page
    table = make_table(tmp_path, title=title, authors=authors, affiliations="")
    study = run(tmp_path, table, PAPER)
    with Store.opened(study.store) as store:
        [paper] = store.list_papers(Scope())
    assert (paper.venue, paper.year) == ("BDC", 2025)
    assert paper.location.endswith(PAPER.name)


def test_a_page_and_a_site_that_differ_are_in_the_queue_with_the_reason(
    page: tuple[str, str], tmp_path: Path
) -> None:
    title, authors = page
    everywhere = "; ".join("Oslo, Norway" for _ in authors.split(";"))
    table = make_table(tmp_path, title=title, authors=authors, affiliations=everywhere)
    study = run(tmp_path, table, PAPER)
    with Store.opened(study.store) as store:
        [row] = [d for d in store.list_disagreements() if d.kind == "page_against_site_countries"]
    assert row.reason.endswith("the site NO")
    assert row.doubt == 1.0


def test_an_override_moves_the_number_and_says_who_decided(tmp_path: Path) -> None:
    table = make_table(
        tmp_path,
        title="A toy paper",
        authors="Ada Toy",
        affiliations="Unheard-of Institute of Nothing",
    )
    study = run(tmp_path, table)
    answer = load_resolver().resolve("Unheard-of Institute of Nothing")
    row = make_override(
        affiliation=answer.affiliation,
        paper_id=None,
        ror_ids=None,
        country_codes=("NO",),
        annotator="tester",
        date="2026-11-21",
        reason="seen on its web site",
        registry="toy",
        replaced_ror_ids=(),
        replaced_country_codes=answered_countries(answer),
    )
    write_overrides(study.overrides_path, [row])
    run(tmp_path, table)
    with Store.opened(study.store) as store:
        [paper] = store.list_papers(Scope(), left="NO")
        [affiliation] = store.show_paper(paper).affiliations
    assert affiliation.countries[0].rule == "override@1"
