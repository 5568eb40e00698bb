"""Compiled or not, the modules that find names find the same ones, and refuse the same ones."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import byline
from byline.places.engine import is_compiled

PROGRAM = """
import json, sys
from importlib.resources import files
from byline.documents.reader import read_document
from byline.records import PaperError
from byline.technologies.catalogue import load_catalogue
from byline.technologies.scanner import Scanner
scanner = Scanner(load_catalogue())
found = {}
for path in sorted(files("byline.demo").joinpath("papers").iterdir(), key=str):
    try:
        reading = read_document(path.read_bytes(), paper_id=path.name, location=path.name)
    except PaperError:
        continue
    for year in (None, 2019):
        names = scanner.find_mentions(reading, year=year)
        found[f"{path.name} {year}"] = [
            [[x.technology_id, x.version, x.place, x.rule, x.start, x.end] for x in names.mentions],
            [[x.technology_id, x.alias, x.rule, x.start, x.end] for x in names.refused],
            [[x.technology_id, x.count, x.memory_gigabytes, x.hours] for x in names.amounts],
        ]
print(json.dumps(found))
"""


def names_by(source: Path) -> dict[str, list[list[list[object]]]]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": str(source)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found: dict[str, list[list[list[object]]]] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(not is_compiled(), reason="nothing is compiled here")
def test_the_sources_find_what_was_compiled_from_them(tmp_path: Path) -> None:
    package = Path(byline.__file__).parent
    compiled = shutil.ignore_patterns("*.so", "*.pyd", "__pycache__")
    shutil.copytree(package, tmp_path / "byline", ignore=compiled)
    names = names_by(tmp_path)
    assert names == names_by(package.parent)
    assert sum(len(mentions) for mentions, _, _ in names.values()) > 50
    assert any(amounts for _, _, amounts in names.values())
