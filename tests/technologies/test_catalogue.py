"""The shipped catalogue has no wrong row, and every kind of wrong row is told."""

import dataclasses
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from byline.records import BylineError
from byline.technologies.ambiguity import find_alias, is_as_expected, words_around
from byline.technologies.catalogue import (
    Catalogue,
    build_catalogue,
    load_catalogue,
    own_folder,
    read_rows,
    shipped_folder,
)
from byline.technologies.checking import find_problems
from byline.technologies.tables import COLUMNS, Problem, is_date, read_tables

TODAY = "2026-11-28"

SOUND = {
    "sources.tsv": [["page", "A page", "https://example.org", "facts alone are taken", TODAY]],
    "organisations.tsv": [
        ["Maker", "", "CN", "", "page", TODAY],
        ["Mover", "", "US", "", "page", TODAY],
        ["Mover", "", "FR", "2020-05", "page", TODAY],
    ],
    "models.tsv": [
        ["Lark", "Larks", "Maker|Mover", "2020-06-01", "open_weights", "", "page", TODAY, ""],
        ["Larklet", "", "Mover", "2019", "closed", "Lark", "page", TODAY, ""],
    ],
    "versions.tsv": [["Lark", "2", "LarkTwo", "2021", "", "page", TODAY]],
    "architectures.tsv": [["Nest", "", "", "2019", "", "page", TODAY, ""]],
    "datasets.tsv": [["Eggs", "", "Maker", "2018", "page", TODAY, ""]],
    "accelerators.tsv": [
        [
            *("L7", "", "Maker", "domestic", "2020", "4992", "6.04", "", ""),
            *("2022-08-26", "a rule [FR]", "yes", "page", TODAY, ""),
        ]
    ],
    "words.tsv": [["near_chip", r"\b(?:GPU|chip)s?\b", ""]],
    "ambiguous.tsv": [["L7", "L7", r"{near_chip}|Maker @", r"@ (?-i:Norm)", ""]],
    "examples.tsv": [
        ["L7", "L7", "match", "We train on one L7 chip."],
        ["L7", "L7", "no_match", "The L7 Norm of the GPU time is small."],
    ],
}


def write_tables(folder: Path, tables: dict[str, list[list[str]]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in tables.items():
        lines = ["\t".join(cells) for cells in [list(COLUMNS[name]), *rows]]
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def check(folder: Path) -> list[Problem]:
    problems: list[Problem] = []
    rows = list(read_tables(folder, problems))
    return problems + find_problems(rows, today=TODAY)


def build(folder: Path) -> Catalogue:
    problems: list[Problem] = []
    return build_catalogue(list(read_tables(folder, problems)), sha256="")


def with_row(name: str, *cells: str) -> dict[str, list[list[str]]]:
    return {**SOUND, name: [*SOUND[name], list(cells)]}


def with_cell(name: str, row: int, column: str, cell: str) -> dict[str, list[list[str]]]:
    rows = [list(cells) for cells in SOUND[name]]
    rows[row][COLUMNS[name].index(column)] = cell
    return {**SOUND, name: rows}


def test_a_sound_catalogue_has_no_problem(tmp_path: Path) -> None:
    assert check(write_tables(tmp_path / "sound", SOUND)) == []


@pytest.mark.parametrize(
    ("name", "row", "column", "cell", "told"),
    [
        ("datasets.tsv", 0, "name", "", "name: is empty"),
        ("datasets.tsv", 0, "note", " x", "begins or ends with a space"),
        ("models.tsv", 0, "openness", "free", "openness: 'free' must be one of"),
        ("accelerators.tsv", 0, "market", "shop", "market: 'shop' must be one of"),
        ("accelerators.tsv", 0, "tpp", "many", "tpp: 'many' is no number"),
        ("accelerators.tsv", 0, "china_licence_rule", "", "give both or neither"),
        ("accelerators.tsv", 0, "vendor", "Nobody", "'Nobody' is not in organisations.tsv"),
        ("models.tsv", 1, "developers", "Nobody", "'Nobody' is not in organisations.tsv"),
        ("models.tsv", 1, "derives_from", "Owl", "'Owl' is not in the catalogue"),
        ("models.tsv", 0, "derives_from", "Larklet", "derives from itself"),
        ("models.tsv", 0, "released", "2020-13", "released: '2020-13' is no date"),
        ("models.tsv", 0, "released", "2026-12", "2026-12 is after today"),
        ("organisations.tsv", 0, "country_code", "ZZ", "'ZZ' is no code of ISO 3166-1"),
        ("datasets.tsv", 0, "source", "hearsay", "source 'hearsay' is not in sources.tsv"),
        ("datasets.tsv", 0, "aliases", "Larks", "alias 'Larks' is also that of"),
        ("versions.tsv", 0, "technology", "Owl", "'Owl' is not in the catalogue"),
        ("ambiguous.tsv", 0, "accept_if", "(", "accept_if: '(' is no regular expression"),
        ("ambiguous.tsv", 0, "accept_if", "{near_owl}", "words.tsv has no key 'near_owl'"),
        ("ambiguous.tsv", 0, "technology", "Lark", "'L7' is no alias of model:lark"),
        ("examples.tsv", 0, "verdict", "no_match", "has no match example"),
        ("examples.tsv", 0, "verdict", "no_match", "says the opposite of no_match"),
        ("examples.tsv", 0, "text", "We train on one XL7 chip.", "does not stand in the text"),
        ("examples.tsv", 1, "alias", "Eggs", "'Eggs' has no rule"),
    ],
)
def test_a_wrong_cell_is_told_with_file_and_row(
    tmp_path: Path, *, name: str, row: int, column: str, cell: str, told: str
) -> None:
    folder = write_tables(tmp_path / "wrong", with_cell(name, row, column, cell))
    found = [problem for problem in check(folder) if told in problem.message]
    assert found
    places = {(Path(problem.file).name, problem.row) for problem in found}
    blamed = "ambiguous.tsv" if "has no match example" in told else name
    assert (blamed, row + 2) in places or "derives from itself" in told


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        (with_row("sources.tsv", *SOUND["sources.tsv"][0]), "'page' stands already in"),
        (with_row("organisations.tsv", *SOUND["organisations.tsv"][1]), "'Mover' stands already"),
        (with_row("datasets.tsv", *SOUND["datasets.tsv"][0]), "'dataset:eggs' stands already"),
        (with_row("words.tsv", *SOUND["words.tsv"][0]), "'near_chip' stands already"),
        (with_row("ambiguous.tsv", "L7", "L7", "", "", ""), "neither accept_if nor reject_if"),
    ],
)
def test_a_row_too_many_is_told(
    tmp_path: Path, tables: dict[str, list[list[str]]], told: str
) -> None:
    problems = check(write_tables(tmp_path / "twice", tables))
    assert [problem for problem in problems if told in problem.message]


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "wrong", with_cell("datasets.tsv", 0, "source", "hearsay"))
    accelerators = folder / "accelerators.tsv"
    accelerators.write_text(accelerators.read_text("utf-8").replace("4992", "many"), "utf-8")
    assert len(check(folder)) == 2


def test_a_line_with_a_cell_too_few_and_a_wrong_header_are_told(tmp_path: Path) -> None:
    folder = write_tables(tmp_path / "wrong", SOUND)
    with (folder / "datasets.tsv").open("a", encoding="utf-8") as table:
        table.write("Feathers\t\tMaker\n")
    (folder / "words.tsv").write_text("key\twords\n", "utf-8")
    (folder / "birds.tsv").write_text("name\n", "utf-8")
    messages = [str(problem) for problem in check(folder)]
    assert any("datasets.tsv row 3: 3 cells where there are 7 columns" in m for m in messages)
    assert any("words.tsv row 1: the first line must name the columns key" in m for m in messages)
    assert any("birds.tsv row 1: not a table of the catalogue" in m for m in messages)


def test_an_alias_of_two_technologies_is_sound_once_a_rule_tells_them_apart(
    tmp_path: Path,
) -> None:
    tables = with_cell("datasets.tsv", 0, "aliases", "Larks")
    tables["ambiguous.tsv"] = [
        *SOUND["ambiguous.tsv"],
        ["Larks", "Lark", "@ sing", "", ""],
        ["Larks", "Eggs", "data set @", "", ""],
    ]
    tables["examples.tsv"] = [
        *SOUND["examples.tsv"],
        ["Larks", "Lark", "match", "Larks sing in the morning."],
        ["Larks", "Lark", "no_match", "The data set Larks is small."],
        ["Larks", "Eggs", "match", "The data set Larks is small."],
        ["Larks", "Eggs", "no_match", "Larks sing in the morning."],
    ]
    folder = write_tables(tmp_path / "ruled", tables)
    assert check(folder) == []
    meanings = build(folder).aliases["Larks"]
    assert {meaning.technology_id for meaning in meanings} == {"model:lark", "dataset:eggs"}


def test_a_name_of_two_kinds_is_referred_to_by_its_id(tmp_path: Path) -> None:
    tables = with_row("datasets.tsv", "Lark", "", "Maker", "2018", "page", TODAY, "")
    told = [p.message for p in check(write_tables(tmp_path / "two", tables))]
    assert any("'Lark' names several technologies; write model:lark or" in m for m in told)
    tables["models.tsv"][1][5] = "model:lark"
    told = [p.message for p in check(write_tables(tmp_path / "two", tables))]
    assert not any("models.tsv" in m and "several" in m for m in told)


def test_the_country_is_that_of_the_day_of_release(tmp_path: Path) -> None:
    catalogue = build(write_tables(tmp_path / "sound", SOUND))
    assert catalogue.entries["model:lark"].technology.country_codes == ("CN", "FR")
    assert catalogue.entries["model:larklet"].technology.country_codes == ("US",)


def test_what_a_row_says_is_in_the_technology(tmp_path: Path) -> None:
    catalogue = build(write_tables(tmp_path / "sound", SOUND))
    chip = catalogue.entries["accelerator:l7"].technology
    assert (chip.market, chip.total_processing_performance) == ("domestic", 4992.0)
    assert (chip.china_licence_from, chip.china_licence_rule) == ("2022-08-26", "a rule [FR]")
    assert catalogue.entries["model:larklet"].technology.derives_from == ("model:lark",)
    assert catalogue.entries["architecture:nest"].technology.developers == ()
    (meaning,) = catalogue.aliases["LarkTwo"]
    assert (meaning.technology_id, meaning.version) == ("model:lark", "2")
    assert [entry.technology.name for entry in catalogue.find("larks")] == ["Lark"]


def test_a_rule_sees_the_alias_as_a_sign_and_no_other_sign() -> None:
    text = "mail a@b.org \n about  the L7 chip"
    start, end = find_alias("L7", text) or (0, 0)
    assert words_around(text, start, end) == "mail a b.org about the @ chip"


def test_a_rejected_name_is_never_accepted_and_an_unknown_one_stays_open(tmp_path: Path) -> None:
    (rule,) = build(write_tables(tmp_path / "sound", SOUND)).rules["L7"]
    assert rule.judge("one L7 chip", 4, 6) == "accept"
    assert rule.judge("the L7 Norm of a chip", 4, 6) == "reject"
    assert rule.judge("the L7 norm of a chip", 4, 6) == "accept"
    assert rule.judge("the row L7 of it", 8, 10) == "open"


def test_a_folder_of_ones_own_adds_rows(tmp_path: Path) -> None:
    row = ["Made-up Set 77", "", "Stanford University", "2020", "paper", TODAY, ""]
    folder = write_tables(tmp_path / "own", {"datasets.tsv": [row]})
    with_own, shipped = load_catalogue(folder), load_catalogue()
    assert set(with_own.entries) - set(shipped.entries) == {"dataset:made-up-set-77"}
    assert with_own.sha256 != shipped.sha256
    assert own_folder({"BYLINE_CATALOGUE": str(folder)}) == folder
    assert own_folder({}) is None


def test_a_catalogue_with_a_wrong_row_is_not_used(tmp_path: Path) -> None:
    folder = write_tables(
        tmp_path / "own", {"datasets.tsv": [["Made-up", "", "Nobody", "2020", "paper", TODAY, ""]]}
    )
    with pytest.raises(BylineError, match=r"datasets.tsv row 2: 'Nobody' is not in organisations"):
        load_catalogue(folder)
    with pytest.raises(BylineError, match="no such folder"):
        load_catalogue(tmp_path / "nowhere")


def test_the_hash_changes_with_any_byte(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    row = ["Made-up Set 77", "", "Stanford University", "2020", "paper", TODAY, ""]
    first = load_catalogue(write_tables(folder, {"datasets.tsv": [row]})).sha256
    moved = shutil.copytree(folder, tmp_path / "moved")
    assert load_catalogue(moved).sha256 == first
    row[3] = "2021"
    changed = write_tables(tmp_path / "changed", {"datasets.tsv": [row]})
    assert load_catalogue(changed).sha256 != first


def test_the_shipped_catalogue_has_no_problem() -> None:
    rows, problems = read_rows(None)
    assert problems + find_problems(rows) == []
    assert {path.name for path in shipped_folder().glob("*.tsv")} <= set(COLUMNS)


def test_the_shipped_catalogue_is_as_large_as_promised() -> None:
    counts = Counter(technology.kind for technology in load_catalogue().technologies)
    assert counts["architecture"] >= 30
    assert counts["dataset"] >= 250
    assert counts["accelerator"] >= 150


def test_every_example_is_judged_as_it_says() -> None:
    catalogue = load_catalogue()
    rules = {(r.alias, r.technology_id): r for found in catalogue.rules.values() for r in found}
    wrong = [
        e for e in catalogue.examples if not is_as_expected(e, rules[e.alias, e.technology_id])
    ]
    assert wrong == []
    assert {(e.alias, e.technology_id) for e in catalogue.examples} == set(rules)


def test_only_what_names_its_kind_of_source_needs_a_licence() -> None:
    for entry in load_catalogue().entries.values():
        rule = entry.technology.china_licence_rule
        assert rule is None or rule.endswith(("[FR]", "[SEC]", "[SEC, P]", "[P]", "[BIS]")), rule
        assert rule is None or entry.cells["market"] not in {"cloud", "domestic"}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("A100", "2022-08-26"),
        ("H100", "2022-08-26"),
        ("A800", "2023-10-23"),
        ("H800", "2023-10-23"),
        ("L40S", "2023-10-23"),
        ("H20", "2025-04-09"),
        ("RTX 4090", "2023-11-17"),
        ("V100", None),
        ("RTX 3090", None),
        ("RTX 4090D", None),
        ("TPU v4", None),
    ],
)
def test_licence_dates_are_those_of_the_letters_and_rules(name: str, day: str | None) -> None:
    (entry,) = load_catalogue().find(name)
    assert entry.technology.china_licence_from == day


@pytest.mark.parametrize(
    "name", ["Transformer", "Mamba/SSM", "diffusion models", "GNN", "MoE", "LSTM"]
)
def test_the_architectures_of_the_labels_have_their_names(name: str) -> None:
    assert name in {t.name for t in load_catalogue().technologies if t.kind == "architecture"}


def test_accelerators_of_the_labels_are_known_by_their_names(shared_data: Path) -> None:
    labels = (shared_data / "labels" / "roles.jsonl").read_text("utf-8")
    known = {t.name for t in load_catalogue().technologies if t.kind == "accelerator"}
    named = _labelled(labels, "accelerator")
    assert named
    assert named <= known


def _labelled(labels: str, kind: str) -> set[str]:
    return {
        technology["name"]
        for line in labels.splitlines()
        for technology in json.loads(line)["technologies"]
        if technology["kind"] == kind
    }


@pytest.mark.parametrize(
    ("cell", "is_right"),
    [("2023", True), ("2023-02", True), ("2023-02-28", True), ("2023-02-30", False), ("23", False)],
)
def test_a_date_is_a_day_a_month_or_a_year_that_exists(cell: str, *, is_right: bool) -> None:
    assert is_date(cell) is is_right


def test_the_catalogue_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_catalogue().sha256 = ""  # type: ignore[misc]
