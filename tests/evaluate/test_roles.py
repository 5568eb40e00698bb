"""Roles held against labels: counts of toys, and the labelled sets where they are there."""

import json
from pathlib import Path

import pytest

from byline.evaluate.agreement import Counts
from byline.evaluate.citation_roles import evaluate_citations, is_citation_set
from byline.evaluate.role_gold import find_labelled, read_gold_roles
from byline.evaluate.roles import JudgedRole, score_roles
from byline.evaluate.searching import read_plain
from byline.records import BylineError, Role, TechnologyKind


def judged(
    gold: Role, ours: Role | None, *, kind: TechnologyKind = "model", probability: float = 0.9
) -> JudgedRole:
    return JudgedRole(
        paper_id="P1",
        technology_id=f"{kind}:{gold}-{ours}",
        kind=kind,
        gold=gold,
        ours=ours,
        probability=probability,
        quote="",
        is_to_study=gold != "tool",
    )


def test_a_wrong_role_of_the_right_group_counts_for_the_group() -> None:
    total = score_roles([judged("built_on", "evaluated"), judged("tool", "compared")]).total
    assert total.exact == 0
    assert total.by_group["key"] == Counts(1, 0, 0)
    assert total.by_group["used"] == Counts(1, 0, 0)
    assert total.group_macro_f1 == 1


def test_a_name_that_is_not_found_is_missed_and_not_wrongly_answered() -> None:
    report = score_roles([judged("built_on", None), judged("mentioned", "mentioned")])
    assert report.total.by_role["built_on"] == Counts(0, 0, 1)
    assert sum(one.answers for one in report.reliability) == 1


def test_accelerators_are_scored_for_being_run_on() -> None:
    report = score_roles(
        [
            judged("built_on", "built_on", kind="accelerator"),
            judged("mentioned", "built_on", kind="accelerator"),
            judged("built_on", "built_on"),
        ]
    )
    assert report.total.accelerators_used == Counts(1, 1, 0)


def test_calibration_error_is_the_distance_of_probability_from_truth() -> None:
    rows = [judged("tool", "tool", probability=0.75), judged("tool", "compared", probability=0.75)]
    assert score_roles(rows).calibration_error == pytest.approx(0.25)


def test_halves_are_scored_apart() -> None:
    report = score_roles([judged("built_on", "built_on"), judged("tool", "compared")])
    assert report.by_half["study"].exact == 1
    assert report.by_half["score"].exact == 0


def write_gold(path: Path, **changes: object) -> Path:
    technology = {"name": "Orca", "as_printed": ["Orca-7B"], "kind": "model", "role": "built_on"}
    label = {"pid": "P1", "file": "P1.pdf", "technologies": [technology | changes]}
    path.write_text(json.dumps(label) + "\n", encoding="utf-8")
    return path


def test_labelled_names_are_found_where_they_are_printed(tmp_path: Path) -> None:
    (paper,) = read_gold_roles(write_gold(tmp_path / "gold.jsonl"))
    text = "We tune Orca-7B. Orca is small, Orcas are not."
    found = find_labelled(read_plain(text, paper_id="P1"), paper)
    assert [text[name.start : name.end] for name in found] == ["Orca-7B", "Orca"]


def test_a_label_of_an_unknown_role_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BylineError, match="no such kind or role"):
        read_gold_roles(write_gold(tmp_path / "gold.jsonl", role="loved"))


def test_citation_contexts_of_three_forms_are_read(tmp_path: Path) -> None:
    multicite = tmp_path / "part.json"
    rows = [
        {"x": "We use the parser of <cite>Lee (2021)</cite> .", "y": "uses"},
        {"x": "The history of parsing is long <cite>(Lee, 2021)</cite> .", "y": "background"},
        {"x": "No marker stands here.", "y": "background"},
    ]
    multicite.write_text(json.dumps(rows), encoding="utf-8")
    acl_arc = tmp_path / "part.txt"
    row = {"text": "We use the parser of Lee et al. ( 2021 ) .", "label": "Uses"}
    acl_arc.write_text(json.dumps(row) + "\n", encoding="utf-8")
    soft = tmp_path / "part.tsv"
    soft.write_text(
        "citation_context\tcitation_function\tsection_title\n"
        "We use the parser of [CITED_AUTHOR] .\tUse\tmethod\n",
        encoding="utf-8",
    )
    assert all(is_citation_set(path) for path in (multicite, acl_arc, soft))
    report = evaluate_citations(multicite)
    assert (report.contexts, report.without_marker) == (2, 1)
    assert report.macro_f1 == 1
    assert evaluate_citations(acl_arc).used == Counts(1, 0, 0)
    assert evaluate_citations(soft).used == Counts(1, 0, 0)


def test_a_file_without_contexts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(BylineError, match="no citation context"):
        evaluate_citations(path)
