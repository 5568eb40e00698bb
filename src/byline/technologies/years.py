"""The year of a paper, where no source says it."""

import re

from byline.documents.reading import DocumentReading

_STAMP = re.compile(r"arXiv:\s?(\d\d)(\d\d)\.\d{4,5}")
_YEAR = re.compile(r"(?<![\d.])(19[6-9]\d|20[0-4]\d)(?=[a-z]?(?![\d]))(?!\.\d)")
_LEAST_OFTEN = 2
"""A year of the reference list counts from its second print on: one may be a page number."""
_CENTURY = 2000


def find_year(reading: DocumentReading) -> int | None:
    """The year a paper was written in, as far as it shows: at least this one.

    It is that of the arXiv stamp, else the latest that the front matter or, twice, the reference
    list prints.
    """
    text = reading.document.text
    front = [text[s.start : s.end] for s in reading.sections if s.kind == "front_matter"]
    if stamp := _STAMP.search(text[: reading.pages[0].end] if reading.pages else text):
        return _CENTURY + int(stamp[1])
    years = [int(year) for part in front for year in _YEAR.findall(part)]
    references = [text[s.start : s.end] for s in reading.sections if s.kind == "references"]
    listed = sorted(int(year) for part in references for year in _YEAR.findall(part))
    if len(listed) >= _LEAST_OFTEN:
        years.append(listed[-_LEAST_OFTEN])
    return max(years, default=None)
