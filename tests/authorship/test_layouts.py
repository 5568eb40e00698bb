"""Author blocks as other conferences, journals, preprints and covers print them."""

from byline.authorship.cells import build_cells
from byline.authorship.finder import find_authorship
from byline.authorship.segments import split_segments
from byline.authorship.tokens import find_tokens, is_mark, read_keys
from byline.authorship.zones import find_zones
from tests.authorship.printing import PROSE, list_members, read_block, set_page

CAMBRIDGE = "University of Cambridge"


def test_a_cover_lists_names_and_places_in_one_paragraph() -> None:
    assert read_block(
        "Ada Winterbourne and Bo-ran Seok, University of",
        "+Cambridge; Feiyu Zhan, KAIST; Jiro Takamine, Gudrun",
        "+Aasland, and Piet Ooms, SINTEF Digital",
    ) == {
        "Ada Winterbourne": [CAMBRIDGE],
        "Bo-ran Seok": [CAMBRIDGE],
        "Feiyu Zhan": ["KAIST"],
        "Jiro Takamine": ["SINTEF Digital"],
        "Gudrun Aasland": ["SINTEF Digital"],
        "Piet Ooms": ["SINTEF Digital"],
    }


def test_a_name_that_a_line_breaks_in_a_running_list_keeps_both_its_places() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne, University of Cambridge; Bo-ran",
            "+Seok and Feiyu Zhan, KAIST",
        )
    )
    (broken,) = {row.evidence_id for row in reading.authorships if row.name == "Bo-ran Seok"}
    quotes = [row.quote for row in reading.evidence if row.evidence_id == broken]
    assert quotes == ["Bo-ran", "Seok"]


def test_affiliations_parted_by_semicolons_behind_marks_are_no_running_list() -> None:
    assert read_block(
        "Ada Winterbourne^{1}, Bo-ran Seok^{2}", "^{1}University of Cambridge; ^{2}KAIST"
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": ["KAIST"]}


def test_an_ordinal_before_a_name_is_no_part_of_it() -> None:
    assert read_block(
        "1^{st} Ada Winterbourne | 2^{nd} Bo-ran Seok",
        "University of Cambridge | KAIST",
        "Cambridge, UK | Daejeon, South Korea",
        "3^{rd} Feiyu Zhan | 4^{th} Jiro Takamine",
        "Tsinghua University | RIKEN",
        "Beijing, China | Tokyo, Japan",
    ) == {
        "Ada Winterbourne": ["University of Cambridge, Cambridge, UK"],
        "Bo-ran Seok": ["KAIST, Daejeon, South Korea"],
        "Feiyu Zhan": ["Tsinghua University, Beijing, China"],
        "Jiro Takamine": ["RIKEN, Tokyo, Japan"],
    }


def test_a_title_before_a_name_is_no_part_of_it_but_tells_that_it_is_one() -> None:
    assert read_block(
        "Dr. Ada Winterbourne", "University of Cambridge", "Prof. Dr. Institoris Qwyx", "KAIST"
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Institoris Qwyx": ["KAIST"]}


def test_numbers_in_brackets_are_marks() -> None:
    assert read_block(
        "Ada Winterbourne (1), Bo-ran Seok (1,2), Feiyu Zhan (2)",
        "(1) University of Cambridge",
        "(2) KAIST",
    ) == {
        "Ada Winterbourne": [CAMBRIDGE],
        "Bo-ran Seok": [CAMBRIDGE, "KAIST"],
        "Feiyu Zhan": ["KAIST"],
    }


def test_a_postcode_in_brackets_is_no_mark() -> None:
    kinds = {token.kind for token in find_tokens("Indiana (47405) Bloomington", offset=0)}
    assert kinds == {"word"}


def test_a_dash_parts_a_name_from_its_place() -> None:
    assert read_block(
        "Ada Winterbourne — University of Cambridge", "Bo-ran Seok — Mila - Quebec AI Institute"
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": ["Mila - Quebec AI Institute"]}


def test_a_single_word_behind_a_name_is_its_place_where_other_lines_hold_both() -> None:
    assert read_block("Ada Winterbourne, University of Cambridge", "Bo-ran Seok, Featurespace") == {
        "Ada Winterbourne": [CAMBRIDGE],
        "Bo-ran Seok": ["Featurespace"],
    }


def test_each_author_keeps_the_address_that_is_all_a_page_prints() -> None:
    assert read_block(
        "Ada Winterbourne | Bo-ran Seok",
        "winterb@fen.com | bseok@fen.com",
        "Feiyu Zhan",
        "fzhan@fen.com",
    ) == {
        "Ada Winterbourne": ["winterb@fen.com"],
        "Bo-ran Seok": ["bseok@fen.com"],
        "Feiyu Zhan": ["fzhan@fen.com"],
    }


def test_an_address_beside_it_tells_a_name_that_nobody_knows() -> None:
    assert read_block(
        "<Ada Winterbourne | winterb@cam.ac.uk",
        "<University of Cambridge",
        "<Hyeok-So Seol | hseol@kaist.ac.kr",
        "<KAIST, Daejeon, South Korea",
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Hyeok-So Seol": ["KAIST, Daejeon, South Korea"]}


def test_a_legal_form_of_two_letters_names_a_company() -> None:
    for company in ("Novo Nordisk A/S", "IDEAS NCBR Sp. z o.o", "Spotify AB"):
        assert read_block("Ada Winterbourne  Bo-ran Seok", f"{company}^{{∗}}") == {
            "Ada Winterbourne": [company],
            "Bo-ran Seok": [company],
        }


def test_a_syllable_of_a_name_is_no_legal_form() -> None:
    (segment,) = split_segments(find_tokens("Kim Se", offset=0))
    assert not segment.is_company


def test_a_name_goes_on_with_a_particle_or_an_initial_in_the_next_line() -> None:
    assert read_block(
        "Ada Winterbourne^{1}, Dieuwertje van",
        "der Linden^{2}, Thanh Ha",
        "P. Huynh^{2}",
        "^{1}University of Cambridge  ^{2}KAIST",
    ) == {
        "Ada Winterbourne": [CAMBRIDGE],
        "Dieuwertje van der Linden": ["KAIST"],
        "Thanh Ha P. Huynh": ["KAIST"],
    }


def test_the_second_half_of_a_french_name_of_a_laboratory_is_nobody() -> None:
    assert read_block(
        "Mary Ellen Pemberley",
        "Laboratoire de Probabilités et",
        "+Modèles Aléatoires",
    ) == {"Mary Ellen Pemberley": ["Laboratoire de Probabilités et Modèles Aléatoires"]}


def test_an_abstract_without_a_heading_is_no_affiliation() -> None:
    opening = (
        "On six benchmarks gains lie between two and five points. Each round adds one local step at"
    )
    assert len(opening) == len(PROSE[0])
    rows = ("Ada Winterbourne", "University of Cambridge", opening)
    cells = build_cells(set_page(*rows, *(f"+{line}" for line in PROSE)))
    zones = find_zones(cells, title="Slow Lanterns for Fast Readers")
    assert [cell.text for cell in zones.header] == ["Ada Winterbourne", CAMBRIDGE]


def test_how_to_cite_a_paper_is_no_part_of_its_author_block() -> None:
    assert read_block(
        "ADA WINTERBOURNE, University of Cambridge",
        "BO-RAN SEOK, KAIST",
        "ACM Reference Format:",
        "Ada Winterbourne and Bo-ran Seok. 2024. Slow Lanterns for Fast Readers.",
    ) == {"ADA WINTERBOURNE": [CAMBRIDGE], "BO-RAN SEOK": ["KAIST"]}


def test_a_letter_alone_and_raised_is_a_mark() -> None:
    assert is_mark("ű")
    assert read_keys("ű") == ("ű",)
    assert read_block(
        "Ada Winterbourne^{§}  Bo-ran Seok^{ű}",
        "// ^{§}University of Cambridge. Email: ada@cam.ac.uk.",
        "// ^{ű}KAIST. Email: seok@kaist.ac.kr.",
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": ["KAIST"]}


def test_who_paid_is_no_affiliation_however_the_line_breaks() -> None:
    assert read_block(
        "Ada Winterbourne^{∗}  Bo-ran Seok^{†}",
        "// ^{∗}University of Cambridge. Email: ada@cam.ac.uk. Sup-",
        "// ported by a grant of the Foundation for Ropes.",
        "// ^{†}KAIST. Email: seok@kaist.ac.kr.",
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": ["KAIST"]}


def test_words_before_a_list_of_addresses_are_no_affiliation() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne^{1,*}, Bo-ran Seok^{1}",
            "^{1}University of Cambridge.",
            "*Corresponding author(s). E-mail(s): ada@cam.ac.uk;",
            "Contributing authors: seok@cam.ac.uk;",
        )
    )
    assert {tuple(places) for places in list_members(reading).values()} == {(CAMBRIDGE,)}


def test_words_that_justified_small_print_sets_far_apart_are_one_sentence() -> None:
    assert read_block(
        "Ada Winterbourne, Bo-ran Seok",
        "// Ada Winterbourne is with the University of Cambridge, UK.",
        "// Bo-ran | Seok | is | with | KAIST, | Daejeon.",
    ) == {"Ada Winterbourne": ["University of Cambridge, UK"], "Bo-ran Seok": ["KAIST, Daejeon"]}


def test_the_people_of_a_template_are_nobody() -> None:
    reading = find_authorship(
        set_page("David S. Hippocampus", "Department of Computer Science", "Cranberry-Lemon")
    )
    assert reading.block.status == "anonymous"
    assert reading.authorships == ()


def test_a_name_that_stretched_print_sets_far_apart_is_one_name() -> None:
    assert read_block("Yashodhara  Hebbalkar^{1}", "^{1}University of Cambridge") == {
        "Yashodhara Hebbalkar": [CAMBRIDGE]
    }


def test_what_is_printed_under_name_after_name_is_nobody() -> None:
    column = ("Continental Automotive", "Technologies GmbH")
    found = read_block("Ada Winterbourne", *column, "Bo-ran Seok", *column, "Feiyu Zhan", *column)
    assert list(found) == ["Ada Winterbourne", "Bo-ran Seok", "Feiyu Zhan"]


def test_a_column_that_opens_with_a_place_is_read_all_the_same() -> None:
    found = read_block("Ada", "Ada | Winterbourne", "University | Ada Ada")
    assert "Ada Ada" in found


def test_an_initial_below_an_affiliation_opens_another_name() -> None:
    assert read_block(
        "Ada Winterbourne and Bo-ran Seok", "University of Cambridge", "J. McTavish", "KAIST"
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": [CAMBRIDGE], "J. McTavish": ["KAIST"]}


def test_an_affiliation_over_the_abstract_is_no_prose_for_two_small_words() -> None:
    place = "Department or Electrical Engineering, University or Minnesota"
    cells = build_cells(set_page("Ada Winterbourne", place))
    zones = find_zones(cells, title="Slow Lanterns for Fast Readers")
    assert [cell.text for cell in zones.header] == ["Ada Winterbourne", place]
