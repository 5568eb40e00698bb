"""The accuracy gate: papers with the compact registry, strings with the full one, too."""

import hashlib
import tomllib
from pathlib import Path

import pytest

import byline.demo
from byline.evaluate.amounts import evaluate_amounts
from byline.evaluate.citation_roles import evaluate_citations
from byline.evaluate.gold_strings import read_gold_strings
from byline.evaluate.judging import evaluate_roles
from byline.evaluate.mentions import NamesReport
from byline.evaluate.papers import PapersReport, evaluate_papers
from byline.evaluate.places import score_places
from byline.evaluate.roles import RolesReport
from byline.evaluate.searching import evaluate_mentions
from byline.places.registry import Registry, imported_path, load_registry
from byline.places.registry_import import import_registry
from byline.places.resolver import Resolver
from byline.run.placing import load_resolver

pytestmark = pytest.mark.accuracy

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))
DEMO = Path(byline.demo.__file__).parent
CONFERENCES = Path(__file__).with_name("strings.jsonl")
CROSSREF = "dataset_affiliations_crossref_2024_02_19.json"


def read_figures(report: PapersReport) -> dict[str, float]:
    countries = report.countries
    return {
        "author_f1": report.authorship.total.authors.f1,
        "link_f1": report.authorship.total.links.f1,
        "exact_countries": countries.exact / countries.papers,
        "flag_precision": countries.flag.precision,
        "flag_recall": countries.flag.recall,
    }


def check_floors(name: str, figures: dict[str, float], *, gold: Path) -> None:
    floors = dict(FLOORS[name])
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()
    assert digest == floors.pop("sha256"), "other labels than the floors were measured on"
    low = {key: figures[key] for key, floor in floors.items() if figures[key] < floor}
    assert not low, f"{name}: below the floor: {low}"


def check_papers(name: str, *, gold: Path, papers: Path) -> None:
    report = evaluate_papers(gold, papers=papers, workers=2)
    assert not report.failures
    check_floors(name, read_figures(report), gold=gold)


def check_strings(name: str, *, gold: Path, registry: Registry, resolver: Resolver) -> None:
    country_of = {entry.ror_id: entry.country_code for entry in registry.entries}
    score = score_places(read_gold_strings(gold), resolver.resolve, country_of=country_of).total
    figures = {
        "id_f1": score.by_string.f1,
        "set_f1": score.by_pair.f1,
        "country_precision": score.countries_by_string.precision,
        "country_recall": score.countries_by_string.recall,
    }
    check_floors(name, figures, gold=gold)


def check_embedded_strings(name: str, *, gold: Path) -> None:
    check_strings(name, gold=gold, registry=load_registry(), resolver=load_resolver())


@pytest.fixture(scope="module")
def full_registry(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Registry:
    home = tmp_path_factory.mktemp("full-registry")
    names = ("ror_rebuilt_full.jsonl.gz", "ror_stub_ids.jsonl.gz")
    import_registry(*(shared_data / "registry" / name for name in names), home=home)
    return load_registry(imported_path(home))


@pytest.fixture(scope="module")
def full_resolver(full_registry: Registry) -> Resolver:
    return Resolver(full_registry.entries)


def test_demo_conference_is_read_as_well_as_ever() -> None:
    check_papers("demo", gold=DEMO / "truth.jsonl", papers=DEMO / "papers")


def test_labelled_papers_are_read_as_well_as_ever(shared_data: Path) -> None:
    gold = shared_data / "labels" / "authorship.jsonl"
    check_papers("labels", gold=gold, papers=shared_data / "papers")


def test_further_papers_are_read_as_well_as_ever(shared_data: Path) -> None:
    gold = Path(__file__).with_name("papers.jsonl")
    check_papers("papers", gold=gold, papers=shared_data / "papers")


def test_countries_of_hard_cases_are_told_as_well_as_ever(shared_data: Path) -> None:
    check_embedded_strings("hard_cases", gold=shared_data / "affiliations" / "hard_cases.csv")


def test_countries_of_crossref_strings_are_told_as_well_as_ever(shared_data: Path) -> None:
    check_embedded_strings("crossref_strings", gold=shared_data / "affiliations" / CROSSREF)


def test_countries_of_conference_strings_are_told_as_well_as_ever() -> None:
    check_embedded_strings("conference_strings", gold=CONFERENCES)


def test_the_full_registry_tells_countries_of_conference_strings_as_well_as_ever(
    full_registry: Registry, full_resolver: Resolver
) -> None:
    check_strings(
        "full_conference_strings",
        gold=CONFERENCES,
        registry=full_registry,
        resolver=full_resolver,
    )


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("full_hard_cases", "hard_cases.csv"),
        ("full_crossref_strings", CROSSREF),
        ("full_s2aff_strings", "s2aff_train_val.csv"),
        ("full_asserted_strings", "ame_crossref_publisher_assertions_20230628.csv.xz"),
        ("full_springer_strings", "ame_springer_20231031.csv.xz"),
    ],
)
def test_institutions_are_told_as_well_as_ever_with_the_full_registry(
    name: str, file: str, shared_data: Path, full_registry: Registry, full_resolver: Resolver
) -> None:
    gold = shared_data / "affiliations" / file
    check_strings(name, gold=gold, registry=full_registry, resolver=full_resolver)


def read_names(gold: Path, *, papers: Path) -> NamesReport:
    return evaluate_mentions(gold, papers=papers, workers=2, half="all")


def test_labelled_names_are_found_as_well_as_ever(shared_data: Path) -> None:
    gold = shared_data / "mentions" / "gsap_ner_folds0-4.jsonl.xz"
    counts = read_names(gold, papers=shared_data / "papers").total.counts
    figures = {"precision": counts.precision, "recall": counts.recall}
    check_floors("gsap_names", figures, gold=gold)


def test_technologies_of_whole_papers_are_found_as_well_as_ever(shared_data: Path) -> None:
    gold = shared_data / "labels" / "roles.jsonl"
    report = read_names(gold, papers=shared_data / "papers")
    accelerators = report.by_kind["accelerator"].counts
    figures = {
        "recall": report.total.counts.recall,
        "accelerator_precision": accelerators.precision,
        "accelerator_recall": accelerators.recall,
    }
    check_floors("paper_names", figures, gold=gold)


def test_amounts_of_accelerators_are_read_as_well_as_ever(shared_data: Path) -> None:
    gold = Path(__file__).with_name("amounts.jsonl")
    report = evaluate_amounts(gold, papers=shared_data / "papers", workers=2, half="all")
    counts = report.total.counts
    figures = {"precision": counts.precision, "recall": counts.recall}
    check_floors("amounts", figures, gold=gold)


def read_role_figures(report: RolesReport) -> dict[str, float]:
    total = report.total
    return {
        "exact": total.exact,
        "six_macro_f1": total.six_macro_f1,
        "group_macro_f1": total.group_macro_f1,
        "unseen_group_macro_f1": report.by_half["score"].group_macro_f1,
        "accelerators_precision": total.accelerators_used.precision,
        "accelerators_recall": total.accelerators_used.recall,
    }


def test_roles_of_labelled_papers_are_told_as_well_as_ever(shared_data: Path) -> None:
    gold = shared_data / "labels" / "roles.jsonl"
    report = evaluate_roles(gold, papers=shared_data / "papers", workers=2)
    check_floors("paper_roles", read_role_figures(report), gold=gold)


def test_roles_of_further_papers_are_told_as_well_as_ever(shared_data: Path) -> None:
    gold = Path(__file__).with_name("roles.jsonl")
    report = evaluate_roles(gold, papers=shared_data / "papers", workers=2)
    check_floors("further_roles", read_role_figures(report), gold=gold)


def test_uses_of_cited_works_are_told_as_well_as_ever(shared_data: Path) -> None:
    gold = shared_data / "mentions" / "multicite" / "dev.json.xz"
    figures = {"macro_f1": evaluate_citations(gold).macro_f1}
    check_floors("multicite_uses", figures, gold=gold)
