"""The embedded demonstration: its pages print what its truth says and own to be made up."""

import csv
import hashlib
import json
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

DEMO = Path(str(files("byline.demo")))
PAPERS = DEMO / "papers"
NOTICE = "Made-up paper of the Byline demo. Not a real publication."
DAMAGED = "bdc25-10.pdf"

LABEL_KEYS = {
    *("pid", "title", "affiliations", "authors", "countries", "assumed_countries", "us_cn"),
    *("layout", "difficulty", "note", "file", "sha256"),
}


class LabelledAffiliation(TypedDict):
    id: int
    raw: str
    institution: str
    country: str | None
    basis: str


class LabelledAuthor(TypedDict):
    name: str
    affiliations: list[int]
    role_note: str


class Label(TypedDict):
    pid: str
    title: str
    affiliations: list[LabelledAffiliation]
    authors: list[LabelledAuthor]
    countries: list[str]
    assumed_countries: list[str]
    us_cn: bool
    layout: str
    difficulty: str
    note: str
    file: str
    sha256: str


def read_labels() -> list[Label]:
    lines = (DEMO / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def read_index() -> list[dict[str, str]]:
    with (DEMO / "index.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_page_texts(path: Path) -> Iterator[str]:
    with closing(pdfium.PdfDocument(path)) as document:
        for page in document:
            yield page.get_textpage().get_text_bounded()


def bare(text: str) -> str:
    """Letters and digits alone: accents that are glyphs of their own and line breaks fall away."""
    plain = text.translate(str.maketrans("ıłŁ", "ilL"))
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in decomposed if unicodedata.category(c)[:2] in {"Lu", "Ll", "Lo", "Nd"})


LABELS = read_labels()
by_paper = pytest.mark.parametrize("label", LABELS, ids=[label["pid"] for label in LABELS])


def find_label(pid: str) -> Label:
    return next(label for label in LABELS if label["pid"] == pid)


@by_paper
def test_every_name_and_affiliation_is_printed_as_the_truth_says(label: Label) -> None:
    printed = bare(" ".join(read_page_texts(PAPERS / label["file"])))
    words = [author["name"] for author in label["authors"]]
    words += [affiliation["raw"] for affiliation in label["affiliations"]]
    assert [word for word in words if bare(word) not in printed] == []


@by_paper
def test_the_title_is_printed_on_page_one(label: Label) -> None:
    first = next(read_page_texts(PAPERS / label["file"]))
    assert bare(label["title"]).casefold() in bare(first).casefold()


@by_paper
def test_every_page_says_that_it_is_made_up(label: Label) -> None:
    pages = list(read_page_texts(PAPERS / label["file"]))
    assert 2 <= len(pages) <= 4
    assert all(NOTICE in page for page in pages)


@by_paper
def test_the_bytes_are_those_that_were_labelled(label: Label) -> None:
    content = (PAPERS / label["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == label["sha256"]


@by_paper
def test_countries_follow_from_the_affiliations(label: Label) -> None:
    assert set(label) == LABEL_KEYS
    given = [(each["country"], each["basis"]) for each in label["affiliations"]]
    countries = {country for country, _ in given if country}
    firm = {country for country, basis in given if basis not in {"headquarters", "email"}}
    assert label["countries"] == sorted(countries)
    assert label["assumed_countries"] == sorted(countries - firm)
    assert label["us_cn"] == ({"US", "CN"} <= countries)
    assert all((country is None) == (basis == "unknown") for country, basis in given)


@by_paper
def test_authors_link_to_affiliations_that_exist_and_all_are_used(label: Label) -> None:
    ids = [affiliation["id"] for affiliation in label["affiliations"]]
    linked = {n for author in label["authors"] for n in author["affiliations"]}
    assert ids == list(range(1, len(ids) + 1))
    assert linked == set(ids)


def test_the_index_lists_every_file_and_only_the_damaged_one_lacks_a_truth() -> None:
    listed = [row["file"] for row in read_index()]
    assert sorted(listed) == sorted(path.name for path in PAPERS.iterdir())
    assert set(listed) - {label["file"] for label in LABELS} == {DAMAGED}
    assert all(row["year"] == f"20{row['file'][3:5]}" for row in read_index())


def test_titles_of_index_and_truth_agree() -> None:
    titles = {row["file"]: row["title"] for row in read_index()}
    assert all(titles[label["file"]] == label["title"] for label in LABELS)


def test_the_damaged_file_does_not_open() -> None:
    content = (PAPERS / DAMAGED).read_bytes()
    assert content.startswith(b"%PDF-")
    assert b"%%EOF" not in content
    with pytest.raises(pdfium.PdfiumError):
        pdfium.PdfDocument(content)


def test_joint_papers_show_the_three_ways_of_being_joint() -> None:
    joint = [label["pid"] for label in LABELS if label["us_cn"]]
    assert joint == ["bdc24-01", "bdc25-02", "bdc25-07", "bdc25-08"]
    assert find_label("bdc25-07")["assumed_countries"] == ["US"]
    from_both = [
        author["name"]
        for author in find_label("bdc25-08")["authors"]
        if 2 in author["affiliations"]
    ]
    assert from_both == ["Keying Ruan"]
    assert find_label("bdc24-06")["countries"] == ["HK", "US"]


def test_every_layout_of_the_gold_labels_occurs() -> None:
    layouts = {label["layout"] for label in LABELS}
    assert layouts == {"markers", "stacked", "inline", "footnote", "ieee", "other"}


def test_the_papers_stay_under_one_megabyte() -> None:
    assert sum(path.stat().st_size for path in PAPERS.iterdir()) < 1_000_000
