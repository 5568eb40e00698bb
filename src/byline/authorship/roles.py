"""Role notes: equal contribution, correspondence, internships, and where the work was done."""

from collections.abc import Iterable, Sequence

from byline.authorship.cells import Print
from byline.authorship.draft import Draft
from byline.authorship.emails import find_owner
from byline.authorship.entries import match_keys
from byline.authorship.legend import Claim, Legend
from byline.authorship.lexicon import fold_words
from byline.authorship.organisations import split_affiliations
from byline.authorship.sentences import find_author
from byline.authorship.stacks import Stack
from byline.authorship.ties import find_members
from byline.authorship.tokens import read_keys

_LONGEST = 240


def add_roles(draft: Draft, legend: Legend, stacks: Sequence[Stack], *, printed: Print) -> None:
    """Give every author the notes that concern them, and the organisations these name."""
    for index, name in enumerate(draft.names):
        draft.add_note(index, name.note)
    marked = _find_marked(draft, legend, stacks)
    for note in legend.roles:
        holders = sorted({index for key in note.keys for index in marked.get(key, ())})
        named = _find_named(draft, note)
        if named and note.role and note.role.kinds == {"corresponding"}:
            holders = []
        for index in sorted({*holders, *named}):
            draft.add_note(index, _print_note(note))
        _tie_role(draft, note, named or holders, printed=printed)


def _find_marked(draft: Draft, legend: Legend, stacks: Sequence[Stack]) -> dict[str, list[int]]:
    """For every key of a role: the names that carry it, or whose lines below carry it."""
    keys = {key for note in legend.roles for key in note.keys} | legend.keys
    marked: dict[str, list[int]] = {}
    for index, name in enumerate(draft.names):
        for key in match_keys(name.keys, keys):
            marked.setdefault(key, []).append(index)
    for stack in stacks:
        for key in _find_trailing_keys(stack):
            marked.setdefault(key, []).extend(find_members(draft, stack.names))
    return marked


def _find_trailing_keys(stack: Stack) -> Iterable[str]:
    for part in stack.body:
        if len(part.tokens) > 1 and part.tokens[-1].kind == "mark":
            yield from read_keys(part.tokens[-1].text)


def _find_named(draft: Draft, note: Claim) -> list[int]:
    """The authors that a note names, in full, or by the address it prints."""
    words = fold_words(note.printed.text)
    found = [index for index, name in enumerate(draft.texts) if _is_run(fold_words(name), words)]
    for group in note.emails:
        owners = (find_owner(local, draft.texts) for local in group.locals)
        found.extend(owner for owner in owners if owner is not None)
    if not found:
        found = _find_initialled(draft, note)
    return list(dict.fromkeys(found))


def _is_run(needle: Sequence[str], words: Sequence[str]) -> bool:
    width = len(needle)
    return width > 1 and any(
        list(words[i : i + width]) == list(needle) for i in range(len(words) - width + 1)
    )


def _find_initialled(draft: Draft, note: Claim) -> list[int]:
    runs: list[list[str]] = [[]]
    for token in (token for line in note.lines for token in line):
        if token.kind == "word" and token.text[:1].isupper():
            runs[-1].append(token.text)
        else:
            runs.append([])
    owners = (find_author(" ".join(run), draft.texts) for run in runs if len(run) > 1)
    return [owner for owner in owners if owner is not None]


def _print_note(note: Claim) -> str:
    printed = " ".join(note.printed.text.split()).strip(" .;,:•·")
    return printed if len(printed) <= _LONGEST else f"{printed[: _LONGEST - 1].rstrip()}…"


def _tie_role(draft: Draft, note: Claim, members: Sequence[int], *, printed: Print) -> None:
    role = note.role.link_role if note.role else None
    place = note.role.organisation if note.role else None
    if role is None or place is None or not members:
        return
    start, end = note.printed.find_span(*place)
    lines = [
        [token for token in line if token.start < end and token.end > start] for line in note.lines
    ]
    for found in split_affiliations([line for line in lines if line], printed=printed):
        affiliation = draft.add_affiliation(found)
        for index in members:
            draft.tie(index, affiliation, role=role, rule="link_role@1")
