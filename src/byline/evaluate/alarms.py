"""Names found in papers that were written before the technology was there: each is false."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from byline.evaluate.gold_files import read_gold_text
from byline.evaluate.searching import read_plain
from byline.records import BylineError
from byline.technologies.catalogue import Catalogue
from byline.technologies.mentions import FoundName
from byline.technologies.scanner import Scanner

_YEAR = re.compile(r"(?:19|20)\d\d")
_ACL_ID = re.compile(r"[A-Z](\d\d)-\d{4}")
_LAST_CENTURY = 65
"""Two digits of an id of the ACL Anthology from which on they are of the twentieth century."""
_AFTER_ALL = 9999
"""A year that no technology is younger than: it leaves the words alone to decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedText:
    """The text, or a part of it, of a paper whose year is known."""

    paper_id: str
    year: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A technology found in a paper that is older than it."""

    paper_id: str
    year: int
    technology_id: str
    rule: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmsReport:
    """False alarms, as (paper, technology) pairs."""

    papers: int
    naive: int
    """Pairs whose alias stands in the text."""
    by_words: tuple[Alarm, ...]
    """Those that are mentions by the words around them, whatever the year."""
    by_all: tuple[Alarm, ...]
    """Those that are mentions when the year of the paper is known too."""


def read_dated_texts(path: Path) -> tuple[DatedText, ...]:
    """Texts of a table of papers with titles and abstracts, or of citation contexts of the ACL.

    The year stands in the file's name, or in each paper's id. Raises BylineError for other files.
    """
    try:
        text = read_gold_text(path)
        if text.lstrip().startswith("["):
            return tuple(_read_table(json.loads(text), path))
        return tuple(_read_contexts(csv.DictReader(StringIO(text), delimiter="\t")))
    except (ValueError, KeyError, TypeError) as error:
        raise BylineError(f"{path}: not a file of dated texts ({error})") from error


def _read_table(rows: Iterable[Mapping[str, object]], path: Path) -> Iterator[DatedText]:
    found = _YEAR.search(path.name)
    if found is None:
        raise ValueError("its name holds no year")
    for number, row in enumerate(rows, start=1):
        words = f"{row.get('title') or ''}\n{row.get('abstract') or ''}"
        yield DatedText(paper_id=f"{path.name} {number}", year=int(found[0]), text=words)


def _read_contexts(rows: Iterable[Mapping[str, str]]) -> Iterator[DatedText]:
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        texts[row["citing_ACL_id"]].append(row["cite_context_paragraph"])
    for paper_id, parts in texts.items():
        if found := _ACL_ID.fullmatch(paper_id):
            digits = int(found[1])
            year = digits + (1900 if digits >= _LAST_CENTURY else 2000)
            yield DatedText(paper_id=paper_id, year=year, text="\n".join(parts))


def find_alarms(texts: Iterable[DatedText], scanner: Scanner, catalogue: Catalogue) -> AlarmsReport:
    """Every name that the scanner of a catalogue finds in a paper older than its technology."""
    papers = naive = 0
    by_words: list[Alarm] = []
    by_all: list[Alarm] = []
    for text in texts:
        papers += 1
        naive += len(_young(text, _all_meanings(text, scanner), catalogue))
        by_words += _search(text, scanner, catalogue, year=_AFTER_ALL)
        by_all += _search(text, scanner, catalogue, year=text.year)
    return AlarmsReport(papers=papers, naive=naive, by_words=tuple(by_words), by_all=tuple(by_all))


def _all_meanings(text: DatedText, scanner: Scanner) -> set[str]:
    return {key for ids in scanner.find_meanings(text.text).values() for key in ids}


def _search(
    text: DatedText, scanner: Scanner, catalogue: Catalogue, *, year: int
) -> Iterator[Alarm]:
    reading = read_plain(text.text, paper_id=text.paper_id)
    found: dict[str, FoundName] = {}
    for one in scanner.find_mentions(reading, year=year).mentions:
        found.setdefault(one.technology_id, one)
    for key in sorted(_young(text, found, catalogue)):
        one = found[key]
        quote = " ".join(text.text[max(0, one.start - 40) : one.end + 40].split())
        yield Alarm(
            paper_id=text.paper_id, year=text.year, technology_id=key, rule=one.rule, quote=quote
        )


def _young(text: DatedText, keys: Iterable[str], catalogue: Catalogue) -> set[str]:
    """The technologies that came out after the year of the paper."""
    released = {key: catalogue.entries[key].technology.released for key in keys}
    return {key for key, day in released.items() if day and int(day[:4]) > text.year}
