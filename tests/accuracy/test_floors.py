"""The accuracy gate: labelled papers, with the compact registry that every user has."""

import hashlib
import tomllib
from pathlib import Path

import pytest

import byline.demo
from byline.evaluate.citation_roles import evaluate_citations
from byline.evaluate.judging import evaluate_roles
from byline.evaluate.mentions import NamesReport
from byline.evaluate.papers import PapersReport, evaluate_papers
from byline.evaluate.places import read_gold_strings, score_places
from byline.evaluate.searching import evaluate_mentions
from byline.places.registry import load_registry
from byline.run.placing import load_resolver

pytestmark = pytest.mark.accuracy

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))
DEMO = Path(byline.demo.__file__).parent


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


def check_strings(name: str, *, gold: Path) -> None:
    country_of = {entry.ror_id: entry.country_code for entry in load_registry().entries}
    rows = read_gold_strings(gold)
    score = score_places(rows, load_resolver().resolve, country_of=country_of).total
    figures = {
        "country_precision": score.countries_by_string.precision,
        "country_recall": score.countries_by_string.recall,
    }
    check_floors(name, figures, gold=gold)


def test_demo_conference_is_read_as_well_as_ever() -> None:
    check_papers("demo", gold=DEMO / "truth.jsonl", papers=DEMO / "papers")


def test_labelled_papers_are_read_as_well_as_ever(shared_data: Path) -> None:
    gold = shared_data / "labels" / "authorship.jsonl"
    check_papers("labels", gold=gold, papers=shared_data / "papers")


def test_countries_of_hard_cases_are_told_as_well_as_ever(shared_data: Path) -> None:
    check_strings("hard_cases", gold=shared_data / "affiliations" / "hard_cases.csv")


def test_countries_of_crossref_strings_are_told_as_well_as_ever(shared_data: Path) -> None:
    name = "dataset_affiliations_crossref_2024_02_19.json"
    check_strings("crossref_strings", gold=shared_data / "affiliations" / name)


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


def test_roles_of_labelled_papers_are_told_as_well_as_ever(shared_data: Path) -> None:
    gold = shared_data / "labels" / "roles.jsonl"
    total = evaluate_roles(gold, papers=shared_data / "papers", workers=2).total
    figures = {
        "exact": total.exact,
        "six_macro_f1": total.six_macro_f1,
        "group_macro_f1": total.group_macro_f1,
        "accelerators_precision": total.accelerators_used.precision,
        "accelerators_recall": total.accelerators_used.recall,
    }
    check_floors("paper_roles", figures, gold=gold)


def test_uses_of_cited_works_are_told_as_well_as_ever(shared_data: Path) -> None:
    gold = shared_data / "mentions" / "multicite" / "dev.json.xz"
    figures = {"macro_f1": evaluate_citations(gold).macro_f1}
    check_floors("multicite_uses", figures, gold=gold)
