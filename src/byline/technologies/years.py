"""The year of a paper, where no source says it."""

import re
from collections.abc import Iterable, Iterator

from byline.documents.reading import DocumentReading
from byline.records import SectionKind

_STAMP = re.compile(r"arXiv:\s?(\d\d)\d\d\.\d{4,5}")
_CENTURIES = (
    re.compile(r"20[0-4]\d(?<![\d.]\d{4})(?!\d|\.\d)"),
    re.compile(r"19[6-9]\d(?<![\d.]\d{4})(?!\d|\.\d)"),
)
"""A century each, the later one first: a literal beginning is searched for fast."""
_LEAST_OFTEN = 2
"""A year of the reference list counts from its second print on: one may be a page number."""
_CENTURY = 2000


def find_year(reading: DocumentReading) -> int | None:
    """The year a paper was written in, as far as it shows: at least this one.

    It is that of the arXiv stamp, else the latest that the front matter or, twice, the reference
    list prints.
    """
    text = reading.document.text
    if reading.pages and (stamp := _STAMP.search(text, 0, reading.pages[0].end)):
        return _CENTURY + int(stamp[1])
    printed = _latest(_parts(reading, "front_matter"), rank=1)
    listed = _latest(_parts(reading, "references"), rank=_LEAST_OFTEN)
    return max((year for year in (printed, listed) if year), default=None)


def _parts(reading: DocumentReading, kind: SectionKind) -> Iterator[str]:
    text = reading.document.text
    return (text[part.start : part.end] for part in reading.sections if part.kind == kind)


def _latest(texts: Iterable[str], *, rank: int) -> int | None:
    """The year in this place from the end when all printed ones are put in order."""
    joined = "\n".join(texts)
    years: list[str] = []
    for century in _CENTURIES:
        years += century.findall(joined)
        if len(years) >= rank:
            return int(sorted(years)[-rank])
    return None
