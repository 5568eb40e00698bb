"""What the name rules say of each name in a paper, under the codes of the rules."""

from collections.abc import Collection, Sequence
from typing import Final, final

from byline.technologies.automaton import Hit
from byline.technologies.catalogue import Alias
from byline.technologies.proofs import are_listed

KNOWN, CONTEXT, ADMITTED = "name_known@1", "name_context@1", "name_admitted@1"
VERSION, SIZE, HEAD = "name_version@1", "name_size@1", "name_head@1"
CITED, COUNTED, LISTED = "name_cited@1", "name_counted@1", "name_listed@1"
OLDER, OTHERWISE, PERSON = "no_older@1", "no_otherwise@1", "no_person@1"
REJECTED, RIVALS, UNPROVED = "no_context@1", "no_rivals@1", "no_proof@1"
SERIES = "no_series@1"


@final
class Verdict:
    """What the rules say of one hit: a mention of this meaning, or of none."""

    __slots__ = ("is_mention", "meaning", "rule")

    def __init__(self, meaning: Alias, rule: str) -> None:
        self.meaning: Final = meaning
        self.rule: Final = rule
        self.is_mention: Final = rule.startswith("name_")


@final
class VerdictRow:
    """The hits of one passage and the verdicts on them so far, place by place."""

    __slots__ = ("hits", "text", "verdicts")

    def __init__(self, text: str, hits: Sequence[Hit], verdicts: list[Verdict | None]) -> None:
        self.text: Final = text
        self.hits: Final = hits
        self.verdicts: Final = verdicts


@final
class Sight:
    """One hit at its place among the others of its passage."""

    __slots__ = ("hit", "index", "row", "text")

    def __init__(self, row: VerdictRow, index: int) -> None:
        self.row: Final = row
        self.index: Final = index
        self.text: Final = row.text
        self.hit: Final = row.hits[index]

    @property
    def verdict(self) -> Verdict | None:
        """What the rules have said so far."""
        return self.row.verdicts[self.index]

    def settle(self, verdict: Verdict | None) -> None:
        """Say what the rules say."""
        self.row.verdicts[self.index] = verdict

    def is_listed(self, kind: str) -> bool:
        """Whether a mention of this kind stands next to it in a list."""
        hits, index = self.row.hits, self.index
        return any(
            are_listed(self.text, hits[first], hits[first + 1])
            for first, other in ((index - 1, index - 1), (index, index + 1))
            if 0 <= other < len(hits) and self._is_mention(other, kind)
        )

    def _is_mention(self, index: int, kind: str) -> bool:
        verdict = self.row.verdicts[index]
        return verdict is not None and verdict.is_mention and kind_of(verdict.meaning) == kind


def settle_rest(
    meanings: Sequence[Alias], sights: Sequence[Sight], admitted: Collection[Alias]
) -> None:
    """What nothing proves is a mention where the paper admits one meaning of the name alone."""
    own = {meaning.technology_id for meaning in meanings}
    fitting = [one for one in admitted if one.technology_id in own]
    rest = Verdict(meanings[0], RIVALS if fitting else UNPROVED)
    if len(fitting) == 1:
        rest = Verdict(fitting[0], ADMITTED)
    for sight in sights:
        if sight.verdict is None:
            sight.settle(rest)


def kind_of(meaning: Alias) -> str:
    """The kind of a technology, which its id begins with."""
    return meaning.technology_id.partition(":")[0]
