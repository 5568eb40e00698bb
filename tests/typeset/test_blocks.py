"""Generated author blocks: the truth is what the TeX source prints, and chance is seeded."""

import json
import lzma
from pathlib import Path
from random import Random

import pytest

from tools.typeset.casting import Bounds, Byline, cast_byline
from tools.typeset.conferences import ARXIV, ICML, NEURIPS, STYLES
from tools.typeset.further import FURTHER_STYLES
from tools.typeset.labelled import fits, read_labelled
from tools.typeset.lines import break_address, wrap
from tools.typeset.names import invent_names
from tools.typeset.pages import Page, Style, invent_page
from tools.typeset.strings import StringStock, find_country, read_stock
from tools.typeset.tex import escape

STOCK = StringStock(
    bare=("Oregon Hill University", "Mapleton Robotics", "Lower Fen College", "ACME & Sons"),
    placed=("Faculty of Ropes, University of Mapleton", "Fen Laboratory, Norway"),
    long=("Department of Knots, Ropes, University of the Moor, Moortown, OR 97000, USA",),
)
SEEDS = range(40)
BY_NAME = {style.name: style for style in (*STYLES, *FURTHER_STYLES)}

in_every_style = pytest.mark.parametrize("style", BY_NAME.values(), ids=BY_NAME.keys())


def page_of(style: Style, seed: int) -> Page:
    return invent_page(Random(seed), style, STOCK, pid="p")


def byline_of(seed: int, **limits: int) -> Byline:
    stock = StringStock(
        bare=tuple(
            f"{word} University"
            for word in ["Ab", "Cd", "Ef", "Gh", "Ij", "Kl", "Mn", "Op", "Qr", "St"]
        ),
        placed=("Fen Laboratory, Norway",),
        long=("Department of Knots, Moor College, Moortown, USA",),
    )
    return cast_byline(Random(seed), stock, Bounds(**limits))


@in_every_style
def test_the_same_seed_gives_the_same_page(style: Style) -> None:
    assert page_of(style, 3) == page_of(style, 3)
    assert page_of(style, 3).source != page_of(style, 4).source


@in_every_style
def test_every_name_of_the_truth_is_in_the_source(style: Style) -> None:
    for seed in SEEDS:
        page = page_of(style, seed)
        source = page.source.replace("~", " ")
        for author in page.truth.authors:
            assert escape(author.name.replace("’", "'")) in source


def test_every_affiliation_has_somebody_and_nobody_links_to_nothing() -> None:
    for seed in SEEDS:
        byline = byline_of(seed)
        linked = {number for person in byline.people for number in person.affiliations}
        assert linked == set(range(1, len(byline.affiliations) + 1))


def test_bounds_hold() -> None:
    for seed in SEEDS:
        byline = byline_of(seed, most_people=4, most_affiliations=2, most_each=1, deepest=1)
        assert len(byline.people) <= 4
        assert len(byline.affiliations) <= 2
        assert all("," not in place or place.count(",") == 1 for place in byline.affiliations)


def test_names_within_a_paper_differ() -> None:
    names = [name.printed for name in invent_names(Random(1), 25)]
    assert len(set(names)) == 25


def test_a_shortened_name_keeps_the_family_name() -> None:
    for name in invent_names(Random(2), 60):
        if name.family:
            assert name.shortened.endswith(name.family)
            assert name.shortened[1] == "."


def test_wrapping_keeps_every_word_and_the_width() -> None:
    text = "Department of Knots and Ropes of the University of the Upper Moor"
    lines = wrap(text, width=20)
    assert " ".join(lines) == text
    assert max(map(len, lines)) <= 20


def test_an_address_is_printed_unit_by_unit() -> None:
    address = "Department of Knots, Moor College, Moortown, OR 97000, USA"
    lines = ["Department of Knots", "Moor College", "Moortown, OR 97000, USA"]
    assert break_address(address, width=36) == lines


def test_escaped_text_holds_no_command() -> None:
    assert escape(r"50% of A&B_c \input{x}") == r"50\% of A\&B\_c \textbackslash{}input\{x\}"


def test_the_column_note_always_names_a_correspondent() -> None:
    for seed in SEEDS:
        page = page_of(ICML, seed)
        if page.truth.authors:
            assert any("corresponding" in author.role_note for author in page.truth.authors)


def test_roles_that_have_no_mark_are_not_in_the_truth() -> None:
    for seed in SEEDS:
        page = page_of(NEURIPS, seed)
        if any("corresponding" in author.role_note for author in page.truth.authors):
            assert "orrespond" in page.source


def test_a_country_is_known_where_every_string_ends_in_one() -> None:
    for seed in SEEDS:
        truth = page_of(ARXIV, seed).truth
        ends = [place.raw.rpartition(", ")[2] for place in truth.affiliations]
        assert truth.countries_known == (bool(ends) and set(ends) <= {"Norway", "USA"})


def test_a_name_that_a_state_bears_too_is_no_country() -> None:
    assert find_country("Fen Laboratory, Oslo, Norway") == "NO"
    assert find_country("Moor College, Atlanta, Georgia") is None
    assert find_country("Norway") is None


def test_halves_of_the_strings_are_disjoint_and_clean(tmp_path: Path) -> None:
    listed = [
        f"Moor College {word}; Fen Laboratory, {word}" for word in ["Ash", "Birch", "Elm", "Fir"]
    ]
    listed += [
        "None",
        "moor college",
        "MIT, Google1",
        "Bog University and Fen University",
        "a@b.org",
    ]
    (tmp_path / "paperlists").mkdir()
    with lzma.open(tmp_path / "paperlists" / "moor2024.json.xz", "wt") as file:
        json.dump([{"aff": string} for string in listed], file)
    study = read_stock(tmp_path, half="study", seed=7)
    score = read_stock(tmp_path, half="score", seed=7)
    assert not set(study.bare + study.placed) & set(score.bare + score.placed)
    assert len(study.bare + score.bare) == 4
    assert len(study.placed + score.placed) == 4
    assert study.long == score.long == ()


def test_a_labelled_paper_keeps_its_people_places_and_countries(tmp_path: Path) -> None:
    places = [
        {"id": 7, "raw": "Fen Laboratory, Oslo", "country": "NO", "basis": "stated"},
        {"id": 9, "raw": "Moor College", "country": "GB", "basis": "institution"},
    ]
    authors = [
        {"name": "Ada Lund", "affiliations": [9, 7]},
        {"name": "Bo Fell", "affiliations": [7]},
    ]
    label = {"pid": "p", "affiliations": places, "authors": authors}
    vague = {**label, "affiliations": [{**place, "basis": "email"} for place in places]}
    file = tmp_path / "labels.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in (label, vague)), encoding="utf-8")
    (byline,) = read_labelled([file])
    assert byline.affiliations == ("Fen Laboratory, Oslo", "Moor College")
    assert [person.affiliations for person in byline.people] == [(2, 1), (1,)]
    assert byline.country_codes == ("NO", "GB")
    assert fits(byline, Bounds())
    assert not fits(byline, Bounds(most_each=1))
