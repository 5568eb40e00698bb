"""What every reading promises."""

from collections.abc import Callable

import pytest

from byline.documents.reading import DocumentReading


@pytest.fixture(scope="session")
def check_promises() -> Callable[[DocumentReading], None]:
    return _check_promises


def _check_promises(reading: DocumentReading) -> None:
    """Spans lie in order inside the text; sections cover it; all of it can be printed."""
    document, text = reading.document, reading.document.text
    assert all(character.isprintable() or character in "\n\xad" for character in text)
    assert document.page_count == len(reading.pages)
    reached = 0
    for page in reading.pages:
        assert reached <= page.start <= page.end <= len(text)
        reached = page.end
    sections = [(section.start, section.end) for section in reading.sections]
    assert [start for start, _ in sections] == [0, *(end for _, end in sections[:-1])]
    assert sections[-1][1] == len(text)
    _check_lines(reading)


def _check_lines(reading: DocumentReading) -> None:
    page, text, reached = reading.pages[0], reading.document.text, 0
    printed = []
    for number, line in enumerate(reading.lines, start=1):
        assert line.line == number
        assert reached <= line.start < line.end <= page.end
        left, top, right, bottom = line.box
        assert left <= right
        assert top <= bottom
        last = line.start
        for start, end in line.raised:
            assert last <= start < end <= line.end
            last = end
        reached = line.end
        printed.append(text[line.start : line.end])
        assert printed[-1] == printed[-1].strip()
    assert "".join(printed).split() == text[: page.end].replace("\n", " ").split() or (
        " ".join(printed).split() == text[: page.end].split()
    )
