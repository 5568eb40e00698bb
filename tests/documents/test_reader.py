"""A document is its pages joined, with an id made from its content and damage told."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from byline.documents.reader import MOST_PAGES, read_document
from byline.documents.reading import DocumentReading
from byline.records import PaperError
from tests.documents.typeset import build_pdf, filler, good_paper, typeset, word, write_content


def read(data: bytes) -> DocumentReading:
    return read_document(data, paper_id="p1", location="folder/p.pdf")


def test_a_reading_keeps_every_promise(check_promises: Callable[[DocumentReading], None]) -> None:
    check_promises(read(good_paper()))


def test_the_document_knows_where_it_comes_from() -> None:
    data = good_paper()
    document = read(data).document
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.paper_id, document.location, document.kind) == ("p1", "folder/p.pdf", "pdf")
    assert document.page_count == 2
    assert document.parser.startswith("pypdfium2 ")


def test_the_same_bytes_give_the_same_reading() -> None:
    assert read(good_paper()) == read(good_paper())
    assert read(good_paper()).document.document_id != read(good_paper("X Y Z")).document.document_id


def test_pages_are_parted_by_an_empty_line() -> None:
    reading = read(typeset(filler(108, 80), filler(108, 80), [], filler(108, 80)))
    first, second, third, fourth = reading.pages
    assert reading.document.text[first.end : second.start] == "\n\n"
    assert third.start == third.end
    assert reading.document.text[fourth.start :].startswith("We measure")


def test_text_goes_on_after_the_references() -> None:
    reading = read(good_paper())
    assert "References" in reading.document.text


def test_evidence_can_be_cut_from_every_page() -> None:
    reading = read(good_paper())
    for page in reading.pages:
        (part,) = reading.document.evidence((page.start, page.start + 5), pages=reading.pages)
        assert part.page == page.page


def test_a_line_end_hyphen_of_later_pages_is_one_sign() -> None:
    second = [word("this is a matter of cor-", 108, 100), word("rect counting", 108, 112)]
    text = read(typeset(filler(108, 80), [*second, *filler(108, 124)])).document.text
    assert "cor\xadrect counting" in text


def test_a_file_without_its_end_is_told_as_damaged() -> None:
    data = good_paper().replace(b"%%EOF\n", b"")
    (message,) = read(data).damage
    assert "fetch it again" in message


def test_a_sound_file_has_no_damage() -> None:
    assert read(good_paper()).damage == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "not_pdf"),
        (b"<html>gone</html>", "not_pdf"),
        (b"%PDF-1.4 and no more", "damaged"),
        (build_pdf([]), "no_pages"),
        (build_pdf([b""]), "no_text"),
        (build_pdf([b""] * (MOST_PAGES + 1)), "too_many_pages"),
    ],
)
def test_what_is_no_document_is_a_failure_of_its_kind(data: bytes, kind: str) -> None:
    with pytest.raises(PaperError) as error:
        read(data)
    assert error.value.kind == kind


def test_a_copyright_form_is_not_a_paper() -> None:
    form = [word("Copyright Transfer Agreement", 150, 100, 17), *filler(108, 140)]
    with pytest.raises(PaperError) as error:
        read(typeset(form))
    assert error.value.kind == "not_a_paper"


def test_a_paper_about_copyright_forms_is_a_paper() -> None:
    words = [
        word("How to Read a Copyright Form", 150, 100, 17),
        word("Abstract", 280, 140, 12),
        *filler(108, 160),
    ]
    assert read(typeset(words)).document.title == "How to Read a Copyright Form"


def test_characters_that_cannot_be_printed_are_cleaned_from_every_page() -> None:
    content = write_content(filler(108, 80)) + b" BT /regular 10 Tf 50 300 Td (a\\001b\\037c) Tj ET"
    text = read(build_pdf([content, content])).document.text
    assert all(character.isprintable() or character in "\n\xad" for character in text)


def test_real_papers_are_read_with_every_promise_kept(
    shared_data: Path, check_promises: Callable[[DocumentReading], None]
) -> None:
    for path in sorted((shared_data / "papers").glob("*.pdf"))[::20]:
        reading = read(path.read_bytes())
        check_promises(reading)
        assert reading.document.title
        assert not reading.damage
