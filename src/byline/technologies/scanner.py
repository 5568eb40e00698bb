"""The technologies that one paper names."""

from collections.abc import Iterator

from byline.documents.reading import DocumentReading
from byline.records import AcceleratorAmount, Evidence
from byline.technologies.amounts import find_amount
from byline.technologies.automaton import Automaton, Hit
from byline.technologies.catalogue import Catalogue
from byline.technologies.deciding import NameRules
from byline.technologies.mentions import FoundName, MentionReading, RefusedName
from byline.technologies.passages import Passage, find_passages
from byline.technologies.placing import Layout
from byline.technologies.sentences import split_at_pages
from byline.technologies.tails import read_tail
from byline.technologies.verdicts import Verdict
from byline.technologies.versions import Versions
from byline.technologies.years import find_year

_Amount = tuple[AcceleratorAmount, tuple[Evidence, ...]]


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
        hits = [self._automaton.find_hits(passage.view.text) for passage in passages]
        if not any(hits):
            return MentionReading(mentions=(), refused=(), amounts=(), evidence=())
        verdicts = self._rules.decide(
            [(passage.view.text, own) for passage, own in zip(passages, hits, strict=True)],
            year=find_year(reading) if year is None else year,
        )
        mentions: list[FoundName] = []
        refused: list[RefusedName] = []
        amounts: list[_Amount] = []
        for passage, own_hits, own in zip(passages, hits, verdicts, strict=True):
            layout = Layout(passage)
            for hit, verdict in zip(own_hits, own, strict=True):
                if not verdict.is_mention:
                    refused.append(_refuse(passage, hit, verdict))
                    continue
                found = self._name(passage, hit, verdict, layout.place_of(hit.start))
                mentions.append(found)
                if found.technology_id.startswith("accelerator:"):
                    amounts.extend(_find_amount(reading, passage, hit, found))
        return MentionReading(
            mentions=tuple(mentions),
            refused=tuple(refused),
            amounts=tuple(amount for amount, _ in amounts),
            evidence=tuple(row for _, evidence in amounts for row in evidence),
        )

    def find_meanings(self, text: str) -> dict[str, frozenset[str]]:
        """Every alias that stands in a text, by itself, and the technologies it can mean."""
        return {hit.form.alias: _ids(hit) for hit in self._automaton.find_hits(text)}

    def find_exact(self, name: str) -> frozenset[str]:
        """The technologies that a name, with or without a version, can mean as a whole."""
        hits = self._automaton.find_hits(name)
        is_whole = len(hits) == 1 and (hits[0].start, hits[0].tail_end) == (0, len(name))
        return _ids(hits[0]) if is_whole else frozenset()

    def _name(self, passage: Passage, hit: Hit, verdict: Verdict, place: str) -> FoundName:
        text, meaning = passage.view.text, verdict.meaning
        tail = text[hit.end : hit.tail_end]
        version = self._versions.find_after(hit.form.alias, meaning, tail) if tail else None
        is_loose = version is None and tail and read_tail(tail).is_spaced_number
        start, end = passage.raw_span(hit.start, hit.end if is_loose else hit.tail_end)
        return FoundName(
            meaning.technology_id,
            hit.form.alias,
            version.version if version else meaning.version,
            place,
            verdict.rule,
            start,
            end,
            (passage.start, passage.end),
        )


def _ids(hit: Hit) -> frozenset[str]:
    return frozenset(meaning.technology_id for meaning in hit.form.meanings)


def _refuse(passage: Passage, hit: Hit, verdict: Verdict) -> RefusedName:
    start, end = passage.raw_span(hit.start, hit.end)
    return RefusedName(
        technology_id=verdict.meaning.technology_id,
        alias=hit.form.alias,
        rule=verdict.rule,
        start=start,
        end=end,
    )


def _find_amount(
    reading: DocumentReading, passage: Passage, hit: Hit, found: FoundName
) -> Iterator[_Amount]:
    """What is printed of an accelerator beside its name, with the words that print it."""
    amount = find_amount(passage.view.text, hit, is_row=found.place == "table")
    if amount is None:
        return
    document = reading.document
    span = passage.raw_span(*amount.span)
    parts = split_at_pages(document.text, span, pages=reading.pages)
    evidence = document.evidence(*parts, pages=reading.pages)
    row = AcceleratorAmount(
        paper_id=document.paper_id,
        document_id=document.document_id,
        technology_id=found.technology_id,
        count=amount.count,
        memory_gigabytes=amount.memory_gigabytes,
        hours=amount.hours,
        evidence_id=evidence[0].evidence_id,
    )
    yield row, evidence
