"""Networks of countries and institutions as GraphML and as JSON for VOSviewer."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from byline.export.placing import new_folder
from byline.export.text import clean
from byline.queries import Scope, Store
from byline.queries.networks import Link, Network, Node

Counting = Literal["papers", "fractional"]


def write_graphml(store: Store, scope: Scope, out: Path) -> None:
    """countries.graphml and institutions.graphml; links weigh whole papers and parts of papers."""
    with new_folder(out) as folder:
        write_graphml_files(_read_networks(store, scope), folder)


def write_graphml_files(networks: Iterable[Network], folder: Path) -> None:
    """The GraphML files, into a folder that is there."""
    for network in networks:
        with (folder / f"{network.name}.graphml").open("w", encoding="utf-8") as file:
            file.writelines(_graphml_lines(network))


def write_vosviewer(store: Store, scope: Scope, out: Path) -> None:
    """Two files per network, one for each way to weigh links; VOSviewer takes one weight a link."""
    with new_folder(out) as folder:
        for network in _read_networks(store, scope):
            countings: tuple[Counting, ...] = ("papers", "fractional")
            for counting in countings:
                path = folder / f"{network.name}-{counting}.json"
                text = json.dumps(_vosviewer(network, counting), ensure_ascii=False, indent=1)
                path.write_text(text + "\n", encoding="utf-8")


def _read_networks(store: Store, scope: Scope) -> tuple[Network, Network]:
    return store.networks.link_countries(scope), store.networks.link_institutions(scope)


# ids in GraphML are NMTOKEN: a number of ours, and the key as data
_GRAPHML_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns
  http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="key" for="node" attr.name="key" attr.type="string"/>
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="country" for="node" attr.name="country_code" attr.type="string"/>
  <key id="papers" for="node" attr.name="papers" attr.type="long"/>
  <key id="fractional" for="node" attr.name="fractional" attr.type="double"/>
  <key id="joint" for="edge" attr.name="papers" attr.type="long"/>
  <key id="weight" for="edge" attr.name="fractional" attr.type="double"/>
"""


def _graphml_lines(network: Network) -> Iterator[str]:
    numbers = {node.key: n for n, node in enumerate(network.nodes)}
    yield _GRAPHML_HEAD
    yield f'  <graph id="{network.name}" edgedefault="undirected">\n'
    for node in network.nodes:
        yield f'    <node id="n{numbers[node.key]}">{_node_data(node)}</node>\n'
    for link in network.links:
        ends = f'source="n{numbers[link.left]}" target="n{numbers[link.right]}"'
        yield f"    <edge {ends}>{_link_data(link)}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def _node_data(node: Node) -> str:
    country = _data("country", node.country_code) if node.country_code else ""
    names = _data("key", node.key) + _data("label", node.label) + country
    return names + _data("papers", node.papers) + _data("fractional", node.fractional)


def _link_data(link: Link) -> str:
    return _data("joint", link.papers) + _data("weight", link.fractional)


def _data(key: str, value: str | float) -> str:
    return f'<data key="{key}">{escape(clean(str(value)))}</data>'


def _vosviewer(network: Network, counting: Counting) -> dict[str, object]:
    """The object that VOSviewer and VOSviewer Online read, after their page on the JSON file."""
    numbers = {node.key: n for n, node in enumerate(network.nodes, start=1)}
    items = [
        {
            "id": numbers[node.key],
            "label": clean(node.label),
            "weights": {"Papers": node.papers, "Papers, fractional": node.fractional},
        }
        for node in network.nodes
    ]
    links = [
        {
            "source_id": numbers[link.left],
            "target_id": numbers[link.right],
            "strength": getattr(link, counting),
        }
        for link in network.links
    ]
    return {"network": {"items": items, "links": links}}
