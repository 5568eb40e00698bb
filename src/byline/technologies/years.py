"""The year of a paper, where no source says it."""

import re
from typing import Final

from byline.documents.reading import DocumentReading
from byline.records import SectionKind

_STAMP: Final = re.compile(r"arXiv:\s?(\d\d)\d\d\.\d{4,5}")
_CENTURIES: Final = (
    re.compile(r"20[0-4]\d(?<![\d.]\d{4})(?!\d|\.\d)"),
    re.compile(r"19[6-9]\d(?<![\d.]\d{4})(?!\d|\.\d)"),
)
"""A century each, the later one first: a literal beginning is searched for fast."""
_CENTURY: Final = 2000
_MOST_APART: Final = 3
"""Years without a reference before the last one. One too late does less harm than one too early."""


def find_year(reading: DocumentReading) -> int | None:
    """The year a paper was written in, as far as it shows: at least this one.

    It is that of the arXiv stamp, else the latest that the front matter or the reference list
    prints. A number of the list that lies years after all others is that of a page.
    """
    text = reading.document.text
    if reading.pages and (stamp := _STAMP.search(text, 0, reading.pages[0].end)):
        return _CENTURY + int(stamp[1])
    front, listed = (_find_years(reading, kind) for kind in ("front_matter", "references"))
    if len(listed) > 1 and listed[-1] - listed[-2] > _MOST_APART:
        listed.pop()
    return max((*front[-1:], *listed[-1:]), default=None)


def _find_years(reading: DocumentReading, kind: SectionKind) -> list[int]:
    """The years of the latest century that a part of the paper prints, in order."""
    text = reading.document.text
    parts = [(one.start, one.end) for one in reading.sections if one.kind == kind]
    for century in _CENTURIES:
        years = [year for start, end in parts for year in century.findall(text, start, end)]
        if years:
            return sorted(map(int, years))
    return []
