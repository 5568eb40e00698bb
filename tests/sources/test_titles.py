import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byline.sources.titles import do_names_overlap, name_words, normalise_title, share_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Learning to Fly", "learning  to fly."),
        (r"$\beta$-Smooth Owls", "β-smooth owls"),
        (r"\textit{Owls}: A Study", "Owls — a study"),
        ("Schrödinger Bridges", "Schrodinger bridges"),
        (r"On $\mathcal{H}$-Consistency", "On H-consistency"),
        ("The ﬁeld of ﬂows", "The field of flows"),
    ],
)
def test_two_spellings_of_a_title_are_one(one: str, other: str) -> None:
    assert normalise_title(one) == normalise_title(other)


def test_two_titles_stay_two() -> None:
    assert normalise_title("Owls, part 1") != normalise_title("Owls, part 2")


@settings(deadline=None)
@given(st.text())
def test_normalising_twice_changes_nothing(title: str) -> None:
    once = normalise_title(title)
    assert normalise_title(once) == once


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("José Ångström", "Jose Angstrom", True),
        ("Ångström José", "José Ångström", True),
        ("Mira A. Solberg", "Mira Solberg", True),
        ("M. Solberg", "Mira Solberg", True),
        ("Łukasz Wróbel", "Lukasz Wrobel", True),
        ("Wei Wang", "Li Wang", False),
        ("王伟", "王伟", True),
        ("王伟", "李娜", False),
    ],
)
def test_spellings_of_a_name(one: str, other: str, *, is_same: bool) -> None:
    assert do_names_overlap([name_words(one)], [name_words(other)]) is is_same


def test_names_overlap_from_half_of_the_shorter_list() -> None:
    team = [name_words(name) for name in ("Ana Brook", "Bo Reed", "Cy Marsh", "Di Fen")]
    other = [name_words(name) for name in ("Ana Brook", "Eve Holt")]
    assert do_names_overlap(team, other)
    assert not do_names_overlap(team, other[1:])
    assert not do_names_overlap(team, [])


def test_little_words_do_not_make_titles_alike() -> None:
    assert share_words("on the use of owls", "on the use of mice") == pytest.approx(1 / 3)
    assert share_words("", "") == 0
