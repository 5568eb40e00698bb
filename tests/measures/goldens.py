"""What every measure answers on a corpus of a few papers, worked out by hand."""

from dataclasses import dataclass, field

from byline.measures import Value
from tests.toy import (
    NETWORK_PAPERS,
    PAPERS,
    PEOPLE_PAPERS,
    TECHNOLOGY_PAPERS,
    Place,
    ToyPaper,
)

Parameters = dict[str, Value]


def scope(year: int | None = None, **others: Value) -> Parameters:
    """Accepted papers of a year, or of all, with the measure's own parameters."""
    where: Parameters = {"venue": None, "year_from": year, "year_to": year, "track": None}
    return where | {"status": "accepted"} | others


@dataclass(frozen=True, kw_only=True)
class Golden:
    """The answer of one measure: the rows of these columns, in order."""

    measure: str
    columns: str
    """Names of the columns, separated by spaces."""
    rows: list[tuple[object, ...]]
    papers: tuple[ToyPaper, ...] = PAPERS
    parameters: Parameters = field(default_factory=lambda: scope(2023))
    only: Parameters = field(default_factory=dict)
    """Rows with other values in these columns are left aside."""


# In 2023 the toy corpus has three papers: Io (MIT) with Ju (Taiwan), Ka (MIT) alone, and Li (MIT),
# an intern at Tencent. Of the technologies, Ka's paper mentions Owl, introduces Heron and was
# built on the accelerator Z100, a year before exporting that needed a licence.
US_TW: Parameters = {"left": ["US"], "right": ["TW"]}
US_CN: Parameters = {"left": ["US"], "right": ["CN"]}

BROKEN_PAPERS = (
    ToyPaper("Both", (("Ada Toy", (Place("Huawei, London", ("GB",), head_office="CN"),)),)),
    ToyPaper("Mail", (("Bo Toy", (Place("Somewhere, bo@toy.is", ("IS",), basis="domain"),)),)),
)

IDS = {paper.title: paper.paper_id for paper in PEOPLE_PAPERS}
OF_2023 = {paper.paper_id: paper.title for paper in PAPERS if paper.year == 2023}
HEADLINE: Parameters = {
    "with_assumed": True,
    "between_people": False,
    "with_roles": False,
    "source": "any",
    "only_track": None,
}

GOLDENS = (
    Golden(
        measure="accelerator_papers",
        papers=TECHNOLOGY_PAPERS,
        parameters=scope(2023, countries=None),
        columns="name papers before same_year after read reporting",
        rows=[("Z100", 1, 1, 0, 0, 1, 1)],
    ),
    Golden(
        measure="defined_papers",
        parameters=scope(2023) | US_TW | HEADLINE,
        columns="paper_id is_joint",
        rows=[(key, OF_2023[key] == "With Taiwan") for key in sorted(OF_2023)],
    ),
    Golden(
        measure="author_shares",
        columns="country_code authorships fractional",
        rows=[("US", 3, 3), ("TW", 1, 1)],
    ),
    Golden(
        measure="country_evidence",
        # three times MIT and once Tencent state a place, the university in Taiwan is known
        columns="source basis is_assumed rule countries affiliations papers",
        rows=[
            ("site", "stated", False, "toy@1", 4, 4, 3),
            ("site", "institution", False, "toy@1", 1, 1, 1),
        ],
    ),
    Golden(
        measure="country_links",
        papers=NETWORK_PAPERS,
        parameters=scope(),
        # of the paper of three countries each pair carries a half
        columns="left right papers fractional",
        rows=[("CN", "GB", 1, 0.5), ("CN", "US", 3, 2.5), ("GB", "US", 1, 0.5)],
    ),
    Golden(
        measure="country_pairs",
        parameters=scope(2023, by_year=True),
        columns="year left right joint left_papers right_papers known",
        rows=[(2023, "TW", "US", 1, 1, 3, 3)],
    ),
    Golden(
        measure="country_papers",
        columns="country_code papers assumed_papers first_author_papers fractional",
        rows=[("US", 3, 0, 3, 2.5), ("TW", 1, 0, 0, 0.5)],
    ),
    Golden(
        measure="disputed_papers",
        parameters=scope(2023, widest_left=["US"], widest_right=["CN", "TW"], **US_CN),
        columns="title reasons",
        rows=[
            (
                "An intern",
                ["internships and other roles", "one person with two affiliations"],
            ),
            ("With Taiwan", ["grouping"]),
        ],
    ),
    Golden(
        measure="first_last",
        parameters=scope(2023, **US_TW),
        columns="venue year track papers known left_first right_first",
        rows=[("ToyConf", 2023, "main", 1, 1, 1, 0)],
    ),
    Golden(
        measure="institution_links",
        papers=NETWORK_PAPERS,
        parameters=scope(),
        columns="left right papers fractional",
        rows=[
            ("MIT", "Oxford", 1, 0.5),
            ("MIT", "Tsinghua", 2, 1.5),
            ("Oxford", "Tsinghua", 1, 0.5),
        ],
    ),
    Golden(
        measure="institution_papers",
        papers=NETWORK_PAPERS,
        parameters=scope(),
        # First 1/2 and 1/2; Second: Ada 1/4 and 1/4, Cy 1/2; Third: Di 1/2, Ed is not resolved
        columns="institution name country_code papers fractional",
        rows=[
            ("MIT", "MIT", "US", 3, 1.25),
            ("Tsinghua", "Tsinghua", "CN", 2, 0.75),
            ("Oxford", "Oxford", "GB", 1, 0.5),
        ],
    ),
    Golden(
        measure="institution_pairs",
        papers=NETWORK_PAPERS,
        parameters=scope(None, most=5, **US_CN),
        columns="left_institution right_institution papers",
        rows=[("MIT", "Tsinghua", 2)],
    ),
    Golden(
        measure="joint_definitions",
        parameters=scope(2023, **US_CN),
        only={"every_track": True, "source": "any", "with_assumed": False},
        columns="between_people with_roles joint known",
        rows=[(False, False, 0, 3), (False, True, 1, 3), (True, False, 0, 3), (True, True, 0, 3)],
    ),
    Golden(
        measure="joint_papers",
        parameters=scope(2023, **US_TW),
        columns="papers known unknown joint joint_without_assumed joint_between_people at_most",
        rows=[(3, 3, 0, 1, 1, 1, 1)],
    ),
    Golden(
        measure="law_places",
        papers=BROKEN_PAPERS,
        parameters=scope(),
        columns="affiliation codes",
        rows=[("Huawei, London", "GB stated, CN head office")],
    ),
    Golden(
        measure="law_printed",
        papers=BROKEN_PAPERS,
        parameters=scope(),
        columns="country_code papers",
        rows=[("IS", 1)],
    ),
    Golden(
        measure="manifest",
        parameters={},
        columns="year track status papers duplicates authors authors_with_affiliation failed",
        rows=[
            (2023, "main", "accepted", 3, 0, 4, 4, 0),
            (2024, "datasets", "accepted", 1, 0, 2, 2, 0),
            (2024, "main", "accepted", 9, 1, 12, 11, 1),
            (2024, "main", "rejected", 1, 0, 1, 1, 0),
        ],
    ),
    Golden(
        measure="moves",
        papers=PEOPLE_PAPERS,
        parameters=scope(None, left=None, right=None, with_assumed=False),
        columns="name link namesakes keeps country_from year_from country_to year_to",
        rows=[
            ("Dora Gelb", "institution", 0, False, "GB", 2021, "US", 2022),
            ("Ana Rossi", "profile", 0, False, "US", 2020, "CN", 2021),
            ("Cleo  BLAU", "unknown", 0, False, "US", 2020, "CN", 2021),
            ("Emil Grau", "coauthor", 0, False, "US", 2020, "CN", 2021),
            ("Ida Gruen", "profile", 0, False, "US", 2020, "CN", 2021),
            ("Dora Gelb", "institution", 0, False, "US", 2020, "GB", 2021),
            ("Gus Lila", "unknown", 0, True, "US", 2020, "GB", 2021),
        ],
    ),
    Golden(
        measure="namesakes",
        papers=PEOPLE_PAPERS,
        parameters={},
        # Yang Li and Kim Ro are shared, J. Li short; these sign four papers without a profile id.
        # Ana, Ida and Yang Li come back with one, and Yang Li as somebody else.
        columns="names names_with_profile names_of_several_people shared short most_people "
        "authorships_aside returns returns_same",
        rows=[(12, 4, 2, 2, 1, 3, 4, 3, 2)],
    ),
    Golden(
        measure="papers",
        parameters=scope(2023, fate="known", **US_TW),
        columns="title fate author_count countries assumed_countries",
        rows=[("With Taiwan", "known", 2, ["TW", "US"], [])],
    ),
    Golden(
        measure="read_papers",
        papers=TECHNOLOGY_PAPERS,
        columns="paper_id basis has_unknown",
        rows=[(TECHNOLOGY_PAPERS[2].paper_id, "full_text", False)],
    ),
    Golden(
        measure="side_papers",
        parameters=scope(2023, **US_TW),
        columns="year known left right joint",
        rows=[(2023, 3, 3, 1, 1)],
    ),
    Golden(
        measure="technologies",
        papers=TECHNOLOGY_PAPERS,
        parameters=scope(2023, basis="full_text", countries=None, kind=None, with_derivatives=True),
        columns="name cited compared used key",
        rows=[("Heron", 1, 0, 1, 1), ("Z100", 1, 0, 1, 1), ("Owl", 1, 0, 0, 0)],
    ),
    Golden(
        measure="technology_evidence",
        papers=TECHNOLOGY_PAPERS,
        parameters=scope(
            2023,
            basis="full_text",
            countries=["US"],
            technologies=None,
            roles=["built_on"],
            with_derivatives=True,
        ),
        columns="title name role via page start end quote",
        rows=[
            ("Only the United States", "Z100", "built_on", None, 1, 0, 22, "Only the United States")
        ],
    ),
    Golden(
        measure="technology_flows",
        papers=TECHNOLOGY_PAPERS,
        parameters=scope(
            2023,
            basis="full_text",
            kind=None,
            technologies=None,
            roles=["introduced", "built_on"],
            with_derivatives=True,
        ),
        columns="developer country papers alone fractional",
        rows=[("US", "US", 1, 1, 1)],
    ),
    Golden(
        measure="technology_papers",
        papers=TECHNOLOGY_PAPERS,
        parameters=scope(
            2023,
            basis="full_text",
            countries=None,
            technologies=["model:owl"],
            with_derivatives=True,
        ),
        columns="papers read in_countries cited compared used key",
        rows=[(1, 1, 1, 1, 0, 0, 0)],
    ),
    Golden(
        measure="ties",
        papers=PEOPLE_PAPERS,
        parameters=scope(2021, with_assumed=False, **US_CN),
        columns="title is_joint kind by_profile people earlier_year earlier_paper_id",
        rows=[
            ("Far", False, "moved", False, ["Cleo  BLAU"], 2020, IDS["Alone"]),
            ("Next", False, "moved", True, ["Ida Gruen"], 2020, IDS["Listed"]),
            ("No head office", False, None, False, [], None, None),
            ("Return", True, "moved", True, ["Ana Rossi"], 2020, IDS["Thesis"]),
            ("Return", True, "renewed", False, ["Bert Maas"], 2020, IDS["Thesis"]),
            ("Return", True, "together", False, ["Bert Maas"], 2020, IDS["Thesis"]),
            ("Short again", False, None, False, [], None, None),
            ("Third Ro", False, None, False, [], None, None),
            ("Two Li", False, None, False, [], None, None),
            ("Two places", False, None, False, [], None, None),
            ("With Fay again", False, "moved", False, ["Emil Grau"], 2020, IDS["With Fay"]),
        ],
    ),
    Golden(
        measure="year_coverage",
        parameters=scope(),
        # of 2024: no author, no affiliation, damaged, unknown laboratory
        columns="year papers known",
        rows=[(2023, 3, 3), (2024, 10, 6)],
    ),
)
