"""Each law is told when it is broken, and only then."""

from byline.measures.laws import (
    SidePapers,
    check_codes,
    check_joint,
    check_jumps,
    check_parts,
    check_places,
    check_printed,
    check_rest,
)
from byline.measures.trends import YearShare, compare_years


def sides(name: str, *, known: int, left: int, right: int, joint: int) -> SidePapers:
    return SidePapers(name=name, known=known, left=left, right=right, joint=joint)


def laws(broken: object) -> list[str]:
    return [one.law for one in list(broken)]  # type: ignore[call-overload]


def test_parts_sum_to_their_whole() -> None:
    assert not laws(check_parts(3, [1, 2], name="joint"))
    assert laws(check_parts(4, [1, 2], name="joint")) == ["parts_and_whole"]


def test_joint_papers_lie_within_both_sides() -> None:
    assert not laws(check_joint(sides("2024", known=10, left=5, right=4, joint=2)))
    assert laws(check_joint(sides("2024", known=10, left=5, right=1, joint=2))) == [
        "joint_within_sides"
    ]
    assert laws(check_joint(sides("2024", known=10, left=8, right=7, joint=1))) == [
        "inclusion_exclusion"
    ]


def test_the_newspapers_count_would_leave_no_plausible_rest() -> None:
    # with about 2,450 US and 2,370 Chinese papers of 5,290, 141 joint ones leave 611 from elsewhere
    claimed = sides("2025", known=5290, left=2450, right=2370, joint=141)
    others = [sides("2024", known=4000, left=2000, right=1300, joint=400)]
    assert claimed.rest == 611
    assert laws(check_rest(claimed, others)) == ["plausible_rest"]
    assert not laws(check_rest(others[0], others))


def test_only_real_codes_stand() -> None:
    assert not laws(check_codes(["US", "CN"], frozenset({"US", "CN"})))
    assert laws(check_codes(["US", "UK"], frozenset({"US", "GB"}))) == ["iso_codes"]


def test_a_country_that_no_page_prints_is_told() -> None:
    assert laws(check_printed([("AI", 129)])) == ["printed_somewhere"]


def test_a_head_office_beside_a_stated_place_is_told() -> None:
    assert laws(check_places([("Huawei, London", "GB stated, CN head office")])) == [
        "stated_before_headquarters"
    ]


def test_a_jump_against_the_year_before_is_told() -> None:
    def years(second: int) -> list[YearShare]:
        return [
            YearShare(year=2023, hits=50, trials=1000, papers=1000),
            YearShare(year=2024, hits=second, trials=1000, papers=1000),
        ]

    assert not laws(check_jumps(compare_years(years(60)), name="main"))
    assert laws(check_jumps(compare_years(years(150)), name="main")) == ["jump"]


def test_a_year_without_known_papers_is_passed_over() -> None:
    years = [
        YearShare(year=2021, hits=5, trials=100, papers=100),
        YearShare(year=2022, hits=0, trials=0, papers=100),
        YearShare(year=2023, hits=6, trials=100, papers=100),
    ]
    [step] = compare_years(years)
    assert (step.before, step.year) == (2021, 2023)
