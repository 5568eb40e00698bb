"""The report as one file: facts gathered from a store, set with templates, written whole."""

import base64
import hashlib
import importlib.resources
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path

from markupsafe import Markup

from byline.queries import FATES, Scope, Store
from byline.report.charts import can_draw, draw_charts
from byline.report.curve import draw_curve
from byline.report.definition_words import (
    DefinitionWords,
    build_definition_filters,
    build_pair_filters,
)
from byline.report.diagram import draw_flows
from byline.report.environment import make_environment
from byline.report.facts import LOST_FATES, ReportFacts, build_series
from byline.report.filters import (
    ListFilter,
    build_card_filters,
    build_register_filters,
)
from byline.report.gathering import gather_facts
from byline.report.marks import draw_definitions
from byline.report.naming import Naming
from byline.report.pair_years import draw_pairs
from byline.report.pictures import Picture, build_pictures
from byline.report.technology_words import build_technology_filters
from byline.report.uses import write_use_rules
from byline.report.wording import ENGLISH, Wording, read_wording
from byline.run.progress import ShowProgress, show_nothing
from byline.run.settings import SourceSettings, read_settings
from byline.store.study import Study, write_atomically

MOST_CROPS = 300
_HEADLINE_MEASURE = "joint_papers"
_MEASURES = ("joint_definitions", "country_papers", "country_pairs")
_TECHNOLOGY_MEASURES = (
    "read_papers",
    "technologies",
    "technology_papers",
    "technology_flows",
    "technology_evidence",
    "accelerator_papers",
)
SHOWN_MEASURES = (_HEADLINE_MEASURE, *_MEASURES, *_TECHNOLOGY_MEASURES)
"""Measures that a report defines in its own language."""


def write_report(
    study: Study,
    *,
    left: str,
    right: str,
    scope: Scope,
    language: str = ENGLISH,
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
    path = out or study.reports / _file_name(left, right, scope, language=language)
    html = render_report(
        facts,
        pictures,
        wording=read_wording(language),
        command=_command(study, left, right, scope, language=language),
        sources=read_settings(study).sources,
        dated=dated,
    )
    write_atomically(path, html.encode("utf-8", "replace"))
    return path


def _file_name(left: str, right: str, scope: Scope, *, language: str) -> str:
    years = sorted({str(year) for year in (scope.year_from, scope.year_to) if year is not None})
    parts = [left, right, scope.venue, scope.track, *years, *_other_than_english(language)]
    words = (re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-") for part in parts if part)
    return f"{'-'.join(word for word in words if word)}.html"


def _other_than_english(language: str) -> list[str]:
    return [] if language == ENGLISH else [language]


def _command(study: Study, left: str, right: str, scope: Scope, *, language: str) -> str:
    options = {
        "--study": str(study.root),
        "--venue": scope.venue,
        "--track": scope.track,
        "--from": scope.year_from,
        "--to": scope.year_to,
        "--status": None if scope.status == "accepted" else scope.status or "any",
        "--language": next(iter(_other_than_english(language)), None),
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
    found = facts.definitions
    words = DefinitionWords(naming, found.headline.count.definition) if found else None
    card_filters = build_card_filters(facts, naming)
    register_filters = _build_register_filters(facts, words, naming)
    series = build_series(facts.answers[0].rows)
    style = _read_asset("report.css") + _filter_rules((*card_filters, *register_filters))
    style += write_use_rules(facts.technologies.uses if facts.technologies else ())
    script = _read_asset("report.js")
    environment = make_environment(facts, naming)
    if words:
        environment.filters["choice_name"] = words.choice
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
        **_define(facts, naming),
        definition_words=words,
        **_draw_definitions(facts),
        pair_charts=draw_pairs(facts.country_pairs),
        **_draw_technologies(facts),
        disputed=sum(card.is_headline and bool(card.disputes) for card in facts.cards),
        fates=FATES,
        lost_fates=LOST_FATES,
        command=command,
        sources=[(source.path, _options_of(source)) for source in sources],
        dated=wording.date(dated.isoformat()) if dated else None,
        style=Markup(style),  # noqa: S704 (a file of ours and rules made of checked codes)
        script=Markup(script),  # noqa: S704 (a file of ours)
        policy=_write_policy(style=style, script=script),
    )


def _build_register_filters(
    facts: ReportFacts, words: DefinitionWords | None, naming: Naming
) -> tuple[ListFilter, ...]:
    """All parts of the list of papers that a number leads to."""
    return (
        *build_register_filters(facts, naming),
        *build_technology_filters(facts, naming),
        *build_pair_filters(facts.country_pairs, naming),
        *build_definition_filters(facts.definitions, words, naming),
    )


def _define(facts: ReportFacts, naming: Naming) -> dict[str, object]:
    """What was asked, and what each measure means."""
    return {
        "scope": naming.scope(
            facts.scope, venues=facts.venues, years=facts.years, tracks=facts.tracks
        ),
        "definition": naming.define(_HEADLINE_MEASURE),
        "definitions": [naming.define(name) for name in _MEASURES],
        "technology_definitions": [naming.define(name) for name in _TECHNOLOGY_MEASURES],
    }


def _draw_definitions(facts: ReportFacts) -> dict[str, object]:
    """The figures of the definitions, and the lists that each paper stands in for them."""
    found = facts.definitions
    return {
        "definition_figure": draw_definitions(found, facts.bounds) if found else None,
        "definition_curve": draw_curve(found.combinations) if found else None,
        "definition_tokens": found.tokens if found else {},
    }


def _draw_technologies(facts: ReportFacts) -> dict[str, object]:
    """What the papers take up, where anything of it was read, and how it flows."""
    found = facts.technologies
    return {
        "technologies": found,
        "tokens": found.tokens if found else {},
        "diagrams": draw_flows(found.flows, facts.pairs[0]) if found else (),
    }


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
