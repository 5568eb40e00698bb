"""The title of a paper: the largest print above its abstract, less the traps."""

import re
from collections.abc import Sequence

from byline.documents.headings import opens_paper
from byline.documents.joining import join_hyphens
from byline.records import Line

_LIKE_SIZE = 1.06
_NEXT_LINE = 2.2
"""In font sizes: the furthest that the next line of a title lies below."""
_LEAST_LETTERS = 4
_AS_LARGE = 0.97
_RUNNING_HEAD = re.compile(
    r"(?i)^(?:published (?:as|in)|under review|preprint|accepted (?:to|at|by|as)|to appear|"
    r"proceedings of|journal of|transactions on|arxiv:|workshop|in(?:ternational)? conference|"
    r"technical report$|research article$|contents lists available|provided proper)"
)
_MASTHEAD = re.compile(r"(?i)contents lists? available|journal homepage|sciencedirect|\bissn\b")


def find_title(lines: Sequence[Line], text: str) -> tuple[Line, ...]:
    """The lines of the title, top to bottom; empty where no print stands out as one."""
    above = _above_abstract(lines, text)
    worded = [group for group in _group(above) if _has_letters(group, text)]
    groups = [group for group in worded if not _is_masthead(group, above, text)] or worded
    if not groups:
        return ()
    largest = max(group[0].size for group in groups)
    return next(group for group in groups if group[0].size >= _AS_LARGE * largest)


def write_title(lines: Sequence[Line], text: str) -> str:
    """The title in one line: cut words joined, footnote marks left out."""
    joined = join_hyphens("\n".join(_without_marks(line, text) for line in lines)).text
    return " ".join(joined.split())


def _above_abstract(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines before the abstract; without one, those before the first heading."""
    above: list[Line] = []
    for line in lines:
        if opens_paper(text[line.start : line.end]):
            return above
        above.append(line)
    return above


def _group(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Lines in groups that follow one another in like print."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [tuple(group) for group in groups]


def _continues(line: Line, follower: Line) -> bool:
    larger, smaller = max(line.size, follower.size), min(line.size, follower.size)
    if larger > _LIKE_SIZE * smaller or line.is_bold != follower.is_bold:
        return False
    if line.row == follower.row:
        return True
    drop = follower.box[3] - line.box[3]
    overlaps = line.box[0] < follower.box[2] and follower.box[0] < line.box[2]
    return overlaps and 0 < drop < _NEXT_LINE * larger


def _has_letters(group: Sequence[Line], text: str) -> bool:
    printed = _print(group, text)
    letters = sum(map(str.isalpha, printed))
    return letters >= max(_LEAST_LETTERS, len(printed) / 2)


def _is_masthead(group: Sequence[Line], lines: Sequence[Line], text: str) -> bool:
    """Whether a group is a running head or names the journal, whose homepage then follows."""
    after = lines.index(group[-1]) + 1
    named = _MASTHEAD.search(_print([*group, *lines[after : after + 1]], text))
    return named is not None or _RUNNING_HEAD.match(_print(group, text)) is not None


def _print(lines: Sequence[Line], text: str) -> str:
    return " ".join(text[line.start : line.end] for line in lines)


def _without_marks(line: Line, text: str) -> str:
    """The line without footnote marks, which are raised and hold no letter."""
    parts: list[str] = []
    start = line.start
    for first, last in line.raised:
        if not any(character.isalpha() for character in text[first:last]):
            parts.append(text[start:first])
            start = last
    return "".join([*parts, text[start : line.end]])
