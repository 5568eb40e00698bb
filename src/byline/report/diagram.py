"""The shape of a flow diagram: bands from developers to adopters, as wide as their numbers.

Nothing of the papers' text goes into a drawing, only codes of countries and numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from byline.report.cards import Pair
from byline.report.flows import LEVELS, FlowNode, FlowTable

WIDTH = 360.0
_MARGIN = 96.0
"""Room for the labels beside the nodes."""
_NODE_WIDTH = 7.0
_BANDS_HEIGHT = 210.0
"""Height of all bands together, whatever they count."""
_LEAST_SLOT = 15.0
"""A node takes at least the height of its label."""
_GAP = 5.0
_LEAST_BAND = 0.6
_THIN = 2.0
"""A band below it has no room for an outline."""
_LEFT_PATTERN, _RIGHT_PATTERN = "rising", "falling"
"""As the print of the two sides is framed on the cards."""
_PATTERNS = ("crossed", "dots", "lines", "bars", "checks", "dashes", "rings", "plain")
"""For all other developers, of which there are never more than eight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A country at one end: where it stands and what it adds up to."""

    node: FlowNode
    value: float
    left: float
    top: float
    height: float
    pattern: str
    """Of its bands; empty for adopters."""

    @property
    def middle(self) -> float:
        """Height of its label."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A flow as a closed path."""

    developer: FlowNode
    adopter: FlowNode
    value: float
    path: str
    pattern: str
    is_thin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Flows of one level as shapes."""

    level: str
    width: float
    height: float
    developers: tuple[Block, ...]
    adopters: tuple[Block, ...]
    bands: tuple[Band, ...]
    total: float


def draw_flows(table: FlowTable, pair: Pair) -> tuple[Diagram, ...]:
    """A diagram for each level at which anything is taken up."""
    drawn = (build_diagram(table, level, pair=pair) for level in LEVELS)
    return tuple(diagram for diagram in drawn if diagram is not None)


def build_diagram(table: FlowTable, level: str, *, pair: Pair) -> Diagram | None:
    """The diagram of one level, None where nothing is taken up."""
    values = {
        (developer.key, adopter.key): table.value(level, developer, adopter)
        for developer in table.developers
        for adopter in table.adopters
    }
    total = sum(values.values())
    if not total:
        return None
    scale = _BANDS_HEIGHT / total
    patterns = _assign_patterns(table.developers, pair)
    sources = _sum_nodes(table.developers, values, end=0)
    targets = _sum_nodes(table.adopters, values, end=1)
    height = max(_column_height(sources, scale), _column_height(targets, scale))
    developers = _stack(sources, scale, left=_MARGIN, height=height, patterns=patterns)
    adopters = _stack(
        targets, scale, left=WIDTH - _MARGIN - _NODE_WIDTH, height=height, patterns={}
    )
    return Diagram(
        level=level,
        width=WIDTH,
        height=height,
        developers=developers,
        adopters=adopters,
        bands=_draw_bands(developers, adopters, values, scale),
        total=total,
    )


def _assign_patterns(nodes: Sequence[FlowNode], pair: Pair) -> dict[str, str]:
    """A pattern for each developer; those of the two sides are theirs everywhere."""
    patterns: dict[str, str] = {}
    for codes, pattern in ((pair.left_codes, _LEFT_PATTERN), (pair.right_codes, _RIGHT_PATTERN)):
        first = next((node.key for node in nodes if node.key in codes), None)
        if first is not None:
            patterns[first] = pattern
    others = (node.key for node in nodes if node.key not in patterns)
    return patterns | dict(zip(others, _PATTERNS, strict=False))


def _sum_nodes(
    nodes: Sequence[FlowNode], values: Mapping[tuple[str, str], float], *, end: int
) -> dict[FlowNode, float]:
    sums = {
        node: sum(value for pair, value in values.items() if pair[end] == node.key)
        for node in nodes
    }
    return {node: value for node, value in sums.items() if value}


def _slot(value: float, scale: float) -> float:
    return max(value * scale, _LEAST_SLOT)


def _column_height(sums: Mapping[FlowNode, float], scale: float) -> float:
    return sum(_slot(value, scale) + _GAP for value in sums.values()) + _GAP


def _stack(
    sums: Mapping[FlowNode, float],
    scale: float,
    *,
    left: float,
    height: float,
    patterns: Mapping[str, str],
) -> tuple[Block, ...]:
    """Blocks from top to bottom, the column in the middle of the height."""
    blocks = []
    reached = (height - _column_height(sums, scale)) / 2 + _GAP
    for node, value in sums.items():
        slot = _slot(value, scale)
        blocks.append(
            Block(
                node=node,
                value=value,
                left=left,
                top=reached + (slot - value * scale) / 2,
                height=value * scale,
                pattern=patterns.get(node.key, ""),
            )
        )
        reached += slot + _GAP
    return tuple(blocks)


def _draw_bands(
    developers: Sequence[Block],
    adopters: Sequence[Block],
    values: Mapping[tuple[str, str], float],
    scale: float,
) -> tuple[Band, ...]:
    bands = []
    entered = {block.node: block.top for block in adopters}
    for source in developers:
        left_at = source.top
        for target in adopters:
            value = values[source.node.key, target.node.key]
            if not value:
                continue
            width = value * scale
            right_at = entered[target.node]
            bands.append(
                Band(
                    developer=source.node,
                    adopter=target.node,
                    value=value,
                    path=_draw_path(left_at, right_at, max(width, _LEAST_BAND)),
                    pattern=source.pattern,
                    is_thin=width < _THIN,
                )
            )
            left_at += width
            entered[target.node] += width
    return tuple(bands)


def _draw_path(left_at: float, right_at: float, width: float) -> str:
    left, right = _MARGIN + _NODE_WIDTH, WIDTH - _MARGIN - _NODE_WIDTH
    middle = (left + right) / 2
    upper = f"M{left:.1f} {left_at:.1f}C{middle:.1f} {left_at:.1f} {middle:.1f} {right_at:.1f} "
    lower = (
        f"L{right:.1f} {right_at + width:.1f}C{middle:.1f} {right_at + width:.1f} "
        f"{middle:.1f} {left_at + width:.1f} {left:.1f} {left_at + width:.1f}Z"
    )
    return f"{upper}{right:.1f} {right_at:.1f}{lower}"
