import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byline.records import PaperError
from byline.sources.listing import ListedAuthor, ListedPaper, PdfFile
from byline.sources.rows import build_paper, read_row

LISTED = ListedPaper(
    title="Owls at Dusk",
    venue="NeurIPS",
    year=2024,
    track="main",
    status="accepted",
    source="csv:papers.csv",
    source_key="7",
    location="papers.csv#7",
    authors=(
        ListedAuthor(name="Ana Brook", affiliations=("Owl Lab", "Mouse Lab"), profile_id="~A1"),
        ListedAuthor(name="Bo Reed", affiliations=("None",)),
        ListedAuthor(name="Cy Marsh", affiliations=("Owl Lab",)),
    ),
)

TEXT = st.text(max_size=30)
AUTHORS = st.lists(
    st.builds(ListedAuthor, name=TEXT, affiliations=st.lists(TEXT, max_size=3).map(tuple)),
    max_size=4,
).map(tuple)


def test_a_row_is_a_document_of_plain_lines() -> None:
    reading = read_row(LISTED, paper=build_paper(LISTED))
    assert reading.document.text == (
        "Owls at Dusk\nAna Brook\tOwl Lab\tMouse Lab\nBo Reed\nCy Marsh\tOwl Lab"
    )
    assert (reading.document.kind, reading.document.location) == ("row", "papers.csv#7")
    assert (reading.page.page, reading.page.end) == (1, len(reading.document.text))
    assert (reading.block.status, reading.block.layout) == ("read", "row")


def test_an_abstract_is_a_section_of_its_own_after_the_authors() -> None:
    listed = replace(LISTED, abstract="We learn to  fly.\nIt pays: hyp(cid:173) ertext.")
    reading = read_row(listed, paper=build_paper(listed))
    front, abstract = reading.sections
    text = reading.document.text
    assert (front.kind, abstract.kind) == ("front_matter", "abstract")
    assert text[abstract.start : abstract.end] == "We learn to fly. It pays: hypertext."
    assert (front.start, front.end, abstract.end) == (0, abstract.start, len(text))


def test_a_row_without_an_abstract_has_no_sections() -> None:
    listed = replace(LISTED, abstract="Abstract Unavailable")
    assert read_row(listed, paper=build_paper(listed)).sections == ()


def test_authors_share_the_affiliations_that_are_the_same() -> None:
    reading = read_row(LISTED, paper=build_paper(LISTED))
    assert [one.name for one in reading.authorships] == ["Ana Brook", "Bo Reed", "Cy Marsh"]
    assert [one.profile_id for one in reading.authorships] == ["~A1", None, None]
    owl, mouse = reading.affiliations
    assert (owl.raw_affiliation_string, mouse.raw_affiliation_string) == ("Owl Lab", "Mouse Lab")
    ana, _, cy = (one.authorship_id for one in reading.authorships)
    assert [(one.authorship_id, one.affiliation_id) for one in reading.links] == [
        (ana, owl.affiliation_id),
        (ana, mouse.affiliation_id),
        (cy, owl.affiliation_id),
    ]
    assert {(one.role, one.rule) for one in reading.links} == {("affiliation", "link_row@1")}


def test_untied_affiliations_are_records_without_a_link() -> None:
    listed = replace(
        LISTED,
        authors=(ListedAuthor(name="Ana Brook", affiliations=()),),
        affiliations=("Owl Lab",),
    )
    reading = read_row(replace(listed, affiliation_source="profile"), paper=build_paper(listed))
    assert reading.document.text == "Owls at Dusk\nAna Brook\n\tOwl Lab"
    assert [one.source for one in reading.affiliations] == ["profile"]
    assert reading.links == ()


@pytest.mark.parametrize("authors", [None, ()])
def test_a_row_without_authors_prints_none(authors: tuple[ListedAuthor, ...] | None) -> None:
    reading = read_row(replace(LISTED, authors=authors), paper=build_paper(LISTED))
    assert reading.block.status == "none_printed"
    assert reading.document.text == "Owls at Dusk"


@settings(deadline=None)
@given(TEXT, AUTHORS, st.lists(TEXT, max_size=3).map(tuple))
def test_every_quote_stands_at_its_span(
    title: str, authors: tuple[ListedAuthor, ...], untied: tuple[str, ...]
) -> None:
    listed = replace(LISTED, title=title, authors=authors, affiliations=untied)
    reading = read_row(listed, paper=build_paper(listed))
    text = reading.document.text
    quotes = {one.evidence_id: one.quote for one in reading.evidence}
    assert all(text[one.start : one.end] == one.quote for one in reading.evidence)
    assert all(quotes[one.evidence_id] == one.name for one in reading.authorships)
    assert all(
        quotes[one.evidence_id] == one.raw_affiliation_string for one in reading.affiliations
    )
    assert len({one.authorship_id for one in reading.authorships}) == len(reading.authorships)


def test_the_id_of_a_row_is_made_of_what_it_says() -> None:
    paper = build_paper(LISTED)
    elsewhere = replace(LISTED, source="csv:copy.csv", source_key="9", location="copy.csv#9")
    assert build_paper(elsewhere).paper_id == paper.paper_id
    assert build_paper(replace(LISTED, title="owls at dusk")).paper_id == paper.paper_id
    assert build_paper(replace(LISTED, year=2023)).paper_id != paper.paper_id
    assert build_paper(replace(LISTED, authors=())).paper_id != paper.paper_id
    assert (paper.track, paper.duplicate_of, paper.pdf_sha256) == ("main", None, None)


def test_the_id_of_a_pdf_is_made_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    listed = replace(LISTED, authors=None, pdf=PdfFile(path=path))
    sha256 = hashlib.sha256(b"%PDF-1.7").hexdigest()
    paper = build_paper(listed)
    assert paper.pdf_sha256 == sha256
    assert build_paper(replace(listed, title="Other"), pdf_sha256=sha256).paper_id == paper.paper_id


def test_a_pdf_that_is_gone_is_a_paper_error(tmp_path: Path) -> None:
    listed = replace(LISTED, authors=None, pdf=PdfFile(path=tmp_path / "gone.pdf"))
    with pytest.raises(PaperError) as error:
        build_paper(listed)
    assert error.value.kind == "unreadable"
