"""Where names count, and that spans lead back to the print."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from byline.records import Line
from byline.technologies.mentions import sentence_of, write_mention
from byline.technologies.passages import join_names, make_plain
from tests.technologies.texts import read_text, toy_scanner

PIECES = st.sampled_from(
    [
        "BERT",
        "Llama",
        "-",
        "\n",
        " ",
        "Trans",
        "former",
        "7B",
        "\xad",
        "GPT",
        "4o",
        ".",
        "x",
        "\u2011",
        "é",
    ]
)


def test_references_author_block_and_acknowledgements_do_not_count() -> None:
    reading = read_text(
        ("front_matter", "Lab of Llama"),
        ("abstract", "We use Llama."),
        ("body", "Qwen it is."),
        ("acknowledgements", "Thanks to BERT."),
        ("references", "The Vicuna paper."),
        ("appendix", "RoBERTa too."),
    )
    found = toy_scanner().find_mentions(reading, year=None).mentions
    assert [(one.alias, one.place) for one in found] == [
        ("Llama", "abstract"),
        ("Qwen", "body"),
        ("RoBERTa", "appendix"),
    ]


def test_the_rest_of_a_reference_list_before_an_appendix_does_not_count() -> None:
    rest = "A. Bee, C. Dee, and E. Eff. LLaMA: open models. 2023.\nA Details\nWe tune Qwen."
    reading = read_text(("references", "G. Aitch. 2025."), ("appendix", rest))
    found = toy_scanner().find_mentions(reading, year=None).mentions
    assert [one.alias for one in found] == ["Qwen"]


def test_the_title_of_a_pdf_counts() -> None:
    reading = read_text(("front_matter", "A Study of Llama\nA. Author"), ("body", "text"))
    line = Line(
        document_id="toy",
        line=1,
        page=1,
        row=1,
        block=1,
        start=0,
        end=16,
        box=(0, 0, 10, 10),
        size=20,
        is_bold=False,
        is_italic=False,
        raised=(),
    )
    found = toy_scanner().find_mentions(replace(reading, lines=(line,)), year=None).mentions
    assert [(one.alias, one.place) for one in found] == [("Llama", "title")]


def test_a_row_of_a_table_has_its_title_and_abstract_alone() -> None:
    reading = read_text(
        ("front_matter", "On Llama\nAnn BERT\tLab of Qwen"),
        ("abstract", "We study Vicuna."),
        kind="row",
        title="On Llama",
    )
    found = toy_scanner().find_mentions(reading, year=None).mentions
    assert [(one.alias, one.place) for one in found] == [("Llama", "title"), ("Vicuna", "abstract")]


def test_captions_and_rows_of_tables_are_marked() -> None:
    text = (
        "We use Llama in all that follows here.\n"
        "Table 1: Scores of BERT.\n"
        "Model A B C D\n"
        "RoBERTa 1.2 3.4 5.6 7.8\n"
        "Then we take GPT-J as it is.\n"
    )
    found = toy_scanner().find_mentions(read_text(("body", text)), year=None).mentions
    assert [(one.alias, one.place) for one in found] == [
        ("Llama", "body"),
        ("BERT", "caption"),
        ("RoBERTa", "table"),
        ("GPT-J", "body"),
    ]


def test_the_evidence_of_a_mention_is_its_sentence() -> None:
    text = "First one. We follow Smith et al. (2020) and tune Llama-7B.\nThen Qwen."
    reading = read_text(("body", text))
    found = toy_scanner().find_mentions(reading, year=None).mentions
    mention, evidence = write_mention(reading, found[0], role="built_on", probability=0.9)
    assert mention.name == "Llama-7B"
    assert [row.quote for row in evidence] == ["We follow Smith et al. (2020) and tune Llama-7B."]
    assert mention.evidence_id == evidence[0].evidence_id


def test_a_sentence_over_two_pages_has_two_parts() -> None:
    text = "We tune\nLlama today."
    reading = read_text(("body", text))
    first, second = replace(reading.pages[0], end=7), replace(reading.pages[0], page=2, start=8)
    reading = replace(reading, pages=(first, second))
    (found,) = toy_scanner().find_mentions(reading, year=None).mentions
    _, evidence = write_mention(reading, found, role="built_on", probability=0.9)
    assert [(row.page, row.quote) for row in evidence] == [(1, "We tune"), (2, "Llama today.")]


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_joined_stretch_lies_where_it_is_printed(text: str) -> None:
    plain = make_plain(text)
    joined = join_names(plain, whole=frozenset({"Transformer"}))
    kept = [joined.raw_span(at, at + 1) for at in range(len(joined.text))]
    assert len(plain) == len(text)
    assert [start for start, _ in kept] == sorted({start for start, _ in kept})
    for letter, (start, end) in zip(joined.text, kept, strict=True):
        assert end == start + 1
        assert plain[start] == letter or (letter == "-" and plain[start] in "-\xad")


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_mention_cuts_its_name_from_the_text(text: str) -> None:
    reading = read_text(("body", text))
    found = toy_scanner().find_mentions(reading, year=None)
    spans = [(one.start, one.end) for one in found.mentions]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for one in found.mentions:
        printed = make_plain(text[one.start : one.end])
        letters = printed.replace("-", "").replace("\n", "").replace("\xad", "")
        assert letters.startswith(one.alias.replace("-", "").replace(" ", ""))
        start, end = sentence_of(reading, one)
        assert start <= one.start < one.end <= end
