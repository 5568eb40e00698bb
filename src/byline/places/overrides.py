"""Corrections by people: made, merged, and applied to what the program says of a string.

An override is a signed statement and never changes; who thinks otherwise later writes another, and
of one person's statements on one string the latest counts. Rows of two people stay two rows, also
where they agree. It is applied only while the program still answers what it replaced: a later
registry or rule that answers something else is not overruled by a row that has not seen it.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as day
from typing import Literal

from byline.places.entry import RegistryEntry
from byline.places.resolution import MatchedInstitution, Resolution, ResolvedCountry
from byline.records import Override, Span, make_id

METHOD = "override@1"
NONE = "none"
"""How a file says that there is no institution or country."""
Field = Literal["ror_ids", "country_codes"]
Outcome = Literal["none", "redundant", "applied", "held_back"]
Subject = tuple[str, str]
"""The folded string and the paper, "" for every paper."""

_FIELDS: tuple[Field, ...] = ("ror_ids", "country_codes")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def make_override(
    *,
    affiliation: str,
    paper_id: str | None,
    ror_ids: Iterable[str] | None,
    country_codes: Iterable[str] | None,
    annotator: str,
    date: str,
    reason: str,
    registry: str,
    replaced_ror_ids: Iterable[str],
    replaced_country_codes: Iterable[str],
) -> Override:
    """An override with the id of its content; raises ValueError for a row nobody stands behind."""
    signed = {"affiliation": affiliation, "annotator": annotator, "reason": reason}
    for name, text in (signed | {"registry": registry}).items():
        if not text.strip():
            raise ValueError(f"an override needs the {name}")
    override = Override(
        override_id="",
        affiliation=affiliation,
        paper_id=(paper_id or "").strip() or None,
        ror_ids=None if ror_ids is None else _sorted(ror_ids),
        country_codes=None if country_codes is None else _sorted(country_codes),
        annotator=annotator,
        date=checked_day(date),
        reason=reason,
        registry=registry,
        replaced_ror_ids=_sorted(replaced_ror_ids),
        replaced_country_codes=_sorted(replaced_country_codes),
    )
    return replace(override, override_id=_id_of(override))


def checked_day(text: str) -> str:
    """The text if it is a day of the calendar; raises ValueError else."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text[:60]!r} is not a day such as 2026-11-21")
    return day.fromisoformat(text).isoformat()


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    once = tuple(sorted(set(values)))
    for value in once:
        if not value or value != value.strip() or "|" in value or value.casefold() == NONE:
            raise ValueError(f"{value[:60]!r} is no institution or country")
    return once


def _id_of(override: Override) -> str:
    return make_id(
        "override",
        override.affiliation,
        override.paper_id,
        override.ror_ids,
        override.country_codes,
        override.annotator,
        override.date,
        override.reason,
        override.registry,
        override.replaced_ror_ids,
        override.replaced_country_codes,
    )


def fold_affiliation(affiliation: str) -> str:
    """The form in which strings are compared: NFKC, without case, single spaces."""
    composed = unicodedata.normalize("NFKC", affiliation).casefold()
    return " ".join(unicodedata.normalize("NFKC", composed).split())


def subject_of(override: Override) -> Subject:
    """What the override is about."""
    return fold_affiliation(override.affiliation), override.paper_id or ""


def sort_overrides(overrides: Iterable[Override]) -> tuple[Override, ...]:
    """Each override once, by subject, then by who said it and when."""
    once = {override.override_id: override for override in overrides}
    return tuple(
        sorted(
            once.values(),
            key=lambda row: (subject_of(row), row.annotator, row.date, row.override_id),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """People who answer the same question about the same string differently."""

    affiliation: str
    paper_id: str | None
    field: Field
    overrides: tuple[Override, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """All rows of both sides, none altered; a table of them holds back what is in conflict."""

    merged: tuple[Override, ...]
    conflicts: tuple[Conflict, ...]


def merge_overrides(ours: Iterable[Override], theirs: Iterable[Override]) -> Merge:
    """The rows of both; the same whichever side is ours and in whichever order many are merged."""
    merged = sort_overrides([*ours, *theirs])
    return Merge(merged=merged, conflicts=find_conflicts(merged))


def find_conflicts(overrides: Iterable[Override]) -> tuple[Conflict, ...]:
    """Every subject and field on which the rows disagree, in order."""
    return tuple(
        Conflict(
            affiliation=rows[0].affiliation,
            paper_id=rows[0].paper_id,
            field=field,
            overrides=voices,
        )
        for rows in _by_subject(sort_overrides(overrides)).values()
        for field in _FIELDS
        for voices in (_find_voices(rows, field),)
        if len({_answer(row, field) for row in voices}) > 1
    )


def _by_subject(overrides: Iterable[Override]) -> Mapping[Subject, tuple[Override, ...]]:
    grouped: defaultdict[Subject, tuple[Override, ...]] = defaultdict(tuple)
    for override in overrides:
        grouped[subject_of(override)] += (override,)
    return dict(grouped)


def _find_voices(rows: Iterable[Override], field: Field) -> tuple[Override, ...]:
    """Of the rows about one subject those that count for the field: everybody's latest."""
    saying = [row for row in rows if _answer(row, field) is not None]
    latest = {row.annotator: row.date for row in sorted(saying, key=lambda row: row.date)}
    return tuple(row for row in saying if row.date == latest[row.annotator])


def _answer(override: Override, field: Field) -> tuple[str, ...] | None:
    return override.ror_ids if field == "ror_ids" else override.country_codes


def _replaced(override: Override, field: Field) -> tuple[str, ...]:
    return override.replaced_ror_ids if field == "ror_ids" else override.replaced_country_codes


def answered_institutions(resolution: Resolution) -> tuple[str, ...]:
    """What the program answers, as an override keeps it; candidates of a doubt are no answer."""
    if resolution.status != "matched":
        return ()
    return tuple(sorted({match.ror_id or match.name for match in resolution.matches}))


def answered_countries(resolution: Resolution) -> tuple[str, ...]:
    """The country codes the program answers, as an override keeps them."""
    return tuple(sorted({country.country_code for country in resolution.countries}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A resolution after the overrides, which of them spoke, and what became of what they say.

    ``redundant``: the program says the same by now. ``held_back``: the program's answer stands,
    for the reason in `note`, until somebody confirms or settles the rows.
    """

    resolution: Resolution
    outcome: Outcome
    overrides: tuple[Override, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """What becomes of one field; `answer` is what the overrides say, if they say one thing."""

    outcome: Outcome
    voices: tuple[Override, ...] = ()
    answer: tuple[str, ...] | None = None
    note: str = ""


_SILENT = _Verdict(outcome="none")


class OverrideTable:
    """Overrides, ready to be applied with the registry in use."""

    def __init__(self, overrides: Iterable[Override], entries: Sequence[RegistryEntry]) -> None:
        """Take the registry's entries in the order of their keys, as `Registry.entries` has them.

        They give names and countries to the ids that overrides name.
        """
        self._rows = _by_subject(sort_overrides(overrides))
        self._entries = entries

    def apply(self, resolution: Resolution, *, paper_id: str | None) -> Applied:
        """The resolution of a string of this paper as corrected; a row about the paper comes first.

        Where a row is held back, so is whatever else is said of the same string.
        """
        institutions = self._judge_institutions(resolution, paper_id)
        countries = self._judge_countries(resolution, paper_id)
        outcome = max(institutions.outcome, countries.outcome, key=_WEAKEST_FIRST.index)
        if outcome == "applied":
            resolution = self._correct(resolution, institutions=institutions, countries=countries)
        return Applied(
            resolution=resolution,
            outcome=outcome,
            overrides=sort_overrides([*institutions.voices, *countries.voices]),
            note="; ".join(filter(None, [institutions.note, countries.note])),
        )

    def _judge_institutions(self, resolution: Resolution, paper_id: str | None) -> _Verdict:
        voices = self._find_voices(resolution, paper_id, "ror_ids")
        entries = {key: self._find(key) for row in voices for key in row.ror_ids or ()}
        verdict = _judge(
            voices,
            "ror_ids",
            present=answered_institutions(resolution),
            is_settled=resolution.status != "ambiguous",
            shown={key: _shown(entry) for key, entry in entries.items() if entry},
        )
        gone = [key for key, entry in entries.items() if not entry or entry.status == "withdrawn"]
        if verdict.outcome == "applied" and gone:
            note = f"the registry in use has no {', '.join(gone)}, or has withdrawn it"
            return replace(verdict, outcome="held_back", note=note)
        return verdict

    def _judge_countries(self, resolution: Resolution, paper_id: str | None) -> _Verdict:
        return _judge(
            self._find_voices(resolution, paper_id, "country_codes"),
            "country_codes",
            present=answered_countries(resolution),
            is_settled=not any(country.is_assumed for country in resolution.countries),
            shown={},
        )

    def _find_voices(
        self, resolution: Resolution, paper_id: str | None, field: Field
    ) -> tuple[Override, ...]:
        folded = fold_affiliation(resolution.affiliation)
        for paper in (paper_id or "", ""):
            if voices := _find_voices(self._rows.get((folded, paper), ()), field):
                return voices
        return ()

    def _find(self, key: str) -> RegistryEntry | None:
        place = bisect_left(self._entries, key, key=lambda entry: entry.ror_id)
        if place < len(self._entries) and self._entries[place].ror_id == key:
            return self._entries[place]
        return None

    def _correct(
        self, resolution: Resolution, *, institutions: _Verdict, countries: _Verdict
    ) -> Resolution:
        whole = (0, len(resolution.affiliation))
        if institutions.outcome == "applied":
            entries = [self._find(key) for key in institutions.answer or ()]
            resolution = _with_institutions(resolution, filter(None, entries), span=whole)
        if countries.answer is None:
            return resolution
        return replace(
            resolution,
            countries=tuple(_stated(code, span=whole) for code in countries.answer),
        )


_WEAKEST_FIRST: tuple[Outcome, ...] = ("none", "redundant", "applied", "held_back")


def _judge(
    voices: tuple[Override, ...],
    field: Field,
    *,
    present: tuple[str, ...],
    is_settled: bool,
    shown: Mapping[str, str],
) -> _Verdict:
    """Hold the rows' answer against the program's present one, in order of doubt.

    `shown` says under which name the program answers an id; `is_settled` is false for an answer
    that is the same but only assumed or in doubt, which a person's word makes certain.
    """
    if not voices:
        return _SILENT
    answers = {_answer(row, field) or () for row in voices}
    if len(answers) > 1:
        note = f"{_names(voices)} give different {field}: settle which is right"
        return _Verdict(outcome="held_back", voices=voices, note=note)
    [answer] = answers
    is_same = tuple(sorted(shown.get(key, key) for key in answer)) == present
    if is_same and is_settled:
        return _Verdict(outcome="redundant", voices=voices, answer=answer)
    if is_same or any(_replaced(row, field) == present for row in voices):
        return _Verdict(outcome="applied", voices=voices, answer=answer)
    note = (
        f"{field} are {_list(present)} by now, not {_list(_replaced(voices[-1], field))} as when "
        f"{_names(voices)} corrected them: confirm the correction or drop it"
    )
    return _Verdict(outcome="held_back", voices=voices, answer=answer, note=note)


def _names(rows: Iterable[Override]) -> str:
    return " and ".join(f"{row.annotator} ({row.date})" for row in rows)


def _list(values: Sequence[str]) -> str:
    return ", ".join(values) or "none"


def _shown(entry: RegistryEntry) -> str:
    """As a resolution names it: by id, or by name if the id is one of our own."""
    return entry.names[0][1] if "." in entry.ror_id else entry.ror_id


def _with_institutions(
    resolution: Resolution, entries: Iterable[RegistryEntry], *, span: Span
) -> Resolution:
    """With these institutions, and with their countries where a country rested on the old ones."""
    matches = tuple(
        MatchedInstitution(
            ror_id=None if "." in entry.ror_id else entry.ror_id,
            name=entry.names[0][1],
            country_code=entry.country_code or None,
            score=1.0,
            method=METHOD,
            span=span,
        )
        for entry in entries
    )
    codes = sorted({match.country_code for match in matches if match.country_code})
    stated = tuple(country for country in resolution.countries if country.basis == "stated")
    seats = tuple(replace(_stated(code, span=span), basis="institution") for code in codes)
    domains = tuple(country for country in resolution.countries if country.basis == "domain")
    return replace(
        resolution,
        status="matched" if matches else "not_found",
        matches=matches,
        countries=stated or seats or domains,
    )


def _stated(country_code: str, *, span: Span) -> ResolvedCountry:
    return ResolvedCountry(
        country_code=country_code, basis="stated", is_assumed=False, rule=METHOD, span=span
    )
