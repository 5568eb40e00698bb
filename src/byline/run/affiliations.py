"""What `byline resolve` answers: one affiliation a line in, one JSON object a line out."""

import json
from functools import cache
from json.encoder import encode_basestring as _quote

from byline.places.resolution import MatchedInstitution, Resolution, ResolvedCountry

Answer = dict[str, object]


def read_affiliation_line(line: str) -> str:
    """The affiliation of one line: plain text, or a JSON object with "affiliation"."""
    text = line.rstrip("\r\n")
    if text.lstrip().startswith("{"):
        try:
            value = json.loads(text)
        except ValueError:
            return text
        if isinstance(value, dict) and isinstance(value.get("affiliation"), str):
            return str(value["affiliation"])
    return text


def answer_places(resolution: Resolution) -> Answer:
    """Institutions and countries of a string as programs get them."""
    return {
        "matches": [_match(match) for match in resolution.matches],
        "countries": [_country(country) for country in resolution.countries],
    }


def _match(match: MatchedInstitution) -> Answer:
    return {
        "ror_id": match.ror_id and f"https://ror.org/{match.ror_id}",
        "name": match.name,
        "country_code": match.country_code,
        "score": match.score,
        "method": match.method,
        "span": list(match.span),
    }


def _country(country: ResolvedCountry) -> Answer:
    return {
        "country_code": country.country_code,
        "basis": country.basis,
        "assumed": country.is_assumed,
        "span": list(country.span),
    }


def write_answer(resolution: Resolution) -> str:
    """One string as `byline resolve` prints it: JSON of `answer_places`, written at once."""
    matches = ", ".join([_write_match(match) for match in resolution.matches])
    countries = ", ".join([_write_country(country) for country in resolution.countries])
    return (
        f'{{"affiliation": {_quote(resolution.affiliation)}, "status": "{resolution.status}", '
        f'"matches": [{matches}], "countries": [{countries}]}}'
    )


def _write_match(match: MatchedInstitution) -> str:
    ror_id = f'"https://ror.org/{match.ror_id}"' if match.ror_id else "null"
    country_code = f'"{match.country_code}"' if match.country_code else "null"
    start, end = match.span
    return (
        f'{{"ror_id": {ror_id}, "name": {_quote(match.name)}, "country_code": {country_code}, '
        f'"score": {_write_score(match.score)}, "method": "{match.method}", '
        f'"span": [{start}, {end}]}}'
    )


@cache
def _write_score(score: float) -> str:
    return repr(score)


def _write_country(country: ResolvedCountry) -> str:
    assumed = "true" if country.is_assumed else "false"
    start, end = country.span
    return (
        f'{{"country_code": "{country.country_code}", "basis": "{country.basis}", '
        f'"assumed": {assumed}, "span": [{start}, {end}]}}'
    )
