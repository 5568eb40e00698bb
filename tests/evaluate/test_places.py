"""Labelled strings are read in every form, and answers are scored as the definitions say."""

import json
import lzma
from pathlib import Path

import pytest

from byline.evaluate.agreement import Counts
from byline.evaluate.gold_strings import GoldString, read_gold_strings, split_gold
from byline.evaluate.places import find_f1_interval, score_places
from byline.places.resolution import MatchedInstitution, Resolution, ResolvedCountry
from byline.records import BylineError, MatchStatus

OXFORD, MIT, TUM = "052gg0110", "042nb2s44", "02kkvpp62"
COUNTRY_OF = {OXFORD: "GB", MIT: "US", TUM: "DE"}


def answer(*ror_ids: str, countries: str = "", status: MatchStatus = "matched") -> Resolution:
    return Resolution(
        affiliation="",
        status=status if ror_ids else "not_found",
        matches=tuple(
            MatchedInstitution(
                ror_id=key, name=key, country_code=None, score=1.0, method="name@1", span=(0, 1)
            )
            for key in ror_ids
        ),
        countries=tuple(
            ResolvedCountry(
                country_code=code, basis="stated", is_assumed=False, rule="r@1", span=(0, 1)
            )
            for code in countries.split()
        ),
    )


def gold(affiliation: str, *ror_ids: str, trap: str = "") -> GoldString:
    return GoldString(
        affiliation=affiliation,
        ror_ids=frozenset(ror_ids),
        country_codes=None,
        trap=trap,
        may_be_ambiguous=False,
    )


def test_a_string_is_right_when_any_answer_is_labelled() -> None:
    rows = [gold("a", OXFORD, MIT), gold("b", TUM), gold("c", TUM), gold("d")]
    answers = {"a": answer(OXFORD, TUM), "b": answer(MIT), "c": answer(), "d": answer(MIT)}
    total = score_places(rows, answers.__getitem__, country_of=COUNTRY_OF).total
    assert (total.by_string.hits, total.by_string.extra, total.by_string.missed) == (1, 2, 2)
    assert (total.by_pair.hits, total.by_pair.extra, total.by_pair.missed) == (1, 3, 3)
    assert total.precision_interval[0] < total.by_string.precision < total.precision_interval[1]


def test_the_interval_of_f1_holds_f1_and_narrows_with_more_strings() -> None:
    once = [(frozenset({OXFORD}), frozenset({OXFORD}))] * 8 + [
        (frozenset({TUM}), frozenset({MIT})),
        (frozenset({TUM}), frozenset[str]()),
    ]
    few = once * 10
    low, high = find_f1_interval(few)
    f1 = 2 * 8 / (2 * 8 + 2 + 1)
    assert low < f1 < high
    narrow = find_f1_interval(few * 100)
    assert narrow[1] - narrow[0] == pytest.approx((high - low) / 10, rel=0.1)
    assert find_f1_interval([(frozenset(), frozenset())]) == (0.0, 1.0)


def test_countries_of_labelled_institutions_are_the_gold() -> None:
    rows = [gold("a", OXFORD), gold("b", "000000000"), gold("c", MIT)]
    answers = {
        "a": answer(countries="GB FR"),
        "b": answer(countries="FR"),
        "c": answer(countries="CA"),
    }
    total = score_places(rows, answers.__getitem__, country_of=COUNTRY_OF).total
    assert (total.countries_by_string.hits, total.countries_by_string.extra) == (1, 1)
    assert total.countries_by_pair.extra == 2


def test_scores_are_told_by_trap_and_differences_are_listed() -> None:
    rows = [gold("a", OXFORD, trap="acronym"), gold("b", TUM, trap="campus"), gold("c", TUM)]
    answers = {"a": answer(OXFORD, countries="GB"), "b": answer(MIT), "c": answer(TUM, MIT)}
    report = score_places(rows, answers.__getitem__, country_of=COUNTRY_OF)
    assert {trap: score.by_string.hits for trap, score in report.by_trap.items()} == {
        "acronym": 1,
        "campus": 0,
        "": 1,
    }
    assert [(row.paper_id, row.kind) for row in report.disagreements] == [
        ("b", "wrong"),
        ("b", "country missed"),
        ("c", "incomplete"),
        ("c", "country missed"),
    ]


def test_an_ambiguous_answer_is_no_answer_unless_the_label_allows_it(tmp_path: Path) -> None:
    path = tmp_path / "hard.csv"
    path.write_text(
        "id,affiliation_string,institution,ror_id,country_iso,trap,evidence\n"
        f"1,Trinity College,ambiguous,,ambiguous IE/GB,common name,\n"
        f"2,University of Oxford,University of Oxford,{OXFORD},GB,,\n"
        f"3,MIT,MIT,{MIT} (parent),US by default; HQ,acronym,\n",
        encoding="utf-8",
    )
    rows = read_gold_strings(path)
    assert [row.may_be_ambiguous for row in rows] == [True, False, False]
    assert [row.country_codes for row in rows] == [None, {"GB"}, {"US"}]
    assert rows[2].ror_ids == {MIT}
    report = score_places(
        rows, lambda _: answer(OXFORD, TUM, status="ambiguous"), country_of=COUNTRY_OF
    )
    assert [row.paper_id for row in report.disagreements if row.kind == "missed"] == [
        "University of Oxford",
        "MIT",
    ]


@pytest.mark.parametrize("form", ["ror-api", "names", "s2aff", "ame"])
def test_every_form_of_gold_gives_the_same_strings(tmp_path: Path, form: str) -> None:
    url = f"https://ror.org/{OXFORD}"
    texts = {
        "ror-api": ("a.json", json.dumps([{"affiliation": "Oxford, UK", "ror_ids": [url]}])),
        "names": ("b.json", json.dumps([{"affiliation": "Oxford, UK", "ror-id": url}])),
        "s2aff": (
            "c.csv",
            f"original_affiliation,labels,split\n\"Oxford, UK\",{{'{url}'}},\n",
        ),
        "ame": ("d.csv.xz", f'\ufeffaffiliation,ror_id\n"Oxford, UK",{url}\n'),
    }
    name, text = texts[form]
    raw = text.encode()
    (tmp_path / name).write_bytes(lzma.compress(raw) if name.endswith(".xz") else raw)
    assert read_gold_strings(tmp_path / name) == (gold("Oxford, UK", OXFORD),)


def test_labels_of_countries_alone_say_nothing_of_institutions(tmp_path: Path) -> None:
    path = tmp_path / "strings.jsonl"
    labels = {
        "MIT": (["US"], "institution"),
        "York University": (["CA", "US"], "unknown"),
        "Northeastern University": (["CN", "US"], "unknown"),
        "Dept. of Physics": ([], "unknown"),
    }
    lines = (
        json.dumps({"string": text, "countries": countries, "basis": basis, "set": "s"})
        for text, (countries, basis) in labels.items()
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    rows = read_gold_strings(path)
    answers = dict.fromkeys(labels, answer(MIT, countries="US"))
    answers["York University"] = answer(MIT, TUM, status="ambiguous")
    score = score_places(rows, answers.__getitem__, country_of=COUNTRY_OF).total
    assert score.by_string == Counts()
    assert score.countries_by_string == Counts(hits=2, extra=1, missed=0)
    silent = score_places(rows, lambda _: answer(), country_of=COUNTRY_OF).total
    assert silent.countries_by_string == Counts(hits=0, extra=0, missed=1)


@pytest.mark.parametrize("text", ["", "not,a,gold\n1,2,3\n", "{}", "[1]"])
@pytest.mark.parametrize("name", ["other.csv", "other.json", "other.jsonl"])
def test_another_file_is_refused_by_name(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BylineError, match=name):
        read_gold_strings(path)


def test_the_halves_are_the_same_everywhere() -> None:
    rows = [gold(f"string {number}") for number in range(200)]
    study, score = split_gold(rows, seed="a")
    assert split_gold(reversed(rows), seed="a")[0] == tuple(reversed(study))
    assert 70 < len(study) < 130
    assert {*study, *score} == {*rows}
    assert study != split_gold(rows, seed="b")[0]
