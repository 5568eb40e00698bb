"""The report as one file: facts gathered from a store, set with templates, written whole."""

import base64
import hashlib
import importlib.resources
import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from byline.queries import FATES, ListedPaper, Scope, Store, explain_measure
from byline.report.cards import Card, side_of
from byline.report.charts import can_draw, draw_charts
from byline.report.crops import Crop
from byline.report.diagram import draw_flows
from byline.report.facts import LOST_FATES, ReportFacts, build_series
from byline.report.filters import (
    ListFilter,
    build_card_filters,
    build_register_filters,
    lists_of_card,
)
from byline.report.flows import name_flow_list
from byline.report.gathering import gather_facts
from byline.report.naming import Naming
from byline.report.pictures import Picture, build_pictures
from byline.report.shown import clip_around, clip_text, find_link, name_location, show_text
from byline.report.technologies import REPORT_NAMES, ROLE_NAMES
from byline.report.technology_words import (
    NodeWords,
    build_technology_filters,
    describe_diagram,
    describe_part,
)
from byline.report.uses import SIDES, name_anchor, write_use_rules
from byline.report.wording import Wording, read_wording
from byline.run.progress import ShowProgress, show_nothing
from byline.run.settings import SourceSettings, read_settings
from byline.store.study import Study, write_atomically

MOST_CROPS = 300
_CLIP = 300
_MOST_SENTENCE = 240
_MOST_DEVELOPERS = 3
_TECHNOLOGY_MEASURES = (
    "read_papers",
    "technologies",
    "technology_papers",
    "technology_flows",
    "technology_evidence",
    "accelerator_papers",
)
_MOST_PRINTED = 8
"""Affiliations of one lost paper that are listed; the rest is counted."""


def write_report(
    study: Study,
    *,
    left: str,
    right: str,
    scope: Scope,
    out: Path | None = None,
    max_crops: int = MOST_CROPS,
    workers: int = 1,
    dated: date | None = None,
    show: ShowProgress = show_nothing,
) -> Path:
    """Write the report of one question as a self-contained HTML file and return its path.

    Pictures are drawn for at most `max_crops` papers. Raises BylineError where the groupings
    overlap, the store is missing, or a number and its list disagree.
    """
    with Store.opened(study.store) as store:
        facts, details = gather_facts(store, left, right, scope, show=show)
    pictures = build_pictures(
        study, details, facts.pairs, max_crops=max_crops, workers=workers, show=show
    )
    path = out or study.reports / _file_name(left, right, scope)
    html = render_report(
        facts,
        pictures,
        wording=read_wording(),
        command=_command(study, left, right, scope),
        sources=read_settings(study).sources,
        dated=dated,
    )
    write_atomically(path, html.encode("utf-8", "replace"))
    return path


def _file_name(left: str, right: str, scope: Scope) -> str:
    years = sorted({str(year) for year in (scope.year_from, scope.year_to) if year is not None})
    parts = [left, right, scope.venue, scope.track, *years]
    words = (re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts if part)
    return f"{'-'.join(word for word in words if word)}.html"


def _command(study: Study, left: str, right: str, scope: Scope) -> str:
    options = {
        "--study": str(study.root),
        "--venue": scope.venue,
        "--track": scope.track,
        "--from": scope.year_from,
        "--to": scope.year_to,
        "--status": None if scope.status == "accepted" else scope.status or "any",
    }
    given = [(name, str(value)) for name, value in options.items() if value is not None]
    return shlex.join(["byline", "report", left, right, *(part for pair in given for part in pair)])


def render_report(
    facts: ReportFacts,
    pictures: Mapping[str, Picture],
    *,
    wording: Wording,
    command: str,
    sources: Sequence[SourceSettings],
    dated: date | None,
) -> str:
    """The HTML of a report."""
    naming = Naming(wording)
    series = build_series(facts.answers[0].rows)
    card_filters = build_card_filters(facts, naming)
    register_filters = (
        *build_register_filters(facts, naming),
        *build_technology_filters(facts, naming),
    )
    technologies = facts.technologies
    style = _read_asset("report.css") + _filter_rules((*card_filters, *register_filters))
    style += write_use_rules(technologies.uses if technologies else ())
    script = _read_asset("report.js")
    environment = _make_environment(facts, naming)
    return environment.get_template("report.html").render(
        facts=facts,
        pictures=pictures,
        series=series,
        charts=draw_charts(series, naming),
        can_draw=can_draw(),
        card_filters=card_filters,
        register_filters=register_filters,
        carded=frozenset(card.paper.paper_id for card in facts.cards),
        rows={row.paper.paper_id: row.row for row in facts.register},
        limited=_limit_of(pictures.values()),
        scope=naming.scope(
            facts.scope, venues=facts.venues, years=facts.years, tracks=facts.tracks
        ),
        definition=explain_measure("joint_papers"),
        definitions=[explain_measure(name) for name in _TECHNOLOGY_MEASURES],
        technologies=technologies,
        tokens=technologies.tokens if technologies else {},
        diagrams=draw_flows(technologies.flows, facts.pairs[0]) if technologies else (),
        disputed=sum(card.is_headline and bool(card.disputes) for card in facts.cards),
        fates=FATES,
        lost_fates=LOST_FATES,
        most_printed=_MOST_PRINTED,
        command=command,
        sources=[(source.path, _options_of(source)) for source in sources],
        dated=dated.isoformat() if dated else None,
        style=Markup(style),  # noqa: S704 (a file of ours and rules made of checked codes)
        script=Markup(script),  # noqa: S704 (a file of ours)
        policy=_write_policy(style=style, script=script),
    )


def _read_asset(name: str) -> str:
    return importlib.resources.files(__package__).joinpath("templates", name).read_text("utf-8")


def _filter_rules(filters: Iterable[ListFilter]) -> str:
    return "".join(f"{one.rule}\n" for one in filters)


def _write_policy(*, style: str, script: str) -> str:
    """The content security policy: nothing from anywhere but this style and this script."""
    return (
        f"default-src 'none'; img-src data:; style-src {_source_hash(style)}; "
        f"script-src {_source_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _source_hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _limit_of(pictures: Iterable[Picture]) -> int | None:
    """How many papers the pictures were limited to, None where they were not."""
    limits = (
        picture.note.count
        for picture in pictures
        if picture.note is not None and picture.note.key == "limit"
    )
    return next(limits, None)


def _options_of(source: SourceSettings) -> str:
    """The options a source was read with, as far as any were given."""
    given = ((field.name, getattr(source.options, field.name)) for field in fields(source.options))
    return "; ".join(f"{name}: {_option_text(value)}" for name, value in given if value)


def _option_text(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{ours}={theirs}" for ours, theirs in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _make_environment(facts: ReportFacts, naming: Naming) -> Environment:
    """Templates whose every value is cleaned and escaped, and whose unknown names are errors."""
    wording = naming.wording
    environment = Environment(
        loader=PackageLoader("byline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    filters: dict[str, Callable[..., object]] = {
        "count": wording.count,
        "country_name": naming.country,
        "part": wording.part,
        "fraction": wording.fraction,
        "clip": partial(clip_text, limit=_CLIP),
        "link": find_link,
        "file_name": name_location,
    }
    environment.filters |= filters
    environment.globals |= {
        "t": wording.text,
        "plain": wording.plain,
        "share": wording.share,
        "naming": naming,
        "lists_of": lists_of_card,
        "side": lambda code: side_of(code, facts.pairs),
        "beside_codes": frozenset[str]().union(*(pair.codes for pair in facts.pairs))
        - facts.pairs[0].codes,
        "codes": lambda codes: ", ".join(sorted(codes)),
        "pair_names": lambda card: _pair_names(card, facts, naming),
        "listed_codes": lambda paper: _listed_codes(paper, wording),
        "describe_crop": lambda crop: describe_crop(crop, wording),
        "describe_diagram": lambda diagram: describe_diagram(diagram, naming),
        "describe_part": lambda found, part: describe_part(found, part, facts, naming),
        "nodes": NodeWords(naming),
        "most_developers": _MOST_DEVELOPERS,
        "sentence": lambda quote, name: clip_around(quote, name, limit=_MOST_SENTENCE),
        "flow_token": name_flow_list,
        "use_anchor": name_anchor,
        "role_columns": dict.fromkeys(SIDES, ROLE_NAMES),
        "report_columns": dict.fromkeys(SIDES, REPORT_NAMES) | {"all": REPORT_NAMES[:1]},
        "most_sentence": _MOST_SENTENCE,
        "sides": {
            "all": wording.text("technologies.all"),
            "left": naming.place(facts.pairs[0].left),
            "right": naming.place(facts.pairs[0].right),
        },
    }
    return environment


def _clean(value: object) -> object:
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return show_text(str(value)) if is_text else value


def _pair_names(card: Card, facts: ReportFacts, naming: Naming) -> str:
    return "; ".join(
        f"{naming.place(facts.pairs[place].left)} + {naming.place(facts.pairs[place].right)}"
        for place in card.joint
    )


def _listed_codes(paper: ListedPaper, wording: Wording) -> str:
    return " ".join(
        wording.plain("register.assumed_code", code=code)
        if code in paper.assumed_countries
        else code
        for code in paper.countries
    )


def describe_crop(crop: Crop, wording: Wording) -> str:
    """A crop in words, for readers who cannot see it."""
    boxes = "; ".join(
        wording.plain("picture.alt_box", label=label, quote=" ".join(quote.split()))
        for label, quote in crop.quotes
    )
    return wording.plain("picture.alt", page=crop.page, boxes=boxes)
