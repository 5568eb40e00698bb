"""What the signs of sentences are worth once they are fitted to a set of citations."""

import json
import sys
from pathlib import Path

import pytest

from tools.fit_citations import main

USES = ("We use the parser of {}.", "Our model extends {} with a gate.", "Following {}, we prune.")
OTHERS = ("{} report a lower score.", "Unlike {}, ours needs no labels.", "See {} for a survey.")
NAMES = ("(Abe, 2001)", "(Bao et al., 2012)", "(Cruz and Diaz, 1999)", "(Eck, 2020)")


def write_set(path: Path, names: tuple[str, ...]) -> str:
    rows = [
        {"x": form.format(f"<cite>{name}</cite>"), "y": label}
        for forms, label in ((USES, "uses"), (OTHERS, "background"))
        for form in forms
        for name in names
    ]
    path.write_text(json.dumps(rows), "utf-8")
    return str(path)


def test_forms_that_were_taught_are_told_with_other_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    taught = write_set(tmp_path / "taught.json", NAMES[:2])
    scored = write_set(tmp_path / "scored.json", NAMES[2:])
    monkeypatch.setattr(sys, "argv", ["fit_citations", taught, scored])
    main()
    assert capsys.readouterr().out == "12 contexts taught, 12 scored: macro F1 1.000\n"
