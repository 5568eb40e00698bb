"""A data package: tables, networks, definitions and methods under an RO-Crate manifest.

After the RO-Crate Metadata Specification 1.2 (https://w3id.org/ro/crate/1.2).
"""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from byline.export.methods import write_methods
from byline.export.networks import write_graphml_files
from byline.export.placing import new_folder
from byline.export.sources import NamedSource, hash_file, list_sources
from byline.export.tables import write_csv_tables
from byline.measures import read_measures
from byline.measures.page import describe_measures
from byline.queries import Scope, Store
from byline.queries.account import Account
from byline.store.study import Study

Entity = dict[str, object]
_CRATE = "https://w3id.org/ro/crate/1.2"
_METADATA = "ro-crate-metadata.json"
_FORMATS = {
    ".csv": "text/csv",
    ".graphml": "application/graphml+xml",
    ".md": "text/markdown",
    ".txt": "text/plain",
}
_NO_LICENCE = "No licence has been chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageLabel:
    """What the publisher of a package says of it."""

    name: str
    dated: dt.date
    licence: str | None
    """An address, or the terms in words; None where nothing is chosen yet."""
    publisher: str | None = None
    """The organisation that answers for the package."""


def write_package(
    study: Study, store: Store, scope: Scope, out: Path, *, label: PackageLabel
) -> None:
    """The package as a folder."""
    account, sources = store.read_account(scope), list_sources(study)
    with new_folder(out) as folder:
        (folder / "data").mkdir()
        write_csv_tables(store, folder / "data")
        (folder / "networks").mkdir()
        networks = (store.networks.link_countries(scope), store.networks.link_institutions(scope))
        write_graphml_files(networks, folder / "networks")
        (folder / "measures.md").write_text(describe_measures(read_measures().values()), "utf-8")
        methods = "\n\n".join(write_methods(account, sources)) + "\n"
        (folder / "methods.txt").write_text(methods, "utf-8")
        about = {f"data/{table.name}.csv": table.about for table in store.tables.list_tables()}
        graph = list(_entities(folder, account, sources, about=about, label=label))
        text = json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
        (folder / _METADATA).write_text(text + "\n", "utf-8")


_CONTEXT = [f"{_CRATE}/context", {"sha256": "http://schema.org/sha256"}]
_ABOUT = {
    "measures.md": "What every number means: question, unit, counting and denominator.",
    "methods.txt": "What was run, in words that can be printed.",
    "networks/countries.graphml": "Countries linked by joint papers, whole and fractional.",
    "networks/institutions.graphml": "Institutions linked by joint papers, whole and fractional.",
}


def _entities(
    folder: Path,
    account: Account,
    sources: Sequence[NamedSource],
    *,
    about: dict[str, str],
    label: PackageLabel,
) -> Iterator[Entity]:
    files = [_file(folder, path, about | _ABOUT) for path in sorted(folder.rglob("*.*"))]
    named = [_source(n, source) for n, source in enumerate(sources, start=1)]
    versions = [_version(*pair) for pair in account.facts.versions.items()]
    measures = [_measure(name, measure.question) for name, measure in read_measures().items()]
    licence, publisher = _licence(label.licence), _publisher(label.publisher)
    summary = write_methods(account, sources)[0]
    links: Entity = {
        "license": {"@id": licence["@id"]},
        "hasPart": _refer(files),
        "isBasedOn": _refer(named),
        "variableMeasured": _refer(measures),
        "mentions": {"@id": "#run"},
    }
    links |= {"publisher": {"@id": publisher["@id"]}} if publisher else {}
    yield _DESCRIPTOR
    yield _root(label, summary) | links
    yield _run(named, versions)
    yield _program(account.facts.versions.get("byline", "unknown"))
    yield from (licence, *([publisher] if publisher else []))
    yield from (*files, *named, *versions, *measures)


_DESCRIPTOR: Entity = {
    "@id": _METADATA,
    "@type": "CreativeWork",
    "about": {"@id": "./"},
    "conformsTo": {"@id": _CRATE},
}


def _root(label: PackageLabel, summary: str) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": label.name,
        "description": f"{summary} Full texts are not in the package; quotes are short and name "
        "their page.",
        "datePublished": label.dated.isoformat(),
    }


def _run(sources: Sequence[Entity], versions: Sequence[Entity]) -> Entity:
    return {
        "@id": "#run",
        "@type": "CreateAction",
        "name": "The run that made these tables",
        "instrument": {"@id": "#byline"},
        "object": _refer(sources),
        "result": {"@id": "./"},
        "additionalProperty": _refer(versions),
    }


def _program(version: str) -> Entity:
    # a SoftwareApplication must have an address, and Byline has none that would last
    return {
        "@id": "#byline",
        "@type": "CreativeWork",
        "name": "Byline",
        "description": "The program that made the tables.",
        "version": version,
    }


def _refer(entities: Sequence[Entity]) -> list[dict[str, object]]:
    return [{"@id": entity["@id"]} for entity in entities]


def _file(folder: Path, path: Path, about: dict[str, str]) -> Entity:
    name = path.relative_to(folder).as_posix()
    return {
        "@id": name,
        "@type": "File",
        "name": path.stem.replace("_", " "),
        "description": about[name],
        "encodingFormat": _FORMATS[path.suffix],
        "contentSize": str(path.stat().st_size),
        "sha256": hash_file(path),
    }


def _source(number: int, source: NamedSource) -> Entity:
    told = {
        "file": "A source as it was on the day of the export.",
        "folder": "A folder of PDFs; data/paper.csv has the sha256 of each.",
        "missing": "A source that was not there any more on the day of the export.",
    }
    entity: Entity = {
        "@id": f"#source-{number}",
        "@type": "CreativeWork",
        "name": source.name,
        "description": told[source.kind],
    }
    return entity | ({"sha256": source.sha256} if source.sha256 else {})


def _version(component: str, version: str) -> Entity:
    key = component.replace(" ", "-")
    return {
        "@id": f"#version-{key}",
        "@type": "PropertyValue",
        "name": f"version of {component}",
        "value": version,
    }


def _measure(name: str, question: str) -> Entity:
    return {
        "@id": f"#measure-{name}",
        "@type": "PropertyValue",
        "name": name,
        "description": question,
    }


def _licence(licence: str | None) -> Entity:
    if licence is None:
        told = "The publisher has not said yet how this package may be used: ask before reuse."
        return {
            "@id": "#licence",
            "@type": "CreativeWork",
            "name": _NO_LICENCE,
            "description": told,
        }
    is_address = licence.startswith(("https://", "http://"))
    return {
        "@id": licence if is_address else "#licence",
        "@type": "CreativeWork",
        "name": licence,
        "description": f"The terms under which this package may be used: {licence}",
    }


def _publisher(name: str | None) -> Entity | None:
    return {"@id": "#publisher", "@type": "Organization", "name": name} if name else None
