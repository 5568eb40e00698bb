"""The command line as its users meet it: as a process."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import byline.demo
from byline.store.study import Study
from tests.toy import PEOPLE_PAPERS, TECHNOLOGY_PAPERS, make_study

PAPERS = Path(byline.demo.__file__).parent / "papers"


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "byline", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return make_study(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="module")
def read_study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return make_study(tmp_path_factory.mktemp("read"), TECHNOLOGY_PAPERS)


def test_help_says_what_the_exit_codes_mean() -> None:
    assert "130 interrupted" in " ".join(run("--help").stdout.split())


def test_joint_papers_as_json_carry_their_definition(study: Study) -> None:
    done = run("count", "joint", "US", "CN", "--study", str(study.root), "--format", "json")
    answer = json.loads(done.stdout)
    assert answer["answers"][0]["total"]["joint"] == 4
    assert "full counting" in answer["definition"]["counting"]
    assert [a["right"] for a in answer["answers"]] == ["CN", "CN+HK+MO", "CN+HK+MO+TW"]


def test_a_number_and_its_papers_agree(study: Study) -> None:
    done = run("papers", "US", "CN", "--study", str(study.root), "--format", "json")
    assert len(json.loads(done.stdout)) == 4


def test_a_shown_paper_prints_rule_and_quote(study: Study) -> None:
    done = run("show", "Through a head office", "--study", str(study.root))
    assert "CN: headquarters, assumed by toy@1" in done.stdout
    assert "“Huawei Noah's Ark Lab”" in done.stdout


def test_a_missing_study_is_one_clear_line_and_exit_code_1(tmp_path: Path) -> None:
    done = run("count", "joint", "US", "CN", "--study", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "byline run" in done.stderr


def test_wrong_usage_is_exit_code_2() -> None:
    assert run("count", "joint").returncode == 2


def test_resolve_answers_every_line_in_order_in_the_agreed_form() -> None:
    lines = ["Tsinghua University, Beijing, China", '{"affiliation": "MIT CSAIL"}', "", "xyzzy"]
    done = run("resolve", "-", "--format", "jsonl", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["affiliation"] for a in answers] == [lines[0], "MIT CSAIL", "", "xyzzy"]
    assert all(set(a) == {"affiliation", "status", "matches", "countries"} for a in answers)
    [match] = answers[0]["matches"]
    assert set(match) == {"ror_id", "name", "country_code", "score", "method", "span"}
    assert match["ror_id"] == "https://ror.org/03cve4549"
    [country] = answers[0]["countries"]
    assert country["country_code"] == "CN"
    assert set(country) == {"country_code", "basis", "assumed", "span"}
    assert answers[3] == {
        "affiliation": "xyzzy",
        "status": "not_found",
        "matches": [],
        "countries": [],
    }


def test_read_answers_every_path_in_order_and_never_stops(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"<html>no pdf</html>")
    paths = [PAPERS / "bdc24-01.pdf", broken, tmp_path / "missing.pdf", PAPERS / "bdc24-06.pdf"]
    done = run("read", *map(str, paths), "--format", "jsonl")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [a["file"] for a in answers] == [str(path) for path in paths]
    assert len({frozenset(a) for a in answers}) == 1
    assert [a["failure"] and a["failure"]["kind"] for a in answers] == [
        None,
        "not_pdf",
        "unreadable",
        None,
    ]
    first = answers[0]
    assert {"CN", "US"} <= set(first["countries"])
    ids = {affiliation["id"] for affiliation in first["affiliations"]}
    assert all(set(author["affiliations"]) <= ids for author in first["authors"])


def test_titles_cannot_send_control_sequences_to_the_terminal(tmp_path: Path) -> None:
    table = tmp_path / "evil.csv"
    table.write_text("title,authors,affiliations\n\x1b[2Jgone\u202eevil,Ada Toy,MIT\n", "utf-8")
    done = run("run", str(table), "--study", str(tmp_path / "study"))
    assert done.returncode == 0, done.stderr
    shown = run("papers", "--study", str(tmp_path / "study")).stdout
    assert "gone" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_known_claims_are_told_as_data(study: Study) -> None:
    known = run("challenge", "--known", "--study", str(study.root), "--format", "json")
    claims = json.loads(known.stdout)
    assert claims
    assert all(claim["count"] <= claim["of"] for claim in claims.values())


def test_papers_of_three_countries_are_wrong_usage(study: Study) -> None:
    done = run("papers", "US", "CN", "FR", "--study", str(study.root))
    assert done.returncode == 2
    assert "US CN FR: name one country, or two" in done.stderr


def test_the_registry_in_use_is_told_as_data() -> None:
    answer = json.loads(run("registry", "info", "--format", "json").stdout)
    assert Path(answer["path"]).is_file()
    assert answer["organisation_count"] > 1500


def test_doctor_names_the_registry_in_use() -> None:
    answer = json.loads(run("doctor", "--format", "json").stdout)
    assert answer["missing"] == []
    assert answer["registry"]["organisations"] > 1500


def test_corrections_are_kept_listed_and_merged(tmp_path: Path) -> None:
    mine, theirs = make_study(tmp_path / "a"), make_study(tmp_path / "b")
    for study, code in ((mine, "NO"), (theirs, "SE")):
        done = run(
            *("overrides", "add", "Institute of Nothing", "--study", str(study.root)),
            *("--country", code, "--by", f"reader of {code}", "--why", "seen"),
        )
        assert done.returncode == 0, done.stderr
    out = tmp_path / "theirs.csv"
    run("overrides", "export", str(out), "--study", str(theirs.root))
    merged = run("overrides", "merge", str(out), "--study", str(mine.root)).stdout
    assert "1 conflicts" in merged
    assert "reader of SE" in merged
    assert "2 corrections" in run("overrides", "list", "--study", str(mine.root)).stdout


def test_a_technology_is_counted_with_its_papers_and_sentences(read_study: Study) -> None:
    asked = ("count", "technology", "Owl", "--role", "key", "--countries", "CN")
    done = run(*asked, "--study", str(read_study.root))
    assert "Owl is key in 2 of 2 papers with full text of CN" in done.stdout
    answer = json.loads(run(*asked, "--study", str(read_study.root), "--format", "json").stdout)
    assert answer["in_role"] == len(answer["papers"]) == answer["answer"]["total"]["key"] == 2
    assert all(paper["quote"] for paper in answer["papers"])


def test_an_accelerator_is_told_with_the_exact_words_of_the_rule(read_study: Study) -> None:
    done = run("count", "accelerators", "--study", str(read_study.root))
    assert (
        "reports Z100; for export to China Z100 needed a US licence from 2024-02-01 (letter)"
        in done.stdout
    )
    assert "lower bound" in done.stdout


def test_flows_name_developer_and_adopting_country(read_study: Study) -> None:
    done = run("flows", "--study", str(read_study.root), "--role", "used", "--format", "json")
    flows = json.loads(done.stdout)["flows"]
    assert {(flow["developer"], flow["country"]) for flow in flows} >= {("CN", "US"), ("US", "CN")}


def test_an_unknown_technology_is_one_clear_line(read_study: Study) -> None:
    done = run("uses", "Herron", "--study", str(read_study.root))
    assert done.returncode == 1
    assert "is it Heron?" in done.stderr


def test_moves_and_ties_state_their_definition_and_the_risk_of_namesakes(tmp_path: Path) -> None:
    study = make_study(tmp_path, PEOPLE_PAPERS)
    moves = json.loads(run("moves", "--study", str(study.root), "--format", "json").stdout)
    assert moves["counts"][0]["people"] == 4
    assert moves["namesakes"]["shared"] == 2
    ties = json.loads(
        run("ties", "US", "CN", "--study", str(study.root), "--format", "json").stdout
    )
    assert ties["answer"]["total"]["renewed"] == 1
    assert "No tie enters the joint count" in ties["definition"]["counting"]
    shown = run("moves", "US", "CN", "--study", str(study.root)).stdout
    assert re.search(r"^Ana Rossi +US +2020 +CN +2021 +profile", shown, re.MULTILINE)
    assert "2 of 12 names are known to be shared" in shown


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("csv", "out/paper.csv"),
        ("parquet", "out/paper.parquet"),
        ("json", "out/paper.json"),
        ("sqlite", "out"),
        ("graphml", "out/countries.graphml"),
        ("vosviewer", "out/countries-papers.json"),
        ("package", "out/ro-crate-metadata.json"),
    ],
)
def test_a_study_is_exported(form: str, written: str, study: Study, tmp_path: Path) -> None:
    done = run("export", form, "--study", str(study.root), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / written).is_file()
    again = run("export", form, "--study", str(study.root), "--out", str(tmp_path / "out"))
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)


def test_methods_are_printed_and_given_as_data(study: Study) -> None:
    printed = run("methods", "--study", str(study.root)).stdout
    answer = json.loads(run("methods", "--study", str(study.root), "--format", "json").stdout)
    assert printed.split("\n\n")[:-1] == answer["paragraphs"]
    assert answer["account"]["facts"]["versions"] == {"registry": "toy 1"}


def test_the_page_of_the_measures_is_printed() -> None:
    page = Path(__file__).parents[2] / "docs" / "measures.md"
    assert run("measures", "--markdown").stdout == page.read_text("utf-8")
