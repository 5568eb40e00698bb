"""The stage that finds names of technologies in every text.

A changed catalogue searches again only the texts in which something stands that changed.
"""

from dataclasses import dataclass, replace
from functools import cache, partial

from byline.documents.reading import DocumentReading
from byline.records import Document, Paper, PaperError, Row, TechnologyName, make_id
from byline.run.progress import ShowProgress
from byline.run.renewing import Renewal, RenewalPlan, renew_stage
from byline.run.searched import Searched
from byline.run.stages import TEXT_LIMITS, failure_of, read_made_of
from byline.run.texts import count_texts, find_texts, read_texts
from byline.store.shards import MadeOf, read_shard_columns
from byline.store.study import Study
from byline.technologies.catalogue import load_catalogue
from byline.technologies.mentions import FoundName, MentionReading
from byline.technologies.scanner import Scanner

NAMES = "names@2"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesTask:
    """The text of one paper, and the year a source gives for it."""

    reading: DocumentReading
    year: int | None


def run_names(study: Study, *, workers: int, show: ShowProgress) -> None:
    """Find the names in the texts that are new, or that the catalogue may read otherwise now."""
    searched = Searched(study, load_catalogue(), version=NAMES)
    searched.keep()
    renew_stage(
        study,
        "names",
        _plan_names(study, searched),
        task=find_names,
        rows_of=_rows_of_names,
        workers=workers,
        show=show,
        limits=TEXT_LIMITS,
        initializer=load_scanner,
    )
    searched.forget_others()


def _plan_names(study: Study, searched: Searched) -> list[RenewalPlan[NamesTask]]:
    return [
        RenewalPlan(
            shard=shard,
            key=make_id(searched.basis, *(marker.digest for marker in texts.values())),
            count=count,
            read=partial(_read_renewal, study, shard, searched),
        )
        for shard, texts in sorted(find_texts(study).items())
        if (count := sum(count_texts(stage, marker) for stage, marker in texts.items()))
    ]


def _read_renewal(study: Study, shard: str, searched: Searched) -> Renewal[NamesTask]:
    """The texts of a shard that have to be searched."""
    listed = read_shard_columns(study, "listing", shard, Paper, ("paper_id", "year"))
    years: dict[str, int | None] = dict(listed)
    before = read_made_of(study, "names", shard)
    keys: dict[str, str] = {}
    items: dict[str, NamesTask] = {}
    for text in read_texts(study, shard):
        year = years.get(text.paper_id)
        key = make_id(year, text.digest)
        keys[text.document_id] = key
        is_same = before.keys.get(text.document_id) == key
        if not is_same or searched.may_concern(text, basis=before.basis):
            items[text.document_id] = NamesTask(reading=text.read(), year=year)
    return Renewal(made_of=MadeOf(basis=searched.basis, keys=keys), items=items)


@cache
def load_scanner() -> Scanner:
    """The scanner of this process, made once."""
    return Scanner(load_catalogue())


def find_names(task: NamesTask) -> MentionReading:
    """The names in one text; those refused, for which no table asks, stay in this process."""
    return replace(load_scanner().find_mentions(task.reading, year=task.year), refused=())


def _rows_of_names(task: NamesTask, outcome: MentionReading | PaperError) -> list[Row]:
    document = task.reading.document
    if isinstance(outcome, PaperError):
        return [failure_of("names", document.paper_id, outcome, location=document.location)]
    names = [_name_row(document, found) for found in outcome.mentions]
    return [*names, *outcome.amounts, *outcome.evidence]


def _name_row(document: Document, found: FoundName) -> TechnologyName:
    return TechnologyName(
        paper_id=document.paper_id,
        document_id=document.document_id,
        technology_id=found.technology_id,
        alias=found.alias,
        version=found.version,
        place=found.place,
        rule=found.rule,
        start=found.start,
        end=found.end,
        within_start=found.within[0],
        within_end=found.within[1],
    )
