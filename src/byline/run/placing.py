"""The places stage: institutions and countries, corrected by hand, with what disputes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from byline.places.compiled import load_index
from byline.places.override_files import read_overrides
from byline.places.overrides import OverrideTable
from byline.places.registry import load_registry
from byline.places.resolution import Resolution
from byline.places.resolver import Resolver
from byline.records import (
    Affiliation,
    CountryMatch,
    Disagreement,
    InstitutionMatch,
    Override,
    Row,
    make_id,
)
from byline.store.study import Study

_EMAIL_DOUBT = 0.5
_HELD_BACK_DOUBT = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesTask:
    """Affiliations to resolve and the overrides of the study."""

    affiliations: tuple[Affiliation, ...]
    overrides: tuple[Override, ...]


@cache
def load_resolver() -> Resolver:
    """The resolver of this process, made once: a worker resolves many shards with it."""
    return Resolver(load_index(load_registry()))


def read_study_overrides(study: Study) -> tuple[Override, ...]:
    """What people have corrected in a study; nothing where nobody has."""
    path = study.overrides_path
    return tuple(read_overrides(path)) if path.is_file() else ()


def compile_registry() -> None:
    """Have the index of the registry in use built and kept, once, before workers ask for it."""
    load_index(load_registry())


@cache
def _load_overrides(overrides: tuple[Override, ...]) -> OverrideTable:
    return OverrideTable(overrides, load_registry().entries if overrides else ())


def resolve_places(task: PlacesTask) -> list[Row]:
    """Institution and country rows of these affiliations, unknown ones and disputes among them."""
    return [row for affiliation in task.affiliations for row in _places_of(affiliation, task)]


def _places_of(affiliation: Affiliation, task: PlacesTask) -> Iterator[Row]:
    answer = load_resolver().resolve(
        affiliation.raw_affiliation_string, email_domains=affiliation.email_domains
    )
    applied = _load_overrides(task.overrides).apply(answer, paper_id=affiliation.paper_id)
    yield from _institutions_of(affiliation, applied.resolution)
    yield from _countries_of(affiliation, applied.resolution)
    if applied.outcome == "held_back":
        yield _disagreement(
            affiliation, kind="override_held_back", doubt=_HELD_BACK_DOUBT, reason=applied.note
        )
    if applied.outcome != "applied":
        yield from _compare_domains(affiliation, applied.resolution)


def _compare_domains(affiliation: Affiliation, resolution: Resolution) -> Iterator[Row]:
    """E-mail addresses that lead to another country than the words beside them."""
    here = {country.country_code for country in resolution.countries}
    for domain in affiliation.email_domains if here else ():
        there = {
            country.country_code for country in load_resolver().resolve(f"@{domain}").countries
        }
        if there and not here & there:
            yield _disagreement(
                affiliation,
                kind="email_against_affiliation",
                doubt=_EMAIL_DOUBT,
                reason=f"the words give {', '.join(sorted(here))}, "
                f"the address {domain} gives {', '.join(sorted(there))}",
            )


def _disagreement(
    affiliation: Affiliation, *, kind: str, doubt: float, reason: str
) -> Disagreement:
    return Disagreement(
        disagreement_id=make_id(affiliation.affiliation_id, kind, reason),
        paper_id=affiliation.paper_id,
        affiliation_id=affiliation.affiliation_id,
        kind=kind,
        doubt=doubt,
        reason=reason,
    )


def _institutions_of(affiliation: Affiliation, resolution: Resolution) -> Iterator[Row]:
    for position, match in enumerate(resolution.matches, start=1):
        yield InstitutionMatch(
            affiliation_id=affiliation.affiliation_id,
            paper_id=affiliation.paper_id,
            position=position,
            status=resolution.status,
            ror_id=match.ror_id,
            name=match.name,
            country_code=match.country_code,
            score=match.score,
            method=match.method,
            start=match.span[0],
            end=match.span[1],
            evidence_id=affiliation.evidence_id,
        )
    if not resolution.matches:
        yield InstitutionMatch(
            affiliation_id=affiliation.affiliation_id,
            paper_id=affiliation.paper_id,
            position=1,
            status="not_found",
            ror_id=None,
            name=None,
            country_code=None,
            score=0.0,
            method="none",
            start=None,
            end=None,
            evidence_id=affiliation.evidence_id,
        )


def _countries_of(affiliation: Affiliation, resolution: Resolution) -> Iterator[Row]:
    for position, country in enumerate(resolution.countries, start=1):
        yield CountryMatch(
            affiliation_id=affiliation.affiliation_id,
            paper_id=affiliation.paper_id,
            position=position,
            country_code=country.country_code,
            basis=country.basis,
            is_assumed=country.is_assumed,
            rule=country.rule,
            start=country.span[0],
            end=country.span[1],
            evidence_id=affiliation.evidence_id,
        )
    if not resolution.countries:
        yield CountryMatch(
            affiliation_id=affiliation.affiliation_id,
            paper_id=affiliation.paper_id,
            position=1,
            country_code=None,
            basis=None,
            is_assumed=False,
            rule="country_unknown@1",
            start=None,
            end=None,
            evidence_id=affiliation.evidence_id,
        )
