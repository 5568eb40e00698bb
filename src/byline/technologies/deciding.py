"""Which of the names found in a paper are mentions: the name rules, in order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from byline.technologies.ambiguity import AmbiguityRule
from byline.technologies.automaton import Form, Hit
from byline.technologies.catalogue import Alias, Catalogue
from byline.technologies.definitions import find_definitions
from byline.technologies.proofs import (
    are_listed,
    has_head,
    has_number,
    has_size,
    is_cited,
    is_counted,
    is_person,
)
from byline.technologies.versions import Versions

KNOWN, CONTEXT, ADMITTED = "name_known@1", "name_context@1", "name_admitted@1"
VERSION, SIZE, HEAD = "name_version@1", "name_size@1", "name_head@1"
CITED, COUNTED, LISTED = "name_cited@1", "name_counted@1", "name_listed@1"
OLDER, OTHERWISE, PERSON = "no_older@1", "no_otherwise@1", "no_person@1"
REJECTED, RIVALS, UNPROVED = "no_context@1", "no_rivals@1", "no_proof@1"

_LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one hit: a mention of this meaning, or of none."""

    meaning: Alias
    rule: str

    @property
    def is_mention(self) -> bool:
        """Whether the name counts."""
        return self.rule.startswith("name_")


class _Sight:
    """One hit at its place among the others of its passage, and the verdict on it."""

    __slots__ = ("hit", "index", "row", "text", "verdict")

    def __init__(self, row: list["_Sight"], hit: Hit, text: str) -> None:
        self.row, self.index, self.hit, self.text = row, len(row), hit, text
        self.verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class _Paper:
    texts: Sequence[str]
    year: int | None


class NameRules:
    """The name rules over one catalogue."""

    def __init__(self, catalogue: Catalogue, versions: Versions) -> None:
        self._rules = catalogue.rules
        self._versions = versions
        self._released = {
            key: _year_of(entry.technology.released) for key, entry in catalogue.entries.items()
        }
        self._phrases = {
            key: tuple(alias.casefold() for alias in entry.aliases if " " in alias)
            for key, entry in catalogue.entries.items()
        }

    def decide(
        self, passages: Iterable[tuple[str, Iterable[Hit]]], *, year: int | None
    ) -> list[list[Verdict]]:
        """One verdict for every hit of every passage of a paper, in the order given."""
        rows: list[list[_Sight]] = []
        texts: list[str] = []
        forms: defaultdict[Form, list[_Sight]] = defaultdict(list)
        for text, hits in passages:
            row: list[_Sight] = []
            for hit in hits:
                row.append(_Sight(row, hit, text))
                forms[hit.form].append(row[-1])
            rows.append(row)
            texts.append(text)
        self._decide_forms(forms, _Paper(texts, year))
        return [[sight.verdict for sight in row if sight.verdict is not None] for row in rows]

    def _decide_forms(self, forms: dict[Form, list[_Sight]], paper: _Paper) -> None:
        """All that needs no proof first, so that it can prove what stands in one list with it."""
        ruled: list[tuple[tuple[Alias, ...], list[_Sight]]] = []
        for form, sights in forms.items():
            meanings = tuple(one for one in form.meanings if not self._is_older(one, paper))
            if not meanings:
                _settle(sights, Verdict(form.meanings[0], OLDER))
            elif form.alias not in self._rules:
                self._decide_known(form, meanings[0], sights, paper)
            else:
                self._look_around(form, meanings, sights, paper)
                ruled.append((meanings, sights))
        for meanings, sights in ruled:
            self._prove(meanings, sights)

    def _is_older(self, meaning: Alias, paper: _Paper) -> bool:
        """Whether the paper was written before the technology, or this version, was there."""
        released = self._released[meaning.technology_id]
        if meaning.version and (version := self._versions.get(*_key(meaning))):
            released = _year_of(version.released) or released
        return paper.year is not None and released is not None and paper.year < released

    def _decide_known(
        self, form: Form, meaning: Alias, sights: list[_Sight], paper: _Paper
    ) -> None:
        """A name with one meaning counts, unless the paper says what else it stands for."""
        phrases = self._phrases[meaning.technology_id]
        is_other = (
            bool(phrases)
            and _is_acronym(form.alias)
            and any(
                not _is_one_of(phrase, phrases)
                for phrase in find_definitions(paper.texts, form.alias)
            )
        )
        _settle(sights, Verdict(meaning, OTHERWISE if is_other else KNOWN))

    def _look_around(
        self, form: Form, meanings: tuple[Alias, ...], sights: list[_Sight], paper: _Paper
    ) -> None:
        """Persons and definitions first, then what the words around each name say.

        A size ("ViT-L/14") is stronger than a definition that the catalogue does not know.
        """
        rules = {rule.technology_id: rule for rule in self._rules[form.alias]}
        is_other = self._is_defined_otherwise(form, rules, paper)
        for sight in sights:
            if is_person(sight.text, sight.hit):
                sight.verdict = Verdict(meanings[0], PERSON)
            elif is_other:
                sized = len(meanings) == 1 and has_size(sight.text, sight.hit)
                sight.verdict = Verdict(meanings[0], SIZE if sized else OTHERWISE)
            else:
                sight.verdict = _judge(sight, meanings, rules)

    def _is_defined_otherwise(
        self, form: Form, rules: dict[str, AmbiguityRule], paper: _Paper
    ) -> bool:
        """Whether the paper gives an acronym a phrase that none of its meanings has."""
        if not _is_acronym(form.alias):
            return False
        definitions = list(find_definitions(paper.texts, form.alias))
        return bool(definitions) and not any(
            _is_one_of(phrase, self._phrases[rule.technology_id])
            or rule.judge(
                f"{phrase} ({form.alias})", len(phrase) + 2, len(phrase) + 2 + len(form.alias)
            )
            == "accept"
            for phrase in definitions
            for rule in rules.values()
        )

    def _prove(self, meanings: tuple[Alias, ...], sights: list[_Sight]) -> None:
        """What the words around leave open is proved by its own form, or by another mention."""
        open_ones = [sight for sight in sights if sight.verdict is None]
        if len({meaning.technology_id for meaning in meanings}) == 1:
            for sight in open_ones:
                if rule := self._find_proof(sight, meanings[0]):
                    sight.verdict = Verdict(meanings[0], rule)
        admitted = {s.verdict.meaning for s in sights if s.verdict and s.verdict.is_mention}
        rest = Verdict(meanings[0], RIVALS if admitted else UNPROVED)
        if len(admitted) == 1:
            rest = Verdict(admitted.pop(), ADMITTED)
        _settle([sight for sight in open_ones if sight.verdict is None], rest)

    def _find_proof(self, sight: _Sight, meaning: Alias) -> str | None:
        """The first rule by which an open name is a mention after all."""
        hit, text = sight.hit, sight.text
        kind = _kind_of(meaning)
        if kind == "accelerator":
            return COUNTED if is_counted(text, hit) else _find_list(sight, kind)
        if hit.tail_end > hit.end and (rule := self._find_tail(text, hit, meaning)):
            return rule
        if has_head(text, hit, kind=kind):
            return HEAD
        return CITED if is_cited(text, hit) else _find_list(sight, kind)

    def _find_tail(self, text: str, hit: Hit, meaning: Alias) -> str | None:
        """Whether what is written onto the name makes it one of its technology."""
        key = meaning.technology_id
        if self._versions.find(key, text[hit.end : hit.tail_end]) is not None:
            return VERSION
        if has_size(text, hit):
            return SIZE
        return VERSION if has_number(text, hit) and not self._versions.has_any(key) else None


def _settle(sights: list[_Sight], verdict: Verdict) -> None:
    for sight in sights:
        sight.verdict = verdict


def _judge(
    sight: _Sight, meanings: tuple[Alias, ...], rules: dict[str, AmbiguityRule]
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


def _find_list(sight: _Sight, kind: str) -> str | None:
    """Whether a mention of the same kind stands next to it in a list."""
    row, index = sight.row, sight.index
    before = row[index - 1] if index else None
    after = row[index + 1] if index + 1 < len(row) else None
    for first, second in ((before, sight), (sight, after)):
        if first is None or second is None:
            continue
        other = second if first is sight else first
        if _is_mention_of(other, kind) and are_listed(sight.text, first.hit, second.hit):
            return LISTED
    return None


def _is_mention_of(sight: _Sight, kind: str) -> bool:
    verdict = sight.verdict
    return verdict is not None and verdict.is_mention and _kind_of(verdict.meaning) == kind


def _key(meaning: Alias) -> tuple[str, str]:
    return meaning.technology_id, meaning.version or ""


def _kind_of(meaning: Alias) -> str:
    return meaning.technology_id.partition(":")[0]


def _year_of(day: str | None) -> int | None:
    return int(day[:4]) if day else None


def _is_acronym(alias: str) -> bool:
    capitals = sum(letter.isupper() for letter in alias)
    return len(alias) <= _LONGEST_ACRONYM and alias.isalnum() and 2 * capitals > len(alias)


def _is_one_of(phrase: str, phrases: Iterable[str]) -> bool:
    """Whether a phrase is one of these, or holds one of them."""
    folded = phrase.casefold().replace("-", " ")
    return any(one.replace("-", " ") in folded for one in phrases)
