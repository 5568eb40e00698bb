"""What the marks of an author block stand for: affiliations, or roles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from byline.authorship.emails import EmailGroup
from byline.authorship.entries import Entry, Printed, print_lines, split_sentences
from byline.authorship.kinds import ends_with_place, starts_with_organisation
from byline.authorship.lexicon import fold, fold_words, read_cues
from byline.authorship.phrases import Role, read_role
from byline.authorship.segments import split_segments
from byline.authorship.tokens import Token, resolve_keys

_MOST_WORDS = 30
_FEW_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence behind some marks, or behind none: an affiliation, or what authors did."""

    keys: tuple[str, ...]
    lines: tuple[tuple[Token, ...], ...]
    printed: Printed
    role: Role | None
    emails: tuple[EmailGroup, ...]
    is_footnote: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """All that marks and notes of one page explain."""

    affirmations: tuple[Claim, ...]
    """Sentences behind marks of the authors that name an affiliation."""
    roles: tuple[Claim, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Keys that stand for an affiliation."""
        return frozenset(key for found in self.affirmations for key in found.keys)


def read_legend(
    header: Sequence[Entry],
    notes: Sequence[Sequence[Entry]],
    *,
    wanted: Iterable[str],
    common: Iterable[str] = (),
    text: str,
) -> Legend:
    """The legend; a key that the author block explains is not explained again by a footnote.

    `notes` holds the entries of one paragraph of small print each, `common` the keys that all of
    several names carry.
    """
    explained = {key for entries in (header, *notes) for entry in entries for key in entry.keys}
    keys = frozenset(resolve_keys(wanted, explained))
    claims = [claim for entry in header for claim in _read_claims(entry, text)]
    found = [claim for claim in claims if _may_affirm(claim, keys)]
    known = frozenset(key for claim in found for key in claim.keys)
    for note in notes:
        fresh = [entry for entry in note if not known.intersection(entry.keys)]
        noted = [claim for entry in fresh for claim in _read_claims(entry, text, is_footnote=True)]
        found += _find_noted(noted, keys, common=frozenset(common))
        claims += noted
    roles = tuple(claim for claim in claims if claim.role is not None)
    return Legend(affirmations=tuple(found), roles=roles)


def _read_claims(entry: Entry, text: str, *, is_footnote: bool = False) -> Iterator[Claim]:
    for lines in split_sentences(entry):
        printed = print_lines(lines, text)
        start, end = lines[0][0].start, lines[-1][-1].end
        yield Claim(
            keys=entry.keys,
            lines=lines,
            printed=printed,
            role=_read_role(lines, printed),
            emails=tuple(g for g in entry.emails if start <= g.start and g.end <= end),
            is_footnote=is_footnote,
        )


def _read_role(lines: Sequence[Sequence[Token]], printed: Printed) -> Role | None:
    role = read_role(printed.text)
    if role is None or role.kinds - {"other"}:
        return role
    return None if _holds_organisation(lines) else role


def _may_affirm(claim: Claim, wanted: frozenset[str]) -> bool:
    """Whether a sentence stands behind an author's mark and is no role, address or statement."""
    words = _fold(claim)
    return (
        claim.role is None
        and not wanted.isdisjoint(claim.keys)
        and not read_cues("mail", "words").issuperset(words)
        and not (claim.is_footnote and (len(words) > _MOST_WORDS or _makes_statement(claim)))
    )


def _makes_statement(claim: Claim) -> bool:
    """Whether a word of it, in one piece again where a line's end broke it, makes statements."""
    return not read_cues("sentence", "verbs").isdisjoint(fold_words(claim.printed.text))


def _fold(claim: Claim) -> list[str]:
    return [
        part
        for line in claim.lines
        for token in line
        if token.kind == "word"
        for part in fold_words(token.text)
    ]


def _find_noted(
    claims: Sequence[Claim], wanted: frozenset[str], *, common: frozenset[str]
) -> list[Claim]:
    """The affiliations among footnotes: where one shows that it is one, its neighbours are."""
    likely = [claim for claim in claims if _may_affirm(claim, wanted) and not _holds_address(claim)]
    is_shown = any(
        claim.emails
        or _holds_organisation(claim.lines)
        or _ends_with_place(claim.lines)
        or _is_for_all(claim, common)
        for claim in likely
    )
    return (
        likely if is_shown or _opens_contribution(claims) or _explains_all(likely, wanted) else []
    )


def _is_for_all(claim: Claim, common: frozenset[str]) -> bool:
    """Whether a few words stand behind a mark that every author carries."""
    return not common.isdisjoint(claim.keys) and len(_fold(claim)) <= _FEW_WORDS


def _opens_contribution(claims: Sequence[Claim]) -> bool:
    """Whether the paragraph goes on to say whom to write to, as the note of ICML papers does."""
    return any(
        claim.role is not None and fold(claim.printed.text).startswith("correspondence to")
        for claim in claims
    )


def _explains_all(claims: Sequence[Claim], wanted: frozenset[str]) -> bool:
    """Whether every number or letter at the names, and there are several, stands here."""
    asked = {key for key in wanted if key.isalnum()}
    return len(asked) > 1 and asked <= {key for claim in claims for key in claim.keys}


def _holds_address(claim: Claim) -> bool:
    """Whether it points to a web page, as notes on code and data do."""
    return any(token.kind == "url" for line in claim.lines for token in line)


def _holds_organisation(lines: Sequence[Sequence[Token]]) -> bool:
    segments = (segment for line in lines for segment in split_segments(line))
    return any(
        segment.holds_organisation or starts_with_organisation(segment) for segment in segments
    )


def _ends_with_place(lines: Sequence[Sequence[Token]]) -> bool:
    segments = split_segments(lines[-1])
    return bool(segments) and ends_with_place(segments[-1])
