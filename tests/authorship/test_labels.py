"""The labelled papers: what the reader reaches on them may only rise."""

from pathlib import Path

from byline.authorship.finder import find_authorship
from byline.documents.reader import read_document
from byline.evaluate.authorship import build_roll, score_authorship
from byline.evaluate.authorship_gold import read_gold_authorships
from tests.authorship.test_promises import check_promises

AUTHOR_F1, LINK_F1 = 0.99, 0.98


def test_authors_and_links_of_the_labelled_papers(shared_data: Path) -> None:
    gold = read_gold_authorships(shared_data / "labels" / "authorship.jsonl")
    rolls = {}
    for paper in gold:
        key = paper.roll.paper_id
        data = (shared_data / "papers" / f"{key}.pdf").read_bytes()
        document = read_document(data, paper_id=key, location=f"{key}.pdf")
        found = find_authorship(document)
        check_promises(document, found)
        rolls[key] = build_roll(key, found)
    report = score_authorship(gold, rolls)
    assert report.total.authors.f1 >= AUTHOR_F1
    assert report.total.links.f1 >= LINK_F1
