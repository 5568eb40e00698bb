from collections.abc import Iterator
from pathlib import Path

import pytest

from byline.queries import Scope, Store, Taking, TechnologyQueries
from byline.records import BylineError
from tests.toy import NOWHERE, TECHNOLOGY_PAPERS, ToyPaper, Use, make_study

WITHOUT_DERIVATIVES = Taking(with_derivatives=False)


@pytest.fixture(scope="module")
def technologies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TechnologyQueries]:
    study = make_study(tmp_path_factory.mktemp("toy"), TECHNOLOGY_PAPERS)
    with Store.opened(study.store) as store:
        yield store.technologies


def test_a_paper_counts_once_by_its_strongest_role(technologies: TechnologyQueries) -> None:
    total = technologies.count("Owl", Scope(), Taking()).total
    assert (total.papers, total.read, total.in_countries) == (5, 4, 4)
    assert (total.cited, total.compared, total.used, total.key) == (3, 0, 2, 2)


def test_a_derivative_counts_for_its_family_only_if_asked(technologies: TechnologyQueries) -> None:
    total = technologies.count("Owl", Scope(), WITHOUT_DERIVATIVES).total
    assert (total.cited, total.used, total.key) == (2, 1, 1)


def test_countries_are_those_of_the_papers_affiliations(technologies: TechnologyQueries) -> None:
    total = technologies.count("Owl", Scope(), Taking(countries="CN")).total
    assert (total.in_countries, total.cited, total.key) == (2, 2, 2)
    total = technologies.count("Heron", Scope(), Taking(countries="CN")).total
    assert (total.cited, total.compared, total.used, total.key) == (1, 1, 1, 0)


def test_abstracts_are_never_added_to_full_texts(technologies: TechnologyQueries) -> None:
    total = technologies.count("Owl", Scope(), Taking(basis="abstract")).total
    assert (total.read, total.cited) == (0, 0)


def test_names_are_found_in_whatever_case(technologies: TechnologyQueries) -> None:
    assert technologies.find("owl") == technologies.find("model:owl") == ["model:owl"]


def test_an_unknown_name_says_what_is_near(technologies: TechnologyQueries) -> None:
    with pytest.raises(BylineError, match="is it Heron"):
        technologies.find("Herron")


def test_an_unknown_role_says_which_there_are(technologies: TechnologyQueries) -> None:
    with pytest.raises(BylineError, match="one of introduced, built_on"):
        technologies.count_flows(Scope(), Taking(), role="loved")


def test_technologies_are_listed_by_use(technologies: TechnologyQueries) -> None:
    listed = technologies.list_technologies(Scope(), Taking(), kind="model")
    assert [(one.name, one.cited, one.compared, one.used, one.key) for one in listed] == [
        ("Owl", 3, 0, 2, 2),
        ("Heron", 2, 1, 2, 1),
        ("Crane", 1, 0, 1, 0),
        ("Owlet", 1, 0, 1, 1),
    ]


def test_flows_count_papers_whole_alone_and_in_parts(technologies: TechnologyQueries) -> None:
    flows = technologies.count_flows(Scope(), WITHOUT_DERIVATIVES, role="used", kind="model")
    by_pair: dict[tuple[str | None, str | None], object] = {
        (flow.developer, flow.country): (flow.papers, flow.alone, flow.fractional) for flow in flows
    }
    # "Two people" is half US and half CN and takes up Owl (CN) and Heron (US): a quarter each way;
    # "Through a head office" takes up Owlet; "Only the United States" Heron; Crane is joint.
    assert by_pair == {
        ("CN", "CN"): (2, 0, pytest.approx(0.25 + 0.5)),
        ("CN", "US"): (2, 0, pytest.approx(0.25 + 0.5)),
        ("US", "US"): (2, 1, pytest.approx(0.25 + 1.0)),
        ("US", "CN"): (1, 0, pytest.approx(0.25)),
        ("CN+US", "US"): (1, 0, pytest.approx(0.5)),
        ("CN+US", "HK"): (1, 0, pytest.approx(0.5)),
    }


def test_fractional_flows_sum_to_the_papers_that_take_anything_up(
    technologies: TechnologyQueries,
) -> None:
    flows = technologies.count_flows(Scope(), Taking(), role="used")
    assert sum(flow.fractional for flow in flows) == pytest.approx(4)


def test_accelerators_stand_beside_the_dates_of_export_rules(
    technologies: TechnologyQueries,
) -> None:
    [chip] = technologies.count_accelerators(Scope())
    assert (chip.name, chip.papers, chip.before, chip.same_year, chip.after) == ("Z100", 2, 1, 1, 0)
    assert (chip.read, chip.reporting) == (4, 2)
    assert chip.statement == (
        "reports Z100; for export to China Z100 needed a US licence from 2024-02-01 (letter)"
    )


def test_every_count_has_its_papers_and_their_words(technologies: TechnologyQueries) -> None:
    papers = technologies.list_papers("Owl", Scope(), Taking(), role="key")
    assert [(p.title, p.role, p.via, p.quote) for p in papers] == [
        ("Through a head office", "evaluated", "model:owlet", "Through a head office"),
        ("Two people", "built_on", None, "Two people"),
    ]


def test_papers_without_authors_are_wholly_unknown_among_the_flows(tmp_path: Path) -> None:
    nobody = ToyPaper("Nobody", (), uses=(Use("Owl", "tool"),))
    nowhere = ToyPaper("Nowhere", (("A", (NOWHERE,)),), uses=(Use("Heron", "tool"),))
    study = make_study(tmp_path, (*TECHNOLOGY_PAPERS, nobody, nowhere))
    with Store.opened(study.store) as store:
        flows = store.technologies.count_flows(Scope(), Taking(), role="used")
        read = store.technologies.list_read(Scope())
    unknown = {flow.developer: flow.fractional for flow in flows if flow.country is None}
    assert unknown == {"CN": pytest.approx(1), "US": pytest.approx(1)}
    assert sum(flow.fractional for flow in flows) == pytest.approx(6)
    assert {paper.paper_id for paper in read if paper.has_unknown} == {
        nobody.paper_id,
        nowhere.paper_id,
    }


def test_papers_of_every_technology_can_be_listed_at_once(technologies: TechnologyQueries) -> None:
    papers = technologies.list_papers(None, Scope(), Taking(), role="key")
    assert {paper.name for paper in papers} == {"Owl", "Owlet", "Heron", "Z100"}


def test_a_table_row_without_an_abstract_was_not_read(technologies: TechnologyQueries) -> None:
    read = technologies.list_read(Scope())
    assert [paper.basis for paper in read] == ["full_text"] * 4
