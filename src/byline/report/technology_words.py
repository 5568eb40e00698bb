"""The lists and drawings of technologies in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from byline.report.cards import Pair
from byline.report.diagram import Band, Diagram
from byline.report.facts import ReportFacts
from byline.report.filters import ListFilter
from byline.report.flows import LEVELS, OTHER, UNKNOWN, FlowNode, FlowTable, name_flow_list
from byline.report.naming import Naming
from byline.report.technologies import TechnologyFacts
from byline.report.uses import UseList, UsePart

_MOST_CODES = 2


def build_technology_filters(facts: ReportFacts, naming: Naming) -> tuple[ListFilter, ...]:
    """The parts of the list of all papers that numbers about technologies lead to."""
    found = facts.technologies
    if found is None:
        return ()
    return (
        *_reading_filters(found, facts.pairs[0], naming),
        *_flow_filters(found.flows, naming),
        *_row_filters(found, naming),
    )


def _filter(token: str, message: Markup) -> ListFilter:
    return ListFilter(anchor=f"papers-{token}", selector=f'[data-tech~="{token}"]', message=message)


def _reading_filters(found: TechnologyFacts, pair: Pair, naming: Naming) -> Iterator[ListFilter]:
    words = naming.wording
    yield _filter("aside", words.text("technologies.filter_aside", count=found.size("aside")))
    for name in ("read", "reporting"):
        key = f"{name}_{found.basis}" if name == "read" else name
        yield _filter(name, words.text(f"technologies.filter_{key}", count=found.size(name)))
        for side, place in (("left", pair.left), ("right", pair.right)):
            token = f"{name}-{side}"
            message = words.text(
                f"technologies.filter_{key}_side",
                count=found.size(token),
                place=naming.place(place),
            )
            yield _filter(token, message)


def _flow_filters(table: FlowTable, naming: Naming) -> Iterator[ListFilter]:
    words = NodeWords(naming)
    for level, papers in table.papers.items():
        message = naming.wording.text(f"technologies.filter_{level}_all", count=papers)
        yield _filter(name_flow_list(None, level), message)
    for row in table.rows:
        ends = {
            "developer": words.developer(row.developer),
            "adopter": words.adopter(row.adopter),
        }
        for level in LEVELS:
            number = row.numbers[level]
            for suffix, count in (("", number.papers), ("_alone", number.alone)):
                if count:
                    yield _filter(
                        name_flow_list(row.place, level, is_alone=bool(suffix)),
                        naming.wording.text(
                            f"technologies.filter_{level}{suffix}", count=count, **ends
                        ),
                    )


def _row_filters(found: TechnologyFacts, naming: Naming) -> Iterator[ListFilter]:
    for year in found.by_year:
        row = year.count
        yield ListFilter(
            anchor=f"papers-row-{year.row}_read",
            selector=f'[data-row="{year.row}"][data-tech~="read"]',
            message=naming.wording.text(
                f"technologies.filter_read_{found.basis}_row",
                count=year.read,
                name=naming.row(venue=row.venue, year=row.year, track=row.track),
            ),
        )


@dataclass(frozen=True, slots=True)
class NodeWords:
    """What the ends of flows are called."""

    naming: Naming

    def drawn(self, node: FlowNode) -> str:
        """In a drawing, where there is room for two codes."""
        codes = self.code(node).split("+")
        rest = ["…"] if len(codes) > _MOST_CODES else []
        return "+".join([*codes[:_MOST_CODES], *rest])

    def code(self, node: FlowNode) -> str:
        """In a table: codes, or a word for several or none."""
        if node.key in {OTHER, UNKNOWN}:
            return self.naming.wording.plain(f"flow.code_{node.key}")
        return node.key

    def developer(self, node: FlowNode) -> str:
        """The country of the developers; of several, that they made it together."""
        if node.key == UNKNOWN:
            return self.adopter(node)
        if node.key == OTHER:
            return self.naming.wording.plain("flow.other_developers", count=len(node.members))
        names = [self.naming.country(code) for code in node.key.split("+")]
        if len(names) == 1:
            return names[0]
        return self.naming.wording.plain("flow.jointly", names=" + ".join(names))

    def adopter(self, node: FlowNode) -> str:
        """The country that takes it up."""
        if node.key == OTHER:
            return self.naming.wording.plain("flow.other", count=len(node.members))
        if node.key == UNKNOWN:
            return self.naming.wording.plain("country.unknown")
        return self.naming.country(node.key)


def describe_diagram(diagram: Diagram, naming: Naming) -> str:
    """A drawing in words and numbers, for readers who cannot see it."""
    words = NodeWords(naming)
    wording = naming.wording
    flows = naming.clauses(
        wording.plain(
            "flow.alt_flow",
            developer=words.developer(block.node),
            adopters=naming.listed(
                _describe_band(band, words)
                for band in diagram.bands
                if band.developer == block.node
            ),
        )
        for block in diagram.developers
    )
    return wording.plain(
        f"flow.alt_{diagram.level}", total=wording.fraction(diagram.total), flows=flows
    )


def _describe_band(band: Band, words: NodeWords) -> str:
    wording = words.naming.wording
    return wording.plain(
        "flow.alt_band", adopter=words.adopter(band.adopter), number=wording.part(band.value)
    )


def describe_part(found: UseList, part: UsePart, facts: ReportFacts, naming: Naming) -> Markup:
    """What a part of a list holds, and how much of it is listed where the list is capped."""
    values: dict[str, object] = {
        "name": found.name,
        "date": naming.wording.date(found.licence_from or ""),
    }
    suffix = ""
    if part.side != "all":
        suffix = "_side"
        pair = facts.pairs[0]
        values["place"] = naming.place(pair.left if part.side == "left" else pair.right)
    if part.row is not None:
        suffix = "_row"
        row = facts.answers[0].rows[part.row]
        values["row"] = naming.row(venue=row.venue, year=row.year, track=row.track)
    message = naming.wording.text(f"uses.part_{part.name}{suffix}", count=part.count, **values)
    if part.listed == part.count:
        return message
    return (
        message
        + naming.wording.plain("list.gap")
        + naming.wording.text("uses.part_capped", count=part.listed)
    )
