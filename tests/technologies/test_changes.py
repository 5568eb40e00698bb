"""Which texts a changed catalogue may read otherwise: told without searching them."""

from collections.abc import Mapping, Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.technologies.changes import ChangeFinder, describe_spellings, squeeze
from byline.technologies.passages import find_passages
from byline.technologies.scanner import Scanner
from tests.technologies.texts import read_text
from tests.technologies.toy_catalogue import TOY_ROWS, make_catalogue

Rows = Mapping[str, Sequence[Mapping[str, str]]]
Change = tuple[str, int, str]
"""A table, the number of a row, and a cell to write into it; an empty cell takes the row away."""

CHANGES: list[Change | None] = [
    None,
    *(
        (table, number, cell)
        for table in ("models.tsv", "versions.tsv", "accelerators.tsv", "datasets.tsv")
        for number in range(len(TOY_ROWS[table]))
        for cell in ("", "released=2024", "aliases=Dot Dot|GPT4o|Big ViTGPT")
    ),
    *(("ambiguous.tsv", number, "") for number in range(len(TOY_ROWS["ambiguous.tsv"]))),
    *(("ambiguous.tsv", number, "reject_if=large") for number in range(2)),
]
PIECES = st.sampled_from(
    [
        *("BERT", "Ro", "Llama", "LLaMA", "Code", "GPT", "Chat", "J", "4", "4o", "2.5", "2", "7B"),
        *("Vision Transformer", "ViT", "Stable", "Diffusion", "SAM", "DINO", "DETR", "T5", "T4"),
        *("T3", "A100", "8x", "RTX", "3090", "TPU", "v4", "Yi", "et al", "Phi", "Claude", "Qwen"),
        *("Octo", "pus", "\u03c0", "0", "Dot", "ie", "ImageNet", "segment", "large", "model"),
        *(" ", " ", " ", "\n", "-", "-\n", "\u2010\n", "\u2011", "\xad", "\xad\n", "\xa0"),
        *(".", ", ", "(", ")", "é", "s", "x", " and ", " [12]"),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def rows_with(change: Change | None) -> Rows:
    if change is None:
        return TOY_ROWS
    table, number, cell = change
    column, _, value = cell.partition("=")
    rows = list(TOY_ROWS[table])
    rows[number : number + 1] = [{**rows[number], column: value}] if cell else []
    return {**TOY_ROWS, table: tuple(rows)}


@cache
def scanner_with(change: Change | None) -> Scanner:
    return Scanner(make_catalogue(rows_with(change)))


@cache
def spellings_with(change: Change | None) -> dict[str, str]:
    return describe_spellings(make_catalogue(rows_with(change)))


def is_concerned(text: str, before: Change | None, now: Change | None) -> bool:
    finder = ChangeFinder(spellings_with(before), spellings_with(now))
    return finder.may_concern(text.encode())


@given(
    text=TEXTS,
    before=st.sampled_from(CHANGES),
    now=st.sampled_from(CHANGES),
    year=st.sampled_from([None, 2019, 2023]),
)
def test_a_text_that_no_change_concerns_has_the_names_it_had(
    text: str, before: Change | None, now: Change | None, year: int | None
) -> None:
    reading = read_text(("body", text))
    old, new = (scanner_with(one).find_mentions(reading, year=year) for one in (before, now))
    assert is_concerned(text, before, now) or old == new


@given(TEXTS)
def test_letters_and_digits_are_the_same_however_lines_and_signs_are_read(text: str) -> None:
    for whole in ((), ("BERT4o", "RoBERT", "GPT4", "ViT7B")):
        for passage in find_passages(read_text(("body", text)), whole=whole):
            printed = text[passage.start : passage.end]
            assert squeeze(passage.view.text.encode()) == squeeze(printed.encode())


def row_of(table: str, column: str, value: str) -> int:
    return next(n for n, row in enumerate(TOY_ROWS[table]) if row[column] == value)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("We use RoBERTa.", ("models.tsv", row_of("models.tsv", "name", "RoBERTa"), "")),
        ("We use Ro-\nBERTa.", ("models.tsv", row_of("models.tsv", "name", "RoBERTa"), "")),
        ("A CodeLlama\u20117B.", ("models.tsv", row_of("models.tsv", "name", "CodeLlama"), "")),
        ("Stable-\nDif-\nfusion", ("models.tsv", 10, "released=2024")),
        ("Qwen 2.5 it is.", ("versions.tsv", row_of("versions.tsv", "version", "2.5"), "")),
        ("Qwen it is.", ("versions.tsv", row_of("versions.tsv", "version", "2.5-VL"), "")),
        ("SAM cuts it out.", ("ambiguous.tsv", row_of("ambiguous.tsv", "alias", "SAM"), "")),
        ("T3, T4", ("models.tsv", row_of("models.tsv", "name", "T5"), "aliases=T3")),
        ("A ViT-\nGPT.", ("models.tsv", row_of("models.tsv", "name", "Octo"), "aliases=X ViTGPT")),
        ("\u03c00 moves.", ("models.tsv", row_of("models.tsv", "name", "\u03c00"), "")),
    ],
)
def test_a_text_with_a_name_that_changed_is_concerned(text: str, change: Change) -> None:
    assert is_concerned(text, None, change)
    assert is_concerned(text, change, None)


@pytest.mark.parametrize("change", [("models.tsv", 5, ""), ("versions.tsv", 4, "")])
def test_other_texts_are_not_concerned(change: Change) -> None:
    assert not is_concerned("We use Llama 2, GPT-4o and BERT on A100 GPUs.", None, change)


def test_a_row_of_facts_that_no_name_rule_reads_concerns_no_text() -> None:
    change = ("models.tsv", row_of("models.tsv", "name", "Vicuna"), "derives_from=BERT")
    assert not is_concerned("Vicuna derives from BERT.", None, change)
