from pathlib import Path

from tests.sources.listing import affiliations_of, kinds_of, names_of, papers_of, write


def paper(**fields: object) -> dict[str, object]:
    return {
        "title": "Owls at Dusk",
        "status": "Poster",
        "track": "main",
        "site": "https://nips.cc/virtual/2018/poster/7",
        "id": "a1",
        "author": "Ana Brook; Bo Reed",
        "aff": "Owl Lab; Mouse Lab",
        "aff_unique_index": "0;1",
    } | fields


def listed(tmp_path: Path, *papers: dict[str, object]) -> Path:
    return write(tmp_path / "nips2018.json", list(papers))


def test_authors_and_affiliations_run_side_by_side(tmp_path: Path) -> None:
    (found,) = papers_of(listed(tmp_path, paper()))
    assert names_of(found) == ["Ana Brook", "Bo Reed"]
    assert affiliations_of(found) == [("Owl Lab",), ("Mouse Lab",)]
    assert (found.venue, found.year, found.track) == ("NeurIPS", 2018, "main")
    assert found.status == "accepted"
    assert found.source == "paperlists:nips2018.json"
    assert found.source_key == "a1"
    assert found.url == "https://nips.cc/virtual/2018/poster/7"
    assert found.location.endswith("nips2018.json#1")


def test_a_plus_joins_several_affiliations_of_one_author(tmp_path: Path) -> None:
    cell = "Owl Lab (Hoot++) + Mouse Lab+1; ;"
    (found,) = papers_of(listed(tmp_path, paper(author="Ana Brook; Bo Reed; Cy Marsh", aff=cell)))
    assert affiliations_of(found) == [("Owl Lab (Hoot++)", "Mouse Lab"), (), ()]


def test_a_plus_is_part_of_the_name_in_lists_without_an_index(tmp_path: Path) -> None:
    entry = paper(author="Ana Brook", aff="Computing + Owl Sciences, Dusk College")
    del entry["aff_unique_index"]
    (found,) = papers_of(listed(tmp_path, entry))
    assert affiliations_of(found) == [("Computing + Owl Sciences, Dusk College",)]


def test_the_older_form_drops_empty_entries_so_that_they_tie_to_nobody(tmp_path: Path) -> None:
    entry = paper(
        author="Ana Brook;Bo Reed;Cy Marsh",
        authorids="~Ana_Brook1;~Bo_Reed1;~Cy_Marsh1",
        aff="Owl Lab;Owl Lab",
        position="PhD student;Postdoc",
    )
    path = listed(tmp_path, entry, paper(title="Mice at Dawn"))
    found = papers_of(path)[0]
    assert affiliations_of(found) == [(), (), ()]
    assert found.affiliations == ("Owl Lab",)
    assert found.affiliation_source == "profile"
    assert kinds_of(path) == ["untied_affiliations"]


def test_entries_belong_to_those_authors_who_have_a_profile(tmp_path: Path) -> None:
    entry = paper(
        author="Ana Brook;Bo Reed;Cy Marsh",
        authorids="~Ana_Brook1;bo@example.org;~Cy_Marsh1",
        aff="Owl Lab;Mouse Lab",
    )
    (found,) = papers_of(listed(tmp_path, entry))
    assert affiliations_of(found) == [("Owl Lab",), (), ("Mouse Lab",)]
    assert [author.profile_id for author in found.authors or ()] == [
        "~Ana_Brook1",
        None,
        "~Cy_Marsh1",
    ]


def test_a_set_of_affiliations_beside_names_with_commas_is_in_no_order(tmp_path: Path) -> None:
    entry = paper(author="Ana Brook, Bo Reed", aff="Mouse Lab; Owl Lab")
    (found,) = papers_of(listed(tmp_path, entry))
    assert affiliations_of(found) == [(), ()]
    assert found.affiliations == ("Mouse Lab", "Owl Lab")


def test_the_history_form_names_authors_alone(tmp_path: Path) -> None:
    entry = {
        "title": "Owls at Dusk",
        "status": "Reject",
        "track": "Datasets & Benchmarks",
        "authors": "Ana Brook, Bo D&#x27;Arc",
    }
    path = write(tmp_path / "nips2022.json", [entry])
    (found,) = papers_of(path)
    assert names_of(found) == ["Ana Brook", "Bo D'Arc"]
    assert (found.track, found.status) == ("Datasets and Benchmarks", "rejected")
    assert (found.venue, found.year) == ("NeurIPS", 2022)
    assert kinds_of(path) == ["no_affiliations"]


def test_names_of_the_conference_page_stand_in_for_an_empty_cell(tmp_path: Path) -> None:
    entry = paper(author="", aff="", author_site="Ana Brook, Bo Reed")
    (found,) = papers_of(listed(tmp_path, entry))
    assert names_of(found) == ["Ana Brook", "Bo Reed"]


def test_a_bad_entry_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = write(tmp_path / "nips2018.json", [paper(), 7, paper(title=" "), paper(title="Mice")])
    assert [one.title for one in papers_of(path)] == ["Owls at Dusk", "Mice"]
    assert kinds_of(path) == ["bad_row", "no_title"]
