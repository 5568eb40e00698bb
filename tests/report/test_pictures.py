from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from byline.documents.reader import read_document
from byline.queries import PaperDetail, Scope, ShownQuote, Store
from byline.records import AuthorBlock, PaperError
from byline.report.cards import Pair
from byline.report.crops import Crop
from byline.report.pictures import (
    MarkedQuote,
    Note,
    build_pictures,
    cut_row,
    mark_quotes,
    picture_of,
)
from byline.run.progress import show_nothing
from byline.store.shards import shard_of, write_shard
from byline.store.study import Study
from tests.report.made_pdf import make_pdf
from tests.toy import make_study

PAIRS = (Pair(left="US", right="CN"),)
CROP = Crop(page=1, width=1, height=1, webp=b"", boxes=(), tags=(), quotes=())


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return make_study(tmp_path_factory.mktemp("toy"))


@pytest.fixture
def details(study: Study) -> Iterator[dict[str, PaperDetail]]:
    with Store.opened(study.store) as store:
        yield {paper.title: store.show_paper(paper) for paper in store.list_papers(Scope())}


def test_quotes_carry_the_codes_and_the_side_of_their_affiliation(
    details: dict[str, PaperDetail],
) -> None:
    marks = mark_quotes(details["Through a head office"], PAIRS)
    assert [(mark.label, mark.side) for mark in marks] == [
        ("", None),
        ("", None),
        ("US", "left"),
        ("~CN", "right"),
    ]


def test_an_internship_is_boxed_as_not_counted(details: dict[str, PaperDetail]) -> None:
    *_, intern = mark_quotes(details["An intern"], PAIRS)
    assert (intern.label, intern.side) == ("(CN)", "other")


def test_a_row_is_shown_as_it_was_with_its_affiliations_marked() -> None:
    quote = ShownQuote(page=1, start=4, end=7, quote="MIT")
    mark = MarkedQuote(quote=quote, label="US", side="left")
    pieces = cut_row("Ada\tMIT\n", [mark, MarkedQuote(quote=replace(quote, start=0, end=3))])
    assert [(piece.text, piece.label) for piece in pieces] == [
        ("Ada\t", ""),
        ("MIT", "US"),
        ("\n", ""),
    ]


def test_what_cannot_be_drawn_is_said() -> None:
    assert picture_of(PaperError("timeout", "took too long")).note == Note(
        key="failed", kind="timeout"
    )
    assert picture_of(()).note == Note(key="no_words")
    assert picture_of((CROP,)).note is None
    assert picture_of(6 * (CROP,)).note == Note(key="more", count=2)


def _printed(study: Study, detail: PaperDetail, data: bytes) -> PaperDetail:
    """The detail as if its paper had been read from this PDF, which the study keeps."""
    paper_id, digest = detail.paper.paper_id, sha256(data).hexdigest()
    reading = read_document(data, paper_id=paper_id, location="made.pdf")
    block = AuthorBlock(
        document_id=reading.document.document_id, paper_id=paper_id, status="read", layout="inline"
    )
    shard = shard_of(paper_id)
    write_shard(study, "documents", shard, key="k", rows=[reading.document, *reading.pages])
    write_shard(study, "authorship", shard, key="k", rows=[block])
    study.keep_raw(data, sha256=digest)
    text = reading.document.text
    affiliations = []
    for affiliation in detail.affiliations:
        start = text.index(affiliation.raw_affiliation_string)
        end = start + len(affiliation.raw_affiliation_string)
        quote = ShownQuote(page=1, start=start, end=end, quote=text[start:end])
        affiliations.append(replace(affiliation, quotes=(quote,)))
    return replace(
        detail,
        paper=replace(detail.paper, pdf_sha256=digest),
        document_kind="pdf",
        authors=tuple(replace(author, quotes=()) for author in detail.authors),
        affiliations=tuple(affiliations),
    )


@pytest.fixture
def printed(tmp_path: Path) -> tuple[Study, PaperDetail]:
    study = make_study(tmp_path)
    with Store.opened(study.store) as store:
        [paper] = store.find_papers("Through a head office")
        detail = store.show_paper(paper)
    lines = [a.raw_affiliation_string for a in detail.affiliations]
    data = make_pdf([(150, 100 + 14 * i, text) for i, text in enumerate(lines)])
    return study, _printed(study, detail, data)


def test_a_paper_is_drawn_from_its_own_file(printed: tuple[Study, PaperDetail]) -> None:
    study, detail = printed
    pictures = build_pictures(study, [detail], PAIRS, max_crops=1, workers=1, show=show_nothing)
    [crop] = pictures[detail.paper.paper_id].crops
    assert [tag.label for tag in crop.tags] == ["US", "~CN"]


def test_a_file_that_kills_its_reader_leaves_a_note(printed: tuple[Study, PaperDetail]) -> None:
    study, detail = printed
    study.raw_path(detail.paper.pdf_sha256 or "").write_bytes(b"no pdf at all")
    pictures = build_pictures(study, [detail], PAIRS, max_crops=1, workers=1, show=show_nothing)
    note = pictures[detail.paper.paper_id].note
    assert note is not None
    assert note.key == "failed"


def test_a_file_that_is_gone_leaves_a_note(printed: tuple[Study, PaperDetail]) -> None:
    study, detail = printed
    study.raw_path(detail.paper.pdf_sha256 or "").unlink()
    pictures = build_pictures(study, [detail], PAIRS, max_crops=1, workers=1, show=show_nothing)
    assert pictures[detail.paper.paper_id].note == Note(key="no_file")


def test_pictures_are_limited_and_the_limit_is_said(
    study: Study, details: dict[str, PaperDetail], printed: tuple[Study, PaperDetail]
) -> None:
    _, detail = printed
    rows = details["Two people"]
    pictures = build_pictures(
        study, [detail, rows], PAIRS, max_crops=0, workers=1, show=show_nothing
    )
    assert pictures[detail.paper.paper_id].note == Note(key="limit", count=0)
    assert pictures[rows.paper.paper_id].pieces
