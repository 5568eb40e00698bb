"""Compiled or not, the search for names answers the same."""

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import byline
from byline.places.engine import is_compiled
from tests.technologies.texts import find_in

TABLE = """
Table 1: Hours on 8 A100-80GB GPUs with BERT-
large and GPT\u20104o. Names follow.
BERT 84.2 91.0 3
LLaMA\u00ad
-2-7B 12.1 44.0 5.5

"""
"""A caption, rows and words that a line end cuts."""
PROGRAM = f"""
import sys
from byline.technologies.catalogue import load_catalogue
from byline.technologies.scanner import Scanner
from tests.technologies.texts import read_text
sys.stdout.reconfigure(encoding="utf-8")
scanner = Scanner(load_catalogue())
texts = [example.text for example in load_catalogue().examples]
for text in (*texts, {TABLE!r}.join(texts)):
    print(scanner.find_mentions(read_text(("body", text), ("references", "2019")), year=None))
"""


def names_found(source: Path) -> list[str]:
    tests = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(source), str(tests)))},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(
    not is_compiled("byline.technologies.scanner"), reason="the search is not compiled here"
)
def test_the_sources_find_the_names_that_what_was_compiled_from_them_finds(tmp_path: Path) -> None:
    package = Path(byline.__file__).parent
    compiled = shutil.ignore_patterns("*.so", "*.pyd", "__pycache__", "papers")
    shutil.copytree(package, tmp_path / "byline", ignore=compiled)
    found = names_found(package.parent)
    assert all(f"place='{place}'" in found[-1] for place in ("body", "caption", "table"))
    assert names_found(tmp_path) == found


def test_what_is_found_goes_from_one_process_to_another() -> None:
    found = find_in("trained on 8 A100 GPUs")
    assert found.amounts
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
