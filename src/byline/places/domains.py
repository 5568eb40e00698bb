"""E-mail and web domains: which organisation's they are, which country's."""

import re
from functools import cache
from typing import Final, NamedTuple

from byline.places.gazetteer import read_countries, read_mail_providers, read_top_level_domains
from byline.records import Span

_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.|[A-Za-z0-9._%+{}-]{0,64}@)"
    r"((?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,24})(?:/[^\s,;]{0,200})?"
)
_WHOLE: Final = re.compile(r"\s*@?((?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z]{2,24})(?=\s*(?:\(|$))")
_SECOND_LEVELS: Final = frozenset({"ac", "edu", "gov", "gob", "go", "org", "com", "res", "sci"})
"""Below these, even an open top-level domain is its country's own (edu.co, ac.me)."""


class PrintedDomain(NamedTuple):
    """A domain and where it stands in the string."""

    name: str
    span: Span


def find_domains(text: str) -> list[PrintedDomain]:
    """Domains of addresses printed in the text, or the domain that is all but a remark of it."""
    if "." not in text:
        return []
    whole = _WHOLE.match(text)
    if whole:
        return [PrintedDomain(whole[1].lower(), whole.span(1))]
    if "@" not in text and "www." not in text and "://" not in text:
        return []
    return [PrintedDomain(found[1].lower(), found.span()) for found in _ADDRESS.finditer(text)]


def blank_out(text: str, domains: list[PrintedDomain]) -> str:
    """The text with spaces where addresses stood, so that no name is read inside them."""
    for domain in domains:
        start, end = domain.span
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def is_private(domain: str) -> bool:
    """Whether anyone may have an address there (gmail.com), so that it says nothing."""
    labels = domain.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVELS | {"co"}:
        labels.pop()
    return labels[-1:] != [] and labels[-1] in read_mail_providers()


def find_owners(domain: str, owners: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
    """The entries whose domain it is, or whose subdomain; none for private mail."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        found = owners.get(".".join(labels[start:]))
        if found:
            return found
    return ()


def find_country(domain: str) -> str | None:
    """The country of the top-level domain; None where it says nothing (.com, .ai)."""
    labels = domain.split(".")
    if labels[-1] in read_top_level_domains():
        return read_top_level_domains()[labels[-1]]
    country = labels[-1].upper()
    is_national = len(labels) > 1 and labels[-2] in _SECOND_LEVELS and country in _codes()
    return country if is_national else None


@cache
def _codes() -> frozenset[str]:
    return frozenset(country.country_code for country in read_countries())
