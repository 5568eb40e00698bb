"""Institutions and countries of affiliation strings against labelled sets of strings.

By string: an answer is right when any answered institution is among the labelled ones, as the
published figures have it; precision over answered strings, recall over strings with a label. By
pair of string and institution: the same without mercy for scattered answers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from types import MappingProxyType

from byline.evaluate.agreement import Counts, Disagreement
from byline.evaluate.gold_strings import GoldString
from byline.measures.intervals import Interval, find_wilson_interval
from byline.places.resolution import Resolution

Resolve = Callable[[str], Resolution]

_Z = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesScore:
    """Agreement over one set of strings, with 95 % intervals: Wilson's, and linearised for F1."""

    strings: int
    by_string: Counts
    precision_interval: Interval
    recall_interval: Interval
    f1_interval: Interval
    by_pair: Counts
    countries_by_string: Counts
    country_precision_interval: Interval
    country_recall_interval: Interval
    country_f1_interval: Interval
    countries_by_pair: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesReport:
    """Totals, the same by trap, and every difference."""

    total: PlacesScore
    by_trap: Mapping[str, PlacesScore]
    disagreements: tuple[Disagreement, ...]


def score_places(
    gold: Sequence[GoldString],
    resolve: Resolve,
    *,
    country_of: Mapping[str, str],
    name_of: Mapping[str, str] = MappingProxyType({}),
) -> PlacesReport:
    """How the answers to these strings agree with their labels.

    `country_of` gives the country of a ROR id, for sets that label institutions alone; `name_of`
    its name, for people who look at the differences.
    """
    judged = [_judge(row, resolve(row.affiliation), country_of) for row in gold]
    traps: dict[str, list[_Judged]] = {}
    for one in judged:
        traps.setdefault(one.gold.trap, []).append(one)
    return PlacesReport(
        total=_total(judged),
        by_trap={trap: _total(traps[trap]) for trap in sorted(traps)},
        disagreements=tuple(found for one in judged for found in _disagree(one, name_of)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    gold: GoldString
    ours: Resolution
    found: frozenset[str]
    """ROR ids answered; none where the string was left ambiguous."""
    countries: frozenset[str]
    gold_countries: frozenset[str] | None


def _judge(row: GoldString, ours: Resolution, country_of: Mapping[str, str]) -> _Judged:
    found = frozenset(
        match.ror_id for match in ours.matches if match.ror_id and ours.status == "matched"
    )
    is_excused = row.may_be_ambiguous and (ours.status == "ambiguous" or not ours.countries)
    if is_excused:
        found = row.ror_ids
    return _Judged(
        gold=row,
        ours=ours,
        found=found,
        countries=frozenset(country.country_code for country in ours.countries),
        gold_countries=None if is_excused else _gold_countries(row, country_of),
    )


def _gold_countries(row: GoldString, country_of: Mapping[str, str]) -> frozenset[str] | None:
    """The labelled countries, or those of the labelled institutions if all are known."""
    if row.country_codes is not None:
        return row.country_codes
    if not row.ror_ids or not row.ror_ids <= country_of.keys():
        return None
    return frozenset(country_of[ror_id] for ror_id in row.ror_ids)


def _total(judged: Sequence[_Judged]) -> PlacesScore:
    answers = [(one.gold.ror_ids, one.found) for one in judged if one.gold.tells_institutions]
    by_string = _count_strings(answers)
    with_country = [
        (one.gold_countries, one.countries) for one in judged if one.gold_countries is not None
    ]
    countries = _count_strings(with_country)
    return PlacesScore(
        strings=len(judged),
        by_string=by_string,
        precision_interval=find_wilson_interval(by_string.hits, by_string.hits + by_string.extra),
        recall_interval=find_wilson_interval(by_string.hits, by_string.hits + by_string.missed),
        f1_interval=find_f1_interval(answers),
        by_pair=_count_pairs(answers),
        countries_by_string=countries,
        country_precision_interval=find_wilson_interval(
            countries.hits, countries.hits + countries.extra
        ),
        country_recall_interval=find_wilson_interval(
            countries.hits, countries.hits + countries.missed
        ),
        country_f1_interval=find_f1_interval(with_country),
        countries_by_pair=_count_pairs(with_country),
    )


def find_f1_interval(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> Interval:
    """95 % interval of F1 by string, as a linearised ratio of sums over independent strings.

    F1 is sum(a) / sum(b) with b = 2 for a hit or a wrong answer, 1 for a lone miss or a lone
    answer, and a = b for a hit, else 0; its variance is sum((a - F1 b)^2) / sum(b)^2 (Cochran,
    Sampling Techniques, section 6.3). The whole range where there is nothing to count.
    """
    weights = [(2 if g and f else 1, bool(g & f)) for g, f in pairs if g or f]
    whole = sum(weight for weight, _ in weights)
    if not whole:
        return (0.0, 1.0)
    f1 = sum(weight for weight, is_hit in weights if is_hit) / whole
    squares = sum((weight * (is_hit - f1)) ** 2 for weight, is_hit in weights)
    spread = _Z * sqrt(squares) / whole
    return max(0.0, f1 - spread), min(1.0, f1 + spread)


def _count_strings(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> Counts:
    total = Counts()
    for gold, found in pairs:
        is_right = bool(gold & found)
        total += Counts(is_right, bool(found) and not is_right, bool(gold) and not is_right)
    return total


def _count_pairs(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> Counts:
    total = Counts()
    for gold, found in pairs:
        total += Counts(len(gold & found), len(found - gold), len(gold - found))
    return total


def _disagree(one: _Judged, name_of: Mapping[str, str]) -> Iterator[Disagreement]:
    if one.gold.tells_institutions and one.gold.ror_ids != one.found:
        labelled = (f"{key} {name_of.get(key, '')}".rstrip() for key in sorted(one.gold.ror_ids))
        yield Disagreement(
            paper_id=one.gold.affiliation,
            kind=_kind(one.gold.ror_ids, one.found),
            gold="; ".join(labelled),
            ours=_tell(one.ours),
        )
    if one.gold_countries is not None and one.gold_countries != one.countries:
        yield Disagreement(
            paper_id=one.gold.affiliation,
            kind=f"country {_kind(one.gold_countries, one.countries)}",
            gold=" ".join(sorted(one.gold_countries)),
            ours=_tell_countries(one.ours),
        )


def _kind(gold: frozenset[str], found: frozenset[str]) -> str:
    if not found:
        return "missed"
    if not gold:
        return "unlabelled"
    return "incomplete" if gold & found else "wrong"


def _tell(ours: Resolution) -> str:
    told = "; ".join(
        f"{match.ror_id or '-'} {match.name} ({match.method}, {match.score:.2f}, "
        f"“{ours.affiliation[slice(*match.span)]}”)"
        for match in ours.matches
    )
    return f"{ours.status}: {told}" if told else ours.status


def _tell_countries(ours: Resolution) -> str:
    return "; ".join(
        f"{country.country_code} ({country.rule}, “{ours.affiliation[slice(*country.span)]}”)"
        for country in ours.countries
    )
