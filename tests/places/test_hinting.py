"""A name that nobody is registered by tells its country where its own words do."""

import pytest

from byline.places.resolver import Resolver

HINTS = """
US | place_in_name@1 | Galveston Bay Research Institute, Houston Division
CN | place_in_name@1 | Guangxi Key Laboratory of Trusted Software
CN | place_in_name@1 | Ningbo Donghai Group Co., Ltd.
CN | place_in_name@1 | Wuhan Dameng Database Co., Ltd
HK | place_in_name@1 | Hong Kong Lantern Laboratory
RO | place_in_name@1 | Facultatea de Matematica si Informatica Bucuresti
FR | place_in_name@1 | EA 6311 FREDUniversité de Limoges
DE | nation_in_name@1 | German Institute for International Educational Research
TH | nation_in_name@1 | Thai Institute of Blockchain Science
IT | telling_word@1 | IRCCS Stella Maris
FR | telling_word@1 | LGDP-UMR5096
GB | telling_word@1 | UKRI Centre in AI for Healthcare
RU | telling_word@1 | ФГОУ ВПО «Омский государственный аграрный университет»
RU | telling_word@1 | Институт русской литературы (Пушкинский Дом) Российской академии наук
AU | telling_word@1 | ARC Centre of Excellence for Autonomous Systems
"""
SILENT = """
Department of Statistics
Laboratory of Reading Development
Sunrise Technology Inc.
Guangdong-Hong Kong-Macao Joint Laboratory
Charles Darwin Research Group
Department of English
"""


@pytest.mark.parametrize("row", HINTS.strip().splitlines())
def test_words_of_an_unknown_name_tell_its_country(compact_resolver: Resolver, row: str) -> None:
    country, rule, affiliation = row.split(" | ")
    resolution = compact_resolver.resolve(affiliation)
    assert [(found.country_code, found.rule) for found in resolution.countries] == [(country, rule)]
    assert resolution.status == "not_found"
    assert not resolution.countries[0].is_assumed


@pytest.mark.parametrize("affiliation", SILENT.strip().splitlines())
def test_words_that_may_mean_something_else_tell_nothing(
    compact_resolver: Resolver, affiliation: str
) -> None:
    assert compact_resolver.resolve(affiliation).countries == ()


def test_an_ambiguous_name_is_not_decided_by_the_words_in_it(compact_resolver: Resolver) -> None:
    resolution = compact_resolver.resolve("York University")
    assert resolution.status == "ambiguous"
    assert resolution.countries == ()


def test_a_name_not_quite_believed_still_tells_its_country(compact_resolver: Resolver) -> None:
    (country,) = compact_resolver.resolve("Two Sigma Investments LP").countries
    assert (country.country_code, country.rule) == ("US", "doubtful_institution@1")
    assert (country.basis, country.is_assumed) == ("headquarters", True)


@pytest.mark.parametrize("affiliation", ["FI Group", "MDA", "Computer Science", "ITA Software"])
def test_a_firms_bare_acronym_or_generic_name_tells_no_country(
    compact_resolver: Resolver, affiliation: str
) -> None:
    resolution = compact_resolver.resolve(affiliation)
    assert resolution.status != "matched"
    assert resolution.countries == ()
