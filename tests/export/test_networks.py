"""Networks of countries and institutions, checked against counts worked out by hand."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from byline.export.networks import write_graphml, write_vosviewer
from byline.queries import Scope, Store
from tests.export.hostile import CLEAN_INSTITUTION
from tests.toy import NETWORK_PAPERS, make_study

SPACE = "{http://graphml.graphdrawing.org/xmlns}"
Values = dict[str, str]


def read_graphml(path: Path) -> tuple[dict[str, Values], list[tuple[str, str, Values]]]:
    """Nodes and edges with their attributes by name, as a program reads them."""
    root = ET.fromstring(path.read_bytes())  # noqa: S314 (we wrote it)
    names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{SPACE}key")}

    def values(element: ET.Element) -> Values:
        return {str(names[d.get("key")]): d.text or "" for d in element.iter(f"{SPACE}data")}

    nodes = {str(node.get("id")): values(node) for node in root.iter(f"{SPACE}node")}
    edges = [
        (nodes[str(e.get("source"))]["key"], nodes[str(e.get("target"))]["key"], values(e))
        for e in root.iter(f"{SPACE}edge")
    ]
    return nodes, edges


def test_links_weigh_whole_papers_and_parts(tmp_path: Path) -> None:
    study = make_study(tmp_path / "study", NETWORK_PAPERS)
    with Store.opened(study.store) as store:
        write_graphml(store, Scope(), tmp_path / "out")
    nodes, edges = read_graphml(tmp_path / "out" / "countries.graphml")
    assert {(n["key"], n["label"], n["papers"]) for n in nodes.values()} == {
        ("US", "United States", "3"),
        ("CN", "China", "3"),
        ("GB", "United Kingdom", "1"),
    }
    found = {(a, b): (int(v["papers"]), float(v["fractional"])) for a, b, v in edges}
    assert found == {("CN", "GB"): (1, 0.5), ("CN", "US"): (3, 2.5), ("GB", "US"): (1, 0.5)}
    institutions, _ = read_graphml(tmp_path / "out" / "institutions.graphml")
    assert {n["label"] for n in institutions.values()} == {"MIT", "Tsinghua", "Oxford"}


@pytest.mark.parametrize(("counting", "strength"), [("papers", 3), ("fractional", 2.5)])
def test_vosviewer_has_one_file_for_each_weight(
    counting: str, strength: float, tmp_path: Path
) -> None:
    study = make_study(tmp_path / "study", NETWORK_PAPERS)
    with Store.opened(study.store) as store:
        write_vosviewer(store, Scope(), tmp_path / "out")
    network = json.loads((tmp_path / "out" / f"countries-{counting}.json").read_text("utf-8"))
    items = {item["id"]: item for item in network["network"]["items"]}
    links = {
        frozenset((items[link["source_id"]]["label"], items[link["target_id"]]["label"])): link
        for link in network["network"]["links"]
    }
    assert links[frozenset(("China", "United States"))]["strength"] == strength
    assert {item["weights"]["Papers"] for item in items.values()} == {3, 1}


def test_hostile_names_stay_data_in_xml_and_json(store: Store, tmp_path: Path) -> None:
    write_graphml(store, Scope(), tmp_path / "graphml")
    write_vosviewer(store, Scope(), tmp_path / "vosviewer")
    nodes, [(_, _, link)] = read_graphml(tmp_path / "graphml" / "institutions.graphml")
    assert {node["label"] for node in nodes.values()} == {CLEAN_INSTITUTION, "+Other"}
    assert link["papers"] == "1"
    path = tmp_path / "vosviewer" / "institutions-papers.json"
    items = json.loads(path.read_text("utf-8"))["network"]["items"]
    assert {item["label"] for item in items} == {CLEAN_INSTITUTION, "+Other"}
