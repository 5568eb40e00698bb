"""What every reading of an author block promises, whatever the page."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byline.authorship.finder import find_authorship
from byline.authorship.reading import AuthorshipReading
from byline.documents.reading import DocumentReading
from tests.authorship.printing import set_page

WORDS = st.sampled_from(
    [
        "Ada", "Winterbourne", "Seok,", "and", "&", "University", "of", "Cambridge", "KAIST", "/",
        "^{1}", "^{∗2}", "†", "1", "(MIT)", "(", ")", "ada@cam.ac.uk", "{a,", "b}@x.edu", "is",
        "with", "Equal", "contribution.", "intern", "at", "Google", "Beijing,", "China", ";", "·",
        "Team",
        "Anonymous", "Editors:", "IEEE", "-", "大学", "Jr.", "", "\u0301", "https://a.b", "|",
    ]
)  # fmt: skip
ROWS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=8)
NOTES = st.lists(
    st.lists(WORDS, max_size=10).map(lambda words: "// " + " ".join(words)), max_size=3
)


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, notes=NOTES)
def test_every_row_is_cut_from_the_text(rows: list[str], notes: list[str]) -> None:
    reading = set_page(*rows, *notes)
    check_promises(reading, find_authorship(reading))


def check_promises(reading: DocumentReading, found: AuthorshipReading) -> None:
    """Evidence is cut from the text, ids are unique, links lead from one to the other."""
    text = reading.document.text
    assert all(text[part.start : part.end] == part.quote for part in found.evidence)
    assert (found.block.status == "read") == bool(found.authorships)
    authors = {row.authorship_id for row in found.authorships}
    affiliations = {row.affiliation_id for row in found.affiliations}
    assert len(authors) == len(found.authorships)
    assert len(affiliations) == len(found.affiliations)
    proofs = {part.evidence_id for part in found.evidence}
    assert {row.evidence_id for row in found.authorships} <= proofs
    assert {row.evidence_id for row in found.affiliations} <= proofs
    ties = [(link.authorship_id, link.affiliation_id) for link in found.links]
    assert len(ties) == len(set(ties))
    assert all(author in authors and place in affiliations for author, place in ties)
    for author in found.authorships:
        quotes = [part.quote for part in found.evidence if part.evidence_id == author.evidence_id]
        assert _letters(author.name) == _letters("".join(quotes))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@pytest.mark.parametrize(
    "rows",
    [
        [", ".join(f"Ada Winterb{n}x^{{{n % 9}}}" for n in range(40))] * 40,
        ["Ada Winterbourne", *(f"University of Foo {n}, China" for n in range(1500))],
        ["Ada Winterbourne | Bo-ran Seok"] * 1000,
        ["Ada (" * 3000],
        ["^{1}" * 3000, "∗" * 5000],
        ["Ada Winterbourne^{1}", *["// ^{1}Work done at Google with Ada Winterbourne. " * 20] * 40],
    ],
)
def test_hostile_blocks_are_read_in_seconds(rows: list[str]) -> None:
    reading = set_page(*rows)
    started = time.process_time()
    find_authorship(reading)
    assert time.process_time() - started < 5
