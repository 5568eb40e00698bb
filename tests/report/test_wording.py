import importlib.resources
import re
from pathlib import Path
from typing import get_args

import pytest
from markupsafe import Markup

from byline.measures import read_groupings
from byline.queries import FATES, ROLES
from byline.report.naming import Naming
from byline.report.technologies import KINDS, MARKETS, REPORT_NAMES, ROLE_NAMES
from byline.report.wording import Wording, read_wording
from byline.sources.duplicates import DoubtKind

CHOSEN_BY_DATA = {
    "basis": ["stated", "institution", "domain", "headquarters", "unknown"],
    "role": ["affiliation", "internship", "visit", "moved"],
    "fate": FATES,
    "fate_tag": FATES[1:],
    "fate_meaning": FATES,
    "column": [*ROLE_NAMES, *REPORT_NAMES],
    "kind": [*KINDS, "accelerator"],
    "market": MARKETS,
    "technology_role": ROLES["cited"],
    "status": ["accepted", "rejected", "withdrawn", "submitted", "any"],
    "layout": ["markers", "footnote", "ieee", "stacked", "inline", "none"],
}
LOOKED_UP = ("country.", "place.", "number.", "failure.", "disagreement.")
NAMED_IN_CODE = {
    "failure": (
        r'(?:Paper|Fetch)Error\(\s*"(\w+)"',
        r'(?:Trouble|Failure|failure)\([^()]*kind="(\w+)"',
        r'_notice\([^()"]*"(\w+)"',
    ),
    "disagreement": (r'_disagreement\([^()]*kind="(\w+)"',),
}
"""Where the stages name what the store keeps by a short name."""


def _package_text() -> str:
    folder = importlib.resources.files("byline.report")
    files = [*folder.iterdir(), *folder.joinpath("templates").iterdir()]
    return "\n".join(f.read_text("utf-8") for f in files if f.name.endswith((".py", ".html")))


def _stages_text() -> str:
    folder = Path(str(importlib.resources.files("byline")))
    stages = (folder / name for name in ("documents", "sources", "run"))
    return "\n".join(file.read_text("utf-8") for stage in stages for file in stage.rglob("*.py"))


@pytest.mark.parametrize("table", sorted(NAMED_IN_CODE))
def test_every_failure_and_disagreement_that_a_stage_names_has_words(table: str) -> None:
    text = _stages_text()
    named = {name for form in NAMED_IN_CODE[table] for name in re.findall(form, text)}
    assert len(named) > 3
    assert {name for name in named if not read_wording().find(f"{table}.{name}")} == set()


def test_every_doubt_about_a_duplicate_has_words() -> None:
    assert all(read_wording().find(f"failure.{kind}") for kind in get_args(DoubtKind))


def test_a_kind_without_words_is_shown_as_the_store_holds_it() -> None:
    naming = Naming(read_wording("zh"))
    assert naming.term("failure", "encrypted") == "文件加密"
    assert naming.term("failure", "of_another_version") == "of_another_version"


def test_every_word_has_a_use() -> None:
    text = _package_text()
    chosen = {f"{table}.{name}" for table, names in CHOSEN_BY_DATA.items() for name in names}
    stems = [*re.findall(r"""["']((?:[a-z_]+\.)[a-z_]*)(?:["'] ~|\{)""", text), *LOOKED_UP]
    notes = {f"picture.{key}" for key in re.findall(r'key="([a-z_]+)"', text)}
    for key in read_wording().keys - chosen - notes:
        is_stem = any(key.startswith(stem) for stem in stems if len(stem) > len(key.split(".")[0]))
        assert f"'{key}'" in text or f'"{key}"' in text or is_stem, key


@pytest.mark.parametrize("table", sorted(CHOSEN_BY_DATA))
def test_everything_that_data_can_choose_has_words(table: str) -> None:
    for name in CHOSEN_BY_DATA[table]:
        assert read_wording().find(f"{table}.{name}"), name


@pytest.fixture
def wording() -> Wording:
    return Wording(
        {
            "number": {
                "thousands": "\u202f",
                "decimal": ",",
                "percent": "{value} %",
                "below": "< {value} %",
                "under": "< {value}",
                "above": "> {value} %",
                "none": "–",
            },
            "papers": {"one": "{count} paper of {name}", "other": "{count} papers of {name}"},
        }
    )


def test_numbers_are_written_in_the_manner_of_the_language(wording: Wording) -> None:
    assert wording.count(1234567) == "1\u202f234\u202f567"
    assert wording.fraction(1234.56) == "1\u202f234,6"
    assert wording.share(1, 8) == "12,5 %"


def test_a_share_never_rounds_to_nothing_or_to_all(wording: Wording) -> None:
    assert wording.share(1, 100_000) == "< 0,1 %"
    assert wording.share(99_999, 100_000) == "> 99,9 %"
    assert (wording.share(0, 5), wording.share(5, 5)) == ("0,0 %", "100,0 %")
    assert [wording.part(part) for part in (0, 0.01, 0.05, 2)] == ["0,0", "< 0,1", "0,1", "2,0"]
    assert wording.share(0, 0) == wording.share(None, 3) == "–"


def test_one_paper_is_not_one_papers(wording: Wording) -> None:
    assert wording.plain("papers", count=1, name="A") == "1 paper of A"
    assert wording.plain("papers", count=1000, name="A") == "1\u202f000 papers of A"


def test_values_are_escaped_isolated_and_never_read_as_gaps(wording: Wording) -> None:
    shown = wording.text("papers", count=2, name="<b>{count.__class__}")
    assert shown == "2 papers of <bdi>&lt;b&gt;{count.__class__}</bdi>"
    assert wording.text("papers", count=2, name=Markup("<b>x</b>")) == "2 papers of <b>x</b>"


def test_plain_words_hold_no_markup(wording: Wording) -> None:
    assert wording.plain("papers", count=2, name=Markup("<b>x</b>")) == "2 papers of x"


def test_groupings_have_names_and_others_are_put_together() -> None:
    naming = Naming(read_wording())
    assert naming.place("cn") == "mainland China"
    assert naming.place("US+CA") == "the United States + Canada"
    assert all("+" not in naming.place(name) for name in read_groupings())
    assert naming.country("CN") == "China (mainland)"
    assert naming.country("QQ") == "QQ"


def test_a_venue_or_year_that_is_not_given_is_set_apart() -> None:
    naming = Naming(read_wording())
    assert naming.row(venue="V", year=2024, track="main") == "V 2024, main"
    assert naming.row(venue=None, year=None, track=None) == "no venue given, year not given"
    assert naming.row(venue="V", year=None, track=None) == "V, year not given"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "illegal"), ("zh", "非法|违法"), ("id", "ilegal|melanggar"), ("ar", "غير قانون|مخالف")],
)
def test_no_word_of_a_report_judges_what_a_paper_reports(language: str, words: str) -> None:
    file = importlib.resources.files("byline.report").joinpath("wording", f"{language}.toml")
    assert not re.search(words, file.read_text("utf-8").lower())
