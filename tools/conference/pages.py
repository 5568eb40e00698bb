"""Pages in the shapes of the real sites, about made-up papers."""

import html
import json
from collections.abc import Iterable, Sequence

from tools.conference.papers import MadeUp, make_pdf
from tools.conference.server import Address, Body

PROCEEDINGS = "proceedings.neurips.cc"
PROGRAMME = "neurips.cc"
_BADGES = {
    "Conference": "Main Conference Track",
    "Datasets_and_Benchmarks_Track": "Datasets and Benchmarks Track",
    "Position_Paper_Track": "Position Paper Track",
    "Creative_AI_Track": "Creative AI",
}


def paper_page(paper: MadeUp) -> str:
    """The path of a paper's page on the proceedings site."""
    token = f"-{paper.track}" if paper.track else ""
    return f"/paper_files/paper/{paper.year}/hash/{paper.key}-Abstract{token}.html"


def pdf_path(paper: MadeUp) -> str:
    """The path of its PDF."""
    page = paper_page(paper).replace("/hash/", "/file/").replace("-Abstract", "-Paper")
    return page.removesuffix(".html") + ".pdf"


def new_layout(
    papers: Sequence[MadeUp], *, stated: int | None = None, see_also: Iterable[str] = ()
) -> bytes:
    """A page of papers as the proceedings show it today."""
    also = "".join(
        f'<p class="book-see-also">See also: <a href="{path}">Another volume </a></p>'
        for path in see_also
    )
    count = len(papers) if stated is None else stated
    entries = "\n".join(map(_new_entry, papers))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Book</title></head>'
        f'<body class="modern-theme"><header class="book-header"><h1 class="book-title">A volume'
        f'</h1>{also}</header><div class="paper-list-header"><span class="paper-count">{count:,} '
        f'papers</span></div><ul class="paper-list">{entries}</ul></body></html>'
    ).encode()


def _new_entry(paper: MadeUp) -> str:
    track = (paper.track or "").lower()
    return (
        f'<li class="{track}" data-track="{track}"><div class="paper-content">'
        f'<a title="paper title" href="{paper_page(paper)}">{html.escape(paper.title)}</a>'
        f'<span class="paper-authors">{_names(paper)}</span></div>'
        f'<span class="paper-track-badge">{_BADGES.get(paper.track or "", "")}</span></li>'
    )


def old_layout(papers: Sequence[MadeUp]) -> bytes:
    """A page of papers as the proceedings showed it until about 2025, entries left open."""
    entries = "\n".join(
        f'<li class="conference" data-track="conference"><a title="paper title" '
        f'href="{paper_page(paper)}">{html.escape(paper.title)}</a> <i>{_names(paper)}</i>'
        for paper in papers
    )
    return (
        '<html><head><meta charset="utf-8"></head><body><div class="container-fluid">'
        f"<h4>Advances</h4><ul class='paper-list'>{entries}</ul></div></body></html>"
    ).encode()


def unknown_layout(papers: Sequence[MadeUp], *, after: int) -> bytes:
    """A page whose entries change their shape after this many, as a redesign might do."""
    page = new_layout(papers[:after], stated=len(papers)).decode()
    cards = "".join(
        f"<section class='card' data-paper='{paper.key}'><h3>{html.escape(paper.title)}</h3>"
        f"<p>{_names(paper)}</p></section>"
        for paper in papers[after:]
    )
    return page.replace("</body>", f"{cards}</body>").encode()


def _names(paper: MadeUp) -> str:
    return html.escape(", ".join(name for name, _ in paper.authors))


def programme(papers: Sequence[MadeUp]) -> bytes:
    """The programme of neurips.cc, every tenth paper twice: as an oral and as a poster."""
    events = [_event(paper, "Poster") for paper in papers]
    events += [_event(paper, "Oral") for paper in papers[::10]]
    return json.dumps({"count": len(events), "results": events}).encode()


def _event(paper: MadeUp, kind: str) -> dict[str, object]:
    return {
        "id": paper.number + (100_000 if kind == "Oral" else 0),
        "uid": paper.key,
        "name": paper.title,
        "authors": [
            {
                "id": 1000 + place,
                "fullname": name,
                "url": f"http://{PROGRAMME}/api/miniconf/users/{1000 + place}?format=json",
                "institution": institution,
            }
            for place, (name, institution) in enumerate(paper.authors)
        ],
        "abstract": paper.abstract,
        "decision": f"Accept ({kind.lower()})",
        "eventtype": kind,
        "virtualsite_url": f"/virtual/{paper.year}/{kind.lower()}/{paper.number}",
        "paper_url": f"https://openreview.net/forum?id={paper.forum}",
    }


def pdf_bodies(papers: Iterable[MadeUp]) -> dict[Address, Body]:
    """The PDF of each paper at its address."""
    return {
        (PROCEEDINGS, pdf_path(paper)): Body(make_pdf(paper), "application/pdf") for paper in papers
    }
