"""Compiled or not, the engine answers the same; what was compiled from older sources shows."""

import gc
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import byline
from byline.places.engine import find_stale, is_compiled
from byline.places.index import PlaceIndex
from byline.places.resolver import Resolver

DEPARTMENTS = ("", "Department of Physics, ", "Institut für Informatik, ", "DeepMind & ", "CSAIL; ")
INSTITUTIONS = (
    "Tsinghua University",
    "MIT",
    "University of California, Berkeley",
    "Universität Zürich",
    "google research",
    "National University",
    "École Polytechnique Fédérale de Lausanne (EPFL)",
    "清华大学",
    "Univ. of Washington and Microsoft",
    "UniversityOfOxford",
)
PLACES = (
    "",
    ", Beijing, China",
    ", Cambridge, MA 02139, USA",
    " / Lausanne",
    " a.b@ethz.ch",
    " 中国",
)
PROGRAM = """
import sys
from byline.run.affiliations import write_answer
from byline.run.placing import load_resolver
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
resolver = load_resolver()
for line in sys.stdin:
    print(write_answer(resolver.resolve(line.rstrip("\\n"))))
"""


def answers_of(source: Path) -> list[str]:
    strings = ["".join(parts) for parts in itertools.product(DEPARTMENTS, INSTITUTIONS, PLACES)]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input="\n".join(strings) + "\n",
        env=os.environ | {"PYTHONPATH": str(source)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    answers = done.stdout.splitlines()
    assert len(answers) == len(strings)
    return answers


@pytest.mark.skipif(not is_compiled(), reason="the engine is not compiled here")
def test_the_sources_answer_as_what_was_compiled_from_them(tmp_path: Path) -> None:
    package = Path(byline.__file__).parent
    compiled = shutil.ignore_patterns("*.so", "*.pyd", "__pycache__", "papers")
    shutil.copytree(package, tmp_path / "byline", ignore=compiled)
    assert answers_of(tmp_path) == answers_of(package.parent)


def test_a_source_that_changed_after_it_was_compiled_is_stale(tmp_path: Path) -> None:
    for name, source_time, compiled_time in (("old", 200, 100), ("new", 100, 200)):
        for suffix, time in ((".py", source_time), (".abi3.so", compiled_time)):
            path = tmp_path / f"{name}{suffix}"
            path.touch()
            os.utime(path, (time, time))
    assert find_stale(tmp_path) == [tmp_path / "old.py"]


def test_answers_hold_no_cycles_so_that_nothing_need_collect_them(index: PlaceIndex) -> None:
    resolver = Resolver(index)
    resolver.resolve("MIT")
    gc.collect()
    gc.disable()
    try:
        for parts in itertools.product(DEPARTMENTS, INSTITUTIONS, PLACES):
            resolver.resolve("".join(parts), email_domains=("ethz.ch",))
        assert gc.collect() == 0
    finally:
        gc.enable()
