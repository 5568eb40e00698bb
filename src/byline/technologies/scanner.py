"""The technologies that one paper names."""

from collections.abc import Iterator, Sequence

from byline.documents.reading import DocumentReading
from byline.technologies.automaton import Automaton, Hit
from byline.technologies.catalogue import Catalogue
from byline.technologies.deciding import NameRules, Verdict
from byline.technologies.mentions import FoundName, MentionReading, RefusedName
from byline.technologies.passages import Passage, find_passages
from byline.technologies.placing import Layout
from byline.technologies.tails import read_tail
from byline.technologies.versions import Versions
from byline.technologies.years import find_year

SCANNER = "mentions@1"


class Scanner:
    """Finds the names of one catalogue; compiled once, then used for every paper."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._automaton = Automaton(catalogue)
        self._versions = Versions(catalogue)
        self._rules = NameRules(catalogue, self._versions)
        self._whole = frozenset(
            word for spelling in self._automaton.spellings for word in spelling.split()
        )

    def find_mentions(self, reading: DocumentReading, *, year: int | None) -> MentionReading:
        """All mentions in one paper, every other sight of an alias, and accelerators' amounts.

        `year` is the paper's; None leaves it to what the paper prints. What stands in references,
        author block and acknowledgements is no mention.
        """
        passages = find_passages(reading, whole=self._whole)
        hits = [list(self._automaton.find_hits(passage.view.text)) for passage in passages]
        if not any(hits):
            return MentionReading(mentions=(), refused=(), amounts=(), evidence=())
        verdicts = self._rules.decide(
            zip((passage.view.text for passage in passages), hits, strict=True),
            year=find_year(reading) if year is None else year,
        )
        mentions: list[FoundName] = []
        refused: list[RefusedName] = []
        for passage, own_hits, own_verdicts in zip(passages, hits, verdicts, strict=True):
            for hit, verdict, place in _place(passage, own_hits, own_verdicts):
                if verdict.is_mention:
                    mentions.append(self._name(passage, hit, verdict, place=place))
                else:
                    refused.append(_refuse(passage, hit, verdict))
        return MentionReading(
            mentions=tuple(mentions), refused=tuple(refused), amounts=(), evidence=()
        )

    def _name(self, passage: Passage, hit: Hit, verdict: Verdict, *, place: str) -> FoundName:
        text, meaning = passage.view.text, verdict.meaning
        tail = text[hit.end : hit.tail_end]
        version = self._versions.find(meaning.technology_id, tail) if tail else None
        is_loose = version is None and tail and read_tail(tail).is_spaced_number
        start, end = passage.raw_span(hit.start, hit.end if is_loose else hit.tail_end)
        return FoundName(
            technology_id=meaning.technology_id,
            alias=hit.form.alias,
            version=version.version if version else meaning.version,
            place=place,
            rule=verdict.rule,
            start=start,
            end=end,
            within=(passage.start, passage.end),
        )


def _place(
    passage: Passage, hits: Sequence[Hit], verdicts: Sequence[Verdict]
) -> Iterator[tuple[Hit, Verdict, str]]:
    """Each hit with its verdict and the kind of print it stands in."""
    is_laid_out = passage.place in ("body", "appendix")
    layout = Layout(passage.view.text) if hits and is_laid_out else None
    for hit, verdict in zip(hits, verdicts, strict=True):
        place = passage.place
        yield hit, verdict, layout.place_of(hit.start, otherwise=place) if layout else place


def _refuse(passage: Passage, hit: Hit, verdict: Verdict) -> RefusedName:
    start, end = passage.raw_span(hit.start, hit.end)
    return RefusedName(
        technology_id=verdict.meaning.technology_id,
        alias=hit.form.alias,
        rule=verdict.rule,
        start=start,
        end=end,
    )
