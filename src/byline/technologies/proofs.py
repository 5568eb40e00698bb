"""What around an ambiguous name proves that a technology is meant, or a person."""

import re
from collections.abc import Container
from functools import lru_cache
from typing import Final

from byline.technologies.automaton import Hit
from byline.technologies.grammar import any_of
from byline.technologies.tails import read_tail

_HEAD: Final = re.compile(
    rf"(?:-based)?[ \n](?:(?i:{any_of('before_heads')})[ \n]){{0,2}}{any_of('heads')}(?![^\W_])"
)
_DATASET_HEAD: Final = re.compile(r"[ \n](?:datasets?|corpus|corpora|benchmarks?)(?![^\W_])")
_CITATION: Final = re.compile(
    r"[ \n]?(?:\[\d{1,3}(?:[,;-] ?\d{1,3})*\]"
    r"|\((?:see |e\.g\.,? )?[A-Z][\w'-]+"
    r"(?:[ \n]et[ \n]al\.?|[ \n](?:and|&)[ \n][A-Z][\w'-]+)?,?[ \n](?:19|20)\d\d)"
)
_COUNT: Final = re.compile(r"\d[ \n]?[xX\u00d7*][ \n]?\Z")
_PERSON_AFTER: Final = re.compile(
    r"[ \n]et[ \n]al|,?[ \n][A-Z]\.|,?[ \n]\(?(?:19|20)\d\d"
    r"|[ \n](?:and|&)[ \n][A-Z][a-z]+,?[ \n]\(?(?:19|20)\d\d"
    r"|[ \n](?!Team\b)[A-Z][a-z]+(?:,|[ \n](?:and|was|who|for|in)\b)"
)
_INITIAL_BEFORE: Final = re.compile(r"(?:\b[A-Z]\.[ \n-]?|\b(?:Prof|Dr|Mr|Ms|Mrs)\.[ \n])\Z")
_GIVEN_NAME_BEFORE: Final = re.compile(r"\b[A-Z][a-z]+-\Z")
_LABEL: Final = re.compile(r"([A-Za-z]{1,2})(\d{1,2})")
_LABELS: Final = re.compile(rf"(?<![^\W_]){_LABEL.pattern}(?![^\W_])")
_AROUND: Final = 20
_SHORT_NAME: Final = 3
"""Letters of a name that can be the second half of a given name: "Tsung-Yi"."""
_BEFORE: Final = 8
_BETWEEN: Final = re.compile(
    r"(?:[ \n]?(?:\[[\d,; -]+\]|\([^()]{3,60}(?:19|20)\d\d[a-z]?\)))?"
    r"(?:[ \n]?[,;/&+][ \n]?(?:(?:and|or)[ \n])?|[ \n](?:and|or|vs\.?|as well as)[ \n])"
    r"(?:the[ \n])?"
)


def is_person(text: str, hit: Hit) -> bool:
    """Whether a name is that of a person there: "Yi et al.", "Claude Shannon, who"."""
    alias = hit.form.alias
    if not _can_be_person(alias) or hit.tail_end > hit.end:
        return False
    if _PERSON_AFTER.match(text, hit.end):
        return True
    before = text[max(0, hit.start - 2 * _BEFORE) : hit.start]
    is_second_half = len(alias) <= _SHORT_NAME and _GIVEN_NAME_BEFORE.search(before)
    return bool(is_second_half or _INITIAL_BEFORE.search(before))


@lru_cache(maxsize=4096)
def _can_be_person(alias: str) -> bool:
    return alias.isalpha() and alias.istitle()


def is_in_series(text: str, hit: Hit, *, known: Container[str]) -> bool:
    """Whether the next label of a row of labels stands beside a name: L4 in "L3, L4"."""
    label = _read_label(hit.form.alias)
    if label is None:
        return False
    around = (text[max(0, hit.start - _AROUND) : hit.start], text[hit.end : hit.end + _AROUND])
    return any(
        abs(int(other[2]) - label[1]) == 1 and other[0] not in known
        for part in around
        for other in _LABELS.finditer(part)
        if other[1] == label[0]
    )


@lru_cache(maxsize=4096)
def _read_label(alias: str) -> tuple[str, int] | None:
    """Letters and number of a name that could be a label in a figure, such as L4."""
    label = _LABEL.fullmatch(alias)
    return (label[1], int(label[2])) if label else None


def has_size(text: str, hit: Hit) -> bool:
    """Whether a size or a variant is printed after the name: "-7B", "-L/14", "-Instruct"."""
    tail = read_tail(text[hit.end : hit.tail_end])
    return tail.has_size or tail.has_variant


def has_number(text: str, hit: Hit) -> bool:
    """Whether a number is tied to the name that can be a version: "-2", "v3"."""
    tail = read_tail(text[hit.end : hit.tail_end])
    return bool(tail.version) and not tail.is_spaced_number


def has_head(text: str, hit: Hit, *, kind: str) -> bool:
    """Whether a noun after the name says what it is: "SAM encoder", "Phi models"."""
    head = _DATASET_HEAD if kind == "dataset" else _HEAD
    return kind != "accelerator" and head.match(text, hit.tail_end) is not None


def is_cited(text: str, hit: Hit) -> bool:
    """Whether a citation follows: "MAE [12]", "MAE (He et al., 2022)"."""
    return _CITATION.match(text, hit.tail_end) is not None


def is_counted(text: str, hit: Hit) -> bool:
    """Whether a count stands before the name: "8 x T4"."""
    return _COUNT.search(text, max(0, hit.start - _BEFORE), hit.start) is not None


def are_listed(text: str, first: Hit, second: Hit) -> bool:
    """Whether nothing but a comma, an "and" or a citation stands between two names."""
    return _BETWEEN.fullmatch(text, first.tail_end, second.start) is not None
