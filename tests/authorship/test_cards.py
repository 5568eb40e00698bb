"""Author grids whose columns do not keep step, and lines that are pulled out to their margins."""

from byline.authorship.finder import find_authorship
from byline.documents.reader import read_document
from tests.authorship.printing import list_members, read_block
from tests.documents.typeset import Word, filler, typeset, word

TITLE = word("Slow Lanterns for Fast Readers", 200, 90, size=17, font="bold")
OSLO = "University of Oslo"
SPREAD = 46.2
"""Points added to each space of a short line, so that it ends where the line above it does."""
ABSTRACT = [word("Abstract", 280, 380, font="bold"), *filler(108, 400)]


def column(x: float, *lines: str, top: float = 120, large: int = 1) -> list[Word]:
    """A column of an author grid, its first lines a little larger, its address a little smaller."""
    sizes = [12.0] * large + [9.0 if "@" in text else 10.0 for text in lines[large:]]
    return [word(text, x, top + 13 * n, size=sizes[n]) for n, text in enumerate(lines)]


def read_grid(*columns: list[Word], notes: tuple[Word, ...] = ()) -> dict[str, list[str]]:
    words = [TITLE, *(one for each in columns for one in each), *ABSTRACT, *notes]
    return list_members(
        find_authorship(read_document(typeset(words), paper_id="p", location="p.pdf"))
    )


def test_a_name_that_breaks_in_its_column_is_one_and_keeps_its_affiliation() -> None:
    found = read_grid(
        column(80, "Ada Winterbourne", "University of Oslo", "Oslo, Norway", "ada@uio.example"),
        column(240, "Bo-ran Seok", "KAIST", "Daejeon, Korea", "bo@kaist.example"),
        column(400, "Lakshminarayanan", "Padmanabhan", "Chalmers University", "Sweden", large=2),
    )
    assert found == {
        "Ada Winterbourne": ["University of Oslo, Oslo, Norway"],
        "Bo-ran Seok": ["KAIST, Daejeon, Korea"],
        "Lakshminarayanan Padmanabhan": ["Chalmers University, Sweden"],
    }


def test_the_lower_half_of_a_name_joins_the_one_above_and_not_the_one_beside() -> None:
    found = read_grid(
        column(80, "Lakshminarayanan", "Padmanabhan", "Chalmers University", "Sweden", large=2),
        column(240, "Bo-ran Seok", "KAIST", "Daejeon, Korea", "bo@kaist.example"),
        column(400, "Ada Winterbourne", "University of Oslo", "Oslo, Norway", "ada@uio.example"),
    )
    assert found == {
        "Lakshminarayanan Padmanabhan": ["Chalmers University, Sweden"],
        "Bo-ran Seok": ["KAIST, Daejeon, Korea"],
        "Ada Winterbourne": ["University of Oslo, Oslo, Norway"],
    }


def test_cards_of_different_heights_keep_their_own_lines() -> None:
    long = ("University of Oslo", "Oslo, Norway", "KAIST", "Daejeon, Korea", "ada@uio.example")
    found = read_grid(
        column(80, "Ada Winterbourne", *long),
        column(330, "Bo-ran Seok", "University of Cambridge", "bo@cam.example"),
        column(330, "Feiyu Zhan", "Chalmers University", "Sweden", top=168),
    )
    assert found["Bo-ran Seok"] == ["University of Cambridge"]
    assert found["Feiyu Zhan"] == ["Chalmers University, Sweden"]
    assert found["Ada Winterbourne"] == [
        "University of Oslo, Oslo, Norway",
        "KAIST, Daejeon, Korea",
    ]


def test_a_footnote_line_pulled_out_to_both_margins_is_read_in_order() -> None:
    lines = (
        ("Ada Winterbourne and Feiyu Zhan are with the Uni-", 10.2),
        ("versity of Oslo. ada@uio.example,", SPREAD),
        ("feiyu@uio.example", 0),
    )
    notes = tuple(
        Word(text=text, x=54, y=680 + 9 * n, size=8, more=f"{spread} Tw")
        for n, (text, spread) in enumerate(lines)
    )
    found = read_grid([word("Ada Winterbourne, Feiyu Zhan", 200, 120)], notes=notes)
    assert found == {"Ada Winterbourne": [OSLO], "Feiyu Zhan": [OSLO]}


def test_a_name_like_a_place_is_told_by_the_first_lines_of_other_cards() -> None:
    places = ("Google Inc.", "Mountain View", "CA", "someone@fenwick.example")
    found = read_grid(
        column(80, "Ada Winterbourne", *places, large=0),
        column(240, "Rosalind Dunmore", *places, large=0),
        column(80, "Bo-ran Seok", *places, top=190, large=0),
        column(240, "Feiyu Zhan", *places, top=190, large=0),
        column(160, "Caspian Fitzwarren", *places, top=265, large=0),
    )
    assert list(found) == [
        "Ada Winterbourne",
        "Rosalind Dunmore",
        "Bo-ran Seok",
        "Feiyu Zhan",
        "Caspian Fitzwarren",
    ]


def test_a_list_with_commas_is_not_cut_where_every_space_is_wide() -> None:
    assert read_block(
        "Bo  Winter^{1},  Ada  de  Seok^{2}  and  Feiyu  Zhan^{1}",
        "^{1}KAIST",
        "^{2}University of Oslo",
    ) == {"Bo Winter": ["KAIST"], "Ada de Seok": ["University of Oslo"], "Feiyu Zhan": ["KAIST"]}


def test_a_state_behind_a_city_closes_an_affiliation() -> None:
    assert read_block(
        "Ada Winterbourne",
        "Center for the Statistics of Mind",
        "Columbia University",
        "New York, NY",
        "Dept. of Brain Sciences",
        "Massachusetts Inst. of Technology",
    )["Ada Winterbourne"] == [
        "Center for the Statistics of Mind, Columbia University, New York, NY",
        "Dept. of Brain Sciences, Massachusetts Inst. of Technology",
    ]


def test_a_slash_parts_a_name_that_nobody_has_heard_of_from_a_company() -> None:
    assert read_block("Ada Winterbourne | Bo-ran Seok", "Fenwick Inc. / Califrax | KAIST") == {
        "Ada Winterbourne": ["Fenwick Inc.", "Califrax"],
        "Bo-ran Seok": ["KAIST"],
    }


def test_names_in_capitals_open_their_lines_once_one_of_them_does() -> None:
    assert read_block(
        "<BO-RAN SEOK, University of Oslo, Norway",
        "<FEIYU (ROBIN) ZHAN, University of Oslo, Norway",
        "<ARULMOZHI, Royal Signals and Radar Est., Great Malvern, UK",
    ) == {
        "BO-RAN SEOK": ["University of Oslo, Norway"],
        "FEIYU (ROBIN) ZHAN": ["University of Oslo, Norway"],
        "ARULMOZHI": ["Royal Signals and Radar Est., Great Malvern, UK"],
    }


def test_an_authors_name_opens_a_sentence_behind_an_abbreviation() -> None:
    assert read_block(
        "Ada Winterbourne, Bo-ran Seok",
        "// Ada Winterbourne is with Huawei Noah's Ark Lab. Bo-ran Seok is with KAIST.",
    ) == {"Ada Winterbourne": ["Huawei Noah's Ark Lab"], "Bo-ran Seok": ["KAIST"]}


def test_an_acronym_behind_and_is_another_place_of_work_before_a_full_stop_too() -> None:
    assert read_block(
        "Ada Winterbourne^{*}, Bo-ran Seok^{†}",
        "// ^{*}University of Oslo and SISSA.",
        "// ^{†}KAIST.",
    )["Ada Winterbourne"] == ["University of Oslo", "SISSA"]
