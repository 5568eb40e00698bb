"""Which of the names found in a paper are mentions: the name rules, in order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from byline.technologies.ambiguity import AmbiguityRule, words_around
from byline.technologies.automaton import Form, Hit
from byline.technologies.catalogue import Alias, Catalogue
from byline.technologies.definitions import find_definition, likeness, spells
from byline.technologies.proofs import (
    has_head,
    has_number,
    has_size,
    is_cited,
    is_counted,
    is_in_series,
    is_person,
)
from byline.technologies.verdicts import (
    ADMITTED,
    CITED,
    CONTEXT,
    COUNTED,
    HEAD,
    KNOWN,
    LISTED,
    OLDER,
    OTHERWISE,
    PERSON,
    REJECTED,
    RIVALS,
    SERIES,
    SIZE,
    VERSION,
    Sight,
    Verdict,
    VerdictRow,
    kind_of,
    settle_rest,
)
from byline.technologies.versions import Versions

_ENOUGH: Final = 3
"""Accepted mentions after which no words around can reject another in the same paper."""
_ALIKE: Final = 2 / 3
"""Share of words above which a phrase is that of an ambiguous acronym's technology ..."""
_UNLIKE: Final = 1 / 3
"""... and up to which it is another one than that of an acronym with one known meaning."""


@dataclass(frozen=True, slots=True)
class _Paper:
    year: int | None
    definitions: Mapping[Form, Sequence[str]]
    """What the paper says that an acronym stands for."""


class NameRules:
    """The name rules over one catalogue."""

    def __init__(self, catalogue: Catalogue, versions: Versions) -> None:
        self._rules = catalogue.rules
        self._aliases = catalogue.aliases
        self._versions = versions
        self._released = {
            key: _year_of(entry.technology.released) for key, entry in catalogue.entries.items()
        }
        self._phrases = {
            key: tuple(alias for alias in entry.aliases if " " in alias)
            for key, entry in catalogue.entries.items()
        }
        self._spelt = cache(self._find_spelt)
        self._first_year = cache(self._find_first_year)

    def decide(
        self, passages: Sequence[tuple[str, Sequence[Hit]]], *, year: int | None
    ) -> list[list[Verdict]]:
        """One verdict for every hit of every passage of a paper, in the order given."""
        paper = _Paper(year, _find_definitions(passages))
        forms = {hit.form for _, hits in passages for hit in hits}
        meanings = {form: self._meanings(form, paper) for form in forms}
        settled = {form: self._settle_form(form, meanings[form], paper) for form in forms}
        rows = [VerdictRow(text, hits, [settled[h.form] for h in hits]) for text, hits in passages]
        sights = _open_sights(rows)
        for form, own in sights.items():
            self._look_around(form, meanings[form], own, paper)
        for form, own in sights.items():
            self._prove(meanings[form], own)
        admitted = _find_admitted(sights)
        for form, own in sights.items():
            settle_rest(meanings[form], own, admitted[_kin(form)])
        return [[verdict for verdict in row.verdicts if verdict is not None] for row in rows]

    def _settle_form(
        self, form: Form, meanings: tuple[Alias, ...], paper: _Paper
    ) -> Verdict | None:
        """The verdict on a form wherever it stands; None where that depends on the place."""
        if not meanings:
            return Verdict(form.meanings[0], OLDER)
        if form.alias in self._rules:
            return None
        is_other = self._is_spelt_otherwise(form, meanings[0], paper)
        return Verdict(meanings[0], OTHERWISE if is_other else KNOWN)

    def _meanings(self, form: Form, paper: _Paper) -> tuple[Alias, ...]:
        return tuple(one for one in form.meanings if not self._is_older(one, paper))

    def _is_older(self, meaning: Alias, paper: _Paper) -> bool:
        """Whether the paper was written before the technology was there."""
        if paper.year is None:
            return False
        first = self._first_year(meaning)
        return first is not None and paper.year < first

    def _find_first_year(self, meaning: Alias) -> int | None:
        """The first year in which a paper can mean this, as far as the catalogue says.

        That of a version is the one before: what a paper prints may be older than itself.
        """
        released = self._released[meaning.technology_id]
        if meaning.version and (version := self._versions.get(*_key(meaning))):
            return max(released or 0, (_year_of(version.released) or 1) - 1)
        return released

    def _is_spelt_otherwise(self, form: Form, meaning: Alias, paper: _Paper) -> bool:
        """Whether the paper gives an acronym of one known meaning a phrase unlike that."""
        definitions = paper.definitions.get(form)
        if not definitions or not (phrases := self._spelt(form.alias, meaning.technology_id)):
            return False
        return not any(_is_one_of(one, phrases, least=_UNLIKE) for one in definitions)

    def _find_spelt(self, acronym: str, technology_id: str) -> tuple[str, ...]:
        """What the catalogue says that an acronym of a technology stands for."""
        return tuple(one for one in self._phrases[technology_id] if spells(one, acronym))

    def _look_around(
        self, form: Form, meanings: tuple[Alias, ...], sights: list[Sight], paper: _Paper
    ) -> None:
        """Persons and definitions first, then what the words around each name say.

        A size ("ViT-L/14") is stronger than a definition that the catalogue does not know.
        """
        rules = {rule.technology_id: rule for rule in self._rules[form.alias]}
        is_other = self._is_defined_otherwise(form, rules, paper)
        proofs = 0
        for sight in sights:
            rule = self._find_refusal(sight)
            if rule is None and is_other:
                sized = len(meanings) == 1 and has_size(sight.text, sight.hit)
                rule = SIZE if sized else OTHERWISE
            if rule is not None:
                sight.settle(Verdict(meanings[0], rule))
            elif proofs >= _ENOUGH and len(meanings) == 1:
                sight.settle(Verdict(meanings[0], ADMITTED))
            elif proofs and len(meanings) == 1:
                sight.settle(_admit(sight, meanings[0], rules))
            else:
                sight.settle(_judge(sight, meanings, rules))
            proofs += sight.verdict is not None and sight.verdict.is_mention

    def _find_refusal(self, sight: Sight) -> str | None:
        """The rule that refuses a name whatever it may mean."""
        if is_person(sight.text, sight.hit):
            return PERSON
        return SERIES if is_in_series(sight.text, sight.hit, known=self._aliases) else None

    def _is_defined_otherwise(
        self, form: Form, rules: dict[str, AmbiguityRule], paper: _Paper
    ) -> bool:
        """Whether the paper gives an acronym a phrase that none of its meanings has."""
        definitions = paper.definitions.get(form, ())
        return bool(definitions) and not any(
            self._is_meant(phrase, form, rule) for phrase in definitions for rule in rules.values()
        )

    def _is_meant(self, phrase: str, form: Form, rule: AmbiguityRule) -> bool:
        """Whether the phrase that a paper gives for an acronym can be this technology.

        A rule that accepts any words says nothing for it: the phrase must then be like a known one.
        """
        start = len(phrase) + 2
        judgement = rule.judge(f"{phrase} ({form.alias})", start, start + len(form.alias))
        phrases = self._spelt(form.alias, rule.technology_id)
        if rule.accept_if is None:
            is_like = not phrases or _is_one_of(phrase, phrases, least=_UNLIKE)
            return judgement == "accept" and is_like
        return judgement == "accept" or _is_one_of(phrase, phrases, least=_ALIKE)

    def _prove(self, meanings: tuple[Alias, ...], sights: list[Sight]) -> None:
        """What the words around leave open can be proved by what stands with it."""
        if len({meaning.technology_id for meaning in meanings}) == 1:
            for sight in sights:
                if sight.verdict is None and (rule := self._find_proof(sight, meanings[0])):
                    sight.settle(Verdict(meanings[0], rule))

    def _find_proof(self, sight: Sight, meaning: Alias) -> str | None:
        """The first rule by which an open name is a mention after all."""
        hit, text = sight.hit, sight.text
        kind = kind_of(meaning)
        is_chip = kind == "accelerator"
        if is_chip and is_counted(text, hit):
            return COUNTED
        if not is_chip and (rule := self._find_tail(text, hit, meaning)):
            return rule
        if not is_chip and has_head(text, hit, kind=kind):
            return HEAD
        if not is_chip and is_cited(text, hit):
            return CITED
        return LISTED if sight.is_listed(kind) else None

    def _find_tail(self, text: str, hit: Hit, meaning: Alias) -> str | None:
        """Whether what is written onto the name makes it one of its technology."""
        key = meaning.technology_id
        if hit.tail_end == hit.end:
            return None
        if self._versions.find(key, text[hit.end : hit.tail_end]) is not None:
            return VERSION
        if kind_of(meaning) == "dataset":
            return None
        if has_size(text, hit):
            return SIZE
        return VERSION if has_number(text, hit) and not self._versions.has_any(key) else None


def _find_definitions(
    passages: Iterable[tuple[str, Sequence[Hit]]],
) -> dict[Form, list[str]]:
    """The phrases that a paper gives for acronyms, by the acronym's form."""
    found: dict[Form, list[str]] = defaultdict(list)
    for text, hits in passages:
        for hit in hits:
            if hit.form.is_acronym and (phrase := find_definition(text, hit.start, hit.end)):
                found[hit.form].append(phrase)
    return found


def _open_sights(rows: Iterable[VerdictRow]) -> dict[Form, list[Sight]]:
    """The hits without a verdict, by form."""
    sights: dict[Form, list[Sight]] = defaultdict(list)
    for row in rows:
        for index, verdict in enumerate(row.verdicts):
            if verdict is None:
                sights[row.hits[index].form].append(Sight(row, index))
    return sights


def _find_admitted(sights: Mapping[Form, list[Sight]]) -> dict[str, set[Alias]]:
    """What the names of a kin are mentions of in the paper so far."""
    found: dict[str, set[Alias]] = defaultdict(set)
    for form, own in sights.items():
        found[_kin(form)].update(
            sight.verdict.meaning for sight in own if sight.verdict and sight.verdict.is_mention
        )
    return found


def _kin(form: Form) -> str:
    """What a form has in common with its plural and, where it is a phrase, its capitals."""
    alias = form.alias.removesuffix("s")
    return alias.casefold() if " " in alias else alias


def _judge(
    sight: Sight, meanings: tuple[Alias, ...], rules: dict[str, AmbiguityRule]
) -> Verdict | None:
    """What the rules of an alias say of one place; None where they leave it open."""
    judged = [
        (meaning, rules[meaning.technology_id].judge(sight.text, sight.hit.start, sight.hit.end))
        for meaning in meanings
        if meaning.technology_id in rules
    ]
    accepted = [meaning for meaning, judgement in judged if judgement == "accept"]
    if len({meaning.technology_id for meaning in accepted}) > 1:
        return Verdict(accepted[0], RIVALS)
    if accepted:
        return Verdict(accepted[0], CONTEXT)
    is_rejected = judged and all(judgement == "reject" for _, judgement in judged)
    return Verdict(meanings[0], REJECTED) if is_rejected else None


def _admit(sight: Sight, meaning: Alias, rules: dict[str, AmbiguityRule]) -> Verdict:
    """What the rule says of another place in a paper that has an accepted mention."""
    rule = rules.get(meaning.technology_id)
    if rule is None or rule.reject_if is None:
        return Verdict(meaning, ADMITTED)
    around = words_around(sight.text, sight.hit.start, sight.hit.end)
    return Verdict(meaning, REJECTED if rule.reject_if.stands_in(around) else ADMITTED)


def _key(meaning: Alias) -> tuple[str, str]:
    return meaning.technology_id, meaning.version or ""


def _year_of(day: str | None) -> int | None:
    return int(day[:4]) if day else None


def _is_one_of(phrase: str, phrases: Iterable[str], *, least: float) -> bool:
    """Whether a phrase says the same as one of these."""
    return any(likeness(phrase, one) > least for one in phrases)
