"""The templates of a report with everything they name: words, numbers, lists and drawings."""

from collections.abc import Callable
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from byline.measures.laws import LAWS
from byline.queries import ListedPaper
from byline.report.cards import Card, side_of
from byline.report.crops import Crop
from byline.report.definition_words import (
    describe_curve,
    describe_figure,
    describe_pair,
    place_laws,
    tell_law,
)
from byline.report.facts import ReportFacts
from byline.report.filters import lists_of_card
from byline.report.flows import name_flow_list
from byline.report.naming import Naming
from byline.report.pair_years import name_pair_list
from byline.report.shown import clip_around, clip_text, find_link, name_location, show_text
from byline.report.technologies import REPORT_NAMES, ROLE_NAMES
from byline.report.technology_words import NodeWords, describe_diagram, describe_part
from byline.report.uses import SIDES, name_anchor
from byline.report.wording import Wording

_CLIP = 300
_MOST_SENTENCE = 240
_MOST_DEVELOPERS = 3
_MOST_PRINTED = 8
"""Affiliations of one lost paper that are listed; the rest is counted."""
_MOST_LAWS = 12
"""Broken laws of one section that are told; the rest is counted."""


def make_environment(facts: ReportFacts, naming: Naming) -> Environment:
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
    environment.globals |= _name_words(wording) | _name_definitions(facts, naming)
    environment.globals |= {
        "naming": naming,
        "lists_of": lists_of_card,
        "side": lambda code: side_of(code, facts.pairs),
        "beside_codes": frozenset[str]().union(*(pair.codes for pair in facts.pairs))
        - facts.pairs[0].codes,
        "codes": lambda codes: naming.listed(sorted(codes)),
        "pair_names": lambda card: _pair_names(card, facts, naming),
        "listed_codes": lambda paper: _listed_codes(paper, wording),
        "describe_crop": lambda crop: describe_crop(crop, naming),
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
        "most_printed": _MOST_PRINTED,
        "sides": {
            "all": wording.text("technologies.all"),
            "left": naming.place(facts.pairs[0].left),
            "right": naming.place(facts.pairs[0].right),
        },
    }
    return environment


def _name_words(wording: Wording) -> dict[str, object]:
    """Words and numbers as the language writes them."""
    return {
        "t": wording.text,
        "plain": wording.plain,
        "share": wording.share,
        "share_interval": wording.share_interval,
        "points": wording.points,
        "points_interval": wording.points_interval,
        "interval": wording.interval,
        "fractioned": wording.fraction,
        "day": wording.date,
        "comma": wording.plain("list.comma"),
        "clause": wording.plain("list.semicolon"),
        "stop": wording.plain("list.stop"),
        "colon": wording.plain("list.colon"),
        "gap": wording.plain("list.gap"),
        "rtl": wording.is_right_to_left,
    }


def _name_definitions(facts: ReportFacts, naming: Naming) -> dict[str, object]:
    """Definitions, laws and pairs of countries in words."""
    wording = naming.wording
    return {
        "describe_figure": partial(describe_figure, naming=naming),
        "describe_curve": partial(describe_curve, naming=naming),
        "pair_list": name_pair_list,
        "describe_pair": partial(describe_pair, naming=naming),
        "tick": lambda share: wording.plain("number.percent", value=_write_tick(share, wording)),
        "laws": place_laws(facts.broken),
        "law_names": [wording.plain(f"law.{law}") for law in LAWS],
        "tell_law": partial(tell_law, wording=wording),
        "most_laws": _MOST_LAWS,
    }


def _write_tick(share: float, wording: Wording) -> str:
    """A round share without the decimals it does not need."""
    percent = round(100 * share, 1)
    return wording.count(int(percent)) if percent.is_integer() else wording.fraction(percent)


def _clean(value: object) -> object:
    is_text = isinstance(value, str) and not isinstance(value, Markup)
    return show_text(str(value)) if is_text else value


def _pair_names(card: Card, facts: ReportFacts, naming: Naming) -> str:
    pairs = (facts.pairs[place] for place in card.joint)
    return naming.clauses(
        naming.wording.plain(
            "beside.pair_of", left=naming.place(pair.left), right=naming.place(pair.right)
        )
        for pair in pairs
    )


def _listed_codes(paper: ListedPaper, wording: Wording) -> str:
    return " ".join(
        wording.plain("register.assumed_code", code=code)
        if code in paper.assumed_countries
        else code
        for code in paper.countries
    )


def describe_crop(crop: Crop, naming: Naming) -> str:
    """A crop in words, for readers who cannot see it."""
    boxes = naming.clauses(
        naming.wording.plain("picture.alt_box", label=label, quote=" ".join(quote.split()))
        for label, quote in crop.quotes
    )
    return naming.wording.plain("picture.alt", page=crop.page, boxes=boxes)
