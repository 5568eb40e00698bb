"""The index is one file, read back as it was written."""

from pathlib import Path

import pytest

from byline.places.index import PlaceIndex, build_index, read_index, write_index
from byline.places.names import Kind
from byline.places.registered import KIND_BITS, KIND_MASK
from byline.places.tokens import read_tokens
from byline.places.trie import HAS_NAME
from byline.records import BylineError
from tests.places.toy_registry import ORGANISATIONS, organisation


def find(index: PlaceIndex, name: str) -> dict[str, Kind]:
    """Who goes by a name, and how closely."""
    node = 0
    children = index.children()
    for token in read_tokens(name):
        node = children.find(node, index.vocabulary.get(token, 0))
        if not node:
            return {}
    references = index.references(node) if node & HAS_NAME else ()
    return {index.ror_ids[ref >> KIND_BITS]: Kind(ref & KIND_MASK) for ref in references}


def test_an_index_comes_back_as_it_was_written(tmp_path: Path, index: PlaceIndex) -> None:
    write_index(index, tmp_path / "places.index")
    assert read_index(tmp_path / "places.index") == index
    assert [path.name for path in tmp_path.iterdir()] == ["places.index"]


@pytest.mark.parametrize("damage", [b"", b"byline places 0 0\n", b"x"])
def test_a_damaged_or_foreign_file_is_refused(
    tmp_path: Path, index: PlaceIndex, damage: bytes
) -> None:
    path = tmp_path / "places.index"
    write_index(index, path)
    path.write_bytes(damage + path.read_bytes()[: -len(damage) or None] + damage)
    if damage:
        with pytest.raises(BylineError, match="build the index again"):
            read_index(path)
    else:
        assert read_index(path) == index


def test_a_truncated_file_is_refused(tmp_path: Path, index: PlaceIndex) -> None:
    path = tmp_path / "places.index"
    write_index(index, path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BylineError):
        read_index(path)


def test_building_twice_gives_the_same_index(index: PlaceIndex) -> None:
    assert build_index(ORGANISATIONS) == index


@pytest.mark.parametrize(
    ("name", "ror_id", "kind"),
    [
        ("Tsinghua University", "03cve4549", Kind.NAME),
        ("清华大学", "03cve4549", Kind.LABEL),
        ("Google", "014f9c269", Kind.NATIONAL),
        ("Google Switzerland", "014f9c269", Kind.NAME),
        ("UC Davis", "05rrcem69", Kind.ALIAS),
        ("University of Heidelberg", "038t36y30", Kind.DERIVED),
        ("Ruprecht-Karls-Universität Heidelberg", "038t36y30", Kind.LABEL),
        ("CUHK", "00t33hh48", Kind.INITIALS),
        ("Weizmann Institute", "0316ej306", Kind.NAME),
    ],
)
def test_names_lead_to_their_entries(index: PlaceIndex, name: str, ror_id: str, kind: Kind) -> None:
    assert find(index, name)[ror_id] == kind


def test_the_name_of_a_place_is_nobodys_alias() -> None:
    index = build_index([organisation("0190ak572", "New York University", "US", "~New York")])
    assert find(index, "New York") == {}


def test_a_branch_does_not_bear_the_short_name() -> None:
    branch = organisation("05v5hg569", "Weill Cornell Medical College in Qatar", "QA")
    assert find(build_index([branch]), "Weill Cornell Medical College") == {}


def test_one_known_by_name_alone_yields_to_a_registered_namesake() -> None:
    known = organisation("057zh3y96", "The University of Tokyo", "JP")
    double = organisation("byline.university-tokyo-jp", "University of Tokyo", "JP")
    abroad = organisation("byline.university-tokyo-us", "University of Tokyo", "US")
    found = find(build_index([double, known, abroad]), "University of Tokyo")
    assert set(found) == {"057zh3y96", "byline.university-tokyo-us"}


def test_a_name_of_common_words_is_not_indexed_as_a_department() -> None:
    index = build_index([organisation("00z0z0z00", "Department of Public Health", "US")])
    assert find(index, "Department of Public Health") == {}
