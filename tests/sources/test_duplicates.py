from dataclasses import replace
from pathlib import Path

from byline.records import Paper
from byline.sources.duplicates import MarkedPapers, mark_duplicates
from byline.sources.listing import ListedAuthor, ListedPaper, PdfFile
from byline.sources.rows import build_paper

TEAM = ("Ana Brook", "Bo Reed", "Cy Marsh")


def listed(
    key: str,
    *,
    title: str = "Owls at Dusk",
    names: tuple[str, ...] | None = TEAM,
    affiliated: int = 0,
    source: str = "one",
) -> ListedPaper:
    authors = None
    if names is not None:
        authors = tuple(
            ListedAuthor(name=name, affiliations=("Owl Lab",) if place < affiliated else ())
            for place, name in enumerate(names)
        )
    return ListedPaper(
        title=title,
        venue="NeurIPS",
        year=2024,
        track=None,
        status="accepted",
        source=source,
        source_key=key,
        location=f"{source}#{key}",
        authors=authors,
    )


def mark(*papers: ListedPaper) -> MarkedPapers:
    return mark_duplicates([(paper, build_paper(paper)) for paper in papers])


def standing(marked: MarkedPapers) -> list[str]:
    return [paper.source_key for paper in marked.papers if paper.duplicate_of is None]


def by_key(marked: MarkedPapers) -> dict[str, Paper]:
    return {paper.source_key: paper for paper in marked.papers}


def test_the_later_listing_names_the_earlier() -> None:
    marked = mark(listed("a"), listed("b", title="OWLS at dusk."))
    assert standing(marked) == ["a"]
    assert by_key(marked)["b"].duplicate_of == by_key(marked)["a"].paper_id


def test_every_listing_has_an_id_of_its_own() -> None:
    marked = mark(listed("a"), listed("b"), listed("b"))
    assert len({paper.paper_id for paper in marked.papers}) == 3
    assert standing(marked) == ["a"]


def test_ids_do_not_depend_on_what_else_is_listed() -> None:
    alone = mark(listed("a")).papers[0]
    among = mark(listed("x", title="Mice"), listed("a"), listed("b")).papers[1]
    assert alone == among


def test_more_affiliations_stand_before_the_order_given() -> None:
    marked = mark(listed("a", affiliated=1), listed("b", affiliated=3), listed("c", affiliated=3))
    assert standing(marked) == ["b"]


def test_an_accepted_listing_stands_before_a_withdrawn_one() -> None:
    withdrawn = replace(listed("a", affiliated=3), status="withdrawn")
    assert standing(mark(withdrawn, listed("b"))) == ["b"]


def test_a_pdf_stands_before_a_row() -> None:
    row = listed("a", affiliated=3)
    pdf = replace(listed("b", names=None, source="two"), pdf=PdfFile(path=Path("b.pdf")))
    pairs = [(row, build_paper(row)), (pdf, build_paper(pdf, pdf_sha256="ab"))]
    assert standing(mark_duplicates(pairs)) == ["b"]


def test_the_same_bytes_are_one_paper_whatever_their_names() -> None:
    papers = [listed(key, title="", names=None) for key in "ab"]
    marked = mark_duplicates([(one, build_paper(one, pdf_sha256="ab")) for one in papers])
    assert standing(marked) == ["a"]


def test_a_poster_and_an_oral_of_one_address_are_one_paper() -> None:
    poster = replace(listed("a"), url="https://example.org/1")
    oral = replace(listed("b", title="Owls at Dusk and at Noon"), url="https://example.org/1")
    assert standing(mark(poster, oral)) == ["a"]


def test_an_address_that_different_papers_share_says_nothing() -> None:
    one = replace(listed("a"), url="https://example.org/session")
    other = listed("b", title="Mice at Dawn", names=("Di Fen",))
    assert standing(mark(one, replace(other, url=one.url))) == ["a", "b"]


def test_different_tracks_are_doubtful_and_not_merged() -> None:
    marked = mark(replace(listed("a"), track="main"), replace(listed("b"), track="Position"))
    assert standing(marked) == ["a", "b"]
    assert [pair.kind for pair in marked.doubtful] == ["tracks_differ"]
    assert "main and Position" in marked.doubtful[0].message


def test_a_listing_without_a_track_does_not_join_two_tracks() -> None:
    marked = mark(
        listed("a"), replace(listed("b"), track="main"), replace(listed("c"), track="Position")
    )
    assert standing(marked) == ["a", "c"]
    assert [pair.kind for pair in marked.doubtful] == ["tracks_differ"]


def test_a_missing_track_is_taken_from_a_duplicate() -> None:
    marked = mark(listed("a", affiliated=3), replace(listed("b"), track="main"))
    assert by_key(marked)["a"].track == "main"
    assert by_key(marked)["a"].duplicate_of is None


def test_one_title_by_other_people_is_doubtful() -> None:
    marked = mark(listed("a"), listed("b", names=("Di Fen", "Eve Holt")))
    assert standing(marked) == ["a", "b"]
    assert [pair.kind for pair in marked.doubtful] == ["authors_differ"]


def test_a_title_alone_joins_only_if_it_is_telling() -> None:
    assert standing(mark(listed("a"), listed("b", names=None))) == ["a"]
    marked = mark(listed("a", title="Owls"), listed("b", title="Owls", names=None))
    assert standing(marked) == ["a", "b"]
    assert [pair.kind for pair in marked.doubtful] == ["title_alone"]


def test_another_year_is_another_paper() -> None:
    marked = mark(listed("a"), replace(listed("b"), year=2025))
    assert standing(marked) == ["a", "b"]
    assert marked.doubtful == ()


def test_a_paper_renamed_between_two_sources_is_one() -> None:
    marked = mark(listed("a"), listed("b", title="Owls at Dusk: A Study", source="two"))
    assert standing(marked) == ["a"]


def test_within_one_source_two_titles_are_two_papers() -> None:
    marked = mark(listed("a"), listed("b", title="Owls at Dusk: A Study"))
    assert standing(marked) == ["a", "b"]
    assert marked.doubtful == ()


def test_the_same_people_under_a_quite_other_title_are_doubtful() -> None:
    marked = mark(listed("a"), listed("b", title="What Night Birds Want", source="two"))
    assert standing(marked) == ["a", "b"]
    assert [pair.kind for pair in marked.doubtful] == ["titles_differ"]


def test_papers_without_titles_are_never_compared() -> None:
    papers = [listed(key, title="", names=None) for key in "ab"]
    pairs = [(one, build_paper(one, pdf_sha256=one.source_key)) for one in papers]
    assert standing(mark_duplicates(pairs)) == ["a", "b"]


def test_an_identifier_in_common_joins_what_two_sources_call_differently() -> None:
    one = replace(listed("a"), identifiers=("openreview:x", "doi:1"))
    other = replace(
        listed("b", title="On Birds of the Night", source="two"), identifiers=("openreview:x",)
    )
    marked = mark(one, other)
    assert standing(marked) == ["a"]
    assert marked.doubtful == ()


def test_an_identifier_alone_is_doubtful() -> None:
    one = replace(listed("a"), identifiers=("openreview:x",))
    other = replace(
        listed("b", title="Baking Bread", names=("Zed Zoll",), source="two"),
        identifiers=("openreview:x",),
    )
    marked = mark(one, other)
    assert standing(marked) == ["a", "b"]
    assert [pair.kind for pair in marked.doubtful] == ["identifier_alone"]


def test_a_cross_check_never_stands_for_a_paper_of_another_source() -> None:
    check = replace(listed("a", affiliated=3, source="check"), is_cross_check=True)
    assert standing(mark(check, listed("b"))) == ["b"]
