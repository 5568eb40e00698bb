"""Teams and companies that sign as one author."""

from collections.abc import Sequence
from itertools import takewhile

from byline.authorship.cells import Print
from byline.authorship.draft import Draft
from byline.authorship.kinds import Part
from byline.authorship.names import PrintedName
from byline.authorship.organisations import split_affiliations
from byline.authorship.printed import PrintedAffiliation
from byline.authorship.segments import Segment, split_segments


def read_groups(parts: Sequence[Part], *, printed: Print) -> Draft | None:
    """The team under the title as the author; None if there is none.

    A line of its own below the team is its affiliation; else it is its own.
    """
    lines = [part for part in parts if part.kind == "affiliation" and split_segments(part.tokens)]
    if not lines:
        return None
    draft = Draft(names=[_read_name(split_segments(lines[0].tokens), lines[0])])
    below = [part for part in lines[1:] if part.cell.row > lines[0].cell.row]
    found = [
        affiliation
        for column in _split_columns(below)
        for affiliation in split_affiliations([part.tokens for part in column], printed=printed)
    ]
    for affiliation in found or [_print_whole(lines[0], printed)]:
        draft.tie(0, draft.add_affiliation(affiliation), rule="link_group@1")
    draft.add_domains(0, [group.domain for other in parts for group in other.cell.emails])
    return draft


def _split_columns(parts: Sequence[Part]) -> list[list[Part]]:
    """All parts as one column, or each alone where some stand side by side."""
    rows = {part.cell.row for part in parts}
    return [[part] for part in parts] if len(rows) < len(parts) else [list(parts)]


def _print_whole(part: Part, printed: Print) -> PrintedAffiliation:
    """The team's line up to an address, with whatever stands on it."""
    segments = split_segments(part.tokens)
    told = list(takewhile(lambda segment: segment.before not in {"email", "url"}, segments))
    start, end = segments[0].start, (told or segments)[-1].end
    text = " ".join(printed.text[start:end].split())
    return PrintedAffiliation(text=text, spans=((start, end),))


def _read_name(segments: Sequence[Segment], part: Part) -> PrintedName:
    words = segments[0].words
    return PrintedName(
        text=" ".join(word.text for word in words),
        spans=((words[0].start, words[-1].end),),
        keys=segments[-1].trailing,
        note="",
        cell=part.cell,
        inline=None,
        is_group=True,
    )
