"""The accuracy gate: labelled papers, with the compact registry that every user has."""

import hashlib
import tomllib
from pathlib import Path

import pytest

import byline.demo
from byline.evaluate.papers import PapersReport, evaluate_papers

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


def check_floors(name: str, *, gold: Path, papers: Path) -> None:
    floors = FLOORS[name]
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()
    assert digest == floors["sha256"], "other labels than the floors were measured on"
    report = evaluate_papers(gold, papers=papers, workers=2)
    figures = read_figures(report)
    assert not report.failures
    low = {key: value for key, value in figures.items() if value < floors[key]}
    assert not low, f"{name}: below the floor: {low}"


def test_demo_conference_is_read_as_well_as_ever() -> None:
    check_floors("demo", gold=DEMO / "truth.jsonl", papers=DEMO / "papers")


def test_labelled_papers_are_read_as_well_as_ever(shared_data: Path) -> None:
    gold = shared_data / "labels" / "authorship.jsonl"
    check_floors("labels", gold=gold, papers=shared_data / "papers")
