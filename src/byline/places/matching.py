"""Which registry entries a name in a string may mean, each with what speaks for it."""

from typing import Final, final

from byline.places.describing import ENDS, NameDescriber
from byline.places.features import Feature, read_weights
from byline.places.index import PlaceIndex
from byline.places.names import Kind
from byline.places.registered import BARE, KIND_BITS, KIND_MASK, KNOWN
from byline.places.scanning import Hit, Scan
from byline.places.trie import HAS_NAME, Children, flags_of
from byline.places.weighing import EntryWeigher, Evidence, Facts

_LONG_ACRONYM: Final = 4
_MANY: Final = 2
_ACRONYMS: Final = frozenset({Kind.INITIALS, Kind.ACRONYM})
_APART: Final = frozenset({Feature.WHOLE_STRING, Feature.OWN_SEGMENT})
_PLACED: Final = frozenset({Feature.CITY_AGREES, Feature.STATE_AGREES_ALONE})
_FOLLOWED: Final = frozenset({Feature.RIGHT_WORD, Feature.RIGHT_HOLLOW})
_TAILED: Final = frozenset({Feature.TAILED, Feature.LEGAL_FORM})
_UNPLACED: Final = frozenset({Feature.NOTHING_STATED, Feature.FOREIGN})


@final
class Candidate:
    """An entry that a name in the string may mean."""

    __slots__ = ("end", "entry", "facts", "features", "kind", "score", "start")

    def __init__(
        self, score: float, facts: Facts, kind: int, *, start: int, end: int, features: list[int]
    ) -> None:
        self.score: Final = score
        """Log odds that it is meant."""
        self.entry: Final = facts.entry
        self.facts: Final = facts
        self.kind: Final = kind
        self.start: Final = start
        self.end: Final = end
        self.features: Final = features

    def overlaps(self, other: "Candidate") -> bool:
        """Whether the two rest on some of the same words."""
        return self.start < other.end and other.start < self.end

    def is_better_than(self, other: "Candidate") -> bool:
        """Whether this reading is closer to a registered name, or else surer."""
        if self.kind <= Kind.ALIAS and not self.facts.is_defunct:
            return True
        return self.score > other.score

    def also(self, features: list[int], weights: tuple[float, ...]) -> "Candidate":
        """The candidate with further features."""
        if not features:
            return self
        score = self.score + add_weights(features, weights)
        return Candidate(
            score,
            self.facts,
            self.kind,
            start=self.start,
            end=self.end,
            features=self.features + features,
        )


def add_weights(features: list[int], weights: tuple[float, ...]) -> float:
    """The weights of the features, summed in their order."""
    total = 0.0
    for feature in features:
        total += weights[feature]
    return total


class Matcher:
    """Finds and scores what the names of one index mean in scanned strings."""

    def __init__(self, index: PlaceIndex, children: Children) -> None:
        self._index = index
        self._weights = read_weights()
        self._describer = NameDescriber(index, children)
        self._weigher = EntryWeigher(index)

    def match(
        self, hit: Hit, scan: Scan, evidence: Evidence, *, is_campus: bool = False
    ) -> list[Candidate]:
        """What the name may mean, best first; nothing if a rule forbids to believe it at all."""
        start, end, node = hit.start, hit.end, hit.node
        flags = flags_of(node)
        if flags & BARE and not self._describer.stands_alone(
            start, end, scan, is_known=bool(flags & KNOWN)
        ):
            return []
        if self._describer.is_torn(start, end, scan):
            return []
        references = self._index.references(node)
        shared = self._describe(hit, scan, is_campus=is_campus)
        raw = scan.raw(start)
        weights = self._weights
        base = weights[-1] + add_weights(shared, weights)
        is_lone = (
            len(references) == 1
            and len(raw) >= _LONG_ACRONYM
            and not _APART.isdisjoint(shared)
            and not scan.is_bracketed(start)
        )
        is_begun = Feature.CAPITALS in shared and _goes_on(shared)
        found: list[Candidate] = []
        for reference in references:
            entry, kind = reference >> KIND_BITS, reference & KIND_MASK
            if (kind in _ACRONYMS and not _is_spelt(raw, kind)) or (
                is_begun and kind == Kind.NATIONAL
            ):
                continue
            if kind == Kind.DERIVED and (is_campus or self._is_broken(hit, shared, scan)):
                continue
            facts = self._weigher.facts_of(entry)
            own = self._weigher.weigh(facts, kind, flags, evidence, is_lone=is_lone)
            if own is not None:
                if (
                    kind == Kind.ACRONYM
                    and Feature.COUNTRY_ALONE in own
                    and len(raw.replace(".", "")) < _LONG_ACRONYM
                ):
                    own.append(Feature.SHORT_ACRONYM)
                score = base + add_weights(own, weights)
                found.append(
                    Candidate(score, facts, kind, start=start, end=end, features=shared + own)
                )
        return self._rank(_lead(_narrow(found))) if len(found) > 1 else found

    def _describe(self, hit: Hit, scan: Scan, *, is_campus: bool) -> list[int]:
        """The features of the name, whoever it means."""
        shared = self._describer.describe(hit, scan)
        if is_campus:
            shared.append(Feature.CAMPUS)
        flags = flags_of(hit.node)
        if flags & BARE and scan.raw(hit.start).isupper():
            if not flags & KNOWN:
                shared.append(Feature.CAPITALS)
            if scan.is_explained(hit.start):
                shared.append(Feature.EXPLAINED)
        return shared

    def _is_broken(self, hit: Hit, shared: list[int], scan: Scan) -> bool:
        """Whether what stands around a name forbids to read it as one cut short or turned round."""
        start, end, node = hit.start, hit.end, hit.node
        if Feature.LEFT_PLACE in shared:
            return True
        if Feature.CROSSES in shared:
            return not self._describer.is_turned(start, end, scan)
        return bool(flags_of(node) & BARE) and not scan.bounds[end] & ENDS

    def _rank(self, found: list[Candidate]) -> list[Candidate]:
        """The candidates weighed against one another, best first."""
        closest = min([candidate.kind for candidate in found])
        ranked: list[Candidate] = []
        for candidate in found:
            features: list[int] = [Feature.OUTRANKED] if candidate.kind > closest else []
            equal = _count_rivals(candidate, found)
            if equal:
                features.append(Feature.RIVAL if equal == 1 else Feature.RIVALS)
            ranked.append(candidate.also(features, self._weights))
        return sorted(ranked, key=lambda candidate: (-candidate.score, candidate.entry))


def _count_rivals(candidate: Candidate, found: list[Candidate]) -> int:
    """How many others go by the name as closely, counted up to two."""
    count = 0
    for other in found:
        if other.kind == candidate.kind and _rivals(candidate.facts, other.facts):
            count += 1
            if count == _MANY:
                break
    return count


def _rivals(entry: Facts, other: Facts) -> bool:
    """Whether believing in the other speaks against this one: not so for parent and child."""
    if entry is other or other.is_defunct:
        return False
    return other.entry not in entry.parents and entry.entry not in other.parents


def _narrow(found: list[Candidate]) -> list[Candidate]:
    """Without head offices where a national record agrees; without branches where nothing does."""
    nearer = [one for one in found if not one.facts.is_head or Feature.ABROAD not in one.features]
    found = nearer or found
    for candidate in found:
        if _UNPLACED.isdisjoint(candidate.features):
            return found
    heads = [candidate.kind for candidate in found if candidate.facts.is_head]
    if not heads:
        return found
    closest = min(heads)
    return [candidate for candidate in found if candidate.facts.is_head or candidate.kind < closest]


def _lead(found: list[Candidate]) -> list[Candidate]:
    """Without those whose parent goes by the name as closely and is no farther away."""
    return [one for one in found if not (one.facts.parents and _follows(one, found))]


def _follows(child: Candidate, found: list[Candidate]) -> bool:
    return any(parent.entry in child.facts.parents and _leads(parent, child) for parent in found)


def _goes_on(shared: list[int]) -> bool:
    """Whether words follow a name that do not make it a firm's (ITA Software)."""
    return not _FOLLOWED.isdisjoint(shared) and _TAILED.isdisjoint(shared)


def _leads(parent: Candidate, child: Candidate) -> bool:
    if parent.kind > child.kind or parent.facts.is_defunct:
        return False
    return _PLACED.isdisjoint(child.features) or not _PLACED.isdisjoint(parent.features)


def _is_spelt(raw: str, kind: int) -> bool:
    """Whether an acronym is in capitals; long ones that everyone knows need not be (Inria)."""
    return raw.isupper() or (kind == Kind.INITIALS and len(raw) > _LONG_ACRONYM)


def find_longest(hits: list[Hit]) -> list[Hit]:
    """Names that lie inside no longer name."""
    kept: list[Hit] = []
    reach = 0
    last: Hit | None = None
    for hit in hits:
        if not hit.node & HAS_NAME:
            continue
        if last is not None and hit.start != last.start and last.end > reach:
            kept.append(last)
            reach = last.end
        last = hit
    if last is not None and last.end > reach:
        kept.append(last)
    return kept
