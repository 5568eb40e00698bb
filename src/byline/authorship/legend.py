"""What the marks of an author block stand for: affiliations, or roles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from byline.authorship.emails import EmailGroup
from byline.authorship.entries import Entry, Printed, print_lines, split_sentences
from byline.authorship.kinds import MAIL_WORDS, ends_with_place
from byline.authorship.lexicon import fold_words, holds_cue
from byline.authorship.phrases import Role, read_role
from byline.authorship.segments import Segment, split_segments
from byline.authorship.tokens import Token, resolve_keys

_MOST_WORDS = 30
_VERBS = frozenset(
    "is are was were we our this these that has have can will supported funded released accepted".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Affirmation:
    """One sentence behind some marks that names an affiliation."""

    keys: tuple[str, ...]
    lines: tuple[tuple[Token, ...], ...]
    emails: tuple[EmailGroup, ...]
    is_footnote: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleNote:
    """One sentence, behind some marks or none, that says what authors did."""

    keys: tuple[str, ...]
    lines: tuple[tuple[Token, ...], ...]
    printed: Printed
    role: Role
    emails: tuple[EmailGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """All that marks and notes of one page explain."""

    affirmations: tuple[Affirmation, ...]
    roles: tuple[RoleNote, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Keys that stand for an affiliation."""
        return frozenset(key for found in self.affirmations for key in found.keys)


def read_legend(
    header: Sequence[Entry], notes: Sequence[Entry], *, wanted: Iterable[str], text: str
) -> Legend:
    """The legend; a key that the author block explains is not explained again by a footnote."""
    explained = frozenset(key for entry in header for key in entry.keys)
    keys = frozenset(resolve_keys(wanted, explained | {k for note in notes for k in note.keys}))
    roles: list[RoleNote] = []
    found = _read_entries(header, keys, roles=roles, text=text, is_footnote=False)
    known = frozenset(key for one in found for key in one.keys)
    fresh = [note for note in notes if not known.intersection(note.keys)]
    found += _read_entries(fresh, keys, roles=roles, text=text, is_footnote=True)
    return Legend(affirmations=tuple(found), roles=tuple(roles))


def _read_entries(
    entries: Sequence[Entry],
    wanted: frozenset[str],
    *,
    roles: list[RoleNote],
    text: str,
    is_footnote: bool,
) -> list[Affirmation]:
    found: list[Affirmation] = []
    for entry in entries:
        keys = tuple(key for key in entry.keys if key in wanted)
        for lines in split_sentences(entry):
            printed = print_lines(lines, text)
            role = _read_role(lines, printed)
            emails = _find_inside(entry.emails, lines)
            if role is not None:
                roles.append(RoleNote(keys=entry.keys, lines=lines, printed=printed, role=role, emails=emails))
            elif keys and _is_affiliation(lines, emails=emails, is_footnote=is_footnote):
                found.append(
                    Affirmation(keys=keys, lines=lines, emails=emails, is_footnote=is_footnote)
                )
    return found


def _find_inside(
    emails: Iterable[EmailGroup], lines: Sequence[Sequence[Token]]
) -> tuple[EmailGroup, ...]:
    start, end = lines[0][0].start, lines[-1][-1].end
    return tuple(group for group in emails if start <= group.start and group.end <= end)


def _read_role(lines: Sequence[Sequence[Token]], printed: Printed) -> Role | None:
    role = read_role(printed.text)
    if role is None or role.kinds - {"other"}:
        return role
    return None if _holds_organisation(lines) else role


def _holds_organisation(lines: Sequence[Sequence[Token]]) -> bool:
    return any(
        segment.holds_organisation or _is_known(segment)
        for line in lines
        for segment in split_segments(line)
    )


def _is_known(segment: Segment) -> bool:
    return holds_cue(segment.folded[:1], "organisation", "firsts")


def _is_affiliation(
    lines: Sequence[Sequence[Token]], *, emails: Sequence[EmailGroup], is_footnote: bool
) -> bool:
    """Whether a marked sentence names an affiliation; a footnote has to show that it does."""
    words = [token.text for line in lines for token in line if token.kind == "word"]
    folded = [part for word in words for part in fold_words(word)]
    if MAIL_WORDS.issuperset(folded):
        return False
    if not is_footnote:
        return True
    if len(words) > _MOST_WORDS or _VERBS.intersection(folded):
        return False
    return bool(emails) or _holds_organisation(lines) or _ends_with_place(lines)


def _ends_with_place(lines: Sequence[Sequence[Token]]) -> bool:
    segments = split_segments(lines[-1])
    return bool(segments) and ends_with_place(segments[-1])
