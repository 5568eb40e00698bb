"""One claim per layout of an author block."""

from byline.authorship.finder import find_authorship
from byline.authorship.segments import split_segments
from byline.authorship.tokens import find_tokens
from tests.authorship.printing import list_members, list_notes, read_block, set_page

CAMBRIDGE, KAIST = "University of Cambridge", "KAIST, Daejeon, South Korea"


def test_digits_tie_names_to_affiliations() -> None:
    assert read_block(
        "Ada Winterbourne^{1,2}  Bo-ran Seok^{2}", "^{1} University of Cambridge", f"^{{2}}{KAIST}"
    ) == {"Ada Winterbourne": [CAMBRIDGE, KAIST], "Bo-ran Seok": [KAIST]}


def test_letters_symbols_and_card_suits_are_marks_too() -> None:
    for first, second in (("a", "b"), ("†", "‡"), ("♠", "♡"), ("⋆", "§")):
        assert read_block(
            f"Ada Winterbourne^{{{first}}}, Bo-ran Seok^{{{first}{second}}}",
            f"^{{{first}}}University of Cambridge  ^{{{second}}}{KAIST}",
        ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": [CAMBRIDGE, KAIST]}


def test_a_star_before_the_digits_is_a_role_and_not_an_affiliation() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne^{∗1,2}, Bo-ran Seok^{2}",
            "^{1}University of Cambridge  ^{2}KAIST",
            "// ^{∗}Equal contribution.",
        )
    )
    assert list_members(reading)["Ada Winterbourne"] == [CAMBRIDGE, "KAIST"]
    assert list_notes(reading) == {"Ada Winterbourne": "Equal contribution", "Bo-ran Seok": ""}


def test_two_digits_without_a_comma_are_two_marks_where_only_those_are_explained() -> None:
    assert read_block(
        "Ada Winterbourne^{12}, Bo-ran Seok^{2}", "^{1}University of Cambridge  ^{2}KAIST"
    ) == {"Ada Winterbourne": [CAMBRIDGE, "KAIST"], "Bo-ran Seok": ["KAIST"]}


def test_labels_in_line_are_marks_where_names_carry_them() -> None:
    assert read_block(
        "Ada Winterbourne^{1}, Bo-ran Seok^{2}", "1-University of Cambridge", "2-KAIST"
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": ["KAIST"]}


def test_a_mark_glued_to_a_name_is_no_part_of_it() -> None:
    assert read_block(
        "Ada Winterbourne1, Bo-ran Seok2", "1 University of Cambridge", "2 KAIST"
    ) == {
        "Ada Winterbourne": [CAMBRIDGE],
        "Bo-ran Seok": ["KAIST"],
    }


def test_a_mark_behind_the_comma_belongs_to_the_name_before_it() -> None:
    assert read_block(
        "Ada Winterbourne,^{†} Bo-ran Seok,^{‡} Feiyu Zhan^{‡}",
        "^{†}University of Cambridge",
        "^{‡}KAIST",
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": ["KAIST"], "Feiyu Zhan": ["KAIST"]}


def test_marks_without_a_legend_leave_authors_without_affiliation() -> None:
    assert read_block("Ada Winterbourne^{1}, Bo-ran Seok^{2}") == {
        "Ada Winterbourne": [],
        "Bo-ran Seok": [],
    }


def test_columns_tie_each_name_to_the_lines_below_it() -> None:
    assert read_block(
        "Ada Winterbourne | Bo-ran Seok | Feiyu Zhan",
        "University of Cambridge | KAIST | Tsinghua University",
        "Cambridge, UK | Daejeon, South Korea | Beijing, China",
        "ada@cam.ac.uk | seok@kaist.ac.kr | zf@tsinghua.edu.cn",
        "Jiro Takamine | Gudrun Aasland",
        "RIKEN | SINTEF Digital",
        "Tokyo, Japan | Oslo, Norway",
    ) == {
        "Ada Winterbourne": ["University of Cambridge, Cambridge, UK"],
        "Bo-ran Seok": [KAIST],
        "Feiyu Zhan": ["Tsinghua University, Beijing, China"],
        "Jiro Takamine": ["RIKEN, Tokyo, Japan"],
        "Gudrun Aasland": ["SINTEF Digital, Oslo, Norway"],
    }


def test_a_name_with_nothing_under_it_belongs_nowhere() -> None:
    found = read_block(
        "Ada Winterbourne | Bo-ran Seok | Feiyu Zhan", "University of Cambridge | KAIST | "
    )
    assert found["Feiyu Zhan"] == []


def test_one_line_under_a_row_of_names_is_shared_by_all() -> None:
    assert read_block("Ada Winterbourne | Bo-ran Seok | Feiyu Zhan", "Meta") == {
        "Ada Winterbourne": ["Meta"],
        "Bo-ran Seok": ["Meta"],
        "Feiyu Zhan": ["Meta"],
    }


def test_what_stands_above_the_names_counts_where_nothing_stands_below() -> None:
    assert read_block("Google Research", "Ada Winterbourne, Bo-ran Seok") == {
        "Ada Winterbourne": ["Google Research"],
        "Bo-ran Seok": ["Google Research"],
    }


def test_wide_gaps_part_names_where_nothing_else_does() -> None:
    assert list(read_block("Ada Winterbourne  Bo-ran Seok  Feiyu Zhan", "Meta")) == [
        "Ada Winterbourne",
        "Bo-ran Seok",
        "Feiyu Zhan",
    ]


def test_a_name_broken_over_two_lines_is_one_name() -> None:
    found = read_block(
        "Ada Winterbourne, Bo-ran Seok, Foozhan", "Ataiefard, Feiyu Zhan", "University of Cambridge"
    )
    assert list(found) == ["Ada Winterbourne", "Bo-ran Seok", "Foozhan Ataiefard", "Feiyu Zhan"]


def test_whole_names_on_two_lines_stay_apart_without_a_comma() -> None:
    found = read_block("Ada Winterbourne, Bo-ran Seok", "Feiyu Zhan, Jiro Takamine", "RIKEN")
    assert list(found) == ["Ada Winterbourne", "Bo-ran Seok", "Feiyu Zhan", "Jiro Takamine"]


def test_a_group_of_names_shares_the_affiliation_below_the_last_of_them() -> None:
    assert read_block(
        "<Ada Winterbourne",
        "<Bo-ran Seok",
        "<University of Cambridge",
        "<Feiyu Zhan",
        "<KAIST, Daejeon, South Korea",
        "<Editors: Anna Blue and Carl Green",
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": [CAMBRIDGE], "Feiyu Zhan": [KAIST]}


def test_footnotes_behind_marks_are_affiliations() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne^{1}  Bo-ran Seok^{1 2}",
            "// ^{1}University of Cambridge, Cambridge, UK. ^{2}Brightwater. Correspondence to:",
            "// Ada Winterbourne <ada@cam.ac.uk>.",
        )
    )
    assert list_members(reading) == {
        "Ada Winterbourne": ["University of Cambridge, Cambridge, UK"],
        "Bo-ran Seok": ["University of Cambridge, Cambridge, UK", "Brightwater"],
    }
    assert reading.block.layout == "footnote"
    assert list_notes(reading)["Bo-ran Seok"] == ""


def test_addresses_in_a_footnote_tie_names_that_carry_no_mark() -> None:
    assert read_block(
        "Ada Winterbourne^{∗}, Bo-ran Seok, Feiyu Zhan^{§}",
        "// ^{∗}University of Cambridge, ada@cam.ac.uk",
        "// ^{§}Brightwater, {boran.seok,feiyu.zhan}@brightwater.com",
    ) == {
        "Ada Winterbourne": [CAMBRIDGE],
        "Bo-ran Seok": ["Brightwater"],
        "Feiyu Zhan": ["Brightwater"],
    }


def test_sentences_say_who_is_with_whom() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne, Bo-ran Seok, Senior Member, IEEE, and Feiyu Zhan",
            "// A.  Winterbourne  and  F.  Zhan are with the University of Cambridge, Cambridge,",
            "// U.K.",
            "// (e-",
            "// mail: ada@cam.ac.uk). B. Seok is with KAIST, Daejeon, South Korea, and also",
            "// with the RIKEN, Tokyo, Japan.",
        )
    )
    cambridge = "University of Cambridge, Cambridge, U.K."
    assert list_members(reading) == {
        "Ada Winterbourne": [cambridge],
        "Bo-ran Seok": [KAIST, "RIKEN, Tokyo, Japan"],
        "Feiyu Zhan": [cambridge],
    }
    assert reading.block.layout == "ieee"
    assert "Senior Member" in list_notes(reading)["Bo-ran Seok"]


def test_brackets_behind_a_name_hold_its_affiliation() -> None:
    assert read_block(
        "Ada Winterbourne (University of Cambridge), Bo-ran Seok (SINTEF and KAIST)"
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": ["SINTEF", "KAIST"]}


def test_brackets_inside_a_name_are_part_of_it() -> None:
    assert list(read_block("Steven (Jiaxun) Tang, Bo-ran Seok", "KAIST")) == [
        "Steven (Jiaxun) Tang",
        "Bo-ran Seok",
    ]


def test_one_line_per_author_holds_name_and_affiliation() -> None:
    assert read_block(
        "Ada Winterbourne, University of Cambridge, UK",
        "Bo-ran Seok, KAIST, South Korea",
        "Gudrun Aasland, Brightwater, Norway",
    ) == {
        "Ada Winterbourne": ["University of Cambridge, UK"],
        "Bo-ran Seok": ["KAIST, South Korea"],
        "Gudrun Aasland": ["Brightwater, Norway"],
    }


def test_what_stands_alone_under_one_name_is_whole_under_another() -> None:
    assert read_block(
        "Ada Winterbourne | Bo-ran Seok | Feiyu Zhan",
        "Brightwater | Brightwater | Lanternfish",
        "Lanternfish |  | ",
    )["Ada Winterbourne"] == ["Brightwater", "Lanternfish"]


def test_the_same_affiliation_printed_twice_is_one_row() -> None:
    reading = find_authorship(
        set_page("Ada Winterbourne | Bo-ran Seok", "Meta AI | Meta AI", "a@meta.com | b@meta.com")
    )
    assert [row.raw_affiliation_string for row in reading.affiliations] == ["Meta AI"]
    assert reading.affiliations[0].email_domains == ("meta.com",)


def test_an_internship_is_a_role_and_no_affiliation() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne^{1∗}, Bo-ran Seok^{2}",
            "^{1}University of Cambridge  ^{2}KAIST",
            "// ^{∗}Work done during an internship at Google DeepMind in London.",
        )
    )
    assert list_members(reading)["Ada Winterbourne"] == [CAMBRIDGE]
    assert list_members(reading, "internship")["Ada Winterbourne"] == ["Google DeepMind"]
    assert "internship" in list_notes(reading)["Ada Winterbourne"]


def test_an_intern_who_carries_the_company_s_mark_belongs_to_it() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne^{1,2,∗}, Bo-ran Seok^{2}",
            "^{1}University of Cambridge  ^{2}KAIST",
            "// ^{∗}Work done during an internship at KAIST.",
        )
    )
    assert list_members(reading)["Ada Winterbourne"] == [CAMBRIDGE, "KAIST"]
    assert list_members(reading, "internship")["Ada Winterbourne"] == []


def test_a_note_that_names_authors_is_about_those() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne | Bo-ran Seok^{∗}",
            "University of Cambridge | KAIST",
            "// ^{∗}This work was done when Ada Winterbourne and Bo-ran Seok were at Brightwater.",
        )
    )
    assert list_members(reading, "moved") == {
        "Ada Winterbourne": ["Brightwater"],
        "Bo-ran Seok": ["Brightwater"],
    }


def test_a_mark_behind_an_affiliation_passes_its_note_to_the_name_above() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne | Bo-ran Seok",
            "University of Cambridge^{∗} | KAIST",
            "// ^{∗}Work completed while at Brightwater",
        )
    )
    assert list_notes(reading)["Ada Winterbourne"] == "Work completed while at Brightwater"
    assert list_members(reading)["Ada Winterbourne"] == [CAMBRIDGE]


def test_nothing_but_an_institutional_address_has_to_do() -> None:
    assert read_block("Ada Winterbourne", "ada@cam.ac.uk") == {
        "Ada Winterbourne": ["ada@cam.ac.uk"]
    }
    assert read_block("Ada Winterbourne  Bo-ran Seok", "{ada, boran}@intel.com") == {
        "Ada Winterbourne": ["intel.com"],
        "Bo-ran Seok": ["intel.com"],
    }


def test_a_free_mail_address_says_nothing() -> None:
    assert read_block("Ada Winterbourne", "ada.winterbourne@gmail.com") == {"Ada Winterbourne": []}


def test_anonymous_submissions_are_said_to_be_so() -> None:
    for rows in (
        ("Anonymous Author(s)", "Affiliation", "Address", "email"),
        ("<Anonymous authors", "<Paper under double-blind review"),
    ):
        reading = find_authorship(set_page(*rows))
        assert reading.block.status == "anonymous"
        assert not reading.authorships


def test_a_page_without_names_is_said_to_have_none() -> None:
    reading = find_authorship(set_page())
    assert reading.block.status == "none_printed"
    assert not reading.authorships


def test_a_team_is_author_and_affiliation_at_once() -> None:
    reading = find_authorship(
        set_page("Quillfish Team, Brightwater AI", "quillfish@brightwater.ai")
    )
    assert list_members(reading) == {"Quillfish Team": ["Quillfish Team, Brightwater AI"]}
    assert reading.authorships[0].is_group
    assert reading.affiliations[0].email_domains == ("brightwater.ai",)


def test_a_line_below_a_team_is_its_affiliation() -> None:
    assert read_block("Quillfish Team", "Microsoft Research") == {
        "Quillfish Team": ["Microsoft Research"]
    }


def test_authors_are_read_from_the_end_where_page_one_names_none() -> None:
    ending = (
        "References\n[1] A. Nobody. Nothing. 2020.\nAuthors and affiliations\n"
        "Ada Winterbourne (University of Cambridge, UK)\nBo-ran Seok (KAIST, South Korea)\n"
        "A Spelling rules\nTones are not written.\n"
    )
    assert read_block(ending=ending) == {
        "Ada Winterbourne": ["University of Cambridge, UK"],
        "Bo-ran Seok": ["KAIST, South Korea"],
    }


def test_the_conference_s_place_is_nobody_s_affiliation() -> None:
    found = read_block(
        "Ada Winterbourne",
        "Meta",
        "// 36th Conference on Neural Information Processing Systems, Sydney, Australia.",
    )
    assert found == {"Ada Winterbourne": ["Meta"]}


def test_names_of_other_scripts_and_initials_are_names() -> None:
    assert list(
        read_block("滕若岚^{1}  毕浩沁^{1}  R.X. Xu^{1}", "^{1} 浙江大学，杭州 310027")
    ) == [
        "滕若岚",
        "毕浩沁",
        "R.X. Xu",
    ]


def test_the_same_document_gives_the_same_rows() -> None:
    rows = ("Ada Winterbourne^{1}, Bo-ran Seok^{1}", "^{1}University of Cambridge")
    assert find_authorship(set_page(*rows)) == find_authorship(set_page(*rows))


def test_pictures_serve_as_marks() -> None:
    assert read_block(
        "Ada Winterbourne\U0001f433, Bo-ran Seok\ue000", "\U0001f433 DeepMind, \ue000 KAIST"
    ) == {
        "Ada Winterbourne": ["DeepMind"],
        "Bo-ran Seok": ["KAIST"],
    }


def test_memberships_in_brackets_are_titles() -> None:
    reading = find_authorship(
        set_page(
            "ADA WINTERBOURNE^{1}, (Member, IEEE), AND BO-RAN SEOK^{2}", "^{1}RIKEN", "^{2}KAIST"
        )
    )
    assert list_members(reading) == {"ADA WINTERBOURNE": ["RIKEN"], "BO-RAN SEOK": ["KAIST"]}


def test_a_pointer_to_the_full_list_is_nobody_s_affiliation() -> None:
    assert read_block(
        "Quillfish Team",
        "Zhipu AI & Tsinghua University",
        "(For the complete list of authors, please refer to the Contribution section)",
    ) == {"Quillfish Team": ["Zhipu AI", "Tsinghua University"]}


def test_a_note_below_the_legend_is_no_part_of_its_last_entry() -> None:
    assert read_block(
        "Ada Winterbourne^{1}, Bo-ran Seok^{2}",
        "^{1}RIKEN, Tokyo, Japan",
        "^{2}KAIST, Daejeon, South Korea",
        "Corresponding author: Bo-ran Seok (e-mail: seok@kaist.ac.kr)",
    ) == {"Ada Winterbourne": ["RIKEN, Tokyo, Japan"], "Bo-ran Seok": [KAIST]}


def test_marks_on_a_line_of_their_own_belong_to_the_line_below() -> None:
    assert read_block(
        "Ada Winterbourne^{1}, Bo-ran Seok^{2}", "<1", "<RIKEN, Japan", "<2", "<KAIST, South Korea"
    ) == {"Ada Winterbourne": ["RIKEN, Japan"], "Bo-ran Seok": ["KAIST, South Korea"]}


def test_marks_that_lost_their_raised_print_are_read_all_the_same() -> None:
    assert read_block("Ada Winterbourne1,2, Bo-ran Seok2", "1 RIKEN", "2 KAIST") == {
        "Ada Winterbourne": ["RIKEN", "KAIST"],
        "Bo-ran Seok": ["KAIST"],
    }


def test_a_team_may_sign_beside_people() -> None:
    reading = find_authorship(
        set_page("Ada Winterbourne, Bo-ran Seok, and the Quillfish Team", "RIKEN")
    )
    assert [(row.name, row.is_group) for row in reading.authorships] == [
        ("Ada Winterbourne", False),
        ("Bo-ran Seok", False),
        ("Quillfish Team", True),
    ]


def test_headings_and_page_numbers_among_the_names_at_the_end_are_no_names() -> None:
    ending = (
        "Contributions\nWe show that this is what has been done by others as well, and that\n"
        "it is not what they have been told by those who were with them.\n"
        "A Contributions and Acknowledgments\nCore Contributors Ada Winterbourne, Bo-ran\n"
        "Seok, Feiyu Zhan\n31\nContributors Jiro Takamine\nResearch & Engineering\n"
        "Odalys Ferreira\n"
        "B Response Examples\nQuestion: What is this?\n"
    )
    assert list(read_block(ending=ending)) == [
        "Ada Winterbourne",
        "Bo-ran Seok",
        "Feiyu Zhan",
        "Jiro Takamine",
        "Odalys Ferreira",
    ]


def test_a_legend_at_the_end_explains_marks_of_page_one() -> None:
    ending = "References\n[1] Nobody.\nAffiliations\n1 RIKEN, Tokyo, Japan\n2 KAIST, South Korea\n"
    assert read_block("Ada Winterbourne^{1}, Bo-ran Seok^{1,2}", ending=ending) == {
        "Ada Winterbourne": ["RIKEN, Tokyo, Japan"],
        "Bo-ran Seok": ["RIKEN, Tokyo, Japan", "KAIST, South Korea"],
    }


def test_researcher_numbers_are_no_part_of_names_even_where_a_line_breaks_them() -> None:
    assert read_block(
        "Ada Winterbourne^{1[0000−}",
        "^{0002−1825−0097]}, Bo-ran Seok^{2[0000−0002−1825−0097]}, and Feiyu",
        "Zhan^{2}",
        "^{1} University of Cambridge",
        f"^{{2}} {KAIST}",
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": [KAIST], "Feiyu Zhan": [KAIST]}


def test_an_affiliation_in_brackets_may_stand_behind_a_mark() -> None:
    assert read_block(
        "Ada Winterbourne^{†} (Department of Ropes, University of Cambridge)",
        "Bo-ran Seok (University of Oslo (Norway); KAIST)",
        "// ^{†}Corresponding author.",
    ) == {
        "Ada Winterbourne": ["Department of Ropes, University of Cambridge"],
        "Bo-ran Seok": ["University of Oslo (Norway)", "KAIST"],
    }


def test_three_names_in_han_characters_need_no_comma() -> None:
    assert read_block("毕曦 康沁 岑予沁", "KAIST") == {
        "毕曦": ["KAIST"],
        "康沁": ["KAIST"],
        "岑予沁": ["KAIST"],
    }


def test_an_affiliation_that_is_also_somebodys_adds_to_what_stands_below_the_name() -> None:
    assert read_block(
        "Ada Winterbourne^{∗} | Bo-ran Seok",
        "University of Cambridge | KAIST",
        "// ^{∗}Also affiliated with the Vector Institute.",
    ) == {"Ada Winterbourne": ["Vector Institute", CAMBRIDGE], "Bo-ran Seok": ["KAIST"]}


def test_a_sentence_behind_a_mark_may_name_nobody() -> None:
    assert read_block(
        "Ada Winterbourne^{1} and Bo-ran Seok^{2}",
        "// ^{1}Ada Winterbourne is with the University of Cambridge",
        "// ^{2}The author is with KAIST",
    ) == {"Ada Winterbourne": [CAMBRIDGE], "Bo-ran Seok": ["KAIST"]}


def test_a_name_broken_in_a_sentence_is_still_found() -> None:
    assert read_block(
        "Ada McWinter^{1} and Bo-ran Seok^{1}",
        "// ^{1}Bo-ran Seok and Ada Mc-",
        "// Winter are with the University of Cambridge",
    ) == {"Ada McWinter": [CAMBRIDGE], "Bo-ran Seok": [CAMBRIDGE]}


def test_a_few_words_behind_a_mark_that_all_carry_are_their_affiliation() -> None:
    assert read_block(
        "Ada Winterbourne^{∗†}, Bo-ran Seok^{†}", "// ^{†}Oakbank", "// ^{∗}Equal contribution."
    ) == {"Ada Winterbourne": ["Oakbank"], "Bo-ran Seok": ["Oakbank"]}


def test_a_residency_is_an_affiliation_and_a_resident_is_a_role() -> None:
    assert read_block(
        "Ada Winterbourne^{1}, Bo-ran Seok^{2}", "^{1}KAIST", "^{2}Google AI Residency"
    ) == {"Ada Winterbourne": ["KAIST"], "Bo-ran Seok": ["Google AI Residency"]}
    assert read_block("Ada Winterbourne^{∗}", "Google", "// ^{∗}Google AI Resident") == {
        "Ada Winterbourne": ["Google"]
    }


def test_a_role_is_read_however_far_its_words_are_spaced_out() -> None:
    reading = find_authorship(
        set_page(
            "Ada Winterbourne^{1,§}, Bo-ran Seok^{1}",
            "^{1}KAIST",
            "// ^{§}Now  at  Shanghai  AI  Lab.",
        )
    )
    assert list_members(reading) == {"Ada Winterbourne": ["KAIST"], "Bo-ran Seok": ["KAIST"]}
    assert list_members(reading, "moved")["Ada Winterbourne"] == ["Shanghai AI Lab"]


def test_a_hyphenated_initial_ends_no_sentence() -> None:
    assert read_block(
        "Pui-yan R. Winter, Ada Seok",
        "// A. Seok is with KAIST. P.-Y. R. Winter is with the University of Cambridge.",
    ) == {"Pui-yan R. Winter": [CAMBRIDGE], "Ada Seok": ["KAIST"]}


def test_a_word_in_capitals_alone_on_its_line_is_no_name() -> None:
    assert read_block("Ada Winterbourne", "TAO", "University of Cambridge") == {
        "Ada Winterbourne": ["TAO, University of Cambridge"]
    }


def test_brackets_hold_an_affiliation_whatever_its_words_look_like() -> None:
    assert read_block(
        "Ada Winterbourne (Chiang Mai University)",
        "Bo-ran Seok (LBNL)",
        "Feiyu (Finn) Zhan (KAIST)",
    ) == {
        "Ada Winterbourne": ["Chiang Mai University"],
        "Bo-ran Seok": ["LBNL"],
        "Feiyu (Finn) Zhan": ["KAIST"],
    }


def test_an_acronym_in_brackets_behind_its_own_words_is_no_affiliation() -> None:
    assert split_segments(find_tokens("Ada Getúlio Vargas (FGV)", offset=0))[0].inline is not None
    assert split_segments(find_tokens("Fada Getúlio Vargas (FGV)", offset=0))[0].inline is None


def test_a_known_company_is_no_name_even_where_its_words_are() -> None:
    assert read_block("Ada Winterbourne | Bo-ran Seok", "KAIST | Li Auto") == {
        "Ada Winterbourne": ["KAIST"],
        "Bo-ran Seok": ["Li Auto"],
    }


def test_what_ends_two_columns_is_an_affiliation_though_nobody_knows_it() -> None:
    found = read_block(
        "Ada Winterbourne | Bo-ran Seok | Feiyu Zhan | Jiro Takamine",
        "University of Oslo | University of Oslo | KAIST | KAIST",
        "Califrax |  | Califrax | ",
    )
    assert set(found["Ada Winterbourne"]) == {"University of Oslo", "Califrax"}
    assert set(found["Feiyu Zhan"]) == {"KAIST", "Califrax"}
