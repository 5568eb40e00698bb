"""The commands about the catalogue, as their users meet them."""

import json
from pathlib import Path

from tests.cli.test_cli import run


def test_the_shipped_catalogue_passes_its_check() -> None:
    done = run("catalogue", "check")
    assert done.returncode == 0
    assert done.stdout.rstrip().endswith("problems: 0")


def test_a_wrong_row_of_ones_own_is_told_and_fails_the_check(tmp_path: Path) -> None:
    table = tmp_path / "words.tsv"
    table.write_text("key\texpression\tnote\nlark\t\t\n", "utf-8")
    done = run("catalogue", "check", "--folder", str(tmp_path))
    assert done.returncode == 1
    assert f"{table} row 2: expression: is empty; fill it in" in done.stdout
    done = run("catalogue", "check", "--folder", str(tmp_path), "--format", "json")
    assert [problem["row"] for problem in json.loads(done.stdout)["problems"]] == [2]


def test_list_prints_one_kind_alone() -> None:
    done = run("catalogue", "list", "accelerator", "--format", "json")
    assert {technology["kind"] for technology in json.loads(done.stdout)} == {"accelerator"}
    done = run("catalogue", "list", "gadget")
    assert done.returncode == 1
    assert "'gadget' is no kind" in done.stderr


def test_show_finds_an_alias_and_names_the_source() -> None:
    done = run("catalogue", "show", "rtx2080 ti")
    assert "RTX 2080Ti (accelerator:rtx-2080ti)" in done.stdout
    assert "source: Epoch AI" in done.stdout
    (shown,) = json.loads(run("catalogue", "show", "H20", "--format", "json").stdout)
    assert shown["technology"]["china_licence_from"] == "2025-04-09"
    assert "is not in the catalogue" in run("catalogue", "show", "no such thing").stderr
