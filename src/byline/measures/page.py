"""The page of the measures: docs/measures.md, written from the headers of the SQL files."""

from collections.abc import Iterable

from byline.measures import Measure

_HEAD = """# Measures

Every number of Byline is the answer of one SQL file in `src/byline/measures`. What the number
means stands in the header of that file, and this page is made of these headers by
`byline measures --markdown`. A number should not be printed without its definition.
"""


def describe_measures(measures: Iterable[Measure]) -> str:
    """The page in Markdown: each measure with question, unit, counting and denominator."""
    return "\n".join([_HEAD, *map(_describe, measures)])


def _describe(measure: Measure) -> str:
    parts = {
        "unit": measure.unit,
        "counting": measure.counting,
        "denominator": measure.denominator,
        "parameters": ", ".join(f"`{name}`" for name in measure.parameters) or "none",
    }
    lines = "\n".join(f"- **{name}**: {text}" for name, text in parts.items())
    return f"## `{measure.name}`\n\n{measure.question}\n\n{lines}\n"
