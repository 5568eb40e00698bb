"""Teams and companies that sign as one author."""

from collections.abc import Sequence

from byline.authorship.draft import Draft
from byline.authorship.kinds import Part, is_group
from byline.authorship.names import PrintedName
from byline.authorship.organisations import PrintedAffiliation
from byline.authorship.segments import Segment, split_segments


def read_groups(parts: Sequence[Part], *, text: str) -> Draft | None:
    """The team under the title, which is author and affiliation at once; None if there is none."""
    part = next((part for part in parts if part.kind == "affiliation"), None)
    segments = split_segments(part.tokens) if part else []
    if part is None or not segments:
        return None
    name = _read_name(segments, part)
    start, end = segments[0].start, segments[-1].end
    draft = Draft(names=[name])
    printed = PrintedAffiliation(text=" ".join(text[start:end].split()), spans=((start, end),))
    draft.tie(0, draft.add_affiliation(printed), rule="link_group@1")
    domains = [group.domain for other in parts for group in other.cell.emails]
    draft.add_domains(0, domains)
    return draft


def _read_name(segments: Sequence[Segment], part: Part) -> PrintedName:
    team = segments[0] if is_group(segments[0].texts) else None
    words = team.words if team else [word for segment in segments for word in segment.words]
    return PrintedName(
        text=" ".join(word.text for word in words),
        spans=((words[0].start, words[-1].end),),
        keys=segments[-1].trailing,
        note="",
        cell=part.cell,
        inline=None,
        is_group=True,
    )
