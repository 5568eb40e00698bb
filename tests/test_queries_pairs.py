"""Pairs, definitions, laws and challenges on the toy corpus, every number worked out by hand."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from byline.measures import read_measures
from byline.queries import JointAnswer, PairQueries, Scope, Store
from byline.queries.claims import Claim, read_claim, read_known_claims
from byline.records import BylineError
from tests.toy import PAPERS, make_study

ALL = Scope()


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PairQueries]:
    study = make_study(tmp_path_factory.mktemp("toy"))
    with Store.opened(study.store) as store:
        yield store.pairs


def test_the_headline_moves_with_each_choice(pairs: PairQueries) -> None:
    matrix = pairs.count_definitions("US", "CN", ALL)
    moves = {
        choice.name: [count.joint for count in choice.counts if count.definition.source == "any"]
        for choice in matrix.choices
    }
    assert (matrix.headline.joint, matrix.headline.known, matrix.headline.papers) == (4, 9, 13)
    assert moves == {
        "grouping": [4, 5, 6],
        "track": [4, 1, 3],
        "assumed countries": [4, 3],
        "one person with two affiliations": [4, 3],
        "internships and other roles": [4, 5],
        "source of affiliations": [4],
    }


def test_every_definition_lists_the_papers_it_counts(pairs: PairQueries) -> None:
    counts = pairs.count_definitions("US", "CN", ALL).counts
    for count in counts:
        found = pairs.list_defined(count.definition, ALL)
        assert len(found) == count.known, count
        assert sum(paper.is_joint for paper in found) == count.joint, count
    assert {count.definition.track for count in counts} == {None, "main", "datasets"}


def test_choices_stand_in_the_order_of_what_they_move(pairs: PairQueries) -> None:
    choices = pairs.count_definitions("US", "CN", ALL).choices
    assert [choice.spread for choice in choices] == sorted(
        (choice.spread for choice in choices), reverse=True
    )
    # one of one paper of the track datasets, against three of eight of the main track
    assert choices[0].name == "track"
    assert choices[0].spread == pytest.approx(1 - 3 / 8)


def test_a_scope_without_known_papers_cannot_be_defined(pairs: PairQueries) -> None:
    with pytest.raises(BylineError, match="nothing to count"):
        pairs.count_definitions("US", "CN", Scope(year_from=1999, year_to=1999))


def test_authorships_sum_to_the_authors(pairs: PairQueries) -> None:
    shares = {one.country_code: one for one in pairs.count_authors(ALL)}
    found = {code: (one.authorships, one.fractional) for code, one in shares.items()}
    assert found["US"] == (9, 8.5)
    assert found["CN"] == (4, 3.5)
    assert found[None] == (3, 3.0)
    assert sum(one.fractional for one in shares.values()) == pytest.approx(18)


def test_first_and_last_author_apart(pairs: PairQueries) -> None:
    found = [
        (row.year, row.track, row.papers, row.known, row.left_first, row.right_first)
        for row in pairs.count_first_last("US", "CN", ALL)
    ]
    assert found == [
        (2023, "main", 1, 1, 0, 0),
        (2024, "datasets", 1, 1, 0, 1),
        (2024, "main", 5, 4, 2, 0),
    ]


def test_pairs_are_counted_over_all_years_and_by_year(pairs: PairQueries) -> None:
    strongest, *others = pairs.measure_pairs(ALL, most=10)
    pair = strongest.pair
    assert (pair.left, pair.right, pair.joint) == ("CN", "US", 4)
    assert (pair.left_papers, pair.right_papers, pair.known) == (4, 9, 9)
    assert strongest.salton.value == pytest.approx(4 / 6)
    assert {(one.pair.left, one.pair.right) for one in others} == {
        ("CN", "GB"),
        ("GB", "US"),
        ("HK", "US"),
        ("TW", "US"),
    }
    years = {(one.left, one.right): one.by_year for one in pairs.list_pair_years(ALL, most=10)}
    assert years["CN", "US"] == {2024: 4}
    assert years["TW", "US"] == {2023: 1}


def test_every_pair_of_countries_stands_in_the_matrix_once(pairs: PairQueries) -> None:
    found = pairs.build_matrix(Scope(year_from=2023, year_to=2023), most=5)
    assert found.countries == ("US", "TW")
    assert found.papers == {"US": 3, "TW": 1}
    assert [(cell.left, cell.right, cell.joint) for cell in found.cells] == [("US", "TW", 1)]
    assert found.find("TW", "US") == found.find("US", "TW")


def test_the_matrix_of_countries_asked_for_has_those_without_papers_too(
    pairs: PairQueries,
) -> None:
    found = pairs.build_matrix(Scope(), most=2, countries=["IS", "US"])
    assert found.countries == ("IS", "US")
    assert found.papers["IS"] == 0
    assert (found.cells[0].joint, found.cells[0].intensity) == (0, None)


def test_a_trend_tests_each_step(pairs: PairQueries) -> None:
    main = next(trend for trend in pairs.find_trend("US", "CN", ALL) if trend.track == "main")
    assert [(year.year, year.hits, year.trials) for year in main.years] == [
        (2023, 0, 3),
        (2024, 3, 5),
    ]
    [step] = main.steps
    assert step.difference == pytest.approx(0.6)
    assert not step.is_distinguishable


def test_venues_are_trends_of_their_own(pairs: PairQueries) -> None:
    [here] = [trend for trend in pairs.find_trend("US", "CN", ALL) if trend.track == "datasets"]
    assert here.venue == "ToyConf"
    row = pairs._count_joint("US", "CN", ALL).rows[0]
    rows = (row, replace(row, venue="Elsewhere"))
    answer = JointAnswer(left="US", right="CN", total=row, rows=rows)
    both = PairQueries(pairs._count, lambda *_: answer).find_trend("US", "CN", ALL)
    assert [(trend.venue, len(trend.years)) for trend in both] == [("ToyConf", 1), ("Elsewhere", 1)]


def test_institutions_need_to_be_resolved_on_both_sides(pairs: PairQueries) -> None:
    assert pairs.count_institutions("US", "CN", ALL, most=5) == ()


def test_a_sound_corpus_breaks_no_law(pairs: PairQueries) -> None:
    assert pairs.check_laws("US", "CN", ALL) == ()


def test_every_disputed_paper_says_what_it_hangs_on(pairs: PairQueries) -> None:
    found = {paper.title: set(paper.reasons) for paper in pairs.list_disputed("US", "CN", ALL)}
    assert found == {
        "Two people": set(),
        "A benchmark": set(),
        "One person with two places": {"one person with two affiliations"},
        "Through a head office": {"assumed countries"},
        "With Hong Kong": {"grouping"},
        "With Taiwan": {"grouping"},
        "An intern": {"internships and other roles", "one person with two affiliations"},
    }
    assert set(found) <= {paper.title for paper in PAPERS}


def test_a_claim_is_held_against_every_definition(pairs: PairQueries) -> None:
    answer = pairs.challenge(read_claim("5 of 10 papers at ToyConf 2024 joint US China"), ALL)
    assert (answer.matrix.headline.joint, answer.matrix.headline.known) == (4, 6)
    nearest = answer.nearest_count
    assert nearest.joint == 5
    assert nearest.definition.right == "CN+HK+MO"
    # 10 of 10 papers would be American, 7 Chinese, 5 both: more than there are papers, less two
    assert (answer.implied.left, answer.implied.right, answer.implied.rest) == (10, 7, -2)
    assert answer.reasons == {
        "assumed countries": 1,
        "grouping": 1,
        "one person with two affiliations": 1,
    }


def test_a_claim_is_told_how_much_each_choice_explains(pairs: PairQueries) -> None:
    answer = pairs.challenge(read_claim("5 of 10 papers at ToyConf 2024 joint US China"), ALL)
    # from 4 of 6 to the 3 of 6 that are claimed; the main track alone gives 3 of 5
    closed = {one.choice: one.closed for one in answer.explained}
    assert closed == {
        "assumed countries": pytest.approx(1),
        "one person with two affiliations": pytest.approx(1),
        "track": pytest.approx(0.4),
        "grouping": 0,
        "internships and other roles": 0,
        "source of affiliations": 0,
    }
    assert list(closed.values()) == sorted(closed.values(), reverse=True)
    assert answer.closed == pytest.approx(1)


def test_a_claim_that_is_the_headline_leaves_nothing_to_explain(pairs: PairQueries) -> None:
    answer = pairs.challenge(read_claim("4 of 6 papers at ToyConf 2024 joint US China"), ALL)
    assert answer.closed == 0
    assert not any(one.closed for one in answer.explained)


def test_a_claim_about_papers_that_are_not_there_says_so(pairs: PairQueries) -> None:
    with pytest.raises(BylineError, match="no paper with a known country of NeurIPS 2025"):
        pairs.challenge(read_claim("newspaper-2025"), ALL)


def test_claims_are_read_from_words() -> None:
    claim = read_claim("141 of 5,290 papers at NeurIPS 2025 joint US China")
    assert claim == Claim(
        text="141 of 5,290 papers at NeurIPS 2025 joint US China",
        count=141,
        of=5290,
        venue="NeurIPS",
        year=2025,
        left="US",
        right="CN",
        source="not given",
    )
    assert read_claim("12 of 90 ICML-2024 papers: Germany and CN+HK").right == "CN+HK"


def test_claims_are_read_from_files(tmp_path: Path) -> None:
    path = tmp_path / "claim.toml"
    path.write_text('[[claim]]\ncount = 3\nof = 4\nleft = "US"\nright = "China"\n', "utf-8")
    assert (read_claim(str(path)).count, read_claim(str(path)).right) == (3, "CN")


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("many papers join US and China", "no count in it"),
        ("3 of 4 papers from Mars", "names 0 countries"),
        ("5 of 4 papers join US and China", "is no share"),
        ("missing.toml", "one \\[\\[claim\\]\\]"),
    ],
)
def test_a_claim_that_cannot_be_read_says_what_is_missing(words: str, trouble: str) -> None:
    with pytest.raises(BylineError, match=trouble):
        read_claim(words)


def test_the_published_claims_ship() -> None:
    claims = read_known_claims()
    assert {(claim.count, claim.of) for claim in claims.values()} >= {
        (141, 5290),
        (134, 4497),
        (1006, 5288),
        (742, 4035),
    }


def test_every_measure_states_its_question() -> None:
    assert all(measure.question.endswith("?") for measure in read_measures().values())
