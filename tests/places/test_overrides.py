import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byline.places.entry import RegistryEntry
from byline.places.override_files import COLUMNS, OverrideError, read_overrides, write_overrides
from byline.places.overrides import (
    OverrideTable,
    answered_countries,
    answered_institutions,
    find_conflicts,
    fold_affiliation,
    make_override,
    merge_overrides,
)
from byline.places.resolution import MatchedInstitution, Resolution, ResolvedCountry
from byline.records import CountryBasis, MatchStatus, Override

YORK_CA, YORK_GB, MIT = "05fq50484", "04m01e293", "042nb2s44"
MOONSHOT = "byline.moonshot-ai-cn"


def entry(key: str, name: str, country_code: str, *, withdrawn: bool = False) -> RegistryEntry:
    return RegistryEntry(
        ror_id=key,
        names=(("name", name),),
        country_code=country_code,
        city=None,
        subdivision=None,
        types=("education",),
        status="withdrawn" if withdrawn else "active",
        domains=(),
        parent_ids=(),
    )


REGISTRY = sorted(
    [
        entry(YORK_CA, "York University", "CA"),
        entry(YORK_GB, "University of York", "GB"),
        entry(MIT, "Massachusetts Institute of Technology", "US"),
        entry(MOONSHOT, "Moonshot AI", "CN"),
        entry("01an7q238", "Gone Institute", "US", withdrawn=True),
    ],
    key=lambda known: known.ror_id,
)


def resolution(
    affiliation: str = "York",
    *,
    matches: Iterable[str] = (),
    countries: Iterable[tuple[str, CountryBasis]] = (),
    status: MatchStatus | None = None,
) -> Resolution:
    names = {known.ror_id: known for known in REGISTRY}
    return Resolution(
        affiliation=affiliation,
        status=status or ("matched" if matches else "not_found"),
        matches=tuple(
            MatchedInstitution(
                ror_id=None if "." in key else key,
                name=names[key].names[0][1],
                country_code=names[key].country_code,
                score=0.7,
                method="name@1",
                span=(0, 4),
            )
            for key in matches
        ),
        countries=tuple(
            ResolvedCountry(
                country_code=code,
                basis=basis,
                is_assumed=basis in {"domain", "headquarters"},
                rule="rule@1",
                span=(0, 4),
            )
            for code, basis in countries
        ),
    )


def override(
    affiliation: str = "York",
    *,
    paper_id: str | None = None,
    ror_ids: Iterable[str] | None = None,
    country_codes: Iterable[str] | None = None,
    annotator: str = "ada",
    date: str = "2026-11-21",
    reason: str = "the page says England",
    before: Resolution | None = None,
) -> Override:
    before = before or resolution(affiliation)
    return make_override(
        affiliation=affiliation,
        paper_id=paper_id,
        ror_ids=ror_ids,
        country_codes=country_codes,
        annotator=annotator,
        date=date,
        reason=reason,
        registry="v2.9-0123456789ab",
        replaced_ror_ids=answered_institutions(before),
        replaced_country_codes=answered_countries(before),
    )


WRONG = resolution(matches=[YORK_CA], countries=[("CA", "institution")])
RIGHT = override(ror_ids=[YORK_GB], country_codes=["GB"], before=WRONG)


def test_an_override_takes_the_place_of_the_answer_it_corrects() -> None:
    applied = OverrideTable([RIGHT], REGISTRY).apply(WRONG, paper_id="p1")
    assert applied.outcome == "applied"
    assert applied.overrides == (RIGHT,)
    [match], [country] = applied.resolution.matches, applied.resolution.countries
    assert applied.resolution.status == "matched"
    assert (match.ror_id, match.name, match.country_code) == (YORK_GB, "University of York", "GB")
    assert match.method == country.rule == "override@1"
    assert match.span == country.span == (0, len("York"))
    assert (country.country_code, country.basis, country.is_assumed) == ("GB", "stated", False)


def test_other_strings_stay_as_they_are() -> None:
    other = resolution("New York", matches=[YORK_CA])
    applied = OverrideTable([RIGHT], REGISTRY).apply(other, paper_id="p1")
    assert (applied.outcome, applied.resolution) == ("none", other)


@pytest.mark.parametrize("printed", ["YORK", " york\u00a0", "Ｙｏｒｋ"])
def test_case_width_and_spacing_of_the_string_do_not_matter(printed: str) -> None:
    wrong = resolution(printed, matches=[YORK_CA], countries=[("CA", "institution")])
    assert OverrideTable([RIGHT], REGISTRY).apply(wrong, paper_id="p1").outcome == "applied"


def test_an_answer_the_program_has_come_to_by_itself_is_redundant() -> None:
    now = resolution(matches=[YORK_GB], countries=[("GB", "stated")])
    applied = OverrideTable([RIGHT], REGISTRY).apply(now, paper_id="p1")
    assert (applied.outcome, applied.resolution) == ("redundant", now)


@pytest.mark.parametrize(
    "now",
    [
        resolution(matches=[MIT], countries=[("US", "institution")]),
        resolution(matches=[YORK_CA], countries=[("US", "stated")]),
        resolution(),
        resolution(matches=[YORK_CA, MIT], countries=[("CA", "institution")]),
    ],
)
def test_an_answer_the_override_has_not_seen_stands(now: Resolution) -> None:
    applied = OverrideTable([RIGHT], REGISTRY).apply(now, paper_id="p1")
    assert (applied.outcome, applied.resolution) == ("held_back", now)
    assert "confirm" in applied.note
    assert "ada (2026-11-21)" in applied.note


def test_an_institution_the_registry_no_longer_has_is_held_back() -> None:
    table = OverrideTable([RIGHT], [known for known in REGISTRY if known.ror_id != YORK_GB])
    applied = table.apply(WRONG, paper_id="p1")
    assert (applied.outcome, applied.resolution) == ("held_back", WRONG)
    assert YORK_GB in applied.note


def test_a_withdrawn_institution_is_held_back() -> None:
    gone = override(ror_ids=["01an7q238"])
    assert OverrideTable([gone], REGISTRY).apply(resolution(), paper_id="p").outcome == "held_back"


def test_a_row_about_the_paper_comes_before_one_about_the_string() -> None:
    here = override(ror_ids=[MIT], country_codes=["US"], paper_id="p1", before=WRONG)
    table = OverrideTable([RIGHT, here], REGISTRY)
    assert answered_institutions(table.apply(WRONG, paper_id="p1").resolution) == (MIT,)
    assert answered_institutions(table.apply(WRONG, paper_id="p2").resolution) == (YORK_GB,)
    assert answered_institutions(table.apply(WRONG, paper_id=None).resolution) == (YORK_GB,)


def test_a_row_about_the_paper_leaves_the_rest_to_the_row_about_the_string() -> None:
    here = override(country_codes=["US"], paper_id="p1", before=WRONG)
    applied = OverrideTable([RIGHT, here], REGISTRY).apply(WRONG, paper_id="p1")
    assert answered_institutions(applied.resolution) == (YORK_GB,)
    assert answered_countries(applied.resolution) == ("US",)


def test_none_is_an_answer_and_silence_is_not() -> None:
    none = override(ror_ids=[], before=WRONG)
    applied = OverrideTable([none], REGISTRY).apply(WRONG, paper_id="p1")
    assert applied.resolution.status == "not_found"
    assert applied.resolution.matches == ()
    silent = override(country_codes=["GB"], before=WRONG)
    applied = OverrideTable([silent], REGISTRY).apply(WRONG, paper_id="p1")
    assert applied.resolution.matches == WRONG.matches
    with pytest.raises(ValueError, match="says something"):
        override()


def test_a_country_that_rested_on_the_replaced_institution_goes_with_it() -> None:
    row = override(ror_ids=[YORK_GB], before=WRONG)
    [country] = OverrideTable([row], REGISTRY).apply(WRONG, paper_id="p").resolution.countries
    assert (country.country_code, country.basis, country.rule) == (
        "GB",
        "institution",
        "override@1",
    )


def test_a_stated_country_stays_where_only_the_institution_is_corrected() -> None:
    stated = resolution(matches=[YORK_CA], countries=[("GB", "stated")])
    row = override(ror_ids=[YORK_GB], before=stated)
    applied = OverrideTable([row], REGISTRY).apply(stated, paper_id="p")
    assert applied.resolution.countries == stated.countries


def test_a_domain_is_all_that_is_left_where_there_is_no_institution() -> None:
    before = resolution(matches=[YORK_CA], countries=[("CA", "institution"), ("GB", "domain")])
    row = override(ror_ids=[], before=before)
    applied = OverrideTable([row], REGISTRY).apply(before, paper_id="p")
    assert answered_countries(applied.resolution) == ("GB",)


def test_the_word_of_a_person_makes_an_assumed_country_certain() -> None:
    assumed = resolution(matches=[YORK_GB], countries=[("GB", "headquarters")])
    row = override(country_codes=["GB"], before=assumed)
    [country] = OverrideTable([row], REGISTRY).apply(assumed, paper_id="p").resolution.countries
    assert not country.is_assumed


def test_a_doubt_between_candidates_is_no_answer_and_can_be_settled() -> None:
    doubt = resolution(matches=[YORK_CA, YORK_GB], status="ambiguous")
    row = override(ror_ids=[YORK_GB], before=doubt)
    assert row.replaced_ror_ids == ()
    applied = OverrideTable([row], REGISTRY).apply(doubt, paper_id="p")
    assert answered_institutions(applied.resolution) == (YORK_GB,)
    nobody = override(ror_ids=[], before=doubt)
    assert OverrideTable([nobody], REGISTRY).apply(doubt, paper_id="p").outcome == "applied"


def test_an_organisation_without_a_registry_id_is_known_by_its_name() -> None:
    before = resolution("Moonshot")
    row = override("Moonshot", ror_ids=[MOONSHOT], before=before)
    after = OverrideTable([row], REGISTRY).apply(before, paper_id="p").resolution
    assert (after.matches[0].ror_id, after.matches[0].name) == (None, "Moonshot AI")
    assert answered_institutions(after) == ("Moonshot AI",)
    assert OverrideTable([row], REGISTRY).apply(after, paper_id="p").outcome == "redundant"


def test_people_who_disagree_are_both_held_back() -> None:
    other = override(ror_ids=[MIT], annotator="bob", before=WRONG)
    applied = OverrideTable([RIGHT, other], REGISTRY).apply(WRONG, paper_id="p1")
    assert (applied.outcome, applied.resolution) == ("held_back", WRONG)
    assert "ada (2026-11-21) and bob (2026-11-21) give different ror_ids" in applied.note


def test_people_who_agree_stay_two_rows_and_are_applied_once() -> None:
    other = override(ror_ids=[YORK_GB], country_codes=["GB"], annotator="bob", before=WRONG)
    merge = merge_overrides([RIGHT], [other])
    assert merge.merged == (RIGHT, other)
    assert merge.conflicts == ()
    applied = OverrideTable(merge.merged, REGISTRY).apply(WRONG, paper_id="p1")
    assert len(applied.resolution.matches) == 1
    assert applied.overrides == merge.merged


def test_people_who_answer_different_questions_do_not_disagree() -> None:
    institution = override(ror_ids=[YORK_GB], before=WRONG)
    country = override(country_codes=["GB"], annotator="bob", before=WRONG)
    assert merge_overrides([institution], [country]).conflicts == ()


def test_a_conflict_shows_both_rows_and_drops_neither() -> None:
    other = override("york ", ror_ids=[MIT], annotator="bob", before=WRONG)
    merge = merge_overrides([RIGHT], [other])
    [conflict] = merge.conflicts
    assert (conflict.field, conflict.paper_id) == ("ror_ids", None)
    assert set(conflict.overrides) == set(merge.merged) == {RIGHT, other}


def test_a_person_may_change_their_mind() -> None:
    later = override(ror_ids=[MIT], date="2026-12-01", before=WRONG)
    table = OverrideTable([later, RIGHT], REGISTRY)
    assert merge_overrides([RIGHT], [later]).conflicts == ()
    assert answered_institutions(table.apply(WRONG, paper_id="p").resolution) == (MIT,)
    same_day = override(ror_ids=[MIT], before=WRONG)
    assert len(merge_overrides([RIGHT], [same_day]).conflicts) == 1


def test_whoever_confirms_a_row_under_a_later_registry_frees_it() -> None:
    now = resolution(matches=[MIT], countries=[("US", "institution")])
    assert OverrideTable([RIGHT], REGISTRY).apply(now, paper_id="p").outcome == "held_back"
    confirmed = override(
        ror_ids=[YORK_GB], country_codes=["GB"], annotator="bob", date="2027-01-01", before=now
    )
    table = OverrideTable([RIGHT, confirmed], REGISTRY)
    assert table.apply(now, paper_id="p").outcome == "applied"
    assert table.apply(WRONG, paper_id="p").outcome == "applied"


def test_an_id_is_made_from_the_content() -> None:
    assert override(ror_ids=[MIT, YORK_GB]) == override(ror_ids=[YORK_GB, MIT, MIT])
    ids = {
        row.override_id
        for row in (
            override(ror_ids=[]),
            override(ror_ids=[], country_codes=[]),
            override(country_codes=[]),
            override(ror_ids=[], paper_id="p"),
            override(ror_ids=[], annotator="bob"),
            override(ror_ids=[], reason="another"),
        )
    }
    assert len(ids) == 6


@pytest.mark.parametrize(
    "changes",
    [
        {"affiliation": " "},
        {"annotator": ""},
        {"reason": "\t"},
        {"date": "21.11.2026"},
        {"date": "2026-02-30"},
        {"ror_ids": ["a|b"]},
        {"country_codes": ["none"]},
    ],
)
def test_a_row_nobody_stands_behind_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        override(**({"ror_ids": [MIT]} | changes))  # type: ignore[arg-type]


WORDS = st.sampled_from(
    ["York", "york", "MIT", "=1+1", "'-2", "Universität Zürich, \r\n 清华", "@x"]
)
KEYS = st.sets(st.sampled_from([YORK_CA, YORK_GB, MIT, MOONSHOT]), max_size=2)
CODES = st.sets(st.sampled_from(["GB", "CN", "HK", "US"]), max_size=2)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9).filter(str.strip)


@st.composite
def overrides(draw: st.DrawFn) -> Override:
    ror_ids = draw(st.none() | KEYS)
    return make_override(
        affiliation=draw(WORDS | TEXTS),
        paper_id=draw(st.none() | st.sampled_from(["p1", "p2"])),
        ror_ids=ror_ids,
        country_codes=draw(CODES if ror_ids is None else st.none() | CODES),
        annotator=draw(st.sampled_from(["ada", "bob", "=cmd"])),
        date=draw(st.sampled_from(["2026-11-20", "2026-11-21"])),
        reason=draw(TEXTS),
        registry=draw(st.sampled_from(["v1", "v2"])),
        replaced_ror_ids=draw(KEYS),
        replaced_country_codes=draw(CODES),
    )


TABLES = st.lists(overrides(), max_size=4)


@settings(max_examples=40)
@given(TABLES, TABLES, TABLES)
def test_the_order_of_merging_does_not_matter(
    ours: list[Override], theirs: list[Override], others: list[Override]
) -> None:
    merges = [
        merge_overrides(merge_overrides(one, two).merged, three)
        for one, two, three in itertools.permutations([ours, theirs, others])
    ]
    merges.append(merge_overrides(ours, merge_overrides(theirs, others).merged))
    merges.append(merge_overrides(merges[0].merged, ours))
    assert all(merge == merges[0] for merge in merges)
    assert set(merges[0].merged) == {*ours, *theirs, *others}


@settings(max_examples=40)
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[Override], chance: object) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for row in rows:
        before = resolution(row.affiliation, matches=[YORK_CA], countries=[("CA", "institution")])
        one, two = (OverrideTable(some, REGISTRY) for some in (rows, shuffled))
        assert one.apply(before, paper_id="p1") == two.apply(before, paper_id="p1")


@given(overrides())
def test_applied_to_what_it_replaced_an_override_gives_its_answer_and_then_has_no_more_to_say(
    row: Override,
) -> None:
    before = resolution(
        row.affiliation,
        matches=sorted(row.replaced_ror_ids),
        countries=[(code, "stated") for code in row.replaced_country_codes],
    )
    table = OverrideTable([override_like(row, before)], REGISTRY)
    once = table.apply(before, paper_id=row.paper_id)
    assert once.outcome in {"applied", "redundant"}
    again = table.apply(once.resolution, paper_id=row.paper_id)
    assert again.outcome == "redundant"
    assert again.resolution == once.resolution


def override_like(row: Override, before: Resolution) -> Override:
    return override(
        row.affiliation,
        paper_id=row.paper_id,
        ror_ids=row.ror_ids,
        country_codes=row.country_codes,
        before=before,
    )


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_affiliation(fold_affiliation(text)) == fold_affiliation(text)


def test_overrides_come_back_from_their_file_as_they_were(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("overrides") / "overrides.csv"

    @settings(max_examples=60)
    @given(TABLES)
    def check(rows: list[Override]) -> None:
        write_overrides(path, rows)
        assert set(read_overrides(path)) == set(rows)
        first = path.read_bytes()
        write_overrides(path, reversed(read_overrides(path)))
        assert path.read_bytes() == first

    check()


def test_no_cell_is_a_formula_to_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "overrides.csv"
    risky = ['=HYPERLINK("http://evil")', "+1", "-1", "@SUM(A1)", "\t=1", "＝1", " =1", "'=1"]
    write_overrides(path, [override(text, ror_ids=[], annotator=text) for text in risky])
    for line in path.read_text(encoding="utf-8-sig").split("\n")[1:-1]:
        assert line.startswith("\"'")
    assert {row.affiliation for row in read_overrides(path)} == set(risky)


def write_lines(path: Path, *lines: str) -> Path:
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    return path


GOOD = f"York,,https://ror.org/{YORK_GB},GB,ada,2026-11-21,seen,v1,{YORK_CA}|Moonshot AI,CA"


def test_a_file_may_be_typed_by_hand(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "mine.csv", GOOD, "", "X,p1,none,,ada,2026-11-21,seen,v1,,")
    typed, nobody = sorted(read_overrides(path), key=lambda row: row.affiliation, reverse=True)
    assert typed.ror_ids == (YORK_GB,)
    assert typed.replaced_ror_ids == (YORK_CA, "Moonshot AI")
    assert (nobody.ror_ids, nobody.country_codes, nobody.paper_id) == ((), None, "p1")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (GOOD.replace(",GB,", ",UK,"), r"row 3, column country_codes: 'UK' is not a country code"),
        (GOOD.replace(YORK_GB, "04m01e294"), r"row 3, column ror_ids: .* is not a ROR id"),
        (GOOD.replace("2026-11-21", "11/21/2026"), r"row 3, column date: .* is not a day"),
        (GOOD.replace(",ada,", ",,"), r"row 3, column annotator: is empty"),
        (GOOD.replace(",seen,", ", ,"), r"row 3, column reason: is empty"),
        (GOOD + ",more", r"row 3: 11 cells under 10 columns"),
        ("York,,,,ada,2026-11-21,seen,v1,,", r"row 3: an override says something"),
        ('"York', r"is not CSV"),
    ],
)
def test_a_bad_row_is_named_with_file_row_and_column(
    line: str, complaint: str, tmp_path: Path
) -> None:
    with pytest.raises(OverrideError, match=rf"mine\.csv.*{complaint}"):
        read_overrides(write_lines(tmp_path / "mine.csv", GOOD, line))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("affiliation,country,country\n", encoding="utf-8")
    with pytest.raises(OverrideError, match=r"missing: annotator, .*unknown or twice: country$"):
        read_overrides(path)
    path.write_bytes(b"\xff\xfeY\x00")
    with pytest.raises(OverrideError, match="is not UTF-8"):
        read_overrides(path)
    path.write_bytes(b"")
    with pytest.raises(OverrideError, match="row 1: the columns must be"):
        read_overrides(path)
    with pytest.raises(OverrideError, match="cannot read"):
        read_overrides(tmp_path / "nowhere.csv")
    with pytest.raises(OverrideError, match="cannot write"):
        write_overrides(tmp_path / "nowhere" / "mine.csv", [])


def test_conflicts_are_found_in_a_single_table_too() -> None:
    rows = [RIGHT, override(country_codes=["US"], annotator="bob", before=WRONG)]
    assert [conflict.field for conflict in find_conflicts(rows)] == ["country_codes"]
