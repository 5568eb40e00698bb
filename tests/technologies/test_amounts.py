"""How much of an accelerator a paper prints."""

import pytest

from tests.technologies.texts import find_in


@pytest.mark.parametrize(
    ("text", "count", "memory", "hours"),
    [
        ("on 8 x A100 80GB we", 8, 80, None),
        ("with 512 H800 in all", 512, None, None),
        ("eight NVIDIA V100 GPUs", 8, None, None),
        ("2,048 TPU v4 chips", 2048, None, None),
        ("1.2M GPU hours on A100", None, None, 1_200_000),
        ("only 180K H800 GPU hours", None, None, 180_000),
        ("roughly 23, 000 A100-hours", None, None, 23_000),
        ("took 3 A100 days", None, None, 72),
        ("27 GPU hours on 8 A100s", 8, None, 27),
        ("16x8 A100", 128, None, None),
        ("A100 GPUs (x8)", 8, None, None),
        ("a single 80GB NVIDIA A100", 1, 80, None),
        ("an RTX 3090 GPU with 24 GB", None, 24, None),
        ("8 GPUs (NVIDIA A100)", 8, None, None),
        ("8\u00d7A100-SXM4-80GB", 8, 80, None),
        ("took 2 A100 months", None, None, 1460),
        ("each A100 node contains 8 GPUs", 8, None, None),
        ("the A100 cluster is equipped with four GPUs a node", 4, None, None),
        ("an 8 A100 server", 8, None, None),
        ("4 RTX 3090 GPUs, each with 24 GB", 4, 24, None),
        ("ten A100 servers, or 80 cards", 80, None, None),
        ("64 A100 GPUs for a total of about 4,000 GPU hours", 64, None, 4000),
    ],
)
def test_numbers_beside_an_accelerator_are_read(
    text: str, count: int | None, memory: float | None, hours: float | None
) -> None:
    reading = find_in(text)
    (amount,) = reading.amounts
    assert (amount.count, amount.memory_gigabytes, amount.hours) == (count, memory, hours)
    (evidence,) = reading.evidence
    assert evidence.evidence_id == amount.evidence_id
    assert text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    "text",
    [
        "In 2020 A100 was sold",
        "Table 4 A100 scores",
        "the A100",
        "a rate of 0.5 A100",
        "six A100 servers",
        "one A100 node",
    ],
)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert find_in(text).amounts == ()


def test_a_bare_number_in_a_row_of_a_table_is_no_count() -> None:
    assert find_in("x\n3.4 8 A100 5.6 7.8\n").amounts == ()


def test_a_count_in_words_counts_in_a_row_of_a_table_too() -> None:
    (amount,) = find_in("x\n3.4 single A100 5.6 7.8\n").amounts
    assert amount.count == 1


def test_hours_of_another_accelerator_are_not_taken() -> None:
    first, second = find_in("8 A100 GPUs and 4 V100 GPUs for 100 GPU hours").amounts
    assert (first.hours, second.hours) == (None, 100)


def test_a_refused_accelerator_has_no_amount() -> None:
    assert find_in("hormone 8 x T4").amounts == ()
