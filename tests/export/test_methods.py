"""The methods paragraph says what was run, and each number of it is a number of the study."""

from pathlib import Path

import pytest

from byline.export.methods import write_methods
from byline.export.sources import NamedSource
from byline.queries import Scope, Store
from tests.toy import PAPERS, TECHNOLOGY_PAPERS, ToyPaper, make_study


def methods(
    tmp_path: Path,
    papers: tuple[ToyPaper, ...],
    *,
    scope: Scope | None = None,
    sources: tuple[NamedSource, ...] = (),
) -> str:
    with Store.opened(make_study(tmp_path, papers).store) as store:
        return "\n".join(write_methods(store.read_account(scope or Scope()), sources))


def test_papers_duplicates_and_what_is_unknown(tmp_path: Path) -> None:
    text = methods(tmp_path, PAPERS)
    assert "13 accepted papers of ToyConf 2023-2024 (tracks: datasets and main)" in text
    assert "its sources list 15 papers; 1 of these" in text
    assert "Read were 12 papers as rows of tables. 1 paper could not be read." in text
    assert (
        "Not wholly known are 5 papers: 1 with an affiliation of unknown country beside known "
        "ones, 1 with affiliations of unknown country alone, 1 with authors and no affiliation, "
        "1 without authors and 1 that could not be read."
    ) in text
    assert "here 9 (69.2%) of the papers in scope" in text


def test_what_countries_rest_on_adds_up(tmp_path: Path) -> None:
    text = methods(tmp_path, PAPERS, scope=Scope(year_from=2023, year_to=2023))
    assert "The papers carry 5 affiliations: 5 given by the conference's site or list." in text
    assert "4 (80.0%) rest on a place stated in the affiliation" in text
    assert "1 (20.0%) rest on the location of the institution named in it; for 0 (0.0%) no" in text
    assert "the registry toy 1" in text
    assert "Every paper has a known country for each of its affiliations." in text


def test_technologies_are_told_only_where_they_were_looked_for(tmp_path: Path) -> None:
    told = "Technologies were looked for in the full text of 4 papers."
    assert told in methods(tmp_path / "a", TECHNOLOGY_PAPERS)
    assert "Technologies" not in methods(tmp_path / "b", PAPERS)


def test_a_year_without_places_is_named(tmp_path: Path) -> None:
    silent = ToyPaper("Silent", (("Ada Toy", ()),), year=2025)
    assert "No paper of 2025 tells a country." in methods(tmp_path, (*PAPERS, silent))


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, "The sources are 1.csv."),
        (7, "The sources are 1.csv, 2.csv, 3.csv, 4.csv and 3 others."),
    ],
)
def test_many_sources_are_not_all_named(count: int, told: str, tmp_path: Path) -> None:
    sources = tuple(
        NamedSource(name=f"{n}.csv", kind="file", sha256="0" * 64) for n in range(1, count + 1)
    )
    assert told in methods(tmp_path, PAPERS, sources=sources)


def test_an_empty_scope_divides_by_nothing(tmp_path: Path) -> None:
    text = methods(tmp_path, PAPERS, scope=Scope(year_from=1999, year_to=1999))
    assert "0 accepted papers" in text
    assert "No affiliation was found." in text
