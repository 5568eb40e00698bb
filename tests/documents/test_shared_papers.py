"""Real papers, read by eye: titles, and names and affiliations as one stretch of text each."""

import json
import re
import unicodedata
from pathlib import Path
from typing import TypedDict

import pytest

from byline.documents.reader import read_document
from byline.documents.reading import DocumentReading

LEAST_TITLES = 0.97
LEAST_NAMES = 0.995
LEAST_AFFILIATIONS = 0.995


class Truth(TypedDict):
    file: str
    title: str
    authors: list[dict[str, str]]
    affiliations: list[dict[str, str]]


Labelled = list[tuple[Truth, DocumentReading]]


@pytest.fixture(scope="module")
def labelled(shared_data: Path) -> Labelled:
    lines = (shared_data / "labels" / "authorship.jsonl").read_text("utf-8").splitlines()
    truths: list[Truth] = [json.loads(line) for line in lines]
    return [
        (truth, read_document(path.read_bytes(), paper_id=truth["file"], location=truth["file"]))
        for truth in truths
        for path in [shared_data / "papers" / truth["file"]]
    ]


def plain(text: str) -> str:
    """Letters and digits only: labels add commas and join lines."""
    joined = re.sub(r"-\n(?=[a-z])", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\W_]", "", joined).lower()


def blocks_of(reading: DocumentReading) -> list[str]:
    """The text of each block of page one, without superscripts."""
    blocks: dict[int, str] = {}
    for line in reading.lines:
        text, start = "", line.start
        for first, last in line.raised:
            text += reading.document.text[start:first]
            start = last
        text += reading.document.text[start : line.end]
        blocks[line.block] = f"{blocks.get(line.block, '')}\n{text}"
    return [plain(block) for block in blocks.values()]


def test_titles_are_as_printed(labelled: Labelled) -> None:
    right = [plain(reading.document.title) == plain(truth["title"]) for truth, reading in labelled]
    assert sum(right) >= LEAST_TITLES * len(right)


def test_every_name_stands_in_one_block(labelled: Labelled) -> None:
    found = [
        any(plain(author["name"]) in block for block in blocks_of(reading))
        for truth, reading in labelled
        for author in truth["authors"]
    ]
    assert sum(found) >= LEAST_NAMES * len(found)


def test_every_affiliation_stands_in_one_block(labelled: Labelled) -> None:
    found = [
        any(plain(affiliation["raw"]) in block for block in blocks_of(reading))
        for truth, reading in labelled
        for affiliation in truth["affiliations"]
    ]
    assert sum(found) >= LEAST_AFFILIATIONS * len(found)


def test_no_real_paper_is_taken_for_something_else(labelled: Labelled) -> None:
    for truth, reading in labelled:
        assert not reading.damage, truth["file"]
        assert {section.kind for section in reading.sections} >= {"front_matter", "body"}
