"""The tables of places and words, row by row."""

import re
from collections import Counter

import pytest

from byline.places.features import Feature, read_weights
from byline.places.gazetteer import (
    City,
    Country,
    Subdivision,
    read_cities,
    read_countries,
    read_exonyms,
    read_known_names,
    read_mail_providers,
    read_subdivisions,
    read_territories,
    read_top_level_domains,
)
from byline.places.tokens import normalise, read_tokens, read_words

CODES = {country.country_code for country in read_countries()}
ROLES = {"hollow", "field", "unit", "company", "person", "name", "stop"}


def test_every_country_stands_once() -> None:
    assert len(CODES) == len(read_countries()) == 250


@pytest.mark.parametrize("country", read_countries(), ids=lambda country: country.country_code)
def test_a_country_has_a_code_and_names_that_can_be_read(country: Country) -> None:
    assert re.fullmatch(r"[A-Z]{2}", country.country_code)
    assert all(read_tokens(name) for name in country.names)
    assert len(set(country.names)) == len(country.names)


def test_no_name_states_two_countries() -> None:
    told = Counter(name.casefold() for country in read_countries() for name in country.names)
    assert [name for name, count in told.items() if count > 1] == []


@pytest.mark.parametrize("state", read_subdivisions(), ids=lambda state: state.names[0])
def test_a_state_lies_in_a_country(state: Subdivision) -> None:
    assert state.country_code in CODES
    assert re.fullmatch(r"[A-Z]{0,3}", state.code)
    assert all(state.names)


def test_every_american_state_has_its_postal_code() -> None:
    codes = [state.code for state in read_subdivisions() if state.country_code == "US"]
    assert len({code for code in codes if code}) == 51


def test_cities_lie_in_countries_and_weigh_something() -> None:
    def is_wrong(city: City) -> bool:
        return city.country_code not in CODES or city.weight < 0 or not city.name.strip()

    assert not [city for city in read_cities() if is_wrong(city)]


def test_an_exonym_stands_for_one_city() -> None:
    assert all(country in CODES for country, _ in read_exonyms())
    assert all(spelling != name for (_, spelling), name in read_exonyms().items())


def test_territories_and_their_countries_are_countries() -> None:
    assert CODES.issuperset(read_territories())
    assert CODES.issuperset(read_territories().values())
    assert read_territories()["HK"] == "CN"


@pytest.mark.parametrize("label", ["ai", "io", "co", "me", "tv", "so", "cc", "la", "gg"])
def test_open_top_level_domains_are_no_countries(label: str) -> None:
    assert label not in read_top_level_domains()


def test_top_level_domains_lead_to_countries() -> None:
    domains = read_top_level_domains()
    assert CODES.issuperset(domains.values())
    assert (domains["uk"], domains["edu"], domains["cn"], domains["hk"]) == ("GB", "US", "CN", "HK")


def test_mail_providers_are_single_labels() -> None:
    assert "gmail" in read_mail_providers()
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in read_mail_providers())


def test_a_known_name_leads_to_one_registry_key() -> None:
    names = read_known_names()
    key = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}|byline\.[a-z-]+")
    assert all(key.fullmatch(of) for of, _ in names)
    bearers = Counter(name for _, name in set(names))
    assert [name for name, count in bearers.items() if count > 1] == []


def test_words_have_known_roles_and_one_meaning_each() -> None:
    words = read_words()
    assert set(words.roles.values()) <= ROLES
    assert all(words.canonical[word] == word for word in words.canonical.values())


def test_a_canonical_word_is_its_own_form() -> None:
    words = read_words()
    changed = {word for word in words.canonical.values() if normalise(word) not in (word, "")}
    assert changed == set()


def test_every_feature_has_a_weight() -> None:
    assert len(read_weights()) == len(Feature) + 1
