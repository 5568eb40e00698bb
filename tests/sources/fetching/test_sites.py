"""Each site on small made-up pages in its shape, and on the recorded ones where they are."""

import json
from pathlib import Path

import pytest

from byline.records import BylineError
from byline.sources.fetching.citation import read_citation
from byline.sources.fetching.conferences import find_edition, is_edition_name, load_conferences
from byline.sources.fetching.site import Asked, PageError, SitePage
from byline.sources.fetching.sites import find_site, load_sites
from byline.sources.fetching.trouble import FetchError
from tools.conference.pages import new_layout, old_layout, pdf_path, programme
from tools.conference.papers import make_papers

NEURIPS = "https://proceedings.neurips.cc"


def asked_of(name: str) -> Asked:
    return find_edition(name)[0]


def read(site: str, data: bytes | str, name: str, *, url: str = "") -> SitePage:
    asked = asked_of(name)
    found = find_site(site)
    pages = [url] if url else list(found.find_pages(asked))
    return found.read_page(data.encode() if isinstance(data, str) else data, pages[0], asked)


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("neurips-2024", [f"{NEURIPS}/paper_files/paper/2024"]),
        ("icml-2025", ["https://proceedings.mlr.press/v267/"]),
        ("cvpr-2025", ["https://openaccess.thecvf.com/CVPR2025?day=all"]),
        ("NeurIPS2025", [f"{NEURIPS}/paper_files/paper/2025"]),
    ],
)
def test_a_name_leads_to_the_pages_of_its_sites(name: str, pages: list[str]) -> None:
    asked, sites = find_edition(name)
    assert list(sites[0].find_pages(asked)) == pages
    assert is_edition_name(name)


def test_acl_asks_for_its_collections_and_takes_the_wanted_volumes() -> None:
    asked, (site,) = find_edition("acl-2024")
    collections = [page.rpartition("/")[2] for page in site.find_pages(asked)]
    assert collections == ["2024.acl.xml", "2024.findings.xml"]


def test_the_benchmarks_of_2021_lie_on_a_site_of_their_own() -> None:
    pages = find_site("neurips-proceedings").find_pages(asked_of("neurips-2021"))
    assert pages[1] == "https://datasets-benchmarks-proceedings.neurips.cc/paper/2021"


def test_every_conference_names_sites_that_exist() -> None:
    named = {site for one in load_conferences() for site in (*one.sites, *one.optional)}
    assert named <= set(load_sites())


def test_an_unknown_name_or_site_says_what_there_is() -> None:
    with pytest.raises(BylineError, match="neurips"):
        find_edition("nowhere-2024")
    with pytest.raises(BylineError, match="openreview, openalex"):
        find_edition("neurips-2024", also=("cvf",))
    assert not is_edition_name("papers-2024")


@pytest.mark.parametrize("layout", [new_layout, old_layout])
def test_both_layouts_of_the_proceedings_give_the_same_papers(layout: object) -> None:
    papers = make_papers(3, year=2022, track="Datasets_and_Benchmarks")
    assert callable(layout)
    page = read("neurips-proceedings", layout(papers), "neurips-2022")
    assert [paper.title for paper in page.papers] == [paper.title for paper in papers]
    first = page.papers[0]
    assert [author.name for author in first.authors] == [name for name, _ in papers[0].authors]
    assert first.pdf_url == NEURIPS + pdf_path(papers[0])
    assert (first.edition.year, first.edition.track) == (2022, "Datasets and Benchmarks")


def test_a_page_without_tracks_is_the_main_track_and_its_pdfs_have_none() -> None:
    page = read(
        "neurips-proceedings", old_layout(make_papers(1, year=2019, track=None)), "neurips-2019"
    )
    assert page.papers[0].edition.track == "main"
    assert (page.papers[0].pdf_url or "").endswith("-Paper.pdf")


def test_a_page_names_its_other_volumes_and_its_count() -> None:
    data = new_layout(
        make_papers(2, year=2025, track="Creative_AI_Track"),
        stated=1234,
        see_also=[
            "/paper_files/paper/2025/vol38-main-conference",
            "https://elsewhere.example/paper",
        ],
    )
    page = read("neurips-proceedings", data, "neurips-2025")
    assert page.stated == 1234
    assert page.see_also == (f"{NEURIPS}/paper_files/paper/2025/vol38-main-conference",)


def test_a_programme_gives_an_institution_for_each_author() -> None:
    papers = make_papers(11, year=2024, track="Conference")
    page = read("virtual-site", programme(papers), "neurips-2024")
    assert (page.entries, page.stated) == (13, 13)
    first = page.papers[0]
    assert [author.affiliations for author in first.authors] == [(a,) for _, a in papers[0].authors]
    assert first.identifiers == (f"openreview:{papers[0].forum}",)
    assert (first.authors[0].profile_id or "").startswith("neurips.cc:")


PMLR = """<html><body><h2>Volume 267</h2>
<div class="paper"><p class="title">Owls &amp; Mice</p><p class="details">
<span class="authors">Ana&nbsp;Brook, Bo&nbsp;Reed</span>; <span class="info"><i>x</i></span></p>
<p class="links">[<a href="https://proceedings.mlr.press/v267/brook25a.html">abs</a>]
[<a href="https://raw.githubusercontent.com/mlresearch/v267/main/assets/brook25a/brook25a.pdf"
onclick="ga('send')">Download PDF</a>][<a href="https://openreview.net/forum?id=ab-C1">O</a>]</p></div>
<div class="paper"><p class="title">Alone</p></div></body></html>"""


def test_a_volume_of_pmlr() -> None:
    page = read("pmlr", PMLR, "icml-2025")
    first, second = page.papers
    assert (first.title, first.key) == ("Owls & Mice", "brook25a")
    assert [author.name for author in first.authors] == ["Ana Brook", "Bo Reed"]
    assert (first.pdf_url or "").endswith("/brook25a/brook25a.pdf")
    assert first.identifiers == ("openreview:ab-C1",)
    assert second.pdf_url is None


ACL = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="2024.acl"><volume id="long"><meta><year>2024</year></meta>
<frontmatter><url>2024.acl-long.0</url></frontmatter>
<paper id="1"><title>Small <fixed-case>O</fixed-case>wls</title>
<author><first>Ana</first><last>Brook</last><affiliation>Owl Lab</affiliation></author>
<author><last>Reed</last></author><abstract>We look.</abstract>
<url hash="abc">2024.acl-long.1</url><doi>10.18653/v1/2024.ACL-long.1</doi></paper></volume>
<volume id="tutorials"><paper id="1"><title>Not wanted</title></paper></volume></collection>"""


def test_the_anthology_gives_affiliations_of_the_wanted_volumes() -> None:
    page = read("acl-anthology", ACL, "acl-2024")
    (paper,) = page.papers
    assert (paper.title, paper.edition.track) == ("Small Owls", "main")
    assert [author.name for author in paper.authors] == ["Ana Brook", "Reed"]
    assert paper.authors[0].affiliations == ("Owl Lab",)
    assert paper.pdf_url == "https://aclanthology.org/2024.acl-long.1.pdf"
    assert paper.identifiers == ("acl:2024.acl-long.1", "doi:10.18653/v1/2024.acl-long.1")
    assert (paper.published, paper.abstract) == ("2024", "We look.")


CVF = """<dl><dt class="ptitle"><br><a href="/content/CVPR2025/html/B_Owls_paper.html">Owls</a></dt>
<dd><form class="authsearch"><input type="hidden" name="query_author" value="Ana Brook">
<a href="#">Ana Brook</a>,</form><form><input name="query_author" value="Bo Reed"></form></dd>
<dd>[<a href="/content/CVPR2025/papers/B_Owls_paper.pdf">pdf</a>]</dd>
<dt class="ptitle"><a href="/content/CVPR2025/html/C_Mice_paper.html">Mice</a>
<dd><form><input name="query_author" value="Cy Dee"></form>
<dd>[<a href="/content/CVPR2025/papers/C_Mice_paper.pdf">pdf</a>]</dl>"""


def test_a_page_of_cvf_even_with_open_tags() -> None:
    page = read("cvf", CVF, "cvpr-2025")
    assert page.stated == page.entries == 2
    assert [[a.name for a in paper.authors] for paper in page.papers] == [
        ["Ana Brook", "Bo Reed"],
        ["Cy Dee"],
    ]
    root = "https://openaccess.thecvf.com/content/CVPR2025/papers"
    assert [paper.pdf_url for paper in page.papers] == [
        f"{root}/B_Owls_paper.pdf",
        f"{root}/C_Mice_paper.pdf",
    ]


def notes(*names: str, count: int) -> bytes:
    found = [
        {"id": name, "forum": name, "content": {"title": {"value": f"On {name}"},
         "authors": {"value": ["Ana Brook"]}, "authorids": {"value": ["~Ana_Brook1"]},
         "venueid": {"value": "NeurIPS.cc/2025/Conference"}}}
        for name in names
    ]  # fmt: skip
    return json.dumps({"notes": found, "count": count}).encode()


def test_notes_of_openreview_are_continued_until_the_stated_count() -> None:
    site, asked = find_site("openreview"), asked_of("neurips-2025")
    first = site.find_pages(asked)[0]
    assert first.startswith("https://api2.openreview.net/notes?")
    page = site.read_page(notes("a", "b", count=3), first, asked)
    assert (page.entries, page.stated) == (2, 3)
    assert "offset=2" in (page.continued or "")
    assert page.papers[0].identifiers == ("openreview:a",)
    assert site.read_page(notes("c", count=3), page.continued or "", asked).continued is None


def test_editions_before_the_second_version_go_to_the_first() -> None:
    pages = find_site("openreview").find_pages(asked_of("neurips-2022"))
    assert pages[0].startswith("https://api.openreview.net/notes?")


def test_both_forms_of_the_challenge_are_explained() -> None:
    site = find_site("openreview")
    with pytest.raises(PageError, match="OPENREVIEW_USERNAME"):
        read("openreview", "<!DOCTYPE html><title>Verifying your browser</title>", "neurips-2025")
    refused = FetchError("forbidden", "403", detail=b'{"name":"ChallengeRequiredError"}')
    assert "OPENREVIEW_PASSWORD" in site.explain(refused)


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry>
<id>http://arxiv.org/abs/2401.00001v2</id><title>Owls
  at Dusk</title><published>2024-01-01T00:00:00Z</published><summary>We look.</summary>
<author><name>Ana Brook</name><a:affiliation xmlns:a="http://arxiv.org/schemas/atom">Owl Lab
</a:affiliation></author></entry>
<entry><id>http://arxiv.org/api/errors#bad</id><title>Error</title></entry></feed>"""


def test_arxiv_by_ids_misses_what_it_does_not_know(tmp_path: Path) -> None:
    file = tmp_path / "ids.txt"
    file.write_text("2401.00001\n2401.99999\n", encoding="utf-8")
    page = read("arxiv", ATOM, f"arxiv:{file}")
    (paper,) = page.papers
    assert (page.entries, page.stated) == (1, 2)
    assert (paper.title, paper.published) == ("Owls at Dusk", "2024-01-01")
    assert paper.identifiers == ("arxiv:2401.00001",)
    assert paper.pdf_url == "https://arxiv.org/pdf/2401.00001v2"
    assert paper.authors[0].affiliations == ("Owl Lab",)


def test_an_arxiv_list_that_is_no_text_is_said(tmp_path: Path) -> None:
    file = tmp_path / "ids.txt"
    file.write_bytes(b"\xff\xfe2401.00001")
    asked, (site,) = find_edition(f"arxiv:{file}")
    with pytest.raises(BylineError, match="neither an arXiv id nor a file"):
        site.find_pages(asked)


def test_what_is_no_arxiv_id_is_said() -> None:
    asked, (site,) = find_edition("arxiv:nonsense")
    with pytest.raises(BylineError, match="nonsense"):
        site.find_pages(asked)


def test_openalex_is_a_cross_check_page_by_page() -> None:
    work = {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.1/X",
        "title": "Owls",
        "authorships": [
            {"author": {"display_name": "Ana Brook"}, "raw_affiliation_strings": ["Owl Lab"]}
        ],
    }
    data = json.dumps({"meta": {"count": 2, "next_cursor": "n e"}, "results": [work]})
    site, asked = find_site("openalex"), asked_of("neurips-2024")
    page = site.read_page(data.encode(), site.find_pages(asked)[0], asked)
    assert page.papers[0].identifiers == ("doi:10.1/x",)
    assert page.papers[0].authors[0].affiliations == ("Owl Lab",)
    assert "S4306420609" in (page.continued or "")
    assert site.is_cross_check


@pytest.mark.parametrize("site", ["virtual-site", "openreview", "openalex", "acl-anthology"])
def test_what_is_no_page_of_the_site_is_an_error(site: str) -> None:
    name = "acl-2024" if site == "acl-anthology" else "neurips-2024"
    with pytest.raises(PageError):
        read(site, "not what was asked for", name)


@pytest.mark.parametrize(
    ("file", "found", "stated", "tracks"),
    [
        ("year-2024", 4, 4493, {"main": 2, "Datasets and Benchmarks": 2}),
        ("year-2025", 2, 64, {"Creative AI": 2}),
        ("vol38-main-conference-2025", 4, 5823, None),
    ],
)
def test_recorded_pages_of_the_proceedings(
    shared_data: Path, file: str, found: int, stated: int, tracks: dict[str, int] | None
) -> None:
    """Recorded pages are trimmed: each entry is read, and the count is that of the whole page."""
    data = (shared_data / "sites" / "neurips" / f"{file}.html").read_bytes()
    page = read("neurips-proceedings", data, f"neurips-{file[-4:]}")
    assert page.stated == stated
    assert len(page.papers) == data.count(b'title="paper title"') >= found
    assert all(paper.title and paper.authors and paper.pdf_url for paper in page.papers)
    names = [paper.edition.track for paper in page.papers]
    assert tracks is None or {track: names.count(track) for track in tracks} == tracks


def test_recorded_pages_filled_up_to_their_count_give_that_count(shared_data: Path) -> None:
    data = (shared_data / "sites" / "neurips" / "year-2024.html").read_text("utf-8")
    _, _, rest = data.partition("<li ")
    entry, _, _ = rest.partition("</li>")
    key = "000f947dcaff8fbffcc3f53a1314f358"
    filled = "".join(f"<li {entry.replace(key, f'{n:032x}')}</li>" for n in range(4489))
    page = read("neurips-proceedings", data.replace("</ul>", f"{filled}</ul>"), "neurips-2024")
    assert len(page.papers) == page.stated == 4493
    assert len({paper.key for paper in page.papers}) == 4493


def test_other_recorded_pages(shared_data: Path) -> None:
    sites = shared_data / "sites"
    pmlr = read("pmlr", (sites / "pmlr" / "v267-volume.html").read_bytes(), "icml-2025")
    assert [paper.key for paper in pmlr.papers] == ["a-mancisidor25a", "aamand25b"]
    assert pmlr.papers[1].identifiers == ("openreview:7OxAdd8BUo",)
    cvf = read("cvf", (sites / "cvf" / "listing.html").read_bytes(), "cvpr-2025")
    assert [author.name for author in cvf.papers[0].authors] == ["Yepeng Liu", "Hao Li"]
    folder = sites / "openreview"
    recorded = (folder / "notes_neurips2025_recorded.json").read_bytes()
    page = read("openreview", recorded, "neurips-2025")
    assert (page.entries, page.stated) == (3, 5286)
    real = json.loads((folder / "neurips2025_oral_real.json").read_bytes())
    answer = json.dumps({"notes": real, "count": len(real)})
    orals = read("openreview", answer, "neurips-2025")
    assert len(orals.papers) == orals.stated == len(real)
    with pytest.raises(PageError, match="browser"):
        read("openreview", (folder / "anonymous_challenge.html").read_bytes(), "neurips-2025")


def test_the_recorded_page_of_a_paper(shared_data: Path) -> None:
    file = shared_data / "sites" / "neurips" / "abstract-2024-db.html"
    citation = read_citation(file.read_bytes())
    assert citation.authors == ("Synthetic Author 4", "Synthetic Author 5")
    assert (citation.doi, citation.published) == ("10.52202/079017-0016", "2024-12-16")
    assert citation.pdf_url.endswith("-Paper-Datasets_and_Benchmarks_Track.pdf")
    assert citation.abstract == "Synthetic abstract 1"
