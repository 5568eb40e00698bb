"""The author block of one document: who wrote it, and from where."""

from collections.abc import Sequence

from byline.authorship.cells import Cell, Print, build_cells, read_print
from byline.authorship.closing import find_closing_cells
from byline.authorship.draft import Draft
from byline.authorship.emails import EmailGroup
from byline.authorship.entries import Entry, read_entries
from byline.authorship.groups import read_groups
from byline.authorship.kinds import Part, find_parts
from byline.authorship.legend import Legend, read_legend
from byline.authorship.names import PrintedName, read_names
from byline.authorship.organisations import names_head
from byline.authorship.phrases import is_anonymous
from byline.authorship.reading import AuthorshipReading
from byline.authorship.roles import add_roles
from byline.authorship.rows import write_empty, write_rows
from byline.authorship.sentences import read_memberships
from byline.authorship.series import read_series
from byline.authorship.stacks import Stack, find_stacks
from byline.authorship.ties import (
    add_domains,
    tie_by_addresses,
    tie_by_domains,
    tie_by_marks,
    tie_by_sentences,
    tie_by_stacks,
    tie_inline,
    tie_the_rest,
)
from byline.authorship.zones import Zones, find_zones
from byline.documents.reading import DocumentReading

_SEVERAL = 2


def find_authorship(reading: DocumentReading) -> AuthorshipReading:
    """The authors as printed, their affiliations, and who belongs to which."""
    cells = build_cells(reading)
    # Where nobody stands between title and abstract, the title may have been misjudged.
    for title in dict.fromkeys((reading.document.title, "")):
        zones = find_zones(cells, title=title)
        if any(is_anonymous(cell.text) for cell in zones.header):
            return write_empty(reading, "anonymous")
        found = _read_zones(reading, zones)
        if found is not None:
            return found
    return _read_closing(reading) or write_empty(reading, "none_printed")


def _read_zones(reading: DocumentReading, zones: Zones) -> AuthorshipReading | None:
    series = read_series(zones.header, printed=read_print(reading))
    if series is not None:
        _, legend = _read_legend(series.names, (), zones, reading=reading)
        add_roles(series, legend, (), printed=read_print(reading))
        return write_rows(reading, series, layout="inline")
    parts = find_parts(zones.header)
    names = read_names([part for part in parts if part.kind == "names"])
    if names:
        draft, layout = _read_block(names, parts, zones, reading=reading)
        return write_rows(reading, draft, layout=layout)
    groups = read_groups(parts, printed=read_print(reading))
    return None if groups is None else write_rows(reading, groups, layout="inline")


def _read_closing(reading: DocumentReading) -> AuthorshipReading | None:
    """What the end of the paper says, where at least two people are named there."""
    listed = [find_parts(cells) for cells in find_closing_cells(reading)]
    parts = max(listed, key=_count_names, default=[])
    if _count_names(parts) < _SEVERAL:
        return None
    kept = [part for part in parts if part.kind != "affiliation" or names_head([part.tokens])]
    names = read_names([part for part in kept if part.kind == "names"])
    zones = Zones(header=tuple(part.cell for part in kept), notes=())
    draft, layout = _read_block(names, kept, zones, reading=reading)
    return write_rows(reading, draft, layout=layout)


def _count_names(parts: Sequence[Part]) -> int:
    return len(read_names([part for part in parts if part.kind == "names"]))


def _read_block(
    names: Sequence[PrintedName], parts: Sequence[Part], zones: Zones, *, reading: DocumentReading
) -> tuple[Draft, str]:
    draft = Draft(names=names)
    printed = read_print(reading)
    notes, legend = _read_legend(names, parts, zones, reading=reading)
    stacks = find_stacks(_drop_explained(parts, legend))
    _tie(draft, legend, stacks, notes=[entry for note in notes for entry in note], printed=printed)
    emails = sorted(
        {group.start: group for cell in zones.header for group in cell.emails}.values(),
        key=lambda group: group.start,
    )
    _tie_emails(draft, legend, stacks, emails=emails, printed=printed)
    add_roles(draft, legend, stacks, printed=printed)
    return draft, _name_layout(draft, stacks)


def _read_legend(
    names: Sequence[PrintedName], parts: Sequence[Part], zones: Zones, *, reading: DocumentReading
) -> tuple[list[list[Entry]], Legend]:
    """The footnotes and what all marks stand for; the end of the paper is asked last."""
    wanted = {key for name in names for key in name.keys}
    common = _find_common_keys(names)
    text = reading.document.text
    explaining = [part for part in parts if part.kind in {"affiliation", "note"}]
    header = read_entries(explaining, wanted=wanted)
    notes = [_read_note(cells, wanted) for cells in zones.notes]
    legend = read_legend(header, notes, wanted=wanted, common=common, text=text)
    if legend.affirmations or not any(key.isalnum() for key in wanted):
        return notes, legend
    notes += [_read_note(cells, wanted) for cells in find_closing_cells(reading)]
    return notes, read_legend(header, notes, wanted=wanted, common=common, text=text)


def _find_common_keys(names: Sequence[PrintedName]) -> frozenset[str]:
    """The marks that all names carry, where there are several."""
    if len(names) < _SEVERAL:
        return frozenset()
    return frozenset.intersection(*(frozenset(name.keys) for name in names))


def _read_note(cells: Sequence[Cell], wanted: set[str]) -> list[Entry]:
    """The entries of a paragraph; wide gaps mean nothing in justified print."""
    lines = [(cell, tuple(t for t in cell.tokens if t.kind != "gap")) for cell in cells]
    parts = (Part(kind="affiliation", cell=cell, tokens=tokens) for cell, tokens in lines)
    return read_entries(parts, wanted=wanted)


def _drop_explained(parts: Sequence[Part], legend: Legend) -> list[Part]:
    """The parts without the lines that marks already tie."""
    explained = {
        token.start
        for found in legend.affirmations
        if not found.is_footnote
        for line in found.lines
        for token in line
    }
    return [part for part in parts if not any(token.start in explained for token in part.tokens)]


def _tie(
    draft: Draft, legend: Legend, stacks: Sequence[Stack], *, notes: Sequence[Entry], printed: Print
) -> None:
    tie_inline(draft, printed=printed)
    tie_by_marks(draft, legend, printed=printed)
    keys = [name.keys for name in draft.names]
    tie_by_sentences(draft, read_memberships(notes, draft.texts, keys=keys), printed=printed)
    tie_by_stacks(draft, stacks, printed=printed)
    tie_by_addresses(draft, legend, printed=printed)
    tie_the_rest(draft)


def _tie_emails(
    draft: Draft,
    legend: Legend,
    stacks: Sequence[Stack],
    *,
    emails: Sequence[EmailGroup],
    printed: Print,
) -> None:
    noted = [group for found in legend.affirmations for group in found.emails]
    add_domains(draft, [*emails, *noted], stacks)
    tie_by_domains(draft, emails, printed=printed)


def _name_layout(draft: Draft, stacks: Sequence[Stack]) -> str:
    rules = {tie.rule.partition("@")[0] for tie in draft.ties}
    for rule, layout in (
        ("link_marker", "markers"),
        ("link_footnote", "footnote"),
        ("link_sentence", "ieee"),
    ):
        if rule in rules:
            return layout
    if "link_stack" not in rules and "link_inline" not in rules:
        return "none"
    return "stacked" if sum(bool(stack.body) for stack in stacks) > 1 else "inline"
