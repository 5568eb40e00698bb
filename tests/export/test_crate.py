"""The data package and its manifest."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from byline.export.crate import PackageLabel, write_package
from byline.measures import read_measures
from byline.queries import Scope, Store
from byline.store.study import Study, write_atomically
from tests.toy import make_study

DAY = dt.date(2026, 11, 28)
Graph = dict[str, dict[str, Any]]


def write(
    study: Study, out: Path, *, licence: str | None = None, publisher: str | None = None
) -> Graph:
    label = PackageLabel(name="Toy", dated=DAY, licence=licence, publisher=publisher)
    with Store.opened(study.store) as store:
        write_package(study, store, Scope(), out, label=label)
    manifest = json.loads((out / "ro-crate-metadata.json").read_text("utf-8"))
    return {entity["@id"]: entity for entity in manifest["@graph"]}


@pytest.fixture(scope="module")
def package(study: Study, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Graph]:
    out = tmp_path_factory.mktemp("package") / "toy"
    return out, write(study, out)


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        else:
            yield from (found for item in value.values() for found in references(item))
    elif isinstance(value, list):
        yield from (found for item in value for found in references(item))


def test_the_root_says_what_the_specification_asks(package: tuple[Path, Graph]) -> None:
    _, graph = package
    descriptor, root = graph["ro-crate-metadata.json"], graph["./"]
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert descriptor["about"] == {"@id": "./"}
    assert (root["@type"], root["name"], root["datePublished"]) == ("Dataset", "Toy", "2026-11-28")
    assert root["description"].startswith("The study covers 14 accepted papers of ToyConf")
    assert graph[root["license"]["@id"]]["name"] == "No licence has been chosen"


def test_every_file_is_listed_with_its_hash(package: tuple[Path, Graph]) -> None:
    out, graph = package
    files = {str(p.relative_to(out).as_posix()) for p in out.rglob("*") if p.is_file()}
    listed = {name: entity for name, entity in graph.items() if entity["@type"] == "File"}
    assert files == {"ro-crate-metadata.json", *listed}
    assert {"data/paper.csv", "networks/countries.graphml", "measures.md", "methods.txt"} <= files
    for name, entity in listed.items():
        data = (out / name).read_bytes()
        assert entity["sha256"] == hashlib.sha256(data).hexdigest()
        assert entity["contentSize"] == str(len(data))
        assert entity["description"]


def test_every_reference_leads_somewhere(package: tuple[Path, Graph]) -> None:
    _, graph = package
    outside = {"https://w3id.org/ro/crate/1.2"}
    assert {ref for entity in graph.values() for ref in references(entity)} - outside <= set(graph)


def test_measures_and_versions_are_described(package: tuple[Path, Graph]) -> None:
    _, graph = package
    measured = {ref["@id"] for ref in graph["./"]["variableMeasured"]}
    assert measured == {f"#measure-{name}" for name in read_measures()}
    assert graph["#version-registry"]["value"] == "toy 1"


def test_the_publisher_chooses_the_licence(study: Study, tmp_path: Path) -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    graph = write(study, tmp_path / "a", licence=address, publisher="Toy Press")
    assert graph["./"]["license"] == {"@id": address}
    assert graph["#publisher"]["name"] == "Toy Press"
    graph = write(study, tmp_path / "b", licence="Ask Ada first")
    assert graph[graph["./"]["license"]["@id"]]["name"] == "Ask Ada first"


def test_sources_stand_with_their_hash_and_without_folders(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study")
    table = tmp_path / "table.csv"
    table.write_text("title\n", "utf-8")
    sources = [{"path": str(p), "options": {}} for p in (table, tmp_path / "gone.csv", tmp_path)]
    write_atomically(study.settings_path, json.dumps({"sources": sources}).encode())
    graph = write(study, tmp_path / "out")
    named = [graph[ref["@id"]] for ref in graph["./"]["isBasedOn"]]
    assert [source["name"] for source in named] == ["table.csv", "gone.csv", tmp_path.name]
    assert named[0]["sha256"] == hashlib.sha256(b"title\n").hexdigest()
    assert "sha256" not in named[1]
    assert str(tmp_path) not in (tmp_path / "out" / "ro-crate-metadata.json").read_text("utf-8")
