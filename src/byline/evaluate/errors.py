"""A page to browse errors on: one row per difference, gold beside ours."""

from collections.abc import Sequence
from pathlib import Path

import jinja2

from byline.evaluate.agreement import Disagreement

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem;
  padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #8884; padding: .3rem .6rem }
th, td { text-align: left; vertical-align: top }
td { overflow-wrap: anywhere }
td:nth-child(2) { white-space: nowrap }
</style></head><body>
<h1>{{ title }}</h1>
<p>{{ rows | length }} differences.
{% for kind, count in counts.items() %}{{ kind }}: {{ count }}. {% endfor %}</p>
<table>
<thead><tr><th>paper or string</th><th>what</th><th>gold</th><th>ours</th></tr></thead><tbody>
{% for row in rows %}<tr><td>{{ row.paper_id }}</td><td>{{ row.kind }}</td>
<td dir="auto">{{ row.gold or "—" }}</td><td dir="auto">{{ row.ours or "—" }}</td></tr>
{% endfor %}</tbody></table></body></html>
"""


def write_errors(path: Path, *, title: str, disagreements: Sequence[Disagreement]) -> None:
    """Write the page; every text on it is escaped."""
    counts: dict[str, int] = {}
    for row in disagreements:
        counts[row.kind] = counts.get(row.kind, 0) + 1
    template = jinja2.Environment(autoescape=True).from_string(_PAGE)
    page = template.render(title=title, rows=disagreements, counts=counts)
    path.write_text(page, encoding="utf-8")
