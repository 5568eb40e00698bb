import re
from dataclasses import replace
from itertools import pairwise

import pytest

from byline.queries import Flow
from byline.records import BylineError
from byline.report.cards import Pair
from byline.report.diagram import Diagram, build_diagram, draw_flows
from byline.report.flows import OTHER, UNKNOWN, Adopter, FlowNode, FlowTable, build_flow_table
from byline.report.naming import Naming
from byline.report.technology_words import NodeWords, describe_diagram
from byline.report.wording import read_wording

NAMING = Naming(read_wording())
PAIR = Pair(left="US", right="CN")
DEVELOPERS: tuple[str | None, ...] = (
    *("US", "CN", "CN+US", "FR", "DE", "GB", "KR", "JP", "IL"),
    None,
)
ADOPTERS: tuple[str | None, ...] = (*("CN", "US", "CA", "SG", "IN", "AU", "BR", "CH", "IT"), None)


def _adopter(paper: int) -> Adopter:
    """A paper of one country, or of two every third time; of an unknown one every tenth."""
    country = ADOPTERS[paper % len(ADOPTERS)]
    second = ADOPTERS[paper % 7] if paper % 3 == 0 else None
    developers = {DEVELOPERS[paper % 4], DEVELOPERS[paper % len(DEVELOPERS)]}
    return Adopter(
        countries=tuple(sorted({code for code in (country, second) if code})),
        has_unknown=country is None,
        developers={"used": developers, "key": developers if paper % 2 else set()},
    )


PAPERS = {str(paper): _adopter(paper) for paper in range(60)}


def _count(level: str) -> tuple[Flow, ...]:
    flows: dict[tuple[str | None, str | None], Flow] = {}
    for adopter in PAPERS.values():
        developers = adopter.developers[level]
        ends = [*adopter.countries, None] if adopter.has_unknown else list(adopter.countries)
        for pair in [(developer, end) for developer in developers for end in ends]:
            empty = Flow(developer=pair[0], country=pair[1], papers=0, alone=0, fractional=0.0)
            flow = flows.get(pair, empty)
            flows[pair] = replace(
                flow,
                papers=flow.papers + 1,
                alone=flow.alone + (len(adopter.countries) == 1),
                fractional=flow.fractional + 1 / len(developers) / len(ends),
            )
    return tuple(flows.values())


FLOWS = {level: _count(level) for level in ("used", "key")}


@pytest.fixture(scope="module")
def table() -> FlowTable:
    return build_flow_table(FLOWS, PAPERS)


@pytest.fixture(scope="module")
def diagram(table: FlowTable) -> Diagram:
    drawn = build_diagram(table, "used", pair=PAIR)
    assert drawn is not None
    return drawn


def test_small_countries_share_a_row_and_the_unknown_part_has_its_own(table: FlowTable) -> None:
    assert [node.key for node in table.developers[-2:]] == ["other", "unknown"]
    assert [node.key for node in table.adopters[-2:]] == ["other", "unknown"]
    assert len(table.developers) == len(table.adopters) == 8
    assert "CN+US" in {node.key for node in table.developers}


def test_every_fractional_part_is_in_the_table(table: FlowTable) -> None:
    for level, papers in table.papers.items():
        parts = sum(row.numbers[level].fractional for row in table.rows)
        assert parts == pytest.approx(papers)


def test_a_paper_of_two_small_countries_counts_once_in_their_row(table: FlowTable) -> None:
    [row] = [r for r in table.rows if (r.developer.key, r.adopter.key) == ("CN+US", "other")]
    listed = table.lists[f"u{row.place}"]
    assert any(set(PAPERS[key].countries) == {"IN", "IT"} for key in listed)
    flows = [flow for flow in FLOWS["used"] if flow.developer == "CN+US"]
    single = sum(flow.papers for flow in flows if flow.country in row.adopter.members)
    assert row.numbers["used"].papers == len(listed) == single - 1


def test_nobody_is_alone_in_an_unknown_country(table: FlowTable) -> None:
    unknown = [row for row in table.rows if row.adopter.key == "unknown"]
    assert unknown
    assert all(row.numbers["used"].alone is None for row in unknown)


def test_flows_that_do_not_fit_their_papers_stop_the_report() -> None:
    first, *rest = FLOWS["used"]
    wrong = {**FLOWS, "used": (replace(first, papers=first.papers + 1), *rest)}
    with pytest.raises(BylineError, match="bug of Byline"):
        build_flow_table(wrong, PAPERS)


def test_bands_are_as_wide_as_their_papers_and_fill_both_ends(diagram: Diagram) -> None:
    for blocks in (diagram.developers, diagram.adopters):
        assert sum(block.value for block in blocks) == pytest.approx(diagram.total)
        heights = {round(block.height / block.value, 6) for block in blocks}
        assert len(heights) == 1
    for block in diagram.developers:
        bands = [band.value for band in diagram.bands if band.developer == block.node]
        assert sum(bands) == pytest.approx(block.value)


def test_labels_have_room_and_nothing_leaves_the_drawing(diagram: Diagram) -> None:
    for blocks in (diagram.developers, diagram.adopters):
        middles = [block.middle for block in blocks]
        assert all(lower - upper >= 12 for upper, lower in pairwise(middles))
        assert min(block.top for block in blocks) >= 0
        assert max(block.top + block.height for block in blocks) <= diagram.height
    for band in diagram.bands:
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", band.path)]
        assert min(numbers) >= 0
        assert max(numbers[1::2]) <= diagram.height + 1


def test_every_developer_has_a_pattern_of_its_own(diagram: Diagram) -> None:
    patterns = {block.node.key: block.pattern for block in diagram.developers}
    assert len(set(patterns.values())) == len(patterns)
    assert (patterns["US"], patterns["CN"]) == ("rising", "falling")


def test_the_words_for_a_drawing_hold_all_of_its_numbers(diagram: Diagram) -> None:
    words = describe_diagram(diagram, NAMING)
    names = NodeWords(NAMING)
    for band in diagram.bands:
        said = f"{names.adopter(band.adopter)} {read_wording().fraction(band.value)}"
        [part] = [p for p in words.split("; ") if f"From {names.developer(band.developer)}:" in p]
        assert said in part
    assert "China (mainland) + United States, jointly" in words
    assert f"{diagram.total:.1f} papers" in words


def test_nothing_taken_up_is_not_drawn() -> None:
    assert draw_flows(build_flow_table({"used": (), "key": ()}, {}), PAIR) == ()


@pytest.mark.parametrize(
    ("key", "drawn"),
    [("US", "US"), ("GB+US", "GB+US"), ("DE+GB+US", "DE+GB+…"), (OTHER, "other"), (UNKNOWN, "?")],
)
def test_a_drawing_has_room_for_two_codes(key: str, drawn: str) -> None:
    assert NodeWords(NAMING).drawn(FlowNode(key=key, members=(key,))) == drawn
