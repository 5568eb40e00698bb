"""Which affiliations of a paper count, and the countries that they give."""

from collections.abc import Collection, Iterable

from byline.authorship.reading import AuthorshipReading
from byline.places.resolver import Resolver
from byline.records import Affiliation, AuthorshipAffiliation, LinkRole


def group_roles(links: Iterable[AuthorshipAffiliation]) -> dict[str, set[LinkRole]]:
    """The roles that tie authors to each affiliation, by its id."""
    roles: dict[str, set[LinkRole]] = {}
    for link in links:
        roles.setdefault(link.affiliation_id, set()).add(link.role)
    return roles


def is_counted(roles: Collection[LinkRole] | None) -> bool:
    """Whether an affiliation counts: it is tied to nobody, or to somebody as more than a guest."""
    return not roles or "affiliation" in roles


def list_counted(reading: AuthorshipReading) -> list[Affiliation]:
    """All affiliations but those that are tied to authors only as internships and the like."""
    roles = group_roles(reading.links)
    return [row for row in reading.affiliations if is_counted(roles.get(row.affiliation_id))]


def find_country_codes(reading: AuthorshipReading, resolver: Resolver) -> frozenset[str]:
    """The countries of the affiliations of a paper that count."""
    return frozenset(
        country.country_code
        for row in list_counted(reading)
        for country in resolver.resolve(
            row.raw_affiliation_string, email_domains=row.email_domains
        ).countries
    )
