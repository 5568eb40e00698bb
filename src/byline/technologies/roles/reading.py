"""The roles of all technologies that one paper names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from byline.documents.reading import DocumentReading
from byline.records import Evidence, Mention, PaperTechnology, Role, Span
from byline.technologies.mentions import FoundName, write_mention
from byline.technologies.roles.contexts import Contexts
from byline.technologies.roles.papers import combine
from byline.technologies.roles.priors import Circumstances, priors_of
from byline.technologies.roles.sentences import NamedSentence, read_tokens
from byline.technologies.roles.weights import Probabilities, judge_sentence

_LESS_TELLING = 0.5
"""How well a row of a table or a legend proves a role to a reader, against a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedMention:
    """One mention and the probability of each role, from its sentence alone."""

    found: FoundName
    named: NamedSentence
    is_prose: bool
    """Whether it stands in a sentence, not in a row, a legend or a listing."""
    roles: Probabilities

    @property
    def words(self) -> Span:
        """Where the words that it was judged by stand in the text."""
        start = self.found.start - self.named.start
        return start, start + len(self.named.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedTechnology:
    """One technology of a paper: the probability of each role, from all of its mentions."""

    technology_id: str
    roles: Probabilities
    mentions: tuple[JudgedMention, ...]

    @property
    def role(self) -> Role:
        """The most probable role."""
        return most_probable(self.roles)

    @property
    def deciding(self) -> JudgedMention:
        """The mention that shows the role best: probable, and in a sentence rather than a row."""
        return max(self.mentions, key=self._weigh)

    def _weigh(self, mention: JudgedMention) -> tuple[float, int]:
        telling = 1.0 if mention.is_prose else _LESS_TELLING
        return mention.roles[self.role] * telling, -mention.found.start


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesReading:
    """All rows about the technologies of one paper."""

    mentions: tuple[Mention, ...]
    technologies: tuple[PaperTechnology, ...]
    evidence: tuple[Evidence, ...]


def read_roles(
    reading: DocumentReading,
    found: Sequence[FoundName],
    *,
    derives_from: Mapping[str, Sequence[str]],
) -> RolesReading:
    """The role of each mention and of each technology, with the sentences that show them.

    `derives_from` names what a technology was made from; that gets a row of its own, `via` it.
    """
    judged = judge_technologies(reading, found)
    mentions: list[Mention] = []
    evidence: dict[str, tuple[Evidence, ...]] = {}
    of_name: dict[FoundName, Mention] = {}
    for one in (mention for technology in judged for mention in technology.mentions):
        role = most_probable(one.roles)
        row, rows = write_mention(
            reading, one.found, role=role, probability=one.roles[role], words=one.words
        )
        mentions.append(row)
        evidence[row.evidence_id] = rows
        of_name[one.found] = row
    own = [_write_technology(reading, one, of_name[one.deciding.found]) for one in judged]
    derived = (row for one in own for row in _write_bases(one, derives_from))
    return RolesReading(
        mentions=tuple(sorted(mentions, key=lambda row: (row.start, row.technology_id))),
        technologies=(*own, *derived),
        evidence=tuple(row for rows in evidence.values() for row in rows),
    )


def judge_technologies(
    reading: DocumentReading, found: Sequence[FoundName]
) -> tuple[JudgedTechnology, ...]:
    """What the paper does with each technology it names, by id."""
    contexts = Contexts(reading, found)
    grouped: dict[str, list[JudgedMention]] = defaultdict(list)
    for name in found:
        named = contexts.sentence_around(name)
        grouped[name.technology_id].append(
            JudgedMention(
                found=name,
                named=named,
                is_prose=name.place != "table" and read_tokens(named).is_prose,
                roles=judge_sentence(named),
            )
        )
    return tuple(
        JudgedTechnology(
            technology_id=key,
            roles=combine_mentions(grouped[key], contexts),
            mentions=tuple(grouped[key]),
        )
        for key in sorted(grouped)
    )


def combine_mentions(mentions: Sequence[JudgedMention], paper: Contexts) -> Probabilities:
    """The probability of each role of one technology in a paper."""
    known = Circumstances(
        kind=mentions[0].named.kind,
        is_own=any(one.named.is_own for one in mentions),
        is_in_title=any(one.found.place == "title" for one in mentions),
        is_in_method=any(
            one.named.topic == "method" or one.found.place in ("title", "abstract")
            for one in mentions
        ),
        mention_count=len(mentions),
        is_trained_here=paper.is_trained_here,
        is_of_others=paper.is_of_others,
    )
    return combine([(one.is_prose, one.roles) for one in mentions], priors=priors_of(known))


def most_probable(roles: Probabilities) -> Role:
    """The role with the highest probability; the stronger of two equal ones."""
    return max(roles, key=roles.__getitem__)


def _write_technology(
    reading: DocumentReading, judged: JudgedTechnology, deciding: Mention
) -> PaperTechnology:
    document = reading.document
    return PaperTechnology(
        paper_id=document.paper_id,
        document_id=document.document_id,
        technology_id=judged.technology_id,
        role=judged.role,
        probability=judged.roles[judged.role],
        basis="full_text" if document.kind == "pdf" else "abstract",
        via=None,
        mention_count=len(judged.mentions),
        evidence_id=deciding.evidence_id,
    )


def _write_bases(
    row: PaperTechnology, derives_from: Mapping[str, Sequence[str]]
) -> Iterator[PaperTechnology]:
    """A row for all that a technology was made from; who introduces it builds on those."""
    role: Role = "built_on" if row.role == "introduced" else row.role
    for base in _ancestors(row.technology_id, derives_from):
        yield PaperTechnology(
            paper_id=row.paper_id,
            document_id=row.document_id,
            technology_id=base,
            role=role,
            probability=row.probability,
            basis=row.basis,
            via=row.technology_id,
            mention_count=row.mention_count,
            evidence_id=row.evidence_id,
        )


def _ancestors(key: str, derives_from: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """What a technology was made from, directly or not, each once."""
    seen: dict[str, None] = {}
    waiting = list(derives_from.get(key, ()))
    while waiting:
        base = waiting.pop(0)
        if base != key and base not in seen:
            seen[base] = None
            waiting += derives_from.get(base, ())
    return seen
